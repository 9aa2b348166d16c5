"""Who does what a verb says: the noun phrase that is the subject of a token, as token indices."""

from __future__ import annotations

from analysis.demands.agents import human
from analysis.demands.lexicon import words
from analysis.demands.tokens import (
    DETERMINERS,
    OPENERS,
    PREPOSITIONS,
    STRAIGHT,
    SUBJECTS,
    WEEKDAYS,
    Line,
    is_adverb,
    is_word,
    past_verb,
)

Phrase = tuple[int, int]
RELATIVE = frozenset("which who that".split())
LEADING = frozenset("and but or so yet nor then what".split())
PARTICLES = frozenset("down off out aside away back".split())
"""What belongs to the verb before a phrase: "turned down the army's demand"."""
ASPECT = frozenset(
    "begun began begin begins started start starts kept keep keeps continued continue continues"
    " stopped stop resumed".split()
)
"""Verbs before another one in -ing, whose subject is theirs."""
BESIDE = 7
"""So many words at most has a phrase right before a participle."""
OPENING = frozenset("“‘")
REACH = 40


def before(item: Line, verb: int, *, floor: int = 0) -> Phrase | None:
    """The subject of the verb at this index, as (first, past) token indices; None if not seen.

    Auxiliaries and adverbs are stepped over; after a comma a participle takes the subject of the
    clause before it, a finite verb that of the phrase before the apposition.
    """
    at = verb - 1
    helped = False
    if item.low(at) == "to":
        return leading(item, _clause_start(item, at, floor), at)
    while at >= floor and (
        item.low(at) in words("auxiliary")
        or is_adverb(item.low(at))
        or item.low(at) in WEEKDAYS
        or (item.low(at) == "on" and item.low(at + 1) in WEEKDAYS)
    ):
        helped = helped or item.low(at) in words("auxiliary")
        at -= 1
    if at > floor and at == verb - 1 and _opens_quotation(item, at):
        at -= 1
    if at < floor:
        return None
    low = item.low(at)
    participle = item.low(verb).endswith("ing") and not helped
    if participle:
        return _of_participle(item, at, floor)
    if low in (",", "—", "–", ")"):
        return _before_insertion(item, at, floor)
    if low in RELATIVE:
        return _antecedent(item, at, floor)
    if low in LEADING:
        last = at - 1 if item.low(at - 1) == "," else at
        return leading(item, _clause_start(item, last - 1, floor), last)
    if low == "'" or low in '”"»':
        return _before_relative(item, at, floor)
    found = ending(item, at, floor=floor)
    if found and item.low(found[0] - 2) == "to" and item.low(found[0] - 1) in words("action"):
        return leading(item, _clause_start(item, found[0] - 2, floor), found[0] - 2)
    return _with_relative(item, found, floor)


def _of_participle(item: Line, at: int, floor: int) -> Phrase | None:
    """Who does what a participle behind this token says: "more have begun *urging*"."""
    low = item.low(at)
    if low in ASPECT:
        return before(item, at, floor=floor)
    if low == "in" and item.low(at - 1) in words("speech"):
        return before(item, at - 1, floor=floor)
    beside = None
    if at > floor + 1 and item.raw(at).islower() and human(low):
        beside = _beside(item, at, floor)
    return beside or leading(item, _clause_start(item, at, floor), at + 1)


def _beside(item: Line, last: int, floor: int) -> Phrase | None:
    """The phrase of "heat from a group demanding X", behind another noun and a preposition."""
    for k in range(last, max(floor, last - BESIDE), -1):
        low = item.low(k)
        if low in OPENERS and low != "of":
            return trimmed(item, k + 1, last + 1)
        if not is_word(low) or low in words("boundary") or low in words("auxiliary"):
            return None
        if past_verb(item, k):
            return trimmed(item, k + 1, last + 1)
    return None


def _opens_quotation(item: Line, at: int) -> bool:
    if item.low(at) == STRAIGHT:
        return sum(item.low(k) == STRAIGHT for k in range(at)) % 2 == 0
    return item.low(at) in OPENING


def _with_relative(item: Line, found: Phrase | None, floor: int) -> Phrase | None:
    """ "weapons that threaten us": the phrase found after "that" with the noun before it."""
    if found is None or found[0] - 2 < floor or item.low(found[0] - 1) not in RELATIVE:
        return found
    verb = item.low(found[0])
    known = words("action") | words("finite") | {"threaten", "endanger", "want", "live"}
    if verb not in known and verb.removesuffix("s") not in known:
        return found
    if item.low(found[0] - 2) in words("speech"):
        return found
    outer = ending(item, found[0] - 2, floor=floor)
    return (outer[0], found[1]) if outer else found


def _before_insertion(item: Line, at: int, floor: int) -> Phrase | None:
    """The phrase before ", apposition," of which the second comma stands at `at`."""
    opener = {")": "("}.get(item.low(at), item.low(at))
    for left in range(at - 1, max(floor, at - REACH) - 1, -1):
        if item.low(left) == opener:
            if opener == "," and _person(item, left + 1, at):
                return (left + 1, at)
            found = ending(item, left - 1, floor=floor)
            if found and item.low(found[0]) not in PREPOSITIONS:
                return found
    return leading(item, floor, at)


def _before_relative(item: Line, at: int, floor: int) -> Phrase | None:
    """The phrase before ", who called it “folly,”", where the clause ends in a quotation."""
    opened = next((k for k in range(at - 1, floor - 1, -1) if item.low(k) in '“"«'), floor)
    for k in range(opened - 1, max(floor, opened - 12) - 1, -1):
        if item.low(k) == ",":
            return ending(item, k - 1, floor=floor) if item.low(k + 1) == "who" else None
    return None


def _person(item: Line, first: int, past: int) -> bool:
    """Whether an insertion is a full name: "the widow of the man who died, Ada Olsen, said"."""
    named = all(item.raw(k)[:1].isupper() for k in range(first, past))
    late = any(item.low(k) in RELATIVE for k in range(max(0, first - 14), first))
    return named and late and 1 < past - first < 5


def _antecedent(item: Line, at: int, floor: int) -> Phrase | None:
    """The phrase that a relative pronoun at this index refers to."""
    left = at - 1
    while left >= floor and item.low(left) == ",":
        left -= 1
    if item.low(left) in ("and", "or", "but"):
        first = [k for k in range(max(floor, left - REACH), left) if item.low(k) in RELATIVE]
        return _antecedent(item, first[-1], floor) if first else None
    return ending(item, left, floor=floor) if left >= floor else None


def _clause_start(item: Line, at: int, floor: int) -> int:
    """The first token of the clause that the token stands in."""
    for left in range(at, max(floor, at - REACH) - 1, -1):
        if item.low(left) in (";", "“", "”", ":"):
            return left + 1
        if item.low(left) in LEADING and item.low(left - 1) == ",":
            return left + 1
    return floor


def ending(item: Line, last: int, *, floor: int = 0) -> Phrase | None:
    """The noun phrase whose last token this is."""
    if item.low(last) in SUBJECTS and last >= floor:
        return (last, last + 1)
    first = last + 1
    while first - 1 >= floor:
        low = item.low(first - 1)
        if not is_word(low) and low not in ("-", "&", "'", "’", "."):
            break
        if low in words("boundary") or low in words("auxiliary"):
            break
        if past_verb(item, first - 1) and first - 1 < last:
            break
        if low == "like" or (low in DETERMINERS and _governed(item, first - 1)):
            first -= low != "like"
            break
        first -= 1
    if item.low(first - 1) == "to" and item.low(first) in words("action"):
        first += 1
    if first - 1 >= floor and item.low(first - 1) in words("auxiliary") | words("finite"):
        first = max((k + 1 for k in range(first, last) if item.low(k) == "and"), default=first)
    return trimmed(item, first, last + 1)


def _governed(item: Line, at: int) -> bool:
    """Whether an article is that of an object: "seeking to embrace *a* generation that wants X"."""
    verb, lead = item.low(at - 1), item.low(at - 2)
    if verb.endswith("ing") and len(verb) > len("during"):
        return lead in words("auxiliary") or lead == ","
    return lead == "to" and verb in words("action")


def leading(item: Line, first: int, past: int) -> Phrase | None:
    """The noun phrase that a clause opens with: up to its first verb or comma."""
    while first < past and (item.low(first) in LEADING or not is_word(item.low(first))):
        first += 1
    at = first
    if item.low(first) in SUBJECTS and item.low(first + 1) not in ("and", "or", "who", ","):
        return (first, first + 1) if first < past else None
    while at < past:
        low = item.low(at)
        if low == "," and item.low(first) in OPENERS | WEEKDAYS | words("boundary"):
            return leading(item, at + 1, past)
        if low in words("auxiliary") or low in words("boundary") or past_verb(item, at):
            break
        if not is_word(low) and low not in ("-", "&", "'", "’", "."):
            break
        if at > first and _present(item, at):
            break
        at += 1
    return trimmed(item, first, at)


def _present(item: Line, at: int) -> bool:
    """Whether a word in -s is a verb with an object: "the plan carries a risk"."""
    low = item.low(at)
    if not low.endswith("s") or not item.raw(at).islower():
        return False
    plain = f"{low[:-3]}y" if low.endswith("ies") else low[:-1]
    known = plain in words("action") or low[:-2] in words("action")
    return known and item.low(at + 1) in DETERMINERS and item.low(at - 1) not in DETERMINERS


def trimmed(item: Line, first: int, past: int) -> Phrase | None:
    """The phrase without conjunctions, adverbs and a phrase of time or place before it."""
    first = max((k + 1 for k in range(first, past - 1) if item.low(k) == "-"), default=first)
    while first < past:
        low = item.low(first)
        particle = low in PARTICLES and past - first > 1 and item.raw(first) == low
        if low in LEADING or is_adverb(low) or low in WEEKDAYS or not is_word(low) or particle:
            first += 1
        elif low in ("on", "in", "by") and (
            item.low(first + 1) in WEEKDAYS or item.low(first + 1).isdigit()
        ):
            first += 2
        elif low == "according" and item.low(first + 1) == "to":
            first += 3
        else:
            break
    while past > first and (
        not is_word(item.low(past - 1))
        or is_adverb(item.low(past - 1))
        or item.low(past - 1) in ("on", "late", "early")
    ):
        past -= 1
    if first >= past or item.low(first) in OPENERS:
        return _after_preposition(item, first, past)
    return (first, past)


def _after_preposition(item: Line, first: int, past: int) -> Phrase | None:
    """ "In Geneva the delegates": the phrase from its second determiner on, if there is one."""
    for at in range(first + 2, past):
        if item.low(at) in DETERMINERS and item.low(at - 1) not in OPENERS:
            return (at, past)
    return None


def _outside(item: Line, at: int) -> bool:
    """Whether a preposition stands here that is no part of a name ("Ministry of Health")."""
    named = item.low(at) == "of" and item.raw(at - 1)[:1].isupper()
    return item.low(at) in OPENERS and not named


def _name(item: Line, last: int, floor: int) -> int | None:
    """Where the name begins that ends here, if it stands alone behind a word that is no title."""
    first = last
    while first > floor and item.raw(first - 1)[:1].isupper():
        first -= 1
    plain = item.raw(last)[:1].isupper() and item.raw(first - 1)[:1].islower()
    bound = item.low(first - 1) in DETERMINERS or item.low(first - 1) in ("of", "and")
    return first if plain and first > floor and not bound else None


def owner(item: Line, noun: int, *, floor: int = 0) -> Phrase | None:
    """Whose the noun is: "the strikers' main" before "demands", or a possessive pronoun."""
    for at in range(noun - 1, max(floor, noun - 5) - 1, -1):
        low = item.low(at)
        if low in words("possessive"):
            return (at, at + 1)
        if low.endswith(("'s", "s'")):
            near = [k + 1 for k in range(floor, at) if _outside(item, k)]
            near += [k for k in (_name(item, at, floor),) if k is not None]
            return ending(item, at, floor=max(near, default=floor))
        if not is_word(low) or low in PREPOSITIONS or low in DETERMINERS:
            return None
    return None
