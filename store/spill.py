"""Bytes put aside: what is much does not stay in memory but lies in a file without a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from types import TracebackType

KEPT = 8 << 20
"""So many bytes stay in memory."""
BLOCK = 1 << 20
"""So many bytes are put aside and read at a time."""


class Spilled:
    """Some bytes that were put aside: `bytes()` reads them, each time anew.  Raises OSError."""

    __slots__ = ("_length", "_spill", "_start")

    def __init__(self, spill: Spill, start: int, length: int) -> None:
        self._spill, self._start, self._length = spill, start, length

    def __len__(self) -> int:
        return self._length

    def __bytes__(self) -> bytes:
        return self._spill.read(self._start, self._length)

    def blocks(self) -> Iterator[bytes]:
        """The same bytes, some at a time.  Raises OSError."""
        for at in range(0, self._length, BLOCK):
            yield self._spill.read(self._start + at, min(BLOCK, self._length - at))

    def same(self, data: memoryview) -> bool:
        """Whether these are the bytes that were put aside.  Raises OSError."""
        if len(data) != self._length:
            return False
        starts = range(0, self._length, BLOCK)
        told = zip(starts, self.blocks(), strict=True)
        return all(data[at : at + BLOCK] == block for at, block in told)


class Spill:
    """Where bytes are put; all is gone with the `with`, or when the process ends."""

    def __init__(self, kept: int = KEPT) -> None:
        """A file is made when there is more than `kept` bytes."""
        self._file = SpooledTemporaryFile(kept)  # noqa: SIM115 - closed with the `with`
        self._end = 0

    def __enter__(self) -> Spill:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, data: bytes) -> Spilled:
        """Put bytes aside.  Raises OSError."""
        start = self._end
        self._file.seek(start)
        self._file.write(data)
        self._end += len(data)
        return Spilled(self, start, len(data))

    def add_all(self, pieces: Iterable[bytes]) -> Spilled:
        """Put pieces aside, one after the other, as one.  Raises OSError."""
        start, held, size = self._end, list[bytes](), 0
        for piece in pieces:
            held.append(piece)
            size += len(piece)
            if size >= BLOCK:
                self.add(b"".join(held))
                held, size = [], 0
        self.add(b"".join(held))
        return Spilled(self, start, self._end - start)

    def read(self, start: int, length: int) -> bytes:
        """So many bytes from some byte on.  Raises OSError."""
        self._file.seek(start)
        return self._file.read(length)
