"""One writer at a time, over threads and processes: an advisory lock on a file of the workspace.

The file is opened once and kept, so that taking the lock costs two system calls.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from store.files import WorkspaceError, trouble

if os.name == "nt":  # pragma: no cover
    import msvcrt
else:
    import fcntl

PATIENCE = 10.0
SHORTEST_NAP, LONGEST_NAP = 0.0005, 0.01
_BUSY = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


class Lock:
    """A lock that one holder at a time has, whatever process or thread it is in.

    The system frees it when its holder dies.  It is not re-entrant, and an object of it is for
    one thread at a time.  After a fork the child opens the file anew.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle = -1
        self._process = 0

    def __del__(self) -> None:
        if self._handle >= 0 and self._process == os.getpid():
            with suppress(OSError):
                os.close(self._handle)

    def try_acquire(self) -> bool:
        """Take the lock if it is free; whether it was.  Raises OSError."""
        if self._handle < 0 or self._process != os.getpid():
            self._handle = os.open(self.path, os.O_RDWR | os.O_CREAT | _CLOEXEC, 0o666)
            self._process = os.getpid()
        try:
            _flock(self._handle, _TAKE)
        except OSError as error:
            if error.errno in _BUSY:
                return False
            raise
        return True

    def acquire(self, patience: float) -> bool:
        """Take the lock, waiting at most `patience` seconds; whether it was got."""
        if self.try_acquire():
            return True
        until = time.monotonic() + patience
        nap = SHORTEST_NAP
        while not self.try_acquire():
            if time.monotonic() >= until:
                return False
            time.sleep(nap)
            nap = min(nap * 1.5, LONGEST_NAP)
        return True

    def release(self) -> None:
        """Give the lock up."""
        _flock(self._handle, _GIVE)


_CLOEXEC = getattr(os, "O_CLOEXEC", 0)

_flock: Callable[[int, int], None]
if os.name == "nt":  # pragma: no cover
    _TAKE: int = msvcrt.LK_NBLCK  # type: ignore[attr-defined,unused-ignore]
    _GIVE: int = msvcrt.LK_UNLCK  # type: ignore[attr-defined,unused-ignore]

    def _first_byte(handle: int, how: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, how, 1)  # type: ignore[attr-defined,unused-ignore]

    _flock = _first_byte
else:
    _TAKE, _GIVE = fcntl.LOCK_EX | fcntl.LOCK_NB, fcntl.LOCK_UN
    _flock = fcntl.flock


class Held:
    """Holds a workspace's lock: `with Held(lock): ...`, as often as one likes, never twice at once.

    Entering raises WorkspaceError: locked, after ten seconds of waiting; unwritable.
    """

    def __init__(self, lock: Lock) -> None:
        self.lock = lock

    def __enter__(self) -> None:
        path = self.lock.path
        try:
            got = self.lock.try_acquire() or self.lock.acquire(PATIENCE)
        except OSError as error:
            raise trouble(path, error, writing=True) from error
        if not got:
            reason = f"another process has been writing for {PATIENCE:.0f} seconds; try again"
            raise WorkspaceError("locked", path.parent, reason)

    def __exit__(self, *_: object) -> None:
        self.lock.release()


def exclusive(folder: Path) -> Held:
    """Nobody else, in this process or another, writes the workspace meanwhile."""
    return Held(Lock(folder / ".lock"))
