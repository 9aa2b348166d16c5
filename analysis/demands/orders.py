"""Orders: a quotation that opens with a deed, “Release the hostages now” and “Do not ...”."""

from __future__ import annotations

from analysis.demands import ends, lists
from analysis.demands.contents import Content
from analysis.demands.lexicon import words
from analysis.demands.modals import can_act
from analysis.demands.nouns import after
from analysis.demands.tokens import CLOSE, OPEN, PREPOSITIONS, STRAIGHT, Line, is_action, is_word

Phrase = tuple[int, int]


def order(item: Line, at: int) -> Content | None:
    """An order at the opening of a quotation: “Release the hostages now” and “Do not ...”."""
    low = item.low(at)
    if low not in OPEN and low != STRAIGHT:
        return None
    if at and is_word(item.low(at - 1)) and item.low(at - 1) not in words("speech"):
        return None
    verb = at + 1
    while item.low(verb) in ("please", "do", "not", "don't", "never", "immediately"):
        verb += 1
    forbids = any(item.low(k) in ("do", "don't", "never") for k in range(at + 1, verb))
    if item.low(verb) in ("let", "leave") and item.low(verb + 1) in ("me", "us", "aside"):
        return None
    if not is_action(item, verb):
        return None
    past = ends.find(item, at + 1, quoted=True)
    told = _told_after(item, past)
    plain = forbids or item.low(verb) in words("orders")
    yours = any(item.low(k) == "your" for k in range(verb + 1, min(verb + 6, past)))
    if not (plain or told or yours):
        return None
    closed = item.low(past) in CLOSE | {STRAIGHT, ","} or past == len(item.lows)
    if (
        past - at < 4
        or item.low(verb + 1) in (",", "!")
        or not (closed or item.low(past) in (".", "!", ";"))
    ):
        return None
    if any(item.low(k) in words("auxiliary") for k in range(verb + 1, min(verb + 4, past))):
        return None
    return Content(lists.deeds(item, at + 1, past, verb), told, "order")


def _told_after(item: Line, past: int) -> Phrase | None:
    """Who hears a quotation that ends here: ", he told the rebels"."""
    for k in range(past, min(past + 12, len(item.lows))):
        if item.low(k) in ("told", "tells", "urged"):
            heard = after(item, k + 1)
            if heard:
                cut = next((j for j in range(*heard) if item.low(j) in PREPOSITIONS), heard[1])
                heard = (heard[0], cut)
            barred = ("reporters", "journalists", "parliament", "radio", "television", "agency")
            known = heard and not any(item.low(j) in barred for j in range(*heard))
            can = heard and can_act(item, heard)
            return heard if known and can else None
        if item.low(k) in (".", ";"):
            return None
    return None
