"""Which parties stand on one side: a state and its president, a union and its leader."""

from __future__ import annotations

import re

from analysis.demands.parties import Party

GENERIC = frozenset(
    "president minister foreign prime chancellor secretary general government ministry defence defense "
    "leader chief head director spokesman spokeswoman spokesperson representative chairman deputy "
    "federal national the state states united western eastern republic king queen senator governor "
    "countries country officials authorities administration party union workers company".split()
)
NAME = re.compile(r"[^\W\d_][\w’'.-]+")
STEM = 5


def stems(party: Party) -> frozenset[str]:
    """The beginnings of the names by which the party goes, offices and generic words left out."""
    found = set()
    for name in party.names():
        for word in NAME.findall(name):
            low = word.casefold().replace("’", "'").removesuffix("'s").replace(".", "")
            if low not in GENERIC and (word[:1].isupper() or party.actor is None):
                found.add(low[:STEM])
    return frozenset(found)


def same(one: Party, other: Party) -> bool:
    """Whether two parties are one, or one speaks for the other."""
    if not one.name or not other.name:
        return False
    if one.name.casefold() == other.name.casefold():
        return True
    return bool(stems(one) & stems(other))
