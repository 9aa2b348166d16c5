"""The TinyDB storage: what it refuses, that it replaces files whole, that stock TinyDB reads it."""

from __future__ import annotations

import errno
import json
import os
import stat
from math import isfinite
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.table import Document

from store import files
from store.documents import AtomicStorage, database, parse_tables
from store.files import WorkspaceError

DEEP = b'{"t": {"1": {"a": ' + b"[" * 50_000 + b"]" * 50_000 + b"}}}"
REFUSED: dict[str, tuple[bytes, str, str]] = {
    "empty file": (b"", "damaged", "empty"),
    "cut": (b'{"t": {"1": {"a": "x', "damaged", "byte 18"),
    "cut after wide characters": ('{"t": {"1": {"ä": "ü'.encode(), "damaged", "byte 19"),
    "something after the end": (b'{"t": {}}}', "damaged", "byte 9"),
    "not UTF-8": (b'{"t": {"1": {"a": "\xff"}}}', "damaged", "byte 19"),
    "a list": (b"[]", "damaged", "no object"),
    "a table that is a list": (b'{"t": []}', "damaged", "no object"),
    "a document that is text": (b'{"t": {"1": "x"}}', "damaged", "no object"),
    "an id that is a word": (b'{"t": {"abc": {}}}', "damaged", "'abc' is no number"),
    "two spellings of one id": (b'{"t": {"1": {}, "01": {}}}', "damaged", "'01' is no number"),
    "a duplicate id": (b'{"t": {"1": {}, "1": {}}}', "damaged", "'1' twice"),
    "a duplicate key": (b'{"t": {"1": {"a": 1, "a": 2}}}', "damaged", "'a' twice"),
    "NaN": (b'{"t": {"1": {"a": NaN}}}', "damaged", "NaN"),
    "infinity": (b'{"t": {"1": {"a": -Infinity}}}', "damaged", "-Infinity"),
    "a number beyond all numbers": (b'{"t": {"1": {"a": 1e999}}}', "damaged", "1e999"),
    "deep lists": (DEEP, "damaged", "nested"),
    "lists a little too deep": (
        b'{"t": {"1": {"a": ' + b"[" * 70 + b"]" * 70 + b"}}}", "damaged", "nested",
    ),
    "a newer format": (b'{"_store": {"1": {"format": 999}}}', "newer", "newer"),
    "a format that is no number": (b'{"_store": {"1": {"format": "x"}}}', "damaged", "format"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_trusted_is_refused_by_name_and_never_written(
    case: str, tmp_path: Path
) -> None:
    data, kind, says = REFUSED[case]
    path = tmp_path / "reviews.json"
    path.write_bytes(data)
    storage = AtomicStorage(path)
    for act in (storage.read, lambda: storage.write({"t": {"1": {}}})):
        with pytest.raises(WorkspaceError) as caught:
            act()
        assert caught.value.kind == kind
        assert caught.value.path == path
        assert says in caught.value.reason
        assert str(caught.value) == f"{path}: {caught.value.reason}"
        assert "\n" not in str(caught.value)
    assert path.read_bytes() == data
    assert [entry.name for entry in tmp_path.iterdir()] == ["reviews.json"]


def test_the_refusal_names_the_newest_backup(tmp_path: Path) -> None:
    path = tmp_path / "reviews.json"
    path.write_bytes(b"")
    with pytest.raises(WorkspaceError, match="no backup"):
        AtomicStorage(path).read()
    for age, day in enumerate(("20240501", "20240502")):
        copy = tmp_path / "backups" / day / "reviews.json"
        copy.parent.mkdir(parents=True)
        copy.write_bytes(b"{}")
        os.utime(copy, (1000 + age, 1000 + age))
    with pytest.raises(WorkspaceError, match=r"newest backup: .*20240502"):
        AtomicStorage(path).read()


def test_it_is_a_storage_for_every_tinydb_operation_and_stock_tinydb_opens_the_file(
    tmp_path: Path,
) -> None:
    path = tmp_path / "t.json"
    base = database(AtomicStorage(path))
    table = base.table("notes")
    table.insert_multiple([{"n": 1}, {"n": 2}])
    table.insert(Document({"n": 9, "text": "Ünï\x1b \udc80"}, doc_id=9))
    table.update({"n": 3}, where("n") == 2)
    table.remove(doc_ids=[1])
    with TinyDB(path) as stock:
        rows = {row.doc_id: dict(row) for row in stock.table("notes")}
    assert rows == {2: {"n": 3}, 9: {"n": 9, "text": "Ünï\x1b \udc80"}}
    with TinyDB(path) as stock:
        stock.table("notes").insert({"n": 4})
    assert database(AtomicStorage(path)).table("notes").get(doc_id=10) == {"n": 4}


def test_a_batch_is_one_write_and_none_if_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = AtomicStorage(tmp_path / "t.json")
    writes = []
    monkeypatch.setattr("store.documents.replace", lambda path, data: writes.append(data))
    with storage.batch():
        for number in range(5):
            database(storage).table("t").insert({"n": number})
    assert len(writes) == 1
    assert len(json.loads(writes[0])["t"]) == 5
    with pytest.raises(ValueError, match="already exists"), storage.batch():
        database(storage).table("t").insert_multiple(
            [{"n": 6}, Document({}, doc_id=1), Document({}, doc_id=1)]
        )
    assert len(writes) == 1
    assert storage.read() is None


@pytest.mark.parametrize("value", [float("nan"), float("inf"), b"bytes", {1, 2}])
def test_what_json_cannot_hold_is_refused_and_the_file_stays(value: object, tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    storage = AtomicStorage(path)
    storage.write({"t": {"1": {"n": 1}}})
    before = path.read_bytes()
    with pytest.raises(WorkspaceError, match="cannot be stored as JSON"):
        storage.write({"t": {"1": {"n": value}}})
    assert path.read_bytes() == before


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
@pytest.mark.parametrize("call", ["fsync", "open"])
def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(
    call: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.json"
    storage = AtomicStorage(path)
    storage.write({"t": {"1": {"n": 1}}})
    before = path.read_bytes()

    def fails(*args: Any, **kwargs: Any) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        if call == "fsync":
            patched.setattr(os, "fsync", fails)
        else:
            patched.setattr(files, "_write_synced", fails)
        with pytest.raises(WorkspaceError) as caught:
            storage.write({"t": {"1": {"n": 2}}})
    assert caught.value.kind == ("full" if code == errno.ENOSPC else "unwritable")
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["t.json"]
    storage.write({"t": {"1": {"n": 3}}})
    read = storage.read()
    assert read is not None
    assert read["t"] == {"1": {"n": 3}}


def test_a_file_changed_by_another_program_is_read_as_strictly_as_any(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    storage = AtomicStorage(path)
    storage.write({"t": {"1": {"n": 1}, "2": {"n": 2}}})
    sealed = path.read_bytes()
    assert storage.read() == json.loads(sealed)
    path.write_bytes(sealed.replace(b'"2":', b'"1":'))
    with pytest.raises(WorkspaceError, match="'1' twice"):
        storage.read()
    path.write_bytes(sealed.replace(b'"n":2', b'"n":5'))
    read = storage.read()
    assert read is not None
    assert read["t"] == {"1": {"n": 1}, "2": {"n": 5}}


def test_a_write_syncs_the_data_before_the_rename_and_the_folder_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.json"
    seen: list[str] = []

    def spy(handle: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"
        seen.append(f"{kind} synced, target {'there' if path.exists() else 'not there'}")

    monkeypatch.setattr(os, "fsync", spy)
    files.replace(path, b"x")
    assert seen == ["file synced, target not there", "folder synced, target there"]


def test_mode_and_symbolic_link_of_a_file_are_kept(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    files.replace(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert real.stat().st_mode & 0o777 == 0o640


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats().filter(isfinite),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.integers(1, 99), st.dictionaries(st.text(), json_values, max_size=4)))
def test_whatever_tinydb_can_hold_comes_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, documents: dict[int, dict[str, Any]]
) -> None:
    storage = AtomicStorage(tmp_path_factory.mktemp("t") / "t.json")
    storage.write({"t": {str(key): value for key, value in documents.items()}})
    read = storage.read()
    assert read is not None
    assert read["t"] == {str(key): value for key, value in documents.items()}


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 200), st.integers(0, 30))
def test_any_bytes_are_read_or_refused_in_one_line(noise: bytes, at: int, cut: int) -> None:
    sound = b'{"events":{"1":{"a":[1,{"b":null}],"c":"d"}},"_store":{"1":{"format":1}}}'
    data = sound[:at] + noise + sound[at + cut :]
    tables: object = None
    refusal: WorkspaceError | None = None
    try:
        tables = parse_tables(data, Path("x.json"))
    except WorkspaceError as error:
        refusal = error
    if refusal is None:
        assert tables == json.loads(data)
    else:
        assert refusal.kind in ("damaged", "newer")
        assert "\n" not in str(refusal)
