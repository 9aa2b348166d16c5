"""Which workspace a start opens, and what it leaves alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import PROGRAM, SEEDS, Wirecopy


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_without_a_terminal_the_first_start_prints_the_digest_of_the_sample(
    wirecopy: Wirecopy,
) -> None:
    ran = wirecopy()
    assert ran.code == 0
    assert ran.out.splitlines()[2].startswith("5 articles")
    assert ran.err == ""
    assert (wirecopy.home / "data" / "wirecopy" / "sample" / "workspace.json").is_file()
    assert wirecopy().out == ran.out


def test_version_is_that_of_the_package(wirecopy: Wirecopy) -> None:
    project = tomllib.loads((SEEDS.parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    assert wirecopy("--version").out == f"wirecopy {project['version']}\n"


def test_help_names_every_verb_within_80_columns(wirecopy: Wirecopy) -> None:
    from tui.verbs import TABLE

    ran = wirecopy("--help")
    assert ran.code == 0
    assert all(f"\n  {verb}" in ran.out for verb in TABLE)
    assert max(map(len, ran.out.splitlines())) <= 80


def test_every_verb_has_help(wirecopy: Wirecopy) -> None:
    from tui.verbs import TABLE

    for verb in TABLE:
        ran = wirecopy(verb, "--help")
        assert (ran.code, ran.err) == (0, ""), verb
        assert "--workspace" in ran.out


def test_a_folder_of_articles_is_opened_and_nothing_is_written_into_it(
    wirecopy: Wirecopy, tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    shutil.copytree(SEEDS, folder)
    before = files_below(folder)
    ran = wirecopy(folder)
    assert ran.code == 0
    assert ran.out.splitlines()[2].startswith("5 articles")
    assert files_below(folder) == before
    (folder / "new.txt").write_text("One more article arrived on Monday.", "utf-8")
    assert wirecopy(folder).out.splitlines()[2].startswith("6 articles")
    assert len(wirecopy("-w", folder, "articles", "--json").json) == 6


def test_a_missing_folder_that_is_named_becomes_an_empty_workspace(
    wirecopy: Wirecopy, tmp_path: Path
) -> None:
    place = tmp_path / "mine"
    ran = wirecopy(place)
    assert ran.code == 0
    assert "No articles yet" in ran.out
    assert ran.messages == [
        f"wirecopy: {place}: a new workspace; add articles: wirecopy -w {place} add SOURCE..."
    ]
    assert (place / "workspace.json").is_file()


def test_an_empty_folder_that_is_named_becomes_a_workspace(
    wirecopy: Wirecopy, tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    assert wirecopy(tmp_path / "mine").code == 0
    assert (tmp_path / "mine" / "workspace.json").is_file()


def test_a_misspelt_verb_makes_no_workspace(wirecopy: Wirecopy) -> None:
    ran = wirecopy("digset")
    assert ran.code == 2
    assert "did you mean digest?" in ran.err
    assert list(wirecopy.home.iterdir()) == []


def test_a_verb_wins_over_a_folder_of_its_name(wirecopy: Wirecopy) -> None:
    (wirecopy.home / "keys").mkdir()
    assert "Next finding" in wirecopy("keys").out
    assert list((wirecopy.home / "keys").iterdir()) == []


def test_the_workspace_option_may_stand_before_or_after_the_verb(
    wirecopy: Wirecopy, story: Path
) -> None:
    before = wirecopy("-w", story, "articles", "--json")
    after = wirecopy("articles", f"--workspace={story}", "--json")
    assert before.code == after.code == 0
    assert before.json == after.json
    assert len(before.json) == 5


def test_the_variable_names_the_default_workspace(wirecopy: Wirecopy, story: Path) -> None:
    wirecopy.env["WIRECOPY_WORKSPACE"] = str(story)
    assert len(wirecopy("articles", "--json").json) == 5
    assert not (wirecopy.home / "data").exists()


def test_a_folder_without_articles_is_refused(wirecopy: Wirecopy, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    ran = wirecopy(tmp_path / "pictures")
    assert ran.code == 1
    assert "a PNG image" in ran.messages[0]
    assert "neither a workspace nor articles" in ran.messages[1]


def test_reading_a_workspace_that_is_not_there_is_a_usage_error(
    wirecopy: Wirecopy, tmp_path: Path
) -> None:
    for verb in (["statements"], ["mark", "s123", "verified"], ["export", "json"], ["check"]):
        ran = wirecopy("-w", tmp_path / "none", *verb)
        assert ran.code == 2, verb
        assert len(ran.messages) == 1
        assert f"{tmp_path}/none: no workspace here" in ran.err
    assert not (tmp_path / "none").exists()


def test_wrong_arguments_are_one_neutral_line(wirecopy: Wirecopy) -> None:
    ran = wirecopy("add", "--no\x1b[31msuch")
    assert ran.code == 2
    assert len(ran.messages) == 1
    assert "\x1b" not in ran.err
    assert "wirecopy add --help" in ran.err


def test_a_reader_that_stops_early_is_no_failure(wirecopy: Wirecopy, story: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'"{PROGRAM}" -w "{story}" export json | head -c 10'],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout) == 10


@pytest.mark.parametrize("closed", [">&-", "<&-", "2>&-"])
def test_a_closed_stream_is_no_bug(wirecopy: Wirecopy, story: Path, closed: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'"{PROGRAM}" "{story}" {closed}'],
        capture_output=True,
        check=False,
        timeout=60,
        env={"PATH": os.environ["PATH"], "HOME": str(wirecopy.home)},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert closed == ">&-" or done.stdout.startswith(b"story\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_standard_output_is_said(wirecopy: Wirecopy, story: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [PROGRAM, "-w", story, "digest"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
            env={"PATH": os.environ["PATH"], "HOME": str(wirecopy.home)},
        )
    assert done.returncode == 3
    assert done.stderr == b"wirecopy: cannot write: no space left on device\n"
