"""Two texts to the evidence that one is a copy of the other, or that they share a passage."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from store.records import Article, Relation

WORD = re.compile(r"[^\W_]+")
SHINGLE, FINE = 5, 3
PASSAGE = 12
EDITED_PASSAGE, EDITED_RUN, EDIT, LOOK_BACK = 12, 7, 4, 12
FEWEST_SHARED = 2
MOST_WORDS_KEPT = 8_000_000
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


def story_words(article: Article) -> list[str]:
    """The words of the story: no boilerplate; case, quotes, spaces, hyphens do not count."""
    text, position, parts = article.text, 0, []
    for region in article.boilerplate:
        parts.append(text[position : region.start])
        position = max(position, region.end)
    parts.append(text[position:])
    return WORD.findall("\n".join(parts).casefold())


def words(article: Article) -> Words:
    """The same words with their places in the text."""
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


def places(found: Iterable[int]) -> dict[int, list[int]]:
    """Where each shingle stands; of one that repeats thousands of times, some places."""
    at: dict[int, list[int]] = {}
    for number, shingle in enumerate(found):
        known = at.get(shingle)
        if known is None:
            at[shingle] = [number]
        elif len(known) < MOST_PLACES:
            known.append(number)
    return at


def runs(left: Mapping[int, list[int]], right: Iterable[tuple[int, int]]) -> list[Run]:
    """Common runs of three words and more, in the order of the right.

    `left` are the places of one text's shingles, `right` numbered shingles of the other one.
    """
    seeds = sorted((i - j, j) for j, shingle in right for i in left.get(shingle, ()))
    found: list[Run] = []
    last = (0, -2)
    for diagonal, j in seeds:
        if (diagonal, j - 1) == last:
            run = found[-1]
            found[-1] = Run(run.left, run.right, run.length + 1)
        else:
            found.append(Run(diagonal + j, j, FINE))
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
    """A text as it is compared: its words' number, its shingles in order, how many differ."""

    words: int
    fine: array[int]
    coarse: array[int]
    kinds: int


class Comparer:
    """Compares texts pair by pair; keeps what it counted, some kilobytes for a text."""

    def __init__(self, texts: Sequence[Article]) -> None:
        """The texts that `evidence` numbers."""
        self.texts = texts
        self._counted: dict[int, Counted] = {}
        self._kept = 0
        self._left: tuple[int, dict[int, list[int]], frozenset[int]] = (-1, {}, frozenset())

    def _count(self, number: int) -> Counted:
        counted = self._counted.get(number)
        if counted is None:
            if self._kept >= MOST_WORDS_KEPT:
                self._counted.clear()
                self._kept = 0
            found = story_words(self.texts[number])
            fine = shingles(found, FINE)
            coarse = array("q", set(shingles(found, SHINGLE)))
            counted = Counted(len(found), array("q", fine), coarse, len(set(fine)))
            self._counted[number] = counted
            self._kept += len(found)
        return counted

    def evidence(self, left: int, right: int) -> Evidence | None:
        """What two texts share; None where it is neither a copy nor a passage.

        Quick where many pairs with one `left` come in a row.
        """
        one, other = self._count(left), self._count(right)
        if not one.words or not other.words:
            return None
        if self._left[0] != left:
            self._left = left, places(one.fine), frozenset(one.coarse)
        _, at, coarse = self._left
        shared = sum(map(coarse.__contains__, other.coarse))
        hits = [(number, shingle) for number, shingle in enumerate(other.fine) if shingle in at]
        fine = len({shingle for _, shingle in hits}) / min(one.kinds, other.kinds)
        equal = one.fine == other.fine
        if not equal and fine < SPREAD_CONTAINMENT and shared < FEWEST_SHARED:
            return None
        found = runs(at, hits)
        whole = one.words if equal else 0
        shorter = other.words <= one.words
        parts = _parts(found, min(one.words, other.words), shorter)
        copied = fine >= COPY_CONTAINMENT or (fine >= SPREAD_CONTAINMENT and parts >= SPREAD)
        copied = equal or (copied and min(one.words, other.words) >= PASSAGE)
        longest = max((run.length for run in found), default=0)
        edited = longest >= EDITED_RUN and chained(found) >= EDITED_PASSAGE
        if not copied and longest < PASSAGE and not edited:
            return None
        return Evidence(
            "copy" if copied else "shares-passage",
            shared / min(len(one.coarse), len(other.coarse)),
            shared / (len(one.coarse) + len(other.coarse) - shared),
            max(_covered(found, shorter), whole),
            max(longest, whole),
            fine,
            parts,
        )


def _parts(found: Iterable[Run], total: int, right: bool) -> int:
    """How many tenths of a text of `total` words hold words of the runs."""
    held: set[int] = set()
    for run in found:
        start = run.right if right else run.left
        held.update(range(start * PARTS // total, (start + run.length - 1) * PARTS // total + 1))
    return len(held)


def _covered(found: Iterable[Run], right: bool) -> int:
    """How many words of a text stand in runs of five and more."""
    held: set[int] = set()
    for run in found:
        if run.length >= SHINGLE:
            start = run.right if right else run.left
            held.update(range(start, start + run.length))
    return len(held)
