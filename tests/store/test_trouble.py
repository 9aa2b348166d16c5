"""What happens to a workspace when files, disks and other processes misbehave."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from store.records import Article, Findings, Story
from store.workspace import Workspace, WorkspaceError
from tests.store.conftest import again, first, fold

Fill = Callable[[Path], Workspace]


def test_a_damaged_file_stops_writing_and_stays_as_it_is(workspace: Workspace) -> None:
    ident = first(workspace)
    workspace.mark([ident], "verified")
    fold(workspace)
    path = workspace.path / "reviews.json"
    path.write_bytes(path.read_bytes()[:-9])
    broken = path.read_bytes()
    fresh = again(workspace)
    for act in (
        fresh.reviews,
        fresh.events,
        lambda: fresh.mark([ident], "false"),
        workspace.reload_if_changed,
        lambda: workspace.mark([ident], "false"),
    ):
        with pytest.raises(WorkspaceError) as caught:
            act()
        assert caught.value.kind == "damaged"
        assert "backup" in caught.value.reason
    assert path.read_bytes() == broken
    assert workspace.review(ident).verdict == "verified"


@pytest.mark.parametrize(
    ("name", "table", "change"),
    [
        ("articles.json", "articles", {"text": 3}),
        ("findings.json", "findings", {"statements": "x"}),
        ("reviews.json", "events", {"number": 7}),
        ("reviews.json", "events", {"op": "abolish"}),
        ("reviews.json", "events", {"after": "maybe"}),
        ("reviews.json", "events", {"op": "note", "after": 3}),
        ("reviews.json", "events", {"op": "tags", "after": "x"}),
    ],
)
def test_documents_of_a_wrong_shape_are_named(
    name: str, table: str, change: dict[str, object], workspace: Workspace
) -> None:
    workspace.mark([first(workspace)], "verified")
    fold(workspace)
    path = workspace.path / name
    tables = json.loads(path.read_bytes())
    tables[table]["1"].update(change)
    path.write_text(json.dumps(tables))
    with pytest.raises(WorkspaceError, match=r"1\b") as caught:
        again(workspace).reviews()
    assert (caught.value.kind, caught.value.path) == ("damaged", path)


def test_a_full_disk_changes_nothing_in_memory(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    ident = first(workspace)
    workspace.mark([ident], "verified")
    before = (workspace.events(), workspace.articles(), dict(workspace.reviews()))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("store.files._write_synced", full)
        patched.setattr("os.write", full)
        for act in (
            lambda: workspace.mark([ident], "false"),
            workspace.undo,
            lambda: workspace.put_analysis([], {}, Story()),
            workspace.save,
        ):
            with pytest.raises(WorkspaceError, match="no space left") as caught:
                act()
            assert caught.value.kind == "full"
    assert (workspace.events(), workspace.articles(), dict(workspace.reviews())) == before
    workspace.mark([ident], "disputed")
    assert again(workspace).review(ident).verdict == "disputed"


def test_a_lock_that_is_never_given_up_is_reported(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from store.locking import exclusive

    monkeypatch.setattr("store.locking.PATIENCE", 0.05)
    with exclusive(workspace.path), pytest.raises(WorkspaceError) as caught:
        again(workspace).mark([first(workspace)], "verified")
    assert caught.value.kind == "locked"


def test_reviews_that_vanish_while_in_use_are_reported_not_begun_anew(workspace: Workspace) -> None:
    workspace.mark([first(workspace)], "verified")
    (workspace.path / "reviews.json").unlink()
    (workspace.path / "reviews.json.journal").unlink()
    with pytest.raises(WorkspaceError, match="gone while in use"):
        workspace.mark([first(workspace)], "false")
    assert not (workspace.path / "reviews.json").exists()


def test_foreign_tables_and_keys_survive_a_write(workspace: Workspace) -> None:
    path = workspace.path / "reviews.json"
    path.write_text('{"statements": {"1": {"text": "a\\u001b[2J"}}}')
    workspace.mark([first(workspace)], "verified")
    fold(workspace)
    assert json.loads(path.read_bytes())["statements"] == {"1": {"text": "a\x1b[2J"}}


def test_what_another_process_wrote_is_seen_after_reloading(
    workspace: Workspace, articles: list[Article]
) -> None:
    other = again(workspace)
    assert other.events() == []
    ident = first(workspace)
    workspace.mark([ident], "verified")
    assert other.review(ident).verdict is None
    assert other.reload_if_changed()
    assert other.review(ident).verdict == "verified"
    assert not other.reload_if_changed()
    assert not workspace.reload_if_changed()
    other.put_analysis([], {articles[0].id: Findings(articles[0].id)}, Story())
    assert workspace.reload_if_changed()
    assert workspace.findings(articles[0].id) == Findings(articles[0].id)


def test_marks_of_others_met_while_writing_are_told_at_the_next_reload(
    workspace: Workspace,
) -> None:
    other = again(workspace)
    assert other.events() == []
    workspace.mark([first(workspace)], "verified")
    other.note(first(workspace), "mine")
    assert len(other.events()) == 2
    assert other.reload_if_changed()
    assert not other.reload_if_changed()


def test_reviews_kept_up_act_by_act_are_those_of_a_fresh_start(workspace: Workspace) -> None:
    ids = [row.id for row in workspace.findings(workspace.articles()[0].id).statements]
    copies = [row.id for row in workspace.findings(workspace.articles()[1].id).statements]
    acts: list[Callable[[], object]] = [
        lambda: workspace.mark(ids, "verified", by="Ana"),
        lambda: workspace.mark([copies[0]], "false", by="Bo"),
        lambda: workspace.undo("Ana"),
        lambda: workspace.note(copies[1], "n", by="Bo"),
        lambda: workspace.redo("Ana"),
        lambda: workspace.undo("Bo"),
        lambda: workspace.undo("Bo"),
        lambda: workspace.tag(workspace.articles()[2].id, ["x"]),
    ]
    seen = []
    for act in acts:
        act()
        assert workspace.reviews() == again(workspace).reviews()
        seen.append(dict(workspace.reviews()))
    assert [len(reviews) for reviews in seen] == [4, 4, 2, 3, 4, 4, 4, 5]


def test_a_thread_may_go_through_the_reviews_while_another_marks(workspace: Workspace) -> None:
    ids = [row.id for row in workspace.findings(workspace.articles()[0].id).statements]
    workspace.mark(ids[:1], "verified")
    before = workspace.reviews()
    walk = iter(before.items())
    next(walk)
    workspace.mark(ids[1:], "verified")
    assert len(workspace.reviews()) == 4
    assert len(list(walk)) == len(before) - 1 == 1
