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
    """Marks, gutters and notes of one article, wrapped into `lines`; good until reviews change.

    `rows` are its findings in order of the text, `reviews` those of all findings.
    """

    def __init__(
        self,
        article: Article,
        shown: Shown,
        lines: Sequence[tuple[int, int]],
        rows: Sequence[Finding],
        reviews: Mapping[str, Review],
    ) -> None:
        self._shown = shown
        self._starts = [start for start, _ in lines]
        self.by_line: dict[int, list[Mark]] = {}
        self.gutters: dict[int, Piece] = {}
        at = shown.at
        for region in article.boilerplate:
            self._add(Mark(at(region.start), at(region.end), "boilerplate"))
        for span in article.subheads:
            self._add(Mark(at(span.start), at(span.end), "strong"))
        for row in sorted(rows, key=lambda item: "csd".index(item.id[0])):
            kind = kind_of(row.id)
            style = STYLE_OF_KIND[kind] + (" underline" if kind == "c" else "")
            self._add(Mark(at(row.start), at(row.end), style))
            self._gutter(row, reviews.get(row.id, UNREVIEWED))
        told = ((row, side_notes.text_of(reviews.get(row.id, UNREVIEWED))) for row in rows)
        noted = ((self.line_of(at(row.start)), text) for row, text in told if text)
        self.beside = side_notes.laid_out(noted, len(lines))

    def line_of(self, place: int) -> int:
        """The line on which an offset of the shown text stands."""
        return max(0, bisect_right(self._starts, place) - 1)

    def _add(self, mark: Mark) -> None:
        for line in range(
            self.line_of(mark.start), self.line_of(max(mark.start, mark.end - 1)) + 1
        ):
            self.by_line.setdefault(line, []).append(mark)

    def _gutter(self, row: Finding, review: Review) -> None:
        """What stands left of a line on which findings begin: kind and verdict."""
        line = self.line_of(self._shown.at(row.start))
        before = self.gutters.get(line)
        glyph = theme.KIND_GLYPHS[row.id[0]]
        if review.verdict:
            style = theme.verdict_style(review.verdict)
            self.gutters[line] = f"{glyph}{theme.VERDICT_GLYPHS[review.verdict]}", style
        elif before is None or len(before[0]) == 1:
            self.gutters[line] = glyph, STYLE_OF_KIND[row.id[0]]


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
