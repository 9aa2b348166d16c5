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

    One group where no author answers too often; the work grows with the square of the group, whose
    claims share a word.
    """
    if len(members) < MANY or not several(members):
        return [list(numbers)]
    words = [short(member.question) for member in members]
    held = Counter(word for one in words for word in one)
    weights = {word: math.log(len(members) / count) for word, count in held.items()}
    sides = [_side(member, own, weights) for member, own in zip(members, words, strict=True)]
    parts: list[list[int]] = []
    for at, mine in enumerate(sides):
        scores = [
            (sum([_like(mine, sides[other], weights) for other in part]) / len(part), -place)
            for place, part in enumerate(parts)
        ]
        best = max(scores, default=(0.0, 0))
        if best[0] >= LIKE:
            parts[-best[1]].append(at)
        else:
            parts.append([at])
    return [[numbers[at] for at in part] for part in parts]


class _Side(NamedTuple):
    """What of a claim is compared, made once: its words, and the weight of all of them."""

    text: str
    number: float | None
    voice: tuple[int, str]
    words: frozenset[str]
    weight: float


def _side(member: Member, words: frozenset[str], weights: Mapping[str, float]) -> _Side:
    claim = member.claim
    return _Side(
        text=one_text(claim),
        number=None if claim.quantity is None else amount(claim),
        voice=(member.article, claim.asserted_by),
        words=words,
        weight=sum([weights[word] for word in words]),
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
    shared = sum([weights[word] for word in common]) / least if common and least else 0.0
    return shared + SAME * same - OTHER * (numbers and not same)


__all__ = ["apart", "several"]
