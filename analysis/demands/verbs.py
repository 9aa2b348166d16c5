"""Demands after a verb: "demanded that X", "called on X to", "wants X released", "seeks an end"."""

from __future__ import annotations

from analysis.demands import ends, lists, openings, subjects
from analysis.demands.contents import (
    Content,
    clause,
    deed_after,
    ends_in_actor,
    infinitive,
    may_be_verb,
    thing,
)
from analysis.demands.guards import held, noun_reading
from analysis.demands.lexicon import Cue, nouns, words
from analysis.demands.tokens import (
    CURRENCIES,
    DETERMINERS,
    PREPOSITIONS,
    SUBJECTS,
    WEEKDAYS,
    Line,
    is_action,
    is_word,
    past_verb,
    skip_time,
)

ASKED = frozenset(("him", "them", "us", "it", "you"))
WHOLE = frozenset(("all", "every"))
"""What opens a thing that is wanted to the last."""


def content(item: Line, at: int, cue: Cue, *, quoted: bool) -> Content | None:
    """What the cue verb at this index demands, None when it opens no demand here."""
    start = skip_time(item, at + 1)
    that = openings.past_circumstance(item, start) if cue.that else start
    if item.low(that) == "that" and item.low(that + 1) != ",":
        return clause(item, that + 1, cue.that, quoted=quoted)
    if item.low(start) in cue.content:
        opened = skip_time(item, start + 1)
        if cue.object_after == "asked" and openings.idle(item, opened):
            return None
        if cue.object_after == "own" and openings.his_own(item, opened):
            return None
        change = cue.object_after == "change"
        return thing(item, opened, change=change, quoted=quoted)
    if cue.access and item.low(start) == "to" and item.low(start + 1) in words("access"):
        past = ends.find(item, start, quoted=quoted)
        return Content([(start, past)], None, "done")
    found = _deed(item, start, cue, quoted=quoted)
    if found:
        return found
    if cue.that and _bare_clause(item, start):
        found = clause(item, start, "wish", quoted=quoted)
        if found:
            return found
    if cue.object and openings.opens_phrase(item, start):
        return _object(item, at, start, cue, quoted=quoted)
    return None


def _object(item: Line, at: int, start: int, cue: Cue, *, quoted: bool) -> Content | None:
    """The thing that is the object of the cue verb."""
    low = item.low(start)
    change = cue.object == "change" and not (cue.done and low in WHOLE | {"a", "an"})
    if cue.object == "asked":
        if openings.idle(item, start):
            return None
        change = low not in WHOLE | CURRENCIES | {"the"}
    if change and item.low(at).startswith(("s", "w")) and openings.own_good(item, start):
        return None
    return thing(item, start, change=change, quoted=quoted, deed=not cue.done)


def _deed(item: Line, start: int, cue: Cue, *, quoted: bool) -> Content | None:
    """ "X to do", "X done", or both in a row."""
    found = _done_and_more(item, start, cue, quoted=quoted) if cue.done else None
    for preposition in cue.person:
        found = found or _person(item, start, preposition, cue, quoted=quoted)
    return found or (_done(item, start, quoted=quoted) if cue.done else None)


def _bare_clause(item: Line, at: int) -> bool:
    """Whether a clause without "that" may start here: a phrase, then a modal."""
    if item.low(at) in words("boundary") | words("auxiliary") | {"what", "how", "why", "to"}:
        return False
    for k in range(at + 1, min(at + 10, len(item.tokens))):
        if item.low(k) in ("must", "should", "be", "not"):
            return True
        if not is_word(item.low(k)) or item.low(k) in words("auxiliary"):
            return False
    return False


def _person(item: Line, at: int, preposition: str, cue: Cue, *, quoted: bool) -> Content | None:
    """ "call on X to do", "urge X to do": X and the deed, X included."""
    start = at
    if preposition:
        if item.low(at) != preposition or item.low(at + 1) in WEEKDAYS:
            return None
        start = at + 1
    if item.low(start) == "anonymity":
        return None
    asked = openings.opens_phrase(item, start) or item.low(start) in ASKED
    if not asked:
        return None
    marker = infinitive(item, start, any_verb=cue.any)
    thing_first = _for_thing(item, start, cue, quoted=quoted)
    if marker is None or (thing_first and _for_before(item, start, marker)):
        return thing_first
    low_before = item.low(marker - 1)
    if cue.done and not _asked_deed(item, marker + 1):
        return None
    if cue.forbid and low_before != "not" and item.low(marker + 1) != "not":
        return None
    verb = deed_after(item, marker)
    after = item.low(verb + 1)
    if item.low(verb) == "do" and (not is_word(after) or after in words("auxiliary")):
        return None
    end_actor = marker - 1 if low_before == "not" else marker
    if any(item.low(k) in nouns() for k in range(start, marker)):
        return None
    if not actor_like(item, start, end_actor, cue):
        return None
    past = ends.find(item, start, quoted=quoted)
    second = _second(item, verb, past)
    if second is not None:
        mark, other, marker = second
        verbs = lists.deeds(item, other, past, deed_after(item, marker))
        first = lists.deeds(item, start, mark, verb)
        actors = [(start, end_actor)] * len(first) + [(other, marker)] * len(verbs)
        return Content(first + verbs, None, "person", tuple(actors))
    items = lists.deeds(item, start, past, verb)
    acts = _acts_by_itself(item, verb, end_actor)
    return Content(items, (start, end_actor) if acts else None, "person")


def _acts_by_itself(item: Line, verb: int, end_actor: int) -> bool:
    """Whether who is named before "to" shall act, and not be done to or last."""
    if item.low(verb) == "be":
        return not _participle(item.low(verb + 1))
    named = ends_in_actor(item, end_actor) or item.raw(end_actor - 1)[:1].isupper()
    return item.low(verb) not in words("lasting") or named


def _second(item: Line, verb: int, past: int) -> tuple[int, int, int] | None:
    """Where "and (on) Y to do B" follows "X to do A": the indices of "and", of Y and of "to"."""
    for k in range(verb + 1, past - 2):
        if item.low(k) != "and":
            continue
        first = k + 2 if item.low(k + 1) in ("on", "upon") else k + 1
        if item.low(first) not in DETERMINERS and not item.raw(first)[:1].isupper():
            continue
        if item.low(first) in SUBJECTS:
            return None
        marker = infinitive(item, first)
        if marker is not None and marker < past and not _verb_between(item, first, marker):
            return k, first, marker
    return None


def _verb_between(item: Line, first: int, past: int) -> bool:
    """Whether a predicate stands between, outside an insertion in commas."""
    inside = False
    for k in range(first, past):
        if item.low(k) == ",":
            inside = not inside
        elif not inside and (item.low(k) in words("auxiliary") or past_verb(item, k)):
            return True
    return False


def _of_oneself(item: Line, at: int) -> bool:
    """Whether somebody asks not to be known: "asked not to be named"."""
    after = [item.low(k) for k in range(at + 1, at + 5)]
    return after[:3] in (["not", "to", "be"], ["to", "not", "be"]) and after[3] in words("unnamed")


def _for_before(item: Line, start: int, marker: int) -> bool:
    """Whether "for" comes before the infinitive: "asked the bank for money to build a school"."""
    return any(item.low(k) == "for" for k in range(start + 1, marker))


def _asked_deed(item: Line, verb: int) -> bool:
    """Whether the wish is for a deed, and not for a state ("want you to know")."""
    low, after = item.low(verb), item.low(verb + 1)
    if low == "be":
        return after.endswith("ed") or _participle(after)
    if low in words("action") or low in words("lasting") or low in ("not", "never", "also"):
        return True
    with_object = after in DETERMINERS or after in words("possessive") or after == "every"
    return with_object and may_be_verb(item, verb) and low not in words("stative")


def actor_like(item: Line, first: int, past: int, cue: Cue) -> bool:
    """Whether the phrase before "to" can act: no indefinite thing ("want a deal to end ...")."""
    low = item.low(first)
    past -= item.low(past - 1) == ","
    if past - first > 14 or past <= first:
        return False
    if low in ("him", "her", "them", "us", "it", "you", "people", "everyone", "everybody"):
        return True
    if low in ("reporters", "journalists") and cue.forms.startswith("tell"):
        return False
    if cue.strict and not any(item.raw(k)[:1].isupper() for k in range(first, past)):
        return ends_in_actor(item, past)
    return low not in ("a", "an", "more") or ends_in_actor(item, past)


def _for_thing(item: Line, start: int, cue: Cue, *, quoted: bool) -> Content | None:
    """ "asked the UN for help", "appealed to donors for money": the thing after "for"."""
    if not cue.content or "for" not in cue.content:
        return None
    for k in range(start + 1, min(start + 8, len(item.tokens))):
        if item.low(k) == "for":
            if any(item.low(j) in nouns() for j in range(start, k)):
                return None
            named = item.raw(start)[:1].isupper() or ends_in_actor(item, k) or "to" in cue.person
            idle = any(item.low(j) in words("askable_not") for j in range(k + 1, k + 4))
            found = thing(item, k + 1, change=idle or not named, quoted=quoted)
            return found and Content(found.items, (start, k), found.rule)
        if not is_word(item.low(k)) or item.low(k) in words("auxiliary") | words("boundary"):
            return None
        if item.low(k) == "and" and item.low(k + 1).partition("'")[0] in SUBJECTS:
            return None
        if item.low(k) in PREPOSITIONS:
            return None
    return None


def _done(item: Line, start: int, *, quoted: bool) -> Content | None:
    """ "wants X released", "wanted them out": an object and what shall have been done to it."""
    if item.low(start) in ("a", "an", "to") or not is_word(item.low(start)):
        return None
    for k in range(start + 1, min(start + 10, len(item.tokens))):
        low, after = item.low(k), item.low(k + 1)
        if low == "to" or low in words("auxiliary") or not is_word(low):
            return None
        made = low == "made" and after in words("made_so")
        closed = not is_word(after) or after in words("participle_followers")
        if low in ("out", "gone", "back") or made or (_participle(low) and closed):
            past = ends.find(item, start, quoted=quoted)
            return Content([(start, past)], None, "done")
    return None


def _done_and_more(item: Line, start: int, cue: Cue, *, quoted: bool) -> Content | None:
    """ "wants X removed and a commission to examine Y": two demands under one verb."""
    for k in range(start + 2, min(start + 9, len(item.lows) - 3)):
        low = item.low(k)
        if low == "to" or low in words("auxiliary") or not is_word(low):
            return None
        if low != "and" or not _participle(item.low(k - 1)):
            continue
        opens = item.low(k + 1) in DETERMINERS or item.raw(k + 1)[:1].isupper()
        more = _person(item, k + 1, "", cue, quoted=quoted) if opens else None
        more = more or _done(item, k + 1, quoted=quoted)
        if more is None:
            return None
        targets = more.targets or (more.target,) * len(more.items)
        return Content([(start, k), *more.items], None, more.rule, (None, *targets))
    return None


def _participle(low: str) -> bool:
    return low.endswith("ed") or low in (
        "sent withdrawn taken put kept brought given shut freed held built cut paid made sold torn "
        "told thrown driven broken found rebuilt rewritten undone lent spent struck left".split()
    )


def verb_reading(item: Line, at: int, cue: Cue) -> bool:
    """Whether the form at this index is a verb that demands here and now, really and not denied."""
    if noun_reading(item, at):
        return False
    passive_subject = item.low(at - 1) in ("being", "be", "been", "was", "were", "is", "are")
    if passive_subject and not item.low(at).endswith("ing"):
        return False
    return held(item, at) and bool(cue.forms) and not _of_oneself(item, at)


def subject(item: Line, at: int) -> tuple[int, int] | None:
    """The one who demands."""
    return subjects.before(item, at)


def passive(item: Line, at: int, cue: Cue, *, quoted: bool) -> tuple[Content, int | None] | None:
    """ "X was urged (by Y) to do": the deed with X to act; and where "by" stands."""
    if item.low(at - 1) not in ("been", "was", "were", "is", "are", "being") or not cue.person:
        return None
    if not item.low(at).endswith("ed") and item.low(at) != "told":
        return None
    start = skip_time(item, at + 1)
    by = start if item.low(start) == "by" else None
    marker = start if item.low(start) == "to" else infinitive(item, start) if by else None
    if marker is None or not is_action(item, marker + 1):
        return None
    past = ends.find(item, marker + 1, quoted=quoted)
    items = lists.deeds(item, marker + 1, past, marker + 1)
    return Content(items, subjects.before(item, at), "passive"), by
