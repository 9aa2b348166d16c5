"""A date as a page, feed or message states it to an ISO date with its precision."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

from analysis.datewords import dates
from store.records import Published

How = Literal["stated", "caption", "inferred"]
EARLIEST, LATEST = 1600, 2100
ISO = re.compile(
    r"\s*(\d{4})-(\d\d)(?:-(\d\d))?(?![\d-])(?:[T ]\d\d:?\d\d)?"
    r"|\s*(\d{4})(\d\d)(\d\d)(?:T\d{4,6}\S*)?\s*$"
)
SLASHED = re.compile(r"\s*(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")
YEAR_FIRST = re.compile(r"\s*(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
EPOCH = re.compile(r"\s*(\d{10})(\d{3})?\s*$")
MAIL = re.compile(
    r"[A-Za-z]{3},?\s+\d{1,2}\s+[A-Za-z]{3,9}\s+\d{2,4}|\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s"
)
YEAR_IN_ADDRESS = r"/(?P<y>(?:19|20)\d\d)"
IN_ADDRESS = (
    re.compile(YEAR_IN_ADDRESS + r"[/-](?P<m>\d{1,2}|[a-z]{3,9})[/-](?P<d>\d{1,2})(?=[/-]|$)"),
    re.compile(YEAR_IN_ADDRESS + r"(?P<m>\d\d)(?P<d>\d\d)(?=[/_-]|$)"),
    re.compile(r"[/-](?P<y>20\d\d)-?(?P<m>\d\d)-?(?P<d>\d\d)(?=[/._-]|$)"),
    re.compile(YEAR_IN_ADDRESS + r"[/-](?P<m>\d\d|[a-z]{3})/"),
)
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
LONGEST = 200


def published(text: str, how: How = "stated") -> Published | None:
    """The date in a text that states one and nothing else; None when it cannot be read."""
    text = text[:LONGEST].strip()
    if not text:
        return None
    found = ISO.match(text)
    if found:
        groups = [group for group in found.groups() if group]
        return _published([int(group) for group in groups], how)
    return _by_number(text, how) or _by_mail(text, how) or _by_words(text, how)


def in_address(address: str) -> Published | None:
    """The date in the path of an address ("/2022/02/17/", "/2022/feb/17/"), as inferred."""
    path = "/" + address.partition("://")[2].partition("/")[2].partition("?")[0].lower()
    for pattern in IN_ADDRESS:
        found = pattern.search(path)
        if not found:
            continue
        month = found["m"]
        if not month.isdigit():
            if month[:3] not in MONTHS:
                continue
            month = str(MONTHS.index(month[:3]) + 1)
        numbers = [int(found["y"]), int(month)]
        if "d" in pattern.groupindex:
            numbers.append(int(found["d"]))
        stamp = _published(numbers, "inferred")
        if stamp:
            return stamp
    return None


def _published(numbers: list[int], how: How) -> Published | None:
    """Year, month and perhaps day as a record, if there is such a day."""
    try:
        day = date(numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else 1)
    except ValueError:
        return None
    if not EARLIEST <= day.year <= LATEST:
        return None
    if len(numbers) > 2:
        return Published(day.isoformat(), "day", how)
    return Published(day.isoformat()[:7], "month", how)


def _by_number(text: str, how: How) -> Published | None:
    """2022/02/17, 17.02.2022, 02/17/2022 where only one reading is a date, seconds since 1970."""
    found = YEAR_FIRST.match(text)
    if found:
        return _published([int(group) for group in found.groups()], how)
    found = SLASHED.match(text)
    if found:
        first, second, year = (int(group) for group in found.groups())
        dotted = "." in found.group()
        if dotted or first > 12 or first == second:
            return _published([year, second, first], how)
        return _published([year, first, second], how) if second > 12 else None
    found = EPOCH.match(text)
    if found:
        return _published(_numbers(datetime.fromtimestamp(int(found.group(1)), UTC)), how)
    return None


def _by_mail(text: str, how: How) -> Published | None:
    """The date of a mail or RSS field: "Thu, 17 Feb 2022 10:00:00 GMT"."""
    if not MAIL.match(text):
        return None
    try:
        return _published(_numbers(parsedate_to_datetime(text)), how)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _by_words(text: str, how: How) -> Published | None:
    """A date in words, if the text has just one."""
    found = {item.iso for item in dates(text)}
    if len(found) != 1:
        return None
    return published(found.pop(), how)


def _numbers(stamp: datetime) -> list[int]:
    return [stamp.year, stamp.month, stamp.day]
