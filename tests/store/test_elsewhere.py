"""What only POSIX has, and what is done where it is missing: each fallback runs here."""

from __future__ import annotations

import errno
import os
import types
from pathlib import Path

import pytest

from store import files
from store.files import bytes_at, place_new, put_over, replace, sync_folder, syncing
from store.journal import Journal
from tests.store.test_locking import as_on_windows


def windows() -> types.ModuleType:
    """The module `os` as it is there: without what POSIX alone has."""
    there = types.ModuleType("os")
    only_posix = {"fdatasync", "pread", "pwrite", "register_at_fork", "fork", "link", "O_CLOEXEC"}
    vars(there).update({key: value for key, value in vars(os).items() if key not in only_posix})
    return there


def test_where_there_is_no_fdatasync_all_of_the_file_is_synced() -> None:
    assert syncing("win32", windows()) is os.fsync
    assert syncing("linux", os) is getattr(os, "fdatasync", os.fsync)
    assert syncing("darwin", os) is not os.fsync, "it leaves data in the cache of the drive"


def test_a_journal_keeps_what_it_confirmed_where_there_is_fsync_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "sync", syncing("win32", windows()))
    journal = Journal(tmp_path / "r.json")
    journal.load()
    journal.commit([("t", "1", b'{"n":1}')])
    assert Journal(tmp_path / "r.json").load() == {"t": {"1": b'{"n":1}'}}


def test_where_no_byte_can_be_read_by_its_place_the_file_is_gone_to(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"0123456789")
    with path.open("rb", buffering=0) as file:
        for system in (os, windows()):
            assert bytes_at(file, 3, 4, system) == b"456"
            assert bytes_at(file, 9, 8, system) == b"89"


def test_folders_are_not_synced_where_they_cannot_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("store.files.os", types.SimpleNamespace(name="nt"))
        sync_folder(tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "nowhere")


@pytest.mark.parametrize("frees", [True, False])
def test_a_file_that_somebody_has_open_is_replaced_once_he_lets_go(
    frees: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, fresh = tmp_path / "a", tmp_path / "b"
    fresh.write_bytes(b"new")
    real = Path.replace
    refused: list[Path] = []

    def held(self: Path, other: Path) -> Path:
        if len(refused) < 3 or not frees:
            refused.append(self)
            raise PermissionError(errno.EACCES, "used by another process")
        return real(self, other)

    clock = iter(range(1000))
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", held)
        patched.setattr("store.files.time", types.SimpleNamespace(
            monotonic=lambda: next(clock) / 4, sleep=lambda _: None
        ))  # fmt: skip
        patched.setattr("store.files.os", types.SimpleNamespace(name="nt"))
        if frees:
            put_over(fresh, target)
        else:
            with pytest.raises(PermissionError):
                put_over(fresh, target)
    assert target.exists() == frees
    assert len(refused) == 3 if frees else len(refused) < 20


def test_on_posix_a_refused_rename_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(self: Path, other: Path) -> Path:
        raise PermissionError(errno.EACCES, "no")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refuses)
        patched.setattr("store.files.time.sleep", lambda _: pytest.fail("it waited"))
        with pytest.raises(PermissionError):
            replace(tmp_path / "a", b"x")
    assert not list(tmp_path.iterdir())


def test_a_new_file_is_placed_where_there_are_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(errno.EPERM, "not here")

    monkeypatch.setattr(os, "link", no_links)
    place_new(tmp_path / "a", b"x")
    assert (tmp_path / "a").read_bytes() == b"x"
    with pytest.raises(FileExistsError):
        place_new(tmp_path / "a", b"y")


def test_the_lock_of_windows_is_waited_for_and_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = as_on_windows(monkeypatch)
    monkeypatch.setattr(there, "PATIENCE", 0.0)
    mine, other = there.exclusive(tmp_path), there.exclusive(tmp_path)
    with mine, pytest.raises(there.WorkspaceError, match="another process has been writing"):
        other.__enter__()
    with other:
        pass
