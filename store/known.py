"""Which articles a file holds, told without decoding their texts; what is new beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

import msgspec

from store.documents import record
from store.frames import Change
from store.lookup import newest_of
from store.records import Article
from store.splicing import encoded

ARTICLES = "articles"
T = TypeVar("T")


class Put(NamedTuple):
    """What became of an article that was put in, and the article as it is stored."""

    article: Article
    outcome: Literal["added", "already", "version"]


class Known:
    """The articles that a file holds, by id: as much of each as tells what is new."""

    def __init__(self, table: Mapping[str, msgspec.Raw], path: Path) -> None:
        self._table, self._path = table, path
        entries = heads(table, ARTICLES, Entry, path)
        self.keys = {head.id: key for key, head in entries}
        self._last = max(map(int, table), default=0)
        self._newest: dict[str, Entry | Article] = {}
        self._fresh: dict[str, Article] = {}
        for _, head in entries:
            other = self._newest.get(head.source)
            if other is None or other.version < head.version:
                self._newest[head.source] = head

    def key_of(self, ident: str) -> str:
        """The document id of an article, a new one if it has none."""
        if ident not in self.keys:
            self._last += 1
            self.keys[ident] = str(self._last)
        return self.keys[ident]

    def take(self, article: Article, now: str) -> Put:
        """What an article that comes is, and how it is stored."""
        if article.id in self._fresh:
            return Put(self._fresh[article.id], "already")
        if article.id in self.keys:
            row = self._table[self.keys[article.id]]
            return Put(record(row, Article, self._path, f"article {article.id}"), "already")
        entry = msgspec.structs.replace(article, added=article.added or now)
        before = self._newest.get(article.source)
        if before is not None:
            entry = msgspec.structs.replace(entry, version=before.version + 1, previous=before.id)
        self._newest[entry.source] = self._fresh[entry.id] = entry
        return Put(entry, "added" if before is None else "version")

    def changed(self, articles: Sequence[Article]) -> Iterator[Change]:
        """The documents of articles that are not stored so."""
        for row in articles:
            document = encoded(row, self._path)
            key = self.key_of(row.id)
            if key not in self._table or memoryview(self._table[key]) != document:
                yield ARTICLES, key, document


class Entry(msgspec.Struct, gc=False):
    """As much of an article as tells what it is."""

    id: str
    source: str
    version: int = 1
    previous: str | None = None


def heads(
    table: Mapping[str, bytes] | Mapping[str, msgspec.Raw], name: str, kind: type[T], path: Path
) -> list[tuple[str, T]]:
    """What the documents of a table are, each with its id.  Raises WorkspaceError."""
    return [
        (key, record(row, kind, path, f'table "{name}", document {key}'))
        for key, row in table.items()
    ]


def current_of(table: Mapping[str, msgspec.Raw], path: Path) -> list[str]:
    """The ids of the newest versions, in the order in which articles were first added."""
    previous = {head.id: head.previous for _, head in heads(table, ARTICLES, Entry, path)}
    newest = newest_of(previous)
    return [newest[one] for one, old in previous.items() if old not in previous]
