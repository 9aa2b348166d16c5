"""`export` and `import` from the command line: every format, folders, refusals, the way back."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from store import exports
from tests.cli.conftest import Wirecopy


@pytest.mark.parametrize("name", ["html", "xlsx", "bundle", "csl-json"])
def test_an_export_is_written_to_a_folder_under_the_name_of_the_workspace(
    wirecopy: Wirecopy, story: Path, tmp_path: Path, name: str
) -> None:
    ran = wirecopy("-w", story, "export", name, "actor:putin", "-o", tmp_path)
    target = tmp_path / f"story{exports.SUFFIXES[name]}"
    assert (ran.code, ran.messages) == (0, [f"wirecopy: {target}: written"])
    assert target.stat().st_size > 2


def test_the_report_shows_the_diff_of_the_copies(wirecopy: Wirecopy, story: Path) -> None:
    page = wirecopy("-w", story, "export", "html").out
    assert '<table class="diff">' in page
    assert "<del>" in page
    assert "<ins>" in page


def test_a_vault_wants_a_folder_and_is_renewed_without_force(
    wirecopy: Wirecopy, story: Path, tmp_path: Path
) -> None:
    refused = wirecopy("-w", story, "export", "vault")
    assert (refused.code, len(refused.messages)) == (2, 1)
    assert "-o FOLDER" in refused.err
    for _ in range(2):
        assert wirecopy("-w", story, "export", "vault", "-o", tmp_path / "v").code == 0
    assert (tmp_path / "v" / "wirecopy.md").exists()
    taken = wirecopy("-w", story, "export", "vault", "-o", story)
    assert (taken.code, "--force" in taken.err) == (2, True)


def test_what_a_format_has_no_place_for_is_named(wirecopy: Wirecopy, story: Path) -> None:
    target = wirecopy("-w", story, "claims", "--json").json[0]["id"]
    assert wirecopy("-w", story, "mark", target, "false").code == 0
    ran = wirecopy("-w", story, "export", "claimreview")
    assert (ran.code, ran.json) == (1, [])
    assert ran.messages == [
        f"wirecopy: {target}: its article has no public address, so nobody could look the claim up"
    ]
    assert wirecopy("-w", story, "export", "claimreview", "--address", "nowhere").code == 2


@pytest.mark.parametrize("name", ["bundle", "web-annotation"])
def test_work_goes_to_a_colleague_and_comes_back(
    wirecopy: Wirecopy, story: Path, tmp_path: Path, name: str
) -> None:
    file, other = tmp_path / "notes", tmp_path / "other"
    if name == "web-annotation":
        shutil.copytree(story, other)
    target = wirecopy("-w", story, "statements", "--json").json[0]["id"]
    marked = wirecopy(
        "-w", story, "mark", target, "disputed", "--note", "ask", "--by", "Ana", "--reason", "why"
    )
    assert marked.code == 0
    assert wirecopy("-w", story, "export", name, "-o", file).code == 0
    ran = wirecopy("-w", other, "import", file)
    assert ran.code == 0, ran.err
    row = next(r for r in wirecopy("-w", other, "statements", "--json").json if r["id"] == target)
    assert (row["verdict"], row["note"], row["reviewed_by"]) == ("disputed", "ask", "Ana")
    again = wirecopy("-w", other, "import", file)
    assert again.messages[-1].endswith("0 new acts of readers")


def test_files_that_cannot_be_taken_in_are_named_and_the_others_taken(
    wirecopy: Wirecopy, story: Path, tmp_path: Path
) -> None:
    bad, good = tmp_path / "bad.zip", tmp_path / "good.json"
    bad.write_bytes(b"PK\x03\x04 nothing")
    quote = {"type": "TextQuoteSelector", "exact": "sino the same words are nowhere"}
    good.write_text(json.dumps([{"id": "x", "target": {"source": "y", "selector": quote}}]))
    ran = wirecopy("-w", story, "import", bad, tmp_path / "none.json", good)
    assert ran.code == 1
    said = [line.removeprefix(f"wirecopy: {tmp_path}/") for line in ran.messages]
    assert said[0].startswith("bad.zip: is damaged or no bundle")
    assert said[1] == "none.json: no such file or directory"
    assert said[2] == "wirecopy: x: its words stand in no article of this workspace"
    assert said[3] == "good.json: 0 annotations, 0 new acts of readers"


def test_a_picture_is_drawn_without_a_terminal(wirecopy: Wirecopy, story: Path) -> None:
    ran = wirecopy("-w", story, "export", "svg", "--between", "000", "003", "--size", "100x30")
    assert (ran.code, ran.out[:4], ran.messages) == (0, "<svg", [])
    for wrong in (
        ["--show", "sofa"],
        ["--size", "10x10"],
        ["--theme", "x"],
        ["--between", "000", "0"],
        ["number>"],
    ):
        refused = wirecopy("-w", story, "export", "svg", *wrong)
        assert (refused.code, len(refused.messages), refused.out) == (2, 1, "")


def test_a_template_is_printed_and_one_that_fails_is_named(
    wirecopy: Wirecopy, story: Path, tmp_path: Path
) -> None:
    printed = wirecopy("export", "markdown", "--print-template").out
    assert wirecopy("export", "csv", "--print-template").code == 2
    own = story / "templates" / "briefing.md.jinja"
    own.parent.mkdir()
    own.write_text(printed + "{{ nobody }}", "utf-8")
    target = tmp_path / "notes.md"
    refused = wirecopy("-w", story, "export", "markdown", "-o", target)
    assert (refused.code, target.exists()) == (2, False)
    (said,) = refused.messages
    assert re.fullmatch(r"wirecopy: .*briefing\.md\.jinja, line \d+: 'nobody' is undefined", said)
