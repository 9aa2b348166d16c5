"""Records one after another in a file: a sequence that takes no memory for what lies in it.

What travels to another process is where they lie; what comes from there is put down as it came.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar, overload

import msgspec

from store.files import bytes_at
from store.records import Article

T = TypeVar("T")
MEGABYTE = 1 << 20
PICKLED = 0x80
"""How no record begins that has any field."""
_encode = msgspec.msgpack.Encoder().encode


def encoded(record: object) -> bytes:
    """A record as it lies in a pile."""
    try:
        return _encode(record)
    except UnicodeEncodeError:  # a lone surrogate
        return pickle.dumps(record)


def decoder(kind: Any) -> Callable[[bytes | memoryview], Any]:
    """What gives records of a kind from what `encoded` made of them."""
    decode = msgspec.msgpack.Decoder(kind).decode

    def decoded(data: bytes | memoryview) -> Any:
        if data[0] == PICKLED:
            return pickle.loads(data)  # noqa: S301 - our own
        return decode(data)

    return decoded


class Pile(Sequence[T], Generic[T]):
    """Records of one kind in a file, each decoded when it is asked for, and every time anew.

    Only the process that made it may add to it.  A copy that was pickled has what was there then.
    """

    def __init__(self, path: Path, kind: Any) -> None:
        """A pile without records; the file is written from its beginning on."""
        self._path, self._kind = str(path), kind
        self._ends = array("Q", [0])
        self._waiting: list[bytes] = []
        self._unwritten = 0
        path.write_bytes(b"")
        self._open("a+b")

    def _open(self, mode: Literal["a+b", "rb"]) -> None:
        self._file = Path(self._path).open(mode, buffering=0)  # noqa: SIM115 - as long as the pile
        self._decode = decoder(self._kind)

    def add(self, record: bytes) -> None:
        """Put down the next record, which is `encoded`.  Raises OSError."""
        self._ends.append(self._ends[-1] + len(record))
        self._waiting.append(record)
        self._unwritten += len(record)
        if self._unwritten >= MEGABYTE:
            self._write()

    def _write(self) -> None:
        left = memoryview(b"".join(self._waiting))
        while left:
            left = left[self._file.write(left) :]
        self._waiting.clear()
        self._unwritten = 0

    def _bytes(self, start: int, end: int) -> bytes:
        if self._waiting:
            self._write()
        return bytes_at(self._file, end - start, start)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> T | list[T]:
        numbers = range(len(self))[place]
        if isinstance(numbers, range):
            return list(self.some(numbers))
        found: T = self._decode(self._bytes(self._ends[numbers], self._ends[numbers + 1]))
        return found

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __iter__(self) -> Iterator[T]:
        """All of them, read a megabyte at a time."""
        first = 0
        while first < len(self):
            start, last = self._ends[first], first + 1
            while last < len(self) and self._ends[last + 1] - start <= MEGABYTE:
                last += 1
            data = memoryview(self._bytes(start, self._ends[last]))
            for number in range(first, last):
                one = data[self._ends[number] - start : self._ends[number + 1] - start]
                yield self._decode(one)
            first = last

    def some(self, numbers: Sequence[int]) -> Some[T]:
        """These records, as what another process can read by itself."""
        if self._waiting:
            self._write()
        starts = array("Q", (self._ends[number] for number in numbers))
        ends = array("Q", (self._ends[number + 1] for number in numbers))
        return Some(self._path, self._kind, starts, ends)

    def __getstate__(self) -> tuple[str, Any, array[int]]:
        if self._waiting:
            self._write()
        return self._path, self._kind, self._ends

    def __setstate__(self, state: tuple[str, Any, array[int]]) -> None:
        self._path, self._kind, self._ends = state
        self._waiting, self._unwritten = [], 0
        self._open("rb")

    def __del__(self) -> None:
        if hasattr(self, "_file"):
            self._file.close()


class Some(Iterable[T], Generic[T]):
    """Some records of a pile."""

    def __init__(self, path: str, kind: Any, starts: array[int], ends: array[int]) -> None:
        self._path, self._kind, self._edges = path, kind, (starts, ends)

    def __iter__(self) -> Iterator[T]:
        decode = decoder(self._kind)
        with Path(self._path).open("rb", buffering=0) as file:
            for start, end in zip(*self._edges, strict=True):
                yield decode(bytes_at(file, end - start, start))


class Packed(Iterable[T], Generic[T]):
    """Records on their way to another process."""

    def __init__(self, records: Iterable[T], kind: Any) -> None:
        self._kind = kind
        self._records = [encoded(record) for record in records]

    def __iter__(self) -> Iterator[T]:
        return map(decoder(self._kind), self._records)


class Articles(Pile[Article]):
    """Articles in a file; as a shelf they can be looked for copies (`copies_join.Shelf`)."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, Article)
        self.letters = array("Q")
        """How long each text is."""

    def put(self, article: Article) -> None:
        """Put down the next one.  Raises OSError."""
        self.take(encoded(article), len(article.text))

    def take(self, record: bytes, letters: int) -> None:
        """Put down the next one as it came, with the length of its text.  Raises OSError."""
        self.add(record)
        self.letters.append(letters)

    def __getstate__(self) -> Any:
        return super().__getstate__(), self.letters

    def __setstate__(self, state: Any) -> None:
        super().__setstate__(state[0])
        self.letters = state[1]
