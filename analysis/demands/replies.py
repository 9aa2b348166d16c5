"""Short answers: "The mayor refused.", "It was granted", "brushed the demands aside"."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from analysis.demands import subjects
from analysis.demands.lexicon import answer_rules
from analysis.demands.tokens import DETERMINERS, WEEKDAYS, Line, is_possessive, is_word

Kind = Literal["rejected", "counter-offer", "assurance", "conceded"]
Phrase = tuple[int, int]
OBJECT = 7
"""So many words stand between a verb and its particle: "brushed the demands aside"."""
QUOTES = frozenset('"“‘')
CONCEDING = {"gave": ("way", "in"), "gives": ("way", "in"), "backed": ("down",), "caved": ("in",)}
DOING = frozenset(("do", "does", "did"))
AGREEING = frozenset("agreed agrees complied obliged relented acquiesced obeyed".split())
BE = frozenset("was were been be is are being".split())


class Reply(NamedTuple):
    """A short answer: its tokens, who gives it, and what it names; None for what stands before."""

    kind: Kind
    span: Phrase
    by: Phrase | None
    about: Phrase | None


@cache
def _pairs() -> dict[str, tuple[tuple[Kind, str], ...]]:
    """verb -> (kind, particle) of verbs whose object stands before the particle."""
    found: dict[str, list[tuple[Kind, str]]] = {}
    for row in answer_rules()["short"]["pair"].split():
        kind, verb, particle = row.split(":")
        given: Kind = "rejected" if kind == "rejected" else "conceded"
        found.setdefault(verb, []).append((given, particle))
    return {verb: tuple(rows) for verb, rows in found.items()}


@cache
def _words(part: str) -> frozenset[str]:
    return frozenset(answer_rules()["short"][part].split())


@cache
def _verbs(kind: Kind) -> frozenset[str]:
    return frozenset(word for word in answer_rules()[kind]["verb"].split() if "_" not in word)


@cache
def _considered() -> dict[str, frozenset[str]]:
    """The participle, and the words after it, of what is said of demands that are weighed."""
    pairs = [word.partition("_") for word in answer_rules()["assurance"]["passive"].split()]
    return {
        first: frozenset(after for one, _, after in pairs if one == first) for first, _, _ in pairs
    }


@cache
def triggers() -> frozenset[str]:
    """Words of which a sentence with a short answer holds one."""
    own = _words("refuse") | frozenset(_pairs()) | frozenset(_considered())
    return own | {"so"} | CONCEDING.keys()


@cache
def verbs() -> frozenset[str]:
    """Words of which the verb of a short answer is one."""
    answering = _verbs("rejected") | _verbs("conceded")
    return triggers() | answering | DOING | AGREEING | CONCEDING.keys()


def read(item: Line, at: int) -> Reply | None:
    """The short answer whose verb stands at this index."""
    low = item.low(at)
    if low in CONCEDING and item.low(at + 1) in CONCEDING[low] and _alone(item, at + 1):
        subject = subjects.before(item, at)
        return Reply("conceded", (subject[0], at + 2), subject, None) if subject else None
    for kind, particle in _pairs().get(low, ()):
        if item.low(at + 1) == particle and item.low(at + 2) in _words("object"):
            return _pronoun(item, at, kind, 2)
        found = _around(item, at, kind, particle)
        if found:
            return found
    if low in _words("refuse") | AGREEING and _alone(item, at):
        return _bare(item, at, low)
    if item.low(at - 2 if item.low(at - 1) in QUOTES else at - 1) in BE:
        return _passive(item, at)
    if low in DOING and item.low(at + 1) == "so":
        return _so(item, at)
    found = _relative(item, at)
    if found:
        return found
    for kind in ("rejected", "conceded"):
        if low in _verbs(kind) and item.low(at + 1) in _words("object"):
            return _pronoun(item, at, kind)
    if low in AGREEING and item.low(at + 1) == "to":
        return _pronoun(item, at, "conceded", 2) if item.low(at + 2) in _words("object") else None
    return None


def _bare(item: Line, at: int, low: str) -> Reply | None:
    """ "The mayor refused.", "The bank agreed.", "The bank said no."."""
    if low == "no" and item.low(at - 1) not in ("said", "says"):
        return None
    subject = subjects.before(item, at - 1 if low == "no" else at)
    kind: Kind = "conceded" if low in AGREEING else "rejected"
    return Reply(kind, (subject[0], at + 1), subject, None) if subject else None


def _relative(item: Line, at: int) -> Reply | None:
    """ "..., which the mayor rejected": the demand stands before the relative clause."""
    low = item.low(at)
    kinds: tuple[Kind, ...] = ("rejected", "conceded")
    particles = [(kind, word) for kind, word in _pairs().get(low, ()) if item.low(at + 1) == word]
    kind = next((kind for kind in kinds if low in _verbs(kind)), None)
    kind, past = (particles[0][0], at + 2) if particles else (kind, at + 1)
    subject = subjects.before(item, at) if kind is not None else None
    if kind is None or subject is None:
        return None
    if [item.low(subject[0] - 2), item.low(subject[0] - 1)] != [",", "which"]:
        return None
    return Reply(kind, (subject[0], past), subject, None)


def _so(item: Line, at: int) -> Reply | None:
    """ "said it would do so", "refused to do so"."""
    before = [item.low(k) for k in range(max(0, at - 4), at)]
    refused = any(low in ("not", "never", "refused", "declined") for low in before)
    subject = subjects.before(item, at)
    if subject is None or not (refused or {"will", "would"} & set(before)):
        return None
    return Reply("rejected" if refused else "assurance", (subject[0], at + 2), None, None)


def _alone(item: Line, at: int) -> bool:
    """Whether nothing is refused in the sentence itself: what follows is its end or a time."""
    k = at + 1
    while item.low(k) in WEEKDAYS or item.low(k) in ("on", "again", "late", "later", "at", "once"):
        k += 1
    return k >= len(item.lows) or item.low(k) in (".", ",", ";", "but", "and", ":")


def _around(item: Line, at: int, kind: Kind, particle: str) -> Reply | None:
    """ "ruled that out", "brushed the demands aside": what stands between verb and particle."""
    past = next((k for k in range(at + 2, at + 2 + OBJECT) if item.low(k) == particle), None)
    if past is None or not all(is_word(item.low(k)) for k in range(at + 1, past)):
        return None
    if item.low(at - 1) in DETERMINERS or is_possessive(item.low(at - 1)):
        return None
    subject = subjects.before(item, at)
    if subject is None:
        return None
    pronoun = past == at + 2 and item.low(at + 1) in _words("object")
    return Reply(kind, (subject[0], past + 1), subject, None if pronoun else (at + 1, past))


def _passive(item: Line, at: int) -> Reply | None:
    """ "It was granted on Monday", "the requests would be looked at"."""
    first, low = 0, item.low(at)
    while item.low(first) in ("but", "and", "“", '"', "so", "yet"):
        first += 1
    weighed = bool(_considered().get(low, frozenset()) & {"", item.low(at + 1)})
    kind: Kind | None = "assurance" if weighed else None
    for answer in ("rejected", "conceded"):
        kind = answer if low in _verbs(answer) else kind
    negated = any(item.low(k) in ("not", "never", "neither") for k in range(first, at))
    if kind is None or at - first > OBJECT:
        return None
    if negated:
        kind = "rejected"
    if item.low(first) in _words("subject") and item.low(first + 1) != "of":
        return Reply(kind, (first, at + 1), None, None)
    subject = subjects.before(item, at) if weighed else None
    return Reply(kind, (subject[0], at + 1), None, subject) if subject else None


def _pronoun(item: Line, at: int, kind: Kind, reach: int = 1) -> Reply | None:
    """ "rejected it", "agreed to that": the demand stands before."""
    after = item.low(at + reach + 1)
    if is_word(after) and after not in ("on", "as", "at", "in", "but", "and", "out", "late", "by"):
        return None
    subject = subjects.before(item, at)
    return Reply(kind, (subject[0], at + reach + 1), subject, None) if subject else None
