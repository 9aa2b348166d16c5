"""What a claim gives: its number with the bound of it, its value and its day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.claims.lexicon import lexicon
from analysis.claims.verdicts import DISTANCES, UNCOUNTED, Context, Verdict, away, counted
from analysis.claims.worth import UNTOLD
from analysis.moments import Moment
from analysis.quantities import Quantity
from analysis.units import Bound

HEDGE_BEFORE = 60
TALLY = re.compile(r"\b(?:toll|tally|number of|total|count of) ", re.IGNORECASE)
"""Words after which a bare number is what they count."""
SIDES = frozenset(("sides", "parties"))
"""What is counted and is no number to check: "the two sides"."""
OF_WHOLE = re.compile(r"of\s+(?:the|its|their|some|about|an?)?\s*\d", re.IGNORECASE)
"""How a clause begins that gives a part of a whole: "Of the 180 pupils, 60 are missing"."""
NOT = re.compile(r"[\s(]not\s+$")
"""What stands before a number that it is not: "198 passengers, not 210"."""
LEAST = 10
"""A smaller bare number may count anything."""
GIVEN = re.compile(r"(?:[a-z]ed|\b(?:to|from|gave|put|sent|lost|won|got|took|has|have|had))\s+$")
"""What stands before a number that a verb gives."""
ALONE = re.compile(
    r"(?=[\s,;.]*(?:$|\b(?:and|but|from|on|by|overnight|after|before|when|while|as)\b))"
)
"""How a number goes on that has no noun behind it."""


def number(text: str, context: Context, verdict: Verdict, start: int, end: int) -> Quantity | None:
    """The number that the claim is about: of things before money and shares, never of time."""
    if not context.quantities:
        return None
    near = [q for q in context.quantities if start <= q.number[0] and q.number[1] <= end]
    near = [q for q in near if not NOT.search(text, start, q.start)] or near
    if verdict.rule == "figure":
        return next((q for q in near if not q.unit), next(iter(near), None))
    inside = [q for q in counted(context) if q in near]
    inside = [q for q in inside if q.unit not in DISTANCES] or inside
    if inside:
        rest = [q for q in near if q.number[0] > inside[0].end and q.kind not in UNCOUNTED]
        whole = OF_WHOLE.match(text, start, inside[0].end) is not None
        if not whole or not rest:
            return inside[0]
        unit, noun = rest[0].unit or inside[0].unit, rest[0].noun or inside[0].noun
        return rest[0]._replace(unit=unit, noun=noun)
    few = [q for q in near if q.unit and q.kind not in UNCOUNTED and not away(q, context)]
    few = [q for q in few if q.unit not in SIDES]
    opens = end if TALLY.search(text, start, end) else start + 2
    bare = [
        q for q in near
        if not q.unit
        and (context.whole or q.qualifier or q.number[0] <= opens or _stands(text, q, end))
    ]  # fmt: skip
    rest = [q for q in near if q.unit != "hours"] if verdict.rule == UNTOLD.rule else []
    return next(iter(few + bare + rest), None)


def _stands(text: str, number: Quantity, end: int) -> bool:
    """Whether a bare number is what a verb gives: "grew to 900", "offered 350 and a hotline"."""
    return (
        number.value >= LEAST
        and GIVEN.search(text, max(0, number.start - LEAST), number.start) is not None
        and ALONE.match(text, number.number[1], end) is not None
    )


def bound(text: str, number: Quantity | None, start: int) -> tuple[str, Bound]:
    """The wording and meaning of the bound; hearsay in the clause makes it "reported"."""
    if number is None:
        return "", "exact"
    if number.qualifier:
        return number.qualifier, number.bound
    ahead = text[max(start, number.start - HEDGE_BEFORE) : number.start].casefold()
    for hedge in lexicon().lists["hedges.words"]:
        if hedge in ahead and re.search(rf"\b{re.escape(hedge)}\b", ahead):
            return hedge, "reported"
    return "", number.bound


def value_and_day(
    dates: Sequence[Moment], verdict: Verdict, start: int, end: int
) -> tuple[str, str | None]:
    """(value, day): a stance, else the ISO date and time that the claim gives."""
    if not dates:
        return "" if verdict.rule == "dated" else verdict.value, None
    inside = [moment for moment in dates if start <= moment.start < end and moment.iso]
    exact = [m.iso for m in inside if m.kind == "date"]
    days = exact or [m.iso for m in inside if m.kind in {"weekday", "relative", "month", "year"}]
    times = [m.iso for m in inside if m.kind == "time"]
    day = days[0] if days else None
    whole = day is not None and len(day) >= 7
    value = (day or "") + (times[0] if times and (whole or not day) else "")
    if verdict.value and verdict.rule != "dated":
        return verdict.value, day
    return value, day


__all__ = ["bound", "number", "value_and_day"]
