"""Demands in somebody's mouth without a verb of demanding: "X must ...", "X should ...", orders."""

from __future__ import annotations

from itertools import pairwise

from analysis.demands import ends, lists, subjects
from analysis.demands.contents import Content, clause, infinitive, thing
from analysis.demands.guards import change_head
from analysis.demands.lexicon import words
from analysis.demands.tokens import (
    CLOSE,
    DETERMINERS,
    OPEN,
    PREPOSITIONS,
    STRAIGHT,
    WEEKDAYS,
    Line,
    is_action,
    is_adverb,
    is_word,
)

SKIPPED = frozenset("not never also ever first now , “".split())
NO_NEED = DETERMINERS | frozenset("would will may might to".split())
OWNING = frozenset("the a an its their his her our my your every last".split())
"""Words after which no verb stands."""
Phrase = tuple[int, int]


def content(item: Line, at: int, *, floor: int, quoted: bool) -> Content | None:
    """What is demanded by the modal at this index; its clause starts at `floor` or later."""
    low = item.low(at)
    if low in ("has", "have", "had", "needs", "need", "ought"):
        if item.low(at + 1) != "to" or item.low(at - 1) in NO_NEED:
            return None
        verb = at + 2
    elif low in ("must", "should"):
        verb = at + 1
    else:
        return None
    if item.low(at - 1) == "there":
        return _there(item, at, verb, quoted=quoted)
    actor = subjects.before(item, at, floor=floor)
    if actor is None or actor[0] < floor or supposed(item, at, actor[0]):
        return None
    negated = False
    while item.low(verb) in SKIPPED or (is_adverb(item.low(verb)) and is_word(item.low(verb + 1))):
        negated = negated or item.low(verb) in ("not", "never")
        verb += 1
    if low == "had" and (item.low(verb) == "be" or _some(item, actor)):
        return None
    if not _wishes(item, actor, verb, weak=low != "must", negated=negated, quoted=quoted):
        return None
    first = at if item.low(at - 1) == "," else actor[0]
    opened = any(item.low(k) in OPEN or item.low(k) == STRAIGHT for k in range(first, at))
    past = ends.find(item, first, quoted=quoted and not opened)
    if past <= verb:
        return None
    target = None if item.low(verb) == "be" else actor
    return Content(lists.deeds(item, first, past, verb), target, "modal")


def _there(item: Line, at: int, verb: int, *, quoted: bool) -> Content | None:
    """ "there should be a ban": a thing that is to be, without who shall see to it."""
    negated = item.low(verb) in ("not", "never")
    be = verb + negated
    bare = item.low(be + 1) == "no" and not change_head(item, be + 2, len(item.lows))
    if item.low(be) != "be" or bare or supposed(item, at, at - 1):
        return None
    found = thing(item, be + 1, change=True, quoted=quoted, deed=False)
    first, past = found.items[0] if found else (0, 0)
    return Content([(at - 1, past)], None, "modal") if past > first else None


def _owned_thing(item: Line, actor: Phrase) -> bool:
    """Whether somebody's deed or thing is meant, of which one expects: "her win should help"."""
    first, past = actor
    owned = any(item.low(k).endswith("'s") for k in range(first, past - 1))
    return owned and item.low(past - 1) in words("deeds_of")


def _some(item: Line, actor: Phrase) -> bool:
    """Whether so many are told of, of whom nobody asks anything: "some 300 guests had to wait"."""
    lead = [item.low(k) for k in range(*actor)][:2]
    return lead[0] in ("some", "many", "most", "several") or any(low[:1].isdigit() for low in lead)


def interrupted(item: Line, at: int) -> bool:
    """Whether an attribution stands between the subject and the modal: "Orlin, she said, must"."""
    if item.low(at - 1) != ",":
        return False
    for k in range(at - 2, max(-1, at - 10), -1):
        if item.low(k) == ",":
            return any(item.low(j) in words("speech") for j in range(k + 1, at - 1))
    return False


def supposed(item: Line, at: int, first: int) -> bool:
    """Whether the clause is a question or a supposition."""
    lead = [item.low(k) for k in range(max(0, first - 3), first)]
    if any(item.low(k) in ("why", "how", "what", "who", "if") for k in range(first, at)):
        return True
    if item.low(first - 1) == "that" and item.low(first - 2) in words("reports"):
        return True
    if any(low in ("if", "whether", "why", "how", "what", "who", "which", "when") for low in lead):
        return True
    return any(item.low(k) == "?" for k in range(at, len(item.lows))) or item.low(at - 1) in (
        "who",
        "which",
        "that",
    )


def _wishes(
    item: Line, actor: Phrase, verb: int, *, weak: bool, negated: bool, quoted: bool
) -> bool:
    """Whether "X must V" asks X, another than the speaker, for a deed."""
    low = item.low(verb)
    if item.low(actor[0]) in ("something", "anything", "nothing", "everything"):
        return False
    if weak and (item.low(actor[0]) in ("our", "my", "their") or _owned_thing(item, actor)):
        return False
    others = quoted and not weak and low in words("action") and low not in words("stative")
    if others and item.low(actor[1] - 1) in ("they", "you") and is_word(item.low(verb + 1)):
        return True
    if quoted and item.low(actor[1] - 1) in ("he", "she", "they") and _ordered(item, verb):
        return True
    if low == "have" or any(item.low(k) in ("i", "we", "you") for k in range(*actor)):
        return False
    if item.low(actor[1] - 1) in words("person_pronoun"):
        return False
    if low == "be":
        nxt = verb + 1
        while item.low(nxt).endswith("ly") or item.low(nxt) in ("also", "fully"):
            nxt += 1
        follower = item.low(nxt)
        if follower in words("no_deed"):
            return False
        done = follower.endswith("ed") or follower in words("participles")
        return done or (not weak and can_act(item, actor) and follower in ("ready", "prepared"))
    if low not in words("action"):
        return False
    if low in words("stative"):
        following = item.low(verb + 1)
        return (
            not weak
            and can_act(item, actor)
            and is_word(following)
            and following not in PREPOSITIONS
        )
    return can_act(item, actor) or (not weak) or negated


def _ordered(item: Line, verb: int) -> bool:
    """Whether a verb is one that one demands of others: "he should resign"."""
    low = item.low(verb)
    away = low == "step" and item.low(verb + 1) in ("down", "aside", "back")
    sorry = low in ("apologize", "apologise", "resign")
    return away or sorry or (low in words("orders") and is_word(item.low(verb + 1)))


AGENTS = ("ers", "ors", "ists", "ians")


def can_act(item: Line, actor: Phrase) -> bool:
    """Whether the phrase names somebody: a proper name or a noun of those who can act."""
    last = item.low(actor[1] - 1).removesuffix("'s")
    if last in words("actors"):
        return True
    words_of = [item.raw(k) for k in range(*actor) if is_word(item.low(k))]
    if any(item.low(k) in words("actors") for k in range(*actor)):
        return True
    if last.endswith(AGENTS) and last not in words("no_agents"):
        return True
    start = 1 if words_of and words_of[0].casefold() in ("the", "a", "an") else 0
    return any(raw[:1].isupper() for raw in words_of[start:])


def time_for(item: Line, at: int, *, quoted: bool) -> Content | None:
    """ "it is time for X to do": the token at this index is "time"."""
    lead = item.low(at - 2) if item.low(at - 1) in ("high", "about") else item.low(at - 1)
    if item.low(at) != "time" or item.low(at + 1) != "for" or lead not in ("is", "it's", "was"):
        return None
    marker = infinitive(item, at + 2)
    if marker is None or item.low(at + 2) in words("person_pronoun"):
        return None
    past = ends.find(item, at + 2, quoted=quoted)
    return Content(lists.deeds(item, at + 2, past, marker + 1), (at + 2, marker), "time")


def needful(item: Line, at: int, *, quoted: bool) -> Content | None:
    """ "it is essential that X do Y": the token at this index is the adjective."""
    that = at + 2 if item.low(at + 1) in CLOSE else at + 1
    own = item.low(that + 1) in ("we", "i")
    if item.low(at) not in words("needful") or item.low(that) != "that" or own:
        return None
    return clause(item, that + 1, "wish", quoted=quoted)


def unless(item: Line, at: int, *, quoted: bool) -> Content | None:
    """What a threat asks for: "threatened to X unless Y", "will strike until Y"."""
    low = item.low(at)
    if low not in ("unless", "until", "till") or item.low(at + 1) in WEEKDAYS:
        return None
    threat = [item.low(k) for k in range(max(0, at - 25), at)]
    if not any(word in words("threats") for word in threat) and not _will_not(threat):
        vows = low == "unless" and any(word in words("speech") for word in threat)
        if not (vows and _own_deed(threat)):
            return None
    if low != "unless" and _stays(threat):
        return None
    past = ends.find(item, at + 1, quoted=quoted)
    verb = _deed(item, at + 1, past)
    if verb is None or item.low(at + 1) in words("change"):
        return None
    return Content([(at + 1, past)], _doer(item, at + 1, verb), "unless")


def _stays(before: list[str]) -> bool:
    """Whether somebody stays somewhere until something is: "would stay there until"."""
    at = max((k for k, low in enumerate(before) if low in ("stay", "remain", "stayed")), default=-1)
    return at >= 0 and not {"strike", "shut", "closed", "out", "blocked"} & set(before[at:])


def _doer(item: Line, first: int, verb: int) -> Phrase | None:
    """Who shall act in a clause of a threat or condition; None where it is passive."""
    passive = item.low(verb) in ("is", "are", "was", "were", "has")
    return (first, verb) if not passive and can_act(item, (first, verb)) else None


def _will_not(before: list[str]) -> bool:
    """Whether something is refused: "said deliveries would not resume until ..."."""
    pairs = pairwise(before)
    return any(a in ("will", "would", "can", "could") and b in ("not", "never") for a, b in pairs)


def condition(item: Line, at: int, *, quoted: bool) -> Content | None:
    """What somebody makes a condition: "will stop only if Y", "agreed on condition that Y"."""
    low = item.low(at)
    first = at + 1
    if low == "only" and item.low(first) == "if":
        first += 1
    elif not (low == "condition" and item.low(at - 1) == "on" and item.low(first) == "that"):
        return None
    first += item.low(first) == "that"
    past = ends.find(item, first, quoted=quoted)
    verb = _deed(item, first, past)
    if verb is None or item.low(first) in ("anonymity", "it"):
        return None
    return Content(lists.deeds(item, first, past, verb), _doer(item, first, verb), "unless")


def _own_deed(before: list[str]) -> bool:
    """Whether the speaker tells of a deed of its own to come: "said he would veto ... unless"."""
    return any(
        low in ("would", "will") and before[k - 1] in ("he", "she", "it", "they", "we", "i")
        for k, low in enumerate(before)
        if k
    )


def _deed(item: Line, first: int, past: int) -> int | None:
    """The finite verb of the clause in which another one shall act, None when there is none."""
    if item.low(first) in ("he", "she", "they", "we", "i", "it", "then"):
        return first + 1 if _has_done_to(item, first) else None
    for k in range(first + 1, min(first + 14, past)):
        low = item.low(k)
        if item.low(k - 1) in OWNING or item.low(k + 1) == "of":
            continue
        plain = low.removesuffix("es") if low.endswith("es") else low
        if low in words("auxiliary") or low.removesuffix("s") in words("action"):
            return k
        if plain in words("action") or (low.endswith("ed") and len(low) > 4):
            return k
        if low in words("finite"):
            return k
        if low in ("of", "in") and k == first + 1:
            return None
    return None


def _has_done_to(item: Line, first: int) -> bool:
    """Whether something is done to the one who threatens: "they are paid", "it gets the money"."""
    verb, after = item.low(first + 1), item.low(first + 2)
    if verb in ("is", "are", "was", "were", "gets", "get"):
        return after.endswith("ed") or after in words("participles") or after == "the"
    return verb in ("receive", "receives", "received", "got", "gets", "get")


def deadline(item: Line, at: int, *, quoted: bool) -> Content | None:
    """ "gave X two weeks to do Y (or face Z)": the token at this index is a form of "give"."""
    if item.low(at) not in ("give", "gave", "gives", "giving", "given"):
        return None
    for k in range(at + 2, min(at + 14, len(item.lows))):
        low = item.low(k)
        if low == "to" and is_action(item, k + 1):
            timed = [item.low(j) for j in range(at + 1, k)]
            units = [j for j, word in enumerate(timed) if word in words("times")]
            if not units:
                return None
            past = ends.find(item, k + 1, quoted=quoted)
            last = units[0] if timed[units[0]] == "until" else units[0] - 1
            actor = subjects.trimmed(item, at + 1, at + 1 + max(1, last))
            return Content(lists.deeds(item, k + 1, past, k + 1), actor, "deadline")
        if low in (",", ";", "that"):
            return None
    return None
