"""Many articles to the pairs that share wording, in steps that any process can work on.

Each step is a pure function of a part that can be pickled: texts to postings, postings to pairs,
pairs to evidence.  `Run` says where the parts are worked on; what comes out is the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, Protocol, TypeVar

from analysis.copies_compare import Comparer
from analysis.copies_index import FEWEST, Index, meeting, met, prints
from analysis.copies_link import Linked, link
from analysis.copies_words import story
from store.records import Article

A = TypeVar("A")
B = TypeVar("B")
Key = TypeVar("Key", bound=Hashable)
Pair = tuple[int, int]
PART_LETTERS, PART_TEXTS = 4_000_000, 2_000
PART_PAIRS = 300
PART_BUCKETS = 16


class Run(Protocol):
    """Gives function(part) for each part, in order, here or in other processes."""

    def __call__(self, function: Callable[[A], B], parts: Iterable[A], /) -> Iterator[B]:
        """The results, one for each part."""


def here(function: Callable[[A], B], parts: Iterable[A], /) -> Iterator[B]:
    """One after the other, in this process."""
    return map(function, parts)


class Shelf(Protocol):
    """Articles by number, of which any can be handed to another process."""

    @property
    def letters(self) -> Sequence[int]:
        """How long each text is, or nearly so."""

    def some(self, numbers: Sequence[int]) -> Iterable[Article]:
        """These articles, as much of them as their words need; cheap to pickle."""


class Held:
    """The shelf of articles that this process holds: they are pickled whole."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self.letters = [len(article.text) for article in articles]

    def some(self, numbers: Sequence[int]) -> Iterable[Article]:
        """The articles by number."""
        return list(map(bare, map(self._articles.__getitem__, numbers)))


class Texts(NamedTuple):
    """Articles in a row, the number of the first of them, and how densely to index them."""

    first: int
    one_in: int
    articles: Iterable[Article]


class Pairs(NamedTuple):
    """Pairs of texts by number, and these texts with their numbers in order."""

    pairs: Sequence[Pair]
    numbers: Sequence[int]
    articles: Iterable[Article]


def bare(article: Article) -> Article:
    """As much of an article as its words, its sentences and its links need."""
    return Article(
        article.id, "", "", article.text,
        language=article.language, boilerplate=article.boilerplate,
    )  # fmt: skip


def texts(shelf: Shelf, one_in: int) -> Iterator[Texts]:
    """The articles in parts of some millions of letters."""
    first = letters = 0
    for number, length in enumerate(shelf.letters):
        letters += length
        if letters >= PART_LETTERS or number - first + 1 >= PART_TEXTS:
            yield Texts(first, one_in, shelf.some(range(first, number + 1)))
            first, letters = number + 1, 0
    if first < len(shelf.letters):
        yield Texts(first, one_in, shelf.some(range(first, len(shelf.letters))))


def indexed(part: Texts) -> Index:
    """The postings of some texts."""
    index = Index(part.one_in, part.first)
    for article in part.articles:
        index.add(prints(story(article), part.one_in))
    return index


def index_of(shelf: Shelf, one_in: int, run: Run = here) -> Index:
    """The postings of all articles, numbered from 0."""
    index = Index(one_in)
    for part in run(indexed, texts(shelf, one_in)):
        index.extend(part)
    return index


def candidates(index: Index, run: Run = here) -> list[Pair]:
    """The pairs of texts that share enough to be looked at."""
    starts = range(0, len(index.buckets), PART_BUCKETS)
    parts = ([*index.buckets[start : start + PART_BUCKETS]] for start in starts)
    return met(run(meeting, parts), FEWEST[index.one_in])


def compared(part: Pairs) -> list[Linked]:
    """The links of those pairs that are copies or share a passage."""
    stories, ids = {}, {}
    for number, article in zip(part.numbers, part.articles, strict=True):
        stories[number], ids[number] = story(article), article.id
    compare = Comparer(stories)
    found = ((left, right, compare.evidence(left, right)) for left, right in part.pairs)
    return [
        Linked(left, right, link(ids[left], ids[right], evidence))
        for left, right, evidence in found
        if evidence is not None
    ]


def verified(pairs: Iterable[Pair], shelf: Shelf, run: Run = here) -> list[Linked]:
    """The links of those pairs that are copies or share a passage, in the order of the texts."""
    found: list[Linked] = []
    for part in run(compared, _parts(pairs, shelf)):
        found += part
    return sorted(found)


def _parts(pairs: Iterable[Pair], shelf: Shelf) -> Iterator[Pairs]:
    """The pairs in parts, those of texts that hang together in one part where it is not too big."""
    known = sorted(pairs)
    groups = joined(sorted({text for pair in known for text in pair}), known)
    number = {text: at for at, group in enumerate(groups) for text in group}
    waiting = iter(sorted(known, key=lambda pair: (number[pair[0]], pair)))
    while part := list(islice(waiting, PART_PAIRS)):
        needed = sorted({text for pair in part for text in pair})
        yield Pairs(part, needed, shelf.some(needed))


def joined(items: Iterable[Key], pairs: Iterable[tuple[Key, Key]]) -> list[list[Key]]:
    """Items in groups: those that a chain of pairs connects, each group in the order of items."""
    above = {item: item for item in items}

    def top(item: Key) -> Key:
        while above[item] != item:
            above[item] = above[above[item]]
            item = above[item]
        return item

    for left, right in pairs:
        if left in above and right in above:
            above[top(right)] = top(left)
    grouped: dict[Key, list[Key]] = defaultdict(list)
    for item in above:
        grouped[top(item)].append(item)
    return list(grouped.values())
