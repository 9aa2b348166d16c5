"""Where events are kept: a small protocol, and a journal of the workspace that answers to it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from store import past
from store.chain import BEGINNING, event_of, hash_of, linked
from store.checkpoints import FORMAT, RawTables
from store.documents import damaged
from store.files import WorkspaceError, unreadable
from store.folding import Folding
from store.frames import Frame
from store.history import History
from store.journal import Journal
from store.locking import Held, Lock
from store.merging import united
from store.numbering import EVENTS, numbered, parse_events, refuse_ill_formed, renumbered
from store.records import Event


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

    def __init__(self, path: Path, fold_at: int | None = None, worth: int = past.WORTH_IT) -> None:
        """`fold_at`: fold the journal whenever it has so many bytes, not when it is due.

        `worth`: from so many events on keep what they add up to.
        """
        self.path = path
        self._journal = Journal(path)
        self._alone = Held(Lock(path.parent / ".lock"))
        self._keep = partial(past.keep, path, worth)
        self._folding = Folding(path, fold_at, self._keep)
        self._history: History | None = None
        self._worth, self._stated = worth, False
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
            history.join(events)
        if size >= self._folding.due:
            self._folding.consider(size)
        elif history.last >= self._worth and not self._stated:
            self._folding.beside(self._keep)
        self._stated = True
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

    def wait(self) -> None:
        """Until what was begun in the background is over."""
        self._folding.wait()

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
            before = known.last, self._head
            return before != (self._load().last, self._head)
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
                refuse_ill_formed(event, key, self._journal.beside)
                history.add(event)
                self._head = hash_of(document) or self._head

    def _load(self) -> History:
        """What is kept of the fold, and the events since; else all events."""
        resumed = past.resumed(self.path, self._journal)
        if resumed is not None:
            self._history, self._head = resumed
            self._day, self._stated = "", True
            return self._history
        return self._take(self._journal.load())

    def _take(self, tables: RawTables) -> History:
        rows = tables.get(EVENTS, {})
        try:
            history = History(parse_events(rows, self.path))
        except WorkspaceError as error:
            raise unreadable(error, self.newer) from error
        self._head = hash_of(rows[str(history.last)]) if history.last else BEGINNING
        self._stated = False
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
        newest = self.history().time
        if not newest or newest[:10] >= day:
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
