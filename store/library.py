"""Articles and findings in their TinyDB files: read when first asked for, written in one piece."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

import msgspec

from store import summary
from store.anchors import everything
from store.by_place import InOrder, Only, Records, opened
from store.documents import AtomicStorage, Rows, record
from store.files import Stamp, WorkspaceError, unreadable
from store.holding import (
    HeldArticles,
    HeldFindings,
    articles_at_a_glance,
    findings_at_a_glance,
    held,
)
from store.lazy import Head, Id, LazyFindings
from store.locking import exclusive
from store.records import Article, Findings, Story
from store.splicing import encoded, spliced
from store.summary import Summary

ARTICLES, FINDINGS, STORY = "articles", "findings", "story"
T = TypeVar("T")


class Put(NamedTuple):
    """What became of an article that was put in, and the article as it is stored."""

    article: Article
    outcome: Literal["added", "already", "version"]


class Library:
    """The articles of a workspace in order, and what was found in them.

    What was read is kept as a whole and swapped as a whole: a thread that reads never waits for
    one that writes, and a failed write changes nothing.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._articles = AtomicStorage(folder / "articles.json")
        self._findings = AtomicStorage(folder / "findings.json")
        self._shelf: HeldArticles | None = None
        self._finds: HeldFindings | None = None
        self._summary: Summary | None = None

    @property
    def newer(self) -> WorkspaceError | None:
        """Why the files, as far as they were read, must not be written: a later format."""
        return self._articles.newer or self._findings.newer

    # Reading

    def stored(self) -> Mapping[str, Article]:
        """Every article by id, all versions, in the order they were added."""
        return self._shelf_once().stored

    def newest(self) -> Mapping[str, str]:
        """The id of every stored article to that of its newest version."""
        return self._shelf_once().newest

    def current(self) -> Sequence[Article]:
        """The newest version of every article, in the order in which they were first added."""
        return self._shelf_once().current

    def present(self) -> Mapping[str, Article]:
        """The articles of `current` by id."""
        shelf = self._shelf_once()
        if isinstance(shelf.current, InOrder):
            whole = len(shelf.current) == len(shelf.stored)
            return shelf.stored if whole else Only(shelf.current.keys, shelf.stored)
        return {row.id: row for row in shelf.current}

    def names(self) -> Sequence[str]:
        """The names of the articles of `current`."""
        return self._shelf_once().names

    def summary(self) -> Summary | None:
        """What a large workspace shows first, where that is known without reading the files."""
        shelf, finds, held = self._shelf_once(), self._read_once(), self._summary
        return held if held is not None and held.stamps == (shelf.stamp, finds.stamp) else None

    def sum_up(self) -> bool:
        """Keep a summary of the files as they are; False where it could not be kept."""
        articles, findings = self._articles.stamp(), self._findings.stamp()
        rows = (self._articles.rows(), articles), (self._findings.rows(), findings)
        return summary.write(self.folder, *rows, self._shelf_of(rows[0][0], articles).ids())

    def found(self) -> Mapping[str, Findings]:
        """Findings by article id, those of older versions among them."""
        return self._read_once().found

    def engines(self) -> dict[str, str]:
        """Which engine made the findings of each article that has any."""
        return self._read_once().engines

    def owners(self) -> dict[str, str]:
        """The id of every finding of a present article to that of its article."""
        present, found = self.present(), self._read_once().found
        if isinstance(found, Records) and self._summary is not None:
            owners = self._summary.finds.owners()
            if len(present) == len(found):
                return owners
            return {ident: home for ident, home in owners.items() if home in present}
        if isinstance(found, LazyFindings):
            ids = found.ids()
            return {one: home for home in present for one in ids.get(home, ())}
        rows = ((home, found[home]) for home in present if home in found)
        return {item.id: home for home, row in rows for item in everything(row)}

    def owner(self, ident: str) -> str | None:
        """The present article of a finding, where a summary knows it; None where none does."""
        summary = self.summary()
        home = summary.owner(ident) if summary is not None else None
        return home if home is not None and home in self.newest() else None

    def story(self) -> Story:
        """What holds across articles."""
        return self._read_once().story

    def changed(self) -> bool:
        """Whether others have replaced a file since it was read."""
        shelf, finds = self._shelf, self._finds
        return (shelf is not None and shelf.stamp != self._articles.stamp()) or (
            finds is not None and finds.stamp != self._findings.stamp()
        )

    def refresh(self) -> bool:
        """Forget what others have replaced; whether there was any."""
        shelf, finds = self._shelf, self._finds
        if shelf is not None and shelf.stamp != self._articles.stamp():
            self._shelf = None
        if finds is not None and finds.stamp != self._findings.stamp():
            self._finds = None
        return shelf is not self._shelf or finds is not self._finds

    def _shelf_once(self) -> HeldArticles:
        if self._shelf is None:
            self._glance()
        if self._shelf is None:
            self._shelf = self._read_articles()
        return self._shelf

    def _read_once(self) -> HeldFindings:
        if self._finds is None:
            self._glance()
        if self._finds is None:
            self._finds = self._read_findings()
        return self._finds

    def _glance(self) -> None:
        """Begin with the summary, where there is one of the files as they are."""
        found = summary.read(self.folder)
        if found is None or self._shelf is not None or self._finds is not None:
            return
        try:
            shelf = articles_at_a_glance(self.folder, found.shelf, found.stamps[0])
            finds = findings_at_a_glance(self.folder, found.finds, found.stamps[1])
        except (OSError, WorkspaceError):
            return
        if (opened(shelf.stored), opened(finds.found)) == found.stamps:
            self._shelf, self._finds, self._summary = shelf, finds, found

    def _read_articles(self) -> HeldArticles:
        stamp = self._articles.stamp()
        return self._shelf_of(self._articles.rows(), stamp)

    def _shelf_of(self, tables: Rows, stamp: Stamp | None) -> HeldArticles:
        try:
            rows = _records(tables, ARTICLES, Article, self._articles.path)
        except WorkspaceError as error:
            raise unreadable(error, self._articles.newer) from error
        return held({row.id: row for row in rows}, stamp)

    def _read_findings(self) -> HeldFindings:
        stamp = self._findings.stamp()
        tables = self._findings.rows()
        try:
            return self._finds_of(tables, stamp)
        except WorkspaceError as error:
            raise unreadable(error, self._findings.newer) from error

    def _finds_of(self, tables: Rows, stamp: Stamp | None) -> HeldFindings:
        path = self._findings.path
        table = tables.get(FINDINGS, {})
        heads = _records(tables, FINDINGS, Head, path)
        rows = {head.article: table[key] for head, key in zip(heads, _in_order(table), strict=True)}
        stories = _records(tables, STORY, Story, path)
        engines = {head.article: head.engine for head in heads}
        story = stories[-1] if stories else Story()
        return HeldFindings(LazyFindings(rows, path), engines, story, stamp)

    # Writing

    def put(self, articles: Sequence[Article], now: str) -> list[Put]:
        """Add articles; the same source and text adds nothing, a new text is a new version."""
        with exclusive(self.folder):
            tables, stored = self._to_write()
            newest = _newest_by_source(stored)
            puts: list[Put] = []
            fresh: dict[str, Article] = {}
            for article in articles:
                put = _take(article, stored, newest, now)
                puts.append(put)
                if put.outcome != "already":
                    stored[put.article.id] = newest[put.article.source] = put.article
                    fresh[put.article.id] = put.article
            self._put_articles(tables, stored, fresh)
            return puts

    def put_analysis(
        self, articles: Sequence[Article], found: Mapping[str, Findings], story: Story
    ) -> None:
        """Store filled-in articles, their findings and the story; one write for each file.

        Documents that stay as they are are copied as bytes, neither decoded nor encoded.
        """
        with exclusive(self.folder):
            tables, stored = self._to_write()
            fresh = {row.id: row for row in articles if stored.get(row.id) != row}
            stored.update(fresh)
            tables = self._put_articles(tables, stored, fresh)
            rows = self._put_findings(stored, found, story)
            if len(stored) >= summary.WORTH_IT:
                stamps = self._articles.stamp(), self._findings.stamp()
                shelf = self._shelf
                if shelf is None or shelf.stamp != stamps[0]:
                    shelf = held(stored, stamps[0])
                ids = shelf.ids()
                summary.write(self.folder, (tables, stamps[0]), (rows, stamps[1]), ids)

    def _to_write(self) -> tuple[Rows, dict[str, Article]]:
        """The articles as they are now, for one who holds the lock: documents, and records."""
        stamp, tables = self._articles.stamp(), self._articles.rows()
        shelf = self._shelf
        if shelf is None or shelf.stamp != stamp or not isinstance(shelf.stored, dict):
            shelf = self._shelf_of(tables, None)
        return tables, dict(shelf.stored)

    def _put_articles(
        self, tables: Rows, stored: dict[str, Article], fresh: Mapping[str, Article]
    ) -> Rows:
        """Write articles if some are fresh; the tables of the file."""
        if fresh:
            path, table = self._articles.path, tables.get(ARTICLES, {})
            heads = _records(tables, ARTICLES, Id, path)
            keys = dict(zip((head.id for head in heads), _in_order(table), strict=True))
            tables = {**tables, ARTICLES: spliced(table, keys, fresh, path)}
            self._articles.put(tables)
            self._shelf = held(stored, self._articles.stamp())
        return tables

    def _put_findings(
        self, stored: Collection[str], found: Mapping[str, Findings], story: Story
    ) -> Rows:
        """Write findings and the story; the tables of the file."""
        path, tables = self._findings.path, self._findings.rows()
        table = tables.get(FINDINGS, {})
        heads = _records(tables, FINDINGS, Head, path)
        keys = dict(zip((head.article for head in heads), _in_order(table), strict=True))
        gone = {key for article, key in keys.items() if article not in stored}
        kept = {key: row for key, row in table.items() if key not in gone}
        tables[FINDINGS] = spliced(kept, keys, found, path)
        tables[STORY] = {"1": msgspec.Raw(encoded(story, path))}
        self._findings.put(tables)
        self._finds = self._finds_of(tables, self._findings.stamp())
        return tables


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


def _newest_by_source(stored: Mapping[str, Article]) -> dict[str, Article]:
    newest: dict[str, Article] = {}
    for article in stored.values():
        other = newest.get(article.source)
        if other is None or other.version < article.version:
            newest[article.source] = article
    return newest


def _records(tables: Rows, name: str, kind: type[T], path: Path) -> list[T]:
    table = tables.get(name, {})
    return [
        record(table[key], kind, path, f'table "{name}", document {key}')
        for key in _in_order(table)
    ]


def _in_order(table: Mapping[str, object]) -> list[str]:
    return sorted(table, key=int)
