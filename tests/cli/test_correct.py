"""`correct`: what a reader says of a statement shows, stays through a new analysis, is undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Wirecopy

WORDS = "NATO to commit"


@pytest.fixture
def mine(wirecopy: Wirecopy, story: Path) -> Wirecopy:
    """The program on an analysed sample of its own."""
    wirecopy.env["WIRECOPY_WORKSPACE"] = str(story)
    return wirecopy


def statements(wirecopy: Wirecopy) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = wirecopy("statements", "--json").json
    return rows


def row(wirecopy: Wirecopy, words: str = WORDS) -> dict[str, Any]:
    return next(r for r in statements(wirecopy) if words in r["text"])


def test_a_corrected_speaker_outlives_a_new_analysis_and_is_undone(mine: Wirecopy) -> None:
    before = statements(mine)
    ident = row(mine)["id"]
    ran = mine("correct", ident, "--speaker", "Jane Roe", "--act", "warn", "--reason", "as heard")
    assert ran.code == 0, ran.err
    assert "speaker Jane Roe, act warn" in ran.out
    assert mine("reanalyse").code == 0
    now = row(mine)
    assert (now["id"], now["speaker"], now["act"]) == (ident, "Jane Roe", "warn")
    assert (now["rule"], now["confidence"]) == ("reader", 1.0)
    assert "as heard" in mine("history", ident).out
    assert mine("undo").code == 0
    assert statements(mine) == before
    assert mine("redo").code == 0
    assert row(mine)["speaker"] == "Jane Roe"


def test_a_second_correction_adds_to_the_first(mine: Wirecopy) -> None:
    ident = row(mine)["id"]
    assert mine("correct", ident, "--speaker", "Jane Roe").code == 0
    assert mine("correct", ident, "--act", "warn").code == 0
    assert (row(mine)["speaker"], row(mine)["act"]) == ("Jane Roe", "warn")


def test_a_false_finding_is_dropped(mine: Wirecopy) -> None:
    before = statements(mine)
    gone = row(mine)
    assert mine("correct", gone["id"], "--drop").code == 0
    assert [r["id"] for r in statements(mine)] == [r["id"] for r in before if r != gone]


def test_missed_statements_are_added_one_after_the_other(mine: Wirecopy) -> None:
    name = row(mine)["article"]
    for start, end in ((0, 20), (21, 40)):
        ran = mine("correct", name, "--add", str(start), str(end), "--speaker", "Jane Roe")
        assert ran.code == 0, ran.err
    added = [r for r in statements(mine) if r["rule"] == "reader"]
    assert [(r["start"], r["end"]) for r in added] == [(0, 20), (21, 40)]


def test_a_corrected_end_moves_the_statement_and_its_mark(mine: Wirecopy) -> None:
    old = row(mine)
    assert mine("mark", old["id"], "verified").code == 0
    assert mine("correct", old["id"], "--end", str(old["end"] - 1)).code == 0
    now = row(mine)
    assert now["end"] == old["end"] - 1
    assert now["verdict"] == "verified"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["s0000000000", "--drop"], 1),
        (["ID"], 2),
        (["ID", "--end", "99999999"], 2),
        (["ID", "--act", "sing"], 2),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    mine: Wirecopy, arguments: list[str], code: int
) -> None:
    before = statements(mine)
    given = [row(mine)["id"] if word == "ID" else word for word in arguments]
    assert mine("correct", *given).code == code
    assert statements(mine) == before
