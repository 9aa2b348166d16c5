"""What is marked in an article, by the lines it stands on: found once, drawn line by line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from store.neutral import Shown
from store.records import Article, Review
from tui import theme
from tui.panes import side_notes
from tui.session import UNREVIEWED, Finding, kind_of
from tui.widgets.lines import Piece

STYLE_OF_KIND = {"s": "statement", "d": "demand", "c": "claim"}


class Mark(NamedTuple):
    """A styled stretch of the shown text."""

    start: int
    end: int
    style: str


class Marks:
    """Marks of one article, wrapped into `lines`, whose findings in order of the text are `rows`.

    Gutters and notes beside the text are those that `judge` was last told of.
    """

    def __init__(
        self,
        article: Article,
        shown: Shown,
        lines: Sequence[tuple[int, int]],
        rows: Sequence[Finding],
    ) -> None:
        self._starts = [start for start, _ in lines]
        self.by_line: dict[int, list[Mark]] = {}
        self.gutters: dict[int, Piece] = {}
        self.beside: dict[int, tuple[str, str]] = {}
        self._rows = rows
        self._total = len(lines)
        at = shown.at
        self._lines = [self.line_of(at(row.start)) for row in rows]
        for region in article.boilerplate:
            self._add(Mark(at(region.start), at(region.end), "boilerplate"))
        for span in article.subheads:
            self._add(Mark(at(span.start), at(span.end), "strong"))
        for row in sorted(rows, key=lambda item: "csd".index(item.id[0])):
            kind = kind_of(row.id)
            style = STYLE_OF_KIND[kind] + (" underline" if kind == "c" else "")
            self._add(Mark(at(row.start), at(row.end), style))

    def judge(self, reviews: Mapping[str, Review]) -> None:
        """Gutters and notes by the reviews of all findings."""
        self.gutters = {}
        noted: list[tuple[int, str]] = []
        for kind in "csd":
            for row, line in zip(self._rows, self._lines, strict=True):
                if row.id[0] == kind:
                    self._gutter(row, line, reviews.get(row.id, UNREVIEWED))
        for row, line in zip(self._rows, self._lines, strict=True):
            if (review := reviews.get(row.id)) and (text := side_notes.text_of(review)):
                noted.append((line, text))
        self.beside = side_notes.laid_out(noted, self._total)

    def sign(self, row: Finding, reviews: Mapping[str, Review]) -> Piece:
        """What stands in the gutter for one finding."""
        return _sign(row, reviews.get(row.id, UNREVIEWED))

    def line_of(self, place: int) -> int:
        """The line on which an offset of the shown text stands."""
        return max(0, bisect_right(self._starts, place) - 1)

    def _add(self, mark: Mark) -> None:
        starts = self._starts
        line = max(0, bisect_right(starts, mark.start) - 1)
        self.by_line.setdefault(line, []).append(mark)
        line += 1
        while line < len(starts) and starts[line] < mark.end:
            self.by_line.setdefault(line, []).append(mark)
            line += 1

    def _gutter(self, row: Finding, line: int, review: Review) -> None:
        """What stands left of a line on which findings begin: kind and verdict."""
        before = self.gutters.get(line)
        if review.verdict or before is None or len(before[0]) == 1:
            self.gutters[line] = _sign(row, review)


def _sign(row: Finding, review: Review) -> Piece:
    """Kind and verdict of a finding."""
    glyph = theme.KIND_GLYPHS[row.id[0]]
    if review.verdict:
        return f"{glyph}{theme.VERDICT_GLYPHS[review.verdict]}", theme.verdict_style(review.verdict)
    return glyph, STYLE_OF_KIND[row.id[0]]


def styled(text: str, start: int, end: int, marks: Iterable[Mark]) -> list[Piece]:
    """The text between two offsets, cut at the edges of marks, later marks on top."""
    active = [mark for mark in marks if mark.start < end and mark.end > start]
    inner = {edge for mark in active for edge in mark[:2] if start < edge < end}
    edges = [start, *sorted(inner), end]
    pieces: list[Piece] = []
    for first, last in pairwise(edges):
        names = " ".join(m.style for m in active if m.start <= first and m.end >= last)
        pieces.append((text[first:last], names))
    return pieces
