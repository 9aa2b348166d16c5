"""An analysis in several processes finds what one process finds."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from analysis import actors, catalogue, engine
from seeds import spread
from store.records import Article, Findings, article_id

TOLD = (
    '"We lost {n} ships," said Ida Borg, the harbour master. The guild demanded that the city lift '
    "its night ban. The mayor, Olga Lind, rejected that on Friday."
)


def test_processes_find_what_one_finds_and_tell_of_errors() -> None:
    texts = [TOLD.format(n=n) for n in range(spread.TOGETHER + 2)]
    articles = [Article(article_id(text, text), f"{text[9:12]}.txt", "", text) for text in texts]
    book: Any = catalogue.default()
    broken: Any = None
    with spread.Spread(2) as work:
        assert engine.analyse(articles, book, work=work) == engine.analyse(articles, book)
        table = actors.learn(articles)
        first, failed = work.find([articles[0], broken], table, book)
    assert isinstance(first, Findings)
    assert len(first.statements) >= 2
    assert isinstance(failed, RuntimeError)
    assert str(failed).startswith("AttributeError: ")
    assert "Traceback" in str(failed)


def test_few_articles_are_not_worth_a_process() -> None:
    assert spread.worth([Article("a", "a", "a", "short")]) == 1


STARTED = """
import os
from seeds.pool import Pool

def own(_):
    return os.getpid()

if __name__ == "__main__":
    with Pool(2) as pool:
        print(next(pool.run(own, range(100))), flush=True)
        input()
"""


def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    script = tmp_path / "started.py"
    script.write_text(STARTED)
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        [sys.executable, script], env={**os.environ, "PYTHONPATH": root}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as parent:  # fmt: skip
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
    until = time.monotonic() + 60
    while _runs(worker) and time.monotonic() < until:
        os.sched_yield()
    assert not _runs(worker)


def _runs(process: int) -> bool:
    """Whether a process is there and is no zombie."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
