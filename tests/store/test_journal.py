"""The journal: what is on the disk after any cut, failed call or altered byte, and what is said."""

from __future__ import annotations

import errno
import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from store import files
from store.checkpoints import Facts, decoded, encoded
from store.files import WorkspaceError
from store.folding import fold
from store.frames import journal_of
from store.journal import Journal

HOSTILE = Path(__file__).parents[1] / "hostile"


def opened(path: Path) -> tuple[Journal, dict[str, Any]]:
    journal = Journal(path)
    tables = journal.load()
    rows = {key: json.loads(row) for key, row in tables.get("t", {}).items()}
    return journal, rows


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of three transactions, the first two of them folded."""
    path = tmp_path / "r.json"
    journal, _ = opened(path)
    for number in (1, 2, 3):
        journal.commit([("t", str(number), b'{"n":%d}' % number)])
        if number == 2:
            fold(path)
            assert journal.catch_up() == []
    return path


def test_what_was_committed_is_there_and_stock_tinydb_reads_the_checkpoint(path: Path) -> None:
    assert opened(path)[1] == {"1": {"n": 1}, "2": {"n": 2}, "3": {"n": 3}}
    with TinyDB(path, access_mode="r") as stock:
        assert [dict(row) for row in stock.table("t")] == [{"n": 1}, {"n": 2}]
    fold(path)
    with TinyDB(path, access_mode="r") as stock:
        assert [row.doc_id for row in stock.table("t")] == [1, 2, 3]
    assert opened(path)[1]["3"] == {"n": 3}


def test_a_journal_cut_at_any_byte_loses_at_most_what_was_not_confirmed(path: Path) -> None:
    beside = journal_of(path)
    whole = beside.read_bytes()
    header = whole.index(b"\n") + 1
    for cut in range(header, len(whole)):
        beside.write_bytes(whole[:cut])
        journal, rows = opened(path)
        assert set(rows) == ({"1", "2", "3"} if cut == len(whole) - 1 else {"1", "2"})
        assert bool(journal.notices) == (header < cut < len(whole) - 1)
        journal.commit([("t", "9", b'{"n":9}')])
        again, after = opened(path)
        assert after == {**rows, "9": {"n": 9}}
        assert again.notices == []


def test_zeros_that_a_power_cut_left_at_the_end_are_dropped(path: Path) -> None:
    with journal_of(path).open("ab") as file:
        file.write(b"\0" * 700)
    journal, rows = opened(path)
    assert len(rows) == 3
    assert "700 bytes" in journal.notices[0]


@pytest.mark.parametrize("name", ["torn", "midbad"])
def test_a_torn_end_is_dropped_and_a_bad_record_before_a_good_one_is_damage(
    name: str, tmp_path: Path
) -> None:
    path = tmp_path / "r.json"
    data = (HOSTILE / f"{name}.json.journal").read_bytes()
    journal_of(path).write_bytes(data)
    if name == "torn":
        journal = Journal(path)
        assert journal.load() == {"m": {"1": b'{"n":1}'}}
        assert "unfinished" in journal.notices[0]
        return
    with pytest.raises(WorkspaceError, match="byte 66 is damaged") as caught:
        opened(path)
    assert (caught.value.kind, caught.value.path) == ("damaged", journal_of(path))
    assert journal_of(path).read_bytes() == data


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda path: journal_of(path).unlink(), "missing"),
        (lambda path: journal_of(path).write_bytes(b""), "byte 0"),
        (lambda path: path.unlink(), "goes on from 2"),
        (lambda path: path.write_bytes(encoded({}, Facts(2, 0, 1))), "ends at transaction 1"),
    ],
)
def test_files_that_do_not_belong_together_are_refused(
    spoil: Callable[[Path], None], says: str, path: Path
) -> None:
    spoil(path)
    with pytest.raises(WorkspaceError, match=says) as caught:
        opened(path)
    assert caught.value.kind == "damaged"


def test_a_journal_from_before_a_replacement_counts_no_more(path: Path) -> None:
    old = journal_of(path).read_bytes()
    journal, _ = opened(path)
    journal.replace({"t": {"7": b'{"n":7}'}}, {"t": 7})
    journal_of(path).write_bytes(old)
    journal, rows = opened(path)
    assert rows == {"7": {"n": 7}}
    journal.commit([("t", "8", b'{"n":8}')])
    assert set(opened(path)[1]) == {"7", "8"}


def test_what_is_added_after_a_replacement_that_died_half_way_is_kept(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = opened(path)[0], opened(path)[0]
    mine.commit([("t", "4", b'{"n":4}')])
    assert not mine.moved()
    other.catch_up()
    replace = files.replace
    done: list[Path] = []

    def dies(target: Path, data: bytes) -> None:
        if len(done) == 2:
            raise OSError(errno.EIO, "Input/output error")
        done.append(target)
        replace(target, data)

    with monkeypatch.context() as patched:
        patched.setattr(files, "replace", dies)
        with pytest.raises(WorkspaceError):
            other.replace({"t": {"7": b'{"n":7}'}}, {"t": 7})
    assert done == [journal_of(path), path]
    assert mine.moved()
    assert mine.catch_up() is None
    mine.load()
    mine.commit([("t", "8", b'{"n":8}')])
    assert set(opened(path)[1]) == {"7", "8"}


def test_a_fold_that_stopped_between_its_two_renames_has_lost_nothing(path: Path) -> None:
    old = journal_of(path).read_bytes()
    fold(path)
    journal_of(path).write_bytes(old)
    journal, rows = opened(path)
    assert set(rows) == {"1", "2", "3"}
    journal.commit([("t", "4", b'{"n":4}')])
    assert set(opened(path)[1]) == {"1", "2", "3", "4"}


def test_a_reader_follows_appends_and_folds_without_loading_anew(path: Path) -> None:
    reader, _ = opened(path)
    writer, _ = opened(path)
    assert not reader.news()
    writer.commit([("t", "4", b'{"n":4}')])
    assert reader.news()
    assert [frame.seq for frame in reader.catch_up() or ()] == [4]
    fold(path)
    writer.catch_up()
    writer.commit([("t", "5", b'{"n":5}')])
    assert [frame.seq for frame in reader.catch_up() or ()] == [5]
    writer.replace({}, {})
    assert reader.catch_up() is None


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_write_that_fails_half_way_leaves_what_was_there(
    code: int, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, rows = opened(path)
    before = journal_of(path).read_bytes()
    write = os.write
    calls: list[int] = []

    def half(handle: int, data: bytes) -> int:
        calls.append(handle)
        if len(calls) > 1:
            raise OSError(code, os.strerror(code))
        return write(handle, data[:9])

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", half)
        with pytest.raises(WorkspaceError) as caught:
            journal.commit([("t", "4", b"{}")])
    assert caught.value.kind == ("full" if code == errno.ENOSPC else "unwritable")
    assert journal_of(path).read_bytes() == before
    journal.commit([("t", "4", b"{}")])
    assert opened(path)[1] == {**rows, "4": {}}


def test_after_a_failed_sync_nothing_is_written_until_it_is_opened_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, _ = opened(path)

    def fails(handle: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(files, "sync", fails)
        with pytest.raises(WorkspaceError) as caught:
            journal.commit([("t", "4", b"{}")])
        assert caught.value.kind == "unsure"
    size = journal_of(path).stat().st_size
    with pytest.raises(WorkspaceError, match="read-only until opened again"):
        journal.commit([("t", "5", b"{}")])
    assert journal_of(path).stat().st_size == size
    inode = journal_of(path).stat().st_ino
    assert "4" in journal.reopen()["t"]
    assert journal_of(path).stat().st_ino != inode, "written anew: a failed page is not trusted"
    journal.commit([("t", "5", b"{}")])
    assert set(opened(path)[1]) == {"1", "2", "3", "4", "5"}


def test_a_commit_is_synced_before_it_returns(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bytes] = []
    monkeypatch.setattr(files, "sync", lambda handle: synced.append(journal_of(path).read_bytes()))
    journal, _ = opened(path)
    journal.commit([("t", "4", b'{"n":4}')])
    assert b'{"n":4}' in synced[-1]


@pytest.mark.parametrize("of", ["checkpoint", "journal"])
def test_altered_files_are_read_with_every_intact_record_or_refused(of: str, path: Path) -> None:
    """600 mutations of each file; the long run is `make torture`."""
    mutated(path, of, 600, random.Random(11))


def mutated(path: Path, of: str, count: int, dice: random.Random) -> None:
    """Alter a file in `count` ways and open it; intact records are never lost without a word."""
    target = path if of == "checkpoint" else journal_of(path)
    whole = target.read_bytes()
    form = b'"%d":{"n":%d}' if of == "checkpoint" else b'"%d",{"n":%d}]]}\n'
    marks = {number: form % (number, number) for number in (1, 2, 3)}
    for _ in range(count):
        data = _mutation(whole, dice)
        target.write_bytes(data)
        journal = Journal(path)
        refusal: WorkspaceError | None = None
        rows: dict[str, bytes] = {}
        try:
            rows = journal.load().get("t", {})
        except WorkspaceError as error:
            refusal = error
        if refusal is not None:
            assert refusal.kind in ("damaged", "newer")
            assert str(refusal).startswith(str(path))
            assert "\n" not in str(refusal)
            continue
        intact = {key for key, line in marks.items() if line in data and line in whole}
        lost = {key for key in intact if rows.get(str(key)) != b'{"n":%d}' % key}
        assert not lost or journal.notices, (data, rows)
    target.write_bytes(whole)


def _mutation(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    to = min(len(data), at + dice.choice([1, 1, 2, 8, 60]))
    kind = dice.randrange(6)
    if kind == 0:
        return data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :]
    if kind == 1:
        return data[:at] + data[to:]
    if kind == 2:
        return data[:at] + data[at:to] * 2 + data[to:]
    if kind == 3:
        return data[:at]
    if kind == 4:
        return data[:at] + bytes(dice.randrange(256) for _ in range(to - at)) + data[to:]
    return data[:at] + dice.choice([b"\n", b"\0", b'"', b"{", b"}", b"\xff"]) + data[at:]


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.text(max_size=5), st.dictionaries(st.integers(0, 99), st.text())))
def test_a_checkpoint_gives_back_its_bytes(tables: dict[str, dict[int, str]]) -> None:
    tables.pop("_store", None)
    raw = {
        name: {str(key): json.dumps({"x": text}).encode() for key, text in table.items()}
        for name, table in tables.items()
    }
    again, facts = decoded(encoded(raw, Facts(2, 5, 9, 3, {"t": 4})), Path("x.json"))
    assert again == raw
    assert (facts.generation, facts.seq, facts.since, facts.last) == (5, 9, 3, {"t": 4})
    assert facts.sealed
