"""Check, repair, backups, compacting, migration and merging of a workspace."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import backups, care, merging
from store.chain import canonical, link
from store.files import WorkspaceError
from store.records import Event
from store.repairing import repair
from store.reviews import LocalReviews
from store.workspace import Workspace


def statements(workspace: Workspace) -> list[str]:
    return [row.id for row in workspace.findings(workspace.articles()[0].id).statements]


@pytest.fixture
def judged(workspace: Workspace) -> Workspace:
    """A workspace with three events, folded, and a fourth in the journal."""
    one, two = statements(workspace)
    workspace.mark([one], "verified", by="Ana")
    workspace.note(one, "on tape", by="Ana")
    workspace.mark([two], "false", by="Bo")
    care.compact(workspace.path)
    workspace.mark([two], "disputed", by="Ana")
    return workspace


def test_a_sound_workspace_has_no_problem_and_a_hash_of_its_history(judged: Workspace) -> None:
    health = care.check(judged.path)
    assert (health.problems, health.notices) == ((), ())
    assert health.counts == {"articles": 3, "findings": 10, "events": 4}
    head = "0" * 32
    for event in Workspace.open(judged.path).events():
        head = link(canonical(event), head)
    assert health.head == head


@pytest.mark.parametrize("change", [{"by": "Eve"}, {"after": "verified"}, {"time": "2020-01-01"}])
def test_a_changed_past_shows_although_the_file_was_sealed_anew(
    change: dict[str, object], judged: Workspace
) -> None:
    path = judged.path / "reviews.json"
    tables = json.loads(path.read_bytes())
    tables["events"]["3"].update(change)
    path.write_text(json.dumps(tables))
    problems = care.check(judged.path).problems
    assert len(problems) == 1
    assert "event 3" in problems[0]
    assert Workspace.open(judged.path).events(), "it is read all the same"
    assert any("another program" in line for line in Workspace.open(judged.path).notices())


def test_events_taken_away_at_the_end_are_missed(judged: Workspace) -> None:
    path = judged.path / "reviews.json"
    tables = json.loads(path.read_bytes())
    del tables["events"]["3"]
    path.write_text(json.dumps(tables))
    (judged.path / "reviews.json.journal").write_bytes(
        (judged.path / "reviews.json.journal").read_bytes().split(b"\n")[0] + b"\n"
    )
    assert any("events 3 to 3 are missing" in line for line in care.check(judged.path).problems)


def test_check_goes_on_after_the_first_damaged_file(judged: Workspace) -> None:
    for name in ("articles.json", "findings.json", "reviews.json"):
        path = judged.path / name
        path.write_bytes(path.read_bytes()[:-9])
    problems = care.check(judged.path).problems
    assert [Path(line.split(": ")[0]).name for line in problems] == [
        "articles.json", "findings.json", "reviews.json",
    ]  # fmt: skip
    assert all("byte" in line for line in problems)


def test_repair_saves_every_sound_record_and_keeps_the_damaged_files(judged: Workspace) -> None:
    damaged = {}
    for name in ("articles.json", "findings.json", "reviews.json"):
        path = judged.path / name
        data = bytearray(path.read_bytes())
        data[len(data) // 4] = 0x00
        path.write_bytes(data)
        damaged[name] = bytes(data)
    before = LocalReviews(judged.path / "reviews.json")
    with pytest.raises(WorkspaceError):
        before.history()
    done = repair(judged.path)
    assert done.kept is not None
    assert {name: (done.kept / name).read_bytes() for name in damaged} == damaged
    assert care.check(judged.path).problems == ()
    saved = Workspace.open(judged.path).events()
    assert [event.after for event in saved][-2:] == ["false", "disputed"]
    assert len(saved) >= 3
    assert repair(judged.path).lines == ("nothing to repair",)


def test_repair_names_the_events_that_are_lost(judged: Workspace) -> None:
    path = judged.path / "reviews.json"
    path.write_bytes(path.read_bytes().replace(b'"note"', b'"nose"'))
    assert any("lost: number 2" in line for line in repair(judged.path).lines)
    assert [event.after for event in Workspace.open(judged.path).events()] == [
        "verified", "false", "disputed",
    ]  # fmt: skip


def test_a_record_damaged_inside_the_journal_is_lost_alone(judged: Workspace) -> None:
    one, _ = statements(judged)
    judged.note(one, "later")
    path = judged.path / "reviews.json.journal"
    path.write_bytes(path.read_bytes().replace(b"disputed", b"disputes"))
    with pytest.raises(WorkspaceError, match="is damaged"):
        Workspace.open(judged.path).events()
    assert any("lost: number 4" in line for line in repair(judged.path).lines)
    assert Workspace.open(judged.path).review(one).note == "later"


def test_what_is_newer_is_not_repaired(judged: Workspace) -> None:
    (judged.path / "reviews.json").write_text('{"_store": {"1": {"format": 99}}}')
    with pytest.raises(WorkspaceError, match="newer"):
        repair(judged.path)


def test_a_file_of_the_first_format_moves_forward_with_a_backup(
    judged: Workspace, tmp_path: Path
) -> None:
    old = judged.events()
    documents = {str(event.number): msgspec.to_builtins(event) for event in old}
    path = judged.path / "reviews.json"
    path.write_text(json.dumps({"events": documents, "_store": {"1": {"format": 1}}}))
    (judged.path / "reviews.json.journal").unlink()
    first = path.read_bytes()
    workspace = Workspace.open(judged.path)
    assert workspace.events() == old
    assert path.read_bytes() == first, "reading changes nothing"
    assert "older wirecopy" in care.check(judged.path).notices[0]
    workspace.note(statements(workspace)[0], "after the move")
    assert Workspace.open(judged.path).events()[:-1] == old
    assert care.check(judged.path).problems == ()
    kept = [copy for copy in backups.listed(judged.path) if copy.name.endswith("migration")]
    assert (kept[0] / "reviews.json").read_bytes() == first
    assert not care.migrate(judged.path)


def test_the_first_act_of_a_day_keeps_a_copy_of_the_day_before(
    judged: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = statements(judged)
    before = len(judged.events())
    monkeypatch.setattr("store.acts.now", lambda: "2999-01-01T00:00:00.000Z")
    judged.note(one, "tomorrow")
    judged.note(one, "and again")
    (copy,) = (copy for copy in backups.listed(judged.path) if copy.name.endswith("daily"))
    assert len(Workspace.open(copy).events()) == before


def test_a_full_disk_stops_the_daily_copy_but_not_the_act(
    judged: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(workspace: Path) -> None:
        raise WorkspaceError("full", workspace, "no space left on device")

    monkeypatch.setattr(backups, "daily", full)
    monkeypatch.setattr("store.acts.now", lambda: "2999-01-01T00:00:00.000Z")
    judged.note(statements(judged)[0], "tomorrow")
    assert "no daily backup" in judged.notices()[-1]


def test_only_so_many_daily_copies_are_kept(judged: Workspace) -> None:
    for day in range(20):
        folder = judged.path / "backups" / f"202401{day + 1:02}T000000Z-daily"
        shutil.copytree(judged.path, folder, ignore=shutil.ignore_patterns("backups"))
    own = backups.make(judged.path, "mine")
    backups.daily(judged.path)
    names = [copy.name for copy in backups.listed(judged.path)]
    assert sum(name.endswith("daily") for name in names) == backups.DAILY_KEPT
    assert own.name in names
    assert "20240101T000000Z-daily" not in names


def test_restoring_says_what_changes_and_can_itself_be_undone(judged: Workspace) -> None:
    one, _ = statements(judged)
    copy = backups.make(judged.path)
    judged.note(one, "after the backup")
    judged.note(one, "and more")
    assert backups.changes(judged.path, copy) == ["reviews.json: 2 events go, 0 come back"]
    other = Workspace.open(judged.path)
    assert len(other.events()) == 6
    kept = backups.restore(judged.path, copy)
    assert other.reload_if_changed()
    assert len(other.events()) == 4
    assert other.note(one, "after restoring").number == 5
    backups.restore(judged.path, kept)
    assert len(Workspace.open(judged.path).events()) == 6
    assert care.check(judged.path).problems == ()


# Merging


def test_two_colleagues_join_their_work_and_get_the_same_history(
    judged: Workspace, tmp_path: Path
) -> None:
    one, two = statements(judged)
    shutil.copytree(judged.path, tmp_path / "copy")
    other = Workspace.open(tmp_path / "copy")
    judged.mark([one], "disputed", by="Ana")
    other.mark([one], "not-checkable", by="Bo")
    other.note(two, "seen", by="Bo")
    other.undo("Bo")
    merged = care.merge(judged.path, other.path)
    assert merged.added == 3
    (clash,) = merged.conflicts
    assert (clash.target, clash.field) == (one, "verdict")
    assert {clash.theirs.after, clash.mine.after} == {"disputed", "not-checkable"}
    assert care.merge(judged.path, other.path) == (0, ())
    assert care.merge(other.path, judged.path).added == 1
    assert Workspace.open(judged.path).events() == Workspace.open(other.path).events()
    assert care.check(judged.path).head == care.check(other.path).head
    judged.reload_if_changed()
    assert judged.review(two).note == ""
    judged.mark([one], "verified", by="Ana")
    assert judged.conflicts() == []


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_merging_is_the_same_from_either_side_and_keeps_their_orders(
    data: st.DataObject,
) -> None:
    def history(first: int, common: list[Event]) -> list[Event]:
        times = st.integers(0, 3).map(lambda second: f"2024-05-03T10:00:0{second}Z")
        own = data.draw(st.lists(times, max_size=5))
        return common + [
            Event(0, time, "Ana", "note", "s1", "", str(place), id=f"{first + place:04}")
            for place, time in enumerate(own)
        ]

    common = history(1000, [])
    left, right = history(3000, common), history(2000, common)
    both = merging.united(left, right)
    assert both == merging.united(right, left)
    assert {event.id for event in both} == {event.id for event in (*left, *right)}
    for side in (left, right):
        ids = [event.id for event in side]
        assert [event.id for event in both if event.id in ids] == ids
    assert merging.united(both, right) == both


def test_a_store_that_cannot_be_sure_reopens(
    judged: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = statements(judged)
    reason = "Input/output error"

    def fails(handle: int) -> None:
        raise OSError(5, reason)

    with monkeypatch.context() as patched:
        patched.setattr("store.files.sync", fails)
        with pytest.raises(WorkspaceError, match="not known") as caught:
            judged.note(one, "maybe")
        assert caught.value.kind == "unsure"
    act: Callable[[], object] = lambda: judged.note(one, "again")  # noqa: E731
    with pytest.raises(WorkspaceError, match="read-only"):
        act()
    judged.reopen()
    assert judged.review(one).note in ("on tape", "maybe")
    act()
    assert Workspace.open(judged.path).review(one).note == "again"
