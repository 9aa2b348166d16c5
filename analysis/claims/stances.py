"""Clauses about other claims: not seen, not verified, a size that nobody knows."""

from __future__ import annotations

import re

from analysis.claims.clauses import Clause
from analysis.claims.lexicon import lexicon
from analysis.claims.tokens import Token
from analysis.claims.verbs import things_of

CHARGE = re.compile(r"\b(?:claims?|allegations?|accusations?|charges?|suggestions?) (?:that|of)\b")
"""What is rejected is no demand but what somebody says: "rejected claims that ..."."""
REASONS = frozenset(("grounds", "reason", "reasons", "need", "point", "alternative", "way"))
"""What is not seen and is no thing or event: "saw no grounds for an arrest"."""


def perception(clause: Clause) -> str:
    """ "not seen", "not verified" for negated seeing or proving, else ""."""
    sets, words = lexicon().sets, clause.words
    values = sets["perception.evidence"]
    noticed, verified = sets["perception.seen"], sets["perception.verified"]
    for at in [k for k, word in enumerate(words) if word.low in noticed or word.low in verified]:
        seen = words[at].low in noticed
        denied = any(near.negative for near in words[max(0, at - 5) : at])
        lacking = any(near.low == "no" for near in words[at + 1 : at + 3])
        if any(near.low in REASONS for near in words[at + 1 : at + 5]):
            continue
        if denied and not seen:
            return "not verified" if _object(words, at) else ""
        if denied and words[at - 1].role == "be":
            return "not seen"
        if (denied or lacking) and (_object(words, at) or values & {w.low for w in words[at:]}):
            return "not seen"
    return ""


def _object(words: list[Token], at: int) -> bool:
    """Whether what was not seen is an event or a thing, and not a feeling."""
    table = lexicon()
    known = table.sets["perception.evidence"] | {"claim", "claims", "whether"}
    after = words[at + 1 :]
    return any(
        word.low in table.nouns or word.low in table.things or word.low in known or word.forms
        for word in after
    ) or (after[:1] != [] and after[0].low == "that" and len(after) > 3)


def unknown_size(clause: Clause) -> bool:
    """Whether a clause says that a number is not known: "not possible to know the number of"."""
    sets, words = lexicon().sets, clause.words
    told = sets["perception.known"]
    known = [at for at, word in enumerate(words) if word.low in told]
    if not known:
        return False
    lows = {word.low for word in words}
    if not (lows & sets["size.words"] or ("how" in lows and lows & {"many", "much"})):
        return False
    return any(
        words[at].low in {"unclear", "unknown"}
        or any(near.negative for near in words[max(0, at - 6) : at])
        for at in known
    )


def seen_event(words: list[Token]) -> str:
    """The event that was looked for and not seen, by noun or verb in any form."""
    known, things = lexicon(), set(things_of(words))
    for word in words:
        options = list(known.nouns.get(word.low, ()))
        options += [entry.event for head, _ in word.forms for entry in known.verbs.get(head, ())]
        for event in options:
            if event.things and event.things & things:
                return event.name
            if not event.things and event.name in {"withdrawal", "attack", "presence"}:
                return event.name
    seen = known.sets["perception.seen"] | known.sets["perception.verified"]
    after = next((at for at, word in enumerate(words) if word.low in seen), len(words))
    heads = [head for word in words[after + 1 :] if not word.role for head, _ in word.forms]
    return next((e.event.name for head in heads for e in known.verbs.get(head, ())), "")


def charged_event(words: list[Token]) -> str:
    """The event of the first verb of what somebody is said to have done, "" without one."""
    known = lexicon().verbs
    for at, word in enumerate(words):
        after = tuple(near.low for near in words[at + 1 : at + 3])
        entries = [e for head, _ in word.forms if not word.role for e in known.get(head, ())]
        fits = (e for e in entries if e.particles == after[: len(e.particles)])
        found = next(fits, None)
        if found is not None:
            return found.event.name
    return ""
