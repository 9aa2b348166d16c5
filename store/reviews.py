"""Where events are kept: a small protocol, and a TinyDB file that answers to it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import msgspec

from store.documents import AtomicStorage, Tables, damaged, database
from store.files import WorkspaceError, said_plainly
from store.history import History
from store.records import Event

EVENTS = "events"
PATIENCE = 10.0


class ReviewStore(Protocol):
    """What a workspace asks of the place where events are kept."""

    def history(self) -> History:
        """All events so far, as last read."""

    def append(self, decide: Callable[[History], Sequence[Event]]) -> list[Event]:
        """Add events; durable on return.

        `decide` is given the newest history while nobody else can write and returns events without
        number and id; the same with both come back.  If it fails nothing is added.
        """

    def refresh(self) -> bool:
        """Read what others wrote; whether there was any."""


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Nobody else, in this process or another, writes the workspace meanwhile.

    Raises WorkspaceError (locked) after ten seconds of waiting.
    """
    from filelock import FileLock, Timeout

    path = folder / ".lock"
    lock = FileLock(path, timeout=PATIENCE, poll_interval=0.005)
    try:
        with said_plainly(path, writing=True):
            lock.acquire()
    except Timeout as error:
        reason = f"another process has been writing for {PATIENCE:.0f} seconds; try again"
        raise WorkspaceError("locked", folder, reason) from error
    try:
        yield
    finally:
        lock.release()


class LocalReviews:
    """Events in a TinyDB file of a workspace folder.

    The file only ever gains events; their document ids are their numbers.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._storage = AtomicStorage(path)
        self._stamp = self._storage.stamp()
        self._history: History | None = None
        self._guard = threading.RLock()

    def history(self) -> History:
        """All events so far, as last read.  Raises WorkspaceError."""
        with self._guard:
            if self._history is None:
                self._load()
            assert self._history is not None  # noqa: S101 - for the type checker
            return self._history

    def append(self, decide: Callable[[History], Sequence[Event]]) -> list[Event]:
        """Add the events that `decide` returns; durable on return.  Raises WorkspaceError."""
        with self._guard, exclusive(self.path.parent):
            self.refresh()
            history = self.history()
            events = numbered(decide(history), history.last)
            if not events:
                return []
            self._write(events)
            for event in events:
                history.add(event)
            self._stamp = self._storage.stamp()
            return events

    def refresh(self) -> bool:
        """Read what others wrote; whether there was any.  Raises WorkspaceError."""
        with self._guard:
            if self._storage.stamp() == self._stamp:
                return False
            before = self._history.events[:] if self._history is not None else None
            self._load()
            return before is None or before != self.history().events

    def _load(self) -> None:
        stamp = self._storage.stamp()
        tables = self._storage.read() or {}
        self._history = History(parse_events(tables, self.path))
        self._stamp = stamp

    def _write(self, events: Sequence[Event]) -> None:
        from tinydb.table import Document

        table = database(self._storage).table(EVENTS)
        table.insert_multiple(
            Document(msgspec.to_builtins(event), doc_id=event.number) for event in events
        )


def numbered(drafts: Sequence[Event], last: int) -> list[Event]:
    """The events with their numbers, ids of their own, and one batch if they are several."""
    ids = [os.urandom(8).hex() for _ in drafts]
    batch = ids[0] if len(drafts) > 1 else ""
    return [
        msgspec.structs.replace(draft, number=last + place, id=own, batch=batch)
        for place, (draft, own) in enumerate(zip(drafts, ids, strict=True), 1)
    ]


def parse_events(tables: Tables, path: Path) -> list[Event]:
    """The events of a reviews file, in order.  Raises WorkspaceError (damaged)."""
    events = []
    for key, document in tables.get(EVENTS, {}).items():
        try:
            event = msgspec.convert(document, Event)
        except msgspec.ValidationError as error:
            raise damaged(path, f"event {key}: {error}") from error
        if str(event.number) != key:
            raise damaged(path, f"event {key} says it is number {event.number}")
        events.append(event)
    events.sort(key=lambda event: event.number)
    return events
