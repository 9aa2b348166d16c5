"""Bytes put aside in a file without a name: what is large does not stay in memory."""

from __future__ import annotations

from tempfile import TemporaryFile
from types import TracebackType


class Spilled:
    """Some bytes in such a file: `bytes()` reads them, each time anew.  Raises OSError."""

    __slots__ = ("_length", "_spill", "_start")

    def __init__(self, spill: Spill, start: int, length: int) -> None:
        self._spill, self._start, self._length = spill, start, length

    def __len__(self) -> int:
        return self._length

    def __bytes__(self) -> bytes:
        return self._spill.read(self._start, self._length)


class Spill:
    """A file that is gone when it is closed, or when its process ends."""

    def __init__(self) -> None:
        """Raises OSError."""
        self._file = TemporaryFile()  # noqa: SIM115 - closed with the `with`
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
