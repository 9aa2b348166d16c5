"""Statements per day as a line of blocks: everybody's, and one actor's below it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date

from store.utterances import Order, unpacked

BLOCKS = "▁▂▃▄▅▆▇█"
NONE = "·"
FEW = 0xD800
"""Speakers up to which each has a character of its own: below the surrogates."""
WIDEST = 4
"""Cells of a day at most, the last one blank."""


class Timeline:
    """Counts of utterances by day over the days of an order; days that are not known are left out.

    `first` and `last` are its ISO dates, "" where fewer than two days are known.
    """

    def __init__(self, order: Order) -> None:
        self._speakers = unpacked(order.said_by)
        # As text, of which a stretch is counted without making a number of each place in it.
        told = order.said_by if len(order.speakers) < FEW else b""
        self._text = told.decode(f"utf-32-{sys.byteorder[0]}e")
        self._code_of = {name: code for code, name in enumerate(order.speakers)}
        starts = [head.start for head in order.heads]
        ends = [*starts, len(self._speakers)][1:]
        dated = [
            (ordinal, start, end)
            for head, start, end in zip(order.heads, starts, ends, strict=True)
            if (ordinal := _ordinal(head.when)) is not None
        ]
        self._days = dated
        self.first = self.last = ""
        if len(dated) > 1:
            self.first, self.last = (date.fromordinal(dated[at][0]).isoformat() for at in (0, -1))
        self._known: dict[str | None, list[int]] = {}
        self._drawn: dict[tuple[str | None, int], tuple[str, int, int]] = {}

    def counts(self, who: str | None) -> list[int]:
        """How many utterances each known day has, of one speaker or (None) of all."""
        found = self._known.get(who)
        if found is None:
            code = self._code_of.get(who) if who is not None else None
            if who is None:
                found = [end - start for _, start, end in self._days]
            elif code is None:
                found = [0] * len(self._days)
            else:
                found = [self._count(code, start, end) for _, start, end in self._days]
            self._known[who] = found
        return found

    def _count(self, code: int, start: int, end: int) -> int:
        if self._text:
            return self._text.count(chr(code), start, end)
        return self._speakers[start:end].count(code)

    def spark(self, who: str | None, room: int, here: str = "") -> tuple[str, int, int]:
        """The blocks in at most `room` cells, and the cells of the day `here` (equal: none)."""
        if not self.first or room < 2:
            return "", 0, 0
        begin, end = self._days[0][0], self._days[-1][0]
        span = end - begin + 1
        drawn = self._drawn.get((who, room))
        if drawn is None:
            size = min(span, room)
            sums = [0] * size
            for (ordinal, _, _), number in zip(self._days, self.counts(who), strict=True):
                sums[(ordinal - begin) * size // span] += number
            cells = max(1, min(WIDEST, room // size))
            drawn = "".join(_cell(block, cells) for block in blocks(sums)), size, cells
            self._drawn[who, room] = drawn
        text, size, cells = drawn
        place = _ordinal(here)
        if place is None or not begin <= place <= end:
            return text, 0, 0
        at = (place - begin) * size // span * cells
        return text, at, at + max(1, cells - 1)


def blocks(sums: Sequence[int]) -> str:
    """One block a number, the highest for the largest; a dot for none."""
    most = max(sums, default=0)
    return "".join(
        BLOCKS[max(0, (8 * number + most - 1) // most - 1)] if number else NONE for number in sums
    )


def _cell(block: str, cells: int) -> str:
    if cells == 1:
        return block
    return (NONE + " " * (cells - 2) if block == NONE else block * (cells - 1)) + " "


def _ordinal(when: str) -> int | None:
    try:
        return date.fromisoformat(when[:10]).toordinal() if len(when) >= 10 else None
    except ValueError:
        return None
