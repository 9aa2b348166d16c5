"""Whether a cue demands at all: no noun for a verb, nothing denied, supposed or long past."""

from __future__ import annotations

import re

from analysis.demands.lexicon import phrases, words
from analysis.demands.tokens import (
    DETERMINERS,
    PREPOSITIONS,
    Line,
    is_possessive,
    is_word,
    past_verb,
)

HOURS = re.compile(r"\d+-(?:hour|day|week|year)")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
FIGURES = re.compile(r"\d\d\d\d")


def noun_reading(item: Line, at: int) -> bool:
    """Whether a form that can be noun or verb ("demands", "call") is a noun here."""
    low = item.low(at)
    if low not in words("noun_or_verb"):
        return False
    previous = item.low(at - 1)
    if (
        previous in DETERMINERS | words("noun_before")
        or is_possessive(previous)
        or previous.isdigit()
    ):
        return True
    aroused = previous.endswith("ing") or (previous.endswith("ed") and past_verb(item, at - 1))
    if aroused and item.raw(at - 1).islower() and low.endswith("s"):
        return item.low(at + 1) in ("for", "that", "to", "from", "by")
    if low == "call" and _after_an(item, at):
        return True
    if item.low(at + 1) in ("is", "are", "was", "were", "include", "includes", ":", "made"):
        return True
    if previous in PREPOSITIONS and previous != "to":
        return True
    if previous in words("holding") and item.low(at + 1) in ("for", "that", "to"):
        lead = item.low(at - 2)
        return lead in PREPOSITIONS | words("particles") or past_verb(item, at - 2)
    if at == 0 and low in ("demand", "demands", "call", "calls", "pressure"):
        return True
    if "supply" in (previous, item.low(at - 2)):
        return True
    if at and item.raw(at)[:1].isupper() and item.raw(at + 1)[:1].isupper():
        return item.raw(at - 1)[:1].islower() or item.low(at - 1) in (",", "of")
    return low in words("bare") and not _takes_verb(item, at - 1)


def _after_an(item: Line, at: int) -> bool:
    """Whether "a" or "an" opens a phrase of some words that ends here: "a rallying call"."""
    near = [item.low(k) for k in range(max(0, at - 4), at)]
    opened = max((n for n, low in enumerate(near) if low in ("a", "an")), default=-1)
    return opened >= 0 and all(is_word(low) and not low.endswith("s") for low in near[opened:])


def _takes_verb(item: Line, at: int) -> bool:
    """Whether a plain verb can follow this token: "to", an auxiliary, a pronoun or a plural."""
    low = item.low(at)
    if low in words("auxiliary") or low in words("person_pronoun") or low.endswith("ly"):
        return True
    if low in ("to", "and", "or", ",", "“", '"') or low in words("adverb"):
        return True
    return (low.endswith("s") and not low.endswith("ss")) or low in ("people", "police", "workers")


def held(item: Line, at: int) -> bool:
    """Whether the demand is made: not denied, not supposed, not a matter of history."""
    if item.low(len(item.lows) - 1) == "?":
        return False
    if item.low(at - 1) in ("”", '"', "?", "»") and at > 1 and item.low(at + 1) != "that":
        return False
    likened = item.low(at - 1) == "like" or (
        item.low(at - 1) == "to" and item.low(at - 2) in ("akin", "tantamount", "similar", "equal")
    )
    if likened and item.low(at).endswith("ing"):
        return False
    floor = max(0, at - 8)
    for k in range(at - 1, floor - 1, -1):
        low = item.low(k)
        if low in (",", ";", "“", "”", ":"):
            break
        if low in ("that", "and", "but", "which", "who") and k < at - 3:
            break
        if low == "and" and k == at - 1 and item.low(at).endswith("ed"):
            break
        month = low == "may" and item.raw(k) == "May" and k > 0
        if low in words("negation") or (low in words("hypothetical") and not month):
            return False
        if low in ("stopped", "short", "expected", "likely", "unlikely") and k > at - 5:
            return False
    if any(item.low(k) == "had" for k in range(max(0, at - 2), at)) and _denied(item, at):
        return False
    return not (item.low(0) in ("if", "whether", "had", "should") or conditional(item, at))


def _denied(item: Line, at: int) -> bool:
    return any(item.low(k) in ("denied", "denies", "denying") for k in range(at))


def conditional(item: Line, at: int) -> bool:
    """Whether "if" or an inverted "should" opens the clause of the cue."""
    for k in range(at - 1, max(0, at - 12) - 1, -1):
        low = item.low(k)
        if low in (",", ";"):
            return False
        if low in ("if", "whether") or (low == "should" and item.low(k + 1) != "be"):
            return low != "should" or _inverted(item, k, at)
    return False


def supposed(item: Line, at: int) -> bool:
    """Whether "would" before the cue tells of a case: "a good club would ask X"."""
    if item.low(at - 1) != "would" or at < 2:
        return False
    told = words("speech") | words("reports") | {"that", "promised", "vowed"}
    return not any(item.low(k) in told for k in range(at - 1)) and not _reported(item, at)


def _reported(item: Line, at: int) -> bool:
    """Whether ", she said" or a mark of quotation shows that somebody tells it."""
    behind = (item.low(k) in words("speech") for k in range(at + 1, len(item.lows)))
    return any(behind) or any(low in '“”"' for low in item.lows)


def _inverted(item: Line, k: int, at: int) -> bool:
    return at - k > 1 and item.raw(k + 1)[:1].isupper()


def history(item: Line, at: int, year: str) -> bool:
    """Whether a year other than `year`, or a word of the past, stands before the cue."""
    before = item.text[item.start : item.starts[at]].casefold()
    if any(phrase in before for phrase in phrases("past")):
        return True
    for k in range(at) if FIGURES.search(before) else ():
        if YEAR.fullmatch(item.low(k)) and item.low(k - 1) in ("in", "year", "during"):
            return item.low(k) != year
    return item.low(at - 1) == "once" and item.low(at) != "again"


def change_head(item: Line, first: int, past: int) -> bool:
    """Whether the head of the noun phrase is a change: "the immediate lifting of ..."."""
    start = first
    if item.low(first) == "“":
        closed = (k + 1 for k in range(first, min(first + 12, past)) if item.low(k) == "”")
        start = next(closed, first)
    for k in [*range(first, start), *range(start, min(start + 9, past))]:
        low = item.low(k)
        if k < start and low == ",":
            continue
        if (low in PREPOSITIONS and item.low(k + 1) != "least") or low in (",", "who", "which"):
            break
        if low in words("change") or low in words("degree") or low in "$£€":
            return True
        if low.removesuffix("s") in words("change") or HOURS.fullmatch(low):
            return True
        if k == start and low[:1].isdigit() and item.low(k + 1) not in words("times"):
            return True
    return False


def subjunctive(item: Line, first: int, past: int) -> int | None:
    """The verb of a clause that wishes: after a modal, or in its plain form; None if it asserts."""
    for k in range(first + 1, min(first + 24, past)):
        low = item.low(k)
        if low in ("must", "should", "shall") or (
            low == "to" and item.low(k - 1) in ("has", "have", "had", "needs", "need", "ought")
        ):
            return _verb_after(item, k + 1)
        if low in ("has", "have", "had", "needs", "need", "ought") and item.low(k + 1) == "to":
            continue
        if low == "be" or (low in ("not", "never") and item.low(k + 1) in words("action")):
            return k if low == "be" else k + 1
        if low in words("auxiliary") or low == "to":
            return None
        if low in words("action") and _plain_verb(item, k, first, past) and item.raw(k).islower():
            return _compound(item, k, first, past)
    return None


def _compound(item: Line, at: int, first: int, past: int) -> int:
    """The verb after a noun that reads like one: "the state audit office publish its report"."""
    for k in range(at + 1, min(at + 4, past)):
        low = item.low(k)
        if low in DETERMINERS | PREPOSITIONS | {"and", "or", "not"} or not is_word(low):
            break
        if low in words("auxiliary"):
            break
        plain = low in words("action") and _plain_verb(item, k, first, past)
        if plain and item.low(k + 1) in DETERMINERS | words("possessive"):
            return k if k > at + 1 else at
    return at


def _verb_after(item: Line, at: int) -> int:
    while item.low(at) in ("not", "never", "also", "first", "immediately", ",", "ever"):
        at += 1
    return at


def _plain_verb(item: Line, at: int, first: int, past: int) -> bool:
    """Whether a word is the plain verb of the clause: a phrase before it, an object after it."""
    previous, after = item.low(at - 1), item.low(at + 1)
    if at == past - 1 and at - first == 1 and item.raw(first)[:1].isupper():
        return True
    if previous in DETERMINERS | PREPOSITIONS or is_possessive(previous) or at == first:
        return False
    if previous in ("and", "or") and at - first < 2:
        return False
    if not is_word(after):
        return at - first > 1 and not is_word(item.low(at + 2))
    return after not in ("of", "is", "are", "was", "were", "and")
