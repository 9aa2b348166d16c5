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


def test_a_verdict_does_not_follow_a_copy_that_was_split_off(
    wirecopy: Wirecopy, story: Path
) -> None:
    wirecopy.env["WIRECOPY_WORKSPACE"] = str(story)

    def inherited() -> list[str]:
        rows = wirecopy("statements", "--json").json
        return [row["article"][:3] for row in rows if row["inherited"]]

    rows = wirecopy("statements", "--json").json
    copied = {row["text"] for row in rows if row["article"].startswith("003")}
    both = [r for r in rows if r["article"].startswith("000") and r["text"] in copied]
    wirecopy("mark", both[0]["id"], "verified")
    assert "003" in inherited()
    wirecopy("articles", "split", "003")
    assert "003" not in inherited()
    assert wirecopy("undo").code == 0
    assert "003" in inherited()
