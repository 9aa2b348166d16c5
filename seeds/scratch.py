"""A folder for what does not stay in memory, gone when the work is, even if that is killed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from store.locking import Lock

PREFIX, LOCK = "wirecopy-work-", "lock"


@contextmanager
def scratch() -> Iterator[Path]:
    """A new folder among the temporary ones, which goes with the `with`.

    One whose process was killed goes when the next one is made: nobody holds its lock.  Raises
    OSError.
    """
    for old in Path(gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            _sweep(old)
    with TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as name:
        lock = Lock(Path(name, LOCK))
        if lock.try_acquire() and lock.path.exists():
            yield Path(name)
            return
    # Somebody swept it between its making and its lock.
    with scratch() as folder:
        yield folder


def _sweep(folder: Path) -> None:
    """Remove a folder of one's own if it was locked once and is not any more.  Raises OSError."""
    own = getattr(os, "getuid", int)()
    if folder.lstat().st_uid == own and (folder / LOCK).exists():
        lock = Lock(folder / LOCK)
        if lock.try_acquire():
            shutil.rmtree(folder)
