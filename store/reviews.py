"""Where events are kept: a small protocol, and a journal of the workspace that answers to it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from store.chain import BEGINNING, event_of, hash_of, linked
from store.checkpoints import FORMAT, RawTables
from store.documents import damaged
from store.files import WorkspaceError, unreadable
from store.folding import Folding
from store.frames import Frame
from store.history import History, well_formed
from store.idents import fresh
from store.journal import Journal
from store.locking import Held, Lock
from store.merging import united
from store.records import Event

EVENTS = "events"


class ReviewStore(Protocol):
    """What a workspace asks of the place where events are kept."""

    def history(self) -> History:
        """All events so far, as last read."""

    def append(self, decide: Callable[[History], Sequence[Event]]) -> list[Event]:
        """Add events; durable on return.

        `decide` is given the newest history while nobody else can write and returns events without
        number and id; the same with both come back.  If it fails nothing is added.
        """

    def unite(self, theirs: Sequence[Event]) -> int:
        """Take in the events of another history that are not here, each in its place; how many.

        Numbers are given anew, ids stay.  Doing so again adds nothing.
        """

    def refresh(self) -> bool:
        """Read what others wrote; whether there was any."""

    def changed(self) -> bool:
        """Whether a `refresh` may find something; cheap enough to ask many times a second."""

    def reopen(self) -> None:
        """After a sync that failed: find out what is kept, and keep it."""

    @property
    def newer(self) -> WorkspaceError | None:
        """Why the events, as last read, may only be read: they are kept in a later format."""

    @property
    def notices(self) -> list[str]:
        """What the reader should know, one line each."""


class LocalReviews:
    """Events in a journal of a workspace folder, folded into a TinyDB file now and then.

    Events are only ever added; their document ids are their numbers, and each carries the hash of
    itself and all before it.
    """

    def __init__(self, path: Path, fold_at: int | None = None) -> None:
        """`fold_at`: fold the journal whenever it has so many bytes, not when it is due."""
        self.path = path
        self._journal = Journal(path)
        self._alone = Held(Lock(path.parent / ".lock"))
        self._folding = Folding(path, fold_at)
        self._history: History | None = None
        self._head = BEGINNING
        self._news = False
        self._day = ""
        self._guard = threading.RLock()

    @property
    def newer(self) -> WorkspaceError | None:
        """Why the files may only be read: their format is a later one."""
        return self._journal.newer

    @property
    def notices(self) -> list[str]:
        """What was dropped or looks altered, one line each."""
        return [*self._journal.notices, *self._folding.notices]

    @property
    def head(self) -> str:
        """The hash of all events."""
        self.history()
        return self._head

    def history(self) -> History:
        """All events so far, as last read; does not wait for a writer.  Raises WorkspaceError."""
        history = self._history
        if history is not None:
            return history
        with self._guard:
            return self._load() if self._history is None else self._history

    def append(self, decide: Callable[[History], Sequence[Event]]) -> list[Event]:
        """Add the events that `decide` returns; durable on return.  Raises WorkspaceError."""
        journal = self._journal
        with self._guard, self._alone:
            history = self._history
            if history is None or journal.moved():
                self._news |= self._catch_up()
                history = self.history()
            if journal.newer is not None:
                raise journal.newer
            events = numbered(decide(history), history.last)
            if not events:
                return events
            if events[0].time[:10] != self._day:
                self._begin_day(events[0].time[:10])
            changes, head = [], self._head
            for event in events:
                document, head = linked(event, head)
                changes.append((EVENTS, str(event.number), document))
            size = journal.commit(changes)
            self._head = head
            history.events.extend(events)
        if size >= self._folding.due:
            self._folding.consider(size)
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

    def changed(self) -> bool:
        """Whether a `refresh` may find something: two calls of the system, no waiting."""
        return self._news or (self._history is not None and self._journal.news())

    def reopen(self) -> None:
        """After a failed sync: read what is there and have it on the disk.  Raises WorkspaceError.

        Whether the act that failed is there shows in the history then.
        """
        with self._guard, self._alone:
            self._take(self._journal.reopen())
            self._news = True

    def rewrite(self, decide: Callable[[History], Sequence[Event]]) -> None:
        """Put the events that `decide` makes of the newest history in the place of all; one step.

        They are numbered anew.  Other tables of the file stay.  Raises WorkspaceError.
        """
        with self._guard, self._alone:
            tables = self._journal.load()
            history = History(renumbered(decide(self._take(tables))))
            self._replace(tables, history)

    def unite(self, theirs: Sequence[Event]) -> int:
        """Take in the events of another history that are not here, after a backup; how many.

        Either side gets the same history.  Raises WorkspaceError.
        """
        known = {event.id for event in self.history().events}
        new = sum(event.id not in known for event in theirs)
        if self.newer is not None:
            raise self.newer
        if new:
            from store import backups

            with self._guard, self._alone:
                backups.copy(self.path.parent, "before-merge")
            self.rewrite(lambda now: united(now.events, theirs))
        return new

    def migrate(self) -> bool:
        """Bring the file to the present format; whether it had an older one."""
        with self._guard, self._alone:
            self._catch_up()
            history = self.history()
            if self.newer is not None:
                raise self.newer
            old = self._journal.is_there() and self._journal.facts.format < FORMAT
            if old:
                self._migrate(history)
            return old

    def fold(self) -> None:
        """Fold the journal into the checkpoint now.  Raises WorkspaceError."""
        self._folding.now()

    # Within

    def _catch_up(self) -> bool:
        known = self._history
        journal = self._journal
        if known is None or journal.unsure:
            return False
        journal.trusted = self._folding.done
        frames = journal.catch_up()
        if frames is None:
            if known.last and not journal.is_there():
                reason = f"has gone while in use; {known.last} events are in memory only"
                raise WorkspaceError("missing", self.path, reason)
            return self._load().events != known.events
        try:
            for frame in frames:
                self._add(frame, known)
        except WorkspaceError:
            journal.distrust()
            raise
        return bool(frames)

    def _add(self, frame: Frame, history: History) -> None:
        for table, key, document in frame.changes:
            if table == EVENTS:
                event = event_of(document, key, self._journal.beside)
                if event.number != history.last + 1:
                    what = f"event {key} follows event {history.last}, byte {frame.end}"
                    raise damaged(self._journal.beside, what)
                _refuse_ill_formed(event, key, self._journal.beside)
                history.add(event)
                self._head = hash_of(document) or self._head

    def _load(self) -> History:
        return self._take(self._journal.load())

    def _take(self, tables: RawTables) -> History:
        rows = tables.get(EVENTS, {})
        try:
            history = History(parse_events(rows, self.path))
        except WorkspaceError as error:
            raise unreadable(error, self.newer) from error
        self._head = hash_of(rows[str(history.last)]) if history.last else BEGINNING
        self._history, self._day = history, ""
        return history

    def _begin_day(self, day: str) -> None:
        """Before the first act of a day, or of this process: a copy of all, the present format."""
        self._copy_daily(day)
        if self._journal.facts.format < FORMAT and self.path.exists():
            self._migrate(self.history())
        self._day = day

    def _copy_daily(self, day: str) -> None:
        """That it fails stops no act."""
        events = self.history().events
        if not events or events[-1].time[:10] >= day:
            return
        from store import backups

        try:
            backups.daily(self.path.parent)
        except WorkspaceError as error:
            self._folding.notices[:] = [f"no daily backup: {error}"]

    def _migrate(self, history: History) -> None:
        from store import backups

        backups.copy(self.path.parent, "before-migration")
        self._replace(self._journal.load(), history)

    def _replace(self, tables: RawTables, history: History) -> None:
        rows: dict[str, bytes] = {}
        head = BEGINNING
        for event in history.events:
            rows[str(event.number)], head = linked(event, head)
        self._journal.replace({**tables, EVENTS: rows}, {EVENTS: history.last})
        self._history, self._head = history, head


def numbered(drafts: Sequence[Event], last: int) -> list[Event]:
    """The events with their numbers, ids of their own, and one batch if they are several.

    One that has the number after `last` and an id is left as it is.
    """
    if len(drafts) == 1:
        draft = drafts[0]
        if draft.number == last + 1 and draft.id and not draft.batch:
            return [draft]
        return [msgspec.structs.replace(draft, number=last + 1, id=fresh(), batch="")]
    ids = [fresh() for _ in drafts]
    batch = ids[0] if len(drafts) > 1 else ""
    return [
        msgspec.structs.replace(draft, number=last + place, id=own, batch=batch)
        for place, (draft, own) in enumerate(zip(drafts, ids, strict=True), 1)
    ]


def renumbered(events: Sequence[Event]) -> list[Event]:
    """The events with the numbers of their places."""
    return [
        event if event.number == place else msgspec.structs.replace(event, number=place)
        for place, event in enumerate(events, 1)
    ]


def parse_events(rows: dict[str, bytes], path: Path) -> list[Event]:
    """The events of a table, in order.  Raises WorkspaceError (damaged)."""
    events = []
    for key, document in rows.items():
        event = event_of(document, key, path)
        if str(event.number) != key:
            raise damaged(path, f"event {key} says it is number {event.number}")
        _refuse_ill_formed(event, key, path)
        events.append(event)
    if len({event.id for event in events}) < len(events):
        raise damaged(path, "holds two events of one id")
    events.sort(key=lambda event: event.number)
    for place, event in enumerate(events, 1):
        if event.number != place:
            raise damaged(path, f"event {place} is missing")
    return events


def _refuse_ill_formed(event: Event, key: str, path: Path) -> None:
    if not well_formed(event):
        raise damaged(path, f"event {key} sets no {event.op}")
