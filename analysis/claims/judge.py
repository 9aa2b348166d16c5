"""Is a clause a claim that the world can prove true or false, and by which rule?

Wish, demand, threat, evaluation, question, condition and undated forecast are none.
"""

from __future__ import annotations

from itertools import pairwise

from analysis.claims.clauses import Clause
from analysis.claims.contents import small
from analysis.claims.figures import by_rank, by_source
from analysis.claims.lexicon import ING, PARTICIPLE, lexicon
from analysis.claims.nominal import HEAD, THIN, by_absence, by_cue, by_noun, event_noun
from analysis.claims.questions import HARMED
from analysis.claims.stances import perception, unknown_size
from analysis.claims.strength import speech, strength
from analysis.claims.terms import toll
from analysis.claims.tokens import (
    ATTITUDE,
    DEED,
    FIRM,
    GERUND,
    GOVERNS,
    KNOWN,
    NO,
    NOUN,
    PLAIN,
    PROMISE,
    RANK,
    REPORT,
    SEEN,
    SOURCE,
    STATE,
    VERIFIED,
    Token,
)
from analysis.claims.verbs import Deed, deeds, mood_of, states
from analysis.claims.verdicts import DATED, Context, Verdict, counted, dated
from analysis.quantities import Quantity

RESTS = FIRM | KNOWN | NO | PROMISE | RANK | REPORT | SEEN | STATE | VERIFIED
"""Words on one of which a clause without a number or a date must rest."""
EXACT = DATED - {"relative"}
CUT_ACTS = frozenset(("demand", "threaten"))
CHANGES = frozenset(("end", "start", "increase", "decrease"))
"""Events of which the subject tells what they are about: "the deliveries have increased"."""
AMOUNTED = frozenset(
    "came amounted totalled totaled stood rose climbed grew fell estimated put numbered".split()
)
"""Verbs after which a bare number is what their subject has come to."""
AGED = frozenset(("who", "he", "she"))
"""Who is no more than a number is of that age."""
FEW = 4
"""Without a deed a smaller count is no claim: "the two men were there"."""
INDIRECT = frozenset(("what", "how", "why"))
NEAR = 8
"""So many characters after "spoke of" the number stands."""
FAINT = THIN | {"decision"}
"""Events of which a noun beside the verb tells what they are about."""
FEWEST = 3
"""A clause of fewer words says too little, unless it holds a number."""


def _attitude(clause: Clause, at: int) -> bool:
    """Whether a word of wish or duty governs what follows it up to the word at `at`."""
    if not clause.bits & ATTITUDE:
        return False
    return any(
        word.bits & ATTITUDE and clause.verbal[i] for i, word in enumerate(clause.words[:at])
    )


def _speaks(clause: Clause) -> bool:
    """Whether the clause's own verb is one of saying: "160 workers said that ..."."""
    first = next(clause.finite(), None)
    return first is not None and clause.words[first].low in lexicon().sets["speech.words"]


def _value(deed: Deed) -> str:
    if deed.event.pole:
        return "" if deed.negated else deed.event.pole
    if deed.negated:
        return "not"
    return deed.phase


def _by_deed(clause: Clause, context: Context, bits: int) -> Verdict | None:
    """The clause tells a deed: the surest event verb with one of the bits decides."""
    best: Verdict | None = None
    done = deeds(clause, bits & ~STATE)
    for deed in [*done, *states(clause)] if bits & STATE else done:
        sure = strength(deed, clause, context)
        if sure and (best is None or sure > best.confidence):
            event = deed.event
            if event.name in FAINT:
                after = clause.words[deed.at + 1 : deed.at + 1 + HEAD]
                before = clause.words[: deed.at] if event.name in CHANGES else []
                event = event_noun(after) or event_noun(before) or event
            best = Verdict("deed", event, _value(deed), sure)
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
    numbers, figure = counted(context), _bare_number(clause, context)
    if figure is not None or not numbers:
        return figure
    if _spoken(clause, numbers[0]):
        return Verdict("number", event_noun(clause.words), "", 0.5)
    moods = _moods(clause)
    if numbers[0].kind == "percent" and numbers[0].start <= clause.past(0) + 1:
        return Verdict("number", None, "", 0.6)
    costs = any(word.low in lexicon().sets["size.amounts"] for word in clause.words)
    if "modal" in moods:
        reached = costs and context.statement is not None
        estimate = Verdict("number", None, "", 0.5) if reached else None
        return _before_modal(clause, numbers) or estimate
    if not moods:
        if _causes(clause):
            return Verdict("number", event_noun(clause.words), "", 0.55)
        whole = context.whole or clause.marker == "with" or _plain(clause, numbers[0])
        return Verdict("number", None, "", 0.5) if whole else None
    if all(_few(item) for item in numbers) and not _harmed(clause, numbers):
        return None
    if _speaks(clause) or ("future" in moods and not dated(context) and not costs):
        return None
    ahead = sum(start < numbers[0].start for start in clause.starts)
    if _attitude(clause, ahead):
        return None
    return Verdict("number", None, "", 0.65)


def _plain(clause: Clause, number: Quantity) -> bool:
    """Whether a verb in its plain form follows the counted subject: "240,000 people depend on"."""
    at = sum(start < number.end for start in clause.starts)
    if number.kind not in {"person", "force", "thing"} or clause.kind != "main":
        return False
    if number.start > clause.starts[0] or at + 2 > len(clause.words):
        return False
    word, after = clause.words[at], clause.words[at + 1]
    verb = word.low.isalpha() and word.low.islower() and not word.role and word.low not in small()
    bare = verb and not word.flags & (ING | PARTICIPLE) and not word.low.endswith(("s", "ed", "ly"))
    return bare and (after.low in small() or bool(after.role))


def _causes(clause: Clause) -> bool:
    """Whether a clause tells what a deed brought: "forcing the evacuation of 8,000 people"."""
    causes = lexicon().sets["common.causative"]
    words = clause.words[1 if clause.words[0].low in lexicon().sets["clause.joining"] else 0 :]
    return bool(words) and words[0].low in causes and words[0].low.endswith("ing")


def _few(item: Quantity) -> bool:
    """Whether a number is too small to be a claim: "the three men", but not "2.3 tonnes"."""
    whole = item.value < FEW and item.value == int(item.value)
    return whole and item.bound == "exact" and not item.scope


def _harmed(clause: Clause, numbers: list[Quantity]) -> bool:
    """Whether a small number is of people hurt or held: "three officers suffered burns"."""
    people = any(item.kind in {"person", "force"} for item in numbers)
    return people and toll(clause.words) in HARMED


def _bare_number(clause: Clause, context: Context) -> Verdict | None:
    """A figure without a noun: "put the number at 96", "organisers spoke of 50,000"."""
    told = clause.has_finite() or clause.marker == "with"
    if not told or all(item.unit for item in context.quantities):
        return None
    sets, lows = lexicon().sets, {word.low for word in clause.words}
    if lows & sets["size.words"] or ("of" in lows and lows & sets["size.spoken"]):
        return Verdict("figure", event_noun(clause.words), "", 0.5)
    if _subject_number(clause, context) and "modal" not in _moods(clause):
        return Verdict("figure", event_noun(clause.words), "", 0.5)
    return None


def _subject_number(clause: Clause, context: Context) -> bool:
    """Whether a number without a noun is what the clause is about: "1,300 were in jail"."""
    if clause.words[0].low in AGED and len(clause.words) == len(("who", "is", "71")):
        return False
    bare = [item for item in context.quantities if not item.unit and item.value >= FEW]
    for item in bare:
        after = next((at for at, start in enumerate(clause.starts) if start >= item.number[1]), 0)
        if after and clause.verbal[after] and clause.words[after].role not in {"modal", "future"}:
            return True
        reached = [
            w.low
            for w, start in zip(clause.words, clause.starts, strict=True)
            if start < item.number[0]
        ][-2:]
        if reached[:1] and reached[0] in AMOUNTED and reached[-1] in {"to", "at"}:
            return True
        last = clause.words[-2:][0]
        if not after and (last.role == "have" or (last.role == "be" and len(clause.words) < FEW)):
            return True
        there = (a.low == "there" and b.role == "be" for a, b in pairwise(clause.words))
        if any(there):
            return True
    return False


def _spoken(clause: Clause, number: Quantity) -> bool:
    """Whether the clause says no more than that somebody named a number: "spoke of 22 captives"."""
    spoken = lexicon().sets["size.spoken"]
    for at, (word, of) in enumerate(pairwise(clause.words), 1):
        if word.low in spoken and of.low == "of":
            return 0 < number.start - clause.past(at) < NEAR
    return False


def _before_modal(clause: Clause, numbers: list[Quantity]) -> Verdict | None:
    """ "over 130,000 forces massed near X could invade": what stands before "could" is told."""
    words = clause.words
    modal = next((at for at, word in enumerate(words) if word.role == "modal"), 0)
    told = [deed for deed in deeds(clause, DEED) if deed.mood == "participle" and deed.at < modal]
    if told and numbers[0].end <= clause.starts[modal]:
        return Verdict("number", told[0].event, "", 0.7, clause.past(modal - 1))
    return None


def _by_date(clause: Clause, context: Context) -> Verdict | None:
    """The clause dates something that happened or will happen."""
    exact = any(moment.kind in EXACT for moment in context.moments)
    if not exact or clause.kind in {"relative", "participial"}:
        return None
    quoted = context.statement is not None and context.statement.kind == "direct"
    moods = _moods(clause)
    if not moods or "modal" in moods or (speech(clause) and not quoted):
        return None
    if _attitude(clause, len(clause.words) - 1):
        return None
    if clause.words[0].low == "you":
        return None
    verbs = [clause.words[at] for at in clause.finite()]
    event = event_noun(clause.words)
    set_for = any(word.low in lexicon().sets["rank.due"] for word in clause.words)
    if set_for and not quoted:
        return Verdict("dated", event, "", 0.5)
    hour = any(moment.kind == "time" for moment in context.moments)
    done = hour and any(w.flags & PARTICIPLE and not w.role for w in clause.words)
    bare = all(word.role == "be" for word in verbs) and not done
    bare = bare or clause.words[0].low in {"it", "that"}
    return None if bare and event is None else Verdict("dated", event, "", 0.5)


def _denied(clause: Clause, context: Context) -> Verdict | None:
    """What somebody denies, if it could be true: "denied that the ship was overloaded"."""
    if context.statement is None or context.statement.act != "deny" or not context.whole:
        return None
    done = _moods(clause) == {"done"} and len(clause.words) > FEWEST
    return Verdict("denial", event_noun(clause.words), "denied", 0.5) if done else None


def judge(clause: Clause, context: Context) -> Verdict | None:
    """Why the clause is a claim, or None.

    A rule is asked only where the clause holds what the rule cannot do without.
    """
    bits, first = clause.bits, clause.words[0].low
    timed = bool(context.quantities or context.moments)
    if not (timed or bits & RESTS or context.whole or (bits & PLAIN and bits & GOVERNS)):
        return None
    if clause.marker in lexicon().sets["clause.conditional"] or first in INDIRECT:
        return None
    if len(clause.words) < FEWEST and not context.quantities:
        return None
    if bits & KNOWN and unknown_size(clause):
        return Verdict("size-unknown", event_noun(clause.words), "unknown", 0.6)
    stance = perception(clause) if bits & (SEEN | VERIFIED) else ""
    if stance:
        return Verdict("perception", event_noun(clause.words), stance, 0.8)
    found = _told(clause, context, bits, timed=timed)
    named = found is not None and (found.by is not None or _in_which(clause, context))
    if not named and clause.kind == "relative" and not clause.comma:
        found = None
    return (
        found
        or (_by_number(clause, context) if context.quantities else None)
        or (by_rank(clause, context) if bits & RANK else None)
        or _denied(clause, context)
        or (_by_date(clause, context) if context.moments else None)
    )


def _in_which(clause: Clause, context: Context) -> bool:
    """Whether a clause gives the toll of what stands before it: "scuffles in which three died"."""
    told = clause.marker in {"which", "where", "when"} and clause.words[0].low != "which"
    first = clause.words[1].low if len(clause.words) > 1 else ""
    return told and first not in {"he", "she", "it", "they"} and _harmed(clause, counted(context))


def _told(clause: Clause, context: Context, bits: int, *, timed: bool) -> Verdict | None:
    """What a source, a noun or a verb of the clause tells."""
    deed = DEED if timed or (context.whole and bits & GERUND) else FIRM
    if bits & GOVERNS:
        deed |= PLAIN
    return (
        (by_source(clause, context) if timed and bits & SOURCE else None)
        or (by_absence(clause) if bits & NO else None)
        or (by_cue(clause, context) if bits & (REPORT | PROMISE) else None)
        or (by_noun(clause, context) if context.whole and (timed or bits & NOUN) else None)
        or (_by_deed(clause, context, deed | bits & STATE) if bits & (deed | STATE) else None)
    )
