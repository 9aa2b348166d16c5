"""Groups that hold many questions: where one author tells several things, each is a question.

Claims are looked for by a word, an event or a kind of number: in one story that finds one
question, in a collection it finds a class of them, "who won where" or "how many delegates".  An
author answers a question once: where one voice of one article gives MANY answers, the claims of the
group are sorted anew by the words that tell them apart.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from analysis.claims.alike import Member, one_text, short
from analysis.claims.plenty import amount

MANY = 3
"""So many answers of one voice in one article are answers to several questions."""
SHOWN = 4
"""So many claims stand for a question."""
COMMON = 12
"""Of the questions that share a word so many are looked at, the last ones."""
LIKE = 0.5
"""Share of the weight of their words that claims of one question have in common."""
SAME, OTHER = 0.35, 0.25
"""What an equal number adds to it, and another takes from it."""


def several(members: Sequence[Member]) -> bool:
    """Whether one voice of one article gives MANY different answers among the claims."""
    told: dict[tuple[int, str], set[str]] = {}
    for member in members:
        claim = member.claim
        answer = one_text(claim) if claim.quantity is None else f"{amount(claim):.10g}"
        told.setdefault((member.article, claim.asserted_by), set()).add(answer)
    return any(len(answers) >= MANY for answers in told.values())


def apart(numbers: Sequence[int], members: Sequence[Member]) -> list[list[int]]:
    """The numbers of the claims by question, the claims being `members`, in their order.

    One group where no author answers too often.  The work grows with the number of claims: each is
    compared with SHOWN of the last COMMON questions that share a word with it.
    """
    if len(members) < MANY or not several(members):
        return [list(numbers)]
    words = [short(member.question) for member in members]
    held = Counter(word for one in words for word in one)
    weights = {word: math.log(len(members) / count) for word, count in held.items()}
    parts, known = list[_Part](), dict[str, list[int]]()
    for number, member, own in zip(numbers, members, words, strict=True):
        mine = _side(member, own, weights)
        marks = [mine.text, *(word for word in own if weights[word])]
        near = {place for mark in marks for place in known.get(mark, ())}
        scores = [(parts[place].like(mine, weights), -place) for place in near]
        best, place = max(scores, default=(0.0, 0))
        if best < LIKE:
            parts.append(_Part([], []))
            place = 1 - len(parts)
        parts[-place].take(number, mine)
        for mark in marks:
            holders = known.setdefault(mark, [])
            if -place not in holders:
                holders.append(-place)
                del holders[:-COMMON]
    return [part.numbers for part in parts]


class _Side(NamedTuple):
    """What of a claim is compared, made once: its words, and the weight of all of them."""

    text: str
    number: float | None
    voice: tuple[int, str]
    words: frozenset[str]
    weight: float


class _Part(NamedTuple):
    """The claims of one question, by their numbers, and the first of them, which stand for it."""

    numbers: list[int]
    shown: list[_Side]

    def take(self, number: int, side: _Side) -> None:
        """One claim more."""
        self.numbers.append(number)
        if len(self.shown) < SHOWN:
            self.shown.append(side)

    def like(self, side: _Side, weights: Mapping[str, float]) -> float:
        """How alike a claim is to those that stand for the question, on the whole."""
        return math.fsum(_like(side, other, weights) for other in self.shown) / len(self.shown)


def _side(member: Member, words: frozenset[str], weights: Mapping[str, float]) -> _Side:
    claim = member.claim
    return _Side(
        text=one_text(claim),
        number=None if claim.quantity is None else amount(claim),
        voice=(member.article, claim.asserted_by),
        words=words,
        weight=math.fsum(weights[word] for word in words),
    )


def _like(mine: _Side, theirs: _Side, weights: Mapping[str, float]) -> float:
    """How alike two claims are: 1 for one wording, -1 where one voice has two numbers."""
    if mine.text == theirs.text:
        return 1.0
    numbers = mine.number is not None and theirs.number is not None
    same = numbers and mine.number == theirs.number
    if numbers and not same and mine.voice == theirs.voice:
        return -1.0
    least, common = min(mine.weight, theirs.weight), mine.words & theirs.words
    shared = math.fsum(weights[word] for word in common) / least if common and least else 0.0
    return shared + SAME * same - OTHER * (numbers and not same)


__all__ = ["apart", "several"]
