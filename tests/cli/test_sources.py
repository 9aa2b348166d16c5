"""`add`, `extract` and `diff` on good and bad input: what is refused is named, the rest is done."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import HOSTILE, PROGRAM, SEEDS, Ran, Wirecopy
from tests.cli.test_contract import harmless

UNFETCHED = "an address; only wirecopy add, follow and refresh fetch"
TEXT = "The minister said on Monday that talks would go on.\n"


def summary(ran: Ran) -> str:
    return ran.messages[-1].rpartition(" (")[0]


def names(wirecopy: Wirecopy, place: Path) -> list[str]:
    return [row["article"] for row in wirecopy("-w", place, "articles", "--json").json]


def test_adding_the_same_thing_twice_adds_nothing(wirecopy: Wirecopy, tmp_path: Path) -> None:
    place = tmp_path / "mine"
    first = wirecopy("-w", place, "add", SEEDS)
    assert (first.code, first.out) == (0, "")
    assert summary(first) == "5 added, 0 already there, 0 new versions, 0 refused"
    second = wirecopy("-w", place, "add", *sorted(SEEDS.glob("*.txt")))
    assert second.code == 0
    assert summary(second) == "0 added, 5 already there, 0 new versions, 0 refused"
    assert len(names(wirecopy, place)) == 5


def test_a_changed_file_is_a_new_version(wirecopy: Wirecopy, tmp_path: Path) -> None:
    place, file = tmp_path / "mine", tmp_path / "a.txt"
    file.write_text(TEXT, "utf-8")
    wirecopy("-w", place, "add", file)
    file.write_text(TEXT + "An update followed.\n", "utf-8")
    ran = wirecopy("-w", place, "add", file)
    assert summary(ran) == "0 added, 0 already there, 1 new version, 0 refused"
    rows = wirecopy("-w", place, "articles", "--json").json
    assert [row["version"] for row in rows] == [2]


def test_adding_says_once_of_many_articles_that_their_language_is_not_read(
    wirecopy: Wirecopy, tmp_path: Path
) -> None:
    french = "Les syndicats ont demandé que le projet soit retiré avant la fin du mois. Numéro {}."
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(french.format(number), "utf-8")
    said = wirecopy("-w", tmp_path / "mine", "add", *sorted(tmp_path.glob("*.txt"))).messages
    assert said[0] == (
        "wirecopy: 0.txt, 1.txt, 2.txt and 2 more: written in French: findings are made in English "
        "only so far"
    )
    assert len(said) == 2


def test_a_folder_is_read_at_any_depth_without_hidden_files(
    wirecopy: Wirecopy, tmp_path: Path
) -> None:
    deep = tmp_path / "story" / "monday" / "wire"
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "story" / "b.md").write_text("# A title\n\n" + TEXT, "utf-8")
    (tmp_path / "story" / "noending").write_text("Another text. " + TEXT, "utf-8")
    (tmp_path / "story" / ".hidden.txt").write_text(TEXT, "utf-8")
    (tmp_path / "story" / ".git").mkdir()
    (tmp_path / "story" / ".git" / "config").write_text(TEXT, "utf-8")
    ran = wirecopy("extract", "--json", tmp_path / "story")
    assert (ran.code, ran.err) == (0, "")
    assert list(ran.json["files"]) == ["b.md", "noending", "a.txt"]
    assert ran.json["files"]["b.md"]["title"] == "A title"


def test_standard_input_is_a_source(wirecopy: Wirecopy, tmp_path: Path) -> None:
    place = tmp_path / "mine"
    for text in (TEXT, TEXT, "Something else was said."):
        assert wirecopy("-w", place, "add", "-", given=text.encode()).code == 0
    rows = wirecopy("-w", place, "articles", "--json").json
    assert [row["article"] for row in rows] == ["stdin", "stdin"]
    assert [row["version"] for row in rows] == [1, 1]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "no text found: the file is empty"),
        ("blank.txt", b" \r\n\t\n", "no text found: the file is empty"),
        ("random.txt", bytes(range(256)) * 8, "looks binary, not text"),
        ("paper.pdf", b"%PDF-1.7\n%\xe2\xe3", "a PDF file"),
        ("page.html", b"<!DOCTYPE html><html><p>Hi", "no article text found in this web page"),
        ("feed.rss", b'<?xml version="1.0"?><rss>', "feed without items"),
        ("page.warc.gz", b"\x1f\x8b\x08\x00", "compressed with gzip"),
    ],
)
def test_what_is_no_article_is_refused_with_its_reason_and_the_rest_is_done(
    wirecopy: Wirecopy, tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    bad, good, place = tmp_path / name, tmp_path / "good.txt", tmp_path / "mine"
    bad.write_bytes(data)
    good.write_text(TEXT, "utf-8")
    ran = wirecopy("-w", place, "add", bad, good)
    assert ran.code == 1
    refusals = [line for line in ran.messages if line.startswith(f"wirecopy: {bad}: ")]
    assert len(refusals) == 1
    assert reason in refusals[0]
    assert names(wirecopy, place) == ["good.txt"]
    looked = wirecopy("extract", "--json", bad, good)
    assert looked.code == 1
    assert list(looked.json["files"]) == ["good.txt"]


def test_missing_files_addresses_and_empty_folders_are_refused(
    wirecopy: Wirecopy, tmp_path: Path
) -> None:
    (tmp_path / "void").mkdir()
    ran = wirecopy("extract", "--json", tmp_path / "none.txt", tmp_path / "void", "http://x.test/a")
    assert ran.code == 1
    assert ran.json["files"] == {}
    assert ran.messages == [
        f"wirecopy: {tmp_path}/void: no articles in this folder",
        f"wirecopy: {tmp_path}/none.txt: no such file or folder",
        f"wirecopy: http://x.test/a: {UNFETCHED}",
    ]


def test_a_file_above_the_limit_is_refused_and_the_limit_is_said(
    wirecopy: Wirecopy, tmp_path: Path
) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(50_000_001)
    ran = wirecopy("extract", large)
    assert ran.code == 1
    assert "the limit for one file is 50 MB" in ran.err


def test_an_endless_device_is_refused(wirecopy: Wirecopy) -> None:
    ran = wirecopy("extract", "/dev/zero")
    assert ran.code == 1
    assert "larger than 50 MB" in ran.err


def test_a_file_that_cannot_be_read_is_refused(wirecopy: Wirecopy, tmp_path: Path) -> None:
    """A symbolic link to itself: file permissions do not bind root."""
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    ran = wirecopy("extract", "--json", tmp_path / "loop.txt", SEEDS)
    assert ran.code == 1
    assert "too many levels of symbolic links" in ran.err
    assert len(ran.json["files"]) == 5


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(wirecopy: Wirecopy, tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_text(TEXT, "utf-8")
    file.chmod(0)
    ran = wirecopy("extract", file)
    assert (ran.code, ran.messages) == (1, [f"wirecopy: {file}: no permission to read it"])


def test_a_workspace_is_no_source(wirecopy: Wirecopy, story: Path, tmp_path: Path) -> None:
    ran = wirecopy("-w", tmp_path / "mine", "add", story)
    assert ran.code == 1
    assert "a workspace, not a folder of articles" in ran.err


def test_names_of_files_are_neutral_in_messages(wirecopy: Wirecopy, tmp_path: Path) -> None:
    name = "a\x1b[31m\u202eb\nc.txt"
    (tmp_path / name).write_bytes(b"")
    os.rename(tmp_path / name, os.fsencode(tmp_path / name).replace(b"c.txt", b"\xff.txt"))  # noqa: PTH104
    (tmp_path / ("x" + name)).write_text(TEXT, "utf-8")
    ran = wirecopy("extract", tmp_path)
    assert ran.code == 1
    assert len(ran.messages) == 1
    assert "␛[31m‹U+202E›b \\xff.txt: no text found" in ran.err
    assert harmless(ran.out + ran.err)
    added = wirecopy("-w", tmp_path / "mine", "add", tmp_path)
    assert harmless(added.err)
    assert harmless(wirecopy("-w", tmp_path / "mine", "articles").out)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_encoding_is_found_and_a_guess_is_said(
    wirecopy: Wirecopy, tmp_path: Path, encoding: str
) -> None:
    text = "“Le président a déjà répondu”, he said.\r\nThe café stayed open — until Monday.\r\n"
    file = tmp_path / "a.txt"
    file.write_bytes(text.encode(encoding))
    entry = wirecopy("extract", "--json", file).json["files"]["a.txt"]
    guessed = encoding in {"utf-16-le", "utf-16-be", "cp1252"}
    assert [notice["code"] for notice in entry["notices"]] == ["encoding"] * guessed
    ran = wirecopy("-w", tmp_path / "mine", "add", file)
    assert ran.code == 0
    assert any("read as" in message for message in ran.messages) is guessed


def test_damaged_utf8_is_read_and_the_first_bad_byte_is_said(wirecopy: Wirecopy) -> None:
    entry = wirecopy("extract", "--json", HOSTILE / "bad_utf8.txt").json["files"]["bad_utf8.txt"]
    assert [notice["code"] for notice in entry["notices"]] == ["damaged"]
    assert "byte 182" in entry["notices"][0]["text"]


@pytest.mark.parametrize(
    "text",
    ["x" * 255_000, "“" * 500 + " said", " " * 120_000 + ".", "a\n\n" * 2_000],
    ids=["long line", "quotes", "blanks", "paragraphs"],
)
def test_extreme_texts_are_read(wirecopy: Wirecopy, tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(text, "utf-8")
    ran = wirecopy("extract", "--json", file)
    assert (ran.code, ran.err) == (0, "")


def test_nothing_of_a_story_is_lost_when_its_folder_goes(
    wirecopy: Wirecopy, tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    shutil.copytree(SEEDS, folder)
    wirecopy("-w", tmp_path / "mine", "add", folder)
    shutil.rmtree(folder)
    assert len(names(wirecopy, tmp_path / "mine")) == 5


def test_progress_is_shown_on_a_terminal_for_more_than_one_file(
    wirecopy: Wirecopy, tmp_path: Path
) -> None:
    """Standard error is a pseudo-terminal, read until the program has ended."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT + name, "utf-8")
    master, slave = pty.openpty()
    with subprocess.Popen(
        [PROGRAM, "extract", "--json", tmp_path / "a.txt", tmp_path / "b.txt"],
        stdout=subprocess.DEVNULL,
        stderr=slave,
        env={"PATH": os.environ["PATH"], "HOME": str(wirecopy.home)},
    ) as process:
        assert process.wait(timeout=60) == 0
    os.close(slave)
    shown = os.read(master, 4096).decode("utf-8")
    os.close(master)
    assert f"\rreading 1 of 2: {str(tmp_path / 'a.txt')[:20]}" in shown
    assert "\rreading 2 of 2: " in shown
    assert shown.endswith(" \r")
