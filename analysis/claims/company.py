"""The claims of one story beside each other: the signs by which two answer one question, and odds.

To what the two say themselves (`weighing.signs`) comes what the others tell of them: how near they
are by the meaning of their words, as claims of this story go, and where they stand.  The weights
are those of a logistic regression (`weights.toml`), fitted by `bench/claim_weights.py`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from analysis.claims.lexicon import table
from analysis.claims.nearness import Nearness, cosine
from analysis.claims.weighing import Rarity, View, marks, signs, sort_of_pair, summed

WORDS = 8
"""A claim of so many words is of middle length."""
OPENING = 0.2
"""Share of an article in which its chief claims stand."""


class Company:
    """The claims of one story, and what speaks for it that two of them answer one question."""

    def __init__(self, views: Sequence[View]) -> None:
        self.rarity = Rarity(map(marks, views))
        self._at = {one.number: at for at, one in enumerate(views)}
        self._numbers = [one.number for one in views]
        articles = [one.member.article for one in views]
        self._near = Nearness([(one.codes, one.around) for one in views], articles)
        lengths = dict[int, int]()
        for one in views:
            ends = one.member.claim.end, lengths.get(one.member.article, 1)
            lengths[one.member.article] = max(ends)
        self._place = [one.member.claim.start / lengths[one.member.article] for one in views]

    def nearest(self, number: int) -> list[int]:
        """The numbers of the claims that are the nearest to one by what their words mean."""
        return [self._numbers[at] for at in self._near.nearest[self._at[number]]]

    def signs(self, one: View, other: View) -> dict[str, float]:
        """What speaks for or against one question: what holds, and how much of it."""
        first, second = self._at[one.number], self._at[other.number]
        near = self._near.of(first, second)
        low, high = sorted((len(one.words), len(other.words)))
        before, behind = sorted((self._place[first], self._place[second]))
        told = {
            "near": near.mean,
            "near at most": near.most,
            "near beyond": near.beyond,
            "ranks": near.ranks,
            "nearest of both": float(near.both),
            "nearest of one": float(near.one),
            "short": low / WORDS,
            "longer": math.log((1 + high) / (1 + low)),
            "further on": behind - before,
            "opening": float(behind < OPENING),
        }
        if one.counted != "" != other.counted and sort_of_pair(one, other) == "numbers":
            told["counted near"] = cosine(one.counted, other.counted)
        return signs(one, other, self.rarity) | told

    def log_odds(self, one: View, other: View) -> float:
        """How likely two claims answer one question, as the logarithm of the odds."""
        return summed(self.signs(one, other), table("weights")[sort_of_pair(one, other)])


__all__ = ["Company"]
