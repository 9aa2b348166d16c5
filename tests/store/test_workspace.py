"""A workspace: articles, their versions, and ids as people type them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from store.records import Article, Findings, Story
from store.workspace import AmbiguousId, Workspace, WorkspaceError
from tests.store.conftest import again, first

Fill = Callable[[Path], Workspace]


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
        (b'{"format": 2, "name": 3}', "newer"),
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
