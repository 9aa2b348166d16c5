"""The file that a journal is appended to: kept open, whole lines or nothing, synced."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from store import files
from store.files import Stamp


class AppendFile:
    """An append-only file at a path, open or not there.  Its methods raise OSError.

    `handle` is the descriptor of the open file, `inode` its inode.

    While it is open its inode cannot be reused: `is_at_path` tells surely whether the path still
    means this file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.inode = 0
        self.handle = -1

    def __del__(self) -> None:
        self.close()

    @property
    def is_open(self) -> bool:
        """Whether there was a file when it was opened last."""
        return self.handle >= 0

    def open(self) -> None:
        """Open what is at the path now, for reading only if it must be."""
        self.close()
        flags = os.O_APPEND | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        try:
            self.handle = os.open(self.path, os.O_RDWR | flags)
        except FileNotFoundError:
            return
        except OSError as error:
            if not isinstance(error, PermissionError) and error.errno != files.READ_ONLY:
                raise
            self.handle = os.open(self.path, os.O_RDONLY)
        self.inode = os.fstat(self.handle).st_ino

    def close(self) -> None:
        """Let go of the file."""
        if self.handle >= 0:
            with suppress(OSError):
                os.close(self.handle)
            self.handle = -1

    def is_at_path(self, seen: Stamp | None) -> bool:
        """Whether the stamp that the path has now is that of the open file."""
        if self.handle < 0 or seen is None:
            return self.handle < 0 and seen is None
        return seen[0] == self.inode

    def stamp(self) -> Stamp:
        """The stamp of the open file."""
        facts = os.fstat(self.handle)
        return (facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns)

    def read(self, start: int = 0) -> bytes:
        """Its bytes from some byte on."""
        parts = []
        os.lseek(self.handle, start, os.SEEK_SET)
        while part := os.read(self.handle, 1 << 24):
            parts.append(part)
        return b"".join(parts)

    def append(self, data: bytes) -> None:
        """Write at the end.  A failure may leave a part of it there: `cut` takes that away."""
        written = os.write(self.handle, data)
        while written < len(data):
            written += os.write(self.handle, data[written:])

    def cut(self, size: int) -> None:
        """Make it so many bytes long."""
        os.ftruncate(self.handle, size)


def set_aside(folder: Path, data: bytes) -> None:
    """Keep bytes that are taken away from a file, after others.  Raises OSError."""
    folder.mkdir(exist_ok=True)
    with (folder / "dropped.bytes").open("ab") as aside:
        aside.write(data)
        aside.flush()
        os.fsync(aside.fileno())
