"""Which parties stand on one side: a state and its president, a union and its leader."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.demands.lexicon import words
from analysis.demands.parties import Party

NAME = re.compile(r"[^\W\d_][\w’'.-]+")
STEM = 5
GOVERNING = re.compile(r"\b(?:minist\w+|secretary|department|commissioner)\b", re.IGNORECASE)


@lru_cache(maxsize=1 << 12)
def stems(party: Party) -> frozenset[str]:
    """The beginnings of the names by which the party goes, offices and generic words left out."""
    found = set()
    for name in party.names():
        for word in NAME.findall(name):
            low = word.casefold().replace("’", "'").removesuffix("'s").replace(".", "")
            if low not in words("generic") and (word[:1].isupper() or party.actor is None):
                found.add(low[:STEM] if word[:1].isupper() else low.removesuffix("s"))
    return frozenset(found)


def same(one: Party, other: Party) -> bool:
    """Whether two parties are one, or one speaks for the other."""
    if not one.name or not other.name:
        return False
    if one.name.casefold() == other.name.casefold():
        return True
    if _states(one, other):
        return False
    if _bare(one, other) or _bare(other, one):
        return True
    common = stems(one) & stems(other)
    if common and common <= _fields(one) | _fields(other):
        return _governs(one) and _governs(other)
    return bool(common)


@lru_cache(maxsize=1 << 12)
def _fields(party: Party) -> frozenset[str]:
    """The beginnings of the fields that a party is of: a teachers' union is of education too."""
    said = (word.casefold() for name in party.names() for word in NAME.findall(name))
    return frozenset(word[:STEM] for word in said if word in words("fields"))


def _governs(party: Party) -> bool:
    """Whether a party is a ministry, a minister or the like."""
    return any(GOVERNING.search(name) for name in party.names())


def _states(one: Party, other: Party) -> bool:
    """Whether both are states: two of them are two sides, "North" and "South" though they share."""
    ends = " (government)"
    return one.name.endswith(ends) and other.name.endswith(ends)


def _bare(one: Party, other: Party) -> bool:
    """Whether one party is called by the last word of the other: "union", "the crews' union"."""
    word = one.name.casefold()
    return one.name.islower() and any(
        name.casefold().endswith(f" {word}") for name in other.names()
    )
