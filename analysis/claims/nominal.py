"""Claims by nouns: "the withdrawal of tanks", "reports of 40 deaths", "there were no arrests"."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.claims.clauses import Clause
from analysis.claims.lexicon import PARTICIPLE, Event, lexicon
from analysis.claims.tokens import NOUN, Token
from analysis.claims.verbs import things_of
from analysis.claims.verdicts import Context, Verdict, counted, dated

MONTHS = frozenset(("March",))
"""Months that read like an event."""
NAMING = frozenset(("of", "on", "in", "from", "at", "by", "set", "against"))
FEW = 3
"""A noun phrase with no larger number than this says nothing by itself."""
SIGNS = 4
"""After "no evidence" so many words tell of what there is none."""
SHORT = 7
"""A statement of no more words than this that holds a number gives just that number."""
HEAD = 9
"""A nominal claim names its event within so many words of its beginning."""
THIN = frozenset(("end", "start", "upkeep", "record", "increase", "decrease", "publication"))
"""Events that say little without their object; a richer verb of the clause goes first."""
LATER = THIN | {"decision", "exercises"}
"""Events that a clause names only where it names no other."""


def event_noun(words: Sequence[Token]) -> Event | None:
    """The first event that the words name; phases ("the beginning of") and things come last."""
    table, thin = lexicon(), None
    for at in [at for at, word in enumerate(words) if word.bits & NOUN]:
        word = words[at]
        pair = f"{word.low} {words[at + 1].low}" if at + 1 < len(words) else ""
        for event in table.nouns.get(pair, ()) or table.nouns.get(word.low, ()):
            if word.text in MONTHS or (event.things and event.things.isdisjoint(things_of(words))):
                continue
            if event.name not in LATER:
                return event
            thin = thin or event
    return thin


def _predicate(clause: Clause) -> bool:
    """Whether a clause has a finite verb that is no participle after its noun ("stationed on")."""
    words = clause.words
    prepositions = lexicon().sets["clause.prepositions"]
    for at in clause.finite():
        word = words[at]
        after = words[at + 1].low if at + 1 < len(words) else ""
        if word.role or not word.flags & PARTICIPLE or after not in prepositions or after == "to":
            return True
    return False


def by_noun(clause: Clause, context: Context) -> Verdict | None:
    """A statement that is a noun phrase with an event at its head: "the withdrawal of tanks"."""
    words, table = clause.words, lexicon()
    if not context.whole or _predicate(clause):
        return None
    event = event_noun(words[:HEAD])
    if event is None:
        bare = len(words) <= SHORT and any(item.value > FEW for item in context.quantities)
        return Verdict("number", None, "", 0.5) if bare else None
    if not dated(context) and not any(word.low in NAMING for word in words):
        return None
    phase = next((table.phase_nouns[w.low] for w in words[:4] if w.low in table.phase_nouns), "")
    return Verdict("nominal", event, phase, 0.55 + 0.1 * dated(context))


def by_cue(clause: Clause, context: Context) -> Verdict | None:
    """A noun that brings in an event: "reports of 40 deaths", "deceived it with a promise that"."""
    sets, words = lexicon().sets, clause.words
    cues = sets["cues.reports"] | sets["cues.promises"]
    for at in [k for k, word in enumerate(words[:-2]) if word.low in cues]:
        word = words[at]
        following = words[at + 1].low
        if word.low in sets["cues.reports"] and following in {"of", "about"}:
            event = event_noun(words[at + 2 : at + 2 + HEAD])
            if event is not None and (dated(context) or counted(context)):
                return Verdict("reported-noun", event, "", 0.55, start=clause.starts[at + 2])
        if (
            word.low in sets["cues.promises"]
            and following in {"that", "to", "not"}
            and context.statement is not None
            and context.statement.act == "accuse"
        ):
            first = clause.starts[max(0, at - 1)]
            return Verdict("promise", event_noun([word]), "", 0.55, start=first)
    return None


def by_absence(clause: Clause) -> Verdict | None:
    """ "There had been no arrests": an event that is said not to have happened."""
    words = clause.words
    start = 1 if clause.marker else 0
    if not words[start:] or words[start].low != "there":
        return None
    for at, word in enumerate(words):
        if word.low == "no":
            signs = {near.low for near in words[at + 1 : at + 3]}
            if signs & lexicon().sets["perception.evidence"] and len(words) > at + SIGNS:
                return Verdict("perception", event_noun(words[at + 2 :]), "not seen", 0.65)
            event = event_noun(words[at + 1 : at + 4])
            return Verdict("absence", event, "none", 0.65) if event is not None else None
    return None
