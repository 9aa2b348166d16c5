"""What copies and new versions changed, in every format that tells it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import NamedTuple

from store import exports
from store.exports import differences
from store.exports.scope import Scope, Table
from store.query import parse
from store.records import AlignedRow, Alignment, Article, CopyLink, Findings, Span, Story
from store.workspace import Workspace
from tests.store.conftest import NASTY
from tests.store.readers import required


class Change(NamedTuple):
    what: str
    kind: str
    left: str = ""
    right: str = ""
    before: str = ""
    after: str = ""
    who: str = ""


def align(left: Article, right: Article) -> Alignment:
    return Alignment(left.id, right.id, (AlignedRow("edited", (Span(0, 9),), (Span(0, 9),)),))


def differ(left: Findings, right: Findings, _: Alignment) -> list[Change]:
    """One change of each sort."""
    return [
        Change("dropped", "statement", left.statements[0].id, "", "We lost 40", "", "Ida Borg"),
        Change("altered", "quantity", left.claims[0].id, right.claims[0].id, "40", "50 ships", ""),
        Change("altered", "attribution", "", right.statements[0].id, "Ida Borg", "", "Ida Borg"),
        Change("altered", "demand", "", "", "lift it", "drop it", "Guild"),
        Change("added", "speaker", "", right.statements[0].id, "", "*Ola*", "*Ola*"),
    ]


def made(workspace: Workspace, name: str, query: str = "", table: Table = "all") -> str:
    scope = Scope(parse(query), table, align=align, differ=differ)
    return b"".join(exports.stream(workspace, name, scope)).decode("utf-8-sig")


def test_programs_get_a_row_for_each_change(workspace: Workspace) -> None:
    told = json.loads(made(workspace, "json"))["changes"]
    first, second, _ = workspace.articles()
    assert [(row["what"], row["kind"]) for row in told][:2] == [
        ("dropped", "statement"),
        ("altered", "quantity"),
    ]
    assert {(row["left_article_id"], row["right_article_id"]) for row in told} == {
        (first.id, second.id)
    }
    lines = [json.loads(line) for line in made(workspace, "jsonl").splitlines()]
    assert [row for row in lines if row["record"] == "change"] == told
    sheet = csv.DictReader(io.StringIO(made(workspace, "csv", table="changes"), newline=""))
    assert [(row["kind"], row["who"]) for row in sheet] == [(r["kind"], r["who"]) for r in told]


def test_the_rows_have_the_published_shape(workspace: Workspace) -> None:
    from store.exports.schema import schema

    jsonschema = required("jsonschema")
    jsonschema.Draft202012Validator(schema()).validate(json.loads(made(workspace, "json")))


def test_people_read_what_changed_in_words(workspace: Workspace) -> None:
    page = made(workspace, "markdown")
    for words in (
        "## What copies changed",
        "### [2] against [1]: 31 words in a row",
        "- Dropped: statement by Ida Borg: “We lost 40”",
        "- Number changed: 40 → 50 ships",
        "- Attribution changed: Ida Borg → nobody: ",
        "- Reworded: demand of Guild: “lift it” → “drop it”",
        "- Speaks only in [2]: \\*Ola\\*",
    ):
        assert words in page
    report = made(workspace, "html")
    assert "<li>Dropped: statement by Ida Borg: <q>We lost 40</q></li>" in report


def test_a_query_leaves_only_the_changes_of_what_matches(workspace: Workspace) -> None:
    told = json.loads(made(workspace, "json", "kind:claim"))["changes"]
    assert {row["kind"] for row in told} == {"quantity"}


def test_text_of_a_change_acts_in_no_format(
    workspace: Workspace, findings_of: Callable[..., Findings]
) -> None:
    def nasty(left: Findings, right: Findings, alignment: Alignment) -> list[Change]:
        del left, right, alignment
        return [Change("added", "claim", "", "c", "", NASTY, NASTY)]

    scope = Scope(table="changes", align=align, differ=nasty)
    sheet = b"".join(exports.stream(workspace, "csv", scope)).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(sheet, newline=""))
    assert not row["after"].startswith("=")
    assert not set(sheet) & set("\x1b\x07\x9b\u202e\x00")
    page = b"".join(exports.stream(workspace, "html", Scope(align=align, differ=nasty)))
    assert b"<script" not in page


def test_without_an_aligner_nothing_is_compared(workspace: Workspace) -> None:
    assert json.loads(exports.export(workspace, "json"))["changes"] == []
    assert "What copies changed" not in exports.export(workspace, "markdown").decode()


def test_each_copy_is_compared_once_with_the_earliest_that_it_is_linked_with(
    workspace: Workspace, article_of: Callable[..., Article]
) -> None:
    articles = [article_of(f"{n}.txt", f"Text {n}.") for n in range(4)]
    ids = [one.id for one in articles]
    links = [CopyLink(ids[a], ids[b], "copy", 0.9, 0.8, 9) for a, b in ((1, 0), (2, 1), (2, 0))]
    links.append(CopyLink(ids[0], ids[3], "shares-passage", 0.1, 0.1, 12))
    workspace.put_articles(articles)
    workspace.put_analysis(
        articles, {}, Story(links=tuple(links), copies=(tuple(ids[:3]), (ids[3],)))
    )
    found = [(one.left.name, one.right.name) for one in differences.pairs(workspace)]
    assert found == [("0.txt", "1.txt"), ("0.txt", "2.txt")]


def test_a_new_version_is_compared_with_the_former_one(
    workspace: Workspace, article_of: Callable[..., Article], findings_of: Callable[..., Findings]
) -> None:
    first = workspace.articles()[2]
    newer = article_of(first.name, first.text + " More.", first.source)
    workspace.put_articles([newer])
    stored = workspace.articles()
    found = {newer.id: findings_of(newer)}
    workspace.put_analysis(stored, found, workspace.story())
    pairs = [one for one in differences.pairs(workspace) if one.relation == "version"]
    assert [(one.left.text, one.right.text) for one in pairs] == [(first.text, newer.text)]
    assert "version 1 of [" in made(workspace, "markdown")
