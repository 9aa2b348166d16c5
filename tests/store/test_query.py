"""The query language: what matches, and where a mistake is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import listing
from store.query import Query, QueryError, parse
from store.workspace import Workspace

ROW: dict[str, Any] = {
    "record": "claim", "id": "c1", "article": "000_a.txt", "article_id": "a0123456789",
    "article_title": "Ships lost", "outlet": "Harbour Post",
    "text": "“More than\n40 ships” lay idle",
    "speaker": None, "speakers": ["Ida Borg", "José Núñez"], "asserted_by": "Ida Borg",
    "quantity": 40, "quantity_high": None, "confidence": 0.5, "date": "2024-05-03",
    "verdict": None, "tags": ["Ships", "q/1"], "note": "ask the pilot’s mate", "act": "deny",
    "demand": "lift-ban", "name": "Lift the night ban", "holder": "Guild", "target": "City",
    "responses": [{"by": "The mayor"}], "evidence": [],
}  # fmt: skip


@pytest.mark.parametrize(
    "query",
    [
        "", "ships idle", "SHIPS", '"more than 40 ships"', "“more", "pilot", "pilot's mate",
        "harbour", "nunez",
        "actor:borg", "actor:núñez", 'actor:"ida borg"', "actor:mayor", "actor:guild,nobody",
        "act:deny", "act:demand,deny", "verdict:unreviewed", "status:unreviewed,verified",
        "demand:lift-ban", "demand:night", "article:000", "article:a0123", "article:lost",
        "outlet:post", "kind:claim", "kind:statement,claim", "tag:ships", "tag:#q/1",
        "after:2024", "after:2024-05", "after:2024-05-03", "before:2024-05-04", "before:2024-06",
        "before:2025", "conf<0.6", "conf<60%", "conf<=0.5", "conf>=.5", "conf:0.5", "number>39",
        "number>=40", "number:40", "number<1,000", "has:note", "has:evidence,tags",
        "-troops", "-actor:putin", '-"good sign"', "-verdict:verified", "-conf>0.5",
        "-after:2024-06",
        "  ships   -tanks  actor:borg ",
        "tanks or ships", "ships and idle", "not tanks", "not not ships", "NOT tanks AND ships",
        "tanks or (ships idle)", "(ships or tanks) (idle or moored)", "-(tanks or act:demand)",
        "not (ships tanks)", "tanks or ships moored or idle", "(actor:borg)", "((ships))",
        "(act:deny) or tanks", "tanks or not moored",
    ],
)  # fmt: skip
def test_it_matches(query: str) -> None:
    assert parse(query).matches(ROW)


@pytest.mark.parametrize(
    "query",
    [
        "ships tanks", "tanks", '"40 than"', "-ships", "actor:putin", "-actor:borg", "act:demand",
        "verdict:verified", "demand:posture", "article:001", "outlet:times", "kind:article",
        "kind:direct", "tag:ship", "after:2024-05-04", "after:2025", "before:2024-05-03",
        "before:2024", "conf<0.5", "conf>0.5", "number>40", "number<40", "has:evidence",
        "has:verdict", "-has:note",
        "tanks or moored", "not ships", "-(ships or tanks)", "(ships or tanks) moored",
        "ships and not idle", "tanks or (ships -idle)", '"tanks or ships"',
    ],
)  # fmt: skip
def test_it_does_not_match(query: str) -> None:
    assert not parse(query).matches(ROW)


@pytest.mark.parametrize(
    ("query", "column", "says"),
    [
        ("ships colour:red", 7, "no filter 'colour'"),
        ("ships verdict:maybe", 15, "verified, unverified"),
        ("act:", 5, "wants a value"),
        ("act:sing", 5, "no 'sing'"),
        ('say "good sign', 5, "never closed"),
        ('actor:"ida', 7, "never closed"),
        ("after:yesterday", 7, "2022-02-15"),
        ("conf<high", 6, "no number"),
        ("number>", 8, "wants a value"),
        ("actor>ida", 6, "takes a colon"),
        ("ships or", 9, "missing here"),
        ("or ships", 1, "missing here"),
        ("ships not", 10, "missing here"),
        ("ships or or idle", 10, "missing here"),
        ("idle (ships", 6, "never closed"),
        ("idle (ships or", 6, "never closed"),
        ("(ships)) idle", 8, "never opened"),
        (") idle", 1, "missing here"),
        ("ships ()", 8, "missing here"),
        ("(ships colour:red)", 8, "no filter 'colour'"),
        ("(" * 50 + "ships", 41, "more than 40"),
    ],
)
def test_a_mistake_names_its_column(query: str, column: int, says: str) -> None:
    with pytest.raises(QueryError, match=says) as caught:
        parse(query)
    assert caught.value.column == column
    assert str(caught.value).startswith(f"column {column}: ")


def test_a_month_is_as_late_as_its_last_day_and_as_early_as_its_first() -> None:
    row = {"date": "2022-02"}
    assert parse("after:2022-02-15").matches(row)
    assert parse("before:2022-02-15").matches(row)
    assert not parse("after:2022-03").matches(row)
    assert not parse("after:2000").matches({"date": None})


def test_invisible_characters_do_not_hide_a_name() -> None:
    assert parse("actor:putin putin").matches({"speaker": "Pu\u200btin", "text": "Pu\u200btin"})


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_read_or_refused_with_a_column(query: str, text: str) -> None:
    try:
        found = parse(query)
    except QueryError as error:
        column = error.column
    else:
        column = 1
        assert found.matches({"text": text}) in (True, False)
    assert 1 <= column <= len(query) + 1


# Rows


def test_rows_have_what_the_contract_asks_for(workspace: Workspace) -> None:
    kinds = {
        "statement": listing.statements(workspace),
        "demand": listing.demands(workspace),
        "claim": listing.claims(workspace),
    }
    assert {kind: len(rows) for kind, rows in kinds.items()} == {
        "statement": 5,
        "demand": 2,
        "claim": 3,
    }
    names = {row.name: row for row in workspace.articles()}
    for kind, rows in kinds.items():
        for row in rows:
            keys = ("id", "article", "start", "end", "text", "verdict", "inherited", "note", "tags")
            assert set(keys) <= set(row)
            assert row["record"] == kind
            assert names[row["article"]].text[row["start"] : row["end"]] == row["text"]
            assert (row["verdict"], row["inherited"]) == (None, False)
    assert len(listing.findings(workspace)) == 10


def test_rows_carry_reviews_and_the_query_sees_them(workspace: Workspace) -> None:
    one, copy, _ = listing.claims(workspace)
    workspace.mark([one["id"]], "false", by="Ana")
    workspace.note(one["id"], "She said 14", by="Ana")
    seen, inherits, _ = listing.claims(workspace)
    assert (seen["verdict"], seen["inherited"], seen["note"]) == ("false", False, "She said 14")
    assert (inherits["verdict"], inherits["inherited"]) == ("false", True)
    assert (seen["reviewed_by"], seen["occurrences"]) == ("Ana", 2)
    found = listing.findings(workspace, parse("verdict:false number>=40"))
    assert [row["id"] for row in found] == [one["id"], copy["id"]]
    demand = listing.demands(workspace, parse("demand:night"))[0]
    assert demand["responses"][0]["by"] == "The mayor"
    assert (demand["demand"], demand["demand_title"]) == ("lift-ban", "Lift the night ban")


def test_article_rows_say_what_is_a_copy_of_what(workspace: Workspace) -> None:
    one, two, three = listing.articles(workspace)
    assert (one["copies"], two["copies"], three["copies"]) == ([two["id"]], [one["id"]], [])
    assert (one["article"], one["title"], one["statements"]) == ("one.txt", "Ships lost", 2)
    assert (three["date"], three["published"]["how"]) == ("2024-05", "inferred")
    assert [row["article"] for row in listing.articles(workspace, parse("outlet:post"))] == [
        "one.txt"
    ]


def test_history_rows_name_article_quote_and_what_was_undone(workspace: Workspace) -> None:
    ident = listing.claims(workspace)[2]["id"]
    workspace.mark([ident], "verified", reason="seen", by="Ana")
    workspace.undo("Ana")
    done, undone = listing.history(workspace, ident)
    assert (done["article"], done["quote"]) == ("three.txt", "More than 30 ships")
    assert (done["before"], done["after"], done["reason"]) == (None, "verified", "seen")
    assert (undone["op"], undone["of"], undone["article"]) == ("undo", done["id"], "three.txt")
    assert len({done["id"], undone["id"]}) == 2
    assert listing.history(workspace, "c0000000000") == []


def test_an_empty_query_is_false_and_matches_everything() -> None:
    assert not parse("  ")
    assert parse("x")
    assert Query().matches({})
