"""Bytes put aside: what is much does not stay in memory but lies in a file without a name."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from types import TracebackType

KEPT = 8 << 20
"""So many bytes stay in memory."""


class Spilled:
    """Some bytes that were put aside: `bytes()` reads them, each time anew.  Raises OSError."""

    __slots__ = ("_length", "_spill", "_start")

    def __init__(self, spill: Spill, start: int, length: int) -> None:
        self._spill, self._start, self._length = spill, start, length

    def __len__(self) -> int:
        return self._length

    def __bytes__(self) -> bytes:
        return self._spill.read(self._start, self._length)


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

    def read(self, start: int, length: int) -> bytes:
        """So many bytes from some byte on.  Raises OSError."""
        self._file.seek(start)
        return self._file.read(length)
