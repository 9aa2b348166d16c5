"""How near what is said or done is to what was demanded, by the company that the words keep."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache

from analysis import vectors
from analysis.demands.lexicon import words
from analysis.demands.likeness import POINTING, TIMES_AND_LIGHT
from analysis.demands.tokens import DETERMINERS, PREPOSITIONS

WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*[A-Za-z]")
NOISE = 0.3
"""Cosines of unrelated words go up to this."""
LONGEST = 400
"""So many characters of a passage tell what it is about."""


def near(demand: str, parties: str, passage: str) -> float:
    """How near a passage is to a demand: of its words the mean of how near the nearest one is.

    From 0 (nothing in common) to 1 (all words are in it).  Who asks and who is asked, `parties`,
    are no part of what is asked for.
    """
    wanted, given = _codes(demand, parties), _codes(passage[:LONGEST], "")
    if not wanted or not given:
        return 0.0
    best = (min((one ^ other).bit_count() for other in given) for one in wanted)
    return sum(map(_worth, best)) / len(wanted)


@cache
def _worth(apart: int) -> float:
    """What words are worth whose codes differ in so many bits."""
    return max(0.0, (math.cos(math.pi * apart / vectors.BITS) - NOISE) / (1 - NOISE))


@lru_cache(maxsize=1 << 11)
def _codes(text: str, parties: str) -> tuple[int, ...]:
    """The codes of the words that carry meaning; names are left out."""
    between = frozenset(word.casefold() for word in WORD.findall(parties))
    found = list(dict.fromkeys(_lows(text)))
    kept = [low for low in found if low not in between] or found
    return tuple(code for low in kept if (code := vectors.code(low)) is not None)


def _lows(text: str) -> list[str]:
    """The words of a text that carry meaning, in small letters."""
    rows = ((m.group(), m.start()) for m in WORD.finditer(text))
    lows = (word.casefold() for word, at in rows if word[0].islower() or not at)
    bare = (low.replace("’", "'").removesuffix("'s") for low in lows)
    return [low for low in bare if len(low) > 2 and low not in _light()]


@cache
def _light() -> frozenset[str]:
    """Words that tell nothing of what is asked for or done."""
    listed = words("empty") | words("auxiliary") | words("adverb") | words("speech")
    return frozenset(listed | DETERMINERS | PREPOSITIONS | POINTING | TIMES_AND_LIGHT)


__all__ = ["near"]
