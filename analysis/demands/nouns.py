"""Demands after a noun: "his demand that X", "the union's call for Y", "main demands: A; B"."""

from __future__ import annotations

from analysis.demands import ends, lists, subjects
from analysis.demands.contents import Content, clause, infinitive, thing
from analysis.demands.guards import change_head
from analysis.demands.lexicon import Cue, words
from analysis.demands.tokens import (
    DETERMINERS,
    PREPOSITIONS,
    Line,
    is_action,
    is_possessive,
    is_word,
    skip_time,
)

Phrase = tuple[int, int]


def content(item: Line, at: int, cue: Cue, *, quoted: bool) -> Content | None:
    """What the cue noun at this index announces, None when nothing is demanded."""
    start = _past_maker(item, at + 1)
    low = item.low(start)
    if low == "that" and cue.list and _told(item, start) is not None:
        return announced(item, start, quoted=quoted)
    if low == "that" and cue.that:
        return clause(item, start + 1, cue.that, quoted=quoted)
    if low in cue.content:
        if low in ("on", "upon") and cue.forms.startswith("call"):
            return _person(item, start + 1, quoted=quoted)
        return thing(item, start + 1, change=False, quoted=quoted)
    if low == "to" and cue.that:
        clause_at = next((k for k in range(start, start + 8) if item.low(k) == "that"), None)
        if clause_at is not None:
            return clause(item, clause_at + 1, cue.that, quoted=quoted)
    if low in cue.person:
        return _person(item, start + 1, quoted=quoted)
    if low == "to" and cue.to and item.low(start + 1) in words("access"):
        past = ends.find(item, start, quoted=quoted)
        return Content([(start, past)], None, "noun-to")
    if low == "to" and cue.to and is_action(item, start + 1):
        return _deeds(item, start, None, quoted=quoted)
    named = cue.forms.startswith("demand") and low == "," and subjects.owner(item, at) is not None
    if named and item.low(start + 1) in ("a", "an", "the"):
        return thing(item, start + 1, change=False, quoted=quoted)
    if cue.list:
        return announced(item, start, quoted=quoted)
    return None


def _past_maker(item: Line, at: int) -> int:
    """The index after "made by X", "from X", "by X" or words of time behind the noun."""
    at = skip_time(item, at)
    if item.low(at) in ("made", "issued", "set", "voiced") and item.low(at + 1) in ("by", "out"):
        at += 1
    if item.low(at) in ("by", "from") or (item.low(at) == "of" and _maker_of(item, at)):
        for k in range(at + 1, min(at + 9, len(item.lows))):
            low = item.low(k)
            if low in ("for", "that", "to", ":", "on") or low in words("copula"):
                return k
            if not is_word(low):
                return at
    return at


def _maker_of(item: Line, at: int) -> bool:
    """Whether "of" names who demands: "the request of Mayor Ferrand for boats"."""
    for k in range(at + 2, min(at + 9, len(item.lows))):
        if item.low(k) in ("for", "that"):
            return item.low(at + 1) in DETERMINERS or item.raw(at + 1)[:1].isupper()
        if not is_word(item.low(k)) or item.low(k) in PREPOSITIONS:
            return False
    return False


def _person(item: Line, start: int, *, quoted: bool) -> Content | None:
    """ "an ultimatum to the rebels to leave", "pressure on banks to stop"."""
    marker = infinitive(item, start)
    if marker is None or item.low(start) in words("change"):
        return None
    return _deeds(item, marker, (start, marker), quoted=quoted)


def _deeds(item: Line, marker: int, actor: Phrase | None, *, quoted: bool) -> Content | None:
    first = marker + 1
    verb = first
    while item.low(verb) in ("not", "never", "also"):
        verb += 1
    past = ends.find(item, first, quoted=quoted)
    return Content(lists.deeds(item, first, past, verb), actor, "noun-to")


def announced(item: Line, at: int, *, quoted: bool) -> Content | None:
    """What is listed after "demands:", "demands are", "conditions ... : A, B and C"."""
    opener = None
    for k in range(at, min(at + 12, len(item.lows))):
        low = item.low(k)
        if low == ":" or (low in words("copula") and item.low(k + 1) not in words("auxiliary")):
            colon = next((j for j in range(k + 1, k + 4) if item.low(j) == ":"), k)
            opener = colon
            break
        if low == "," and item.low(k + 1) in ("including", "among"):
            opener = k + 2 if item.low(k + 1) == "among" else k + 1
            break
        if low == "that" and item.low(k + 1) != ":":
            opener = _told(item, k)
            break
        if low in (",", ";", "“", "”", "who") or low in words("auxiliary"):
            return None
    if opener is None or opener + 1 >= len(item.lows):
        return None
    if item.low(opener) == ":":
        past = _last_word(item)
        past = next((k for k in range(opener + 1, past) if item.low(k) == ":"), past)
        threat = (k for k in range(opener, past - 1) if item.low(k + 1) in ends.THREAT)
        past = next((k for k in threat if item.low(k) == "or"), past)
        return Content(lists.things(item, opener + 1, past, loose=True), None, "list")
    first = opener + 1
    if item.low(first) == "that":
        return clause(item, first + 1, "free", quoted=quoted)
    if item.low(first) == "for":
        return thing(item, first + 1, change=False, quoted=quoted)
    past = ends.find(item, first, quoted=quoted)
    if past <= first or not (_listed(item, first, past) or change_head(item, first, past)):
        return None
    return Content(lists.things(item, first, past, loose=True), None, "list")


def _told(item: Line, relative: int) -> int | None:
    """The colon of "the demands that he read out from a lorry: A, B and C"."""
    for k in range(relative + 1, min(relative + 15, len(item.lows))):
        if item.low(k) == ":":
            return k
        if not is_word(item.low(k)) or item.low(k) in words("copula"):
            return None
    return None


def _listed(item: Line, first: int, past: int) -> bool:
    """Whether a phrase that may be a demand follows the copula, and no judgement ("are clear")."""
    low = item.low(first)
    if low in ("not", "also", "too", "so", "very", "being", "still", "now", "part", "likely"):
        return False
    if low.endswith("ed") or is_possessive(low):
        return False
    return low in DETERMINERS and past - first > 2


def _last_word(item: Line) -> int:
    past = len(item.lows)
    while past and not is_word(item.low(past - 1)):
        past -= 1
    return past


def _attributive(item: Line, at: int) -> Phrase | None:
    """Whose demand it is by the noun before it: "opposition demands", "union calls for"."""
    low = item.low(at - 1)
    return (at - 1, at) if low in words("holding") else None


def holder(item: Line, at: int, tail: int) -> Phrase | None:
    """Who makes the demand: the owner, "by Y" or "from Y" behind it, or who issues it."""
    found = subjects.owner(item, at) or _attributive(item, at)
    if found and item.low(found[0]) in ("our", "my"):
        return found
    if found and found[1] - found[0] == 1 and item.low(found[0]) in words("possessive"):
        issuer = _issuer(item, at)
        return issuer or subjects.leading(item, 0, found[0]) or found
    if found:
        return found
    for k in (at + 1, at + 2, tail):
        if item.low(k) in ("by", "from") and is_word(item.low(k + 1)):
            return after(item, k + 1)
    if item.low(at + 1) == "of" and _maker_of(item, at + 1):
        return after(item, at + 2)
    return _issuer(item, at)


def _issuer(item: Line, at: int) -> Phrase | None:
    """The subject of the verb by which the demand is made, in the noun's clause."""
    for k in range(at - 1, max(-1, at - 9), -1):
        low = item.low(k)
        if low in (",", ";", ":", "“"):
            return None
        has = low in ("has", "have", "had") and not any(
            item.low(j).endswith("ed") for j in range(k + 1, at)
        )
        if low in words("issues") or has:
            return subjects.before(item, k)
    return None


def after(item: Line, first: int) -> Phrase | None:
    """The noun phrase that begins at this index, None when none does."""
    past = first
    while past < len(item.lows) and past - first < 10:
        low = item.low(past)
        if not is_word(low) or low in words("boundary") or low in words("auxiliary"):
            break
        if low in ("for", "to", "that", "over", "on"):
            break
        past += 1
    return subjects.trimmed(item, first, past)


def unjudged(item: Line, at: int, found: Content) -> Content:
    """The content without the judgement of "dismissed the demand that X as Y"."""
    if not any(item.low(k) in words("judges") for k in range(max(0, at - 7), at)):
        return found
    first, past = found.items[-1]
    cut = next((k for k in range(first + 1, past) if item.low(k) == "as"), past)
    return found._replace(items=[*found.items[:-1], (first, cut)])


def alone(item: Line, at: int, found: Content) -> Content:
    """The content without what its holder has besides: "her call for a ban and her remarks"."""
    if subjects.owner(item, at) is None:
        return found
    first, past = found.items[-1]
    for k in range(first + 1, past - 1):
        if item.low(k) in words("possessive"):
            break
        if item.low(k) == "and" and item.low(k + 1) in ("his", "her", "its", "their"):
            return found._replace(items=[*found.items[:-1], (first, k)])
    return found


def answered(item: Line, at: int) -> bool:
    """Whether the noun only takes up a demand made before: "gave in to the demand for X"."""
    if subjects.owner(item, at) or item.low(at - 1) != "the":
        return False
    return any(item.low(k) in words("answers") for k in range(max(0, at - 5), at))


def real(item: Line, at: int) -> bool:
    """Whether the noun is a demand that stands: no market's demand, none taken back or denied."""
    low = item.low(at)
    if low in ("call", "calls") and item.low(at + 2) == "help" and item.low(at + 3) != "from":
        return False
    if low.startswith("request") and item.low(at + 2) in words("told_to_all"):
        return False
    singular = low == "demand"
    owned = subjects.owner(item, at) is not None
    if singular and item.low(at + 1) == "for" and not owned and not _verb_near(item, at):
        return False
    for k in range(at - 1, max(-1, at - 7), -1):
        before = item.low(k)
        if before in (",", ";", "“", "”"):
            break
        if before in words("dropped") or before in words("negation"):
            return False
        if before in ("backed", "backing") and item.low(k + 1) in ("away", "down", "off"):
            return False
        if before in words("hypothetical") or before in ("conference", "phone", "video"):
            return False
    return item.low(at - 1) not in ("phone", "conference") and low not in PREPOSITIONS


def _verb_near(item: Line, at: int) -> bool:
    return any(item.low(k) in words("issues") for k in range(max(0, at - 4), at))
