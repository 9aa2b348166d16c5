"""A workspace: a folder that keeps articles, what was found in them, and what readers made of it.

Files are read when first asked for.  Every write holds the workspace's lock, starts from what is on
disk, and is durable when the method returns; if it fails, what is in memory stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from store import card
from store.acts import now
from store.anchors import Finding
from store.by_place import once
from store.desk import Desk
from store.files import WorkspaceError
from store.known import Put
from store.library import Library
from store.locking import exclusive
from store.lookup import AmbiguousId, UnknownId, by_id
from store.records import Article, Findings, Story
from store.reviews import LocalReviews, ReviewStore

__all__ = ["AmbiguousId", "Finding", "Put", "UnknownId", "Workspace", "WorkspaceError"]


class Workspace(Desk):
    """An open workspace.  `path` is its folder, `settings` JSON values that `save` keeps."""

    def __init__(
        self,
        path: Path,
        name: str,
        settings: dict[str, Any],
        reviews: ReviewStore | None = None,
        newer: WorkspaceError | None = None,
    ) -> None:
        reviews = reviews or LocalReviews(path / "reviews.json")
        super().__init__(Library(path), reviews, settings, newer)
        self.path = path
        self.name = name

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Workspace:
        """Open the workspace in a folder; with `create` make what is missing.

        One with a file of a later format can be read, see `newer`.  Raises WorkspaceError:
        missing, damaged, unwritable or full.
        """
        if create:
            card.create(path)
        found = card.look(path)
        return cls(path, found.name, found.settings, newer=found.newer)

    def save(self) -> None:
        """Keep `name` and `settings`.  Raises WorkspaceError."""
        self.refuse_if_newer()
        with exclusive(self.path):
            card.write(self.path, self.name, self.settings)

    # Articles and findings

    @property
    def library(self) -> Library:
        """Articles and findings for who looks at few of many: read when they are asked for."""
        return self._library

    def articles(self) -> list[Article]:
        """The newest version of every article, in the order in which they were first added."""
        return list(self._library.current())

    def versions(self, article_id: str) -> list[Article]:
        """All versions of an article, oldest first; `article_id` may be any of them."""
        newest = self._library.newest()
        last = newest.get(article_id)
        return [row for row in self.every_version() if newest[row.id] == last]

    def every_version(self) -> list[Article]:
        """All versions of all articles, in the order they were added."""
        return list(self._library.stored().values())

    def article(self, ident: str) -> Article | None:
        """An article of any version by id, by the unique start of an id, or by name.

        Raises AmbiguousId.
        """
        named = [row.id for row in self.articles() if row.name == ident]
        if len(named) > 1:
            raise AmbiguousId(ident, named)
        return by_id(named[0] if named else ident, self._library.stored())

    def findings(self, article_id: str) -> Findings:
        """What was found in an article; empty Findings where nothing was looked for yet."""
        return self._library.found().get(article_id) or Findings(article_id)

    def findings_once(self, article_id: str) -> Findings:
        """The same for one look: in a large workspace they are not kept in memory."""
        found = self._library.found()
        return once(found, article_id) if article_id in found else Findings(article_id)

    def all_findings(self) -> dict[str, Findings]:
        """Findings by article id, for every article of `articles()`."""
        return {article.id: self.findings(article.id) for article in self.articles()}

    def story(self) -> Story:
        """What holds across articles, as last analysed."""
        return self._library.story()

    def put_articles(self, articles: Sequence[Article]) -> list[Put]:
        """Add articles, all or none.

        The same source and text is there already; a new text of a known source is a new version.
        Raises WorkspaceError.
        """
        self.refuse_if_newer()
        puts = self._library.put(articles, now())
        self._forget()
        return puts

    def put_analysis(
        self,
        articles: Sequence[Article],
        found: Mapping[str, Findings],
        story: Story,
        *,
        summed_up: bool = True,
    ) -> None:
        """Store filled-in articles, findings by article id, and the story.

        Of many a summary is kept if `summed_up`.  Raises WorkspaceError.
        """
        self.refuse_if_newer()
        self._library.put_analysis(articles, found, story, summed_up=summed_up)
        self._forget()

    def needs_analysis(self, engine: str) -> bool:
        """Whether some article has no findings, or findings of another engine.

        Never where they cannot be stored, because a file has a later format.
        """
        engines = self._library.engines()
        self._library.stored(), self._reviews.history()
        if self.newer() is not None:
            return False
        return any(engines.get(ident) != engine for ident in self._library.present())

    def changed(self) -> bool:
        """Whether another process wrote something: four calls of the system, nothing is read.

        It may be asked many times a second; `reload_if_changed` then takes it in.
        """
        return self._library.changed() or self._reviews.changed()

    def reload_if_changed(self) -> bool:
        """Take in what other processes wrote; whether there was any.  Raises WorkspaceError."""
        articles, reviews = self._library.refresh(), self._reviews.refresh()
        if articles or reviews:
            self._forget()
        return articles or reviews

    def warm(self) -> None:
        """Import what the first write needs; for a thread, once the first frame is drawn."""
        import tinydb.table

        del tinydb
        self._reviews.history()
