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
from store.files import Stamp, WorkspaceError, said_plainly
from store.history import History, well_formed
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
    with said_plainly(path, writing=True):
        try:
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
        self._stamp: Stamp | None = None
        self._history: History | None = None
        self._news = False
        self._guard = threading.Lock()

    def history(self) -> History:
        """All events so far, as last read; does not wait for a writer.  Raises WorkspaceError."""
        history = self._history
        return self._load() if history is None else history

    def append(self, decide: Callable[[History], Sequence[Event]]) -> list[Event]:
        """Add the events that `decide` returns; durable on return.  Raises WorkspaceError."""
        with self._guard, exclusive(self.path.parent):
            self._news |= self._catch_up()
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
        """Read what others wrote; whether there was any since the last call.

        While this process is writing it does not wait: the writer reads, the next call tells.
        Raises WorkspaceError.
        """
        if not self._guard.acquire(blocking=False):
            return False
        try:
            news, self._news = self._catch_up() or self._news, False
            return news
        finally:
            self._guard.release()

    def _catch_up(self) -> bool:
        known = self._history
        if known is None or self._storage.stamp() == self._stamp:
            return False
        if known.last and not self.path.exists():
            reason = f"has gone while in use; {known.last} events are in memory only"
            raise WorkspaceError("missing", self.path, reason)
        return self._load().events != known.events

    def _load(self) -> History:
        stamp = self._storage.stamp()
        tables = self._storage.read() or {}
        history = History(parse_events(tables, self.path))
        self._history, self._stamp = history, stamp
        return history

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
        if not well_formed(event):
            raise damaged(path, f"event {key} sets no {event.op}")
        events.append(event)
    if len({event.id for event in events}) < len(events):
        raise damaged(path, "holds two events of one id")
    events.sort(key=lambda event: event.number)
    return events
