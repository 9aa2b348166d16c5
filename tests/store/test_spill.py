"""What is put aside, and what was just written, is read again as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench.tui_large import make
from store import checkpoints, corpus, laid, summary
from store import spill as spill_module
from store.checkpoints import Facts
from store.files import WorkspaceError, stamp
from store.library import Library
from store.records import Findings, Story
from store.spill import Spill


@pytest.mark.parametrize("kept", [1, 1 << 20])
def test_bytes_put_aside_come_back_in_any_order(kept: int, tmp_path: Path) -> None:
    with Spill(tmp_path, kept) as spill:
        parts = [spill.add(data) for data in (b"one", b"", b"three" * 9)]
        assert [bytes(part) for part in reversed(parts)] == [b"three" * 9, b"", b"one"]
        assert list(map(len, parts)) == [3, 0, 45]
        assert bytes(spill.add(b"more")) == b"more"


def test_pieces_put_aside_as_one_are_read_some_at_a_time(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(spill_module, "BLOCK", 4)
    with Spill(tmp_path, 6) as spill:
        spill.add(b"before")
        one, none = spill.add_all([b"a", b"", b"bcdefg", b"hi"]), spill.add_all([])
        spill.add(b"after")
        assert list(one.blocks()) == [b"abcd", b"efgh", b"i"]
        assert [bytes(one), list(none.blocks()), len(none)] == [b"abcdefghi", [], 0]
        others = b"abcdefghi", b"abcdefgh", b"abcdefghX", b"Xbcdefghi", b""
        assert [one.same(memoryview(data)) for data in others] == [True, *[False] * 4]
        assert none.same(memoryview(b""))


def test_what_finds_no_room_is_told_at_once_and_leaves_nothing(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        with Spill(tmp_path, 1) as spill:
            spill.add(b"there is room for this")
            resource.setrlimit(resource.RLIMIT_FSIZE, (30, before[1]))
            with pytest.raises(WorkspaceError) as caught:
                spill.add(b"and not for that")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (caught.value.kind, caught.value.path) == ("full", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_documents_lie_where_a_checkpoint_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "_BLOCK", 16)
    long = b'{"text":"%b"}' % (b"x" * 50)
    with Spill(tmp_path) as spill:
        tables: dict[str, dict[str, Any]] = {
            "none": {},
            "rows": {"1": b'{"a":1}', "2": spill.add(long), "10": b"{}"},
            "more": {"3": long},
        }
        data = checkpoints.encoded(tables, Facts(2))
        assert checkpoints.decoded(data, tmp_path)[0]["rows"]["2"] == long
        path = tmp_path / "file.json"
        path.write_bytes(data)
        there = laid.Laid(path, tables, stamp(path) or (0, 0, 0, 0))
        assert list(there.table("none")) == []
        for name in ("rows", "more"):
            told = {key: bytes(row) for key, row in tables[name].items()}
            assert dict(there.table(name)) == told


def test_a_summary_of_what_was_just_written_is_that_of_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus, "LARGE", 4000)
    monkeypatch.setattr(summary, "WORTH_IT", 2)
    make(tmp_path / "made", 12, 3)
    made = Library(tmp_path / "made")
    articles = list(made.current())
    library = Library(tmp_path)
    library.put(articles[:7], "")
    library.put(articles[7:], "")
    given = list(Library(tmp_path).once())
    assert given == articles
    assert library.extent()[0] == 12
    found = {article.id: made.found()[article.id] for article in articles}
    library.put_analysis(given, found, made.story(), summed_up=False)
    assert summary.read(tmp_path) is None
    with monkeypatch.context() as patched:
        patched.setattr(library._findings, "read", lambda: pytest.fail("read whole"))
        assert library.sum_up()
    at_once = (tmp_path / summary.NAME).read_bytes()
    (tmp_path / summary.NAME).unlink()
    assert Library(tmp_path).sum_up()
    assert (tmp_path / summary.NAME).read_bytes() == at_once
    assert dict(Library(tmp_path).found()) == found


def test_what_others_wrote_since_is_summed_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus, "LARGE", 4000)
    monkeypatch.setattr(summary, "WORTH_IT", 2)
    make(tmp_path, 12, 3)
    mine, other = Library(tmp_path), Library(tmp_path)
    found = dict(mine.found())
    mine.put_analysis([], {}, Story(corrected="x" * 8000), summed_up=False)
    fewer = {home: Findings(home) for home in found}
    other.put_analysis([], fewer, Story(), summed_up=False)
    assert mine.sum_up()
    told = summary.read(tmp_path)
    assert told is not None
    assert dict(Library(tmp_path).found()) == fewer
