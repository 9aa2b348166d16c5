"""When a statement was made: the time words beside its cue, read against the article's date.

A time inside the content is what the statement is about, not when it was made.  Without a time of
its own a statement takes that of its passage, else the article's day; both are inferred.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Literal

from analysis.moments import DAYS, MONTHS, parse_day, weekday
from analysis.statements.tokens import Unit

Source = Literal["stated", "inferred"]
PERFECT = re.compile(
    r"\b(?:has|have|had|'ve|’ve)\b|\b(?:is|are|was|were)\s+(?:\w+ing)\b", re.IGNORECASE
)
SHORT = {day[:3]: day for day in DAYS} | {"tues": "tuesday", "thurs": "thursday"}
REACH = 2


def _near(day: datetime.date, number: int) -> str:
    """The last day up to `day` that has this number in its month."""
    for back in range(62):
        try:
            candidate = day - datetime.timedelta(days=back)
        except OverflowError:
            return ""
        if candidate.day == number:
            return candidate.isoformat()
    return ""


def _at(unit: Unit, i: int, day: datetime.date | None) -> str:
    """The ISO date that the time word at token i names, "" when none."""
    tokens, tags = unit.tokens, unit.tags
    low = tokens[i].low.rstrip(".")
    after = tokens[i + 1].low if i + 1 < len(tokens) else ""
    before = tokens[i - 1].low if i else ""
    if low in MONTHS:
        number = after if after.isdecimal() else before
        year = next(
            (t.low for t in tokens[i + 1 : i + 5] if re.fullmatch(r"(?:19|20)\d\d", t.low)), ""
        )
        if not number.isdecimal() or not 1 <= int(number) <= 31:
            return ""
        if not year and day is not None:
            ahead = (MONTHS[low], int(number)) > (day.month, day.day + 1)
            year = f"{day.year - ahead:04d}"
        if not year:
            return ""
        return f"{year}-{MONTHS[low]:02d}-{int(number):02d}"
    if day is None:
        return ""
    if low in ("today", "tonight"):
        return day.isoformat()
    if low == "yesterday":
        return _near(day, (day - datetime.timedelta(days=1)).day) if day > datetime.date.min else ""
    name = low if low in DAYS else SHORT.get(low, "")
    if not name:
        return ""
    if (
        after == "("
        and i + 3 < len(tokens)
        and tags[i + 3] == ")"
        and tokens[i + 2].low.isdecimal()
    ):
        return _near(day, int(tokens[i + 2].low))
    return weekday(name, day)


def _aside(unit: Unit, i: int, cue: int) -> bool:
    """Whether token i, but not the cue at offset `cue`, stands in ", who came on Sunday,"."""
    first = unit.tags.rfind(",", 0, i)
    last = unit.tags.find(",", i)
    if first < 0 or unit.tags[first + 1 : first + 2] not in ("w", "g"):
        return False
    stop = unit.tokens[last].start if last > 0 else unit.end
    return not unit.tokens[first].start < cue < stop


class Calendar:
    """Dates the statements of one article in reading order."""

    def __init__(self, published: str | None, breaks: Sequence[int] = ()) -> None:
        """`published` is the article's ISO date; `breaks` are the offsets of its subheads."""
        self.day = parse_day(published)
        self.breaks = list(breaks)
        self.passage = ("", -9, 0)

    def when(
        self, unit: Unit, taken: Sequence[tuple[int, int]], cue: int, lead: str
    ) -> tuple[str | None, Source | None]:
        """The ISO date of a statement whose cue stands at offset `cue`, and how it is known.

        `taken` are the content spans of the unit, `lead` the words between mention and cue.
        """
        best: tuple[int, str] | None = None
        for i, tag in enumerate(unit.tags):
            if tag != "D":
                continue
            at = unit.tokens[i].start
            if _aside(unit, i, cue):
                continue
            if any(a <= at < b for a, b in taken):
                continue
            iso = _at(unit, i, self.day)
            if iso and (best is None or abs(at - cue) < best[0]):
                best = (abs(at - cue), iso)
        if best is not None:
            self.passage = (best[1], unit.paragraph, unit.start)
            return best[1], "stated"
        if PERFECT.search(lead):
            return None, None
        iso, paragraph, start = self.passage
        if iso and unit.paragraph - paragraph <= REACH and not self._broken(start, unit.start):
            return iso, "inferred"
        return (self.day.isoformat(), "inferred") if self.day else (None, None)

    def _broken(self, start: int, end: int) -> bool:
        """Whether a subhead stands between two offsets."""
        return any(start < b < end for b in self.breaks)
