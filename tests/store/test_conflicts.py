"""Acts that two readers do unknown to each other: kept as conflicts until somebody decides."""

from __future__ import annotations

import pytest

from store.workspace import Workspace


def statements(workspace: Workspace) -> list[str]:
    return [row.id for row in workspace.findings(workspace.articles()[0].id).statements]


@pytest.fixture
def judged(workspace: Workspace) -> Workspace:
    """A workspace whose first statement is verified."""
    workspace.mark([statements(workspace)[0]], "verified", by="Ana")
    return workspace


def test_overruling_what_one_has_not_seen_is_a_conflict_with_both_values(
    judged: Workspace,
) -> None:
    one, _ = statements(judged)
    other = Workspace.open(judged.path)
    assert other.review(one).verdict == "verified"
    assert not other.changed()
    (theirs,) = judged.mark([one], "disputed", by="Ana")
    assert other.changed()
    (mine,) = other.mark([one], "false", by="Bo")
    assert mine.unseen == theirs.id
    (clash,) = other.conflicts()
    assert (clash.theirs.after, clash.mine.after) == ("disputed", "false")
    judged.reload_if_changed()
    assert judged.conflicts() == [clash]
    judged.mark([one], "verified", by="Ana")
    other.reload_if_changed()
    assert judged.conflicts() == other.conflicts() == []


def test_agreeing_or_having_seen_is_no_conflict(judged: Workspace) -> None:
    one, two = statements(judged)
    other = Workspace.open(judged.path)
    assert other.events()
    judged.mark([one], "disputed", by="Ana")
    other.mark([one], "disputed", by="Bo")
    judged.mark([two], "verified", by="Ana")
    other.reload_if_changed()
    other.mark([two], "false", by="Bo")
    assert other.conflicts() == []


def test_undoing_one_of_two_conflicting_acts_settles_it(judged: Workspace) -> None:
    one, _ = statements(judged)
    other = Workspace.open(judged.path)
    assert other.events()
    judged.mark([one], "disputed", by="Ana")
    other.mark([one], "false", by="Bo")
    other.undo("Bo")
    assert other.conflicts() == []
    assert other.review(one).verdict == "disputed"


def test_a_settled_conflict_is_there_again_once_the_settling_act_is_undone(
    judged: Workspace,
) -> None:
    one, _ = statements(judged)
    other = Workspace.open(judged.path)
    assert other.events()
    judged.mark([one], "disputed", by="Ana")
    other.mark([one], "false", by="Bo")
    (clash,) = other.conflicts()
    other.settle(clash, clash.theirs, by="Bo")
    assert other.conflicts() == []
    other.undo("Bo")
    assert other.conflicts() == Workspace.open(judged.path).conflicts() == [clash]
    assert other.review(one).verdict == "false"
    other.redo("Bo")
    assert other.conflicts() == []
    assert other.review(one).verdict == "disputed"
