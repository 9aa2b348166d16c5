"""What is counted so often in a story that a number of it alone tells no question."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence, Set
from functools import lru_cache
from itertools import groupby

from analysis import wordforms
from analysis.claims.alike import Member
from store.records import Claim

NAME = re.compile(r"(?<=\s)[A-Z][\w’'-]+|^[A-Z][\w’'-]+(?=\s[A-Z])")
"""A name within a claim, or at its head before another."""
LARGE = 20
"""Smaller numbers are the same, or near, by chance."""
OFTEN = 3
"""An author who has so many numbers of one thing answers several questions with them."""


def plentiful(told: Sequence[Member], story: Sequence[int]) -> set[tuple[int, str]]:
    """What is counted in a story so often that a number of it tells no question: (story, thing).

    Of such a thing one voice of one article has OFTEN different numbers: "delegates", "percent".
    """
    found = set[tuple[int, str]]()
    for article, own in groupby(told, key=lambda member: member.article):
        numbers = defaultdict[tuple[str, str], set[float]](set)
        for member in own:
            if member.claim.quantity is not None:
                numbers[member.claim.asserted_by, thing_of(member)].add(amount(member.claim))
        found |= {(story[article], key[1]) for key, all_ in numbers.items() if len(all_) >= OFTEN}
    return found


def thing_of(member: Member) -> str:
    """What is counted: the noun, else the kind."""
    return member.question.counted or "".join(member.question.base[2:3])


def worded(one: Member, other: Member) -> bool:
    """Whether a word that is no name stands in both, or another that means the same."""
    shared, like = common(*(stemmed(_plain(member)) for member in (one, other)))
    return shared > 0 or like


def by_chance(one: Member, other: Member, often: Set[str] = frozenset()) -> bool:
    """Whether two numbers have no more in common than what they count, and names.

    That is enough for large numbers of a thing that is not counted `often`.
    """
    numbers = one.claim.quantity, other.claim.quantity
    if None in numbers or numbers[0] == numbers[1]:
        return False
    small = max(map(amount, (one.claim, other.claim))) < LARGE
    return (small or thing_of(one) in often) and not worded(one, other)


def _plain(member: Member) -> frozenset[str]:
    """The words of a claim's question that no name in it has."""
    names = NAME.findall(member.claim.text)
    return member.question.stems - member.question.doers - {name.casefold() for name in names}


def amount(claim: Claim) -> float:
    """The number of a claim; a fraction as its percent."""
    return float(claim.quantity or 0) * (100 if claim.unit == "share" else 1)


@lru_cache(maxsize=1 << 11)
def stemmed(stems: frozenset[str]) -> frozenset[str]:
    """The stems of words."""
    return frozenset(map(wordforms.stem, stems))


def common(mine: frozenset[str], theirs: frozenset[str]) -> tuple[int, bool]:
    """How many words both have, and whether a word of one means what a word of the other does."""
    like = any(wordforms.synonyms(word) & theirs for word in mine - theirs)
    return len(mine & theirs), like
