"""Damaged, newer and broken workspaces end with exit code 3 and stay as they are; backups help."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import HOSTILE, PROGRAM, Wirecopy

READERS = (["digest"], ["statements"], ["export", "json"], ["check"], ["backup"], ["history"])
DAMAGED = ["cut", "list", "badid", "dupid", "nan"]


@pytest.mark.parametrize("name", DAMAGED)
@pytest.mark.parametrize("kept", ["articles.json", "reviews.json"])
def test_a_damaged_file_is_named_and_left_as_it_was(
    wirecopy: Wirecopy, story: Path, name: str, kept: str
) -> None:
    bad = (HOSTILE / f"{name}.tinydb.json").read_bytes()
    (story / kept).write_bytes(bad)
    ran = wirecopy("-w", story, "digest")
    assert ran.code == 3
    assert len(ran.messages) == 1
    assert str(story / kept) in ran.err
    assert "backup" in ran.err
    assert (story / kept).read_bytes() == bad


def test_nothing_is_added_to_a_damaged_workspace(wirecopy: Wirecopy, story: Path) -> None:
    (story / "articles.json").write_bytes(b"[]")
    ran = wirecopy("-w", story, "add", "-", given=b"One more article came in on Monday.")
    assert ran.code == 3
    assert (story / "articles.json").read_bytes() == b"[]"


@pytest.mark.parametrize("verb", [verb for verb in READERS if verb != ["backup"]])
def test_a_newer_workspace_is_read_and_not_touched(
    wirecopy: Wirecopy, story: Path, verb: list[str]
) -> None:
    card = story / "workspace.json"
    newer = json.dumps({**json.loads(card.read_bytes()), "format": 99}).encode()
    before = wirecopy("-w", story, *verb)
    card.write_bytes(newer)
    ran = wirecopy("-w", story, *verb)
    assert (ran.code, ran.out) == (0, before.out)
    assert [line for line in ran.messages if "newer wirecopy (format 99" in line]
    assert card.read_bytes() == newer


@pytest.mark.parametrize("verb", [["mark", "ID", "verified"], ["undo"], ["migrate"], ["reanalyse"]])
def test_writing_into_a_newer_workspace_is_refused_in_one_line(
    wirecopy: Wirecopy, story: Path, verb: list[str]
) -> None:
    target = wirecopy("-w", story, "claims", "--json").json[0]["id"]
    card = story / "workspace.json"
    card.write_text(json.dumps({**json.loads(card.read_bytes()), "format": 99}))
    kept = {path.name: path.read_bytes() for path in story.iterdir() if path.is_file()}
    ran = wirecopy("-w", story, *[target if word == "ID" else word for word in verb])
    assert ran.code == 3
    (message,) = ran.messages
    assert message.endswith("open for reading only")
    assert {path.name: path.read_bytes() for path in story.iterdir() if path.is_file()} == kept


@pytest.mark.parametrize("verb", READERS)
def test_a_workspace_without_its_card_is_damaged(
    wirecopy: Wirecopy, story: Path, verb: list[str]
) -> None:
    (story / "workspace.json").unlink()
    ran = wirecopy("-w", story, *verb)
    assert ran.code == 3
    assert "workspace.json: is missing" in ran.err
    assert not (story / "workspace.json").exists()


def test_check_says_that_a_workspace_is_whole(wirecopy: Wirecopy, story: Path) -> None:
    ran = wirecopy("-w", story, "check")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{story}: whole; 5 articles")


def test_a_backup_brings_back_what_was_there(wirecopy: Wirecopy, story: Path) -> None:
    target = wirecopy("-w", story, "articles", "--json").json[0]["id"]
    wirecopy("-w", story, "note", target, "before")
    made = wirecopy("-w", story, "backup")
    assert made.code == 0
    name = Path(made.out.strip()).name
    wirecopy("-w", story, "note", target, "after")
    assert wirecopy("-w", story, "restore").out.split() == [name]
    (story / "reviews.json").write_bytes(b'{"cut')
    assert wirecopy("-w", story, "restore", name).code == 0
    assert wirecopy("-w", story, "articles", "--json").json[0]["note"] == "before"
    kept = [path for path in (story / "backups").iterdir() if "before-restore" in path.name]
    assert (kept[0] / "reviews.json").read_bytes() == b'{"cut'


def test_a_damaged_backup_replaces_nothing(wirecopy: Wirecopy, story: Path) -> None:
    name = Path(wirecopy("-w", story, "backup").out.strip()).name
    (story / "backups" / name / "articles.json").write_bytes(b"[]")
    before = (story / "articles.json").read_bytes()
    ran = wirecopy("-w", story, "restore", name)
    assert ran.code == 3
    assert (story / "articles.json").read_bytes() == before


def test_an_unknown_backup_is_refused(wirecopy: Wirecopy, story: Path) -> None:
    ran = wirecopy("-w", story, "restore", "nosuch")
    assert ran.code == 1
    assert "no backup of this name" in ran.err


def test_a_first_start_that_was_cut_short_is_completed(wirecopy: Wirecopy) -> None:
    wirecopy("digest")
    sample = wirecopy.home / "data" / "wirecopy" / "sample"
    (sample / "articles.json").unlink()
    (sample / "findings.json").unlink()
    assert wirecopy("digest").out.splitlines()[2].startswith("5 articles")


def test_findings_that_are_gone_are_found_again_under_their_verdicts(
    wirecopy: Wirecopy, story: Path
) -> None:
    rows = wirecopy("-w", story, "statements", "--json").json
    assert wirecopy("-w", story, "mark", rows[3]["id"], "disputed").code == 0
    before = wirecopy("-w", story, "statements", "--json").json
    (story / "findings.json").unlink()
    assert wirecopy("-w", story, "reanalyse").code == 0
    assert wirecopy("-w", story, "statements", "--json").json == before
    assert before[3]["verdict"] == "disputed"


def test_a_data_place_that_cannot_be_made_is_said(wirecopy: Wirecopy) -> None:
    (wirecopy.home / "data").write_text("a file in the way", "utf-8")
    ran = wirecopy("digest")
    assert ran.code == 3
    assert len(ran.messages) == 1


def test_a_bug_is_one_line_and_its_details_are_logged(wirecopy: Wirecopy, tmp_path: Path) -> None:
    """A broken module in the place of a verb's family stands for any bug."""
    broken = tmp_path / "sitecustomize.py"
    broken.write_text(
        "import sys, types\n"
        "m = types.ModuleType('tui.verbs.story')\n"
        "def run(options): raise RuntimeError('a secret text')\n"
        "m.VERBS = {'digest': (lambda parser: None, run)}\n"
        "sys.modules['tui.verbs.story'] = m\n",
        "utf-8",
    )
    wirecopy.env["PYTHONPATH"] = str(tmp_path)
    ran = wirecopy("digest")
    assert ran.code == 4
    assert len(ran.messages) == 1
    assert "a bug in wirecopy (RuntimeError)" in ran.err
    logged = next((wirecopy.home / "state").rglob("wirecopy.log")).read_text("utf-8")
    assert "RuntimeError" in logged
    assert "secret" not in logged + ran.err
    del wirecopy.env["PYTHONPATH"]
    assert "RuntimeError" in wirecopy("log").out


def test_an_interrupt_ends_quietly_with_130(wirecopy: Wirecopy, tmp_path: Path) -> None:
    """It waits for a named pipe, whose opening tells this test that it does."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    environment = {"PATH": os.environ["PATH"], "HOME": str(wirecopy.home)}
    with (
        subprocess.Popen(
            [PROGRAM, "extract", pipe], stderr=subprocess.PIPE, env=environment
        ) as process,
        pipe.open("wb"),
    ):
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors.strip() == b""


def test_an_unfinished_act_is_dropped_and_said_by_every_verb(
    wirecopy: Wirecopy, story: Path
) -> None:
    target = wirecopy("-w", story, "articles", "--json").json[0]["id"]
    wirecopy("-w", story, "note", target, "kept")
    journal = story / "reviews.json.journal"
    journal.write_bytes(journal.read_bytes() + b'0badc0de {"s":2,"o":[["events","2",{"no')
    ran = wirecopy("-w", story, "articles", "--json")
    assert (ran.code, ran.json[0]["note"]) == (0, "kept")
    assert "reviews.json.journal: the last 39 bytes are an unfinished act" in ran.err
    assert wirecopy("-w", story, "note", target, "again").code == 0
    assert wirecopy("-w", story, "check").err == ""


def test_damage_inside_the_journal_is_named_and_repaired_beside_the_original(
    wirecopy: Wirecopy, story: Path
) -> None:
    target = wirecopy("-w", story, "articles", "--json").json[0]["id"]
    for text in ("one", "two"):
        wirecopy("-w", story, "note", target, text)
    journal = story / "reviews.json.journal"
    bad = journal.read_bytes().replace(b'"one"', b'"ome"', 1)
    journal.write_bytes(bad)
    for verb in READERS:
        ran = wirecopy("-w", story, *verb)
        assert ran.code == 3
        assert "reviews.json.journal: the record at byte" in ran.err
    assert journal.read_bytes() == bad
    ran = wirecopy("-w", story, "repair")
    assert ran.code == 0
    assert "1 events saved; lost: number 1" in ran.out
    (kept,) = (story / "backups").glob("*-damaged")
    assert (kept / "reviews.json.journal").read_bytes() == bad
    assert wirecopy("-w", story, "check").code == 0
    assert wirecopy("-w", story, "articles", "--json").json[0]["note"] == "two"


def test_a_colleagues_copy_is_merged_once(wirecopy: Wirecopy, story: Path, tmp_path: Path) -> None:
    shutil.copytree(story, tmp_path / "copy")
    target = wirecopy("-w", story, "statements", "--json").json[0]["id"]
    wirecopy("-w", story, "mark", target, "verified", "--by", "Ada")
    wirecopy("-w", tmp_path / "copy", "mark", target, "false", "--by", "Bo")
    ran = wirecopy("-w", story, "merge", tmp_path / "copy")
    assert ran.code == 0
    assert "1 event taken in; 1 conflict" in ran.out
    assert "Ada said verified, Bo said false" in " ".join(ran.out.split())
    assert "0 events taken in; 0 conflicts" in wirecopy("-w", story, "merge", tmp_path / "copy").out


def test_restoring_says_beforehand_what_would_change(wirecopy: Wirecopy, story: Path) -> None:
    name = Path(wirecopy("-w", story, "backup").out.strip()).name
    target = wirecopy("-w", story, "articles", "--json").json[0]["id"]
    wirecopy("-w", story, "note", target, "after")
    ran = wirecopy("-w", story, "restore", name, "--dry-run")
    assert (ran.code, ran.out) == (0, "reviews.json: 1 events go, 0 come back\n")
    assert wirecopy("-w", story, "articles", "--json").json[0]["note"] == "after"
