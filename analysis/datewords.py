"""Dates as a text prints them to ISO dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janeiro enero janvier januar",
            "february feb fevereiro febrero février februar",
            "march mar março marzo mars märz",
            "april apr abril avril",
            "may maio mayo mai",
            "june jun junho junio juin juni",
            "july jul julho julio juillet juli",
            "august aug agosto août",
            "september sept sep setembro septiembre septembre",
            "october oct outubro octubre octobre oktober",
            "november nov novembro noviembre novembre",
            "december dec dezembro diciembre décembre dezember",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_PATTERN = re.compile(
    rf"(?<![\w/.-])(?:"
    rf"(?P<iso>(?:19|20)\d\d-\d\d(?:-\d\d)?)(?![\d-])"
    rf"|(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?(?P<month2>{_MONTH})\.?,?"
    rf"\s+(?:de\s+)?(?P<year2>(?:19|20)\d\d)"
    rf")(?!\w)",
    re.IGNORECASE,
)
_YEARLESS = re.compile(
    rf"\b(?:(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}})\.?\s+(?P<month2>{_MONTH}))"
    r"\b(?!\s*,?\s*\d)",
    re.IGNORECASE,
)
LAST_MONTH, LAST_DAY = 12, 31


class Dated(NamedTuple):
    """A date in a text: where it stands, and its ISO form (year-month, or year-month-day)."""

    start: int
    end: int
    iso: str

    @property
    def full(self) -> bool:
        """Whether the day is known."""
        return self.iso.count("-") == 2


def dates(text: str, start: int = 0, end: int | None = None) -> Iterator[Dated]:
    """The dates with a year in text[start:end], in order; impossible ones are left out."""
    for found in _PATTERN.finditer(text, start, len(text) if end is None else end):
        if found["iso"]:
            parts = [int(part) for part in found["iso"].split("-")]
        else:
            month = MONTHS[(found["month"] or found["month2"]).casefold()]
            parts = [
                int(found["year"] or found["year2"]),
                month,
                int(found["day"] or found["day2"]),
            ]
        if 1 <= parts[1] <= LAST_MONTH and (len(parts) == 2 or 1 <= parts[2] <= LAST_DAY):
            iso = "-".join(f"{part:02d}" for part in parts)
            yield Dated(found.start(), found.end(), iso)


def day_of_year(text: str) -> tuple[int, int] | None:
    """The month and day of the first date in a text, where it is printed without a year."""
    found = _YEARLESS.search(text)
    if found is None:
        return None
    day = int(found["day"] or found["day2"])
    return (
        (MONTHS[(found["month"] or found["month2"]).casefold()], day) if day <= LAST_DAY else None
    )
