"""Files on disk: replaced whole or not at all, and what goes wrong said in one line."""

from __future__ import annotations

import errno
import os
import stat
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from io import FileIO

Trouble = Literal["missing", "damaged", "newer", "locked", "full", "unwritable", "unsure"]
Stamp = tuple[int, int, int, int]

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
READ_ONLY = errno.EROFS
_MISSING = {errno.ENOENT, errno.ENOTDIR}


class WorkspaceError(Exception):
    """The workspace cannot be read or written; `str()` is one line, "PATH: REASON".

    `told`: the reader was told already.
    """

    def __init__(self, kind: Trouble, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.kind: Trouble = kind
        self.path = path
        self.reason = reason
        self.told = False


def newer(path: Path, found: int, known: int) -> WorkspaceError:
    """The error for a file of a later format: it may be read, and is never written."""
    reason = f"written by a newer wirecopy (format {found}, this one knows {known})"
    return WorkspaceError("newer", path, f"{reason}; open for reading only")


def unreadable(error: WorkspaceError, later: WorkspaceError | None) -> WorkspaceError:
    """What an error amounts to in a file of a later format, if it is one: that is no damage."""
    if later is None or error.kind != "damaged":
        return error
    told = later.reason.partition(";")[0]
    what = error.reason.partition("; left as it was")[0]
    return WorkspaceError("newer", later.path, f"{told} and not to be read by this one: {what}")


@contextmanager
def said_plainly(path: Path, *, writing: bool) -> Iterator[None]:
    """Turn an OSError about `path` into a WorkspaceError of the right kind."""
    try:
        yield
    except OSError as error:
        raise trouble(path, error, writing=writing) from error


def trouble(path: Path, error: OSError, *, writing: bool) -> WorkspaceError:
    """The WorkspaceError that an OSError amounts to."""
    why = (error.strerror or str(error)).lower()
    if error.errno in _FULL:
        return WorkspaceError("full", path, f"{why}; nothing was changed")
    if writing:
        return WorkspaceError("unwritable", path, f"cannot be written: {why}")
    if error.errno in _MISSING:
        return WorkspaceError("missing", path, why)
    kind: Trouble = "damaged" if error.errno == errno.EIO else "unwritable"
    return WorkspaceError(kind, path, f"cannot be read: {why}")


def stamp(path: str | Path) -> Stamp | None:
    """What changes whenever the file is replaced: (inode, size, mtime ns, ctime ns); None: no file.

    A kernel may give an inode anew within one tick of its clock; size tells then, and the reviews
    file only grows.
    """
    try:
        facts = os.stat(path)  # noqa: PTH116 - a third of the time of Path.stat
    except OSError:
        return None
    return facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns


def replace(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Put `data` in the place of `path`: afterwards the old file is there or the new one, whole.

    Written beside it, synced, renamed, and the folder synced, so that it survives a power cut.  The
    mode of an old file is kept and a symbolic link stays one.  A device or a pipe is written into,
    never replaced.  Two writers of one path must hold a lock.  Raises OSError; then the old file is
    as it was and nothing is left beside it.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        with target.open("wb", buffering=0) as device:
            _write(device, data)
        return
    _beside(target, data, lambda fresh: put_over(fresh, target), _mode(target))


def place_new(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Put a new file at `path`, whole or not at all.  Raises OSError (FileExistsError)."""
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))

    def link(fresh: Path) -> None:
        try:
            os.link(fresh, path)
        except (AttributeError, PermissionError, NotImplementedError):
            fresh.rename(path)  # a file system without links
        except OSError as error:
            if error.errno not in (errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK):
                raise
            fresh.rename(path)  # a file system without links

    _beside(path, data, link, None)


def _beside(
    target: Path,
    data: bytes | Iterable[bytes],
    settle: Callable[[Path], object],
    mode: int | None,
) -> None:
    """Write a file beside the target and let `settle` put it in place; leave nothing beside it."""
    fresh = target.with_name(f".{target.name[:200]}.new")
    fresh.unlink(missing_ok=True)
    try:
        _write_synced(fresh, data, mode)
        settle(fresh)
    finally:
        with suppress(OSError):
            fresh.unlink()
    sync_folder(target.parent)


def put_over(fresh: Path, target: Path) -> None:
    """Rename a file over another.  Raises OSError.

    Windows refuses while some process has the other open: there it is tried again for a while.
    """
    until = time.monotonic() + (PATIENCE if os.name == "nt" else 0)
    while True:
        try:
            fresh.replace(target)
            return
        except PermissionError:
            if time.monotonic() >= until:
                raise
            time.sleep(NAP)


def bytes_at(file: FileIO, length: int, start: int, system: object = os) -> bytes:
    """So many bytes of a file from some byte on; `system` is the module `os` of the platform.

    Windows has no call for it: there the file is gone to and read, one thread at a time.
    """
    read: Callable[[int, int, int], bytes] | None = getattr(system, "pread", None)
    if read is not None:
        return read(file.fileno(), length, start)
    with _READING:
        file.seek(start)
        return file.read(length) or b""


_READING = threading.Lock()
PATIENCE, NAP = 2.0, 0.01


def _mode(path: Path) -> int | None:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return None


def _write_synced(path: Path, data: bytes | Iterable[bytes], mode: int | None) -> None:
    with path.open("xb", buffering=0) as handle:
        if mode is not None:
            with suppress(OSError):
                path.chmod(mode)
        _write(handle, data)
        os.fsync(handle.fileno())


def _write(handle: FileIO, data: bytes | Iterable[bytes]) -> None:
    for piece in (data,) if isinstance(data, bytes) else data:
        left = memoryview(piece)
        while left:
            left = left[handle.write(left) :]


def prepare(path: Path, data: bytes) -> Path:
    """Write what shall replace `path` beside it, synced; `settle` puts it in place.

    One process at a time may do so.  Raises OSError; then nothing is left beside it.
    """
    target = Path(os.path.realpath(path))
    fresh = target.with_name(f".{target.name[:200]}.next")
    fresh.unlink(missing_ok=True)
    try:
        _write_synced(fresh, data, _mode(target))
    except BaseException:
        with suppress(OSError):
            fresh.unlink()
        raise
    return fresh


def settle(fresh: Path, path: Path) -> None:
    """Put a prepared file in the place of `path`, durably.  Raises OSError."""
    target = Path(os.path.realpath(path))
    put_over(fresh, target)
    sync_folder(target.parent)


def _full_sync(handle: int) -> None:  # pragma: no cover
    import fcntl

    fcntl.fcntl(handle, _FULL_SYNC)


_FULL_SYNC = 51
"""F_FULLFSYNC: on macOS fsync alone leaves data in the drive's cache."""


def syncing(platform: str, system: object) -> Callable[[int], None]:
    """What has all that was written to an open file on the disk; it raises OSError.

    `system` is the module `os` of the platform: Windows has `fsync` alone.
    """
    if platform == "darwin":
        return _full_sync
    found: Callable[[int], None] = getattr(system, "fdatasync", None) or os.fsync
    return found


sync = syncing(sys.platform, os)
"""Has all that was written to an open file (a descriptor) on the disk.  Raises OSError."""


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable; where folders cannot be synced, do nothing."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EROFS):
            raise
    finally:
        os.close(handle)
