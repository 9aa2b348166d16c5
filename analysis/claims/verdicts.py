"""What the claim rules pass to one another: a clause's surroundings and the verdict on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analysis.claims.lexicon import Event
from analysis.moments import Moment
from analysis.quantities import Quantity
from store.records import Statement

DATED = frozenset(("date", "weekday", "time", "year", "month", "relative"))
HOURS = frozenset(("date", "weekday", "time"))
DISTANCES = frozenset(("kilometres", "miles"))
UNCOUNTED = frozenset(("age", "time"))


class Context(NamedTuple):
    """What a clause stands in: its statement, the numbers and moments in it; is it all of it?"""

    statement: Statement | None
    quantities: Sequence[Quantity]
    moments: Sequence[Moment]
    whole: bool = False


class Verdict(NamedTuple):
    """Why a clause is a claim: the rule, the event, its stance, and where the claim ends early.

    `by` is the span of the subject that names the number in the article's own words.
    """

    rule: str
    event: Event | None = None
    value: str = ""
    confidence: float = 0.5
    end: int | None = None
    start: int | None = None
    by: tuple[int, int] | None = None


def dated(context: Context) -> bool:
    """Whether a moment stands in the clause."""
    return any(moment.kind in DATED for moment in context.moments)


def away(item: Quantity, context: Context) -> bool:
    """Whether a distance only says where something happened, in a clause that says when."""
    return item.unit in DISTANCES and any(moment.kind in HOURS for moment in context.moments)


def counted(context: Context) -> list[Quantity]:
    """The quantities that can make a claim: not ages, not bare durations, not "two sides"."""
    if not context.quantities:
        return []
    return [
        item
        for item in context.quantities
        if item.kind not in UNCOUNTED
        and not away(item, context)
        and item.unit
        and not (
            item.kind == "thing" and item.value <= 3 and item.bound == "exact" and not item.scope
        )
    ]
