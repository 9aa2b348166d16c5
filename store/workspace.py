"""A workspace: a folder that keeps articles, what was found in them, and what readers made of it.

Files are read when first asked for.  Every write holds the workspace's lock, starts from what is on
disk, and is durable when the method returns; if it fails, what is in memory stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from store import card, corrections
from store.acts import Field, distinct, login, now, setting, turning
from store.anchors import Orphan, Present, anchor, place
from store.files import WorkspaceError
from store.history import Conflict
from store.index import Index
from store.library import Library, Put
from store.locking import exclusive
from store.lookup import AmbiguousId, UnknownId, by_id
from store.records import (
    VERDICTS,
    Anchor,
    Article,
    Claim,
    Correction,
    Demand,
    Event,
    Findings,
    Review,
    Statement,
    Story,
    Verdict,
)
from store.reviews import LocalReviews, ReviewStore
from store.standing import UNREVIEWED, Standing

__all__ = ["AmbiguousId", "Put", "UnknownId", "Workspace", "WorkspaceError"]

Finding = Statement | Demand | Claim


class Workspace:
    """An open workspace.  `path` is its folder, `settings` JSON values that `save` keeps."""

    def __init__(
        self,
        path: Path,
        name: str,
        settings: dict[str, Any],
        reviews: ReviewStore | None = None,
    ) -> None:
        self.path = path
        self.name = name
        self.settings = settings
        self._library = Library(path)
        self._reviews = reviews or LocalReviews(path / "reviews.json")
        self._index: Index | None = None
        self._standing: Standing | None = None

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Workspace:
        """Open the workspace in a folder; with `create` make what is missing.

        Raises WorkspaceError: missing, damaged, newer, unwritable or full.
        """
        if create:
            card.create(path)
        return cls(path, *card.read(path))

    def save(self) -> None:
        """Keep `name` and `settings`.  Raises WorkspaceError."""
        with exclusive(self.path):
            card.write(self.path, self.name, self.settings)

    # Articles and findings

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
        puts = self._library.put(articles, now())
        self._forget()
        return puts

    def put_analysis(
        self, articles: Sequence[Article], found: Mapping[str, Findings], story: Story
    ) -> None:
        """Store filled-in articles, findings by article id, and the story.

        Raises WorkspaceError.
        """
        self._library.put_analysis(articles, found, story)
        self._forget()

    def needs_analysis(self, engine: str) -> bool:
        """Whether some article has no findings, or findings of another engine."""
        engines = self._library.engines()
        return any(engines.get(article.id) != engine for article in self.articles())

    def find(self, ident: str) -> Article | Finding | None:
        """An article or finding by id or by the unique start of one, four characters or more.

        Raises AmbiguousId.
        """
        return by_id(ident, self._known())

    def present(self, target: str) -> Article | Finding | None:
        """What a judged id stands for now, should its passage have moved; None: an orphan."""
        return self._known().get(self._stand().places.now.get(target, target))

    # Reviews

    def mark(
        self,
        targets: Sequence[str],
        verdict: Verdict | None,
        *,
        reason: str = "",
        by: str | None = None,
    ) -> list[Event]:
        """Give findings a verdict, None to clear it; one act, undone as one.

        Raises UnknownId, WorkspaceError.
        """
        if verdict is not None and verdict not in VERDICTS:
            raise ValueError(f"no verdict: {verdict!r}")
        return self._set("verdict", dict.fromkeys(targets, verdict), reason, by)

    def note(self, target: str, text: str, *, reason: str = "", by: str | None = None) -> Event:
        """Set the note of a finding or article; an empty one clears it."""
        return self._set("note", {target: text}, reason, by)[0]

    def tag(self, target: str, tags: Iterable[str], *, by: str | None = None) -> Event:
        """Set the tags of a finding or article to exactly these."""
        return self._set("tags", {target: distinct(tags)}, "", by)[0]

    def evidence(self, target: str, items: Iterable[str], *, by: str | None = None) -> Event:
        """Set the evidence (addresses, references) of a finding or article to exactly these."""
        return self._set("evidence", {target: distinct(items)}, "", by)[0]

    def attach(self, lost: str, target: str, *, by: str | None = None) -> Event:
        """Say that what was judged as `lost` is now the finding `target`; undone like any act.

        Raises UnknownId, WorkspaceError.
        """
        if target not in self._known():
            raise UnknownId(f"no article or finding has the id {target!r}")
        return self._set("attach", {lost: target}, "", by)[0]

    def correct(self, how: Correction, *, reason: str = "", by: str | None = None) -> list[Event]:
        """Say how claims or demands belong together; one act, undone as one.

        It shows in `story` and `findings` once `seeds.regrouping` has applied it.  Raises
        UnknownId, WorkspaceError.
        """
        values = dict.fromkeys(how.targets, corrections.told(how))
        return self._set("correct", values, reason, by)

    def corrections(self) -> list[Correction]:
        """The corrections in force, oldest first, of what they are about now."""
        history = self._reviews.history()
        if not history.regroupings:
            return []
        return corrections.in_force(history, self._stand().places.now)

    def amend(self, values: Mapping[str, object], reason: str = "", by: str | None = None) -> None:
        """Set what a reader says of statements, or of what articles lack; undone as one act.

        The values, by target, are JSON; `seeds.amending` puts them into `findings`.  Raises
        UnknownId, WorkspaceError.
        """
        self._set("correct", values, reason, by)

    def amendments(self) -> dict[str, object]:
        """What `amend` set and was not undone, by target, in order of the first act on each."""
        history = self._reviews.history()
        targets = dict.fromkeys(event.target for event in history.regroupings)
        values = ((target, history.value(target, "correct")) for target in targets)
        return {target: value for target, value in values if corrections.amends(value)}

    def undo(self, by: str | None = None) -> list[Event]:
        """Undo a reader's last act that is not undone; [] when there is none."""
        return self._reviews.append(turning("undo", by or self.reader))

    def redo(self, by: str | None = None) -> list[Event]:
        """Bring back a reader's last undone act; [] when there is none."""
        return self._reviews.append(turning("redo", by or self.reader))

    def review(self, target: str) -> Review:
        """What readers made of a finding or article: its own review, or one inherited."""
        return self.reviews().get(target, UNREVIEWED)

    def reviews(self) -> Mapping[str, Review]:
        """Every target that has a review, own or inherited from the same finding in a copy."""
        return self._stand().reviews

    def orphans(self) -> list[Orphan]:
        """Reviews whose passage is not among the present findings; nothing is ever dropped."""
        history = self._reviews.history()
        lost = ((target, history.review(target)) for target in self._stand().places.lost)
        return [
            Orphan(target, review, history.anchors.get(target))
            for target, review in lost
            if review != UNREVIEWED
        ]

    def likeness(self, target: str) -> float:
        """How much the words where a judged id stands now are those that were judged, 0..1."""
        places = self._stand().places
        return places.guessed.get(target, 0.0 if target in places.lost else 1.0)

    def conflicts(self) -> list[Conflict]:
        """Fields that two readers set without knowing of each other, until somebody decides.

        The later value holds meanwhile.
        """
        return self._reviews.history().conflicts()

    def events(self, target: str | None = None) -> list[Event]:
        """All events in order, or those about one target, under whatever id it had."""
        events = self._reviews.history().events
        if target is None:
            return list(events)
        now_at = self._stand().places.now
        return [row for row in events if target in (row.target, now_at.get(row.target))]

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

    def reopen(self) -> None:
        """After a WorkspaceError `unsure`: read what is on the disk and make sure that it stays.

        Whether the act that failed was kept shows afterwards.  Raises WorkspaceError.
        """
        self._reviews.reopen()
        self._forget()

    def notices(self) -> list[str]:
        """What the reader should know of the files: an unfinished act dropped, a foreign change."""
        self._reviews.history()
        return self._reviews.notices

    def warm(self) -> None:
        """Import what the first write needs; for a thread, once the first frame is drawn."""
        import tinydb.table

        del tinydb
        self._reviews.history()

    # Within

    @property
    def reader(self) -> str:
        """Who acts where no other name is given: the setting "reader", else the login name."""
        return str(self.settings.get("reader") or login())

    def _set(
        self, field: Field, values: Mapping[str, object], reason: str, by: str | None
    ) -> list[Event]:
        seen = self._reviews.history()
        anchors = {target: self._anchor(target) for target in values}
        decide = setting(field, anchors, values, by or self.reader, reason, seen)
        return self._reviews.append(decide)

    def _anchor(self, target: str) -> Anchor | None:
        item = self._known().get(target)
        if item is None:
            was = self._reviews.history().anchors.get(target)
            if was is None and target not in self._reviews.history().targets():
                raise UnknownId(f"no article or finding has the id {target!r}")
            return was
        if isinstance(item, Article):
            return None
        article = self._library.stored().get(item.article)
        return anchor(article, item.start, item.end) if article else None

    def _known(self) -> Index:
        if self._index is None:
            library = self._library
            self._index = Index(library.current(), library.ids, library.found())
        return self._index

    def _stand(self) -> Standing:
        history = self._reviews.history()
        standing = self._standing
        if standing is None or not standing.advance(history, self._known()):
            library = self._library
            texts = {article.id: article.text for article in library.current()}
            present = Present(texts, library.found(), self._known(), library.newest())
            attached = history.attached()
            places = place(history.targets(), history.anchors, attached, present)
            older = {old for old, where in history.anchors.items() if where.article not in texts}
            older |= {old for old, new in places.now.items() if old[:1] == "a" and old != new}
            older = (older | places.guessed.keys()) - attached.keys()
            standing = Standing(history, places, older, self.story().occurrences)
            self._standing = standing
        return standing

    def _forget(self) -> None:
        self._index = self._standing = None
