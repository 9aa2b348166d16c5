"""How sure it is that a deed makes its clause a claim: habits, feelings and plans make none."""

from __future__ import annotations

from analysis.claims.clauses import Clause
from analysis.claims.lexicon import PARTICIPLE, PAST, lexicon
from analysis.claims.nominal import THIN
from analysis.claims.tokens import PRESENT
from analysis.claims.verbs import Deed
from analysis.claims.verdicts import Context, counted, dated

TOLD = frozenset(("done", "future", "gerund"))
"""Moods in which a deed can be told."""
PUBLIC = frozenset(
    ("deaths", "injuries", "missing", "arrests", "court", "release", "jobs", "election", "attack")
)
"""Events that are news even when told of "he" or "she"."""


def strength(deed: Deed, clause: Clause, context: Context) -> float:
    """How sure it is that a deed makes its clause a claim; 0 where it does not."""
    if deed.mood not in TOLD:
        return 0.0
    when = bool(context.moments) and dated(context)
    numbers = bool(context.quantities) and bool(counted(context))
    if _idle(deed, clause, when=when, numbers=numbers):
        return 0.0
    besides = clause.kind == "participial" or (clause.kind == "coordinate" and deed.at < 2)
    if deed.mood == "done" or (deed.mood == "gerund" and besides):
        if deed.weak and not (numbers or (when and not speech(clause))):
            return 0.0
        if clause.kind == "relative" and deed.event.name in THIN and not (when or numbers):
            return 0.0
        thin = deed.event.name in THIN or deed.weak
        return 0.75 + 0.1 * numbers + 0.1 * when - 0.05 * thin + 0.01 * bool(deed.phase)
    if deed.mood == "future":
        if numbers and not deed.negated and not deed.weak:
            return 0.6
        announced = context.statement is not None and context.statement.act in {
            "announce",
            "promise",
        }
        if deed.weak and (not when or deed.negated):
            return 0.0
        if when or (announced and deed.phase) or (numbers and announced):
            return 0.6
        return 0.0
    if deed.mood == "gerund" and context.whole:
        return 0.65
    return 0.0


def _idle(deed: Deed, clause: Clause, *, when: bool, numbers: bool) -> bool:
    """Whether a deed tells nothing that can be checked: a habit, a feeling, a bare refusal."""
    if not numbers and not when and (_general(deed, clause) or _private(deed, clause)):
        return True
    if not numbers and (_felt(deed, clause) or _feeling(clause)):
        return True
    if deed.event.name == "rejection" and deed.at == len(clause.words) - 1:
        return True
    return deed.weak and deed.at == 0 and clause.kind == "participial" and not numbers


def _general(deed: Deed, clause: Clause) -> bool:
    """Whether a simple present tells what is always so and no deed: "we find", "it produces"."""
    word = clause.words[deed.at]
    if not clause.verbal[deed.at] or word.role or word.flags & (PAST | PARTICIPLE):
        return False
    return deed.event.name not in PRESENT


def _private(deed: Deed, clause: Clause) -> bool:
    """Whether one person tells of himself or is told of in passing: "I left", "he found"."""
    subject = clause.words[1 if clause.marker else 0 :][:1]
    low = subject[0].low if subject else ""
    if low in {"he", "she"} and deed.event.name == "rejection":
        after = clause.words[deed.at + 1 : deed.at + 2]
        return not after or after[0].low in {"to", "comment"}
    return low in {"i", "you"} or (low in {"he", "she"} and deed.event.name not in PUBLIC)


def _felt(deed: Deed, clause: Clause) -> bool:
    """Whether a deed is done to a feeling: "raised fears", "drew sharp criticism"."""
    sets = lexicon().sets
    for word in clause.words[deed.at + 1 : deed.at + 4]:
        if word.low in sets["clause.prepositions"]:
            return False
        if word.low in sets["attitude.abstract"]:
            return True
    return False


def _feeling(clause: Clause) -> bool:
    """Whether a feeling is the subject: "anger grew over ...", "fears are rising"."""
    first = clause.words[1 if clause.marker else 0 :][:2]
    return any(word.low in lexicon().sets["attitude.abstract"] for word in first)


def speech(clause: Clause) -> bool:
    """Whether a word of saying stands in the clause."""
    words = lexicon().sets["speech.words"]
    return any(word.low in words for word in clause.words)
