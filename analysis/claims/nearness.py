"""How near the claims of one story are to each other by the meaning of their words.

Each word of a claim is laid beside the word of the other claim that is nearest to it
(`analysis.vectors`), and counts by its rarity in the story; so do, for less, the other words of
its sentence.  What two claims share with the whole
story is its topic and no question: their nearness is held against that of each to all others, and
the nearest claim of another article is told from the next ones.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from analysis import vectors, wordforms

LEAST = 0.4
"""Words that are no nearer than this have nothing to do with each other."""
AROUND = 0.5
"""A word of its sentence that is none of the claim counts so much."""
ROOTS = {1.0: 1.0, AROUND: math.sqrt(AROUND)}
OFTEN, MUCH = 4, 12
"""A word that more claims hold, and more than one of OFTEN of all or MUCH, is the story's topic."""
WIDE = 600
"""In a story of more words than this they are near only where they are of one stem."""
FIRST = 4
"""So many articles are looked at for the claim that is the nearest there."""
FAINT = 0.04
"""Claims that are no nearer have no place among those that are near."""


class Near(NamedTuple):
    """How near two claims are, 0..1.

    mean and most: of the two ways of laying one beside the other; beyond: what the mean is above
    that of the two with all others; ranks: the sum of 1 / place of each among the claims of its
    article, as seen from the other; both and one: whether both, or one, is the nearest there.
    """

    mean: float = 0.0
    most: float = 0.0
    beyond: float = 0.0
    ranks: float = 0.0
    both: bool = False
    one: bool = False


@lru_cache(maxsize=1 << 14)
def code(word: str) -> int | None:
    """The code of a word in small letters, else of its last part or its stem."""
    for form in (word, word.rpartition("-")[2], wordforms.stem(word)):
        found = vectors.code(form)
        if found is not None:
            return found
    return None


def cosine(one: str, other: str) -> float:
    """How near two words are, 0..1."""
    if one == other:
        return 1.0
    first, second = code(one), code(other)
    if first is None or second is None:
        return 0.0
    return max(0.0, vectors.cosine(first, second) - LEAST) / (1.0 - LEAST)


class Nearness:
    """The nearness of all claims of a story, each known by its place in a list."""

    def __init__(
        self,
        words: Sequence[tuple[Mapping[str, int | None], frozenset[str]]],
        articles: Sequence[int],
    ) -> None:
        """`words` are the stems of each claim with the codes of the words that they are of.

        Beside them stand the stems of the other words of its sentence, which count AROUND as much.
        """
        self._share = _shares(words)
        size = max(1, len(words) - 1)
        self._mean = [0.0] * len(words)
        self.nearest = list[list[int]]()
        self._rank = list[dict[int, int]]()
        for at, own in enumerate(self._share):
            near = [(self._share[other][at] + much, -other) for other, much in own.items()]
            self._mean[at] = math.fsum(much for much, _ in near) / 2 / size
            self._order([one for one in near if one[0] > 2 * FAINT], articles)

    def _order(self, near: list[tuple[float, int]], articles: Sequence[int]) -> None:
        """Take the next claim's ranks of those near it, from the nearest of each article on."""
        ranks, taken, first = dict[int, int](), dict[int, int](), list[int]()
        near.sort(reverse=True)
        for _, other in near:
            place = articles[-other]
            rank = ranks[-other] = taken.get(place, 0)
            taken[place] = rank + 1
            if not rank and len(first) < FIRST:
                first.append(-other)
        self._rank.append(ranks)
        self.nearest.append(first)

    def of(self, one: int, other: int) -> Near:
        """How near two claims are."""
        there, back = self._share[one].get(other, 0.0), self._share[other].get(one, 0.0)
        mean = (there + back) / 2
        beyond = mean - (self._mean[one] + self._mean[other]) / 2
        if not mean:
            return Near(beyond=beyond)
        first, second = self._rank[one].get(other), self._rank[other].get(one)
        ranks = sum(1 / (1 + rank) for rank in (first, second) if rank is not None)
        both, some = first == second == 0, first == 0 or second == 0
        return Near(mean, max(there, back), beyond, ranks, both, some)


def _shares(
    words: Sequence[tuple[Mapping[str, int | None], frozenset[str]]],
) -> list[dict[int, float]]:
    """For each claim the others that are near it: the share of its words that is found there.

    Of the words of a sentence beside the claim those count that are words of another claim.
    """
    holders, codes = defaultdict[str, dict[int, float]](dict), dict[str, int | None]()
    for at, (own, _) in enumerate(words):
        codes |= own
        for stem in own:
            holders[stem][at] = 1.0
    for at, (_, around) in enumerate(words):
        for stem in around & codes.keys():
            holders[stem][at] = AROUND
    claims = len(words)
    sums, whole = [dict[int, float]() for _ in words], [0.0] * claims
    often = max(OFTEN, min(MUCH, claims // OFTEN))
    near = _neighbours({stem: bits for stem, bits in codes.items() if len(holders[stem]) <= often})
    for stem in sorted(holders):
        held, mates = holders[stem], near.get(stem, ())
        rarity = math.log((claims + 1) / (len(held) + 0.5))
        for at, weight in held.items():
            whole[at] += rarity * weight
        if len(held) <= often and (mates or len(held) > 1):
            best = _best(mates, holders) | {at: ROOTS[weight] for at, weight in held.items()}
            for at, weight in held.items():
                mine, worth = sums[at], rarity * weight
                for mate, much in best.items():
                    mine[mate] = mine.get(mate, 0.0) + worth * much
    return [
        {other: much / total for other, much in own.items() if other != at} if total else {}
        for at, (own, total) in enumerate(zip(sums, whole, strict=True))
    ]


def _best(
    mates: Iterable[tuple[str, float]], holders: Mapping[str, Mapping[int, float]]
) -> dict[int, float]:
    """How near a word comes in each claim that holds one of its mates."""
    best = dict[int, float]()
    for stem, much in mates:
        for at, weight in holders[stem].items():
            found = much * ROOTS[weight]
            if found > best.get(at, 0.0):
                best[at] = found
    return best


def _neighbours(codes: Mapping[str, int | None]) -> dict[str, list[tuple[str, float]]]:
    """For each stem those that are near it, and how near."""
    near: dict[str, list[tuple[str, float]]] = {stem: [] for stem in codes}
    known = [(stem, bits) for stem, bits in codes.items() if bits is not None]
    if len(known) > WIDE:
        return near
    rest, apart = [bits for _, bits in known], _reach()
    for at, (stem, bits) in enumerate(known, 1):
        mates = [k for k, theirs in enumerate(rest[at:], at) if (bits ^ theirs).bit_count() < apart]
        for mate, theirs in (known[k] for k in mates):
            much = (vectors.cosine(bits, theirs) - LEAST) / (1.0 - LEAST)
            near[stem].append((mate, much))
            near[mate].append((stem, much))
    return near


def _reach() -> int:
    """So many bits differ between words that are not near enough."""
    return math.ceil(math.acos(LEAST) / math.pi * vectors.BITS)


__all__ = ["Near", "Nearness", "code", "cosine"]
