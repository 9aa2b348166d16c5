"""The demands ledger as data: one row a demand, one cell an article."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from store.records import Demand
from tui.session import Session
from tui.wording import WORD, in_words

OTHER = "other"
SHORT = 12
"""A demand whose name is torn from its words is called by all of them, if there are no more."""


@dataclass(eq=False)
class LedgerRow:
    """One demand in all its wordings; `cells` are the demands of an article, by article id."""

    key: str
    title: str
    cells: dict[str, list[Demand]]

    def demands(self) -> list[Demand]:
        """All of them, article by article."""
        return [demand for cell in self.cells.values() for demand in cell]

    @cached_property
    def wordings(self) -> dict[tuple[str, ...], dict[str, Demand]]:
        """The first demand of every article, by article id, for each wording."""
        found: dict[tuple[str, ...], dict[str, Demand]] = {}
        for demand in self.demands():
            found.setdefault(words_of(demand.text), {}).setdefault(demand.article, demand)
        return found

    @cached_property
    def commonest(self) -> Demand | None:
        """The wording that most articles have, the first of those; None where all differ."""
        best = max(self.wordings.values(), key=len, default={})
        return next(iter(best.values())) if len(best) > 1 else None

    def same_words(self, demand: Demand) -> list[str]:
        """The other articles that have exactly this wording, by id."""
        return [a for a in self.wordings.get(words_of(demand.text), ()) if a != demand.article]


def build(session: Session) -> list[LedgerRow]:
    """Demands of the catalogue in its order, then unknown keys, then others by name.

    Among the others, what most articles carry comes first.
    """
    rows: dict[str, LedgerRow] = {}
    home: dict[str, str] = {}
    titles = dict(session.story.demand_titles)
    kept = session.kept
    for demand in session.demands():
        if kept is not None and demand.id not in kept:
            continue
        place = home[demand.id] = _place(session, demand, home)
        row = rows.get(place)
        if row is None:
            row = rows[place] = LedgerRow(demand.demand, _title(demand, titles), {})
        row.cells.setdefault(demand.article, []).append(demand)
    catalogued = [row for row in rows.values() if row.key != OTHER]
    if catalogued:
        order = {key: number for number, key in enumerate(titles)}
        catalogued.sort(key=lambda row: order.get(row.key, len(order)))
    others = [row for row in rows.values() if row.key == OTHER]
    others.sort(key=lambda row: -len(row.cells))
    return catalogued + others


def _place(session: Session, demand: Demand, home: dict[str, str]) -> str:
    """What joins demands to one row: the key, else the same passage in a copy, else the name."""
    if demand.demand != OTHER:
        return f"key {demand.demand}"
    for same in session.occurrences.get(demand.id, ()):
        if same in home:
            return home[same]
    return f"name {demand.name.casefold() or ' '.join(words_of(demand.text))}"


def _title(demand: Demand, titles: dict[str, str]) -> str:
    if demand.demand == OTHER:
        torn = demand.name.replace("-", " ") not in demand.text.casefold().replace("-", " ")
        slug = " " not in demand.name
        if not demand.name or (torn and slug and len(demand.text.split()) <= SHORT):
            return demand.text[:1].upper() + demand.text[1:]
        return in_words(demand.name)
    return titles.get(demand.demand) or in_words(demand.demand)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a wording: marks and capitals make no difference."""
    return tuple(WORD.findall(text.casefold()))
