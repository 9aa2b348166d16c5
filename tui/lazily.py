"""Findings of a large story, looked up without reading those that nobody asks for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from store.records import Claim, Demand, Findings, Statement

if TYPE_CHECKING:
    from store.id_block import IdBlock
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

    def __contains__(self, article: object) -> bool:
        return article in self._articles

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
        self._glance = library.summary()
        self._homes: dict[str, str | None] = {}
        self._seen: dict[str, Finding] = {}

    def see(self, article: str) -> None:
        """Have the findings of an article at hand, without looking up where others are."""
        self._seen.update((item.id, item) for item in self._rows.get(article, ()))

    def owners(self) -> dict[str, str]:
        """The article of every finding, by ids."""
        if self._owners is None:
            self._owners = self._library.owners()
        return self._owners

    def owner(self, ident: str) -> str | None:
        """The article of a finding; looked up one by one where a summary can tell."""
        if self._owners is None and self._glance is not None:
            if ident not in self._homes:
                home = self._glance.owner(ident)
                self._homes[ident] = home if home in self._rows else None
            return self._homes[ident]
        return self.owners().get(ident)

    def __getitem__(self, ident: str) -> Finding:
        if ident not in self._seen:
            home = self.owner(ident) if ident else None
            if home is None:
                raise KeyError(ident)
            self.see(home)
        return self._seen[ident]

    def __contains__(self, ident: object) -> bool:
        if ident in self._seen:
            return True
        return isinstance(ident, str) and bool(ident) and self.owner(ident) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self.owners())

    def __len__(self) -> int:
        return self._total


class Numbered:
    """Statements by number: counted from 0, article by article, in the order of their findings.

    `ids` are theirs; `found` has the statements, read when they are asked for.
    """

    def __init__(
        self,
        articles: Sequence[str],
        counts: Sequence[int],
        ids: Sequence[str] | GlancedIds,
        found: Mapping[str, Findings],
    ) -> None:
        self.articles = articles
        self.ids = ids
        self._bases = list(accumulate(counts, initial=0))[:-1]
        self._base_of: dict[str, int] | None = None
        self._found = found

    def place_of(self, number: int) -> tuple[str, int]:
        """The id of the article of a statement, and which of its statements it is."""
        at = bisect_right(self._bases, number) - 1
        return self.articles[at], number - self._bases[at]

    def article_of(self, number: int) -> str:
        """The id of the article of a statement."""
        return self.articles[bisect_right(self._bases, number) - 1]

    def statement(self, number: int) -> Statement:
        """The statement of a number."""
        home, place = self.place_of(number)
        return self._found[home].statements[place]

    def number_of(self, statement: Statement) -> int | None:
        """The number of a statement; None for one that is not there."""
        if self._base_of is None:
            self._base_of = dict(zip(self.articles, self._bases, strict=True))
        base = self._base_of.get(statement.article)
        if base is None:
            return None
        here = self._found[statement.article].statements
        places = (place for place, item in enumerate(here) if item.id == statement.id)
        return next((base + place for place in places), None)


class GlancedIds:
    """The ids of statements by number, from a summary that has those of all findings."""

    def __init__(self, ids: IdBlock, firsts: Sequence[int], counts: Sequence[int]) -> None:
        self._ids = ids
        self._firsts = firsts
        self._bases = list(accumulate(counts, initial=0))[:-1]

    def __getitem__(self, number: int) -> str:
        at = bisect_right(self._bases, number) - 1
        return self._ids[self._firsts[at] + number - self._bases[at]]
