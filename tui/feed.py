"""The statements feed: utterances by day, each once for all copies that print it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple, overload

from store.records import Statement
from store.utterances import kept
from tui.session import Session
from tui.timeline import Timeline


class Day(NamedTuple):
    """The heading of a day: an ISO date, "" where it is not known; how many, some inferred?"""

    when: str
    total: int
    inferred: bool


class Utterance(NamedTuple):
    """One row of the feed.

    `printings` are the ids of the same passage in copies, in the order of the articles.  `carried`
    counts the articles that carry the utterance, renderings in other words among them; `again` is
    a further rendering of what the row above says.
    """

    statement: Statement
    printings: tuple[str, ...]
    carried: int
    again: bool = False


FeedRow = Day | Utterance


class Feed(Sequence[FeedRow]):
    """Headings and utterances in order of time, unknown days last; a row is made when asked for.

    Where a filter is on, only what it lets through; a passage of which it lets one copy through.
    """

    def __init__(self, session: Session) -> None:
        self.numbered = session.numbered
        order = session.order
        if session.kept is not None:
            ids, keeps = self.numbered.ids, session.kept
            order = kept(order, lambda number: ids[number] in keeps)
        self._order = order
        self._leads = order.numbers()
        self._starts = [head.start for head in order.heads]
        self._rows_of_heads = [start + place for place, start in enumerate(self._starts)]
        self._kept = session.kept

    def __len__(self) -> int:
        return len(self._leads) + len(self._starts)

    @overload
    def __getitem__(self, row: int) -> FeedRow: ...
    @overload
    def __getitem__(self, row: slice) -> list[FeedRow]: ...
    def __getitem__(self, row: int | slice) -> FeedRow | list[FeedRow]:
        if isinstance(row, slice):
            return [self[number] for number in range(len(self))[row]]
        row = range(len(self))[row]
        place = self.place_of(row)
        if place is None:
            head = self._order.heads[bisect_right(self._rows_of_heads, row) - 1]
            return Day(head.when, head.total, head.inferred)
        return self.utterance(place)

    def __iter__(self) -> Iterator[FeedRow]:
        return (self[row] for row in range(len(self)))

    def place_of(self, row: int) -> int | None:
        """The place of a row among the utterances; None for a heading."""
        heads = bisect_right(self._rows_of_heads, row)
        return None if heads and self._rows_of_heads[heads - 1] == row else row - heads

    def row_at(self, place: int) -> int:
        """The row of the utterance at a place."""
        return place + bisect_right(self._starts, place)

    def utterance(self, place: int) -> Utterance:
        """The utterance at a place."""
        order, ids = self._order, self.numbered.ids
        lead = self._leads[place]
        return Utterance(
            self.numbered.statement(lead),
            tuple(ids[one] for one in order.printings.get(place, (lead,))),
            order.carried.get(place, 1),
            bool(order.again[place]),
        )

    def said_by(self, speaker: str) -> Iterator[tuple[str, Utterance]]:
        """The utterances of a speaker, each with its day, in order of time."""
        for place in self._order.places_of(speaker):
            head = self._order.heads[bisect_right(self._starts, place) - 1]
            yield head.when, self.utterance(place)

    def is_printed_twice(self, place: int) -> bool:
        """Whether an utterance has several printings."""
        return place in self._order.printings

    def printing(self, place: int, article: str | None) -> int:
        """The number of the printing in an article, else of the one that is shown."""
        for one in self._order.printings.get(place, ()):
            if self.numbered.article_of(one) == article:
                return one
        return self._leads[place]

    def row_of(self, statement: Statement) -> int | None:
        """The row on which a statement stands; None where the filter keeps it away."""
        number = self.numbered.number_of(statement)
        if number is None or not self._leads:
            return None
        place = self._order.place_of(number)
        if number not in self._order.printings.get(place, (self._leads[place],)):
            return None
        return self.row_at(place)

    def timeline(self) -> Timeline:
        """Statements per day."""
        return Timeline(self._order)

    def utterances(self) -> int:
        """How many utterances there are."""
        return len(self._leads)


def build(session: Session) -> Feed:
    """The feed of a session."""
    return Feed(session)
