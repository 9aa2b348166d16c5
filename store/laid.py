"""What a file was just written from: where each document stands, read from there when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sized
from io import FileIO
from pathlib import Path

import msgspec

from store.files import Stamp, bytes_at

Placed = dict[str, tuple[int, int]]
"""The first byte and length of each document of a table."""


class Laid:
    """The documents of a checkpoint by table; nothing of them stays in memory."""

    def __init__(self, path: Path, tables: Mapping[str, Mapping[str, Sized]], stamp: Stamp) -> None:
        """`tables` is what the file was written from, `stamp` its own then."""
        self.stamp = stamp
        self._path = path
        self._file: FileIO | None = None
        self._places = dict(laid(tables))

    def table(self, name: str) -> Mapping[str, bytes]:
        """The documents of a table by id, in order of their ids."""
        return _Documents(self, self._places.get(name, {}))

    def places(self, name: str) -> Placed:
        """Where the documents of a table stand."""
        return self._places.get(name, {})

    def read(self, start: int, length: int) -> bytes:
        """So many bytes from some byte on.  Raises OSError."""
        if self._file is None:
            self._file = self._path.open("rb", buffering=0)
        return bytes_at(self._file, length, start)

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()


class _Documents(Mapping[str, bytes]):
    """Documents that are read each time they are asked for."""

    def __init__(self, laid: Laid, places: Placed) -> None:
        self._laid, self._places = laid, places

    def __getitem__(self, key: str) -> bytes:
        return self._laid.read(*self._places[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def laid(tables: Mapping[str, Mapping[str, Sized]]) -> Iterator[tuple[str, Placed]]:
    """The tables of a checkpoint, each with the places of its documents (see `checkpoints`)."""
    place = 1
    for table, documents in tables.items():
        place += len(_key(table)) + 1
        found: Placed = {}
        for key, document in documents.items():
            place += len(_key(key))
            found[key] = place, len(document)
            place += len(document) + 1
        yield table, found
        place += 1 if documents else 2


def _key(key: str) -> bytes:
    return msgspec.json.encode(key) + b":"
