"""Putting a few documents into a large table: the others stay the bytes that they were."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from tinydb import TinyDB

from store.records import Article, Findings, Statement
from store.splicing import encoded
from store.workspace import Workspace, WorkspaceError
from tests.store.conftest import again


def documents(path: Path, table: str) -> dict[str, bytes]:
    rows = msgspec.json.decode(path.read_bytes(), type=dict[str, dict[str, msgspec.Raw]])
    return {key: bytes(row) for key, row in rows[table].items()}


def test_one_more_article_leaves_the_others_byte_for_byte(
    workspace: Workspace, article_of: Callable[..., Article]
) -> None:
    articles, findings = workspace.path / "articles.json", workspace.path / "findings.json"
    before = documents(articles, "articles"), documents(findings, "findings")
    fresh = article_of("four.txt", "Fog.")
    workspace.put_articles([fresh])
    workspace.put_analysis([], {fresh.id: Findings(fresh.id, engine="1")}, workspace.story())
    after = documents(articles, "articles"), documents(findings, "findings")
    for old, new in zip(before, after, strict=True):
        assert {key: new[key] for key in old} == old
        assert len(new) == len(old) + 1
    with TinyDB(articles) as base:
        names = [row["name"] for row in base.table("articles")]
    assert names == ["one.txt", "two.txt", "three.txt", "four.txt"]
    assert again(workspace).all_findings() == workspace.all_findings()


def test_findings_found_anew_keep_their_document_and_those_of_no_article_go(
    workspace: Workspace, findings_of: Callable[..., Findings]
) -> None:
    first, *_ = workspace.articles()
    path = workspace.path / "findings.json"
    before = documents(path, "findings")
    renewed = findings_of(first, engine="2")
    workspace.put_analysis([], {first.id: renewed, "gone": Findings("gone")}, workspace.story())
    assert list(documents(path, "findings")) == [*before, "4"]
    assert again(workspace).findings(first.id) == renewed
    workspace.put_analysis([], {}, workspace.story())
    assert list(documents(path, "findings")) == list(before)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_numbers_that_json_would_alter_are_refused(number: float) -> None:
    row = Statement("s1", "a1", 0, 1, "null", "direct", confidence=number)
    with pytest.raises(WorkspaceError, match="JSON"):
        encoded(row, Path("findings.json"))


def test_half_a_surrogate_pair_is_kept() -> None:
    row = Statement("s1", "a1", 0, 1, "a\ud800", "direct", confidence=0.5)
    assert json.loads(encoded(row, Path("findings.json")))["text"] == "a\ud800"


def test_a_word_with_the_letters_of_null_is_stored_as_any_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("store.splicing.encode", lambda *_: pytest.fail("the strict way"))
    row = Statement("s1", "a1", 0, 1, "null and annulled", "direct")
    assert json.loads(encoded(row, Path("findings.json")))["text"] == "null and annulled"
