"""How well and how fast sources are read.

`python -m bench.intake quality FOLDER`, `... whole FOLDER`, `... speed [PAGES]`, `... add [PAGES
[ROUNDS]]`.

FOLDER has html_expected.json (objects with file, url, text).  The measure is that of the
article-extraction-benchmark: shingles of four tokens, precision and recall averaged over pages.
"""

from __future__ import annotations

import io
import json
import os
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF
from shutil import rmtree
from tempfile import TemporaryDirectory

from bench.intake_pages import archive, page, write
from seeds.pool import Pool
from seeds.readers.choose import read, read_bytes
from seeds.readers.items import Source, UnreadableError
from store.records import Article

TOKEN = re.compile(r"\w+")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = TOKEN.findall(text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def article_of(path: Path, address: str) -> Article | None:
    try:
        found = list(read_bytes(path.read_bytes(), Source(path.name, path.name, address)))
    except UnreadableError:
        return None
    return next((item for item in found if isinstance(item, Article)), None)


def quality(folder: Path) -> None:
    precisions, recalls, dated = [], [], 0
    expected = json.loads((folder / "html_expected.json").read_text("utf-8"))
    for entry in expected:
        article = article_of(folder / entry["file"], entry["url"])
        got, want = shingles(article.text if article else ""), shingles(entry["text"])
        shared = (got & want).total()
        precisions.append(shared / max(1, got.total()))
        recalls.append(shared / max(1, want.total()))
        dated += bool(article and article.published)
    precision, recall = (sum(part) / len(part) for part in (precisions, recalls))
    f1 = 2 * precision * recall / (precision + recall)
    print(f"P {precision:.4f} R {recall:.4f} F1 {f1:.4f}; {dated} of {len(expected)} pages dated")


def whole(folder: Path) -> None:
    """CPU of reading and analysing real pages, in units of bare trafilatura on the same pages."""
    import trafilatura

    from analysis import actors, catalogue, engine

    expected = json.loads((folder / "html_expected.json").read_text("utf-8"))
    pages = [(folder / entry["file"]).read_bytes() for entry in expected]

    def bare() -> None:
        for data in pages:
            trafilatura.extract(data, favor_precision=True, include_comments=False)

    def ours() -> list[Article]:
        found = [article_of(folder / entry["file"], entry["url"]) for entry in expected]
        return [article for article in found if article is not None]

    def analysed(articles: list[Article]) -> None:
        full, book = engine.read_all(articles), catalogue.default()
        table = actors.learn(full)
        for article in full:
            engine.findings(article, table, book)

    bare()
    articles = ours()
    analysed(articles[:3])
    spent = {"bare": 9e9, "read": 9e9, "analysis": 9e9}
    for _ in range(3):
        for name, act in (("bare", bare), ("read", ours), ("analysis", lambda: analysed(articles))):
            start = time.process_time()
            act()
            spent[name] = min(spent[name], time.process_time() - start)
    read_, both = spent["read"] / spent["bare"], spent["read"] + spent["analysis"]
    print(
        f"{len(pages)} pages: trafilatura {1000 * spent['bare'] / len(pages):.1f} ms each, read "
        f"{read_:.2f} x, read and analysed {both / spent['bare']:.2f} x"
    )


def speed(pages: int) -> None:
    """Bare trafilatura, then our reader in one and two processes, on the same pages."""
    import trafilatura

    data = archive(pages)
    trafilatura.extract(page(0), favor_precision=True)
    start = time.process_time()
    for number in range(pages):
        trafilatura.extract(page(number), favor_precision=True, include_comments=False)
    bare = time.process_time() - start
    start = time.process_time()
    count = sum(1 for _ in read(io.BytesIO(data), Source("a.warc", "a.warc")))
    ours = time.process_time() - start
    print(f"{count} pages: trafilatura {bare:.2f} s CPU, wirecopy {ours:.2f}: {ours / bare:.2f} x")
    walls = []
    for jobs in (1, 2):
        with Pool(jobs) as pool:
            list(read(io.BytesIO(archive(8 * jobs)), Source("warm", "warm"), pool.run))
            start = time.perf_counter()
            list(read(io.BytesIO(data), Source("a.warc", "a.warc"), pool.run))
            walls.append(time.perf_counter() - start)
    print(
        f"wall: one job {walls[0]:.2f} s, two jobs {walls[1]:.2f} s ({walls[0] / walls[1]:.2f} x)"
    )


def adding(pages: int, rounds: int) -> None:
    """All of `wirecopy add` of an archive, analysis and storing included, in one and two processes.

    Wall time says nothing on a busy machine: the gain of a second process is reckoned from CPU, as
    one process against the parent and half of what the others take: as if the parent never worked
    beside them.  Both are run in turn, and the least of all rounds counts.
    """
    import trafilatura

    with TemporaryDirectory() as folder:
        path = Path(folder, "a.warc")
        with path.open("wb") as file:
            write(file, pages)
        some = [page(number) for number in range(min(pages, 100))]
        trafilatura.extract(some[0], favor_precision=True)
        least: dict[str, float] = {}
        for _ in range(rounds):
            start = time.process_time()
            for data in some:
                trafilatura.extract(data, favor_precision=True, include_comments=False)
            bare = (time.process_time() - start) / len(some) * pages
            print(f"{pages} pages of {len(some[0]) // 1000} kB: trafilatura {bare:.1f} s")
            told = {"bare": bare}
            for jobs in (1, 2):
                own, children, peaks, found = _told_by_process(folder, jobs)
                told |= {f"own {jobs}": own, f"others {jobs}": children}
                print(
                    f"{jobs} jobs: parent {own:.1f} s, others {children:.1f} s, together "
                    f"{(own + children) / bare:.2f} x trafilatura; peak {peaks} MiB; {found}",
                    flush=True,
                )
            least = {key: min(value, least.get(key, value)) for key, value in told.items()}
        two = least["own 2"] + least["others 2"] / 2
        print(
            f"one process {least['own 1'] / least['bare']:.2f} x trafilatura; two jobs on idle "
            f"processors: {least['own 1'] / two:.2f} x"
        )


def _told_by_process(folder: str, jobs: int) -> tuple[float, float, str, str]:
    """What `_added` told, run in a process of its own."""
    given, taken = Pipe(duplex=False)
    job = get_context("spawn").Process(target=_added, args=(folder, jobs, taken))
    job.start()
    told: tuple[float, float, str, str] = given.recv()
    job.join()
    return told


def _added(folder: str, jobs: int, tell: Connection) -> None:
    """Add the archive in this process, and tell what that took."""
    from seeds import intake
    from store.workspace import Workspace

    place = Path(folder, f"w{jobs}")
    rmtree(place, ignore_errors=True)
    workspace = Workspace.open(place, create=True)
    highest = 0

    def look(*_: int) -> None:
        nonlocal highest
        highest = max(highest, *map(_memory, _descendants(os.getpid())), 0)

    done = intake.add(workspace, [str(Path(folder, "a.warc"))], jobs=jobs, analysed=look)
    own = resource.getrusage(RUSAGE_SELF)
    said = sum(len(one.statements) for one in workspace.all_findings().values())
    found = f"{done.summary()}; {said} statements"
    peaks = f"{own.ru_maxrss >> 10} and {highest >> 10}"
    tell.send((own.ru_utime + own.ru_stime, _spent_by_others(), peaks, found))


def _descendants(process: int) -> Iterator[int]:
    """The processes that a process started, and those that they started."""
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, path.read_text().split()):
            yield child
            yield from _descendants(child)


def _memory(process: int) -> int:
    """The most memory that a process had, in KiB; 0 where it is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return int(status.partition("VmHWM:")[2].split()[0])


def _spent_by_others() -> float:
    """Seconds of CPU of the children that ended, and of the server that forks and its children."""
    others = resource.getrusage(RUSAGE_CHILDREN)
    seconds = others.ru_utime + others.ru_stime
    for process in _descendants(os.getpid()):
        facts = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        seconds += sum(map(int, facts[11:15])) / os.sysconf("SC_CLK_TCK")
    return seconds


if __name__ == "__main__":
    if sys.argv[1:2] == ["quality"]:
        quality(Path(sys.argv[2]))
    elif sys.argv[1:2] == ["whole"]:
        whole(Path(sys.argv[2]))
    elif sys.argv[1:2] == ["add"]:
        pages, rounds, *_ = (*map(int, sys.argv[2:]), *(300, 1)[len(sys.argv) - 2 :])
        adding(pages, rounds)
    else:
        speed(int(sys.argv[2]) if len(sys.argv) > 2 else 300)
