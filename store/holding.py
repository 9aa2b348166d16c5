"""What a library holds in memory: articles and findings, read or at a glance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from store.by_place import InOrder, Records
from store.files import Stamp
from store.lookup import newest_of, newest_versions
from store.records import Article, Findings, Story
from store.summary import Finds, Shelf


class HeldArticles(NamedTuple):
    """Every article by id, all versions, in the order they were added.

    `newest` maps each id to that of the newest version; `current` are the newest, in the places of
    the first versions.
    """

    stored: Mapping[str, Article]
    newest: Mapping[str, str]
    current: Sequence[Article]
    names: Sequence[str]
    stamp: Stamp | None

    def ids(self) -> Sequence[str]:
        """The ids of `current`."""
        current = self.current
        return current.keys if isinstance(current, InOrder) else [row.id for row in current]


def held(stored: dict[str, Article], stamp: Stamp | None) -> HeldArticles:
    """Articles that were read, by id, from the file with this stamp."""
    newest = newest_versions(stored)
    first = (row for row in stored.values() if row.previous not in stored)
    current = tuple(stored[newest[row.id]] for row in first)
    return HeldArticles(stored, newest, current, tuple(row.name for row in current), stamp)


def articles_at_a_glance(folder: Path, told: Shelf, stamp: Stamp | None) -> HeldArticles:
    """Articles as a summary tells of them, read when asked for.  Raises OSError."""
    stored = Records(folder, told.places, Article)
    previous, keys = told.previous, told.places.keys
    if not previous:
        newest = dict(zip(keys, keys, strict=True))
        return HeldArticles(stored, newest, InOrder(keys, stored), told.names, stamp)
    newest = newest_of({key: previous.get(key) for key in keys})
    name_of = dict(zip(keys, told.names, strict=True))
    current = told.current()
    names = [name_of[key] for key in current]
    return HeldArticles(stored, newest, InOrder(current, stored), names, stamp)


class HeldFindings:
    """Findings by article id, those of older versions among them, and the story."""

    def __init__(
        self,
        found: Mapping[str, Findings],
        engines: dict[str, str],
        story: Callable[[], Story],
        stamp: Stamp | None,
    ) -> None:
        """`story` gives it when it is first asked for; it may raise WorkspaceError."""
        self.found, self.engines, self.stamp = found, engines, stamp
        self._tell: Callable[[], Story] = story
        self._story: Story | None = None

    @property
    def story(self) -> Story:
        """What holds across articles.  Raises WorkspaceError."""
        if self._story is None:
            self._story = self._tell()
        return self._story


def findings_at_a_glance(folder: Path, told: Finds, stamp: Stamp | None) -> HeldFindings:
    """Findings as a summary tells of them.  Raises OSError."""
    found = Records(folder, told.places, Findings)
    engines = dict(zip(told.places.keys, told.engines, strict=True))
    start, length = told.story

    def story() -> Story:
        return found.at(start, length, Story) if length else Story()

    return HeldFindings(found, engines, story, stamp)
