"""Small files: what is refused, that they are replaced whole, that stock TinyDB reads them."""

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
from tinydb import TinyDB

from store import files
from store.documents import parse_tables, seal
from store.files import WorkspaceError, said_plainly

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


def read(path: Path) -> dict[str, Any]:
    """The tables of a file, without what it says of itself."""
    tables = parse_tables(path.read_bytes(), path)
    return {name: table for name, table in tables.items() if name != "_store"}


def write(path: Path, tables: dict[str, dict[str, Any]]) -> None:
    """A file of these tables, as the store writes small ones."""
    with said_plainly(path, writing=True):
        files.replace(path, seal(tables, path))


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_trusted_is_refused_by_name(case: str, tmp_path: Path) -> None:
    data, kind, says = REFUSED[case]
    path = tmp_path / "reviews.json"
    path.write_bytes(data)
    with pytest.raises(WorkspaceError) as caught:
        read(path)
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
        read(path)
    for age, day in enumerate(("20240501", "20240502")):
        copy = tmp_path / "backups" / day / "reviews.json"
        copy.parent.mkdir(parents=True)
        copy.write_bytes(b"{}")
        os.utime(copy, (1000 + age, 1000 + age))
    with pytest.raises(WorkspaceError, match=r"newest backup: .*20240502"):
        read(path)


def test_stock_tinydb_opens_a_file_and_what_it_writes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    write(path, {"notes": {"2": {"n": 3}, "9": {"text": "Ünï\x1b \udc80"}}})
    with TinyDB(path) as stock:
        rows = {row.doc_id: dict(row) for row in stock.table("notes")}
        stock.table("notes").insert({"n": 4})
    assert rows == {2: {"n": 3}, 9: {"text": "Ünï\x1b \udc80"}}
    assert read(path)["notes"]["10"] == {"n": 4}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), b"bytes", {1, 2}])
def test_what_json_cannot_hold_is_refused_and_the_file_stays(value: object, tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    write(path, {"t": {"1": {"n": 1}}})
    before = path.read_bytes()
    with pytest.raises(WorkspaceError, match="cannot be stored as JSON"):
        write(path, {"t": {"1": {"n": value}}})
    assert path.read_bytes() == before


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
@pytest.mark.parametrize("call", ["fsync", "open"])
def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(
    call: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.json"
    write(path, {"t": {"1": {"n": 1}}})
    before = path.read_bytes()

    def fails(*args: Any, **kwargs: Any) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        if call == "fsync":
            patched.setattr(os, "fsync", fails)
        else:
            patched.setattr(files, "_write_synced", fails)
        with pytest.raises(WorkspaceError) as caught:
            write(path, {"t": {"1": {"n": 2}}})
    assert caught.value.kind == ("full" if code == errno.ENOSPC else "unwritable")
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["t.json"]
    write(path, {"t": {"1": {"n": 3}}})
    assert read(path)["t"] == {"1": {"n": 3}}


def test_a_file_changed_by_another_program_is_read_as_strictly_as_any(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    write(path, {"t": {"1": {"n": 1}, "2": {"n": 2}}})
    sealed = path.read_bytes()
    assert read(path) == {"t": json.loads(sealed)["t"]}
    path.write_bytes(sealed.replace(b'"2":', b'"1":'))
    with pytest.raises(WorkspaceError, match="'1' twice"):
        read(path)
    path.write_bytes(sealed.replace(b'"n":2', b'"n":5'))
    assert read(path)["t"] == {"1": {"n": 1}, "2": {"n": 5}}


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
    path = tmp_path_factory.mktemp("t") / "t.json"
    write(path, {"t": {str(key): value for key, value in documents.items()}})
    assert read(path)["t"] == {str(key): value for key, value in documents.items()}


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
