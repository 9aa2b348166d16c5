"""What speaks for it that a move answers a demand: named reasons, weighed by evidence.toml."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from analysis.demands import deeds, wordings
from analysis.demands.asked import Asked
from analysis.demands.lexicon import packaged, words
from analysis.demands.likeness import common
from analysis.demands.moves import Move
from analysis.demands.nearness import near
from analysis.demands.offers import numbers_answer
from analysis.demands.replies import Kind
from analysis.demands.topics import grants, meaning
from store.records import Demand

TELLING = re.compile(r"\b(?:according|estimat|report|show|found|count|record)", re.IGNORECASE)
DIGIT = re.compile(r"\d")
MUCH = 2.0
"""So many words in common name what is demanded, in a sentence that is not the next one too."""
HALF = 0.5
TOLD = frozenset(
    "act_no act_yes replying describing scorn told_no told_yes deed ready weighed will back".split()
)
"""Signs by which an answer in another paragraph is known, of those that name what was demanded."""
DEEDS = frozenset("deed told_yes told_no".split())
APART = ("later", "paragraph", "nobody", "voice", "row")
"""Reasons against an answer that count less where the words are near."""
FARTHEST = 4
"""So many sentences behind a demand, and more, are one reason."""
BARE = frozenset("told number telling number_new will direct act_other".split())
"""Reasons that belong to words, and are no sign of an answer."""


class Where(NamedTuple):
    """How a move stands to a demand in its text.

    `step`: so many sentences behind it; `away`: so many paragraphs; `first`: nobody has spoken in
    between; `voice`: somebody else than who was asked has; `last`: nothing else was demanded since.
    """

    step: int
    away: int
    first: bool
    voice: bool
    last: bool


class Signs(NamedTuple):
    """What the words of a move tell, whatever was demanded."""

    reasons: frozenset[str]
    signed: bool
    number: bool
    scorn: bool
    back: bool


def signs(move: Move) -> Signs:
    """The reasons that lie in a move alone."""
    text, said = move.text, move.said
    found = set(_cued(move))
    forms = wordings.forms(text)
    found |= forms & {"ready", "weighed"}
    back = wordings.BACK.match(text) is not None
    found |= {"back"} if back else set()
    found |= {"will"} if grants(text) else set()
    if said is not None:
        found |= {"direct"} if said.kind == "direct" else set()
        found |= {"act_yes"} if said.act in ("promise", "offer") else set()
        found |= {"act_no"} if said.act == "reject" else set()
        found |= {"act_other"} if said.act in ACCUSING else set()
    signed = bool(forms or found - BARE)
    return Signs(frozenset(found), signed, DIGIT.search(text) is not None, "scorn" in forms, back)


ACCUSING = frozenset("warn demand threaten".split())
ELSEWHERE = frozenset("deny accuse".split())
"""Acts by which something told is met, and no demand."""
ANOTHER = re.compile(
    r"\b(?:demand|call|request|appeal|plea|proposal)s? (?:by \S+ )?(?:to|for|that)\b"
    r"|\b(?:one|another|an?|two|some|other) (?:demand|call|request|appeal|plea)s?\b"
    r"|\A(?:the |all |any )?(?:criticism|accusation|allegation|charge|claim)s?\b"
    r"|\b(?:not|never|n[’']t) (?:reject|refuse|dismiss|rule out)\b"
    r"|\A(?:otherwise|if not|or else|failing that)\b"
    r"|\b(?:agree\w*|offer\w*) to (?:discuss|talk|study|consider|examine)\b",
    re.IGNORECASE,
)
"""What may be about another demand, and tells so; or leaves it open."""


def _cued(move: Move) -> Iterator[str]:
    """The reasons that lie in the verb of a move."""
    if move.said is None and move.cue not in words("speech"):
        yield "told"
        if deeds.offers(move.cue):
            yield "told_yes"
        if deeds.refuses(move.cue):
            yield "told_no"
    if TELLING.search(move.cue):
        yield "telling"
    if wordings.pattern("replying").search(move.cue):
        yield "replying"
    if wordings.pattern("describing").search(move.cue):
        yield "describing"


def reasons(
    item: Demand, move: Move, own: Signs, stands: Asked, where: Where, row: Sequence[Demand]
) -> dict[str, float]:
    """The names of all reasons that hold for a move and a demand, and how much: 1 for most.

    `own` are the signs of the move, `row` what else was asked by the demand's holder beside it.
    """
    found = _worded(item, move, own, stands, where, row)
    by = _who(item, own, stands) if move.by.name else _nobody(own, stands)
    found |= {*own.reasons, *by, *_place(where, stands), *(("row",) if row else ())}
    close = near(item.text, f"{item.target} {item.holder}", move.text)
    full = dict.fromkeys(sorted(found), 1.0) | {"near": close}
    return full | {f"near_{name}": close for name in APART if name in found}


def _worded(
    item: Demand, move: Move, own: Signs, stands: Asked, where: Where, row: Sequence[Demand]
) -> set[str]:
    """The reasons that lie in the words of a demand and a move."""
    found: set[str] = set()
    shared, size = common(item.text, item.target, move.words)
    share = shared >= 1 or bool(meaning(item.text) & meaning(move.words))
    others = max((common(one.text, one.target, move.words)[0] for one in row), default=0.0)
    answers = numbers_answer(move.text, item.text)
    if own.number and DIGIT.search(item.text) is None:
        found.add("number_new")
    if "told" in own.reasons:
        found |= {"told_asked"} if stands.asked else set()
        found |= {"told_number"} if own.number and not answers else set()
        found |= (
            {"other_number"} if own.number and DIGIT.search(item.text) and not answers else set()
        )
        found |= {"deed"} if deed(item, move) else set()
    if share:
        found.add("share")
        found |= {"another"} if "told" in own.reasons and _another(item, move) else set()
        found |= {"asked_share"} if stands.asked else set()
        found |= {"best_share"} if row and shared > others else set()
    if (where.away or where.step > 1) and (shared >= MUCH or shared >= HALF * size > 0):
        found.add("far_share")
    if others > shared and others >= 1:
        found.add("other_better")
    if own.scorn and (own.back or share or where.first):
        found.add("scorn")
    if own.signed or share or answers or "deed" in found:
        found.add("sign")
    return found


def _another(item: Demand, move: Move) -> bool:
    """Whether only the verb of a deed is in the demand, and its object is not: "opened a bar"."""
    rest = move.words.partition(move.cue)[2] or move.words.partition(" ")[2]
    shared, _ = common(item.text, item.target, rest)
    return not shared and not meaning(item.text) & meaning(f"it {rest}")


def deed(item: Demand, move: Move) -> Kind | None:
    """What a deed makes of a demand; None for words, or for what has nothing to do with it."""
    if move.line is None:
        return None
    return deeds.told(move.line, move.verb, meaning(item.text))


def _who(item: Demand, own: Signs, stands: Asked) -> Iterator[str]:
    if stands.asked:
        yield "asked"
    if stands.power:
        yield "power"
    if stands.private:
        yield "private"
    if item.target and not stands.asked:
        yield "vague" if item.target.islower() else "stranger"
    if "direct" in own.reasons and not stands.asked:
        yield "direct_unasked"


def _nobody(own: Signs, stands: Asked) -> Iterator[str]:
    """The reasons where nobody is told to speak or act: "The lights have been off since"."""
    yield "nobody"
    if "told" in own.reasons:
        yield "happened"
    if stands.asked:
        yield "asked"


def _place(where: Where, stands: Asked) -> Iterator[str]:
    if where.first:
        yield "first"
        if stands.asked:
            yield "asked_first"
    if where.voice:
        yield "voice"
    if where.last:
        yield "last"
    if where.away:
        yield "paragraph"
    if where.away > 1:
        yield "far"
    if where.step > 1:
        yield "later"
    if where.step == 1 and where.first and not where.away:
        yield "next"
    yield f"step{min(where.step, FARTHEST)}"


@cache
def weights() -> dict[str, float]:
    """The weight of each reason, and of "base"; those above nought speak for an answer."""
    found: dict[str, dict[str, float]] = packaged("evidence.toml")
    return found["weight"]


def score(found: Mapping[str, float]) -> float:
    """The log odds that a move answers a demand for which these reasons hold so much."""
    known = weights()
    return known["base"] + math.fsum(known.get(name, 0.0) * much for name, much in found.items())


def barred(found: Mapping[str, float], move: Move) -> bool:
    """Whether a move answers nothing, or another demand, by its act or its words."""
    if move.said is not None and move.said.act in ELSEWHERE:
        return True
    if "another" in found and "deed" not in found:
        return True
    if "other_number" in found and "share" not in found:
        return True
    return "share" not in found and ANOTHER.search(move.text) is not None


def signed(found: Mapping[str, float], stands: Asked) -> bool:
    """Whether a move answers even where an article is about something else than demands.

    What holds no sign of an answer is one only where who was asked speaks next; in a paragraph of
    its own an answer is signed, by who was asked or about what was demanded by somebody with a say.
    """
    if "nobody" in found:
        return False
    names = found.keys()
    if "told" in found and not (stands.asked or stands.power or names & (DEEDS | {"weighed"})):
        return False
    if "telling" in found and not stands.asked and TOLD.isdisjoint(names):
        return False
    if "sign" not in found:
        return stands.asked and "first" in found and names.isdisjoint(("paragraph", "told"))
    if "paragraph" not in found or stands.asked:
        return True
    return "share" in found and not TOLD.isdisjoint(names) and "stranger" not in found


__all__ = ["Signs", "Where", "barred", "deed", "reasons", "score", "signed", "signs", "weights"]
