"""Folders for a while are gone after it, and those of killed processes with the next one."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from seeds.scratch import LOCK, PREFIX, scratch


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
