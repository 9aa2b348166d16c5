"""Exports: provenance, exactness, and nothing in them that acts."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from store import exports, neutral
from store.exports.markdown_text import address, code, day, plain, quoted, span
from store.files import WorkspaceError
from store.query import QueryError
from store.records import Demand, Findings, Story
from store.workspace import Workspace
from tests.store.conftest import NASTY

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff]"
)


@pytest.fixture
def reviewed(workspace: Workspace) -> Workspace:
    first, copied, third = workspace.articles()
    claim, statement = workspace.findings(first.id).claims[0], workspace.findings(third.id)
    workspace.mark([claim.id], "false", reason="The log says 14.", by="Ana")
    workspace.evidence(claim.id, ["https://log.example/14"], by="Ana")
    workspace.mark([statement.statements[0].id], "verified", by="Bo")
    workspace.note(statement.statements[0].id, "On tape, 0:14.", by="Bo")
    workspace.tag(copied.id, ["copy"], by="Bo")
    return workspace


def cells(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_no_review_is_lost_because_its_passage_is(
    reviewed: Workspace, findings_of: Callable[..., Findings]
) -> None:
    third = reviewed.articles()[2]
    reviewed.put_analysis([], {third.id: Findings(third.id)}, Story())
    (orphan,) = json.loads(exports.export(reviewed, "json"))["orphans"]
    assert (orphan["note"], orphan["quote"]) == ("On tape, 0:14.", '"Safety comes first,"')
    assert [act["op"] for act in orphan["history"]] == ["verdict", "note"]
    assert cells(exports.export(reviewed, "csv"))[-1]["note"] == "On tape, 0:14."
    page = exports.export(reviewed, "markdown").decode()
    assert '- "Safety comes first,": verified. On tape, 0:14.' in page.splitlines()


# JSON


def test_json_is_exact_and_carries_all_provenance(reviewed: Workspace) -> None:
    document = json.loads(exports.export(reviewed, "json"))
    texts = {row.name: row for row in reviewed.articles()}
    rows = document["statements"] + document["demands"] + document["claims"]
    assert len(rows) == 10
    for row in rows:
        article = texts[row["article"]]
        assert article.text[row["start"] : row["end"]] == row["quote"]
        assert article.text[: row["start"]].endswith(row["prefix"])
        assert article.text[row["end"] :].startswith(row["suffix"])
        assert row["sha256"] == hashlib.sha256(article.text.encode()).hexdigest()
        assert row["source"] == article.source
    claim = document["claims"][0]
    assert (claim["verdict"], claim["evidence"]) == ("false", ["https://log.example/14"])
    acts = [(act["by"], act["op"], act["after"]) for act in claim["history"]]
    assert acts == [("Ana", "verdict", "false"), ("Ana", "evidence", ["https://log.example/14"])]
    assert document["copies"]["groups"] == [["one.txt", "two.txt"], ["three.txt"]]
    assert document["claim_groups"][0]["status"] == "conflict"


def test_json_of_hostile_text_is_exact_without_a_raw_control(hostile: Workspace) -> None:
    data = exports.export(hostile, "json")
    assert not FORBIDDEN.search(data.decode("utf-8"))
    row = json.loads(data)["statements"][0]
    assert (row["text"], row["speaker"], row["note"], row["tags"]) == (NASTY, NASTY, NASTY, [NASTY])


# CSV


def test_csv_opens_in_a_spreadsheet_and_in_the_csv_module(reviewed: Workspace) -> None:
    data = exports.export(reviewed, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    rows = cells(data)
    assert [row["record"] for row in rows[:3]] == ["article"] * 3
    assert (rows[0]["published"], rows[1]["tags"]) == ("2024-05-03", "copy")
    assert len(rows) == 3 + 10
    claim = next(row for row in rows if row["verdict"] == "false" and row["inherited"] == "no")
    assert (claim["quantity"], claim["actor"], claim["start"]) == ("40", "Ida Borg", "9")
    assert claim["history"].endswith("Ana: evidence none → https://log.example/14")
    assert "Ana: verdict none → false (The log says 14.)" in claim["history"]


def test_csv_of_hostile_text_starts_no_formula_and_holds_no_control(hostile: Workspace) -> None:
    data = exports.export(hostile, "csv")
    rows = cells(data)
    assert len(rows) == 3
    assert rows[1]["quote"].startswith("'=HYPERLINK")
    for row in rows:
        for cell in row.values():
            assert cell.lstrip()[:1] not in set("=+-@\t\r＝＋－＠")
            assert not FORBIDDEN.search(cell)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1", "＝1", "＋1", "－1", "＠x",
        "\xa0=1", "\tx", "=cmd|' /C calc'!A0",
    ],
)  # fmt: skip
def test_a_cell_that_would_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert neutral.cell(text).startswith("'")


@pytest.mark.parametrize("text", ["", "a,b", "a=b", "1-2", "‹x›", "„Nein“"])
def test_other_cells_are_left_alone(text: str) -> None:
    assert neutral.cell(text) == text


@given(st.text())
def test_no_text_at_all_makes_a_live_cell(text: str) -> None:
    cell = neutral.cell(text)
    assert cell.lstrip()[:1] not in set("=+-@＝＋－＠")
    assert cell[:1] not in ("\t", "\r")


# Markdown


def test_the_briefing_has_every_board_and_cites_its_sources(reviewed: Workspace) -> None:
    page = exports.export(reviewed, "markdown").decode()
    heads = re.findall("^##? .*$", page, re.MULTILINE)
    assert heads == [
        "# harbour", "## Summary", "## Verdicts", "## Demands", "## Claims",
        "## Statements by actor", "## Notes", "## Sources", "## What readers did",
    ]  # fmt: skip
    for line in (
        "- 3 articles from 2 sources: [1] and [2] draw on one text.",
        "- 5 statements, 2 demands and 3 claims; 2 speakers named.",
        "- Demands that recur: *Lift the night ban* (2 articles).",
        "- Ships: 40 ships (Ida Borg [1] [2]); 30 ships (The mayor [3]).",
        "- Reviewed: 1 verified, 1 false and 1 judged in a copy; 7 not reviewed.",
        "- **Ships**: **Conflict**, these cannot all be true: Ask both.",
        "| Lift the night ban | ● | ● |   |",
        "- “the city lift its night ban” — Guild → City [1] [2]",
        "- Rejected by The mayor: “rejected that” [1] [2]",
        "  - “40 ships” — Ida Borg [1] [2] ✗ false",
        "  - Evidence: <https://log.example/14>",
        "*3 May 2024*",
        '- "Safety comes first," [3] ✓ verified',
        "  - Note: On tape, 0:14.",
        "  - Tags: copy",
    ):
        assert line in page.splitlines(), line
    assert re.search(r"^  - \d+ \w+ \d{4} by Ana: The log says 14\.$", page, re.MULTILINE)
    assert "Copy of [2]: 31 words in a row" in page
    assert "A briefing from 3 articles of 3 May 2024. " in page
    done = page.partition("## What readers did\n\n")[2].splitlines()
    assert [re.sub(r"^- [^,]+, [^,]+, ", "", line) for line in done] == [
        "Ana: unreviewed → false (The log says 14.): “40 ships” [1]",
        "Ana: evidence added: “40 ships” [1]",
        'Bo: unreviewed → verified: "Safety comes first," [3]',
        'Bo: note written: "Safety comes first," [3]',
        "Bo: tags none → copy: *two.txt* [2]",
    ]


def test_a_demand_that_one_article_tells_stands_below_the_ledger(workspace: Workspace) -> None:
    third = workspace.articles()[2]
    other = Demand("d1", third.id, 0, 4, "More", "other", "more lamps", "Guild", "City")
    workspace.put_analysis([], {third.id: Findings(third.id, demands=(other,))}, workspace.story())
    page = exports.export(workspace, "markdown").decode()
    ledger, _, rest = page.partition("### Told by one article only\n\n")
    assert rest.startswith("- “More” — Guild → City [3]\n")
    assert ("| Lift the night ban |" in ledger, "| More lamps |" in ledger) == (True, False)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2022-02-15", "2022-02-17", "15 to 17 February 2022"),
        ("2022-01-28", "2022-02-03", "28 January to 3 February 2022"),
        ("2021-12-31", "2022-01-01", "31 December 2021 to 1 January 2022"),
        ("2022-02-15", "2022-02-15", "15 February 2022"),
        ("2022-02", "2022-03-01", "February 2022 to 1 March 2022"),
    ],
)
def test_a_span_of_days_reads_as_prose(first: str, last: str, words: str) -> None:
    assert span(first, last) == words


def test_a_query_limits_all_formats_alike(reviewed: Workspace) -> None:
    document = json.loads(exports.export(reviewed, "json", "verdict:verified"))
    assert [row["article"] for row in document["articles"]] == ["three.txt"]
    assert (document["demands"], document["claims"], document["claim_groups"]) == ([], [], [])
    sheet = cells(exports.export(reviewed, "csv", "verdict:verified"))
    assert [row["record"] for row in sheet] == ["article", "statement"]
    page = exports.export(reviewed, "markdown", "verdict:verified").decode()
    assert "Safety comes first" in page
    assert "40 ships" not in page
    assert "Nothing matches." in exports.export(reviewed, "markdown", "zebra").decode()
    with pytest.raises(QueryError):
        exports.export(reviewed, "csv", "act:sing")


def html(page: str) -> tuple[str, list[Any]]:
    parser = MarkdownIt("commonmark", {"linkify": True}).enable(
        ["table", "strikethrough", "linkify"]
    )
    tokens = parser.parse(page)
    return parser.render(page), [*tokens, *(one for row in tokens for one in row.children or ())]


def test_hostile_text_is_only_text_in_the_briefing(hostile: Workspace) -> None:
    page = exports.export(hostile, "markdown").decode("utf-8")
    assert not FORBIDDEN.search(page)
    _, tokens = html(page)
    kinds = {token.type for token in tokens}
    assert not kinds & {"link_open", "image", "html_inline", "html_block", "s_open", "fence"}
    shown = "".join(token.content for token in tokens if token.type in ("text", "text_special"))
    for piece in ("<script>", "](javascript:", "![i](http", "`code`", "|cell|", "[[wiki", "&lt;"):
        assert piece in shown


@given(
    st.text(
        alphabet=st.sampled_from("ab1 *_`~[]()<>#+-.:/|\\!&;=$^@\n\t\u202e\x1b\"'"), max_size=30
    )
)
def test_any_text_stays_one_line_of_text_in_markdown(text: str) -> None:
    line = plain(text)
    assert "\n" not in line
    for page, opening in ((line, "paragraph_open"), (f"- {quoted(text)}", "bullet_list_open")):
        _, tokens = html(page)
        if line:
            assert tokens[0].type == opening
        inside = [t for t in tokens if t.type == "inline" for t in t.children or ()]
        assert {token.type for token in inside} <= {"text", "text_special"}
        shown = "".join(token.content for token in inside)
        assert " ".join(neutral.single_line(text).split()) in shown or opening != "paragraph_open"


@given(st.text(alphabet="a` |\n", max_size=12))
def test_code_spans_hold_any_text(text: str) -> None:
    _, tokens = html(f"x {code(text)}")
    spans = [token.content for token in tokens if token.type == "code_inline"]
    line = " ".join(text.split())
    assert spans == ([line] if line else [])


def test_dates_read_as_prose() -> None:
    assert day("2022-02-05") == "5 February 2022"
    assert day("2022-02-05T10:00Z") == "5 February 2022"
    assert day("2022-02") == "February 2022"
    assert day("2022") == "2022"
    assert day("--02-20") == day("02-20") == "20 February"
    assert day("12") == "12"
    assert day("-") == "\\-"
    assert plain("12. March") == "12\\. March"
    assert day("2022-13") == "2022-13"
    assert day(None) == ""


def test_only_a_web_address_becomes_a_link() -> None:
    assert address("https://a.example/b?c=1&d=%20#e") == "<https://a.example/b?c=1&d=%20#e>"
    for text in (
        "javascript:alert(1)", "https://a b", "https://a<b>", "http://a.example/\u202e", "ftp://a",
        "https://a.example\n", "https://user:pw@a.example/",
    ):  # fmt: skip
        _, tokens = html(address(text))
        assert "link_open" not in {token.type for token in tokens}


# Writing


def test_an_export_is_never_written_over_something_unasked(
    reviewed: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("mine")
    with pytest.raises(FileExistsError, match=r"notes\.csv"):
        exports.export(reviewed, "csv", path=path)
    assert path.read_text() == "mine"
    data = exports.export(reviewed, "csv", path=path, force=True)
    assert path.read_bytes() == data
    fresh = tmp_path / "fresh.csv"
    exports.write(fresh, data)
    assert fresh.read_bytes() == data
    assert {entry.name for entry in tmp_path.iterdir()} == {"harbour", "notes.csv", "fresh.csv"}


def test_a_dangling_link_is_not_written_through(tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / "elsewhere.md")
    with pytest.raises(FileExistsError):
        exports.write(link, b"x")
    assert not (tmp_path / "elsewhere.md").exists()


def test_an_interrupted_export_leaves_the_old_file_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "notes.md"

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            exports.write(path, b"new")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(WorkspaceError, match="nowhere"):
        exports.write(tmp_path / "nowhere" / "notes.md", b"x")
    with pytest.raises(ValueError, match="no export format 'tarot'"):
        exports.export(Workspace.open(tmp_path / "w", create=True), "tarot")
