"""Files of a later format: everything can be read, nothing is written, and one line says why."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from store import backups, care
from store.files import WorkspaceError
from store.frames import journal_of, line
from store.repairing import repair
from store.reviews import LocalReviews
from store.workspace import Workspace
from tests.store.conftest import again, first, fold

FILES = ("workspace.json", "articles.json", "findings.json", "reviews.json", "journal")


@pytest.fixture(params=FILES)
def later(request: pytest.FixtureRequest, workspace: Workspace) -> Workspace:
    """A workspace with a verdict and a note, one file of which a later version has written."""
    workspace.mark([first(workspace)], "verified", by="Ana")
    fold(workspace)
    workspace.note(first(workspace, 2), "asked", by="Ana")
    lift(workspace.path, request.param)
    return workspace


def lift(folder: Path, name: str) -> None:
    """Give a file the format 99, and something that this version does not know."""
    if name == "journal":
        path = journal_of(folder / "reviews.json")
        _, rest = path.read_bytes().split(b"\n", 1)
        header = json.loads(path.read_bytes()[9 : -len(rest)])
        path.write_bytes(line(json.dumps({**header, "format": 99, "x": 1}).encode()) + rest)
        return
    path = folder / name
    told = json.loads(path.read_bytes())
    place = told if name == "workspace.json" else told["_store"]["1"]
    place.update(format=99, x=1)
    path.write_text(json.dumps(told))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_newer_workspace_is_read_and_never_written(later: Workspace) -> None:
    before = contents(later.path)
    opened = again(later)
    assert [row.name for row in opened.articles()] == ["one.txt", "two.txt", "three.txt"]
    assert opened.review(first(opened)).verdict == "verified"
    assert opened.review(first(opened, 2)).note == "asked"
    assert opened.story() == later.story()
    assert not opened.needs_analysis("another")
    assert [notice for notice in opened.notices() if "open for reading only" in notice]
    article = opened.articles()[0]
    for act in (
        lambda: opened.mark([first(opened)], "false"),
        lambda: opened.undo("Ana"),
        lambda: opened.put_analysis([], opened.all_findings(), opened.story()),
        lambda: opened.put_articles([article]),
        lambda: opened.save(),
        lambda: backups.refuse_if_newer(later.path),
        lambda: repair(later.path),
    ):
        with pytest.raises(WorkspaceError, match="newer wirecopy") as caught:
            act()
        assert caught.value.kind == "newer"
        assert "\n" not in str(caught.value)
    assert contents(later.path) == before


def test_check_calls_a_newer_workspace_whole_and_says_what_is_newer(later: Workspace) -> None:
    health = care.check(later.path)
    assert health.problems == ()
    assert any("newer wirecopy (format 99" in notice for notice in health.notices)
    assert health.counts["events"] == 2


def test_the_care_of_newer_files_is_left_to_a_newer_wirecopy(
    workspace: Workspace, fill: Callable[[Path], Workspace], tmp_path: Path
) -> None:
    workspace.note(first(workspace), "asked")
    kept = backups.make(workspace.path)
    other = fill(tmp_path / "other")
    lift(workspace.path, "journal")
    for act in (
        lambda: care.compact(workspace.path),
        lambda: care.migrate(workspace.path),
        lambda: care.merge(workspace.path, other.path),
        lambda: care.merge(other.path, workspace.path),
        lambda: backups.restore(workspace.path, kept),
    ):
        with pytest.raises(WorkspaceError, match="newer wirecopy"):
            act()
    LocalReviews(workspace.path / "reviews.json").fold()
    assert again(workspace).review(first(workspace)).note == "asked"


def test_what_a_newer_file_holds_beyond_this_version_is_no_damage(workspace: Workspace) -> None:
    workspace.note(first(workspace), "asked")
    fold(workspace)
    lift(workspace.path, "reviews.json")
    path = workspace.path / "reviews.json"
    path.write_bytes(path.read_bytes().replace(b'"op": "note"', b'"op": "vote"'))
    with pytest.raises(WorkspaceError, match="not to be read by this one") as caught:
        again(workspace).events()
    assert caught.value.kind == "newer"
