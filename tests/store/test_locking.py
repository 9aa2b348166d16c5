"""The lock of a workspace: one holder at a time, on POSIX and, with a stand-in, as on Windows."""

from __future__ import annotations

import errno
import importlib.util
import os
import subprocess
import sys
import types
from pathlib import Path

import pytest

from store import locking
from store.locking import Lock


def as_on_windows(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """store.locking as it is loaded there; `msvcrt` locks one byte, as that of Windows does."""
    msvcrt = types.ModuleType("msvcrt")
    held: dict[int, int] = {}

    def locking_of(handle: int, mode: int, count: int) -> None:
        assert os.lseek(handle, 0, os.SEEK_CUR) == 0, "the byte that is locked is the first"
        assert count == 1
        inode = os.fstat(handle).st_ino
        if mode == 2:
            if held.get(inode, handle) != handle:
                raise OSError(errno.EACCES, "Permission denied")
            held[inode] = handle
        elif held.pop(inode, None) != handle:
            raise OSError(errno.EACCES, "Permission denied")

    vars(msvcrt).update(locking=locking_of, LK_NBLCK=2, LK_UNLCK=0)
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    spec = importlib.util.spec_from_file_location("locking_there", locking.__file__)
    assert spec is not None
    assert spec.loader is not None
    there = importlib.util.module_from_spec(spec)
    with monkeypatch.context() as patched:
        patched.setattr(os, "name", "nt")
        spec.loader.exec_module(there)
    return there


def test_a_lock_has_one_holder_at_a_time(tmp_path: Path) -> None:
    one, two = Lock(tmp_path / ".lock"), Lock(tmp_path / ".lock")
    assert one.try_acquire()
    assert not two.acquire(0)
    one.release()
    assert two.try_acquire()
    two.release()


def test_the_lock_of_windows_has_one_holder_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = as_on_windows(monkeypatch)
    one, two = there.Lock(tmp_path / ".lock"), there.Lock(tmp_path / ".lock")
    assert one.try_acquire()
    assert not two.acquire(0)
    one.release()
    assert two.try_acquire()
    two.release()


def test_the_system_frees_the_lock_of_a_holder_that_dies(tmp_path: Path) -> None:
    program = "import os, pathlib, sys; from store.locking import Lock\n"
    program += "os._exit(7 if Lock(pathlib.Path(sys.argv[1])).try_acquire() else 1)"
    root = Path(locking.__file__).parents[1]
    command = [sys.executable, "-c", program, str(tmp_path / ".lock")]
    assert subprocess.run(command, cwd=root, check=False).returncode == 7
    assert Lock(tmp_path / ".lock").acquire(0)


FORKED = """
import os, pathlib, sys
from store.idents import fresh
from store.locking import Lock
lock, known = Lock(pathlib.Path(sys.argv[1])), fresh()
lock.take()
child = os.fork()
if not child:
    os._exit(1 if lock.try_acquire() else 7 if len({fresh() for _ in range(200)}) == 200 else 2)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
assert not Lock(pathlib.Path(sys.argv[1])).try_acquire(), "the child let go of its parent's lock"
read, write = os.pipe()
if not os.fork():
    os.write(write, fresh().encode())
    os._exit(0)
os.wait()
assert fresh().encode() != os.read(read, 16), "two processes gave one id"
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_the_child_of_a_fork_has_neither_the_lock_nor_the_ids_of_its_parent(
    tmp_path: Path,
) -> None:
    root = Path(locking.__file__).parents[1]
    command = [sys.executable, "-W", "ignore", "-c", FORKED, str(tmp_path / ".lock")]
    subprocess.run(command, cwd=root, check=True)


def test_a_lock_that_cannot_be_made_is_no_lock_that_is_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(handle: int, how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("store.locking._flock", fails)
    with pytest.raises(OSError, match="No locks"):
        Lock(tmp_path / ".lock").acquire(0)
