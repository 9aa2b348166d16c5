"""Who can act: whether a phrase names somebody, and where its name ends before words of time."""

from __future__ import annotations

import re

from analysis import actors_data
from analysis.demands.lexicon import words
from analysis.demands.tokens import OPENERS, WEEKDAYS, Line, is_adverb, is_word
from analysis.statements.lexicon import lexicon

ENDING = re.compile(r"(?:[eo]rs?|ists?|ians?|ees|men|women|mates|folk)$")
"""How words for people end."""
SHORT = 4
SINCE = frozenset("until till after before during despite amid unless without".split())
"""Prepositions that tell when or how, and belong to no name."""
DATED = frozenset("on by in at for since within".split())
LATE = frozenset("first again twice once more also too not either instead together vain".split())
RELATIVE = frozenset("who which that whose whom".split())
MONEY = frozenset("$£€")
HEADED = re.compile(r",\s|[;(]| (?:who|which|that|whose|at|in|of|for|from|on|with|to|and|or)\b")


def names_one(name: str) -> bool:
    """Whether a mention that no table knows can be somebody: a name, or a word for people."""
    if any(word[:1].isupper() for word in name.split()) or name.startswith("those "):
        return True
    head = HEADED.split(name.strip(), maxsplit=1)[0].split()
    doing = (k for k in range(1, len(head)) if head[k].endswith("ing") and human(head[k - 1]))
    head = head[: next(doing, len(head))]
    while len(head) > 1 and head[-1].endswith(("ed", "ly")):
        head.pop()
    return bool(head) and human(head[-1])


def human(word: str) -> bool:
    """Whether a word in small letters is one for a person, for people or for a body of them."""
    low = word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'")
    one = low.removesuffix("s")
    lists = actors_data.words()
    known = words("actors") | lexicon().people | words("crowd")
    if not {low, one}.isdisjoint(known) or not {low, one}.isdisjoint(lists.roles | lists.generic):
        return True
    thing = not words("no_agents").isdisjoint((low, f"{low}s"))
    return len(low) > SHORT and ENDING.search(low) is not None and not thing


def bare(item: Line, phrase: tuple[int, int]) -> tuple[int, int]:
    """A phrase of tokens without what tells when, how often or for how much behind its name."""
    first, past = phrase
    for k in range(first + 1, past):
        low, after = item.low(k), item.low(k + 1)
        if low in RELATIVE:
            return first, past
        dated = after in WEEKDAYS or after[:1].isdigit() or after in MONEY or after == "vain"
        if low in SINCE or (low in DATED and dated) or (low in OPENERS and k == past - 1):
            past = k
            break
    while past - first > 1 and _late(item, past - 1):
        past -= 1
    return first, past


def _late(item: Line, at: int) -> bool:
    low = item.low(at)
    plain = item.raw(at)[:1].islower()
    return (plain and (low in LATE or is_adverb(low))) or low in WEEKDAYS or not is_word(low)


__all__ = ["bare", "human", "names_one"]
