"""Words that mean the same: a stem for the forms of one word, synonyms from WordNet by stem.

The table `synonyms.txt` is made by `bench/synonyms.py` from WordNet (Princeton University; its
licence is in docs/credits.md): words of one set, derived forms, and words of the next wider set, in
senses that a tagged corpus holds and that are among the first four of their word.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

from analysis.actors_data import world

SUFFIX = re.compile(
    r"(?:sion|de|ibility|ability|ation|ition|ment|ingly|ing|ion|ness|ible|able|edly|ed|ly)$"
)
VOWEL = re.compile(r"[aeiouy]")
HISSING = ("sses", "ches", "shes", "xes", "zes")
NEGATIONS = frozenset("not no never don't doesn't didn't won't isn't aren't hasn't haven't".split())
LETTERS = 6


def _lines(name: str) -> list[str]:
    text = resources.files("analysis").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def irregular() -> dict[str, str]:
    """The base form of each irregular form: "fell" gives "fall"."""
    rows = (line.split() for line in _lines("irregular.txt"))
    return {form: base for base, *forms in rows for form in forms}


@cache
def _table() -> dict[str, str]:
    return {head: rest for head, _, rest in (s.partition(" ") for s in _lines("synonyms.txt"))}


@lru_cache(maxsize=8192)
def synonyms(stemmed: str) -> frozenset[str]:
    """The stems of the words that may stand for a stem; none for an unknown one."""
    return frozenset(_table().get(stemmed, "").split())


def _bare(low: str) -> str:
    """A lower-case word without the ending of its plural, its past or its -ing form."""
    if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")):
        low = low[:-2] if low.endswith(HISSING) else low[:-1]
    if len(low) > 4 and low.endswith("ie"):
        low = low[:-2] + "y"
    for suffix in ("ing", "ed"):
        rest = low.removesuffix(suffix)
        if rest != low and len(rest) >= 3 and VOWEL.search(rest):
            doubled = len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "lsze"
            return rest[:-1] if doubled else rest
    return low


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """A crude stem of at most six letters: "possible" meets "possibility", "fell" "falling".

    Every word of denial gives "not"; a people and its adjective give their state.
    """
    low = word.lower().replace("’", "'").removesuffix("'s")
    if low in NEGATIONS:
        return "not"
    adjectives = world().adjectives
    if state := adjectives.get(low) or adjectives.get(low.removesuffix("s")):
        low = state.casefold()
    low = _bare(irregular().get(low, low))
    short = SUFFIX.sub("", low) if len(low) > 5 else low
    if len(short) < 3:
        short = low
    if len(short) > 3:
        short = short.rstrip("e")
        if short.endswith("y"):
            short = short[:-1] + "i"
    return short[:LETTERS]
