"""Folding a journal into a new checkpoint, beside the work: readers and writers go on meanwhile.

The new checkpoint is written without the lock; only putting it in place holds it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from store import files
from store.checkpoints import FORMAT, Facts, encoded
from store.files import Stamp, WorkspaceError, said_plainly, stamp
from store.frames import header_line, journal_of, record_line
from store.journal import Journal
from store.locking import Held, Lock

AT_BYTES = 1 << 20
"""A journal is folded when it is longer than this and than half its checkpoint."""


class Folding:
    """Folds the journal of one store when it has grown, in a thread.

    `done` says which checkpoint this process wrote last, so that it need not be read to be
    trusted; `due` is how many bytes of a journal are too many.
    """

    def __init__(
        self,
        path: Path,
        at_bytes: int | None = None,
        after: Callable[[], object] | None = None,
    ) -> None:
        """`after` is done when a fold is over, in its thread."""
        self.path = path
        self.notices: list[str] = []
        self.done: tuple[Stamp | None, Facts] | None = None
        self._at_bytes = at_bytes
        self._after = after
        self._thread: threading.Thread | None = None
        self._not_before = 0
        self.due = 0
        self._set_due()

    def _set_due(self) -> None:
        least = AT_BYTES if self._at_bytes is None else self._at_bytes
        self.due = max(least, self._not_before)

    def consider(self, size: int) -> None:
        """Fold in the background if a journal of so many bytes is due."""
        if size < self.due:
            return
        if self._thread is not None and self._thread.is_alive():
            return
        there = stamp(self.path)
        if there is not None and size < there[1] // 2 and self._at_bytes is None:
            self._not_before = there[1] // 2
            self._set_due()
            return
        self._thread = threading.Thread(target=self._quietly, name="wirecopy-fold")
        self._thread.start()

    def beside(self, work: Callable[[], object]) -> None:
        """Do something in the thread, unless it folds."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=work, name="wirecopy-fold")
            self._thread.start()

    def now(self) -> None:
        """Fold at once; nothing happens while another process does.  Raises WorkspaceError."""
        lock = Lock(self.path.with_name(f".{self.path.name}.fold"))
        with said_plainly(lock.path, writing=True):
            if not lock.try_acquire():
                return
        try:
            done = fold(self.path)
        finally:
            lock.release()
        if done is not None:
            self.done = done
            self._not_before = 0
            self._set_due()
            if self._after is not None:
                self._after()

    def wait(self) -> None:
        """Until a fold that has begun is over."""
        if self._thread is not None:
            self._thread.join()

    def _quietly(self) -> None:
        try:
            self.now()
        except WorkspaceError as error:
            self._not_before = 2 * (self._not_before or AT_BYTES)
            self._set_due()
            self.notices[:] = [f"not folded: {error}"]


def fold(path: Path) -> tuple[Stamp | None, Facts] | None:
    """Write a checkpoint that holds the journal, then a journal that goes on from it.

    Returns the new checkpoint's stamp and facts; None if there was nothing to do, or somebody
    replaced the files meanwhile.  Raises WorkspaceError.
    """
    journal = Journal(path)
    tables = journal.load()
    facts, seq = journal.facts, journal.seq
    if journal.newer is not None or facts.format < FORMAT or (seq == facts.seq and facts.sealed):
        return None
    last = dict(journal.last)
    for name, table in tables.items():
        last[name] = max(last.get(name, 0), max(map(int, table), default=0))
    new = msgspec.structs.replace(
        facts, format=FORMAT, generation=facts.generation + 1, seq=seq, last=last, sealed=True
    )
    base = stamp(path)
    with said_plainly(path, writing=True):
        fresh = files.prepare(path, encoded(tables, new))
    try:
        with Held(Lock(path.parent / ".lock")):
            return _put_in_place(journal, fresh, new, base)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _put_in_place(
    journal: Journal, fresh: Path, new: Facts, base: Stamp | None
) -> tuple[Stamp | None, Facts] | None:
    path = journal.path
    if stamp(path) != base or stamp(path) is None:
        return None
    later = journal.catch_up()
    if later is None:
        return None
    with said_plainly(path, writing=True):
        files.settle(fresh, path)
        lines = [header_line(new.generation, new.seq, new.since)]
        lines += [record_line(frame.seq, frame.changes) for frame in later]
        files.replace(journal_of(path), b"".join(lines))
    return stamp(path), new
