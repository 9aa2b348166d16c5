"""Is a clause a claim that the world can prove true or false, and by which rule?

Wish, demand, threat, evaluation, question, condition and undated forecast are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analysis.claims.clauses import Clause
from analysis.claims.lexicon import PARTICIPLE, PAST, Event, lexicon
from analysis.claims.stances import perception, unknown_size
from analysis.claims.tokens import Token
from analysis.claims.verbs import Deed, deeds, mood_of, states
from analysis.moments import Moment
from analysis.quantities import Quantity
from store.records import Statement

DATED = frozenset(("date", "weekday", "time", "year", "month", "relative"))
MONTHS = frozenset(("March",))
"""Months that read like an event."""
EXACT = DATED - {"relative"}
UNCOUNTED = frozenset(("age", "time"))
CUT_ACTS = frozenset(("demand", "threaten"))
THIN = frozenset(("end", "start", "upkeep", "record", "increase", "decrease", "publication"))
"""Events that say little without their object; a richer verb of the clause goes first."""
PRESENT = frozenset(
    ("withdrawal", "presence", "deployment", "upkeep", "attack", "movement", "strike", "closure")
)
"""Events that a simple present can tell: "the army maintains a base"."""
PUBLIC = frozenset(
    ("deaths", "injuries", "missing", "arrests", "court", "release", "jobs", "election", "attack")
)
"""Events that are news even when told of "he" or "she"."""
NAMING = frozenset(("of", "on", "in", "from", "at", "by", "set", "against"))
CHANGES = frozenset(("end", "start", "increase", "decrease"))
"""Events of which the subject tells what they are about: "the deliveries have increased"."""
FEW = 4
"""Without a deed a smaller count is no claim: "the two men were there"."""
SHORT = 7
"""A statement of no more words than this that holds a number gives just that number."""
INDIRECT = frozenset(("what", "how", "why"))
FEWEST = 3
"""A clause of fewer words says too little, unless it holds a number."""
HEAD = 9
"""A nominal claim names its event within so many words of its beginning."""


class Context(NamedTuple):
    """What a clause stands in: its statement, the numbers and moments in it, is it asked."""

    statement: Statement | None
    quantities: Sequence[Quantity]
    moments: Sequence[Moment]
    question: bool = False
    whole: bool = False


class Verdict(NamedTuple):
    """Why a clause is a claim: the rule, the event, its stance, and where the claim ends early."""

    rule: str
    event: Event | None = None
    value: str = ""
    confidence: float = 0.5
    end: int | None = None
    start: int | None = None


def _dated(context: Context) -> bool:
    return any(moment.kind in DATED for moment in context.moments)


def counted(context: Context) -> list[Quantity]:
    """The quantities that can make a claim: not ages, not bare durations, not "two sides"."""
    return [
        item
        for item in context.quantities
        if item.kind not in UNCOUNTED
        and item.unit
        and not (item.kind == "thing" and item.value <= 3 and item.bound == "exact")
    ]


def _attitude(clause: Clause, at: int) -> bool:
    """Whether a word of wish or duty governs what follows it up to the word at `at`."""
    attitude = lexicon().sets["attitude.words"]
    return any(
        word.low in attitude and clause.verbal[i] for i, word in enumerate(clause.words[:at])
    )


def _strength(deed: Deed, clause: Clause, context: Context) -> float:
    """How sure it is that a deed makes its clause a claim; 0 where it does not."""
    dated, numbers = _dated(context), bool(counted(context))
    if not numbers and not dated and (_general(deed, clause) or _private(deed, clause)):
        return 0.0
    if deed.mood == "done" or (deed.mood == "gerund" and clause.kind == "participial"):
        if deed.weak and not (numbers or (dated and not _speech(clause))):
            return 0.0
        if clause.kind == "relative" and deed.event.name in THIN and not (dated or numbers):
            return 0.0
        thin = deed.event.name in THIN or deed.weak
        return 0.75 + 0.1 * numbers + 0.1 * dated - 0.05 * thin + 0.01 * bool(deed.phase)
    if deed.mood == "future":
        announced = context.statement is not None and context.statement.act in {
            "announce",
            "promise",
        }
        if deed.weak and (not dated or deed.negated):
            return 0.0
        if dated or (announced and deed.phase) or (numbers and announced):
            return 0.6
        return 0.0
    if deed.mood == "gerund" and context.whole:
        return 0.65
    return 0.0


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
    return low in {"i", "you"} or (low in {"he", "she"} and deed.event.name not in PUBLIC)


def _speech(clause: Clause) -> bool:
    words = lexicon().sets["speech.words"]
    return any(word.low in words for word in clause.words)


def _value(deed: Deed) -> str:
    if deed.event.pole:
        return "" if deed.negated else deed.event.pole
    if deed.negated:
        return "not"
    return deed.phase


def _by_deed(clause: Clause, context: Context) -> Verdict | None:
    """The clause tells a deed: the surest event verb decides."""
    best: Verdict | None = None
    for deed in [*deeds(clause), *states(clause)]:
        strength = _strength(deed, clause, context)
        if strength and (best is None or strength > best.confidence):
            event = deed.event
            if event.name in THIN | {"decision"}:
                after = clause.words[deed.at + 1 : deed.at + 1 + HEAD]
                before = clause.words[: deed.at] if event.name in CHANGES else []
                event = _event_noun(after) or _event_noun(before) or event
            best = Verdict("deed", event, _value(deed), strength)
    return best


def _moods(clause: Clause) -> set[str]:
    """The moods of the finite verbs of a clause."""
    words = clause.words
    return {
        _helper_mood(words, at) if words[at].role else mood_of(clause, at)[0]
        for at in clause.finite()
    }


def _helper_mood(words: list[Token], at: int) -> str:
    role = words[at].role
    return role if role in {"modal", "future"} else "done"


def _by_number(clause: Clause, context: Context) -> Verdict | None:
    """The clause gives a number of something."""
    numbers = counted(context)
    if not numbers:
        return None
    moods = _moods(clause)
    if numbers[0].kind == "percent" and numbers[0].start <= clause.words[0].end + 1:
        return Verdict("number", None, "", 0.6)
    if "modal" in moods:
        return _before_modal(clause, numbers)
    if not moods:
        return Verdict("number", None, "", 0.5) if context.whole else None
    if all(item.value < FEW and item.bound == "exact" for item in numbers):
        return None
    if _speech(clause) or ("future" in moods and not _dated(context)):
        return None
    if any(_attitude(clause, at) for at in range(len(clause.words))):
        return None
    return Verdict("number", None, "", 0.65)


def _before_modal(clause: Clause, numbers: list[Quantity]) -> Verdict | None:
    """ "over 130,000 forces massed near X could invade": what stands before "could" is told."""
    words = clause.words
    modal = next((at for at, word in enumerate(words) if word.role == "modal"), 0)
    told = [deed for deed in deeds(clause) if deed.mood == "participle" and deed.at < modal]
    if told and numbers[0].end <= words[modal].start:
        return Verdict("number", told[0].event, "", 0.7, words[modal - 1].end)
    return None


def _by_date(clause: Clause, context: Context) -> Verdict | None:
    """The clause dates something that happened or will happen."""
    exact = any(moment.kind in EXACT for moment in context.moments)
    if not exact or clause.kind == "relative":
        return None
    quoted = context.statement is not None and context.statement.kind == "direct"
    moods = _moods(clause)
    if not moods or "modal" in moods or (_speech(clause) and not quoted):
        return None
    if any(_attitude(clause, at) for at in range(len(clause.words))):
        return None
    verbs = [clause.words[at] for at in clause.finite()]
    event = _event_noun(clause.words)
    bare = all(word.role == "be" for word in verbs) or clause.words[0].low in {"it", "that"}
    return None if bare and event is None else Verdict("dated", event, "", 0.5)


def _event_noun(words: Sequence[Token]) -> Event | None:
    """The first event that the words name; phases ("the beginning of") and things come last."""
    table, things = lexicon(), {lexicon().things.get(word.low) for word in words}
    thin: Event | None = None
    for at, word in enumerate(words):
        pair = f"{word.low} {words[at + 1].low}" if at + 1 < len(words) else ""
        for event in table.nouns.get(pair, ()) or table.nouns.get(word.low, ()):
            if (event.things and not event.things & things) or word.text in MONTHS:
                continue
            if event.name not in THIN | {"decision", "exercises"}:
                return event
            thin = thin or event
    return thin


def _predicate(clause: Clause) -> bool:
    """Whether a clause has a finite verb that is no participle after its noun ("stationed on")."""
    words = clause.words
    prepositions = lexicon().sets["clause.prepositions"] - {"to"}
    for at in clause.finite():
        word = words[at]
        after = words[at + 1].low if at + 1 < len(words) else ""
        if word.role or not word.flags & PARTICIPLE or after not in prepositions:
            return True
    return False


def _by_noun(clause: Clause, context: Context) -> Verdict | None:
    """A statement that is a noun phrase with an event at its head: "the withdrawal of tanks"."""
    words, table = clause.words, lexicon()
    if not context.whole or _predicate(clause):
        return None
    event = _event_noun(words[:HEAD])
    if event is None:
        bare = len(words) <= SHORT and bool(context.quantities)
        return Verdict("number", None, "", 0.5) if bare else None
    if not _dated(context) and not any(word.low in NAMING for word in words):
        return None
    phase = next((table.phase_nouns[w.low] for w in words[:4] if w.low in table.phase_nouns), "")
    return Verdict("nominal", event, phase, 0.55 + 0.1 * _dated(context))


def _by_cue(clause: Clause, context: Context) -> Verdict | None:
    """A noun that brings in an event: "reports of 40 deaths", "deceived it with a promise that"."""
    sets, words = lexicon().sets, clause.words
    for at, word in enumerate(words[:-2]):
        following = words[at + 1].low
        if word.low in sets["cues.reports"] and following in {"of", "about"}:
            event = _event_noun(words[at + 2 : at + 2 + HEAD])
            if event is not None and (_dated(context) or counted(context)):
                return Verdict("reported-noun", event, "", 0.55, start=words[at + 2].start)
        if (
            word.low in sets["cues.promises"]
            and following in {"that", "to", "not"}
            and context.statement is not None
            and context.statement.act == "accuse"
        ):
            first = words[at - 1] if at else word
            return Verdict("promise", _event_noun([word]), "", 0.55, start=first.start)
    return None


def judge(clause: Clause, context: Context) -> Verdict | None:
    """Why the clause is a claim, or None."""
    sets = lexicon().sets
    if context.question or clause.marker in sets["clause.conditional"]:
        return None
    if clause.words[0].low in INDIRECT or (len(clause.words) < FEWEST and not context.quantities):
        return None
    if context.statement is not None and context.statement.act in CUT_ACTS:
        return None
    if unknown_size(clause):
        return Verdict("size-unknown", _event_noun(clause.words), "unknown", 0.6)
    stance = perception(clause)
    if stance:
        return Verdict("perception", _event_noun(clause.words), stance, 0.8)
    found = _by_cue(clause, context) or _by_noun(clause, context) or _by_deed(clause, context)
    if found is not None and clause.kind == "relative" and not clause.comma:
        found = None
    return found or _by_number(clause, context) or _by_date(clause, context)
