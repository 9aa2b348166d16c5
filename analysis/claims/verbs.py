"""The event verbs of a clause: which deed, is it done, planned or only thought, in which phase."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Literal, NamedTuple

from analysis.claims.clauses import Clause
from analysis.claims.lexicon import (
    BASE,
    ING,
    PARTICIPLE,
    PAST,
    S_FORM,
    Entry,
    Event,
    lexicon,
)
from analysis.claims.tokens import STATE, Token, before

Mood = Literal["done", "future", "modal", "wanted", "participle", "gerund", "none"]


SEPARABLE = frozenset(("back", "out", "off", "down", "over", "up", "away", "aside"))


class Deed(NamedTuple):
    """An event verb at word `at` of its clause."""

    event: Event
    lemma: str
    at: int
    mood: Mood
    phase: str
    negated: bool
    weak: bool


def things_of(words: Sequence[Token]) -> list[str]:
    """The sorts of things that words speak of, in order, each once."""
    table = lexicon().things
    found = [table[word.low] for word in words if word.low in table]
    return list(dict.fromkeys(found)) if len(found) > 1 else found


def _particles(words: list[Token], at: int, entry: Entry) -> bool:
    """Whether the words that the entry needs follow: "pull back", "pulled its troops back"."""
    following = [word.low for word in words[at + 1 : at + 6]]
    if tuple(following[: len(entry.particles)]) == entry.particles:
        return True
    alone = len(entry.particles) == 1 and entry.particles[0] in SEPARABLE
    return alone and entry.particles[0] in following[:4]


def _entry(words: list[Token], at: int, things: list[str]) -> Entry | None:
    """The most specific event that the verb at `at` can mean here; `things` are those spoken of."""
    for entry in words[at].entries:
        if entry.particles and not _particles(words, at, entry):
            continue
        if entry.event.things and entry.event.things.isdisjoint(things):
            continue
        objects = entry.event.objects
        if objects and not any(word.low in objects for word in words):
            continue
        left = entry.lemma == "leave" or entry.lemma.startswith("leave ")
        if left and not entry.weak and _result(words, at):
            continue
        return entry
    return None


def _result(words: list[Token], at: int) -> bool:
    """Whether what follows "leave" is a state: "leaving 40 ships waiting", "left two stranded"."""
    for word in words[at + 2 : at + 8]:
        if word.role or word.low in lexicon().sets["clause.prepositions"] - {"than"}:
            return False
        if word.flags & ING or (word.flags & PARTICIPLE and word.low.endswith("ed")):
            return True
    return False


def phase_of(token: Token) -> str:
    """The phase that a verb names: "begun" for "began", "" for other verbs."""
    phases = lexicon().phases
    return next((phases[head] for head, _ in token.forms if head in phases), "")


def _after_to(clause: Clause, to: int, depth: int) -> tuple[Mood, str]:
    """The mood of an infinitive by what governs its "to"."""
    words = clause.words
    governor = before(words, to)
    if governor < 0:
        return "wanted", ""
    token = words[governor]
    phase = phase_of(token)
    if phase and phase != "refused":
        return mood_of(clause, governor, depth + 1)[0], phase
    if token.low in {"have", "has", "had"}:
        return "wanted", ""
    if token.role == "be" and governor == to - 1:
        return "future", ""
    causative = lexicon().sets["common.causative"]
    if any(word.low in causative for word in words[max(0, to - 5) : to]):
        return "done", ""
    if token.low in {"going", "set", "expected", "due", "scheduled"}:
        return "future", ""
    return "wanted", ""


def _after_be(clause: Clause, at: int, depth: int) -> Mood:
    """The mood of a form of "be" that helps a verb: "has been", "will be", "are"."""
    words = clause.words
    low = words[at].low
    if low not in {"be", "been", "being"}:
        return "done"
    previous = before(words, at)
    if previous < 0:
        return "gerund" if low == "being" else "none"
    token = words[previous]
    if token.role in {"future", "modal"}:
        return "future" if token.role == "future" else "modal"
    if token.low == "to":
        return _after_to(clause, previous, depth)[0]
    if token.role == "have":
        return _after_have(clause, previous, depth)
    return "done" if token.role == "be" or low == "being" else "none"


def _after_have(clause: Clause, at: int, depth: int) -> Mood:
    """The mood of a form of "have" that helps a verb: "could have", "has"."""
    words = clause.words
    previous = before(words, at)
    if previous >= 0 and words[previous].role in {"modal", "future"}:
        return "modal"
    if previous >= 0 and words[previous].low == "to":
        return _after_to(clause, previous, depth)[0]
    return "gerund" if words[at].low == "having" else "done"


def mood_of(clause: Clause, at: int, depth: int = 0) -> tuple[Mood, str]:
    """(mood, phase) of the verb at `at`; `depth` stops endless chains of infinitives."""
    words = clause.words
    if depth > 4:
        return "none", ""
    kind, previous = words[at].flags, before(words, at)
    if words[at].role in {"be", "have"}:
        kind |= PAST if clause.verbal[at] else BASE
    helper = words[previous] if previous >= 0 else None
    if helper is not None and helper.role:
        if helper.role == "have" and kind & PARTICIPLE:
            return _after_have(clause, previous, depth), ""
        if helper.role == "be" and kind & (PARTICIPLE | ING):
            return _after_be(clause, previous, depth), ""
        if helper.role in {"future", "modal"} and kind & BASE:
            return ("future" if helper.role == "future" else "modal"), ""
        if helper.role == "do":
            return "done", ""
    if helper is not None and helper.low == "to" and kind & BASE:
        return _after_to(clause, previous, depth)
    if kind & ING:
        return _ing(clause, previous, depth)
    if not kind & PAST and _has_predicate(clause, at):
        return "none", ""
    if kind & (PAST | S_FORM | BASE) and clause.verbal[at]:
        return ("participle" if _reduced(clause, at, kind) else "done"), ""
    return ("participle" if kind & PARTICIPLE else "none"), ""


def _ing(clause: Clause, previous: int, depth: int) -> tuple[Mood, str]:
    words = clause.words
    if previous < 0:
        return "gerund", ""
    token = words[previous]
    phase = phase_of(token)
    if phase and phase not in {"refused", "decided"}:
        return mood_of(clause, previous, depth + 1)[0], phase
    if token.low in lexicon().sets["clause.joining"]:
        return "gerund", ""
    if token.low in lexicon().sets["clause.prepositions"] or token.role:
        return "none", ""
    return "participle", ""


def _reduced(clause: Clause, at: int, kind: int) -> bool:
    """Whether a past form is a participle after its noun: "units stationed there had begun"."""
    words = clause.words
    if not kind & PARTICIPLE or at == 0:
        return False
    if _has_predicate(clause, at):
        return True
    later = (
        index
        for index in range(at + 1, len(words))
        if clause.verbal[index] and (words[index].role or words[index].flags & PAST)
    )
    index = next(later, None)
    if index is None:
        return False
    joining = _relating()
    return not any(word.low in joining for word in words[at + 1 : index])


@functools.cache
def _relating() -> frozenset[str]:
    """Words that join a clause to what stands before them."""
    return lexicon().sets["clause.joining"] | {"that", "who", "which"}


@functools.cache
def _parting() -> frozenset[str]:
    """Words after which another clause may stand."""
    return _relating() | lexicon().sets["speech.words"] | {"said", "says"}


def _has_predicate(clause: Clause, at: int) -> bool:
    """Whether the clause has its verb before `at`: what follows is then a participle."""
    words = clause.words
    starts, parting = clause.starts, _parting()
    for index in range(at - 1, -1, -1):
        word = words[index]
        if starts[index + 1] - starts[index] - len(word.text) > 1 or word.low in parting:
            return False
        if clause.verbal[index]:
            return True
    return False


def _negated(words: list[Token], at: int) -> bool:
    if at and words[0].low in {"no", "none", "nobody", "neither"}:
        return True
    return True in [word.negative for word in words[max(0, at - 6) : at]]


def deeds(clause: Clause, bits: int) -> list[Deed]:
    """The event verbs of a clause in order; `bits` of words say which are asked for."""
    words, found = clause.words, list[Deed]()
    verbal = [at for at, word in enumerate(words) if word.bits & bits and not word.role]
    things = things_of(words) if any(words[at].of_things for at in verbal) else []
    for at in verbal:
        entry = _entry(words, at, things)
        if entry is None:
            continue
        mood, phase = mood_of(clause, at)
        if mood == "none":
            continue
        found.append(
            Deed(entry.event, entry.lemma, at, mood, phase, _negated(words, at), entry.weak)
        )
    return found


def states(clause: Clause) -> list[Deed]:
    """Results that stand after "is" or "are": "more than 200 are missing", "the line is closed"."""
    table, found = lexicon().states, list[Deed]()
    for at in [k for k, word in enumerate(clause.words) if word.bits & STATE and k]:
        word = clause.words[at]
        helper = before(clause.words, at)
        if helper >= 0 and clause.words[helper].role in {"be", "have"}:
            mood = _after_be(clause, helper, 0)
        elif clause.words[at - 1].low[:1].isdigit() or (
            word.low == "dead" and clause.words[at - 1].low != "the"
        ):
            mood = "done"
        else:
            continue
        negated = _negated(clause.words, at)
        found.append(Deed(table[word.low], word.low, at, mood, "", negated, weak=False))
    return found
