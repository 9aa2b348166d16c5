"""The default workspace, and the workspaces of folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.workspace import Workspace
from tui import place


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.delenv(place.VARIABLE, raising=False)


def test_the_last_opened_workspace_is_the_default_while_it_is_there(tmp_path: Path) -> None:
    sample = place.default()
    assert sample == place.data_folder() / "sample"
    mine = tmp_path / "mine"
    Workspace.open(mine, create=True)
    place.remember(mine)
    assert place.default() == mine
    (mine / "workspace.json").unlink()
    assert place.default() == sample


def test_the_variable_wins_over_the_last_and_is_never_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(place.VARIABLE, str(tmp_path / "named"))
    assert place.default() == tmp_path / "named"
    place.remember(tmp_path / "named")
    assert not place.data_folder().exists()


def test_each_folder_of_articles_has_one_place_however_it_is_named(tmp_path: Path) -> None:
    for name in ("a b", "a-b", "ä"):
        (tmp_path / name).mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "ä")
    places = {place.own_place(tmp_path / name) for name in ("a b", "a-b", "ä", "link")}
    assert len(places) == 3
    assert all(spot.parent == place.data_folder() / "folders" for spot in places)
    assert all(spot.name.isascii() for spot in places)
