"""An alignment to the entries of a diff in reading order, and the folds over them.

A moved passage makes two entries, one where it stood and one where it stands.  What only one side
has is put between its neighbours.  Everything here is linear in the number of rows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from typing import Literal, NamedTuple

from analysis.text import paragraphs
from store.records import AlignedRow, Alignment, Article, Span

Side = Literal["left", "right"]
Word = tuple[str, int, int, int, int]
CONTEXT = 1
QUOTE_MARKS = frozenset('“”„«»"‟')


class Entry(NamedTuple):
    """One row of the diff.

    `label` is the alignment's, "boilerplate" for what is not the story; `end` says which end of a
    move this is, "" for other rows; `row` is the number of the alignment's row.
    """

    label: str
    left: tuple[Span, ...]
    right: tuple[Span, ...]
    words: tuple[Word, ...]
    row: int
    end: Literal["", "left", "right"] = ""

    @property
    def changed(self) -> bool:
        """Whether this row is a difference between the two articles."""
        return self.label not in ("same", "boilerplate")


class Run(NamedTuple):
    """Entries first..last-1 that can be folded: what is the same, or boilerplate."""

    first: int
    last: int
    kind: Literal["same", "boilerplate"]


class Fold(NamedTuple):
    """A folded run as one row: its entries first..last-1, and the run's number."""

    first: int
    last: int
    kind: str
    run: int


def entries(left: Article, right: Article, alignment: Alignment) -> list[Entry]:
    """The rows of the alignment in reading order: the left's, the right's own put between."""
    inner = (_Regions(left), _Regions(right))
    on_left: list[Entry] = []
    on_right: list[Entry] = []
    for number, row in enumerate(alignment.rows):
        for entry in _entries_of(row, number, left, right, inner):
            (on_left if entry.left and entry.end != "right" else on_right).append(entry)
    on_left.sort(key=lambda entry: entry.left[0].start)
    on_right.sort(key=lambda entry: entry.right[0].start)
    return list(_merged(on_left, on_right))


def _merged(on_left: Sequence[Entry], on_right: Sequence[Entry]) -> Iterator[Entry]:
    place = 0
    for entry in on_left:
        if entry.right and not entry.end:
            start = entry.right[0].start
            while place < len(on_right) and on_right[place].right[0].start < start:
                yield on_right[place]
                place += 1
        yield entry
    yield from on_right[place:]


def _entries_of(
    row: AlignedRow,
    number: int,
    left: Article,
    right: Article,
    inner: tuple[_Regions, _Regions],
) -> Iterator[Entry]:
    if not row.left and not row.right:
        return
    outside = all(inner[0].hold(s) for s in row.left) and all(inner[1].hold(s) for s in row.right)
    label: str = "boilerplate" if outside else row.label
    if label == "same" and row.punct_only and _quotes(left, row.left) != _quotes(right, row.right):
        label = "edited"
    moved = label.startswith("moved") and row.left and row.right
    for end in ("left", "right") if moved else ("",):
        yield Entry(label, row.left, row.right, row.words, number, end)


def _quotes(article: Article, spans: Sequence[Span]) -> int:
    """How many quotation marks a passage has: a lost one changes who speaks."""
    return sum(
        character in QUOTE_MARKS
        for span in spans
        for character in article.text[span.start : span.end]
    )


class _Regions:
    """The boilerplate of an article, for "does it hold this span"."""

    def __init__(self, article: Article) -> None:
        self.regions = sorted(article.boilerplate, key=lambda region: region.start)
        self.starts = [region.start for region in self.regions]

    def hold(self, span: Span) -> bool:
        place = bisect_right(self.starts, span.start) - 1
        return place >= 0 and span.end <= self.regions[place].end


def runs(rows: Sequence[Entry]) -> list[Run]:
    """The runs that fold: all boilerplate, and what is the same but for a row beside a change."""
    found: list[Run] = []
    first = 0
    while first < len(rows):
        label = rows[first].label
        last = first + 1
        while last < len(rows) and rows[last].label == label:
            last += 1
        if label == "boilerplate":
            found.append(Run(first, last, "boilerplate"))
        elif label == "same":
            inner = first + (CONTEXT if first else 0), last - (CONTEXT if last < len(rows) else 0)
            if inner[1] - inner[0] > 1:
                found.append(Run(*inner, "same"))
        first = last
    return found


def folded(
    rows: Sequence[Entry], foldable: Sequence[Run], opened: Collection[int]
) -> list[int | Fold]:
    """What is shown: numbers of entries, and folds for the runs whose number is not `opened`."""
    shown: list[int | Fold] = []
    place = 0
    for number, run in enumerate(foldable):
        shown += range(place, run.first)
        if number in opened:
            shown += range(run.first, run.last)
        else:
            shown.append(Fold(*run, number))
        place = run.last
    shown += range(place, len(rows))
    return shown


def changes(rows: Sequence[Entry]) -> list[int]:
    """The entries that "next change" stops at: the first of each run dropped or added, any edit."""
    stops: list[int] = []
    before = ""
    for number, entry in enumerate(rows):
        if entry.changed and not (entry.label == before and entry.label.startswith("only")):
            stops.append(number)
        before = entry.label
    return stops


def stretch(text: str, row: AlignedRow | Entry) -> str:
    """The longest part of the left text that stands in the right one word for word."""
    kept = [text[a:b] for op, a, b, _, _ in row.words if op == "equal"]
    whole = text[row.left[0].start : row.left[-1].end] if row.left and row.right else ""
    return max(kept, key=len, default="") if row.words else whole


class Places:
    """Paragraph numbers of an article, from 1, to say where a passage went."""

    def __init__(self, text: str) -> None:
        self.starts = [span.start for span in paragraphs(text)]

    def number(self, offset: int) -> int:
        """The number of the paragraph in which an offset stands."""
        return max(1, bisect_right(self.starts, offset))
