"""Which sort of answer a move is: what its words and its place tell, weighed by sorts.toml."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache

from analysis.demands import evidence, wordings
from analysis.demands.lexicon import packaged
from analysis.demands.moves import Move
from analysis.demands.nearness import near
from analysis.demands.offers import numbers_answer
from analysis.demands.replies import Kind
from analysis.demands.topics import against, touches
from store.records import Demand

GRANTED = "granted"
"""The sort of what is done and of what is promised, which wordings tell apart."""
SORTS = ("rejected", "counter-offer", GRANTED)
NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
    r"|hundred|thousand|million|billion|half|quarter|third|double|dozen)s?\b",
    re.IGNORECASE,
)
TOLD = {
    "partial": re.compile(
        r"\b(?:half|parts?|partly|some|only|so far|all but|most|of (?:them|those|these)|fewer|less"
        r"|limited|up to)\b",
        re.IGNORECASE,
    ),
    "condition": re.compile(
        r"\b(?:if|as (?:long|soon) as|provided|once|until|unless|on condition|after|when)\b",
        re.IGNORECASE,
    ),
    "other_thing": re.compile(
        r"\b(?:instead|rather|another|others?|own|different|additional)\b", re.IGNORECASE
    ),
}
"""What tells of a part, of a condition, of something else."""

OWN = frozenset("act_yes act_no act_other told_no told_yes replying describing".split())
"""Of the signs of a move those that tell of its sort."""
REFUSING = frozenset("negated scorn costly firm told_no act_no".split())
"""Signs of which one has a move that is refused by its words."""


def sort(item: Demand, move: Move) -> Kind:
    """What the words or the deed of a move make of the demand that it answers."""
    done = evidence.deed(item, move)
    if done is not None:
        return done
    ruled = wordings.how(item, move)
    found = marks(item, move, ruled)
    best = max(SORTS, key=lambda name: _score(name, found))
    if best == "rejected":
        return "rejected"
    if best == "counter-offer":
        return "counter-offer"
    if ruled in ("conceded", "assurance"):
        return ruled
    return "conceded" if move.said is None else "assurance"


def marks(item: Demand, move: Move, ruled: Kind) -> dict[str, float]:
    """What tells of which sort a move is that answers a demand, and how much: 1 for most.

    `ruled` is the sort that the wordings alone tell.
    """
    forms, ends = wordings.forms(move.text), against(item.text)
    own = evidence.signs(move).reasons & OWN
    found = {*forms, *own, *_ruled(ruled, forms | own, move, ends), *_told(item, move)}
    found |= {"ends", *(f"ends_{name}" for name in forms)} if ends else set()
    if against(move.text):
        found.add("both_end" if ends else "move_ends")
    close = near(item.text, f"{item.target} {item.holder}", move.text)
    return dict.fromkeys(sorted(found), 1.0) | {"near": close}


def _ruled(ruled: Kind, signs: frozenset[str], move: Move, ends: bool) -> Iterator[str]:
    """What the wordings tell; they reject where nothing tells otherwise, which is less."""
    if ruled != "rejected" or signs & REFUSING:
        yield f"ruled_{ruled}"
        return
    yield "unruled"
    yield from ("unruled_deed",) if move.said is None else ()
    if ends:
        yield "unruled_ends_deed" if move.said is None else "unruled_ends"


def _told(item: Demand, move: Move) -> Iterator[str]:
    """The marks that lie in who does or says what, in numbers, and in single words."""
    deed, negated = move.said is None, wordings.NEGATED.search(move.text) is not None
    about = touches(item.text, move.text)
    if not move.by.name:
        yield "nobody"
    if deed:
        yield "deed"
        yield "not_done" if negated else "done_plainly"
    if about:
        yield "about"
        yield from ("about_negated",) if negated else ()
        yield from ("about_deed",) if deed else ()
    if numbers_answer(move.text, item.text):
        yield "number"
    asked, given = NUMBER.search(item.text), NUMBER.search(move.text)
    if asked is not None:
        yield "number_asked"
        yield from ("numbers",) if given is not None else ()
    yield from (name for name, pattern in TOLD.items() if pattern.search(move.text))


@cache
def weights() -> dict[str, dict[str, float]]:
    """For each sort the weight of each mark, and of "base"."""
    found: dict[str, dict[str, float]] = packaged("sorts.toml")
    return found


def _score(name: str, found: dict[str, float]) -> float:
    known = weights()[name]
    return known["base"] + math.fsum(known.get(mark, 0.0) * much for mark, much in found.items())


__all__ = ["GRANTED", "SORTS", "marks", "sort", "weights"]
