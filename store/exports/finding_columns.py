"""Findings as columns: what the rows of `provenance.Told` hold under a key, for many at once.

A sheet wants columns, and many are the same for all findings of an article.  No row is made, and
nothing that no column shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby, repeat
from operator import attrgetter, itemgetter
from typing import Any

from store import contract, listing
from store.anchors import AROUND, Finding
from store.exports.provenance import ACTOR_KEYS, Row, Told, origin
from store.listing import Located
from store.records import Claim, Demand, Statement
from store.standing import UNREVIEWED

Values = list[Any]
_OWN: dict[type[Finding], frozenset[str]] = {
    Statement: frozenset(contract.STATEMENT),
    Demand: frozenset(contract.DEMAND),
    Claim: frozenset(contract.CLAIM),
}
_RECORDS = {Statement: "statement", Demand: "demand", Claim: "claim"}
_BLANK = listing.reviewed(UNREVIEWED)


def places(located: Sequence[Located]) -> dict[str, Row]:
    """What the rows of each article here have in common, by its id."""
    articles = {article.id: article for _, article in located}
    return {ident: {**listing.home(one), **origin(one)} for ident, one in articles.items()}


class Columns:
    """The columns of findings of one kind, in order of their articles; `common` is of `places`."""

    def __init__(
        self,
        told: Told,
        kind: type[Finding],
        located: Sequence[Located],
        common: Mapping[str, Row],
    ) -> None:
        self._known, self._events, self._kind = told.known, told.events, kind
        self._located = located
        self._items: list[Any] = [item for item, _ in located]
        runs = groupby(article.id for _, article in located)
        self._runs = [(common[ident], sum(1 for _ in run)) for ident, run in runs]
        self._place = next(iter(common.values()), {})
        reviews = [self._known.reviews.get(item.id, UNREVIEWED) for item in self._items]
        self._reviews = (
            list(map(listing.reviewed, reviews))
            if any(review is not UNREVIEWED for review in reviews)
            else []
        )

    def of(self, name: str) -> Values:
        """What stands under a key, for each finding; [] where none has anything there."""
        if name == "actor":
            name = ACTOR_KEYS[_RECORDS[self._kind]]
        if name in _MADE:
            return _MADE[name](self)
        if name in _OWN[self._kind]:
            return list(map(attrgetter(name), self._items))
        if name in self._place:
            return [value for facts, n in self._runs for value in repeat(facts[name], n)]
        if name not in _BLANK:
            return []
        if self._reviews:
            return list(map(itemgetter(name), self._reviews))
        return [False] * len(self._items) if _BLANK[name] is False else []

    def record(self) -> Values:
        """What kind of finding each is."""
        return [_RECORDS[self._kind]] * len(self._items)

    def quote(self) -> Values:
        """The words of each."""
        return [article.text[item.start : item.end] for item, article in self._located]

    def prefix(self) -> Values:
        """The words before each."""
        return [
            article.text[max(0, item.start - AROUND) : item.start]
            for item, article in self._located
        ]

    def suffix(self) -> Values:
        """The words after each."""
        return [article.text[item.end : item.end + AROUND] for item, article in self._located]

    def date(self) -> Values:
        """The day of each, else of its article."""
        days = [value for facts, n in self._runs for value in repeat(facts["published"], n)]
        if self._kind is Demand:
            return days
        return [item.when or day for item, day in zip(self._items, days, strict=True)]

    def speakers(self) -> Values:
        """All who spoke, where that is more than one."""
        if self._kind is not Statement:
            return []
        return [item.speakers if len(item.speakers) > 1 else None for item in self._items]

    def demand_title(self) -> Values:
        """What each demand is called."""
        return list(map(self._known.title, self._items)) if self._kind is Demand else []

    def responses(self) -> Values:
        """How each demand was answered."""
        if self._kind is not Demand:
            return []
        return [contract.responses(item, self._known.names) for item in self._items]

    def occurrences(self) -> Values:
        """How often each occurs in copies of one text."""
        copies = self._known.copies
        return [copies.get(item.id, 1) for item in self._items]

    def history(self) -> Values:
        """What was done to each."""
        if not self._events:
            return []
        return [self._events.get(item.id) for item in self._items]


_MADE: dict[str, Callable[[Columns], Values]] = {
    "record": Columns.record, "quote": Columns.quote, "prefix": Columns.prefix,
    "suffix": Columns.suffix, "date": Columns.date, "speakers": Columns.speakers,
    "demand_title": Columns.demand_title, "responses": Columns.responses,
    "occurrences": Columns.occurrences, "history": Columns.history,
}  # fmt: skip
