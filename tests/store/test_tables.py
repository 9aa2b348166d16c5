"""TinyDB over the journal: the same answers as stock TinyDB, for a price that does not grow."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.operations import increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from store.files import WorkspaceError
from store.folding import fold
from store.tables import JournalStorage, database

steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["insert", "many", "update", "remove", "upsert", "truncate", "drop", "fold", "reopen"]
        ),
        st.integers(0, 3),
    ),
    max_size=14,
)


def act(base: TinyDB, step: str, number: int) -> object:
    table = base.table("t")
    if step == "insert":
        return table.insert({"n": number, "list": [number]})
    if step == "many":
        return table.insert_multiple([{"n": number}, {"n": number + 1}])
    if step == "update":
        return table.update(increment("n"), where("n") == number)
    if step == "remove":
        return table.remove(where("n") == number)
    if step == "upsert":
        return table.upsert({"n": number, "upserted": True}, where("n") == number)
    if step == "truncate":
        table.truncate()
    if step == "drop":
        base.drop_tables()
    return None


@settings(max_examples=60, deadline=None)
@given(steps)
def test_it_holds_what_stock_tinydb_holds(given_steps: list[tuple[str, int]]) -> None:
    """Ids apart: stock TinyDB gives those of removed documents again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.json"
        ours, stock = database(JournalStorage(path)), TinyDB(storage=MemoryStorage)
        for step, number in given_steps:
            if step == "fold":
                fold(path)
            elif step == "reopen":
                ours = database(JournalStorage(path))
            act(ours, step, number)
            act(stock, step, number)
            assert [dict(row) for row in ours.table("t")] == [dict(row) for row in stock.table("t")]
            assert ours.table("t").count(where("n") == 1) == stock.table("t").count(where("n") == 1)
        fold(path)
        if path.exists():
            with TinyDB(path, access_mode="r") as plain:
                rows = [dict(row) for row in plain.table("t")]
            assert rows == [dict(row) for row in stock.table("t")]


def test_ids_are_never_given_again(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    table = database(JournalStorage(path)).table("t")
    assert table.insert_multiple([{}, {}]) == [1, 2]
    table.remove(doc_ids=[2])
    assert table.insert({}) == 3
    table.truncate()
    fold(path)
    assert database(JournalStorage(path)).table("t").insert({}) == 4
    assert table.insert(Document({}, doc_id=9)) == 9
    assert table.insert({}) == 10


def test_two_writers_take_different_ids_and_see_each_others_tables(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    one, two = (database(JournalStorage(path)) for _ in range(2))
    assert [one.table("a").insert({}), two.table("a").insert({}), one.table("a").insert({})] == [
        1, 2, 3,
    ]  # fmt: skip
    two.table("b").insert({"x": 1})
    assert one.table("b").all() == [{"x": 1}]
    assert len(one.table("a")) == len(two.table("a")) == 3


def test_threads_of_one_storage_keep_a_counter_exact(tmp_path: Path) -> None:
    base = database(JournalStorage(tmp_path / "t.json", fold_at=500))
    table = base.table("t")
    table.insert({"n": 0})

    def add() -> None:
        for _ in range(15):
            table.update(increment("n"))

    threads = [threading.Thread(target=add) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    base.close()
    assert database(JournalStorage(tmp_path / "t.json")).table("t").get(doc_id=1) == {"n": 45}


def test_what_is_changed_in_an_answer_changes_nothing_stored(tmp_path: Path) -> None:
    table = database(JournalStorage(tmp_path / "t.json")).table("t")
    table.insert({"list": [1]})
    row = table.get(doc_id=1)
    assert isinstance(row, Document)
    row["list"].append(2)
    assert table.get(doc_id=1) == {"list": [1]}


nested: Any = []
for _ in range(60):
    nested = [nested]


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), {1: 2}, {"a": [{2: 3}]}, b"x", {1, 2}, nested]
)
def test_what_json_would_alter_is_refused_and_nothing_is_written(
    value: object, tmp_path: Path
) -> None:
    path = tmp_path / "t.json"
    table = database(JournalStorage(path)).table("t")
    table.insert({"n": 1})
    with pytest.raises(WorkspaceError):
        table.insert({"n": value})
    assert database(JournalStorage(path)).table("t").all() == [{"n": 1}]
