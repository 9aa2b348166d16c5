"""Who speaks at each place of a sentence: the innermost statement, else the article itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from store.records import Statement

DEED_ACTS = frozenset(("reject", "offer", "promise"))

DECLARING = frozenset("declared declares declaring ordered orders imposed".split())
"""Cues whose bare object is a deed: "declared a state of emergency"."""
BACK = 500
"""So many characters back a pronoun's speaker is looked for."""
TAIL = 25
"""So many characters stand behind the cue of a clause that only brings in what is said."""
NEAR = 64
"""So many statements before a place are looked at; more are never nested in one another."""


class Voice(NamedTuple):
    """A stretch of text in one voice; `whole` when the stretch is all of the statement."""

    start: int
    end: int
    statement: Statement | None
    whole: bool


def performative(statement: Statement, deeds: frozenset[str]) -> bool:
    """Whether the saying is the deed ("rejected the demands"): then the narration tells it."""
    cue = statement.cue.casefold().split()
    if statement.rule == "object" and cue and cue[0] in DECLARING:
        return True
    return statement.act in DEED_ACTS and any(word in deeds for word in cue)


def _explained(item: Statement) -> Statement | None:
    """What a speaker says behind the deed: "rejected this: the report had come in June"."""
    lead, colon, _ = item.text.partition(": ")
    if not colon:
        return None
    return msgspec.structs.replace(item, start=item.start + len(lead) + 2, act="statement")


def _around(item: Statement, start: int, end: int) -> list[Voice]:
    """The voices of a stretch in which one statement stands."""
    left, right = max(start, item.start), min(end, item.end)
    found = [Voice(left, right, item, whole=True)] if left < right else []
    if start < left:
        found.insert(0, Voice(start, left, None, whole=False))
    if right < end:
        found.append(Voice(right, end, None, whole=False))
    return found


class Voices:
    """Statements of an article, indexed by their starts."""

    def __init__(self, statements: Sequence[Statement], deeds: frozenset[str]) -> None:
        heard = (_explained(s) if performative(s, deeds) else s for s in statements)
        told = [item for item in heard if item is not None]
        self.items = sorted(told, key=lambda item: (item.start, -item.end))
        self.starts = [item.start for item in self.items]
        self.longest = max((item.end - item.start for item in self.items), default=0)
        self.cues = sorted(
            (item.cue_start, item.cue_end, item.start, item.end)
            for item in statements
            if item.cue_start is not None and item.cue_end is not None
        )

    def over(self, start: int, end: int) -> list[Voice]:
        """The voices of text[start:end] in order, without gaps."""
        high = bisect_left(self.starts, end)
        if not high:
            return [Voice(start, end, None, whole=False)]
        low = max(bisect_left(self.starts, start - self.longest), high - NEAR)
        near = [item for item in self.items[low:high] if item.end > start]
        if not near:
            return [Voice(start, end, None, whole=False)]
        if len(near) == 1:
            return _around(near[0], start, end)
        edges = {start, end}
        for item in near:
            edges |= {max(start, item.start), min(end, item.end)}
        cuts, found = sorted(edges), list[Voice]()
        for left, right in pairwise(cuts):
            covering = [item for item in near if item.start <= left and item.end >= right]
            inner = min(covering, key=lambda item: item.end - item.start, default=None)
            if found and found[-1].statement is inner:
                left = found.pop().start
            whole = (
                inner is not None
                and left <= max(start, inner.start)
                and right >= min(end, inner.end)
            )
            found.append(Voice(left, right, inner, whole))
        return found

    def only_said(self, start: int, end: int) -> bool:
        """Whether text[start:end] ends with the cue of a statement, and holds nothing of it."""
        high = bisect_left(self.cues, (end, 0, 0, 0))
        for _, past, first, last in reversed(self.cues[max(0, high - 2) : high]):
            if past <= start or end - past > TAIL:
                break
            if past <= end and (last <= start or first >= end):
                return True
        return False

    def before(self, position: int) -> Statement | None:
        """The last statement that starts before a place, near enough for a pronoun."""
        index = bisect_left(self.starts, position) - 1
        near = self.items[index] if index >= 0 else None
        return near if near is not None and position - near.start < BACK else None

    def starting(self, position: int) -> Statement | None:
        """The statement that starts at a place, give or take white space and a mark."""
        index = bisect_left(self.starts, position - 1)
        near = self.items[index] if index < len(self.items) else None
        return near if near is not None and near.start <= position + 2 else None
