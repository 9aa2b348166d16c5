"""`articles split|merge`: what counts as a copy, kept, undone, told everywhere."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Wirecopy


def test_an_article_leaves_its_group_and_comes_back(wirecopy: Wirecopy, story: Path) -> None:
    wirecopy.env["WIRECOPY_WORKSPACE"] = str(story)
    rows = wirecopy("articles", "--json").json
    ids = {row["article"][:3]: row["id"] for row in rows}
    assert next(row for row in rows if row["id"] == ids["003"])["copies"] == [ids["000"]]
    ran = wirecopy("articles", "split", ids["003"], "--reason", "own reporting")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("no copy of another: 003")
    assert wirecopy("export", "json").json["copies"]["groups"].count([rows[3]["article"]]) == 1
    assert "own reporting" in wirecopy("history").out
    ran = wirecopy("articles", "merge", "003", "001", "000")
    assert ran.out.startswith("3 copies: 000")
    assert wirecopy("undo").code == 0
    assert wirecopy("undo").code == 0
    assert wirecopy("articles", "--json").json == rows


def test_what_cannot_be_regrouped_is_said(wirecopy: Wirecopy, story: Path) -> None:
    wirecopy.env["WIRECOPY_WORKSPACE"] = str(story)
    assert wirecopy("articles", "merge", "003").code == 2
    assert wirecopy("articles", "merge", "003", "003").code == 2
    ran = wirecopy("articles", "split", "nowhere")
    assert (ran.code, "nowhere" in ran.err) == (1, True)
