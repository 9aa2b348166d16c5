"""Present articles and findings by id, without decoding findings that nobody asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from store.anchors import Finding, everything
from store.records import Article, Findings


class Index(Mapping[str, Article | Finding]):
    """Every present article and finding by its id, article by article.

    `articles` are by id; `owners` gives the article of every finding; `found` has the findings,
    decoded when asked for.
    """

    def __init__(
        self,
        articles: Mapping[str, Article],
        owners: Callable[[], dict[str, str]],
        found: Mapping[str, Findings],
    ) -> None:
        self.articles = articles
        self._find_owners = owners
        self._owner: dict[str, str] | None = None
        self._found = found
        self._items: dict[str, dict[str, Finding]] = {}

    def __getitem__(self, ident: str) -> Article | Finding:
        owner = self._owner.get(ident) if self._owner is not None else None
        if owner is None:
            if ident in self.articles:
                return self.articles[ident]
            owner = self._owners()[ident]
        items = self._items.get(owner)
        if items is None:
            items = {item.id: item for item in everything(self._found[owner])}
            self._items[owner] = items
        return items[ident]

    def _owners(self) -> dict[str, str]:
        """The article of every finding."""
        if self._owner is None:
            self._owner = self._find_owners()
        return self._owner

    def __contains__(self, ident: object) -> bool:
        return ident in self.articles or ident in self._owners()

    def __iter__(self) -> Iterator[str]:
        yield from self.articles
        yield from self._owners()

    def __len__(self) -> int:
        return len(self.articles) + len(self._owners())
