"""Words to what they stand for in any article: stems, synonyms, and the toll that they name."""

from __future__ import annotations

import functools

from analysis.claims.lexicon import lexicon, table
from analysis.claims.tokens import Token

ARTICLES = frozenset(("the", "a", "an"))
TAKEN = frozenset(
    "cost costs costing claim claimed claims claiming took taken takes taking".split()
)
"""Verbs of which lives are the object where people died: "the blast cost 40 lives"."""


@functools.cache
def stem(word: str) -> str:
    """A crude stem: enough to join "returning" with "return" and "soldiers" with "soldier".

    Words of one row of `same` in words.toml have one stem.
    """
    low = word.casefold().replace("’", "'").removesuffix("'s")
    for form in (low, low.removesuffix("s"), low.removesuffix("es")):
        if form in _same():
            return _same()[form]
    heads = lexicon().forms.get(low, ())
    if heads:
        return heads[0][0]
    for ending in ("ations", "ation", "ings", "ing", "ies", "es", "s"):
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            return low[: -len(ending)]
    return low


@functools.cache
def one_of(word: str) -> str:
    """The first word of the row of words of one meaning that a noun stands in, else the noun."""
    forms = (word, word.removesuffix("s"))
    return next((_same()[form] for form in forms if form in _same()), word)


@functools.cache
def _same() -> dict[str, str]:
    rows = [row.split() for row in table("words")["same"]["rows"]]
    return {word: row[0] for row in rows for word in row}


@functools.cache
def _tolls() -> dict[str, tuple[tuple[int, str, str], ...]]:
    """(rank, word or words, toll) by the first word, the longer of lower rank.

    Who was killed at a protest is among the dead.
    """
    rows = [
        (" ".join(part for part in word.split() if part not in ARTICLES), toll)
        for toll, words in table("events")["tolls"].items()
        for word in words
    ]
    ranked = sorted(rows, key=lambda row: (row[1] == "protest", -len(row[0])))
    found: dict[str, tuple[tuple[int, str, str], ...]] = {}
    for rank, (said, toll) in enumerate(ranked):
        first = said.partition(" ")[0]
        found[first] = (*found.get(first, ()), (rank, said, toll))
    return found


def toll(words: list[Token]) -> str:
    """The toll that the words name: "deaths" for "a fire that killed 12", "" without one."""
    lows, tolls = {word.low for word in words}, _tolls()
    if "lives" in lows and lows & TAKEN:
        return "deaths"
    near = sorted([row for low in lows if low in tolls for row in tolls[low]])
    if not near:
        return ""
    if "missing" in lows and _misses(words):
        lows.discard("missing")
    joined = f" {' '.join([word.low for word in words if word.low not in ARTICLES])} "
    fits = (toll for _, said, toll in near if said in lows or f" {said} " in joined)
    return next(fits, "")


def _misses(words: list[Token]) -> bool:
    """Whether somebody misses something, and is not missing: "children are missing lessons"."""
    prepositions = lexicon().sets["clause.prepositions"]
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        if word.low == "missing" and before.role == "be":
            return not after.role and after.low.isalpha() and after.low not in prepositions
    return False


@functools.cache
def narrow(word: str) -> str:
    """The stem of a noun for a part of those concerned ("policemen", "pupils"), else ""."""
    own = stem(word)
    return own if own in _narrow() else ""


@functools.cache
def _narrow() -> frozenset[str]:
    return frozenset(map(stem, table("events")["questions"]["narrow"]))
