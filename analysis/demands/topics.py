"""Whether a passage speaks of the thing that a demand asks for, by the words they share."""

from __future__ import annotations

import re

from analysis.demands.lexicon import words

WORD = re.compile(r"[^\W\d_][\w’'-]{2,}")
STEM = 5
NEVER = re.compile(
    r"not on the agenda|no plans?\b|no intention|not intend|not going to"
    r"|(?:will|would|is|was) not\b"
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
            found.add(low[:STEM])
    return frozenset(found)


def shares(demand: str, passage: str) -> bool:
    """Whether the passage repeats half of the meaning words of the shorter of the two, or more."""
    wanted, given = stems(demand), stems(passage)
    common = len(wanted & given)
    least = min(len(wanted), len(given))
    return common > 0 and common * 2 >= least and (common > 1 or least <= 2)


def touches(demand: str, passage: str) -> bool:
    """Whether the passage repeats a third of the meaning words of the demand."""
    wanted = stems(demand)
    return 0 < len(wanted) <= 3 * len(wanted & stems(passage))


def denies(text: str) -> bool:
    """Whether a passage says that something will not be."""
    return NEVER.search(text.casefold().replace("’", "'")) is not None


def against(demand: str) -> bool:
    """Whether a demand asks that something be not, or end."""
    return AGAINST.search(demand.casefold()) is not None


AGAINST = re.compile(
    r"\b(?:no|not|never|stop\w*|end|ending|halt\w*|ban|ceas\w+|abandon\w*|drop\w*|cancel\w*|refrain\w*|withdraw\w*"
    r"|freez\w*|scrap\w*|remov\w*|lift\w*|keep|bar|veto|moratorium|suspen\w*|without|exclu\w*)\b"
)
