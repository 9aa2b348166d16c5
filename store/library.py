"""Articles and findings in their TinyDB files: read when first asked for, written in one piece."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

import msgspec

from store.documents import AtomicStorage, Tables, damaged, database
from store.records import Article, Findings, Story
from store.reviews import exclusive

ARTICLES, FINDINGS, STORY = "articles", "findings", "story"
T = TypeVar("T")


class Put(NamedTuple):
    """What became of an article that was put in, and the article as it is stored."""

    article: Article
    outcome: Literal["added", "already", "version"]


class Library:
    """The articles of a workspace in order, and what was found in them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._articles = AtomicStorage(folder / "articles.json")
        self._findings = AtomicStorage(folder / "findings.json")
        self._guard = threading.RLock()
        self._stored: dict[str, Article] | None = None
        self._found: dict[str, Findings] = {}
        self._story: Story | None = None
        self._stamps = (self._articles.stamp(), self._findings.stamp())

    # Reading

    def stored(self) -> dict[str, Article]:
        """Every article by id, all versions, in the order they were added."""
        with self._guard:
            if self._stored is None:
                tables = self._articles.read() or {}
                rows = _records(tables, ARTICLES, Article, self._articles.path)
                self._stored = {row.id: row for row in rows}
            return self._stored

    def found(self) -> dict[str, Findings]:
        """Findings by article id, those of older versions among them."""
        self.story()
        return self._found

    def story(self) -> Story:
        """What holds across articles."""
        with self._guard:
            if self._story is None:
                path = self._findings.path
                tables = self._findings.read() or {}
                rows = _records(tables, FINDINGS, Findings, path)
                stories = _records(tables, STORY, Story, path)
                self._found = {row.article: row for row in rows}
                self._story = stories[-1] if stories else Story()
            return self._story

    def refresh(self) -> bool:
        """Forget what others have replaced; whether there was any."""
        with self._guard:
            now = (self._articles.stamp(), self._findings.stamp())
            if now == self._stamps:
                return False
            self._forget()
            return True

    def _forget(self) -> None:
        self._stamps = (self._articles.stamp(), self._findings.stamp())
        self._stored = self._story = None
        self._found = {}

    # Writing

    def put(self, articles: Sequence[Article], now: str) -> list[Put]:
        """Add articles; the same source and text adds nothing, a new text is a new version."""
        with self._guard, exclusive(self.folder):
            self._forget()
            stored = dict(self.stored())
            newest = {article.source: article for article in stored.values()}
            puts: list[Put] = []
            for article in articles:
                put = _take(article, stored, newest, now)
                puts.append(put)
                stored[put.article.id] = newest[put.article.source] = put.article
                if put.outcome == "already":
                    newest[put.article.source] = _last_of(put.article.source, stored)
            if any(put.outcome != "already" for put in puts):
                self._write_articles(stored)
                self._forget()
            return puts

    def put_analysis(
        self, articles: Sequence[Article], found: Mapping[str, Findings], story: Story
    ) -> None:
        """Store filled-in articles, their findings and the story; one write for each file."""
        with self._guard, exclusive(self.folder):
            self._forget()
            stored = self.stored()
            filled = {**stored, **{article.id: article for article in articles}}
            if filled != stored:
                self._write_articles(filled)
            kept = [row for row in self.found().values() if row.article not in found]
            self._write_findings([*kept, *found.values()], story)
            self._forget()

    def _write_articles(self, stored: Mapping[str, Article]) -> None:
        self._replace(self._articles, {ARTICLES: list(stored.values())})

    def _write_findings(self, rows: Sequence[Findings], story: Story) -> None:
        self._replace(self._findings, {FINDINGS: rows, STORY: [story]})

    def _replace(self, storage: AtomicStorage, tables: Mapping[str, Sequence[Any]]) -> None:
        with storage.batch():
            base = database(storage)
            for name, records in tables.items():
                table = base.table(name)
                table.truncate()
                table.insert_multiple(msgspec.to_builtins(record) for record in records)


def _take(
    article: Article, stored: Mapping[str, Article], newest: Mapping[str, Article], now: str
) -> Put:
    if article.id in stored:
        return Put(stored[article.id], "already")
    entry = msgspec.structs.replace(article, added=article.added or now)
    before = newest.get(article.source)
    if before is None:
        return Put(entry, "added")
    entry = msgspec.structs.replace(entry, version=before.version + 1, previous=before.id)
    return Put(entry, "version")


def _last_of(source: str, stored: Mapping[str, Article]) -> Article:
    return max(
        (article for article in stored.values() if article.source == source),
        key=lambda article: article.version,
    )


def _records(tables: Tables, name: str, kind: type[T], path: Path) -> list[T]:
    table = tables.get(name, {})
    rows = []
    for key in sorted(table, key=int):
        try:
            rows.append(msgspec.convert(table[key], kind))
        except msgspec.ValidationError as error:
            raise damaged(path, f'table "{name}", document {key}: {error}') from error
    return rows
