"""Whether a passage speaks of the thing that a demand asks for, by the words they share."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from analysis.demands.lexicon import same_phrases, same_words, words

WORD = re.compile(r"[^\W\d_][\w’'-]{2,}")
ADDRESSED = re.compile(r"\A(?:[\w’'.-]+ ){0,7}[A-Z][\w.-]+ to (?=[a-z])")
STEM, LONG = 5, 4
NEVER = re.compile(
    r"not on the agenda|no plans?\b|no intention|not intend|not going to"
    r"|(?:will|would|is|was|are|were|did|does|do|can|could) not\b|cannot\b|\bno grounds?\b"
    r"|\bno (?:need|reason|question|way)\b|there (?:will|would|can|could) be no\b|ruled? out\b"
    r"|won't|wouldn't|\bnever\b|off the table|not under discussion|not planned|no more\b"
)


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words of a text that carry meaning; names are left out."""
    found = set()
    for match in WORD.finditer(text):
        if match.group()[:1].isupper() and match.start():
            continue
        low = match.group().casefold().replace("’", "'").removesuffix("'s")
        if len(low) > 3 and low not in words("empty") and low not in words("auxiliary"):
            found.add(_bare(low)[:STEM])
    return frozenset(found)


def _bare(low: str) -> str:
    return low[:-1] if len(low) > STEM - 1 and low.endswith("s") and low[-2] not in "sui" else low


@lru_cache(maxsize=1 << 10)
def meaning(text: str) -> frozenset[str]:
    """`stems`, with one for all words of answers.toml that mean one thing.

    Who is asked by name does not count: of "President Cruz to step down" the rest.
    """
    text = ADDRESSED.sub("", text)
    known = same_words()
    for pair, word in same_phrases():
        text = text.replace(pair, word)
    lows = (match.group().casefold().removesuffix("’s") for match in WORD.finditer(text))
    return stems(text) - known_stems() | {_bare(known[low])[:STEM] for low in lows if low in known}


@cache
def known_stems() -> frozenset[str]:
    """The stems of words that `meaning` replaces."""
    return frozenset(_bare(word)[:STEM] for word in same_words())


def shares(demand: str, passage: str) -> bool:
    """Whether the passage repeats half of the meaning words of the shorter of the two, or more.

    One common word is enough for a short one, and nothing in a long one.
    """
    wanted, given = meaning(demand), meaning(passage)
    common = len(wanted & given)
    less, more = sorted((len(wanted), len(given)))
    return common * 2 >= less > 0 and (common > 1 or (common == 1 and less <= 2 and more <= LONG))


def repeats(demand: str, passage: str) -> bool:
    """Whether half of the meaning words of the longer of the two, and two at least, are in both."""
    return half(meaning(demand), meaning(passage))


def half(wanted: frozenset[str], given: frozenset[str]) -> bool:
    """`repeats` of what is known by its meaning words."""
    common = len(wanted & given)
    return common > 1 and common * 2 >= max(len(wanted), len(given))


def touches(demand: str, passage: str) -> bool:
    """Whether the passage repeats a third of the meaning words of the demand."""
    wanted = meaning(demand)
    return 0 < len(wanted) <= 3 * len(wanted & meaning(passage))


@lru_cache(maxsize=1 << 10)
def denies(text: str) -> bool:
    """Whether a passage says that something will not be."""
    return NEVER.search(text.casefold().replace("’", "'")) is not None


@lru_cache(maxsize=1 << 10)
def grants(text: str) -> bool:
    """Whether a passage says that something will be."""
    low = text.casefold().replace("’", "'")
    return not denies(text) and WILL.search(low) is not None and HARM.search(low) is None


def against(demand: str) -> bool:
    """Whether a demand asks that something be not, or end."""
    return AGAINST.search(demand.casefold()) is not None


WILL = re.compile(r"\b(?:will|would|shall|'ll|agree[ds]?|is going to|are going to)\b")
HARM = re.compile(
    r"\bwould (?:cost|mean|ruin|harm|hurt|endanger|destroy|weaken|drive|be (?:a mistake|too))\b"
)
"""What somebody says a thing would do: he does not grant it."""
AGAINST = re.compile(
    r"\b(?:no|not|never|stop\w*|end|ending|halt\w*|ban|ceas\w+|abandon\w*|drop\w*|cancel\w*|refrain\w*|withdraw\w*"
    r"|freez\w*|scrap\w*|remov\w*|lift\w*|keep|bar|veto|moratorium|suspen\w*|without|exclu\w*)\b"
)
