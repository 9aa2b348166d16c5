"""An analysis in several processes finds what one process finds."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from analysis import actors, catalogue, engine, joins
from analysis.demands import across
from seeds import sample, spread
from seeds.pile import Pile, encoded
from seeds.pool import Pool
from store.records import Article, ClaimGroup, Demand, Findings, article_id

TOLD = (
    '"We lost {n} ships," said Ida Borg, the harbour master. The guild demanded that the city lift '
    "its night ban. The mayor, Olga Lind, rejected that on Friday."
)


def told(count: int) -> list[Article]:
    """Articles that tell nearly the same."""
    texts = [TOLD.format(n=n) for n in range(count)]
    return [Article(article_id(text, text), f"{text[9:12]}.txt", "", text) for text in texts]


def asked() -> tuple[Demand, ...]:
    """What a join gives, with fields as they are where nothing was said."""
    return (Demand("d1", "a1", 0, 4, "stay", "other"),)


@pytest.mark.parametrize("jobs", [1, 2])
def test_processes_and_files_find_what_is_found_here(jobs: int, tmp_path: Path) -> None:
    articles = told(spread.TOGETHER + 2)
    book = catalogue.default()
    done: list[int] = []
    with Pool(jobs) as pool:
        work = spread.Spread(pool, tmp_path)
        full, found, story = engine.analyse(articles, book, work=work, done=done.append)
        groups: Sequence[ClaimGroup] = story.claim_groups
        assert isinstance(groups, Pile)
        story = msgspec.structs.replace(story, claim_groups=tuple(groups))
        here = engine.analyse(articles, book)
        assert (list(full), dict(found), story) == here
        assert encoded(work.begin(asked)()) == encoded(asked())
        assert list(map(encoded, (*full, *found.values(), story))) == [
            encoded(one) for one in (*here[0], *here[1].values(), here[2])
        ]
    assert done == [spread.TOGETHER, 2]
    assert len(found[articles[0].id].statements) >= 2
    first, last = found[articles[0].id].claims[0], found[articles[-1].id].claims[0]
    assert first.group == last.group in {group.group for group in story.claim_groups}


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_article_that_makes_a_rule_fail_is_told_with_where(jobs: int, tmp_path: Path) -> None:
    failed: list[tuple[int, str]] = []

    def fails(number: int, error: Exception) -> None:
        failed.append((number, str(error)))

    articles = told(3)
    with Pool(jobs) as pool:
        work = spread.Spread(pool, tmp_path)
        known = actors.learn(articles), catalogue.default(), Broken(articles[1].id)
        found = work.find(articles, known, fails, lambda more: None)
    assert [len(one.statements) > 0 for one in found] == [True, False, True]
    ((number, said),) = failed
    assert number == 1
    assert said.startswith("ZeroDivisionError: ")
    assert "Traceback" in said


class Broken:
    """Amends findings, and fails on those of one article."""

    def __init__(self, article: str) -> None:
        self.article = article

    def __call__(self, article: Article, found: Findings) -> Findings:
        if article.id == self.article:
            raise ZeroDivisionError
        return found


def test_joins_of_what_they_read_find_what_joins_of_all_find() -> None:
    full, book = engine.read_all(sample.articles()), catalogue.default()
    table = actors.learn(full)
    found = [engine.findings(article, table, book) for article in full]
    whole = across.link(found, table)
    part = across.link(list(map(joins.demands_of, found)), table)
    assert [one.demands for one in part] == [one.demands for one in whole]
    assert any(demand.responses for one in whole for demand in one.demands)


def test_few_articles_are_not_worth_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    assert (spread.worth(spread.WORTH), spread.worth(spread.WORTH + 1)) == (1, 3)


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


INTERRUPTED = """
import os, signal, sys

class Interrupting:
    def find_spec(name, path=None, target=None):
        if name == "analysis.engine":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupting)
import seeds.ready
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there no process is forked from it")
def test_ctrl_c_is_told_by_the_process_that_started_the_others() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", INTERRUPTED],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, b"", b"")


def test_processes_import_nothing_from_the_folder_one_is_in(tmp_path: Path) -> None:
    script, folder = tmp_path / "bin" / "started.py", tmp_path / "folder"
    for name in ("seeds", "analysis", "multiprocessing", "trafilatura"):
        (folder / name).mkdir(parents=True)
        (folder / name / "__init__.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    script.parent.mkdir()
    script.write_text(STARTED.replace("input()", ""))
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": root}
    environment.pop("PYTHONSAFEPATH", None)
    subprocess.run([sys.executable, script], cwd=folder, env=environment, check=True, timeout=100)
    assert not (tmp_path / "ran").exists()


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
