"""Folders for a while are gone after it, and those of killed processes with the next one."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from seeds.scratch import LOCK, PREFIX, scratch
from store.locking import Lock


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_a_folder_goes_with_its_work(tmp_path: Path) -> None:
    with scratch() as folder:
        (folder / "1").write_bytes(b"articles")
        assert list(tmp_path.iterdir()) == [folder]
    assert not list(tmp_path.iterdir())


def test_what_a_killed_process_left_goes_and_what_another_works_in_stays(tmp_path: Path) -> None:
    left = tmp_path / f"{PREFIX}left"
    left.mkdir()
    (left / LOCK).touch()
    (left / "1").write_bytes(b"articles")
    foreign = tmp_path / f"{PREFIX}foreign"
    foreign.mkdir()
    with scratch() as one, scratch() as other:
        assert set(tmp_path.iterdir()) == {one, other, foreign}


def test_a_folder_that_another_process_swept_before_it_was_locked_is_made_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken = Lock.try_acquire
    swept: list[Path] = []

    def acquire(lock: Lock) -> bool:
        held = taken(lock)
        if not swept:
            swept.append(lock.path.parent)
            shutil.rmtree(lock.path.parent)
        return held

    monkeypatch.setattr(Lock, "try_acquire", acquire)
    with scratch() as folder:
        assert folder.is_dir()
        assert folder not in swept
    assert swept


def test_a_folder_of_somebody_else_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = tmp_path / f"{PREFIX}theirs"
    theirs.mkdir()
    (theirs / LOCK).touch()
    owner = theirs.stat().st_uid
    monkeypatch.setattr(os, "getuid", lambda: owner + 1, raising=False)
    with scratch():
        assert theirs.is_dir()
