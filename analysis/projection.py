"""An alignment to a map between its two texts: where a passage went, and how much of it is kept."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from store.records import AlignedRow, Alignment

PAIRED = ("equal", "replace")


class Stretch(NamedTuple):
    """A stretch of one text, what stands for it in the other, and whether it is kept."""

    start: int
    end: int
    there: int
    there_end: int
    kept: bool

    def turned(self) -> Stretch:
        """The same seen from the other text."""
        return Stretch(self.there, self.there_end, self.start, self.end, self.kept)


class Projection:
    """Where passages of one text stand in the other."""

    def __init__(self, stretches: list[Stretch]) -> None:
        self.stretches = sorted(stretches)
        self.starts = [stretch.start for stretch in self.stretches]

    def _over(self, start: int, end: int) -> Iterator[Stretch]:
        """The stretches that overlap a span; they do not overlap one another."""
        place = max(0, bisect_right(self.starts, start) - 1)
        while place < len(self.stretches) and self.starts[place] < end:
            if self.stretches[place].end > start:
                yield self.stretches[place]
            place += 1

    def place(self, start: int, end: int) -> list[tuple[int, int]]:
        """The spans of the other text that stand for start..end, by proportion inside a stretch."""
        found: list[tuple[int, int]] = []
        for stretch in self._over(start, end):
            size = max(1, stretch.end - stretch.start)
            ratio = (stretch.there_end - stretch.there) / size
            first = stretch.there + int((max(start, stretch.start) - stretch.start) * ratio)
            last = stretch.there + round((min(end, stretch.end) - stretch.start) * ratio)
            if first >= last:
                continue
            if found and 0 <= first - found[-1][1] <= 1:
                found[-1] = (found[-1][0], last)
            else:
                found.append((first, last))
        return found

    def kept(self, start: int, end: int) -> float:
        """The share of start..end whose words the other text has too, 0..1."""
        inside = sum(
            min(end, stretch.end) - max(start, stretch.start)
            for stretch in self._over(start, end)
            if stretch.kept
        )
        return inside / max(1, end - start)


def projection(alignment: Alignment) -> tuple[Projection, Projection]:
    """The maps from the left text to the right one and back; linear in the words."""
    stretches = [stretch for row in alignment.rows for stretch in _stretches(row)]
    return Projection(stretches), Projection([stretch.turned() for stretch in stretches])


def _stretches(row: AlignedRow) -> Iterator[Stretch]:
    """The paired stretches of a row: its words, or whole sentences where nothing differs."""
    if not row.left or not row.right:
        return
    if row.words:
        for op, left, left_end, right, right_end in row.words:
            if op in PAIRED and left < left_end and right < right_end:
                yield Stretch(left, left_end, right, right_end, op == "equal")
        return
    kept = row.label in ("same", "moved")
    if len(row.left) == len(row.right):
        for one, other in zip(row.left, row.right, strict=True):
            yield Stretch(one.start, one.end, other.start, other.end, kept)
    else:
        whole = row.left[0].start, row.left[-1].end, row.right[0].start, row.right[-1].end
        yield Stretch(*whole, kept)
