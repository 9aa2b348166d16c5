"""`claims|demands merge|split|rename|move`: a reader's grouping, kept, undone, told."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from store.workspace import Workspace
from tests.cli.conftest import Wirecopy
from tui.marking import Marking
from tui.messages import Loaded
from tui.session import Session


@pytest.fixture
def mine(wirecopy: Wirecopy, story: Path) -> Wirecopy:
    """The program on an analysed sample of its own."""
    wirecopy.env["WIRECOPY_WORKSPACE"] = str(story)
    return wirecopy


def row(wirecopy: Wirecopy, kind: str, words: str, article: str = "") -> dict[str, Any]:
    rows = wirecopy(kind, "--json").json
    return next(r for r in rows if words in r["text"] and r["article"].startswith(article))


def test_merged_claims_are_one_question_and_come_apart_by_undo(mine: Wirecopy) -> None:
    many = row(mine, "claims", "over 150,000 troops")
    some = row(mine, "claims", "withdrew 10,000 troops")
    assert many["group"] != some["group"]
    before = mine("digest").out
    ran = mine("claims", "merge", many["id"], some["id"], "--reason", "the same troops")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("Troops near Ukraine: ")
    assert row(mine, "claims", "withdrew 10,000")["group"] == many["group"]
    assert "the same troops" in mine("history").out
    assert "merged: " in mine("history", some["id"]).out
    assert mine("undo").code == 0
    assert row(mine, "claims", "withdrew 10,000")["group"] == some["group"]
    assert mine("digest").out == before
    assert mine("redo").code == 0
    assert row(mine, "claims", "withdrew 10,000")["group"] == many["group"]


def test_what_is_split_off_is_judged_for_itself(mine: Wirecopy) -> None:
    doubt = row(mine, "claims", "have not yet seen a concrete withdrawal")
    rest = row(mine, "claims", "it has begun withdrawing more troops")
    assert doubt["group"] == rest["group"]
    ran = mine("claims", "split", doubt["id"])
    assert ran.code == 0
    assert "1 claim, single source" in ran.out
    assert row(mine, "claims", "have not yet seen")["group"] != rest["group"]


def test_a_renamed_group_keeps_its_title_in_a_new_analysis(mine: Wirecopy, story: Path) -> None:
    many = row(mine, "claims", "over 150,000 troops")
    assert mine("claims", "rename", many["id"], "How", "many", "troops?").code == 0
    assert "How many troops?: " in mine("digest").out
    (story / "findings.json").unlink()
    assert "How many troops?: " in mine("digest").out
    assert mine("undo").code == 0
    assert "How many troops?" not in mine("digest").out


def test_a_correction_finds_its_passage_when_the_article_grew(wirecopy: Wirecopy) -> None:
    file = wirecopy.home / "storm.txt"
    told = "Police said 12 people died in the storm. The mayor said 300 houses were damaged."
    file.write_text(told, "utf-8")
    assert wirecopy("-w", "storm", "add", file).code == 0
    wirecopy.env["WIRECOPY_WORKSPACE"] = str(wirecopy.home / "storm")
    dead = row(wirecopy, "claims", "12 people")
    assert wirecopy("claims", "rename", dead["id"], "Deaths in the storm").code == 0
    file.write_text("A storm hit the coast.\n\n" + told, "utf-8")
    assert wirecopy("add", file).code == 0
    moved = row(wirecopy, "claims", "12 people")
    assert moved["id"] != dead["id"]
    assert "Deaths in the storm" in wirecopy("digest").out


def test_a_demand_moves_to_a_key_with_its_copies(mine: Wirecopy) -> None:
    first = row(mine, "demands", "an end to NATO’s expansionist policy", "000")
    ran = mine("demands", "move", first["id"], "posture-1997")
    assert ran.code == 0, ran.err
    for article in ("000", "003"):
        moved = row(mine, "demands", "an end to NATO’s expansionist policy", article)
        assert moved["demand"] == "posture-1997"
    assert mine("demands", "move", first["id"], "no-such-key").code == 2
    assert mine("undo").code == 0
    assert row(mine, "demands", "an end to NATO’s expansionist")["demand"] == "nato-non-expansion"


def test_demands_are_merged_renamed_and_split(mine: Wirecopy) -> None:
    others = [r for r in mine("demands", "--json").json if r["demand"] == "other"]
    first = others[0]
    known = row(mine, "demands", "Ukraine be excluded from NATO")
    assert mine("demands", "merge", known["id"], first["id"]).code == 0
    assert row(mine, "demands", first["text"])["demand"] == "nato-non-expansion"
    assert mine("demands", "rename", "nato-non-expansion", "NATO stays as it is").code == 0
    assert "NATO stays as it is" in mine("digest").out
    assert mine("demands", "split", first["id"]).code == 0
    again = row(mine, "demands", first["text"])
    assert (again["demand"], again["name"]) == ("other", first["name"])


def test_what_cannot_be_done_is_said_and_changes_nothing(mine: Wirecopy) -> None:
    demand = row(mine, "demands", "Ukraine be excluded")["id"]
    before = mine("history", "--json").json
    assert mine("claims", "merge", demand, "c000000").code == 1
    assert mine("demands", "merge", demand, demand).code == 2
    assert mine("demands", "merge", demand).code == 2
    assert mine("demands", "rename", demand, " ").code == 2
    assert "to search for this word" in mine("claims", "split").err
    assert mine("history", "--json").json == before == []


def test_the_app_takes_a_regrouping_back_and_shows_it(mine: Wirecopy, story: Path) -> None:
    many = row(mine, "claims", "over 150,000 troops")
    assert mine("claims", "rename", many["id"], "How many?", "--by", "ann").code == 0
    workspace = Workspace.open(story)
    workspace.settings["reader"] = "ann"
    session = Session(workspace)
    assert session.group_by_claim[many["id"]].title == "How many?"
    marking = Marking(session)
    told = asyncio.run(marking.undo())
    marking.close()
    assert isinstance(told, Loaded)
    assert told.notice == "undone: called “How many?”"
    session.load()
    assert session.group_by_claim[many["id"]].title == "Troops near Ukraine"


def test_a_backup_holds_the_catalogue(mine: Wirecopy, story: Path) -> None:
    assert mine("demands", "use", "labour").code == 0
    mine("backup")
    kept = (story / "catalogue.toml").read_bytes()
    (story / "catalogue.toml").write_bytes(b"# nothing")
    name = next(path.name for path in (story / "backups").iterdir())
    assert mine("restore", name).code == 0
    assert (story / "catalogue.toml").read_bytes() == kept
