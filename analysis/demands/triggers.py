"""What a stretch of text can bring to a demand or an answer: sentences without it are not read."""

from __future__ import annotations

import re
from functools import cache

from analysis.demands.lexicon import answer_rules, words
from analysis.demands.lexicon import nouns as noun_cues
from analysis.demands.lexicon import verbs as verb_cues
from analysis.demands.replies import triggers as replying
from analysis.demands.tokens import CELLS, OPEN, STRAIGHT
from analysis.pieces import ByHeart

CUE, ANSWER, AIM, FOR, ORDER, QUOTE = (1 << place for place in range(6))
OBLIGED, TO, ONLY, IF, NEEDFUL, THAT = (1 << place for place in range(6, 12))
"""Bits of `MARKS`: a word of a demand, one of an answer, and what makes a demand in pairs.

AIM with FOR later ("time for peace"), ORDER in a sentence with a QUOTE that opens with a deed;
`PAIRS` with the other one right behind it.
"""
PAIRS = ((OBLIGED, TO), (ONLY, IF), (NEEDFUL, THAT))
"""Words that are a cue only before another: "has to go", "only if", "essential that"."""
ALWAYS = frozenset("must should unless until till give gave gives giving given condition".split())
LEADS = frozenset("please do not don't never immediately".split())
"""Words that can stand before the verb of an order."""
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
OBLIGATIONS = ("has", "have", "had", "need", "needs", "ought")
AIMS = frozenset("campaign campaigns campaigned campaigning time".split())
QUOTES = frozenset('“"«')


@cache
def cue_words() -> frozenset[str]:
    """Words of which a sentence with a demand holds one, or a pair of what `marks` tells."""
    cues = verb_cues().keys() | noun_cues().keys() | ALWAYS
    return frozenset(cues - AIMS)


@cache
def answer_words() -> frozenset[str]:
    """Words of which a sentence with an answer holds one."""
    kinds = ("rejected", "conceded", "counter-offer", "assurance")
    rows = (answer_rules()[kind][sort].split() for kind in kinds for sort in ("verb", "noun"))
    return frozenset(text.split("_")[0] for row in rows for text in row) | replying()


def _marks(piece: str) -> int:
    low = piece.casefold().replace("’", "'")
    held = set(WORD.findall(low))
    told = (
        (CUE, not held.isdisjoint(cue_words())),
        (ANSWER, not held.isdisjoint(answer_words())),
        (AIM, not held.isdisjoint(AIMS)),
        (FOR, low.startswith("for")),
        (ORDER, not held.isdisjoint(words("quoted_orders"))),
        (QUOTE, _opens(piece)),
        (OBLIGED, low.endswith(OBLIGATIONS)),
        (TO, low.startswith("to") and not low[2:3].isalpha()),
        (ONLY, low.endswith("only")),
        (IF, low.startswith("if")),
        (NEEDFUL, not held.isdisjoint(words("needful"))),
        (THAT, low.startswith("that")),
    )
    return sum(bit for bit, holds in told if holds)


def _opens(piece: str) -> bool:
    """Whether a quotation can open in a piece with an order, or open for the next piece."""
    lows = [low for _, _, low in CELLS[piece]]
    deeds = words("action") | LEADS
    opened = (k for k, low in enumerate(lows, 1) if low in OPEN or low == STRAIGHT)
    return any(k == len(lows) or lows[k] in deeds for k in opened)


def paired(bits: int, following: int) -> bool:
    """Whether a piece of text and the one behind it are a cue together."""
    return any(bits & one and following & other for one, other in PAIRS)


MARKS = ByHeart(_marks)
"""The bits of a piece of text without blanks."""


def demanding(bits: int) -> bool:
    """Whether a sentence with these bits can hold a demand."""
    if bits & CUE:
        return True
    return (bits & AIM > 0 and bits & FOR > 0) or (bits & ORDER > 0 and bits & QUOTE > 0)
