"""Two texts to the evidence that one is a copy of the other, or that they share a passage."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from store.records import Relation

SHINGLE, FINE = 5, 3
PASSAGE = 12
LONG_RUN = 30
EDITED_PASSAGE, EDITED_RUN, EDIT, LOOK_BACK = 12, 7, 4, 12
MOST_WORDS_KEPT = 1_000_000
NEAR_RUN = b"\1" * (EDITED_RUN - FINE + 1)
"""The places of the shingles in the shortest run that can be a part of a passage."""
COPY_CONTAINMENT = 0.45
SPREAD_CONTAINMENT, SPREAD = 0.2, 8
PARTS = 10
MOST_PLACES = 8
LEAP = 16


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


def shingles(text: Sequence[bytes] | Sequence[str], size: int) -> list[int]:
    """Hashes of the word n-grams in order; a text shorter than `size` is one shingle."""
    if len(text) < size:
        return [hash(tuple(text))] if text else []
    return list(map(hash, zip(*(text[i:] for i in range(size)), strict=False)))


class Places(NamedTuple):
    """Where shingles stand in a text: one place of each, and all of those that repeat."""

    one: Mapping[int, int]
    all: Mapping[int, Sequence[int]]


def places(found: Sequence[int]) -> Places:
    """Where each shingle stands; of one that repeats thousands of times, some places."""
    last = dict(zip(found, range(len(found)), strict=True))
    repeated: dict[int, list[int]] = {}
    if len(last) < len(found):
        for number, shingle in enumerate(found):
            if last[shingle] != number or shingle in repeated:
                known = repeated.setdefault(shingle, [])
                if len(known) < MOST_PLACES:
                    known.append(number)
    return Places(last, repeated)


def runs(left: Sequence[int], at: Places, right: Sequence[int]) -> list[Run]:
    """Common runs of three words and more, in the order of the right.

    `left` and `right` are the texts' 3-gram shingles, `at` the `places` of those of the left.
    Inside a run of thirty words no other begins, so that a text which repeats itself endlessly
    costs no more than another.
    """
    found: list[Run] = []
    ends: dict[int, int] = {}
    known = bytes(map(at.one.__contains__, right))
    again = bytes(map(at.all.__contains__, right)) if at.all else b""
    covered_to = skip_to = 0
    j = known.find(1)
    while j >= 0:
        gram = right[j]
        for i in at.all.get(gram) or (at.one[gram],):
            if ends.get(i - j, 0) > j:
                continue
            b = j + _common(left, i, right, j)
            ends[i - j] = b
            found.append(Run(i, j, b - j + FINE - 1))
            covered_to = max(covered_to, b)
            if b - j >= LONG_RUN:
                skip_to = max(skip_to, b)
        # A shingle that stands once in the left can only be in the run that covers it.
        after = max(j + 1, skip_to)
        j = again.find(1, after, covered_to) if again else -1
        if j < 0:
            j = known.find(1, max(after, covered_to))
    return found


def _common(left: Sequence[int], i: int, right: Sequence[int], j: int) -> int:
    """How many shingles are equal from two places on, one at least."""
    a, b = i + 1, j + 1
    left_size, right_size = len(left), len(right)
    while left[a : a + LEAP] == right[b : b + LEAP] and b + LEAP <= right_size:
        a += LEAP
        b += LEAP
    while a < left_size and b < right_size and left[a] == right[b]:
        a += 1
        b += 1
    return b - j


def chained(found: Iterable[Run]) -> int:
    """Most words in runs that follow one another with a word or two of edits between them."""
    most = 0
    ends: deque[tuple[int, int, int]] = deque(maxlen=LOOK_BACK)
    for left, right, length in found:
        before = 0
        for there, here, count in ends:
            near = 0 <= right - here <= EDIT and 0 <= left - there <= EDIT
            if near and count > before:
                before = count
        ends.append((left + length, right + length, before + length))
        most = max(most, before + length)
    return most


class Comparer:
    """Compares texts pair by pair; keeps what it counted, some kilobytes for a text."""

    def __init__(self, stories: Mapping[int, bytes]) -> None:
        """The texts that `evidence` numbers, each the words of a `story`."""
        self._stories = stories
        self._fine: dict[int, tuple[int, list[int]]] = {}
        self._kept = 0
        self._left: tuple[int, Places] = (-1, Places({}, {}))

    def _count(self, number: int) -> tuple[int, list[int]]:
        """How many words a text has, and its 3-grams in order."""
        counted = self._fine.get(number)
        if counted is None:
            if self._kept >= MOST_WORDS_KEPT:
                self._fine.clear()
                self._kept = 0
            found = self._stories[number].split()
            counted = self._fine[number] = len(found), shingles(found, FINE)
            self._kept += len(found)
        return counted

    def evidence(self, left: int, right: int, copied: bool = False) -> Evidence | None:
        """What two texts share; None where it is neither a copy nor a passage, nor so `copied`.

        Quick where many pairs with one `left` come in a row.
        """
        (size, fine), (other_size, other) = self._count(left), self._count(right)
        if not size or not other_size:
            return None
        least, shorter = min(size, other_size), other_size <= size
        if fine == other:
            return Evidence("copy", 1.0, 1.0, least, least, 1.0, PARTS)
        if self._left[0] != left:
            self._left = left, places(fine)
        if not copied and _little(fine, self._left[1].one, other, shorter):
            return None
        found = runs(fine, self._left[1], other)
        starts = [(run.right, run.length) for run in found]
        if not shorter:
            starts = sorted((run.left, run.length) for run in found)
        contained = covered(starts, FINE) / max(1, least - FINE + 1)
        parts = _parts(starts, least) if contained >= SPREAD_CONTAINMENT else 0
        alike = contained >= COPY_CONTAINMENT or parts >= SPREAD
        copied = copied or (least >= PASSAGE and alike)
        longest = max((run.length for run in found), default=0)
        if not copied and not _passage(found, longest):
            return None
        shared = covered(starts, SHINGLE)
        grams = max(1, size - SHINGLE + 1), max(1, other_size - SHINGLE + 1)
        return Evidence(
            "copy" if copied else "shares-passage",
            shared / min(grams),
            shared / (sum(grams) - shared),
            covered([run for run in starts if run[1] >= SHINGLE], 1),
            longest,
            contained,
            parts,
        )


def _little(left: Sequence[int], at: Mapping[int, int], right: Sequence[int], back: bool) -> bool:
    """Whether two texts surely have neither a passage nor a fifth of the shorter in common.

    All that is asked is where each has a shingle that the other has, too: a fraction of the work of
    finding the runs.  `back` says that the right is the shorter.
    """
    known = bytes(map(at.__contains__, right))
    if NEAR_RUN in known:
        return False
    here = known if back else bytes(map(frozenset(right).__contains__, left))
    return here.count(1) < SPREAD_CONTAINMENT * len(here)


def _passage(found: Sequence[Run], longest: int) -> bool:
    """Whether the runs hold a passage: twelve words in a row, or nearly so."""
    return longest >= PASSAGE or (longest >= EDITED_RUN and chained(found) >= EDITED_PASSAGE)


def _parts(found: Iterable[tuple[int, int]], total: int) -> int:
    """How many tenths of a text of `total` words hold words of the runs (start, length)."""
    held: set[int] = set()
    for start, length in found:
        held.update(range(start * PARTS // total, (start + length - 1) * PARTS // total + 1))
    return len(held)


def covered(found: Iterable[tuple[int, int]], size: int) -> int:
    """How many n-grams of `size` words lie in runs (start, length), which are in order."""
    count, position = 0, 0
    for start, length in found:
        first, end = max(start, position), start + length - size + 1
        if end > first:
            count += end - first
            position = end
    return count
