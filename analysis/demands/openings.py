"""What stands behind a cue verb: where a phrase opens, and what nobody demands of another."""

from __future__ import annotations

from analysis.demands.lexicon import words
from analysis.demands.tokens import CURRENCIES, PREPOSITIONS, WEEKDAYS, Line, is_word

CIRCUMSTANCE = frozenset("in at on during through via after before from over with".split())
"""What opens the place or occasion of a demand, between its verb and "that"."""
REACH = 9
"""So many words such a circumstance has."""


def past_circumstance(item: Line, start: int) -> int:
    """Where "that" stands behind "in a joint statement" or "at a rally in Kirum", else `start`."""
    if item.low(start) not in CIRCUMSTANCE:
        return start
    for k in range(start + 1, min(start + REACH, len(item.lows))):
        if item.low(k) == "that":
            return k
        if not is_word(item.low(k)) or item.low(k) in words("auxiliary") | {"to", "for"}:
            return start
    return start


def idle(item: Line, first: int) -> bool:
    """Whether what is asked for is nothing that one demands: "asked for more details"."""
    if item.low(first) in words("pronoun_asked"):
        return item.low(first + 1) != "to"
    idle = words("askable_not") - {"more"}
    return any(item.low(k) in idle for k in range(first, first + 4))


def his_own(item: Line, first: int) -> bool:
    """Whether what somebody insists on is no other's to give: "on her innocence", "on Monday"."""
    low = item.low(first)
    return low in words("possessive") | WEEKDAYS | words("person_pronoun") or low.endswith("ing")


def own_good(item: Line, first: int) -> bool:
    """Whether what is sought or wanted is had without another's deed ("sought protection")."""
    for k in range(first, min(first + 5, len(item.tokens))):
        if item.low(k) in PREPOSITIONS or not is_word(item.low(k)):
            paid = item.low(k - 2) in ("pay", "wage", "salary")
            return item.low(k - 1) in words("own_goods") and not paid
    return False


def opens_phrase(item: Line, at: int) -> bool:
    """Whether a noun phrase may begin at this index."""
    low = item.low(at)
    if low in ("“", '"', "‘"):
        low = item.low(at + 1)
    barred = words("auxiliary") | words("boundary") | words("person_pronoun") | {"how"}
    if low in ("those", "these", "this"):
        return True
    least = low == "at" and item.low(at + 1) in ("least", "most")
    opens = is_word(low) or low in CURRENCIES
    return opens and low not in barred | {"and"} and (least or low not in PREPOSITIONS)
