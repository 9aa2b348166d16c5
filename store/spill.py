"""Bytes put aside: what is much does not stay in memory but lies in a file without a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import SpooledTemporaryFile

from store.files import said_plainly

KEPT = 8 << 20
"""So many bytes stay in memory."""
BLOCK = 1 << 20
"""So many bytes are put aside and read at a time."""


class Spilled:
    """Bytes that were put aside: `bytes()` reads them, each time anew.  Raises WorkspaceError."""

    __slots__ = ("_length", "_spill", "_start")

    def __init__(self, spill: Spill, start: int, length: int) -> None:
        self._spill, self._start, self._length = spill, start, length

    def __len__(self) -> int:
        return self._length

    def __bytes__(self) -> bytes:
        return self._spill.read(self._start, self._length)

    def blocks(self) -> Iterator[bytes]:
        """The same bytes, some at a time.  Raises WorkspaceError."""
        for at in range(0, self._length, BLOCK):
            yield self._spill.read(self._start + at, min(BLOCK, self._length - at))

    def same(self, data: memoryview) -> bool:
        """Whether these are the bytes that were put aside.  Raises WorkspaceError."""
        if len(data) != self._length:
            return False
        starts = range(0, self._length, BLOCK)
        told = zip(starts, self.blocks(), strict=True)
        return all(data[at : at + BLOCK] == block for at, block in told)


class Spill:
    """Where bytes are put; all is gone with the `with`, or when the process ends."""

    def __init__(self, folder: Path, kept: int = KEPT) -> None:
        """A file is made when there is more than `kept` bytes: in `folder`, that of a workspace.

        What is put aside is mostly written there afterwards, so that there must be room; the
        system's folder for such files is often in memory.
        """
        self._folder = folder
        self._file = SpooledTemporaryFile(  # noqa: SIM115 - closed with the `with`
            kept, prefix=".spill-", dir=str(folder)
        )
        self._end = 0

    def __enter__(self) -> Spill:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # what found no room would be written once more
            self._file.close()

    def add(self, data: bytes) -> Spilled:
        """Put bytes aside.  Raises WorkspaceError."""
        start = self._end
        with said_plainly(self._folder, writing=True):
            self._file.seek(start)
            self._file.write(data)
            self._file.flush()
        self._end += len(data)
        return Spilled(self, start, len(data))

    def add_all(self, pieces: Iterable[bytes]) -> Spilled:
        """Put pieces aside, one after the other, as one.  Raises WorkspaceError."""
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
        """So many bytes from some byte on.  Raises WorkspaceError."""
        with said_plainly(self._folder, writing=False):
            self._file.seek(start)
            return self._file.read(length)
