"""Many articles to the pairs that share wording, in steps that any process can work on.

Each step is a pure function of a part that can be pickled: texts to postings, postings to pairs,
pairs to evidence.  `Run` says where the parts are worked on; what comes out is the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, Protocol, TypeVar

from analysis.copies_compare import Comparer, Evidence
from analysis.copies_index import Index, meeting, met, prints
from analysis.copies_words import story
from store.records import Article

A = TypeVar("A")
B = TypeVar("B")
Key = TypeVar("Key", bound=Hashable)
Pair = tuple[int, int]
PART_LETTERS, PART_TEXTS = 4_000_000, 2_000
PART_PAIRS = 300
PART_BUCKETS = 32


class Run(Protocol):
    """Gives function(part) for each part, in order, here or in other processes."""

    def __call__(self, function: Callable[[A], B], parts: Iterable[A], /) -> Iterator[B]:
        """The results, one for each part."""


def here(function: Callable[[A], B], parts: Iterable[A], /) -> Iterator[B]:
    """One after the other, in this process."""
    return map(function, parts)


class Texts(NamedTuple):
    """Articles in a row, the number of the first of them, and how densely to index them."""

    first: int
    one_in: int
    articles: Sequence[Article]


class Pairs(NamedTuple):
    """Pairs of texts by number, and these texts."""

    pairs: Sequence[Pair]
    articles: Mapping[int, Article]


class Verified(NamedTuple):
    """A pair of texts by number, lower one first, and what they share."""

    left: int
    right: int
    evidence: Evidence


def bare(article: Article) -> Article:
    """As much of an article as its words need."""
    return Article("", "", "", article.text, boilerplate=article.boilerplate)


def texts(articles: Iterable[Article], one_in: int, first: int = 0) -> Iterator[Texts]:
    """The articles in parts of some millions of letters."""
    part: list[Article] = []
    letters = 0
    for article in articles:
        part.append(bare(article))
        letters += len(article.text)
        if letters >= PART_LETTERS or len(part) >= PART_TEXTS:
            yield Texts(first, one_in, part)
            first += len(part)
            part, letters = [], 0
    if part:
        yield Texts(first, one_in, part)


def indexed(part: Texts) -> Index:
    """The postings of some texts."""
    index = Index(part.first)
    for article in part.articles:
        index.add(prints(story(article), part.one_in))
    return index


def index_of(articles: Iterable[Article], one_in: int, run: Run = here) -> Index:
    """The postings of all articles, numbered from 0."""
    index = Index()
    for part in run(indexed, texts(articles, one_in)):
        index.extend(part)
    return index


def candidates(index: Index, run: Run = here) -> list[Pair]:
    """The pairs of texts that share enough to be looked at."""
    shared: Counter[Pair] = Counter()
    starts = range(0, len(index.buckets), PART_BUCKETS)
    parts = ([*index.buckets[start : start + PART_BUCKETS]] for start in starts)
    for part in run(meeting, parts):
        shared.update(part)
    return list(met(shared))


def compared(part: Pairs) -> list[Verified]:
    """Those pairs that are copies or share a passage."""
    compare = Comparer({number: story(article) for number, article in part.articles.items()})
    found = ((pair, compare.evidence(*pair)) for pair in part.pairs)
    return [Verified(*pair, evidence) for pair, evidence in found if evidence is not None]


def verified(
    pairs: Iterable[Pair], articles: Callable[[int], Article], run: Run = here
) -> list[Verified]:
    """Those pairs that are copies or share a passage; `articles` gives a text by its number."""
    found: list[Verified] = []
    for part in run(compared, _parts(pairs, articles)):
        found += part
    return found


def _parts(pairs: Iterable[Pair], articles: Callable[[int], Article]) -> Iterator[Pairs]:
    """The pairs in parts, those of texts that hang together in one part where it is not too big."""
    known = sorted(pairs)
    groups = joined(sorted({text for pair in known for text in pair}), known)
    number = {text: at for at, group in enumerate(groups) for text in group}
    waiting = iter(sorted(known, key=lambda pair: (number[pair[0]], pair)))
    while part := list(islice(waiting, PART_PAIRS)):
        needed = sorted({text for pair in part for text in pair})
        yield Pairs(part, {text: bare(articles(text)) for text in needed})


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
