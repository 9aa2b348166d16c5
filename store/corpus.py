"""Articles or findings in their TinyDB file; beside a large one a journal of what came since.

A small file is replaced whole.  One of a megabyte or more becomes a checkpoint with a journal, as
the reviews are: an addition is written at its own size, and now and then the file anew.  Documents
are bytes of JSON, neither decoded nor encoded here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from store.checkpoints import FORMAT, viewed
from store.documents import seal_rows
from store.files import Stamp, WorkspaceError, newer, replace, said_plainly, stamp
from store.frames import GONE, Change, journal_of
from store.journal import Journal
from store.spill import Spilled

Aside = tuple[str, str, bytes | Spilled]
"""A change whose document may have been put aside."""
Tables = dict[str, dict[str, msgspec.Raw | bytes | Spilled]]
"""The documents of each table by id."""
LARGE = 1 << 20
"""Bytes of a file from which on it has a journal."""
SHARE = 4
"""The file is written anew when the journal is longer than LARGE and than this part of the file."""


class Told(NamedTuple):
    """What a file held when it was read: documents in place, and those that came or changed since.

    `stamp` is that of the files before they were read, None where there were none.
    """

    base: Mapping[str, Mapping[str, msgspec.Raw]]
    since: Mapping[str, Mapping[str, bytes]]
    stamp: Stamp | None
    journal: Journal

    def table(self, name: str) -> dict[str, msgspec.Raw]:
        """The documents of a table by id, in order of their ids."""
        rows = dict(self.base.get(name, {}))
        for key, row in self.since.get(name, {}).items():
            if row == GONE:
                rows.pop(key, None)
            else:
                rows[key] = msgspec.Raw(row)
        keys = list(rows)
        in_order = sorted(keys, key=int)
        return rows if keys == in_order else {key: rows[key] for key in in_order}

    def tables(self) -> dict[str, dict[str, msgspec.Raw]]:
        """All tables."""
        return {name: self.table(name) for name in dict.fromkeys((*self.base, *self.since))}


class Corpus:
    """One file of articles or findings, and its journal if it has one.

    `newer` is why the file, as it was read last, must not be written: it has a later format;
    `notices` tells what was dropped of it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.newer: WorkspaceError | None = None
        self.notices: list[str] = []

    def stamp(self) -> Stamp | None:
        """What changes whenever the file or its journal does; None where there is no file."""
        return stamp_of(self.path)

    def read(self) -> Told:
        """All documents as they are now, of whatever format.  Raises WorkspaceError."""
        seen, journal = self.stamp(), Journal(self.path)
        try:
            base, frames = journal.read(viewed)
        except WorkspaceError as error:
            if error.kind != "newer" or journal.beside.exists():
                raise
            return self._later(seen, journal)
        since: dict[str, dict[str, bytes]] = {}
        for frame in frames:
            for table, key, document in frame.changes:
                since.setdefault(table, {})[key] = document
        self.newer, self.notices = journal.newer, journal.notices
        return Told(base, since, seen, journal)

    def _later(self, seen: Stamp | None, journal: Journal) -> Told:
        """A file of a later format that stands alone."""
        with said_plainly(self.path, writing=False):
            base, facts = viewed(self.path.read_bytes(), self.path)
        self.newer = newer(self.path, facts.format, FORMAT)
        return Told(base, {}, seen, journal)

    def write(self, told: Told, changes: Sequence[Aside]) -> Tables | None:
        """Make changes in what was `told` under the workspace's lock; durable on return.

        What the file holds now, if it was written anew with a journal beside it.  Raises
        WorkspaceError.
        """
        if self.newer is not None:
            raise self.newer
        journal = told.journal
        size = sum(len(document) for _, _, document in changes)
        length = 0 if told.stamp is None else self.path.stat().st_size
        if journal.facts.format == FORMAT and journal.size + size <= max(LARGE, length // SHARE):
            self._append(journal, [(name, key, bytes(row)) for name, key, row in changes])
            return None
        tables = _mixed(told.tables())
        for name, key, row in changes:
            rows = tables.setdefault(name, {})
            if row == GONE:
                rows.pop(key, None)
            else:
                rows[key] = row
        return self._put(journal, tables, length + size)

    def fold(self) -> None:
        """Take the journal into the file, under the workspace's lock.  Raises WorkspaceError."""
        told = self.read()
        if told.since and self.newer is None:
            self._put(told.journal, _mixed(told.tables()), LARGE)

    def _append(self, journal: Journal, changes: Sequence[Change]) -> None:
        """After a sync that failed the journal is written anew, what was added in it."""
        try:
            journal.commit(changes)
        except WorkspaceError as error:
            if error.kind != "unsure":
                raise
            journal.read(viewed)
            journal.keep()

    def _put(self, journal: Journal, tables: Tables, size: int) -> Tables | None:
        if journal.facts.format < FORMAT and size < LARGE:
            with said_plainly(self.path, writing=True):
                replace(self.path, seal_rows(tables, self.path))
            return None
        last = dict(journal.last)
        for name, rows in tables.items():
            last[name] = max(last.get(name, 0), *map(int, rows), 0)
        journal.replace(tables, last)
        return tables


def _mixed(tables: Mapping[str, Mapping[str, msgspec.Raw]]) -> Tables:
    """The same tables, for documents of any sort."""
    return {name: dict(rows) for name, rows in tables.items()}


def stamp_of(path: Path) -> Stamp | None:
    """What changes whenever a file of the corpus or its journal does; None where there is none."""
    return joined(stamp(path), stamp(journal_of(path)))


def joined(file: Stamp | None, journal: Stamp | None) -> Stamp | None:
    """The stamp of a file with a journal beside it."""
    if file is None or journal is None:
        return file
    mixed = (file[0] * 1_000_003 ^ journal[0]) & (1 << 62) - 1
    length = (file[1] + (journal[1] << 36)) & (1 << 62) - 1
    return mixed, length, max(file[2], journal[2]), max(file[3], journal[3])
