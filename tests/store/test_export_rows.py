"""Lines and sheets say what the rows say: the quick ways agree with the plain one on any text."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import neutral
from store.exports import csv_export
from store.exports.json_rows import line, lines
from store.exports.provenance import ACTOR_KEYS, Row, Told, told
from store.exports.scope import TABLES, Scope, Table
from store.exports.sheet import COLUMNS
from store.query import Query
from store.records import (
    Article,
    Claim,
    ClaimGroup,
    Demand,
    Findings,
    Published,
    Response,
    Review,
    Statement,
    Story,
)
from store.workspace import Workspace

TEXT = st.text(max_size=8) | st.sampled_from(
    ["=1+1", " @x", '"', "\x00\x7f", "\u202e", "\ud800", "\r\n", "\t-", "“ja”", "👍\u200d"]
)
FOUND = st.lists(
    st.tuples(st.sampled_from("sdc"), st.integers(0, 12), st.integers(0, 12), TEXT, TEXT),
    max_size=6,
)
ARTICLES = st.lists(st.tuples(TEXT, TEXT, st.sampled_from([None, "2024-05"]), FOUND), max_size=4)
REVIEWS = st.dictionaries(
    st.integers(0, 9),
    st.builds(
        Review,
        verdict=st.sampled_from([None, "false"]),
        note=TEXT,
        tags=st.lists(TEXT, max_size=2).map(tuple),
        inherited=st.booleans(),
        by=TEXT,
    ),
    max_size=3,
)


class Held(Workspace):
    """A workspace whose articles and findings are in memory."""

    def __init__(self, path: Path, told: list[Any]) -> None:
        super().__init__(path, "held", {})
        self.held: list[Article] = []
        self.found: dict[str, Findings] = {}
        for number, (text, name, date, found) in enumerate(told):
            ident = f"a{number}"
            published = Published(date) if date else None
            article = Article(ident, name, name, text, title=name, published=published)
            items = [_finding(ident, f"{number}{n}", text, *one) for n, one in enumerate(found)]
            self.held.append(article)
            self.found[ident] = Findings(
                ident,
                tuple(item for item in items if isinstance(item, Statement)),
                tuple(item for item in items if isinstance(item, Demand)),
                tuple(item for item in items if isinstance(item, Claim)),
            )

    def articles(self) -> list[Article]:
        return self.held

    def findings(self, article_id: str) -> Findings:
        return self.found[article_id]

    def all_findings(self) -> dict[str, Findings]:
        return self.found

    def story(self) -> Story:
        claims = tuple(item.id for one in self.found.values() for item in one.claims)
        return Story(
            claim_groups=(ClaimGroup("g", "G", claims),),
            occurrences=(claims,),
            demand_titles=(("known", "A known demand"),),
        )


def _finding(
    home: str, ident: str, text: str, kind: str, start: int, length: int, who: str, what: str
) -> Statement | Demand | Claim:
    end = start + length
    where = (kind + ident, home, start, end, text[start:end])
    if kind == "s":
        return Statement(*where, "mixed", speaker=who, speakers=(who, what), when=what or None)
    if kind == "d":
        answer = Response(0, 1, what, who, "rejected", home if who else "")
        return Demand(*where, "known" if who else "other", what, who, responses=(answer,))
    return Claim(*where, who, value="denied" if what else "", quantity_high=length, unit=what)


def _told(folder: Path, told_: list[Any], reviews: dict[int, Review]) -> Told:
    held = Told(Held(folder, told_), Query())
    ids = [item.id for item, _ in held.located()]
    held.known.reviews = {ids[n]: one for n, one in reviews.items() if n < len(ids)}
    return held


@given(ARTICLES, REVIEWS, st.booleans())
@settings(max_examples=60, deadline=None)
def test_lines_of_many_findings_are_those_of_their_rows(
    tmp_path_factory: pytest.TempPathFactory,
    told_: list[Any],
    reviews: dict[int, Review],
    history: bool,
) -> None:
    held = _told(tmp_path_factory.getbasetemp(), told_, reviews)
    rows = list(held.findings())
    for row in rows:
        if not history:
            del row["history"]
    together = b"".join(lines(held, held.located(), history=history))
    assert together == b"".join(map(line, rows))


@given(ARTICLES, REVIEWS, st.sampled_from(TABLES))
@settings(max_examples=60, deadline=None)
def test_a_sheet_says_what_the_rows_say(
    tmp_path_factory: pytest.TempPathFactory,
    told_: list[Any],
    reviews: dict[int, Review],
    table: Table,
) -> None:
    held = _told(tmp_path_factory.getbasetemp(), told_, reviews)
    workspace = held.workspace
    workspace.reviews = lambda: held.known.reviews  # type: ignore[method-assign]
    data = b"".join(csv_export.export(workspace, Scope(table=table))).decode("utf-8-sig")
    got = [row for row in csv.DictReader(io.StringIO(data, newline="")) if row["id"][:1] in "sdc"]
    expected = [
        {name: _cell(row, name) for name in COLUMNS[table]}
        for row in held.findings()
        if table in ("all", f"{row['record']}s")
        or (table == "verdicts" and row["verdict"] and not row["inherited"])
    ]
    assert got == ([] if table == "sources" else expected)


def _cell(row: Row, name: str) -> str:
    """What a cell says, one by one."""
    value: Any = row.get(ACTOR_KEYS[row["record"]] if name == "actor" else name)
    if name == "history":
        value = told(value)
    elif isinstance(value, bool):
        value = "yes" if value else "no"
    elif name == "responses" and value:
        value = "; ".join(map(_answer, value))
    elif isinstance(value, (list, tuple)):
        value = "; ".join(value)
    if isinstance(value, str):
        return neutral.cell(value)
    return "" if value is None else str(value)


def _answer(answer: Row) -> str:
    by = f" by {answer['by']}" if answer["by"] else ""
    where = f" ({answer['article']})" if answer["article"] else ""
    return f"{answer['response']}{by}: {answer['text']}{where}"
