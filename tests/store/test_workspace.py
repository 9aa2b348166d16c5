"""A workspace: articles and their versions, reviews, and what happens when things go wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from store.records import Article, Findings, Story
from store.reviews import LocalReviews
from store.workspace import AmbiguousId, UnknownId, Workspace, WorkspaceError

Fill = Callable[[Path], Workspace]


def first(workspace: Workspace, article: int = 0) -> str:
    """The id of the first statement of an article."""
    return workspace.findings(workspace.articles()[article].id).statements[0].id


def fold(workspace: Workspace) -> None:
    """Take the journal into the checkpoint."""
    LocalReviews(workspace.path / "reviews.json").fold()


def again(workspace: Workspace) -> Workspace:
    """The workspace as another process finds it."""
    return Workspace.open(workspace.path)


# Opening


def test_opening_what_is_not_there_says_so_and_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError) as caught:
        Workspace.open(tmp_path / "none")
    assert caught.value.kind == "missing"
    assert str(caught.value).startswith(str(tmp_path / "none") + ": ")
    assert list(tmp_path.iterdir()) == []


def test_creating_makes_folder_and_card_and_keeps_what_is_there(tmp_path: Path) -> None:
    made = Workspace.open(tmp_path / "a" / "story", create=True)
    assert (made.name, made.settings) == ("story", {})
    made.name, made.settings["reader"] = "The story", "Ana"
    made.save()
    kept = Workspace.open(made.path, create=True)
    assert (kept.name, kept.settings, kept.reader) == ("The story", {"reader": "Ana"}, "Ana")


@pytest.mark.parametrize(
    ("card", "kind"),
    [
        (b"", "damaged"),
        (b"[]", "damaged"),
        (b'{"format": 1, "name": 3}', "damaged"),
        (b'{"format": 1, "settings": []}', "damaged"),
        (b'{"format": 2}', "newer"),
    ],
)
def test_a_bad_card_is_refused_and_left(card: bytes, kind: str, tmp_path: Path) -> None:
    (tmp_path / "workspace.json").write_bytes(card)
    for create in (False, True):
        with pytest.raises(WorkspaceError) as caught:
            Workspace.open(tmp_path, create=create)
        assert caught.value.kind == kind
    assert (tmp_path / "workspace.json").read_bytes() == card


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "w").write_text("x")
    for create in (False, True):
        with pytest.raises(WorkspaceError, match="is a file"):
            Workspace.open(tmp_path / "w", create=create)


def test_reviews_without_a_card_are_not_taken_for_a_new_workspace(workspace: Workspace) -> None:
    (workspace.path / "workspace.json").unlink()
    with pytest.raises(WorkspaceError) as caught:
        Workspace.open(workspace.path, create=True)
    assert caught.value.kind == "damaged"


def test_an_empty_workspace_answers_everything(tmp_path: Path) -> None:
    empty = Workspace.open(tmp_path / "w", create=True)
    assert empty.articles() == []
    assert empty.all_findings() == {}
    assert empty.findings("a0000000000") == Findings("a0000000000")
    assert empty.story() == Story()
    assert empty.reviews() == {}
    assert empty.events() == []
    assert empty.orphans() == []
    assert empty.undo() == empty.redo() == []
    assert empty.find("a000") is None
    assert not empty.needs_analysis("1")
    assert not empty.reload_if_changed()


# Articles


def test_the_same_thing_twice_adds_nothing(workspace: Workspace, articles: list[Article]) -> None:
    before = (workspace.path / "articles.json").read_bytes()
    assert [put.outcome for put in workspace.put_articles(articles)] == ["already"] * 3
    assert (workspace.path / "articles.json").read_bytes() == before
    both = [articles[0], articles[0]]
    assert [put.outcome for put in Workspace.open(workspace.path).put_articles(both)] == [
        "already",
        "already",
    ]


def test_a_new_text_of_a_known_source_is_a_version_in_the_place_of_the_old(
    workspace: Workspace, article_of: Callable[..., Article]
) -> None:
    old = workspace.articles()
    new = article_of("one.txt", old[0].text + " The ban was lifted.", old[0].source)
    (put,) = workspace.put_articles([new])
    assert put.outcome == "version"
    assert (put.article.version, put.article.previous) == (2, old[0].id)
    assert [row.id for row in again(workspace).articles()] == [new.id, old[1].id, old[2].id]
    assert [row.version for row in workspace.versions(old[0].id)] == [1, 2]
    assert workspace.versions(new.id) == workspace.versions(old[0].id)
    assert workspace.article(old[0].id) == old[0]
    assert workspace.article("one.txt") == put.article
    assert workspace.needs_analysis("1")


def test_what_is_stored_comes_back_exactly(
    workspace: Workspace, articles: list[Article], findings_of: Callable[..., Findings]
) -> None:
    stored = again(workspace).articles()
    assert [msgspec.structs.replace(row, added="") for row in stored] == articles
    assert all(row.added.endswith("Z") for row in stored)
    assert again(workspace).all_findings() == {row.id: findings_of(row) for row in stored}
    assert again(workspace).story() == workspace.story()
    assert len(workspace.story().occurrences) == 4


def test_hostile_text_is_stored_exactly(tmp_path: Path, article_of: Callable[..., Article]) -> None:
    text = "a\x00\x1b]52;c;x\x07\u202e\ufeff\u2028\r\n\ud800 [/x] 🇺🇦"
    workspace = Workspace.open(tmp_path / "w", create=True)
    workspace.put_articles([article_of("\x1b[2J.txt", text)])
    workspace.note(workspace.articles()[0].id, text)
    (row,) = again(workspace).articles()
    assert (row.text, row.name) == (text, "\x1b[2J.txt")
    assert again(workspace).review(row.id).note == text


def test_analysis_is_needed_until_every_article_has_findings_of_this_engine(
    tmp_path: Path, articles: list[Article], findings_of: Callable[..., Findings]
) -> None:
    workspace = Workspace.open(tmp_path / "w", create=True)
    workspace.put_articles(articles)
    assert workspace.needs_analysis("1")
    found = {row.id: findings_of(row) for row in articles[:2]}
    workspace.put_analysis(articles[:2], found, Story())
    assert workspace.needs_analysis("1")
    workspace.put_analysis(articles[2:], {articles[2].id: findings_of(articles[2])}, Story())
    assert not again(workspace).needs_analysis("1")
    assert again(workspace).needs_analysis("2")


# Finding things by id


def test_ids_are_found_whole_and_by_unique_start(workspace: Workspace) -> None:
    ident = first(workspace)
    found = workspace.find(ident[:6])
    assert found is not None
    assert found.id == ident
    article = workspace.articles()[1]
    assert workspace.find(article.id[:5]) == article
    assert workspace.find(ident[:3]) is None
    assert workspace.find("zzzzzz") is None
    assert workspace.article("nobody.txt") is None


def test_an_ambiguous_start_names_the_candidates(
    workspace: Workspace, articles: list[Article], findings_of: Callable[..., Findings]
) -> None:
    article = workspace.articles()[0]
    found = findings_of(article)
    twins = tuple(
        msgspec.structs.replace(found.statements[0], id=f"sabcd{number}") for number in range(2)
    )
    workspace.put_analysis([], {article.id: Findings(article.id, twins)}, Story())
    with pytest.raises(AmbiguousId, match="sabcd0, sabcd1"):
        workspace.find("sabcd")
    assert workspace.find("sabcd1") == twins[1]
    workspace.put_articles([msgspec.structs.replace(article, id="a1", source="elsewhere/one.txt")])
    with pytest.raises(AmbiguousId) as caught:
        workspace.article("one.txt")
    assert caught.value.candidates == (article.id, "a1")


# Reviews


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


# Trouble


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
