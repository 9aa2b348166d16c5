"""Text to moments: dates, years, weekdays, times of day and ordinals, with ISO values.

A moment is never a quantity.  A date without a year lies near the day of publication: "since
December", read in February, is last December's.  What stays open stays so in the value: "February
20" of an article without a date is "02-20"; weekdays resolve only against a known day.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

Kind = Literal["date", "time", "year", "weekday", "month", "ordinal", "relative"]


class Moment(NamedTuple):
    """A stretch of text that says when; `iso` is "" where no value can be given."""

    start: int
    end: int
    kind: Kind
    iso: str = ""


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_S = "[ \\t\u00a0\u202f]"
_ZONE = rf"(?:{_S}*\(?(?:GMT|UTC|CES?T|E[SD]?T|PT|BST|MSK|local{_S}time|Moscow{_S}time)\)?)?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_AMOUNT = rf"{_S}*(?:%|percent\b|per{_S}cent\b|million\b|billion\b|thousand\b)"
_WEEKDAY = "|".join(day.capitalize() for day in DAYS)
_SEASON = "week|month|year|night|weekend|spring|summer|autumn|winter|morning|evening|afternoon"
PATTERN = re.compile(
    "|".join(
        (
            rf"\b(?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)\b(?!-)",
            rf"\b(?P<slash>\d{{1,2}}(?P<sep>[/.])\d{{1,2}}(?P=sep)(?:{_YEAR}|\d\d))\b",
            (
                rf"\b(?P<md>(?P<md_m>{_MONTH}){_S}+(?P<md_d>\d{{1,2}})(?:st|nd|rd|th)?"
                rf"(?!\d|[.,:]\d|{_AMOUNT})(?:{_S}*(?:to|and|[-–]){_S}*{_DAY}\b(?!{_AMOUNT}|:))?"
                rf"(?:,?{_S}+(?P<md_y>{_YEAR})\b)?)"
            ),
            (
                rf"\b(?P<dm>(?P<dm_d>\d{{1,2}})(?:st|nd|rd|th)?{_S}+(?:of{_S}+)?(?P<dm_m>{_MONTH})"
                rf"(?:,?{_S}+(?P<dm_y>{_YEAR})\b)?(?![a-z]))"
            ),
            rf"\b(?P<my>(?P<my_m>{_MONTH})(?:{_S}+of)?,?{_S}+(?P<my_y>{_YEAR}))\b",
            (
                rf"\b(?P<clock>(?P<ck_h>\d{{1,2}})(?:[:.](?P<ck_m>\d\d))?{_S}*"
                rf"(?P<ck_x>[aApP](?:\.{_S}?[mM]\.?|[mM]\b\.?))(?![a-z]){_ZONE})"
            ),
            (
                rf"(?<![\d:])(?P<hm>(?P<hm_h>[01]?\d|2[0-3]):(?P<hm_m>[0-5]\d)(?::[0-5]\d)?(?!\d)"
                rf"{_ZONE})"
            ),
            (
                rf"\b(?P<mil>(?P<ml_h>[01]\d|2[0-3])(?P<ml_m>[0-5]\d){_S}*"
                rf"(?:GMT|UTC|CET|EST|BST|hours\b|hrs\b|local{_S}time))"
            ),
            rf"\b(?P<hour>(?P<hr_h>\d{{1,2}})(?:{_S}*o[’']clock|h\d\d\b))",
            r"\b(?P<word>(?i:noon|midday|midnight))\b",
            rf"\b(?P<decade>(?:mid-)?{_YEAR}s)\b",
            r"(?<=[’'])(?P<short>\d0s)\b",
            rf"\b(?P<span>{_YEAR}[-–](?:{_YEAR}|\d\d)\b)(?!,|-)",
            rf"\b(?P<weekday>(?P<wd>{_WEEKDAY})s?)\b(?:{_S}*\((?P<wd_n>\d{{1,2}})\))?",
            (
                rf"\b(?P<relative>(?i:today|yesterday|tomorrow|tonight|overnight|dawn"
                rf"|(?:last|next|this){_S}+(?:{_SEASON})|(?:earlier|later){_S}+this{_S}+(?:{_SEASON})))\b"
            ),
            rf"\b(?P<month>{_MONTH})(?![a-z]|{_S}+\d{{1,2}}\b)",
            r"\b(?P<ordinal>\d{1,4}(?:st|nd|rd|th))\b",
            rf"\b(?P<number>(?i:No|Nos|Art|Sec|Ch|vol|p)\.{_S}*\d+)\b",
            rf"\b(?P<year>{_YEAR})\b(?![,.]\d|-\w|{_S}*%)",
        )
    )
)
WORD = re.compile(r"[^\W_]+")
OPENING = frozenset(
    (
        *MONTHS, *DAYS, *(f"{day}s" for day in DAYS),
        *(
            "noon midday midnight today yesterday tomorrow tonight overnight dawn last next this "
            "earlier later no nos art sec ch vol p mid"
        ).split(),
    )
)  # fmt: skip
"""Words with which a moment can begin, besides digits."""
MONTH_BEFORE = re.compile(
    r"\b(?:in|since|until|till|by|from|last|next|of|during|before|after|late|early|mid|to)\s+$",
    re.IGNORECASE,
)
YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|of|from|until|till|through|during|before|after|early|late|mid|year"
    r"|spring|summer|autumn|fall|winter|back to)\s+$|[(]$",
    re.IGNORECASE,
)
BACK = re.compile(r"\b(?:since|last|past)(?:\s+(?:late|early|mid))?\W+$", re.IGNORECASE)
AHEAD = re.compile(
    r"\b(?:until|till|by|next|coming|due(?:\s+\w+)?|will(?:\s+\w+){1,3}|through)"
    r"(?:\s+(?:on|in|late|early|mid|the end of))?\W+$",
    re.IGNORECASE,
)
HALF_YEAR, LONGEST_MONTH = 6, 31
"""In months, and in days: how far from the publication a date without a year can lie."""
COUNTING = re.compile(
    r"\b(?:about|over|around|some|nearly|almost|roughly|approximately|least|most|more than"
    r"|less than|fewer than|up to|killed|injured|total of|another|exceed(?:ed|ing|s)?)\s+$"
    r"|[$€£]$",
    re.IGNORECASE,
)
COUNTED = re.compile(
    rf"{_S}+(?:[a-z]+{_S}+){{0,2}}?(?:soldiers|troops|people|men|women|forces|civilians|workers"
    r"|homes|tonnes|tons|votes|cases|children|members|students|jobs|dollars|euros?|miles|metres"
    r"|meters|km|kilometres|vehicles|tanks|passengers|residents|police|officers|deaths"
    r"|protesters|refugees|houses|families|pounds|feet|drivers|staff|employees)\b"
)


def _date(year: int | None, month: int, day: int | None) -> str:
    if day is not None and not 1 <= day <= 31:
        return ""
    parts = ([] if year is None else [f"{year:04d}"]) + [f"{month:02d}"]
    if year is None and day is None:
        return ""
    return "-".join(parts + ([] if day is None else [f"{day:02d}"]))


def _month(name: str) -> int:
    return MONTHS.get(name.casefold().strip("."), 1)


def _clock(found: re.Match[str]) -> str:
    """The time of day as THH:MM."""
    if found["word"]:
        return "T00:00" if found["word"].casefold() == "midnight" else "T12:00"
    hour = int(found["ck_h"] or found["hm_h"] or found["ml_h"] or found["hr_h"])
    minute = int(found["ck_m"] or found["hm_m"] or found["ml_m"] or 0)
    if found["clock"] and hour <= 12:
        hour = hour % 12 + (12 if found["ck_x"][0] in "pP" else 0)
    return f"T{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else ""


def weekday(name: str, day: datetime.date, ahead: bool = False) -> str:
    """The ISO date of a weekday: the last one up to `day`, or with `ahead` the next from it on."""
    back = (day.weekday() - DAYS.index(name.casefold())) % 7
    shift = 7 - back if ahead and back else -back
    return _shifted(day, shift)


def _shifted(day: datetime.date, days: int) -> str:
    try:
        return (day + datetime.timedelta(days=days)).isoformat()
    except OverflowError:
        return ""


def _relative(text: str, day: datetime.date | None) -> str:
    shift = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}.get(text.casefold())
    if shift is None or day is None:
        return ""
    return _shifted(day, shift)


def parse_day(published: str | None) -> datetime.date | None:
    """The day of an ISO date, None where it is not a full one."""
    try:
        return datetime.date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _year_of(published: str | None) -> int | None:
    year = (published or "")[:4]
    return int(year) if year.isdecimal() and year.isascii() and len(year) == 4 else None


class _Reader:
    """Reads the moments of one text against the day on which it was published."""

    def __init__(self, text: str, published: str | None) -> None:
        self.text = text
        self.day = parse_day(published)
        self.year = _year_of(published)

    def item(self, found: re.Match[str]) -> Moment | None:
        """The moment of one match; None where the digits are an amount after all."""
        start, end = found.span()
        for name in ("clock", "hm", "mil", "hour", "word"):
            if found[name]:
                return Moment(start, end, "time", _clock(found))
        if found["md"] and not found["md_y"] and self._counts(start, end):
            name = found["md_m"]
            return Moment(start, start + len(name), "month", self._open(_month(name), None, start))
        if found["year"]:
            return self._year(start, end, found["year"])
        if found["weekday"]:
            return Moment(start, end, "weekday", self._weekday(found))
        if found["relative"]:
            return Moment(start, end, "relative", _relative(found["relative"], self.day))
        if found["ordinal"] or found["number"]:
            return Moment(start, end, "ordinal")
        if found["month"]:
            if not MONTH_BEFORE.search(self.text[max(0, start - 10) : start]):
                return None
            month = _month(found["month"])
            return Moment(start, end, "month", self._open(month, None, start))
        if found["decade"] or found["short"] or found["span"]:
            return Moment(start, end, "year", found.group().strip("’'"))
        return Moment(start, end, "date", self._date(found))

    def _counts(self, start: int, end: int) -> bool:
        """Whether the number after a month counts something: "in March 27 drivers"."""
        within = re.search(r"\b[Ii]n\s+$", self.text[max(0, start - 4) : start])
        return within is not None and COUNTED.match(self.text[end : end + 40]) is not None

    def _date(self, found: re.Match[str]) -> str:
        if found["iso"]:
            return found["iso"]
        if found["slash"]:
            return _slashed(found["slash"])
        if found["my"]:
            return _date(int(found["my_y"]), _month(found["my_m"]), None)
        prefix = "md" if found["md"] else "dm"
        month, day = _month(found[f"{prefix}_m"]), int(found[f"{prefix}_d"])
        if found[f"{prefix}_y"]:
            return _date(int(found[f"{prefix}_y"]), month, day)
        return self._open(month, day, found.start())

    def _open(self, month: int, day: int | None, start: int) -> str:
        """The ISO date of a month or day without a year: that nearest to the publication.

        A word before it decides where one tells: "since" and "last" look back, "until" and "next"
        ahead.
        """
        if self.year is None or self.day is None:
            return _date(self.year, month, day)
        away = (month - self.day.month) + ((day or self.day.day) - self.day.day) / LONGEST_MONTH
        before = self.text[max(0, start - 40) : start]
        if BACK.search(before):
            shift = -(away > 0)
        elif AHEAD.search(before):
            shift = int(away < 0)
        else:
            shift = (away <= -HALF_YEAR) - (away > HALF_YEAR)
        return _date(self.year + shift, month, day)

    def _weekday(self, found: re.Match[str]) -> str:
        if self.day is None:
            return ""
        ahead = re.search(
            r"\b(?:will|would|next|coming|due|until|by|expected|planned)\b[^.;]*$",
            self.text[max(0, found.start() - 60) : found.start()],
        )
        return weekday(found["wd"], self.day, ahead is not None)

    def _year(self, start: int, end: int, written: str) -> Moment | None:
        before, after = self.text[max(0, start - 16) : start], self.text[end : end + 40]
        if COUNTING.search(before):
            return None
        if COUNTED.match(after) and not YEAR_BEFORE.search(before):
            return None
        return Moment(start, end, "year", written)


def _slashed(written: str) -> str:
    """Day first, as most of the world writes; month first only where it must be."""
    first, second, year = (int(part) for part in re.split(r"[/.]", written))
    year += (2000 if year < 70 else 1900) if year < 100 else 0
    day, month = (second, first) if second > 12 else (first, second)
    return _date(year, month, day) if 1 <= month <= 12 else ""


def opens(word: str) -> bool:
    """Whether a moment can begin with the word: one with a digit, a month, "today" ..."""
    return word[:1].isdecimal() or word.casefold() in OPENING


def find(
    text: str,
    start: int = 0,
    end: int | None = None,
    published: str | None = None,
    at: Iterable[int] | None = None,
) -> list[Moment]:
    """The moments of text[start:end] in order, resolved against the ISO date `published`.

    `at` are the offsets of the words that can open one, where the caller knows them already.
    """
    stop = len(text) if end is None else end
    if at is None:
        at = (m.start() for m in WORD.finditer(text, start, stop) if opens(m.group()))
    reader = _Reader(text, published)
    found: list[Moment] = []
    past = start
    for offset in at:
        if offset < past:
            continue
        match = PATTERN.match(text, offset, stop)
        item = reader.item(match) if match is not None else None
        if item is not None:
            past = item.end
            found.append(item)
    return found
