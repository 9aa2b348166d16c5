"""Records read from their places in a file when somebody asks for them."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator, Mapping, Sequence
from io import FileIO
from pathlib import Path
from typing import Generic, TypeVar, overload

import msgspec

from store.corpus import joined
from store.documents import record
from store.files import Stamp, bytes_at
from store.frames import journal_of
from store.records import Article

BESIDE = 1 << 62
T = TypeVar("T")
U = TypeVar("U")


class Places(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where the records of a file stand: key, first byte, length; the last two 64 bit each.

    Those in the journal beside the file have BESIDE added to their first byte.
    """

    path: str
    keys: list[str]
    starts: bytes
    lengths: bytes


class Records(Mapping[str, T], Generic[T]):
    """Records by key, each read from its place in the file when first asked for.

    The file is held open: whoever replaces it leaves this one as it was.
    """

    def __init__(self, folder: Path, places: Places, kind: type[T]) -> None:
        self.path = folder / places.path
        self._kind = kind
        self._file = self.path.open("rb", buffering=0)
        self._beside = _opened(journal_of(self.path))
        self._number = {key: number for number, key in enumerate(places.keys)}
        self._starts, self._lengths = numbers_of(places.starts), numbers_of(places.lengths)
        self._known: dict[str, T] = {}

    def stamp(self) -> Stamp:
        """The stamp of the files that are held open."""
        beside = _stamp(self._beside) if self._beside is not None else None
        return joined(_stamp(self._file), beside) or (0, 0, 0, 0)

    def at(self, start: int, length: int, kind: type[U]) -> U:
        """Another record of the same file.  Raises WorkspaceError."""
        return record(self._bytes(start, length), kind, self.path, "story")

    def _bytes(self, start: int, length: int) -> bytes:
        if start < BESIDE or self._beside is None:
            return bytes_at(self._file, length, start)
        return bytes_at(self._beside, length, start - BESIDE)

    def __getitem__(self, key: str) -> T:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self.once(key)
        return found

    def once(self, key: str) -> T:
        """The record of a key for one look: it is not kept.  Raises KeyError, WorkspaceError."""
        found = self._known.get(key)
        if found is not None:
            return found
        number = self._number[key]
        data = self._bytes(self._starts[number], self._lengths[number])
        return record(data, self._kind, self.path, key)

    def __contains__(self, key: object) -> bool:
        return key in self._number

    def __iter__(self) -> Iterator[str]:
        return iter(self._number)

    def __len__(self) -> int:
        return len(self._number)

    def __del__(self) -> None:
        for file in (getattr(self, "_file", None), getattr(self, "_beside", None)):
            if file is not None:
                file.close()


def _opened(path: Path) -> FileIO | None:
    try:
        return path.open("rb", buffering=0)
    except FileNotFoundError:
        return None


def _stamp(file: FileIO) -> Stamp:
    facts = os.fstat(file.fileno())
    return (facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns)


class Only(Mapping[str, T], Generic[T]):
    """The rows of a mapping whose keys are these, in their order, read when asked for."""

    def __init__(self, keys: Sequence[str], rows: Mapping[str, T]) -> None:
        self._keys = dict.fromkeys(keys)
        self._rows = rows

    def __getitem__(self, key: str) -> T:
        if key not in self._keys:
            raise KeyError(key)
        return self._rows[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class Texts(Mapping[str, str]):
    """The texts of articles by id."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self._articles = articles

    def __getitem__(self, key: str) -> str:
        return self._articles[key].text

    def __contains__(self, key: object) -> bool:
        return key in self._articles

    def __iter__(self) -> Iterator[str]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)


class InOrder(Sequence[T], Generic[T]):
    """Records of a mapping in the order of these keys, read when asked for."""

    def __init__(self, keys: Sequence[str], rows: Mapping[str, T]) -> None:
        self.keys = keys
        self._rows = rows

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> T | list[T]:
        if isinstance(place, slice):
            return [self._rows[key] for key in self.keys[place]]
        return self._rows[self.keys[place]]

    def __len__(self) -> int:
        return len(self.keys)

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Sequence) and len(self) == len(other) and list(self) == list(other)
        )

    __hash__ = None  # type: ignore[assignment]


def once(rows: Mapping[str, T], key: str) -> T:
    """The row of a key for one look: one that is read from its place is not kept.

    Raises KeyError, WorkspaceError.
    """
    return rows.once(key) if isinstance(rows, Records) else rows[key]


def opened(rows: Mapping[str, object]) -> Stamp | None:
    """The stamp of the file that records are read from."""
    return rows.stamp() if isinstance(rows, Records) else None


def numbers_of(data: bytes) -> array[int]:
    """The 64 bit numbers of `Places`."""
    numbers = array("Q")
    numbers.frombytes(data)
    return numbers
