"""Findings of a large story, looked up without reading those that nobody asks for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from store.records import Claim, Demand, Findings, Statement

if TYPE_CHECKING:
    from store.library import Library

Finding = Statement | Demand | Claim


class RowsByArticle(Mapping[str, list[Finding]]):
    """The findings of each article in the order of its text."""

    def __init__(self, library: Library) -> None:
        self._articles = library.present()
        self._found = library.found()
        self._rows: dict[str, list[Finding]] = {}

    def __getitem__(self, article: str) -> list[Finding]:
        rows = self._rows.get(article)
        if rows is None:
            if article not in self._articles:
                raise KeyError(article)
            found = self._found.get(article) or Findings(article)
            rows = [*found.statements, *found.demands, *found.claims]
            rows.sort(key=lambda item: (item.start, "dsc".index(item.id[0]), item.end))
            self._rows[article] = rows
        return rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)


class FindingsById(Mapping[str, Finding]):
    """Every finding of a present article by its id; `total` is how many there are."""

    def __init__(self, library: Library, rows: RowsByArticle, total: int) -> None:
        self._library = library
        self._rows = rows
        self._total = total
        self._owners: dict[str, str] | None = None
        self._seen: dict[str, Finding] = {}

    def see(self, article: str) -> None:
        """Have the findings of an article at hand, without looking up where others are."""
        self._seen.update((item.id, item) for item in self._rows.get(article, ()))

    def owners(self) -> dict[str, str]:
        """The article of every finding, by ids."""
        if self._owners is None:
            self._owners = self._library.owners()
        return self._owners

    def __getitem__(self, ident: str) -> Finding:
        if ident not in self._seen:
            if not ident:
                raise KeyError(ident)
            self.see(self.owners()[ident])
        return self._seen[ident]

    def __contains__(self, ident: object) -> bool:
        return ident in self._seen or (bool(ident) and ident in self.owners())

    def __iter__(self) -> Iterator[str]:
        return iter(self.owners())

    def __len__(self) -> int:
        return self._total


class Numbered:
    """Statements by number: counted from 0, article by article, in the order of their findings."""

    def __init__(self, ids: Mapping[str, Sequence[str]], found: Mapping[str, Findings]) -> None:
        self.articles = list(ids)
        self.ids = list(chain.from_iterable(ids.values()))
        self._bases = list(accumulate(map(len, ids.values()), initial=0))[:-1]
        self._base_of = dict(zip(self.articles, self._bases, strict=True))
        self._found = found

    def article_of(self, number: int) -> str:
        """The id of the article of a statement."""
        return self.articles[bisect_right(self._bases, number) - 1]

    def statement(self, number: int) -> Statement:
        """The statement of a number."""
        home = self.article_of(number)
        return self._found[home].statements[number - self._base_of[home]]

    def number_of(self, statement: Statement) -> int | None:
        """The number of a statement; None for one that is not there."""
        base = self._base_of.get(statement.article)
        if base is None:
            return None
        here = self._found[statement.article].statements
        places = (place for place, item in enumerate(here) if item.id == statement.id)
        return next((base + place for place in places), None)
