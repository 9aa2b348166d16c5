"""Several articles to a matrix: which sentence is in which of them, and what became of it there."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Literal, NamedTuple

from analysis.align import align
from analysis.align_units import Unit, units
from store.records import AlignedRow, Article, Span

Mark = Literal["same", "edited", "moved", "moved+edited"]
LOOKED_BACK = 8
"""Earlier articles that are searched for a sentence which the first one lacks."""


class Cell(NamedTuple):
    """A sentence in one article: where, and how it differs from its first printing."""

    mark: Mark
    spans: tuple[Span, ...]


class Row(NamedTuple):
    """A sentence over all articles, in their order; None where an article lacks it."""

    cells: tuple[Cell | None, ...]

    @property
    def first(self) -> int:
        """The first article that has it."""
        return next(number for number, cell in enumerate(self.cells) if cell)

    @property
    def pattern(self) -> tuple[str, ...]:
        """The mark in each article, "" where it is not."""
        return tuple(cell.mark if cell else "" for cell in self.cells)


def overview(
    articles: Sequence[Article], linked: Collection[frozenset[str]] | None = None
) -> tuple[Row, ...]:
    """The rows in the order of the first article; what it lacks stands beside its neighbour.

    Each article is held against the first, and with what is left over against those before it.
    `linked` are the pairs of ids that share text; others are not compared.  Boilerplate is left
    out.  One alignment for each pair compared, at most nine for an article.
    """
    made = _Matrix(articles)
    for number, article in enumerate(articles):
        made.begin(number)
        for other in range(min(number, LOOKED_BACK + 1)):
            pair = frozenset((articles[other].id, article.id))
            if made.left_over and (linked is None or pair in linked):
                made.join(other, number, align(articles[other], article).rows)
        made.end(number)
    return tuple(Row(tuple(made.cells[row])) for row in made.order)


def counts(rows: Sequence[Row], number: int) -> tuple[int, int]:
    """How many sentences an article has, and how many of them no other one has."""
    own = [row for row in rows if row.cells[number]]
    return len(own), sum(sum(cell is not None for cell in row.cells) == 1 for row in own)


class _Matrix:
    """The rows while articles are put in; a row is a number, `order` how they are read."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = articles
        self.cells: list[list[Cell | None]] = []
        self.order: list[int] = []
        self.rows_at: list[dict[int, int]] = []
        self.left_over: dict[int, Unit] = {}
        self._units: list[Unit] = []

    def begin(self, number: int) -> None:
        """The sentences of the next article wait for their rows."""
        self._units = list(_story(self.articles[number]))
        self.left_over = {unit.start: unit for unit in self._units}
        self.rows_at.append({})

    def join(self, other: int, number: int, aligned: Sequence[AlignedRow]) -> None:
        """Put sentences into the rows of those of an earlier article that they come from."""
        for row in aligned:
            known = [
                self.rows_at[other][s.start] for s in row.left if s.start in self.rows_at[other]
            ]
            free = [span for span in row.right if span.start in self.left_over]
            known = [one for one in known if self.cells[one][number] is None]
            if not known or not free:
                continue
            for one in known:
                self.cells[one][number] = Cell(_mark(row.label), tuple(free))
            for span in free:
                del self.left_over[span.start]
                self.rows_at[number][span.start] = known[0]

    def end(self, number: int) -> None:
        """What no earlier article has gets rows of its own, beside the sentence before it."""
        after: dict[int, list[int]] = {}
        before: dict[int, list[int]] = {}
        place = -1
        at = self.rows_at[number]
        for unit in self._units:
            row = at.get(unit.start)
            if row is None:
                cells: list[Cell | None] = [None] * len(self.articles)
                cells[number] = Cell("same", (Span(unit.start, unit.end),))
                at[unit.start] = len(self.cells)
                after.setdefault(place, []).append(len(self.cells))
                self.cells.append(cells)
            elif not _moved(self.cells[row][number]):
                if place < 0:
                    before[row] = after.pop(-1, [])
                place = row
        ordered: list[int] = []
        for row in self.order:
            ordered += (*before.get(row, ()), row, *after.get(row, ()))
        self.order = ordered + after.get(-1, [])


def _mark(label: str) -> Mark:
    marks: dict[str, Mark] = {"edited": "edited", "moved": "moved", "moved+edited": "moved+edited"}
    return marks.get(label, "same")


def _moved(cell: Cell | None) -> bool:
    return cell is not None and cell.mark.startswith("moved")


def _story(article: Article) -> Iterator[Unit]:
    """The sentences that are not boilerplate."""
    regions = sorted(article.boilerplate, key=lambda region: region.start)
    starts = [region.start for region in regions]
    for unit in units(article, {}):
        place = bisect_right(starts, unit.start) - 1
        if place < 0 or unit.end > regions[place].end:
            yield unit


def alike(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Runs first..last-1 of rows that stand in the same articles, marked the same."""
    first = 0
    for number in range(1, len(rows) + 1):
        if number == len(rows) or rows[number].pattern != rows[first].pattern:
            yield first, number
            first = number


def shared(rows: Sequence[Row]) -> Counter[tuple[int, ...]]:
    """How many sentences each set of articles has in common, by their places."""
    return Counter(tuple(number for number, cell in enumerate(row.cells) if cell) for row in rows)
