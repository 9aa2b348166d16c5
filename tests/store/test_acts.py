"""Acts of readers: marks, undo and redo, and verdicts that follow their words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from store.files import stamp
from store.records import Article, Findings, Story
from store.workspace import UnknownId, Workspace
from tests.store.conftest import again, first

Fill = Callable[[Path], Workspace]


def test_a_mark_survives_and_carries_the_words_it_judged(workspace: Workspace) -> None:
    ident = first(workspace, 1)
    (event,) = workspace.mark([ident], "verified", reason="called her", by="Ana")
    assert (event.number, event.op, event.before, event.after) == (1, "verdict", None, "verified")
    assert event.anchor is not None
    assert event.anchor.quote == '"We lost 40 ships,"'
    assert event.anchor.prefix == "ts the night ban lifted. "
    assert event.anchor.suffix == " said Ida Borg, the harbo"
    other = again(workspace)
    assert other.events() == [event]
    review = other.review(ident)
    assert (review.verdict, review.by, review.time) == ("verified", "Ana", event.time)
    assert not review.inherited


def test_a_copy_inherits_a_verdict_until_it_is_judged_itself(workspace: Workspace) -> None:
    mine, copy = first(workspace, 0), first(workspace, 1)
    workspace.mark([mine], "verified", by="Ana")
    workspace.note(mine, "on tape", by="Ana")
    assert workspace.review(copy).verdict == "verified"
    assert workspace.review(copy).inherited
    assert workspace.review(copy).note == "on tape"
    workspace.tag(copy, ["ships", "ships", "tape"])
    assert workspace.review(copy).tags == ("ships", "tape")
    assert workspace.review(copy).inherited
    workspace.mark([copy], "disputed", by="Ana")
    assert (workspace.review(copy).verdict, workspace.review(copy).inherited) == ("disputed", False)
    assert workspace.review(mine).verdict == "verified"
    workspace.mark([copy], None)
    assert workspace.review(copy).inherited


def test_a_bulk_act_is_undone_and_redone_as_one(workspace: Workspace) -> None:
    ids = [first(workspace, 0), first(workspace, 2)]
    workspace.note(ids[0], "kept")
    workspace.mark(ids, "false")
    assert len({event.batch for event in workspace.events()[1:]}) == 1
    assert len(again(workspace).undo()) == 2
    workspace.reload_if_changed()
    assert [workspace.review(one).verdict for one in ids] == [None, None]
    assert workspace.review(ids[0]).note == "kept"
    assert len(workspace.redo()) == 2
    assert [workspace.review(one).verdict for one in ids] == ["false", "false"]
    assert workspace.redo() == []


def test_a_mark_with_note_and_evidence_is_one_act_and_one_undo(workspace: Workspace) -> None:
    ids = [first(workspace, 0), first(workspace, 2)]
    workspace.evidence(ids[0], ["tape"])
    given = workspace.mark(ids, "verified", note="asked her", evidence=["tape", "https://a.test"])
    assert len({event.batch for event in given}) == 1
    seen = again(workspace)
    assert [seen.review(one).note for one in ids] == ["asked her", "asked her"]
    assert seen.review(ids[0]).evidence == ("tape", "https://a.test")
    assert len(seen.undo()) == 6
    review = again(workspace).review(ids[0])
    assert (review.verdict, review.note, review.evidence) == (None, "", ("tape",))
    assert len(seen.redo()) == 6
    assert again(workspace).review(ids[1]).note == "asked her"


def test_a_verdict_on_what_is_no_longer_found_can_still_be_changed(workspace: Workspace) -> None:
    lost = first(workspace, 2)
    workspace.mark([lost], "verified")
    gone = workspace.articles()[2].id
    workspace.put_analysis([], {gone: Findings(gone)}, workspace.story())
    (event,) = workspace.mark([lost], "false")
    assert event.anchor is not None
    assert event.anchor.quote == '"Safety comes first,"'
    assert [orphan.review.verdict for orphan in workspace.orphans()] == ["false"]


def test_undoing_my_act_leaves_what_a_colleague_said_since(workspace: Workspace) -> None:
    ident = first(workspace, 2)
    workspace.mark([ident], "verified", by="Ana")
    workspace.mark([ident], "false", by="Bo")
    (undone,) = workspace.undo("Ana")
    assert (undone.before, undone.after) == ("false", "false")
    assert workspace.review(ident).verdict == "false"
    assert workspace.undo("Ana") == []
    workspace.undo("Bo")
    assert workspace.review(ident).verdict is None
    workspace.redo("Ana")
    assert workspace.review(ident).verdict == "verified"


def test_a_new_act_forgets_what_could_be_redone(workspace: Workspace) -> None:
    ident = first(workspace)
    workspace.mark([ident], "verified")
    workspace.undo()
    workspace.note(ident, "n")
    assert workspace.redo() == []


def test_numbers_and_ids_of_events_are_never_used_twice(workspace: Workspace) -> None:
    ident = first(workspace)
    for _ in range(3):
        workspace.mark([ident], "verified")
        workspace.undo()
    events = again(workspace).events()
    assert [event.number for event in events] == [1, 2, 3, 4, 5, 6]
    assert len({event.id for event in events}) == 6


def test_what_nobody_knows_cannot_be_judged(workspace: Workspace) -> None:
    with pytest.raises(UnknownId):
        workspace.mark([first(workspace), "s0000000000"], "verified")
    with pytest.raises(ValueError, match="no verdict"):
        workspace.mark([first(workspace)], "maybe")  # type: ignore[arg-type]
    assert workspace.events() == []
    assert not (workspace.path / "reviews.json").exists()


# Moving with the words


def test_a_verdict_follows_its_words_into_a_new_version(
    workspace: Workspace, article_of: Callable[..., Article], findings_of: Callable[..., Findings]
) -> None:
    old = workspace.articles()[2]
    moved, gone = workspace.findings(old.id).statements[0], workspace.findings(old.id).claims[0]
    workspace.mark([moved.id], "verified", by="Ana")
    workspace.mark([gone.id], "disputed", by="Ana")
    workspace.tag(old.id, ["lead"])
    text = 'Updated. Ships turned back, the mayor said. "Safety comes first," she added.'
    new = article_of("three.txt", text, old.source)
    workspace.put_articles([new])
    workspace.put_analysis([], {new.id: findings_of(new)}, Story())
    here = workspace.findings(new.id).statements[0]
    assert here.id != moved.id
    assert (workspace.review(here.id).verdict, workspace.review(here.id).inherited) == (
        "verified",
        True,
    )
    assert workspace.review(new.id).tags == ("lead",)
    assert [event.target for event in workspace.events(here.id)] == [moved.id]
    (orphan,) = workspace.orphans()
    assert (orphan.target, orphan.review.verdict) == (gone.id, "disputed")
    assert orphan.anchor is not None
    assert orphan.anchor.quote == "More than 30 ships"
    workspace.mark([gone.id], None)
    assert workspace.orphans() == []


def test_of_equal_passages_the_one_with_the_same_surroundings_is_taken(
    tmp_path: Path, article_of: Callable[..., Article], findings_of: Callable[..., Findings]
) -> None:
    workspace = Workspace.open(tmp_path / "w", create=True)
    old = article_of("a.txt", "Then the mayor repeated 40 ships were lost, and sat down.")
    workspace.put_articles([old])
    workspace.put_analysis([], {old.id: findings_of(old)}, Story())
    workspace.mark([workspace.findings(old.id).claims[0].id], "false")
    text = "Clerks spoke of 40 ships. " + old.text
    new = article_of("a.txt", text, old.source)
    near, far = (
        msgspec.structs.replace(
            findings_of(old).claims[0], id=ident, article=new.id, start=at, end=at + 8
        )
        for ident, at in (("cfar", text.index("40")), ("cnear", text.rindex("40")))
    )
    workspace.put_articles([new])
    workspace.put_analysis([], {new.id: Findings(new.id, claims=(far, near))}, Story())
    assert workspace.review("cnear").verdict == "false"
    assert workspace.review("cfar").verdict is None


def test_a_mark_touches_no_file_but_the_journal(workspace: Workspace) -> None:
    ident = first(workspace)
    workspace.mark([ident], "verified")
    before = {path.name: stamp(path) for path in workspace.path.iterdir() if path.is_file()}
    workspace.mark([ident], "disputed")
    after = {path.name: stamp(path) for path in workspace.path.iterdir() if path.is_file()}
    assert {name for name in after if before[name] != after[name]} == {"reviews.json.journal"}
    assert before.keys() == after.keys()
