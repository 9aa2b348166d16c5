"""When the disaster of a story struck: one question, whatever verb tells it.

"A dam burst on Saturday", "the breach occurred at 3:40 a.m." and "the flood began before dawn"
answer it alike: what is told is a hazard that sets in, or a thing that breaks, at a time.
"""

from __future__ import annotations

import functools
import re

from analysis import moments
from analysis.claims.lexicon import inflect, lexicon
from analysis.claims.tokens import Token
from store.records import Claim

TIMED = re.compile(
    rf"\b(?:(?:{'|'.join(sorted(moments.DAYS))})(?![’']s)|[ap]\.?m\b|dawn|midnight|noon|o[’']clock)",
    re.IGNORECASE,
)
HOUR = re.compile(r"\b(?:[ap]\.?m\b|dawn|midnight|noon|dusk)", re.IGNORECASE)
WENT_DOWN = re.compile(r"\bwent (?:down|off)\b", re.IGNORECASE)
"""What a ship, a plane or a bomb does at an hour."""
TOOK_PLACE = re.compile(r"(?:which|that) (?:took place|happened|occurred)\b", re.IGNORECASE)
TIME_OF = re.compile(r"\btime of the (\w+)", re.IGNORECASE)
OPENING = 8
"""So many words of a claim hold its subject, where a hazard sets in."""


@functools.cache
def _sets() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    known = lexicon().sets
    return known["onset.hazards"], known["onset.breaking"], known["onset.striking"]


@functools.cache
def _forms() -> dict[str, str]:
    """Every form of the verbs by which a hazard sets in, with its lemma."""
    _, breaking, striking = _sets()
    return {form: lemma for lemma in breaking | striking for form in inflect(lemma)}


def hourly(claim: Claim) -> bool:
    """Whether a claim tells an hour or a time of day."""
    return "T" in claim.value or HOUR.search(claim.text) is not None


def onset(claim: Claim, words: list[Token]) -> bool:
    """Whether a claim tells at what time a disaster began."""
    if claim.quantity is not None:
        return False
    if "T" not in claim.value and TIMED.search(claim.text) is None:
        return False
    hazards, breaking, striking = _sets()
    if WENT_DOWN.search(claim.text) or TOOK_PLACE.match(claim.text):
        return True
    told = TIME_OF.search(claim.text)
    if told is not None:
        return told.group(1).casefold() in hazards
    named = next((at for at, word in enumerate(words[:OPENING]) if word.low in hazards), None)
    for at, word in enumerate(words):
        heads = {head for head, _ in word.forms} | {_forms().get(word.low, word.low)}
        if word.role or not heads & (breaking | striking):
            continue
        if any(near.negative or near.low == "to" for near in words[max(0, at - 2) : at]):
            return False
        if any(near.low in lexicon().sets["onset.settling"] for near in words[:at]):
            return False
        return bool(heads & breaking) or (named is not None and named < at)
    return False
