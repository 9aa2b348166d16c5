"""Numbers that the narration gives by their source ("put the toll at 30"), and ranks in time."""

from __future__ import annotations

from itertools import pairwise

from analysis.claims.clauses import Clause
from analysis.claims.lexicon import lexicon
from analysis.claims.nominal import event_noun
from analysis.claims.tokens import Token
from analysis.claims.verdicts import Context, Verdict

REACH = 14
"""So many words lie between "put" and the number that it gives."""
NEXT = 2
"""So many characters behind "at" the number stands."""
STANDING = frozenset("stood stands stand".split())
FIGURES = frozenset("figure figures estimate estimates number numbers count tally toll".split())
NEAR = 5
"""So many words lie between "stood by" and the word for a figure."""
SPANS = frozenset(("year", "month", "season", "century"))
TO = frozenset(("at", "to", "as", "from"))
BELIEF = ("believ", "think", "thought", "reckon", "suspect", "assum", "maintain")
"""Verbs that are always followed by what somebody holds to be so."""


def by_source(clause: Clause, context: Context) -> Verdict | None:
    """A figure that the clause's subject names: "the mayor put the number of dead at 96".

    The claim is what follows the verb, asserted by the subject; in a statement it is the speaker's.
    """
    if not context.quantities and not context.moments:
        return None
    words, sets = clause.words, lexicon().sets
    if words[0].low in sets["size.putting"] and _sized(words[1:REACH]):
        return Verdict("figure", event_noun(words), "", 0.6)
    if context.statement is not None:
        return None
    for at in clause.finite():
        by = _subject(clause, at)
        if words[at].role == "have":
            at = next((k for k in range(at, len(words)) if words[k].low == "spoken"), at)
        low, after = words[at].low, words[at + 1 :]
        if not at or not after or words[at - 1].role == "be":
            continue
        measured = low.startswith(("put", "estimat")) and (
            _sized(after[:REACH], "size.measured") or _at_number(clause, at + 2, context)
        )
        if low in sets["size.put"] and (measured or _sized(after[:REACH])):
            return Verdict("figure", event_noun(after), "", 0.6, start=clause.starts[at + 1], by=by)
        if low in sets["speech.words"] | sets["size.telling"] and _tells(clause, at, context):
            first = at + 2 if after[0].low == "that" else at + 1
            told = [item for item in context.quantities if item.start > clause.past(at)]
            rule = "number" if told[0].unit else "figure"
            return Verdict(
                rule, event_noun(words[first:]), "", 0.5, start=clause.starts[first], by=by
            )
        if low.startswith("estimat") and _of_number(clause, at, context):
            return Verdict("figure", event_noun(after), "", 0.6, start=clause.starts[at + 1], by=by)
        if low in STANDING and after[0].low == "by" and _sized(after[1:NEAR], None):
            return Verdict("figure", event_noun(words), "", 0.6, by=by)
        if low in sets["size.spoken"] - STANDING and (low[:2] != "sp" or after[0].low == "of"):
            return Verdict("figure", event_noun(words), "", 0.6, by=by)
    return None


def _tells(clause: Clause, verb: int, context: Context) -> bool:
    """Whether a clause with a number follows a verb of saying: "officials believe there are 60"."""
    rest = range(verb + 2, len(clause.words))
    follows = clause.words[verb + 1].low in lexicon().sets["clause.subjects"] | {"that"}
    follows = follows or clause.words[verb].low.startswith(BELIEF)
    counted = any(item.start > clause.past(verb) for item in context.quantities)
    held = clause.words[verb + 1].low == "that" or any(clause.verbal[at] for at in rest)
    return follows and counted and held


def _sized(words: list[Token], more: str | None = "size.put_of") -> bool:
    """Whether "the number of X at N" follows, or, without `more`, "its own figure of"."""
    if more is None:
        return any(word.low in FIGURES for word in words)
    sized = lexicon().sets["size.words"] | lexicon().sets[more]
    named = next((at for at, word in enumerate(words) if word.low in sized), None)
    return named is not None and any(word.low in TO for word in words[named:])


def _at_number(clause: Clause, first: int, context: Context) -> bool:
    """Whether "the X at N" follows, whatever X is: "put the bill at 160 million"."""
    return any(
        word.low == "at" and any(0 < q.start - clause.past(at) <= NEXT for q in context.quantities)
        for at, word in enumerate(clause.words[first : first + REACH - 1], first)
    )


def _of_number(clause: Clause, verb: int, context: Context) -> bool:
    """Whether "X of N" follows at once: "estimates losses of $15 million"."""
    rest = range(verb + 2, min(verb + NEAR, len(clause.words)))
    return any(
        clause.words[at].low == "of" and 0 < item.start - clause.past(at) <= NEXT
        for at in rest
        for item in context.quantities
    )


def _subject(clause: Clause, verb: int) -> tuple[int, int]:
    """The span of the subject: the words before the verb, up to a relative clause or comma."""
    first = 1 if clause.marker and clause.words[0].low == clause.marker else 0
    past = next((at for at in clause.finite() if first <= at < verb), verb)
    if first >= past:
        return clause.start, clause.past(max(first, 1) - 1)
    return clause.starts[first], clause.past(past - 1)


def by_rank(clause: Clause, context: Context) -> Verdict | None:
    """A rank in time: "the first strike since 2016", "its worst flood in 20 years"."""
    sets, words = lexicon().sets, clause.words
    ranks = sets["rank.words"]
    ranked = next((at for at, word in enumerate(words) if word.low in ranks), None)
    if ranked is None or not any(words[at].role in {"be", "have"} for at in clause.finite()):
        return None
    after = words[ranked + 1 :]
    timed = any(q.kind == "time" for q in context.quantities) or any(
        moment.kind in {"year", "month", "date"} for moment in context.moments
    )
    this = any(a.low == "this" and b.low in SPANS for a, b in pairwise(after))
    since = any(word.low in {"in", "since", "for"} for word in after)
    timed = timed or any(word.low == "since" for word in after)
    return Verdict("rank", event_noun(words), "", 0.55) if this or (timed and since) else None
