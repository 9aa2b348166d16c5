"""Places where events may be kept, for the tests that every one of them must pass.

A new backend is one more class here: `test_review_store`, `test_model` and `test_crashing_model`
run on each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from store import past
from store.frames import journal_of
from store.history import History
from store.merging import united
from store.numbering import numbered, renumbered
from store.records import Event
from store.reviews import LocalReviews, ReviewStore
from store.workspace import Workspace


class Place(Protocol):
    """What the tests need of a backend."""

    def reviews(self, folder: Path) -> ReviewStore:
        """The events of a workspace folder, as another process would open them."""

    def crash(self, folder: Path, share: float, zeros: bool) -> None:
        """A writer dies with a share of its act written, or zeros in its place; not confirmed."""


def opened(place: Place, folder: Path) -> Workspace:
    """The workspace in a folder, its events kept in this place."""
    card = Workspace.open(folder)
    return Workspace(folder, card.name, card.settings, place.reviews(folder))


class Files:
    """A journal in the folder."""

    def reviews(self, folder: Path) -> ReviewStore:
        return LocalReviews(folder / "reviews.json")

    def crash(self, folder: Path, share: float, zeros: bool) -> None:
        journal = journal_of(folder / "reviews.json")
        if not journal.exists():
            return
        before = journal.read_bytes()
        self.reviews(folder).append(lambda _: [Event(0, "", "dead", "note", "s000", "", "never")])
        line = journal.read_bytes()[len(before) :]
        left = line[: int(share * (len(line) - 2))]
        journal.write_bytes(before + (b"\0" * len(left) if zeros else left))


class States(Files):
    """A journal whose events are folded on disk from the first one on."""

    def reviews(self, folder: Path) -> ReviewStore:
        past.keep(folder / "reviews.json")
        return LocalReviews(folder / "reviews.json")


class MemoryReviews:
    """A ReviewStore that keeps nothing."""

    def __init__(self) -> None:
        self._history = History()

    def history(self) -> History:
        return self._history

    def append(self, decide: Callable[[History], Sequence[Event]]) -> list[Event]:
        events = numbered(decide(self._history), self._history.last)
        for event in events:
            self._history.add(event)
        return events

    def unite(self, theirs: Sequence[Event]) -> int:
        before = len(self._history.events)
        self._history = History(renumbered(united(self._history.events, theirs)))
        return len(self._history.events) - before

    def refresh(self) -> bool:
        return False

    def changed(self) -> bool:
        return False

    def reopen(self) -> None:
        pass

    @property
    def newer(self) -> None:
        return None

    @property
    def notices(self) -> list[str]:
        return []


class Memory:
    """Nowhere: all who open a folder share what is in memory."""

    def __init__(self) -> None:
        self._kept: dict[Path, MemoryReviews] = {}

    def reviews(self, folder: Path) -> ReviewStore:
        return self._kept.setdefault(folder, MemoryReviews())

    def crash(self, folder: Path, share: float, zeros: bool) -> None:
        pass
