"""The demands ledger as data: one row a demand, one cell an article.

A large story's rows come from its summary, by number: what is not looked at is not read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from store.demand_rows import OTHER as OTHER
from store.demand_rows import DemandRow, DemandRows, commonest, rows_of, wordings, words_of
from store.records import Demand, Findings
from store.utterances import unpacked
from tui.wording import in_words

if TYPE_CHECKING:
    from tui.session import Session

SHORT = 14
"""So many of its first words are the title of a demand that nobody named."""
PART = re.compile(r"\w+")
ARTICLE = re.compile(r"\A\s*(?:the|an?) ", re.IGNORECASE)


class LedgerRow:
    """One demand in all its wordings."""

    def __init__(self, key: str, title: str, members: Sequence[Demand]) -> None:
        self.key = key
        self.title = title
        self._members = members

    def demands(self) -> Sequence[Demand]:
        """All of them, article by article."""
        return self._members

    @property
    def first(self) -> Demand:
        """The first one."""
        return self._members[0]

    @cached_property
    def cells(self) -> dict[str, list[Demand]]:
        """The demands of an article, by article id."""
        cells: dict[str, list[Demand]] = {}
        for demand in self.demands():
            cells.setdefault(demand.article, []).append(demand)
        return cells

    def cell(self, article: str) -> list[Demand]:
        """The demands of an article, [] where it lacks the row."""
        return self.cells.get(article, [])

    def articles(self) -> Sequence[str]:
        """The articles that carry it, by id."""
        return list(self.cells)

    @cached_property
    def _wordings(self) -> dict[tuple[str, ...], dict[str, Demand]]:
        return wordings(self.demands())

    @cached_property
    def commonest(self) -> Demand | None:
        """The wording that most articles have, the first of those; None where all differ."""
        return commonest(self._wordings)

    def same_words(self, demand: Demand) -> list[str]:
        """The other articles that have exactly this wording, by id."""
        return [a for a in self._wordings.get(words_of(demand.text), ()) if a != demand.article]


class Ledger:
    """All rows in their order, and where each demand stands."""

    def __init__(self, rows: Sequence[LedgerRow]) -> None:
        self.rows = rows

    @cached_property
    def _places(self) -> dict[str, int]:
        return {
            demand.id: number for number, row in enumerate(self.rows) for demand in row.demands()
        }

    def row_of(self, demand: Demand) -> int | None:
        """The number of the row of a demand; None where a filter keeps it away."""
        return self._places.get(demand.id)


class GlancedRow(LedgerRow):
    """A row of a summary: its demands are read where they are looked at."""

    def __init__(self, number: int, row: DemandRow, ledger: GlancedLedger) -> None:
        self.key = row.key
        self._number, self._row, self._ledger = number, row, ledger

    @cached_property
    def title(self) -> str:  # type: ignore[override]
        """What the row is called."""
        return ledger_title(self._row, self._ledger.titles)

    @cached_property
    def _numbers(self) -> list[int]:
        return self._ledger.numbers(self._number)

    @property
    def first(self) -> Demand:
        """The first one, read for this look."""
        return self._ledger.demand(self._numbers[0])

    def demands(self) -> Sequence[Demand]:
        """All of them, article by article."""
        return [self._ledger.all[number] for number in self._numbers]

    def cell(self, article: str) -> list[Demand]:
        """The demands of an article, read for this look."""
        return self._ledger.cell(self._number, article)

    @cached_property
    def _carriers(self) -> list[str]:
        return self._ledger.articles(self._numbers)

    def articles(self) -> Sequence[str]:
        """The articles that carry it, by id."""
        return self._carriers

    @cached_property
    def commonest(self) -> Demand | None:
        """The wording that most articles have, the first of those; None where all differ."""
        number = self._row.commonest
        return None if number is None else self._ledger.demand(number)

    def same_words(self, demand: Demand) -> list[str]:
        """The other articles that have exactly this wording, by id."""
        same, number = self._ledger.same, self._ledger.number_of(demand)
        alike = [one for one in self._numbers if same[one] == same[number]]
        return [one for one in self._ledger.articles(alike) if one != demand.article]


class GlancedLedger(Ledger):
    """The ledger of a summary, over the demands of the articles present, counted in order."""

    def __init__(self, session: Session, told: DemandRows) -> None:
        self.titles = dict(session.story.demand_titles)
        self.same = unpacked(told.same)
        self._found: Mapping[str, Findings] = session.findings
        self._session = session
        self._articles = session.article_ids
        self._row, self._firsts = unpacked(told.row), unpacked(told.firsts)
        super().__init__([GlancedRow(n, row, self) for n, row in enumerate(told.rows)])

    @cached_property
    def all(self) -> list[Demand]:
        """Every demand."""
        return list(self._session.demands())

    def numbers(self, row: int) -> list[int]:
        """The demands of a row, by number."""
        return [number for number, here in enumerate(self._row) if here == row]

    def articles(self, numbers: Sequence[int]) -> list[str]:
        """The articles that demands, in order, stand in."""
        firsts, found, end = self._firsts, [], -1
        for number in numbers:
            if number >= end:
                place = bisect_right(firsts, number) - 1
                end = firsts[place + 1]
                found.append(self._articles[place])
        return found

    def demand(self, number: int) -> Demand:
        """The demand of a number."""
        place = bisect_right(self._firsts, number) - 1
        return self._found[self._articles[place]].demands[number - self._firsts[place]]

    def _range(self, article: str) -> range:
        place = self._session.place_of(article)
        return range(self._firsts[place], self._firsts[place + 1]) if place >= 0 else range(0)

    def cell(self, row: int, article: str) -> list[Demand]:
        """The demands of an article in a row."""
        numbers = self._range(article)
        places = [n - numbers.start for n in numbers if self._row[n] == row]
        demands = self._found[article].demands if places else ()
        return [demands[place] for place in places]

    def number_of(self, demand: Demand) -> int:
        """The number of a demand that is there."""
        own = self._found[demand.article].demands
        place = next(place for place, one in enumerate(own) if one.id == demand.id)
        return self._range(demand.article).start + place

    def row_of(self, demand: Demand) -> int | None:
        """The number of the row of a demand."""
        return self._row[self.number_of(demand)]


def ledger_of(session: Session) -> Ledger:
    """The ledger of a session, as its filter lets it through."""
    kept, told = session.kept, session.rows
    if kept is None and told is not None:
        return GlancedLedger(session, told)
    titles = dict(session.story.demand_titles)
    demands = (one for one in session.demands() if kept is None or one.id in kept)
    return Ledger(
        [
            LedgerRow(key, ledger_title(members[0], titles), members)
            for key, members in rows_of(demands, session.story)
        ]
    )


def build(session: Session) -> Sequence[LedgerRow]:
    """Demands of the catalogue in its order, then unknown keys, then others by name.

    Among the others, what most articles carry comes first.
    """
    return ledger_of(session).rows


def ledger_title(first: Demand | DemandRow, titles: Mapping[str, str]) -> str:
    """What a row is called, after its first demand."""
    key = first.demand if isinstance(first, Demand) else first.key
    if key != OTHER:
        return titles.get(key) or in_words(key)
    if first.name and not _made_of(first.name, first.text):
        return in_words(first.name)
    words = ARTICLE.sub("", first.text, count=1).split()
    title = " ".join(words[:SHORT]) + ("…" if len(words) > SHORT else "")
    return title[:1].upper() + title[1:]


def _made_of(name: str, text: str) -> bool:
    """Whether a name is one that was put together from the words of a demand."""
    if "-" not in name or " " in name:
        return False
    return set(PART.findall(name)) <= set(PART.findall(text.casefold()))
