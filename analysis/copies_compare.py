"""Two texts to the evidence that one is a copy of the other, or that they share a passage."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from store.records import Article, Relation

WORD = re.compile(r"[^\W_]+")
SHINGLE, FINE = 5, 3
PASSAGE = 12
COPY_CONTAINMENT = 0.45
SPREAD_CONTAINMENT, SPREAD = 0.2, 8
PARTS = 10
MOST_PLACES = 8


class Words(NamedTuple):
    """The words of an article's story, folded, and where each starts in the text."""

    words: list[str]
    starts: list[int]


class Run(NamedTuple):
    """A stretch of words that two texts have in common, in word numbers."""

    left: int
    right: int
    length: int


class Evidence(NamedTuple):
    """What two texts share.

    `containment` and `jaccard` are over word 5-grams, `words` counts the words of the shorter text
    that stand in common runs of five and more, `run` is the longest run, `fine` the containment of
    word 3-grams and `parts` how many tenths of the shorter text hold shared ones.
    """

    relation: Relation
    containment: float
    jaccard: float
    words: int
    run: int
    fine: float
    parts: int


def words(article: Article) -> Words:
    """The words of the story: boilerplate left out; case, quotes, spaces and hyphens do not count."""
    found, starts = [], []
    position = 0
    edges = [(region.start, region.end) for region in article.boilerplate]
    for start, end in [*edges, (len(article.text), len(article.text))]:
        for match in WORD.finditer(article.text, position, start):
            found.append(match.group().casefold())
            starts.append(match.start())
        position = max(position, end)
    return Words(found, starts)


def shingles(text: Sequence[str], size: int) -> list[int]:
    """Hashes of the word n-grams in order; a text shorter than `size` is one shingle."""
    if len(text) < size:
        return [hash(tuple(text))] if text else []
    return list(map(hash, zip(*(text[i:] for i in range(size)), strict=False)))


def runs(left: Sequence[str], right: Sequence[str], least: int = SHINGLE) -> Iterator[Run]:
    """Common runs of at least `least` words, each as long as it can be, in the order of the right.

    A run that repeats thousands of times is followed at a few of its places only.
    """
    places: dict[int, list[int]] = defaultdict(list)
    for number, shingle in enumerate(shingles(left, least)):
        if len(places[shingle]) < MOST_PLACES:
            places[shingle].append(number)
    ends: dict[int, int] = {}
    for number, shingle in enumerate(shingles(right, least)):
        for start in places.get(shingle, ()):
            diagonal = start - number
            if ends.get(diagonal, -1) > number:
                continue
            length = 0
            while (
                start + length < len(left)
                and number + length < len(right)
                and left[start + length] == right[number + length]
            ):
                length += 1
            if length >= least:
                ends[diagonal] = number + length - least + 1
                yield Run(start, number, length)


class Comparer:
    """Compares texts pair by pair; keeps what it counted of the last ones."""

    def __init__(self, texts: Sequence[Article], kept: int = 2000) -> None:
        """`kept` bounds how many texts stay counted in memory."""
        self.texts, self.kept = texts, kept
        self._counted: dict[int, tuple[list[str], frozenset[int], list[int]]] = {}

    def _count(self, number: int) -> tuple[list[str], frozenset[int], list[int]]:
        """Words, set of 5-grams and list of 3-grams of a text."""
        counted = self._counted.get(number)
        if counted is None:
            if len(self._counted) >= self.kept:
                self._counted.clear()
            found = words(self.texts[number]).words
            counted = found, frozenset(shingles(found, SHINGLE)), shingles(found, FINE)
            self._counted[number] = counted
        return counted

    def evidence(self, left: int, right: int) -> Evidence | None:
        """What two texts share; None where it is neither a copy nor a passage."""
        short, long = sorted((self._count(left), self._count(right)), key=lambda c: len(c[0]))
        if not short[0]:
            return None
        fine_long = set(long[2])
        shared_at = [i for i, shingle in enumerate(short[2]) if shingle in fine_long]
        fine = len({short[2][i] for i in shared_at}) / len(set(short[2]))
        parts = len({i * PARTS // len(short[2]) for i in shared_at})
        copied = fine >= COPY_CONTAINMENT or (fine >= SPREAD_CONTAINMENT and parts >= SPREAD)
        found = list(runs(long[0], short[0]))
        longest = max((run.length for run in found), default=0)
        equal = short[0] == long[0]
        copied = equal or (copied and len(short[0]) >= PASSAGE)
        if not copied and longest < PASSAGE:
            return None
        shared = len(short[1] & long[1])
        covered: set[int] = set()
        for run in found:
            covered.update(range(run.right, run.right + run.length))
        return Evidence(
            "copy" if copied else "shares-passage",
            shared / min(len(short[1]), len(long[1])),
            shared / (len(short[1]) + len(long[1]) - shared),
            len(covered) if found else len(short[0]) * equal,
            longest if found else len(short[0]) * equal,
            fine,
            parts,
        )
