"""A large file of articles or findings: what is added is written beside it, and nothing is lost."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import msgspec
import pytest
from tinydb import TinyDB

from bench.tui_large import make
from store import backups, care, corpus, files
from store.frames import journal_of
from store.library import Library
from store.records import Article, Findings, Statement, article_id
from store.repairing import repair
from store.workspace import Workspace, WorkspaceError


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of twelve articles, as if they were many."""
    monkeypatch.setattr(corpus, "LARGE", 4000)
    make(tmp_path / "large", 12, 3)
    return tmp_path / "large"


def one_more(folder: Path, name: str = "new.txt") -> Article:
    """Another article with a finding, put in by another process."""
    text = f"{name}: forty ships."
    row = Article(article_id(name, text), name, name, text)
    found = Findings(row.id, (Statement(f"s{name}", row.id, 0, 3, text[:3], "direct"),))
    workspace = Workspace.open(folder)
    workspace.put_articles([row])
    workspace.put_analysis([], {row.id: found}, workspace.story())
    return row


def sizes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in folder.glob("*.json*")}


def names(folder: Path) -> list[str]:
    return [row.name for row in Workspace.open(folder).articles()]


def test_an_addition_is_written_at_its_own_size(large: Path) -> None:
    before, stamps = sizes(large), corpus.stamp_of(large / "articles.json")
    row = one_more(large)
    after = sizes(large)
    assert after["articles.json"] == before["articles.json"]
    assert after["findings.json"] == before["findings.json"]
    grown = sum(after.values()) - sum(before.values())
    assert 0 < grown < 1000
    assert corpus.stamp_of(large / "articles.json") != stamps
    again = Workspace.open(large)
    assert again.articles()[-1].text == row.text
    assert again.findings(row.id).statements[0].text == "new"
    assert care.check(large).problems == ()
    assert care.check(large).counts["articles"] == 13
    with TinyDB(large / "articles.json", access_mode="r") as stock:
        assert len(stock.table("articles")) == 12


def test_what_is_stored_so_is_not_written_again(large: Path) -> None:
    workspace = Workspace.open(large)
    before = sizes(large)
    workspace.put_analysis(workspace.articles(), workspace.all_findings(), workspace.story())
    assert sizes(large) == before


def test_another_process_sees_an_addition(large: Path) -> None:
    reader = Workspace.open(large)
    assert len(reader.articles()) == 12
    assert not reader.changed()
    one_more(large)
    assert reader.changed()
    assert reader.reload_if_changed()
    assert len(reader.articles()) == 13


def test_a_summary_of_files_with_additions_says_what_they_hold(large: Path) -> None:
    row = one_more(large)
    first = Library(large)
    assert first.summary() is None
    assert first.sum_up()
    glanced, read = Library(large), first
    assert glanced.summary() is not None
    assert list(glanced.current()) == list(read.current())
    assert dict(glanced.found()) == dict(read.found())
    assert glanced.story() == read.story()
    assert glanced.owner(f"s{row.name}") == row.id


def test_a_summary_knows_where_an_addition_stands_that_was_altered_after_others(
    large: Path,
) -> None:
    first, _ = one_more(large, "a.txt"), one_more(large, "b.txt")
    library = Library(large)
    altered = msgspec.structs.replace(first, title="Ships")
    library.put_analysis([altered], {}, library.story())
    assert Library(large).sum_up()
    glanced = Library(large)
    assert glanced.summary() is not None
    assert glanced.stored()[first.id].title == "Ships"
    assert [row.name for row in glanced.current()] == names(large)


def test_many_additions_are_taken_into_the_file(large: Path) -> None:
    for number in range(40):
        one_more(large, f"{number}.txt")
    assert len(names(large)) == 52
    length = (large / "articles.json").stat().st_size
    beside = journal_of(large / "articles.json").stat().st_size
    assert beside <= max(corpus.LARGE, length // corpus.SHARE)
    with TinyDB(large / "articles.json", access_mode="r") as stock:
        assert len(stock.table("articles")) > 12


def test_compacting_takes_additions_into_the_file(large: Path) -> None:
    one_more(large)
    care.compact(large)
    with TinyDB(large / "articles.json", access_mode="r") as stock:
        assert len(stock.table("articles")) == 13
    assert journal_of(large / "articles.json").read_bytes().count(b"\n") == 1
    assert names(large)[12:] == ["new.txt"]


def test_an_addition_that_was_cut_off_is_dropped_and_said(large: Path) -> None:
    one_more(large)
    beside = journal_of(large / "articles.json")
    beside.write_bytes(beside.read_bytes()[:-30])
    assert len(names(large)) == 12
    assert "unfinished" in care.check(large).notices[0]
    one_more(large)
    assert len(names(large)) == 13
    assert care.check(large).notices == ()


def test_damage_beside_the_file_is_named_and_what_is_sound_is_saved(large: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        one_more(large, name)
    beside = journal_of(large / "articles.json")
    data = beside.read_bytes()
    at = data.index(b"b.txt: forty")
    beside.write_bytes(data[:at] + b"X" + data[at + 1 :])
    with pytest.raises(WorkspaceError, match="is damaged"):
        names(large)
    assert str(beside) in care.check(large).problems[0]
    kept = repair(large).kept
    assert kept is not None
    assert (kept / beside.name).read_bytes() == beside_of(data, at)
    assert [name for name in names(large) if "txt" in name][-2:] == ["a.txt", "c.txt"]
    assert care.check(large).problems == ()


def beside_of(data: bytes, at: int) -> bytes:
    return data[:at] + b"X" + data[at + 1 :]


def test_a_file_whose_additions_are_gone_is_refused(large: Path) -> None:
    one_more(large)
    journal_of(large / "articles.json").unlink()
    with pytest.raises(WorkspaceError, match="journal: is missing"):
        names(large)


def test_a_backup_has_the_additions_and_restoring_brings_them_back(large: Path) -> None:
    one_more(large)
    kept = backups.make(large)
    before = sizes(large)
    one_more(large, "later.txt")
    assert len(names(large)) == 14
    assert any("articles.json" in line for line in backups.changes(large, kept))
    backups.restore(large, kept)
    assert len(names(large)) == 13
    assert sizes(large) == {**sizes(large), **{n: before[n] for n in before if "rev" not in n}}
    assert backups.changes(large, kept) == ["nothing would change"]


def fails(handle: int, *_: object) -> int:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_an_addition_that_cannot_be_written_leaves_what_was_there(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_more(large)
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", fails)
        with pytest.raises(WorkspaceError, match="nothing was changed"):
            one_more(large, "lost.txt")
    assert names(large)[12:] == ["new.txt"]
    one_more(large, "next.txt")
    assert names(large)[12:] == ["new.txt", "next.txt"]
    assert care.check(large).problems == ()


def test_after_a_failed_sync_the_journal_is_another_file(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_more(large)
    before = journal_of(large / "articles.json").stat().st_ino
    with monkeypatch.context() as patched:
        patched.setattr(files, "sync", fails)
        one_more(large, "kept.txt")
    assert journal_of(large / "articles.json").stat().st_ino != before
    assert names(large)[12:] == ["new.txt", "kept.txt"]
