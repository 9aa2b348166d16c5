"""Articles and findings in their files: read when first asked for, written as they change."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from store import summary, summing
from store.anchors import everything
from store.by_place import InOrder, Only, Records, once, opened
from store.changed import FINDINGS, STORY, changed_findings, changed_story, spilled
from store.corpus import Corpus, Told
from store.documents import record
from store.files import WorkspaceError, stamp, unreadable
from store.frames import Change
from store.holding import (
    HeldArticles,
    HeldFindings,
    articles_at_a_glance,
    findings_at_a_glance,
    held,
)
from store.known import ARTICLES, Known, Put, current_of, heads
from store.laid import Laid
from store.lazy import Head, Id, LazyFindings
from store.locking import exclusive
from store.records import Article, Findings, Story
from store.spill import Spill
from store.splicing import encoded
from store.summary import Summary


class Library:
    """The articles of a workspace in order, and what was found in them.

    What was read is kept as a whole and swapped as a whole: a thread that reads never waits for
    one that writes, and a failed write changes nothing.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._articles = Corpus(folder / "articles.json")
        self._findings = Corpus(folder / "findings.json")
        self._shelf: HeldArticles | None = None
        self._finds: HeldFindings | None = None
        self._summary: Summary | None = None
        self._laid: Laid | None = None
        """The findings where this one has just written them anew."""

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

    def extent(self) -> tuple[int, int]:
        """How many articles are stored, older versions among them, and the bytes they take."""
        rows = self._articles.read().table(ARTICLES)
        return len(rows), sum(len(memoryview(row)) for row in rows.values())

    def once(self) -> Iterator[Article]:
        """The articles of `current`, each for one look: they are not kept."""
        if self._shelf is not None:
            stored = self._shelf.stored
            yield from (once(stored, ident) for ident in self._shelf.ids())
            return
        path = self._articles.path
        rows = self._articles.read().table(ARTICLES)
        key_of = {head.id: key for key, head in heads(rows, ARTICLES, Id, path)}
        for ident in current_of(rows, path):
            yield record(rows[key_of[ident]], Article, path, f"article {ident}")

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
        held, laid = self._summary, self._laid
        self._laid = None
        if held is not None and held.stamps == summary.stamps(self.folder):
            return True
        if held is None and summary.read(self.folder) is not None:
            return True
        articles = self._articles.read()
        if articles.stamp is None:
            return False
        current = current_of(articles.table(ARTICLES), self._articles.path)
        shelved = summing.shelved(self._articles.path, articles)
        del articles
        if laid is None or laid.stamp != self._findings.stamp():
            return summing.write(self.folder, shelved, self._findings.read(), current)
        return summing.write(self.folder, shelved, laid, current)

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
        except OSError:
            return
        if (opened(shelf.stored), opened(finds.found)) == found.stamps:
            self._shelf, self._finds, self._summary = shelf, finds, found

    def _read_articles(self) -> HeldArticles:
        told = self._articles.read()
        try:
            rows = heads(told.table(ARTICLES), ARTICLES, Article, self._articles.path)
        except WorkspaceError as error:
            raise unreadable(error, self._articles.newer) from error
        return held({row.id: row for _, row in rows}, told.stamp)

    def _read_findings(self) -> HeldFindings:
        told = self._findings.read()
        try:
            return self._finds_of(told)
        except WorkspaceError as error:
            raise unreadable(error, self._findings.newer) from error

    def _finds_of(self, told: Told) -> HeldFindings:
        path, table = self._findings.path, told.table(FINDINGS)
        whose = heads(table, FINDINGS, Head, path)
        rows = {head.article: table[key] for key, head in whose}
        stories = heads(told.table(STORY), STORY, Story, path)
        engines = {head.article: head.engine for _, head in whose}
        story = stories[-1][1] if stories else Story()
        return HeldFindings(LazyFindings(rows, path), engines, lambda: story, told.stamp)

    # Writing

    def put(self, articles: Sequence[Article], now: str) -> list[Put]:
        """Add articles; the same source and text adds nothing, a new text is a new version."""
        with exclusive(self.folder):
            told = self._articles.read()
            known = Known(told.table(ARTICLES), self._articles.path)
            puts: list[Put] = []
            changes: list[Change] = []
            for article in articles:
                put = known.take(article, now)
                puts.append(put)
                if put.outcome != "already":
                    document = encoded(put.article, self._articles.path)
                    changes.append((ARTICLES, known.key_of(put.article.id), document))
            if changes:
                self._articles.write(told, changes)
                self._shelf = None
            return puts

    def put_analysis(
        self,
        articles: Sequence[Article],
        found: Mapping[str, Findings],
        story: Story,
        *,
        summed_up: bool = True,
    ) -> None:
        """Store filled-in articles, their findings and the story; of many a summary if `summed_up`.

        What stays as it is is not written again.  Articles and findings may be sequences and
        mappings that make each record when it is asked for: one is held at a time.
        """
        with exclusive(self.folder):
            told = self._articles.read()
            known = Known(told.table(ARTICLES), self._articles.path)
            with Spill(self.folder) as spill:
                changes = spilled(known.changed(articles), spill)
                if changes:
                    self._articles.write(told, changes)
                    self._shelf = None
            stored = known.keys
            del told, known
            whole = self._put_findings(stored, found, story)
            if len(stored) >= summary.WORTH_IT and whole and summed_up:
                self.sum_up()

    def _put_findings(
        self, stored: Collection[str], found: Mapping[str, Findings], story: Story
    ) -> bool:
        """Write findings and the story; whether their file was written anew."""
        path, before = self._findings.path, stamp(self._findings.path)
        told = self._findings.read()
        with Spill(self.folder) as spill:
            changes = spilled(changed_findings(told, path, stored, found), spill)
            changes += changed_story(told, path, story, spill)
            if changes:
                tables = self._findings.write(told, changes)
                self._finds = None
                now, self._laid = self._findings.stamp(), None
                if tables and now and len(stored) >= summary.WORTH_IT:
                    self._laid = Laid(path, tables, now)
        return stamp(path) != before
