"""Two texts to the evidence that one is a copy of the other, or that they share a passage."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from store.records import Article, Relation

WORD = re.compile(r"[^\W_]+")
SHINGLE, FINE = 5, 3
PASSAGE = 12
EDITED_PASSAGE, EDITED_RUN, EDIT, LOOK_BACK = 12, 7, 4, 12
FEWEST_SHARED = 2
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
    """The words of the story: no boilerplate; case, quotes, spaces, hyphens do not count."""
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


def places(text: Sequence[str], size: int = FINE) -> dict[int, list[int]]:
    """Where each word n-gram of a text stands; of one that repeats thousands of times, some."""
    found: dict[int, list[int]] = {}
    for number, shingle in enumerate(shingles(text, size)):
        at = found.get(shingle)
        if at is None:
            found[shingle] = [number]
        elif len(at) < MOST_PLACES:
            at.append(number)
    return found


def runs(
    left: Mapping[int, list[int]], right: Mapping[int, list[int]], size: int = FINE
) -> list[Run]:
    """Common runs of `size` words and more by the `places` of two texts, in right order."""
    seeds = sorted(
        (i - j, j)
        for shingle in left.keys() & right.keys()
        for i in left[shingle]
        for j in right[shingle]
    )
    found: list[Run] = []
    last = (0, -2)
    for diagonal, j in seeds:
        if (diagonal, j - 1) == last:
            run = found[-1]
            found[-1] = Run(run.left, run.right, run.length + 1)
        else:
            found.append(Run(diagonal + j, j, size))
        last = diagonal, j
    return sorted(found, key=lambda run: run.right)


def chained(found: Sequence[Run]) -> int:
    """Most words in runs that follow one another with a word or two of edits between them."""
    best: list[tuple[Run, int]] = []
    for run in found:
        before = 0
        for other, count in best[-LOOK_BACK:]:
            gaps = run.right - other.right - other.length, run.left - other.left - other.length
            if min(gaps) >= 0 and max(gaps) <= EDIT:
                before = max(before, count)
        best.append((run, before + run.length))
    return max((count for _, count in best), default=0)


class Counted(NamedTuple):
    """A text as it is compared."""

    words: list[str]
    coarse: frozenset[int]
    places: dict[int, list[int]]


class Comparer:
    """Compares texts pair by pair; keeps what it counted of the last ones."""

    def __init__(self, texts: Sequence[Article], kept: int = 1000) -> None:
        """`kept` bounds how many texts stay counted in memory."""
        self.texts, self.kept = texts, kept
        self._counted: dict[int, Counted] = {}

    def _count(self, number: int) -> Counted:
        counted = self._counted.get(number)
        if counted is None:
            if len(self._counted) >= self.kept:
                self._counted.clear()
            found = words(self.texts[number]).words
            counted = Counted(found, frozenset(shingles(found, SHINGLE)), places(found))
            self._counted[number] = counted
        return counted

    def evidence(self, left: int, right: int) -> Evidence | None:
        """What two texts share; None where it is neither a copy nor a passage."""
        sides = self._count(left), self._count(right)
        short, long = sorted(sides, key=lambda side: len(side.words))
        if not short.words:
            return None
        both = short.places.keys() & long.places.keys()
        fine = len(both) / len(short.places)
        shared = len(short.coarse & long.coarse)
        equal = short.words == long.words
        if not equal and fine < SPREAD_CONTAINMENT and shared < FEWEST_SHARED:
            return None
        found = runs(long.places, short.places)
        total = max(1, len(short.words) - FINE + 1)
        parts = len({at * PARTS // total for shingle in both for at in short.places[shingle]})
        copied = fine >= COPY_CONTAINMENT or (fine >= SPREAD_CONTAINMENT and parts >= SPREAD)
        copied = equal or (copied and len(short.words) >= PASSAGE)
        longest = max((run.length for run in found), default=0)
        edited = longest >= EDITED_RUN and chained(found) >= EDITED_PASSAGE
        if not copied and longest < PASSAGE and not edited:
            return None
        whole = len(short.words) if equal else 0
        covered = {
            at
            for run in found
            if run.length >= SHINGLE
            for at in range(run.right, run.right + run.length)
        }
        return Evidence(
            "copy" if copied else "shares-passage",
            shared / min(len(short.coarse), len(long.coarse)),
            shared / (len(short.coarse) + len(long.coarse) - shared),
            max(len(covered), whole),
            max(longest, whole),
            fine,
            parts,
        )
