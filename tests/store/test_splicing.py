"""Putting a few documents into a large table: the others stay the bytes that they were."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest
from tinydb import TinyDB

from store.records import Article, ClaimGroup, Findings, Statement, Story
from store.spill import Spill
from store.splicing import encoded, put_aside
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


GROUP = ClaimGroup("toll", "Deaths", ("c1", "c2"), ("“two”",), "agree", "annulled: null")


@pytest.mark.parametrize(
    "story",
    [
        Story(),
        Story(claim_groups=(GROUP,)),
        Story(copies=(("a1", "a2"),), claim_groups=(GROUP, GROUP)),
        Story(claim_groups=(GROUP,), corrected="x", found_groups=(GROUP,)),
        Story(copies=(("a1", "a2"),), corrected="x"),
        Story(corrected="x"),
        Story(claim_groups=(GROUP, msgspec.structs.replace(GROUP, group="a\ud800é"))),
    ],
)
def test_a_story_in_parts_is_the_same_bytes(story: Story, tmp_path: Path) -> None:
    path = Path("findings.json")
    with Spill(tmp_path) as spill:
        assert bytes(put_aside(story, path, spill)) == encoded(story, path)


@pytest.mark.parametrize("name", ["toll-2", "a\ud800"])
def test_groups_that_lie_in_a_file_are_stored_as_any_other(name: str, workspace: Workspace) -> None:
    story = workspace.story()
    groups = [GROUP, msgspec.structs.replace(GROUP, group=name)]
    lazy = cast("tuple[ClaimGroup, ...]", Made(groups))
    workspace.put_analysis([], {}, msgspec.structs.replace(story, claim_groups=lazy))
    stored = again(workspace).story()
    assert stored == msgspec.structs.replace(story, claim_groups=tuple(groups))
    before = (workspace.path / "findings.json").stat().st_mtime_ns
    workspace.put_analysis([], {}, stored)
    assert (workspace.path / "findings.json").stat().st_mtime_ns == before


class Made(Sequence[ClaimGroup]):
    """Groups that can only be gone through, as those that lie in a file should be."""

    def __init__(self, groups: list[ClaimGroup]) -> None:
        self._groups = groups

    def __len__(self) -> int:
        return len(self._groups)

    def __getitem__(self, place: Any) -> Any:
        pytest.fail("looked up")

    def __iter__(self) -> Iterator[ClaimGroup]:
        yield from self._groups


def test_half_a_surrogate_pair_is_kept() -> None:
    row = Statement("s1", "a1", 0, 1, "a\ud800", "direct", confidence=0.5)
    assert json.loads(encoded(row, Path("findings.json")))["text"] == "a\ud800"


def test_a_word_with_the_letters_of_null_is_stored_as_any_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("store.splicing.encode", lambda *_: pytest.fail("the strict way"))
    row = Statement("s1", "a1", 0, 1, "null and annulled", "direct")
    assert json.loads(encoded(row, Path("findings.json")))["text"] == "null and annulled"
