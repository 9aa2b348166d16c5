"""One writer at a time, over threads and processes: an advisory lock on a file of the workspace.

The file is opened once and kept, so that taking and giving the lock are two system calls.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from weakref import WeakSet

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
    one thread at a time.  After a fork the child opens the file anew.  `take` takes the lock if it
    is free and raises OSError if it is not; `release` gives it up: one call of the system each.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.take: Callable[[], None] = self._open
        self.release: Callable[[], None] = _nothing
        self._handle = -1
        _LOCKS.add(self)

    def __del__(self) -> None:
        if self._handle >= 0:
            with suppress(OSError):
                os.close(self._handle)

    def _open(self) -> None:
        """Open the file, then take the lock."""
        self._handle = os.open(self.path, os.O_RDWR | os.O_CREAT | _CLOEXEC, 0o666)
        self.take = partial(_flock, self._handle, _TAKE)
        self.release = partial(_flock, self._handle, _GIVE)
        self.take()

    def forget(self) -> None:
        """What was opened is another process's."""
        if self._handle >= 0:
            with suppress(OSError):
                os.close(self._handle)
        self._handle, self.take, self.release = -1, self._open, _nothing

    def try_acquire(self) -> bool:
        """Take the lock if it is free; whether it was.  Raises OSError."""
        try:
            self.take()
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


def _nothing() -> None:
    """To give up a lock that was never taken."""


_LOCKS: WeakSet[Lock] = WeakSet()


def _forget() -> None:
    """In the child of a fork: what the parent opened is the parent's, its locks too."""
    for lock in list(_LOCKS):
        lock.forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)

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
        try:
            self.lock.take()
        except OSError as error:
            self._wait(error)

    def _wait(self, error: OSError) -> None:
        path = self.lock.path
        try:
            if error.errno not in _BUSY:
                raise error
            if self.lock.acquire(PATIENCE):
                return
        except OSError as why:
            raise trouble(path, why, writing=True) from why
        reason = f"another process has been writing for {PATIENCE:.0f} seconds; try again"
        raise WorkspaceError("locked", path.parent, reason)

    def __exit__(self, *_: object) -> None:
        self.lock.release()


def exclusive(folder: Path) -> Held:
    """Nobody else, in this process or another, writes the workspace meanwhile."""
    return Held(Lock(folder / ".lock"))
