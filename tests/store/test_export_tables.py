"""Tables and lines: which rows and columns; hostile text in every format."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from store import exports
from store.exports.scope import TABLES, Refused, Scope, Table
from store.query import parse
from store.records import Article
from store.workspace import Workspace
from tests.store.conftest import NASTY
from tests.store.readers import required
from tests.store.test_exports import FORBIDDEN

HOSTILE = Path(__file__).parents[1] / "hostile"
FILES = tuple(name for name, form in exports.REGISTRY.items() if form.suffix)


def table(workspace: Workspace, name: Table, query: str = "") -> list[dict[str, str]]:
    data = b"".join(exports.stream(workspace, "csv", Scope(parse(query), name)))
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_each_kind_has_a_table_of_its_own(workspace: Workspace) -> None:
    claim = workspace.findings(workspace.articles()[0].id).claims[0].id
    workspace.mark([claim], "false", reason="The log says 14.", by="Ana")
    counts = {name: len(table(workspace, name)) for name in TABLES}
    assert counts == {
        "all": 13, "statements": 5, "demands": 2, "claims": 3, "verdicts": 1, "changes": 0,
        "sources": 3,
    }  # fmt: skip
    (row,) = table(workspace, "verdicts")
    assert (row["verdict"], row["reviewed_by"], row["quote"]) == ("false", "Ana", "40 ships")
    assert row["history"].endswith("Ana: verdict none → false (The log says 14.)")
    demand = table(workspace, "demands")[0]
    assert demand["responses"] == "rejected by The mayor: rejected that"
    assert (demand["start"], demand["weaker"]) == ("79", "no")
    source = table(workspace, "sources")[0]
    assert (source["published"], source["statements"], len(source["sha256"])) == (
        "2024-05-03",
        "2",
        64,
    )
    assert [row["quote"] for row in table(workspace, "claims", "number<35")] == [
        "More than 30 ships"
    ]


def test_a_tsv_has_one_line_a_row_and_no_quoting(hostile: Workspace) -> None:
    hostile.note("s1", "one\ttwo\nthree", by="Ana")
    lines = exports.export(hostile, "tsv").decode().splitlines()
    head, *rows = [line.split("\t") for line in lines]
    assert {len(row) for row in rows} == {len(head)}
    assert len(rows) == 3
    assert rows[1][head.index("note")] == "one two three"


@pytest.mark.parametrize("name", ["workspace", "hostile"])
def test_a_workbook_opens_with_a_sheet_for_each_kind(
    name: str, request: pytest.FixtureRequest
) -> None:
    openpyxl = required("openpyxl")
    workspace: Workspace = request.getfixturevalue(name)
    data = exports.export(workspace, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["statements", "demands", "claims", "verdicts", "sources"]
    for sheet in book:
        wanted = table(workspace, sheet.title)
        rows = list(sheet.iter_rows(values_only=True))
        assert len(rows) == len(wanted) + 1
        for cells, row in zip(rows[1:], wanted, strict=True):
            said = dict(zip(rows[0], cells, strict=True))
            assert {key: _number(value) for key, value in said.items()} == {
                key: _number(value or None) for key, value in row.items()
            }
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)


def _number(value: object) -> object:
    try:
        return float(str(value))
    except ValueError:
        return value


def test_a_workbook_is_well_formed_without_openpyxl_too(hostile: Workspace) -> None:
    with zipfile.ZipFile(io.BytesIO(exports.export(hostile, "xlsx"))) as archive:
        for name in archive.namelist():
            root = ElementTree.fromstring(archive.read(name))
            assert not [one for one in root.iter() if one.tag.endswith("}f")]


def test_lines_are_exact_and_hold_every_record(hostile: Workspace) -> None:
    rows = [json.loads(line) for line in exports.export(hostile, "jsonl").splitlines()]
    kinds = [row["record"] for row in rows]
    assert kinds == ["header", "article", "statement", "claim", *["event"] * 4]
    assert rows[1]["text"] == rows[2]["quote"] == rows[2]["note"] == NASTY
    assert rows[4]["anchor"]["quote"] == rows[4]["by"] == NASTY


def test_a_query_takes_the_events_of_what_it_finds(workspace: Workspace) -> None:
    one, _, three = (workspace.findings(row.id).claims[0].id for row in workspace.articles())
    workspace.mark([one, three], "false", by="Ana")
    rows = [json.loads(x) for x in exports.export(workspace, "jsonl", "article:three").splitlines()]
    assert [row["target"] for row in rows if row["record"] == "event"] == [three]


def test_a_format_tells_what_it_left_out() -> None:
    scope = Scope()
    scope.refused.append(Refused("c1", "private"))
    assert Scope().refused == []


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The hostile inputs that are texts, as articles of one workspace, with a finding over each."""
    from store.records import Claim, Findings, Statement, Story, article_id

    workspace = Workspace.open(tmp_path_factory.mktemp("corpus") / "w", create=True)
    articles, found = [], {}
    for path in sorted(HOSTILE.glob("*.*")):
        text = path.read_bytes()[:20_000].decode("utf-8", "replace")
        if not text:
            continue
        ident = article_id(path.name, text)
        articles.append(
            Article(ident, path.name, path.name, text, title=text[:300], outlet=text[:99])
        )
        end = min(400, len(text))
        span = (ident, 0, end, text[:end])
        found[ident] = Findings(
            ident,
            (Statement(f"s{ident}", *span, "mixed", speaker=text[:80], when="2022-02-15"),),
            claims=(Claim(f"c{ident}", *span, asserted_by=text[:80]),),
        )
    workspace.put_articles(articles)
    workspace.put_analysis([], found, Story())
    ids = [one.statements[0].id for one in found.values()]
    workspace.mark(ids, "disputed", reason=articles[0].text[:99], by="Ana")
    for ident, article in zip(ids[::7], articles[::7], strict=False):
        workspace.note(ident, article.text[:300], by="Ana")
        workspace.tag(ident, [article.text[:40]], by="Ana")
    return workspace


@pytest.mark.parametrize("name", FILES)
def test_the_hostile_corpus_acts_in_no_format(corpus: Workspace, name: str) -> None:
    data = exports.export(corpus, name)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"\n".join(archive.read(part) for part in archive.namelist())
    text = data.decode("utf-8-sig")
    assert len(text) > 100 or name == "claimreview"
    assert not FORBIDDEN.search(text)
    if name in ("html", "xlsx"):
        assert "<script" not in text.lower()


def test_the_hostile_corpus_stays_inside_its_vault(corpus: Workspace, tmp_path: Path) -> None:
    made = exports.write_folder(corpus, "vault", Scope(), tmp_path / "in" / "v")
    paths = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(paths) == made > 50
    for path in paths:
        assert path.resolve().is_relative_to(tmp_path / "in" / "v")
        assert not FORBIDDEN.search(path.read_text("utf-8"))


def test_the_published_schema_is_that_of_the_records() -> None:
    from store.exports.schema import schema

    path = Path(__file__).parents[2] / "docs" / "schema" / "notes.schema.json"
    assert json.loads(path.read_text("utf-8")) == schema()


@pytest.mark.parametrize("name", ["workspace", "hostile", "corpus", "sample"])
def test_the_json_export_follows_its_schema(name: str, request: pytest.FixtureRequest) -> None:
    from store.exports.schema import schema

    jsonschema = required("jsonschema")
    workspace = request.getfixturevalue(name)
    if isinstance(workspace, Path):
        workspace = Workspace.open(workspace)
    ident = next(iter(workspace.all_findings().values())).statements[0].id
    workspace.mark([ident], "verified", reason="x", by="Ana")
    workspace.undo("Ana")
    check = jsonschema.Draft202012Validator(schema())
    document = json.loads(exports.export(workspace, "json"))
    assert [error.message for error in check.iter_errors(document)] == []
    del document["statements"][0]["quote"]
    assert not check.is_valid(document)
