"""Present articles and findings by id, without decoding findings that nobody asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from store.anchors import Finding, everything
from store.records import Article, Findings


class Index(Mapping[str, Article | Finding]):
    """Every present article and finding by its id, article by article.

    `ids` gives the ids of each article's findings; `found` the findings, decoded when asked for.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        ids: Callable[[], Mapping[str, Sequence[str]]],
        found: Mapping[str, Findings],
    ) -> None:
        self._articles = {article.id: article for article in articles}
        self._ids = ids
        self._owner: dict[str, str] | None = None
        self._found = found
        self._items: dict[str, dict[str, Finding]] = {}

    def __getitem__(self, ident: str) -> Article | Finding:
        article = self._articles.get(ident)
        if article is not None:
            return article
        owner = self._owners()[ident]
        items = self._items.get(owner)
        if items is None:
            items = {item.id: item for item in everything(self._found[owner])}
            self._items[owner] = items
        return items[ident]

    def _owners(self) -> dict[str, str]:
        """The article of every finding."""
        if self._owner is None:
            ids = self._ids()
            self._owner = {
                ident: article for article in self._articles for ident in ids.get(article, ())
            }
        return self._owner

    def __contains__(self, ident: object) -> bool:
        return ident in self._articles or ident in self._owners()

    def __iter__(self) -> Iterator[str]:
        yield from self._articles
        yield from self._owners()

    def __len__(self) -> int:
        return len(self._articles) + len(self._owners())
