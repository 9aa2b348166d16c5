"""How much speaks for a clause being a claim: a sum of weights, one for each of its features.

The weights of `worth.toml` were fitted to marked stories (`bench/claims_worth.py`).
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

from analysis.claims import telling
from analysis.claims.additions import bare_report
from analysis.claims.clauses import Clause
from analysis.claims.lexicon import PARTICIPLE, PAST, lexicon, table
from analysis.claims.nominal import event_noun
from analysis.claims.tokens import ATTITUDE, DUTY, SOURCE
from analysis.claims.verdicts import Context, Verdict, counted
from analysis.quantities import Quantity

SURE = frozenset(("perception", "size-unknown", "absence", "denial", "promise", "figure"))
"""Rules that speak of other claims, or of who gives a number: what they find is not weighed."""
LENGTHS = ((3, "words 1-2"), (5, "words 3-4"), (8, "words 5-7"), (15, "words 8-14"))
LONG = "words 15+"
"""Names of the lengths of clauses, each for fewer words than its number."""
NEAR = 2
"""So many characters of a clause may stand before a number that begins it."""
SHORTEST = 3
"""So many words a clause has that tells a deed without number and date."""
FEW = 4
"""A count below this is small."""
INDIRECT = frozenset(("what", "how", "why"))
"""Words that open a question or what it asks for."""
MARKED = frozenset(
    "after as because before when while where which who whose with that and but if although"
    " though since until".split()
)
"""Words that open a clause and are features of it."""
UNTOLD = Verdict("weighed")
"""Of a clause that no rule found."""


def weighed(clause: Clause, context: Context, verdict: Verdict | None) -> bool:
    """Whether the weights decide on a clause: not where a rule is sure, or nothing counts."""
    if verdict is not None:
        return verdict.rule not in SURE and not bare_report(clause, context)
    if not (context.quantities or context.moments or plain(clause)):
        return False
    if clause.marker in lexicon().sets["clause.conditional"] or clause.words[0].low in INDIRECT:
        return False
    return not clause.bits & DUTY


def plain(clause: Clause) -> bool:
    """Whether a clause without number and date may tell a deed: it has a finite verb."""
    return len(clause.words) >= SHORTEST and True in clause.verbal


def settled(clause: Clause, context: Context, verdict: Verdict | None) -> Verdict | None:
    """The verdict on a clause after it was weighed; of one that no rule found, one of its own."""
    if not weighed(clause, context, verdict):
        return verdict
    heavy = weight(clause, context, verdict)
    if heavy <= 0:
        return None
    if verdict is not None:
        return verdict
    sure = 1 / (1 + math.exp(-heavy))
    return UNTOLD._replace(event=event_noun(clause.words), confidence=sure)


def features(clause: Clause, context: Context, verdict: Verdict | None) -> list[str]:
    """What of a clause, its surroundings and the rule that found it speaks for or against it."""
    said = context.statement
    found = ["rule none" if verdict is None else "rule " + verdict.rule, _length(len(clause.words))]
    if clause.marker in MARKED:
        found.append("marker " + clause.marker)
    found.append("kind " + clause.kind)
    if clause.comma:
        found.append("comma")
    found.append("narration" if said is None else "statement")
    if verdict is None and not (context.quantities or context.moments):
        found.append("plain")
    if clause.bits & ATTITUDE:
        found.append("attitude")
    if said is not None:
        if said.kind == "direct":
            found.append("quoted")
        if said.act == "accuse":
            found.append("accused")
    numbers = counted(context) if context.quantities else []
    polled = bool(numbers) and numbers[0].start <= clause.start + NEAR
    _verb(clause, found, asked=polled)
    if context.quantities:
        _numbers(numbers, context, clause.start, found)
    if context.moments:
        found += {"when " + moment.kind for moment in context.moments}
    elif verdict is not None and verdict.event is not None and not context.quantities:
        found.append("bare " + verdict.rule)
        sort = _sorts().get(verdict.event.name)
        if sort is not None:
            found.append("bare " + sort)
    return found


def _length(size: int) -> str:
    """The feature of a clause of so many words."""
    for most, name in LENGTHS:
        if size < most:
            return name
    return LONG


@functools.cache
def _sorts() -> dict[str, str]:
    """The sort of deeds that an event is one of."""
    known = {key: events for key, events in lexicon().sets.items() if key.startswith("bare.")}
    return {name: key.removeprefix("bare.") for key, events in known.items() for name in events}


def _verb(clause: Clause, found: list[str], *, asked: bool) -> None:
    """The form of the first finite verb of a clause, and whether it is one of saying.

    What so many of those `asked` said is no mere saying, nor is what a verb behind it tells.
    """
    if True not in clause.verbal:
        found.append("verb none")
        return
    at = clause.verbal.index(True)
    word = clause.words[at]
    if word.bits & SOURCE and not asked and True not in clause.verbal[at + 1 :]:
        sets = lexicon().sets
        last = at == len(clause.words) - 1
        if word.low in sets["speech.words"] or (last and word.low in sets["size.telling"]):
            found.append("verb saying")
    if word.role == "be":
        for near in clause.words[at + 1 : at + 4]:
            if near.flags & PARTICIPLE and not near.role:
                found.append("verb passive")
                return
        found.append("verb copula")
    elif word.role:
        found.append("verb " + word.role)
    else:
        found.append("verb past" if word.flags & PAST else "verb present")


def _numbers(numbers: Sequence[Quantity], context: Context, start: int, found: list[str]) -> None:
    """What is counted in a clause that begins at an offset: `numbers` of all its quantities."""
    if numbers:
        found.append("number")
        if numbers[0].start <= start + NEAR:
            found.append("number first")
        few, kinds = True, set[str]()
        for item in numbers:
            kinds.add("number " + item.kind)
            few = few and item.value < FEW
            if item.bound != "exact":
                kinds.add("number bounded")
        if few:
            found.append("number small")
        found += kinds
    for item in context.quantities:
        if not item.unit:
            found.append("number bare")
            break
    for item in context.quantities:
        if item.kind == "time":
            found.append("number time")
            break


def weight(clause: Clause, context: Context, verdict: Verdict | None) -> float:
    """The sum of the weights: above 0 the clause is more likely a claim than not."""
    known = _weights()
    total = known["bias"] + telling.mean(clause.words)
    for name in features(clause, context, verdict):
        total += known.get(name, 0.0)
    return total


@functools.cache
def _weights() -> dict[str, float]:
    return dict(table("worth")["weights"])
