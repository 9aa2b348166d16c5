"""Which demands of no catalogue entry are one row of the ledger: pairs weighed, then joined.

Two demands of different articles are compared when they have a word or a synonym in common; the
weights of what speaks for and against one thing asked for are those of a logistic regression
(`rows.toml`, fitted by `bench/rows.py` to stories marked by hand).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from heapq import nlargest
from typing import NamedTuple

from analysis.actors import ActorTable
from analysis.demands import likeness, sides
from analysis.demands.lexicon import packaged
from analysis.demands.likeness import Asked
from analysis.demands.parties import Party
from store.records import Findings

NEAREST, PARTNERS = 12, 16
"""So many earlier wordings are looked at for each word of one, and so many are compared with it."""
ENOUGH = -0.4
"""Log odds above which two demands are one row."""
SOME_NAMES, MANY_NAMES = 0.3, 0.45
"""Share of the names that stand for an article which stand for another too."""
SHOWN = 8
"""So many wordings of a row are held against those of another."""
UNLIKE = -2.0
"""Log odds of two demands without a word in common, or of one article and not alike."""


class Pair(NamedTuple):
    """Two demands of different articles by their numbers, and what speaks for one row."""

    one: int
    other: int
    signs: dict[str, float]


def names(
    found: Iterable[Findings], table: ActorTable, about: Mapping[str, frozenset[str]] | None = None
) -> dict[str, str]:
    """The name of its row for each demand, by id, that is not in a row of its own name.

    The first demand of a row gives the name.  `about` holds the names that stand for each article:
    those of articles that tell of other things only share a row where one side uses the same words
    (`likeness.alike`); without it all articles tell one story.
    """
    asked = [
        likeness.asked(d, table) for item in found for d in item.demands if d.demand == "other"
    ]
    homes = [one.demand.article for one in asked]
    joined, apart = Sets(len(asked)), list[tuple[int, int]]()
    same = Counter[tuple[str, str]]()
    for one, other in candidates(asked):
        if likeness.alike(asked[one], asked[other], table):
            joined.join(one, other)
            same[homes[one], homes[other]] += 1
        if homes[one] != homes[other]:
            apart.append((one, other))
    near = [
        (one, other)
        for one, other in apart
        if about is None or _near(homes[one], homes[other], about, same)
    ]
    weighed(joined, {pair[:2]: score(pair.signs) for pair in pairs(asked, near, table)})
    renamed = {}
    for number, wanted in enumerate(asked):
        first = asked[joined.first(number)].demand
        if first.name != wanted.demand.name:
            renamed[wanted.demand.id] = first.name
    return renamed


def _near(
    one: str, other: str, about: Mapping[str, frozenset[str]], same: Mapping[tuple[str, str], int]
) -> bool:
    """Whether two articles tell one event: by the names of both, fewer where they ask one thing."""
    mine, theirs = about[one], about[other]
    share = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    return share >= (SOME_NAMES if same.get((one, other)) else MANY_NAMES)


def weighed(joined: Sets, scores: Mapping[tuple[int, int], float]) -> None:
    """Join what is one row, the likest first, as long as all that comes together is like enough."""
    for one, other in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if scores[one, other] <= ENOUGH:
            break
        mine, theirs = joined.members(one), joined.members(other)
        if mine is not theirs:
            mine, theirs = mine[:SHOWN], theirs[:SHOWN]
            between = [scores.get((min(a, b), max(a, b)), UNLIKE) for a in mine for b in theirs]
            if math.fsum(between) > ENOUGH * len(between):
                joined.join(one, other)


class Sets:
    """Numbers that belong together, each known by the smallest of its own."""

    def __init__(self, size: int) -> None:
        self._sets = [[number] for number in range(size)]

    def members(self, number: int) -> list[int]:
        """All that belongs to a number, itself too: one list for all of them."""
        return self._sets[number]

    def first(self, number: int) -> int:
        """The smallest number that belongs to this one."""
        return min(self._sets[number])

    def join(self, one: int, other: int) -> None:
        """Put two numbers together, with all that belongs to them."""
        less, more = sorted((self._sets[one], self._sets[other]), key=len)
        if less is not more:
            more += less
            for number in less:
                self._sets[number] = more


def candidates(asked: Sequence[Asked]) -> list[tuple[int, int]]:
    """The pairs of demands, the earlier first, that have a word or a synonym in common.

    Each with so many earlier ones that have most in common with it, the last ones of these.
    """
    by_word: dict[str, list[int]] = defaultdict(list)
    found = []
    for number, one in enumerate(asked):
        shared = Counter[int]()
        for word in likeness.near(one):
            shared.update(by_word.get(word, ())[-NEAREST:])
        near = nlargest(PARTNERS, shared, key=lambda other: (shared[other], other))
        found += [(other, number) for other in sorted(near)]
        for word in one.words:
            by_word[word].append(number)
    return found


def pairs(
    asked: Sequence[Asked], near: Iterable[tuple[int, int]], table: ActorTable
) -> Iterator[Pair]:
    """Pairs of different articles with their signs, also which is the likest of an article."""
    made = []
    best: dict[tuple[int, str], float] = defaultdict(float)
    for one, other in near:
        short, long = _shares(asked[one], asked[other])
        made.append((one, other, short, long))
        for key in (one, asked[other].demand.article), (other, asked[one].demand.article):
            best[key] = max(best[key], short + long)
    for one, other, short, long in made:
        mine, theirs = asked[one], asked[other]
        signs = {"base": 1.0, "shorter": short, "longer": long}
        signs["words"] = math.log(1 + min(len(mine.words), len(theirs.words)))
        likest = (
            short + long >= best[one, theirs.demand.article],
            short + long >= best[other, mine.demand.article],
        )
        if any(likest):
            signs["likest" if all(likest) else "likest of one"] = 1.0
        signs |= dict.fromkeys(_signs(mine, theirs, table), 1.0)
        yield Pair(one, other, signs)


def _party(name: str, table: ActorTable) -> Party:
    return Party(name, table.named.get(name))


def _shares(mine: Asked, theirs: Asked) -> tuple[float, float]:
    """How much of the shorter and of the longer wording both have."""
    less, more = sorted((mine.words, theirs.words), key=len)
    common = likeness.in_common(less, more)
    return common / max(1, len(less)), common / max(1, len(more))


def _signs(mine: Asked, theirs: Asked, table: ActorTable) -> Iterator[str]:
    """What holds of the sides and numbers of two demands."""
    one, other = mine.demand, theirs.demand
    yield "holders " + _relation(one.holder, other.holder, table)
    yield "targets " + _relation(one.target, other.target, table)
    crossed = (one.holder, other.target), (other.holder, one.target)
    if any(_relation(*names, table) == "same" for names in crossed):
        yield "crossed"
    if likeness.alike(mine, theirs, table):
        yield "alike"
    if mine.against != theirs.against:
        yield "against"
    if mine.numbers and theirs.numbers:
        yield "other number" if mine.numbers.isdisjoint(theirs.numbers) else "number"


def _relation(one: str, other: str, table: ActorTable) -> str:
    """Whether two names are of one side, of two actors, or may be of one; or one is missing."""
    if not one or not other:
        return "unknown"
    if sides.same(_party(one, table), _party(other, table)):
        return "same"
    return "other" if one in table.named and other in table.named else "unsure"


@cache
def weights() -> dict[str, float]:
    """The weight of each sign; above nought it speaks for one row."""
    found: dict[str, dict[str, float]] = packaged("rows.toml")
    return found["weight"]


def score(signs: dict[str, float]) -> float:
    """The log odds that two demands with these signs are one row."""
    known = weights()
    return math.fsum(known.get(name, 0.0) * much for name, much in signs.items())


__all__ = ["Pair", "Sets", "candidates", "names", "pairs", "score", "weighed", "weights"]
