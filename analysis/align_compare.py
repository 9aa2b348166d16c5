"""How two units of text agree: pairs worth a look, and whether one is the other reworked."""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain, pairwise
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

MOST_SHARING = 12
CANDIDATES, LEAST_SHARED = 3, 0.25
RUN, LONG_RUN = 5, 8
STEM = 6
ENOUGH, PROMISING = 0.5, 0.2
WEIGHED_HALF, WEIGHED_RUN = 0.45, 0.3
SHORT, TURNED = 0.6, 0.6
FEW, CONTAINED = 3, 0.8


Gram = str | tuple[str, str]
WORTH = (0.0, *(1 / count for count in range(1, MOST_SHARING + 1)))


def _grams(words: list[str]) -> set[Gram]:
    """The words of a unit and the pairs of words in a row."""
    return {*words, *pairwise(words)}


class Likeness(NamedTuple):
    """How two units agree: a score in 0..1, and the weight of the words that they share."""

    score: float
    common: float


class Comparer:
    """Compares units of two texts by their words, rare words counting more."""

    def __init__(
        self, left: dict[int, list[str]], right: dict[int, list[str]], common: frozenset[str]
    ) -> None:
        """`left` and `right` map unit numbers to words; `common` are words that mean little."""
        self.left, self.right = left, right
        everything = chain(left.values(), right.values())
        seen = Counter(chain.from_iterable(map(set, everything)))
        total = len(left) + len(right)
        rarity = {count: 1 + 0.25 * math.log(total / count) for count in set(seen.values())}
        self.weight = {
            word: 0.15 if word in common else rarity[count] for word, count in seen.items()
        }
        self.common = common
        self.masses = [
            {number: self.mass(words) for number, words in side.items()} for side in (left, right)
        ]

    def mass(self, words: Iterable[str]) -> float:
        """The weight of words."""
        return sum(map(self.weight.__getitem__, words))

    def candidates(self) -> list[tuple[int, int]]:
        """Pairs that share rare words or pairs of words, the best few of each unit."""
        grams = {number: _grams(words) for number, words in self.left.items()}
        sharing = self._sharing(set().union(*grams.values()))
        rare = {gram for gram, units in sharing.items() if len(units) <= MOST_SHARING}
        found: set[tuple[int, int]] = set()
        best: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for number, own in grams.items():
            score: dict[int, float] = defaultdict(float)
            for gram in own & rare:
                units = sharing[gram]
                worth = WORTH[len(units)]
                for other in units:
                    score[other] += worth
            ranked = [(value, other) for other, value in score.items() if value >= LEAST_SHARED]
            for value, other in ranked:
                best[other].append((value, number))
            if len(ranked) > CANDIDATES:
                ranked = heapq.nlargest(CANDIDATES, ranked, key=itemgetter(0))
            found.update((number, other) for _, other in ranked)
        for other, values in best.items():
            ranked = values if len(values) <= CANDIDATES else heapq.nlargest(CANDIDATES, values)
            found.update((number, other) for _, number in ranked)
        return [pair for pair in sorted(found) if self._promising(*pair)]

    def _sharing(self, known: set[Gram]) -> dict[Gram, list[int]]:
        """The units of the right that hold each of the grams of the left."""
        index: dict[Gram, list[int]] = defaultdict(list)
        for number, words in self.right.items():
            for gram in known & _grams(words):
                index[gram].append(number)
        return index

    def _promising(self, left: int, right: int) -> bool:
        """Whether two units share enough words, in any order, to be worth a closer look."""
        kinds = set(self.left[left]).intersection(self.right[right])
        least = min(self.masses[0][left], self.masses[1][right])
        return self.mass(kinds) >= PROMISING * least

    def likeness(self, left: list[str], right: list[str]) -> Likeness | None:
        """How two units agree; None where they are not the same sentence reworked.

        Reworked means (GUIDELINE of the gold): words in common order for half of the shorter side,
        or a common run of five words with content.  Both are asked by weight too, for a name with
        its title is a run of five; and a sentence may turn around its clauses.
        """
        if min(len(left), len(right)) == 0:
            return None
        shared = [
            word
            for block in LCSseq.opcodes(left, right)
            if block.tag == "equal"
            for word in left[block.src_start : block.src_end]
        ]
        content = sum(word not in self.common for word in shared)
        common, masses = self.mass(shared), (self.mass(left), self.mass(right))
        score = common / math.sqrt(masses[0] * masses[1])
        weighed = common / min(masses)
        half = len(shared) >= ENOUGH * min(len(left), len(right)) and weighed >= WEIGHED_HALF
        if half and content >= 2 and (len(shared) >= RUN or score >= SHORT):
            return Likeness(score, common)
        if (weighed >= WEIGHED_RUN and self._run(left, right, RUN)) or (
            self._run(left, right, LONG_RUN)
        ):
            return Likeness(score, common)
        turned = self.overlap(left, right)
        return Likeness(turned, turned * min(masses)) if turned >= TURNED else None

    def contained(self, left: list[str], right: list[str]) -> bool:
        """Whether nearly all words of the shorter unit stand in the longer one, in its order."""
        shorter = min(left, right, key=len)
        if len(shorter) < FEW or len(shorter) == max(len(left), len(right)):
            return False
        shared = [
            word
            for block in LCSseq.opcodes(left, right)
            if block.tag == "equal"
            for word in left[block.src_start : block.src_end]
        ]
        content = sum(word not in self.common for word in shared)
        return content >= 2 and self.mass(shared) >= CONTAINED * self.mass(shorter)

    def overlap(self, left: list[str], right: list[str]) -> float:
        """The share of stems that two units have in common in any order, 0..1, by weight.

        0 where fewer than three of them have content.
        """
        sides = [{word[:STEM]: self.weight[word] for word in words} for words in (left, right)]
        shared = sides[0].keys() & sides[1].keys()
        if sum(sides[0][stem] >= 1 for stem in shared) < 3:
            return 0.0
        common = sum(min(sides[0][stem], sides[1][stem]) for stem in shared)
        return common / math.sqrt(sum(sides[0].values()) * sum(sides[1].values()))

    def _run(self, left: list[str], right: list[str], length: int) -> bool:
        """Whether so many words in a row are the same, two of them with content."""
        runs = set(zip(*(left[i:] for i in range(length)), strict=False))
        other = zip(*(right[i:] for i in range(length)), strict=False)
        return any(
            run in runs and sum(word not in self.common for word in run) >= 2 for run in other
        )
