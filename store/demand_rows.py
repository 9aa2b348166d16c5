"""Which demands are one row of the ledger: by number, so that a screen needs to read few of them.

Demands are counted from 0, article by article, in the order of each article's findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

import msgspec

from store.records import Demand, Story
from store.utterances import packed

OTHER = "other"
WORD = re.compile(r"\w+(?:[’'-]\w+)*")


class DemandRow(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A row: its key, name and words of its first demand.

    `commonest` is the number of the first demand in the wording that most articles have, None
    where all differ; `articles` says how many articles carry the row.
    """

    key: str
    name: str
    text: str
    articles: int
    commonest: int | None


class DemandRows(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The rows in their order.

    For each demand the number of its row, and that of the first demand of its row that has the
    same words; `firsts` are the numbers of each article's first demand, and their total (unsigned
    32 bit each).
    """

    rows: list[DemandRow]
    row: bytes
    same: bytes
    firsts: bytes


def words_of(text: str) -> tuple[str, ...]:
    """The words of a wording: marks and capitals make no difference."""
    return tuple(WORD.findall(text.casefold()))


def rows_of(demands: Iterable[Demand], story: Story) -> list[tuple[str, list[Demand]]]:
    """Key and demands of each row: those of the catalogue in its order, then unknown keys.

    Then all others: what most articles carry comes first.
    """
    rows: dict[str, tuple[str, list[Demand]]] = {}
    home: dict[str, str] = {}
    occurrences = {one: same for same in story.occurrences for one in same}
    for demand in demands:
        place = home[demand.id] = _place(occurrences, demand, home)
        rows.setdefault(place, (demand.demand, []))[1].append(demand)
    titles = {key: number for number, (key, _) in enumerate(story.demand_titles)}
    catalogued = [row for row in rows.values() if row[0] != OTHER]
    catalogued.sort(key=lambda row: titles.get(row[0], len(titles)))
    others = [row for row in rows.values() if row[0] == OTHER]
    others.sort(key=lambda row: -len({demand.article for demand in row[1]}))
    return catalogued + others


def _place(
    occurrences: Mapping[str, Sequence[str]], demand: Demand, home: Mapping[str, str]
) -> str:
    """What joins demands to one row: the key, else the same passage in a copy, else the name."""
    if demand.demand != OTHER:
        return f"key {demand.demand}"
    for same in occurrences.get(demand.id, ()):
        if same in home:
            return home[same]
    return f"name {demand.name.casefold() or ' '.join(words_of(demand.text))}"


def wordings(demands: Iterable[Demand]) -> dict[tuple[str, ...], dict[str, Demand]]:
    """The first demand of every article, by article id, for each wording of a row."""
    found: dict[tuple[str, ...], dict[str, Demand]] = {}
    for demand in demands:
        found.setdefault(words_of(demand.text), {}).setdefault(demand.article, demand)
    return found


def commonest(told: Mapping[tuple[str, ...], Mapping[str, Demand]]) -> Demand | None:
    """The wording that most articles have, the first of those; None where all differ."""
    best = max(told.values(), key=len, default={})
    return next(iter(best.values())) if len(best) > 1 else None


def numbered(by_article: Sequence[Sequence[Demand]], story: Story) -> DemandRows:
    """The rows of demands given article by article."""
    demands = [demand for found in by_article for demand in found]
    number_of = {id(demand): number for number, demand in enumerate(demands)}
    row_of, same = [0] * len(demands), [0] * len(demands)
    rows = []
    for place, (key, members) in enumerate(rows_of(demands, story)):
        first: dict[tuple[str, ...], int] = {}
        for demand in members:
            number = number_of[id(demand)]
            row_of[number] = place
            same[number] = first.setdefault(words_of(demand.text), number)
        most = commonest(wordings(members))
        articles = len({demand.article for demand in members})
        lead = members[0]
        best = number_of[id(most)] if most is not None else None
        rows.append(DemandRow(key, lead.name, lead.text, articles, best))
    firsts = accumulate(map(len, by_article), initial=0)
    return DemandRows(rows, packed(row_of), packed(same), packed(firsts))
