"""A checkpoint and the journal that goes on from it: one append and one sync for each change.

The state is the checkpoint (`NAME.json`, a plain TinyDB file) with the transactions of the journal
(`NAME.json.journal`) applied to it.  A change is acknowledged when its line is on the disk.
Somebody may fold the journal into a new checkpoint at any time; `catch_up` follows.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from store import files
from store.appending import AppendFile, set_aside
from store.checkpoints import (
    FORMAT,
    Documents,
    Facts,
    RawTables,
    decoded,
    encoded,
    facts_of,
)
from store.files import Stamp, WorkspaceError, said_plainly, stamp, trouble
from store.frames import (
    Change,
    Frame,
    apply,
    header_line,
    journal_of,
    read_frames,
    record_line,
)
from store.positions import Position, begun
from store.replacing import overwrite, unsure

ATTEMPTS = 50
T = TypeVar("T")
Stamps = tuple[Stamp | None, Stamp | None]


class Journal:
    """The two files of a store, as one process sees them.

    `commit`, `replace` and `reopen` want the workspace's lock held and `catch_up` done;
    one thread at a time may use it.  `notices` tells what was dropped or looks altered, `last`
    the highest id that each table ever had, `newer` why the files may only be read, if so.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.beside = journal_of(path)
        self.facts = Facts()
        self.last: dict[str, int] = {}
        self.notices: list[str] = []
        self.unsure = False
        self.newer: WorkspaceError | None = None
        self.trusted: tuple[Stamp | None, Facts] | None = None
        self._names = (str(path), str(self.beside))
        self._at = Position(0, 0)
        self._file = AppendFile(self.beside)
        self._stamps: Stamps | None = None
        self._steady = False
        """The journal ends with a line of our own: whoever adds to it makes it longer."""

    @property
    def size(self) -> int:
        """Bytes of the journal that hold."""
        return self._at.end

    @property
    def seq(self) -> int:
        """The number of the last transaction."""
        return self._at.seq

    @property
    def checkpoint(self) -> Stamp | None:
        """The stamp of the checkpoint as it was read."""
        return self._stamps[0] if self._stamps else None

    def is_there(self) -> bool:
        """Whether either file exists."""
        return self.path.exists() or self.beside.exists()

    def load(self) -> RawTables:
        """Read both files, of whatever format; the documents as JSON.  Raises WorkspaceError."""
        tables, frames = self.read(decoded)
        for frame in frames:
            apply(tables, frame.changes)
        return tables

    def read(
        self, how: Callable[[bytes, Path], tuple[T, Facts]], known: Stamp | None = None
    ) -> tuple[T, Sequence[Frame]]:
        """What `how` makes of the checkpoint, and what came since.  Raises WorkspaceError.

        One with the stamp `known` is not read: `how` is given no bytes then.
        """
        self.distrust()
        checkpoint, journal, stamps = self._both(known)
        tables, facts = how(b"{}" if checkpoint is None else checkpoint, self.path)
        facts = Facts() if checkpoint is None else facts
        frames, self._at, self.newer = begun(journal, facts, self.path, checkpoint is not None)
        self.last = dict(facts.last)
        for frame in frames:
            self._count(frame.changes)
        self.facts, self._stamps = facts, stamps
        self.notices = []
        if 1 < facts.format <= FORMAT and not facts.sealed:
            self.notices.append(f"{self.path}: was changed by another program")
        if self._at.torn:
            what = f"the last {self._at.torn} bytes are an unfinished act, never confirmed; dropped"
            self.notices.append(f"{self.beside}: {what}")
        return tables, frames

    def news(self) -> bool:
        """Whether a file changed since it was read: two calls of the system, nothing is read."""
        known = self._stamps
        return known is None or not self._same(known, self._seen())

    def moved(self) -> bool:
        """`news` for one who holds the lock: one call of the system after a commit of one's own.

        Whoever replaces the checkpoint makes the journal another file, and does so before if the
        old journal counts no more afterwards.
        """
        if not self._steady:
            return self.news()
        try:
            facts = os.stat(self._names[1])  # noqa: PTH116 - a third of the time of Path.stat
        except OSError:
            return True
        return facts.st_size != self._at.end or facts.st_ino != self._file.inode

    def _same(self, known: Stamps, seen: Stamps) -> bool:
        """Whether files with these stamps are as they were when they were read or written."""
        if self._steady and seen[1] is not None:
            return known[0] == seen[0] and seen[1][:2] == (self._file.inode, self._at.end)
        return known == seen

    def _seen(self) -> Stamps:
        return stamp(self._names[0]), stamp(self._names[1])

    def catch_up(self) -> Sequence[Frame] | None:
        """The transactions that others added since; None: all must be loaded anew.

        Raises WorkspaceError.
        """
        stamps = self._seen()
        if self._stamps is None or self._same(self._stamps, stamps):
            return None if self._stamps is None else ()
        with said_plainly(self.beside, writing=False):
            if stamps[0] == self._stamps[0] and self._file.is_at_path(stamps[1]):
                return self._grown(stamps)
            return self._followed(stamps)

    def _both(self, known: Stamp | None) -> tuple[bytes | None, bytes | None, Stamps]:
        """Checkpoint and journal that belong together, though somebody may be replacing them."""
        for _ in range(ATTEMPTS):
            with said_plainly(self.beside, writing=False):
                self._file.open()
            seen = self._seen()
            with said_plainly(self.path, writing=False):
                try:
                    same = known is not None and seen[0] == known
                    checkpoint = b"" if same else self.path.read_bytes()
                except FileNotFoundError:
                    checkpoint = None
            with said_plainly(self.beside, writing=False):
                journal = None if not self._file.is_open else self._file.read()
            again = self._seen()
            same = seen[1] == again[1] or self._file.is_at_path(again[1])
            if seen[0] == again[0] and same:
                return checkpoint, journal, seen
        raise WorkspaceError("locked", self.path, "is being replaced all the time; try again")

    def _grown(self, stamps: Stamps) -> Sequence[Frame] | None:
        """The transactions appended to the journal that is open."""
        at = self._at
        data = self._file.read(at.end)
        if at.stale or (stamps[1] is not None and stamps[1][1] < at.end):
            return None
        skip = 1 if at.open_ended and data[:1] == b"\n" else 0
        tail = read_frames(data[skip:], at.end + skip, at.seq, self.beside)
        last = tail.frames[-1].seq if tail.frames else at.seq
        open_ended = tail.open_ended or (at.open_ended and not skip and not tail.frames)
        self._at = Position(last, tail.end, open_ended, tail.torn)
        self._stamps, self._steady = stamps, False
        for frame in tail.frames:
            self._count(frame.changes)
        return tail.frames

    def _followed(self, stamps: Stamps) -> Sequence[Frame] | None:
        """The transactions after ours, where a new checkpoint only took in old ones; else None."""
        facts = self._facts_now(stamps[0])
        if facts is None or facts.since != self.facts.since or self._at.stale:
            return None
        if facts.generation < self.facts.generation or facts.seq < self.facts.seq:
            return None
        self._file.open()
        if not self._file.is_open:
            return None
        try:
            frames, at, _ = begun(self._file.read(), facts, self.path, True)
        except WorkspaceError:
            return None
        fresh = [frame for frame in frames if frame.seq > self._at.seq]
        if facts.seq > self._at.seq or at.seq < self._at.seq:
            return None
        self.facts, self._at, self._stamps, self._steady = facts, at, stamps, False
        for frame in fresh:
            self._count(frame.changes)
        return fresh

    def _count(self, changes: Sequence[Change]) -> None:
        """Keep the highest id of each table, so that none is given twice."""
        for table, key, _ in changes:
            number = int(key)
            if number > self.last.get(table, 0):
                self.last[table] = number

    def _facts_now(self, seen: Stamp | None) -> Facts | None:
        if self.trusted is not None and self.trusted[0] == seen:
            return self.trusted[1]
        if seen is None:
            return None
        if self._stamps is not None and seen == self._stamps[0]:
            return self.facts
        return facts_of(self.path.read_bytes())

    def distrust(self) -> None:
        """What was read cannot be right: everything is read anew before it is used again."""
        self._stamps = None
        self._steady = False

    # Writing

    def commit(self, changes: Sequence[Change]) -> int:
        """Add one transaction; on the disk when this returns.  The journal's bytes then.

        Raises WorkspaceError; then nothing was added, unless it is `unsure`: the sync failed, and
        whether the change was kept shows after `reopen`.
        """
        if not self._steady:
            self._prepare()
        at, file = self._at, self._file
        seq = at.seq + 1
        data = record_line(seq, changes)
        if at.open_ended:
            data = b"\n" + data
        for table, key, _ in changes:
            number = int(key)
            if number > self.last.get(table, 0):
                self.last[table] = number
        end = at.end + len(data)
        then = Position(seq, end)
        self._steady = False
        try:
            file.append(data)
        except OSError as error:
            self._take_back()
            raise trouble(self.beside, error, writing=True) from error
        try:
            files.sync(file.handle)
        except OSError as error:
            self.unsure = True
            raise unsure(self.beside, error) from error
        self._at, self._steady = then, True
        return end

    def replace(self, tables: Mapping[str, Documents], last: dict[str, int]) -> None:
        """Put these tables in the place of all there is, as one step; durable on return."""
        self._refuse_if_newer()
        generation = self.facts.generation + 1
        facts = Facts(FORMAT, generation, self._at.seq, generation, last)
        if self.facts.format < FORMAT and not self._file.is_open:
            with said_plainly(self.beside, writing=True):
                files.replace(self.beside, header_line(0, 0, 0))
        overwrite(self.path, tables, facts)
        self.facts = msgspec.structs.replace(facts, sealed=True)
        self.unsure = False
        self._settled()

    def reopen(self) -> RawTables:
        """After a failed sync: read what is there, and keep it.  Raises WorkspaceError."""
        tables = self.load()
        self.keep()
        return tables

    def keep(self) -> None:
        """Have the journal as it was read on the disk, in a file of its own."""
        self._refuse_if_newer()
        if self._file.is_open and not self._at.stale:
            journal = self._file.read()[: self._at.end].rstrip(b"\n") + b"\n"
            with said_plainly(self.beside, writing=True):
                files.replace(self.beside, journal)
            self._settled()
        self.unsure = False

    def _refuse_if_newer(self) -> None:
        if self.newer is not None:
            raise self.newer

    def _prepare(self) -> None:
        """Have a journal that can be appended to."""
        if self.unsure:
            raise unsure(self.beside)
        self._refuse_if_newer()
        if self._at.stale or not self._file.is_open:
            facts = self.facts
            with said_plainly(self.beside, writing=True):
                line = header_line(facts.generation, self._at.seq, facts.since)
                files.replace(self.beside, line)
            self._settled()
        if self._stamps is None or self._stamps[0] is None:
            self.facts = Facts(FORMAT)
            with said_plainly(self.path, writing=True):
                files.replace(self.path, encoded({}, self.facts))
            self._stamps = (stamp(self.path), self._file.stamp())
        if self._at.torn:
            with said_plainly(self.beside, writing=True):
                self._cut_torn()

    def _cut_torn(self) -> None:
        """Take away what an interrupted writer left; whole lines are kept beside the backups."""
        torn = self._file.read(self._at.end)
        if b"\n" in torn:
            set_aside(self.path.parent / "backups", torn)
        self._file.cut(self._at.end)
        self._at = msgspec.structs.replace(self._at, torn=0)

    def _take_back(self) -> None:
        """Cut what was written of a line."""
        try:
            self._file.cut(self._at.end)
        except OSError:
            self._at = msgspec.structs.replace(self._at, torn=1)

    def _settled(self) -> None:
        """Open the journal that this process has just written."""
        with said_plainly(self.beside, writing=True):
            self._file.open()
            end = self._file.stamp()[1]
        self._at = Position(self._at.seq, end)
        self._stamps, self._steady = self._seen(), False
