"""`demands check|edit|propose|use`: a workspace's own catalogue, right and wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analysis import catalogue_file
from tests.cli.conftest import Wirecopy

SAMPLE = catalogue_file.shipped_text("sample")
STRIKE = """The drivers' union demanded an end to night shifts on Monday.

Nurses called on the hospital to end night shifts. The mayor said the town was calm.
"""
ENTRY = """
[[demand]]
key = "all-reform"
title = "Reform of everything"
meaning = ["whole + change"]
positive = ["total reform"]
negative = ["no reform"]
[demand.groups]
whole = ["total"]
change = ["reform"]
"""


@pytest.fixture
def mine(wirecopy: Wirecopy, story: Path) -> Wirecopy:
    """The program on an analysed sample of its own."""
    wirecopy.env["WIRECOPY_WORKSPACE"] = str(story)
    return wirecopy


def keys(wirecopy: Wirecopy) -> set[str]:
    return {row["demand"] for row in wirecopy("demands", "--json").json}


def test_the_shipped_catalogue_passes_its_own_check(mine: Wirecopy) -> None:
    ran = mine("demands", "check")
    assert ran.code == 0
    assert ran.out == "3 entries, 36 examples, 0 failures\n"
    assert "no catalogue of its own" in ran.err


def test_check_names_the_line_of_every_example_that_fails(wirecopy: Wirecopy) -> None:
    wrong = SAMPLE + ENTRY.replace('"no reform"', '"no reform", "total reform now"')
    (wirecopy.home / "mine.toml").write_text(wrong, "utf-8")
    ran = wirecopy("demands", "check", "mine.toml")
    line = wrong[: wrong.index("total reform now")].count("\n") + 1
    assert ran.code == 1
    said = "demand all-reform: “total reform now” is read as this demand"
    assert ran.messages == [f"wirecopy: mine.toml: line {line}: {said}"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[groups]\nx = \n", "line 2: the catalogue is not TOML: invalid value"),
        ("[groups]\nx = [3]\n", "line 2: group x: must be a list of words in quotes"),
        ('[[demand]]\nkey = "a"\n', "line 1: demand a: title is missing"),
        ("colour = 3\n", "line 1: colour: no such table; there are groups, demand and use"),
    ],
)
def test_a_wrong_catalogue_is_one_line_and_two(
    mine: Wirecopy, story: Path, text: str, said: str
) -> None:
    (story / "catalogue.toml").write_text(text, "utf-8")
    for verb in (("demands", "check"), ("demands", "use", "labour")):
        ran = mine(*verb)
        assert (ran.code, ran.out) == (2, "")
        assert ran.messages == [f"wirecopy: catalogue.toml: {said}"]
    assert (story / "catalogue.toml").read_text("utf-8") == text


def test_bytes_that_are_no_text_are_refused_by_line(mine: Wirecopy, story: Path) -> None:
    (story / "catalogue.toml").write_bytes(b"[groups]\nx = ['\xff']\n")
    ran = mine("demands", "check")
    assert (ran.code, ran.messages) == (2, ["wirecopy: catalogue.toml: line 2: is not UTF-8"])


def test_an_edited_catalogue_names_demands_anew(mine: Wirecopy, story: Path) -> None:
    (mine.home / "entry").write_text(ENTRY, "utf-8")
    mine.env["EDITOR"] = f"sh -c 'cat {mine.home}/entry >> \"$0\"'"
    ran = mine("demands", "edit")
    assert ran.code == 0, ran.err
    assert ran.out == "4 entries, 38 examples, 0 failures\n"
    assert "all-reform" in keys(mine)
    assert (story / "catalogue.toml").read_text("utf-8") == SAMPLE + ENTRY
    assert "Reform of everything" in mine("digest").out


def test_a_slip_in_the_editor_costs_nothing(mine: Wirecopy, story: Path) -> None:
    (story / "catalogue.toml").write_text(SAMPLE + ENTRY, "utf-8")
    assert "all-reform" in keys(mine)
    mine.env["VISUAL"] = 'sh -c \'echo "[groups" >> "$0"\''
    ran = mine("demands", "edit")
    assert ran.code == 2
    assert ran.messages[0].startswith("wirecopy: catalogue.toml: line ")
    listed = mine("demands", "--json")
    assert {row["demand"] for row in listed.json} >= {"all-reform", "posture-1997"}
    assert listed.messages[0].endswith("; its last right version is used")
    shutil.copy(story / ".catalogue.good.toml", story / "catalogue.toml")
    assert mine("demands", "--json").err == ""


def test_a_catalogue_that_was_never_right_leaves_the_shipped_one(
    mine: Wirecopy, story: Path
) -> None:
    (story / "catalogue.toml").write_text("[groups", "utf-8")
    ran = mine("demands", "--json")
    assert ran.code == 0
    assert ran.messages[0].endswith("; the shipped one is used")
    assert "posture-1997" in {row["demand"] for row in ran.json}


def test_without_an_editor_the_file_is_made_and_named(mine: Wirecopy, story: Path) -> None:
    ran = mine("demands", "edit")
    assert ran.code == 2
    assert "set VISUAL or EDITOR" in ran.err
    assert (story / "catalogue.toml").read_text("utf-8") == SAMPLE
    mine.env["EDITOR"] = "no-such-editor"
    assert mine("demands", "edit").code == 2
    mine.env["EDITOR"] = "false"
    assert mine("demands", "edit").code == 2


def test_proposals_can_be_pasted_at_the_end(wirecopy: Wirecopy) -> None:
    (wirecopy.home / "strike.txt").write_text(STRIKE, "utf-8")
    assert wirecopy("-w", "strike", "add", "strike.txt").code == 0
    wirecopy.env["WIRECOPY_WORKSPACE"] = str(wirecopy.home / "strike")
    assert keys(wirecopy) == {"other"}
    proposed = wirecopy("demands", "propose")
    assert proposed.messages == ["wirecopy: 1 entry proposed"]
    own = wirecopy.home / "strike" / "catalogue.toml"
    own.write_text(SAMPLE + "\n" + proposed.out, "utf-8")
    assert wirecopy("demands", "check").code == 0
    assert keys(wirecopy) == {wirecopy("demands", "--json").json[0]["demand"]} != {"other"}
    assert wirecopy("demands", "propose", "--json").json == []


def test_a_shipped_catalogue_can_be_used_besides(mine: Wirecopy, story: Path) -> None:
    assert mine("demands", "use", "labour").code == 0
    assert (story / "catalogue.toml").read_text("utf-8").startswith('use = ["labour"]\n')
    assert mine("demands", "use", "labour").messages == [
        "wirecopy: catalogue.toml has the entries of labour already"
    ]
    assert mine("demands", "check").out.startswith("9 entries")
    assert mine("demands", "use", "chess").code == 2


def test_extract_uses_the_catalogue_of_the_workspace_that_is_named(
    mine: Wirecopy, story: Path
) -> None:
    file = mine.home / "reform.txt"
    file.write_text("The opposition demanded total reform.", "utf-8")
    (story / "catalogue.toml").write_text(ENTRY, "utf-8")

    def demands(*more: str | Path) -> list[str]:
        found = mine("extract", "--json", file, *more).json["files"]["reform.txt"]["demands"]
        return [one["demand"] for one in found]

    assert demands() == ["other"]
    assert demands("-w", story) == ["all-reform"]


def test_the_words_are_words_only_where_they_stand_first(mine: Wirecopy) -> None:
    assert mine("demands", "--json", '"check"').json == []
    assert mine("demands", "--json", "nato", "edit").json == []
    assert mine("demands", "use").code == 2
    assert mine("demands", "propose", "this").code == 2
