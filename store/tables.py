"""TinyDB over a journal: the usual tables, each change one line appended and synced.

    base = database(JournalStorage(path))
    base.table("notes").insert({"text": "..."})

The checkpoint is a plain TinyDB file.  Every change holds the store's lock and starts from what is
on the disk, so that several processes lose nothing of each other; ids are never given twice.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from tinydb import TinyDB
from tinydb.table import Table

from store.checkpoints import RawTables
from store.documents import encode, parse_json
from store.files import WorkspaceError
from store.folding import Folding
from store.frames import GONE, Change, apply
from store.journal import Journal
from store.locking import Held, Lock

DEEPEST = 50
"""Levels of a document; the files as a whole may have `documents.DEEPEST`."""


class JournalStorage:
    """A TinyDB storage whose tables (`JournalTable`) write only what changed.

    It does without TinyDB's base class, whose `write` is given everything.
    """

    def __init__(self, path: str | Path, fold_at: int | None = None) -> None:
        self.path = Path(path)
        self.journal = Journal(self.path)
        self.tables: RawTables | None = None
        self._lock = Lock(self.path.parent / ".lock")
        self._folding = Folding(self.path, fold_at)
        self._guard = threading.RLock()
        self._held = False

    def refresh(self) -> RawTables:
        """All tables as they are now, documents as JSON.  Raises WorkspaceError."""
        frames = None if self.tables is None else self.journal.catch_up()
        if frames is None or self.tables is None:
            self.tables = self.journal.load()
        else:
            for frame in frames:
                apply(self.tables, frame.changes)
        return self.tables

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables with their documents decoded; None where there is no file yet."""
        tables = self.refresh()
        if not self.journal.is_there():
            return None
        return {
            name: {key: self.document(row) for key, row in table.items()}
            for name, table in tables.items()
        }

    def document(self, row: bytes) -> dict[str, Any]:
        """A document, decoded anew each time: what a caller changes in it stays his."""
        return cast("dict[str, Any]", parse_json(row, self.path))

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace all tables, as `TinyDB.drop_tables` does.  Raises WorkspaceError."""
        with self.transaction():
            now = self.refresh()
            changes = [
                (name, key, GONE)
                for name, table in now.items()
                for key in table
                if key not in data.get(name, {})
            ]
            changes += [
                (name, key, _encoded(row, self.path))
                for name, table in data.items()
                for key, row in table.items()
            ]
            self.commit(changes)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Nobody else changes anything meanwhile; what others did before is taken in."""
        with self._guard:
            if self._held:
                yield
                return
            with Held(self._lock):
                self._held = True
                try:
                    self.refresh()
                    yield
                finally:
                    self._held = False
        self._folding.consider(self.journal.size)

    def commit(self, changes: Iterable[Change]) -> None:
        """One transaction, durable on return.  Raises WorkspaceError."""
        told = list(changes)
        if told:
            self.journal.commit(told)
            apply(self.refresh(), told)

    def last_id(self, table: str) -> int:
        """The highest id that a table ever had."""
        return self.journal.last.get(table, 0)

    def close(self) -> None:
        """Wait for a fold that has begun."""
        self._folding.wait()


class _Rows(MutableMapping[int, Mapping[str, Any]]):
    """A table as TinyDB's updaters see it; what they do is kept as changes."""

    def __init__(self, storage: JournalStorage, name: str) -> None:
        self.storage = storage
        self.table = storage.refresh().get(name, {})
        self.changed: dict[int, Mapping[str, Any] | None] = {}

    def __getitem__(self, key: int) -> Mapping[str, Any]:
        if key in self.changed:
            value = self.changed[key]
            if value is None:
                raise KeyError(key)
            return value
        value = self.storage.document(self.table[str(key)])
        self.changed[key] = value
        return value

    def __setitem__(self, key: int, value: Mapping[str, Any]) -> None:
        self.changed[key] = value

    def __delitem__(self, key: int) -> None:
        self[key]
        self.changed[key] = None

    def __iter__(self) -> Iterator[int]:
        known = (int(key) for key in self.table)
        yield from [key for key in known if self.changed.get(key, 0) is not None]
        fresh = (key for key, row in self.changed.items() if row is not None)
        yield from [key for key in fresh if str(key) not in self.table]

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def changes(self, name: str) -> list[Change]:
        """What is not as it was."""
        found = []
        for key, row in self.changed.items():
            was = self.table.get(str(key))
            now = GONE if row is None else _encoded(row, self.storage.path)
            if was != now and not (was is None and row is None):
                found.append((name, str(key), now))
        return found


def _encoded(row: Mapping[str, Any], path: Path) -> bytes:
    """A document as JSON; what JSON would alter or a reader refuse is not stored."""
    boxes: list[object] = [dict(row)]
    for _ in range(DEEPEST):
        inside: list[object] = []
        for box in boxes:
            if isinstance(box, Mapping):
                if any(not isinstance(key, str) for key in box):
                    raise WorkspaceError("unwritable", path, "has a key that is no text")
                inside += box.values()
            elif isinstance(box, list | tuple):
                inside += box
        boxes = [one for one in inside if isinstance(one, Mapping | list | tuple)]
        if not boxes:
            return encode(dict(row), path)
    raise WorkspaceError("unwritable", path, f"is nested deeper than {DEEPEST} levels")


class JournalTable(Table):
    """A TinyDB table over `JournalStorage`: a change costs what it changes, at any size."""

    _highest: int | None = None

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert a document; its id."""
        with self._store.transaction():
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Insert documents as one transaction; their ids."""
        with self._store.transaction():
            return super().insert_multiple(documents)

    @property
    def _store(self) -> JournalStorage:
        return cast("JournalStorage", self._storage)

    def _get_next_id(self) -> int:
        table = self._store.refresh().get(self.name, {})
        highest = max(map(int, table), default=0) if self._highest is None else self._highest
        self._highest = max(highest, self._store.last_id(self.name)) + 1
        return self._highest

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        store = self._store
        table = store.refresh().get(self.name, {})
        return {key: store.document(row) for key, row in table.items()}

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with self._store.transaction():
            rows = _Rows(self._store, self.name)
            updater(cast("dict[int, Mapping[str, Any]]", rows))
            self._store.commit(rows.changes(self.name))
        self.clear_cache()


class JournalBase(TinyDB):
    """A TinyDB whose tables are `JournalTable`."""

    table_class = JournalTable


def database(storage: JournalStorage) -> JournalBase:
    """A TinyDB over this storage."""
    return JournalBase(storage=lambda: storage)
