"""Many sources: in order, in one process or several, and stored so that a stop costs little."""

from __future__ import annotations

import gc
import gzip
import os
from pathlib import Path

import pytest

from seeds import intake
from seeds.pool import SELDOM, KilledError, Pool
from store.workspace import Workspace
from tests.seeds.pages import PARAGRAPHS, page
from tests.seeds.test_reader_warc import record, response


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """Files and archives with a refusal in each."""
    folder = tmp_path / "story"
    folder.mkdir()
    for number in range(6):
        text = PARAGRAPHS[number % 4] * 3
        (folder / f"{number}.html").write_bytes(page(paragraphs=(f"Number {number}.", text)))
    (folder / "2b.txt").write_bytes(b"")
    pages = [
        record("response", response(page(body=f"<p>{number}</p>")), f"https://x.test/{number}")
        for number in range(5)
    ]
    (folder / "3b.warc.gz").write_bytes(
        b"".join(map(gzip.compress, pages)) + gzip.compress(b"x" * 99)[:9]
    )
    return folder


def test_several_processes_give_the_same_in_the_same_order(folder: Path) -> None:
    one = intake.read_sources([str(folder)])
    with Pool(2) as pool:
        two = intake.read_sources([str(folder)], pool=pool)
    assert len(one[0]) == 11
    assert len(one[1]) == 2
    assert one == two


def test_what_a_stop_left_is_found_again_and_not_doubled(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = Workspace.open(tmp_path / "mine", create=True)
    monkeypatch.setattr(intake, "BATCH", 3)

    def stop(number: int, total: int, name: str) -> None:
        if number == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        intake.add(mine, [str(folder)], stop)
    assert len(mine.articles()) == 9
    done = intake.add(Workspace.open(mine.path), [str(folder)])
    assert (done.count("already"), done.count("added"), done.count("version")) == (9, 2, 0)


def test_a_pool_raises_what_its_work_raises() -> None:
    with Pool(2) as pool, pytest.raises(ValueError, match="invalid literal"):
        list(pool.run(int, ["1", "x", "3"]))
    with Pool(1) as pool:
        assert list(pool.run(int, ["1", "2"])) == [1, 2]


def test_a_process_that_is_gone_is_told_in_words() -> None:
    with Pool(2) as pool, pytest.raises(KilledError, match="was killed"):
        list(pool.run(os._exit, [1]))
    with Pool(2) as pool:
        result = pool.begin(os._exit, 1)
        with pytest.raises(KilledError, match="was killed"):
            result()


def test_files_of_one_name_are_told_apart_also_in_archives(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "c.jsonl").write_text(
            '{"text": "He said so."}\n{"text": "Two."}', "utf-8"
        )
    articles, _ = intake.read_sources([str(tmp_path)])
    assert [article.name for article in articles] == [
        f"{tmp_path}/{name}/c.jsonl#{number}" for name in ("a", "b") for number in (1, 2)
    ]


def test_garbage_is_looked_for_seldom_while_there_is_much_to_do_and_as_before_afterwards() -> None:
    before = gc.get_threshold()
    with Pool(1), Pool(0):
        assert gc.get_threshold() == (SELDOM, *before[1:])
    assert gc.get_threshold() == before
