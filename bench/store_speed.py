"""What a mark costs and what opening costs, at several sizes, beside what it cannot be without.

bench/store_speed.py marks [--sizes 1000,100000,1000000] [--marks 400] [--under FOLDER] [--disk MS]
bench/store_speed.py opening [--findings 100000]      CPU seconds to open a large workspace
bench/store_speed.py adding [--findings 400000]       one article more: CPU, memory, bytes
bench/store_speed.py plain [--sizes ...]              one mark with plain TinyDB, beside ours

Marks of all sizes and, in the folder of each, appends of as many bytes with fdatasync are taken in
turn, in a new order each round: what the disk is doing at the moment falls on all alike.  `--disk`
has a sync sleep for so many milliseconds instead, in memory: a disk that nobody else uses.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from store import files
from store.chain import canonical
from store.checkpoints import FORMAT, Facts, encoded
from store.files import replace
from store.frames import header_line, journal_of
from store.records import Article, Claim, Event, Findings, Statement, Story
from store.workspace import Workspace

WORDS = "The harbour master said that ships turned back in the night, and nobody knew why. "
WARM = 20
"""Marks before those that count: the first builds the index, and keeps the day's backup."""
TIMER = 0.06
"""Milliseconds that a sleep of none takes."""
Act = Callable[[], object]


def targets() -> Iterator[str]:
    """Statements that `fill` makes, over and over; the smallest workspace has 700."""
    return (
        f"s{place * 10 + row:09}"
        for place, row in itertools.cycle((place, row) for place in range(100) for row in range(7))
    )


def marks(options: argparse.Namespace) -> None:
    """Medians, means and their ratios to a bare append of the same bytes in the same folder."""
    if options.disk:
        seconds = max(options.disk - TIMER, 1e-3) / 1e3
        files.sync = lambda _: time.sleep(seconds)
        options.under = options.under or "/dev/shm"
    with tempfile.TemporaryDirectory(dir=options.under) as held:
        acts: dict[str, Act] = {}
        for size in _sizes(options):
            folder = Path(held) / str(size)
            workspace = grown(folder, size)
            acts[f"mark at {size:,}"] = _marking(workspace, WARM)
            acts[f"bare at {size:,}"] = _bare(folder, workspace)
        least = _sizes(options)[0]
        own = grown(Path(held) / "read", least)
        acts[f"mark, read at {least:,}"] = _marking(own, WARM, read=True)
        times = taken(acts, options.marks)
    print(f"{options.marks} rounds, milliseconds of wall time; cpu of this thread")
    for name, rows in times.items():
        bare = times["bare at" + name.partition(" at")[2]]
        print(f"{name:23} {_told(rows)}", end="")
        wall, mean = (_ratio(rows, bare, how) for how in (statistics.median, statistics.mean))
        print(f"  x bare: median {wall:.2f}, mean {mean:.2f}" if "mark" in name else "")


def _sizes(options: argparse.Namespace) -> list[int]:
    return [int(size) for size in options.sizes.split(",")]


def _marking(workspace: Workspace, warm: int, read: bool = False) -> Act:
    """A mark; with `read` also what it makes of the finding."""
    those = targets()

    def mark() -> None:
        target = next(those)
        workspace.mark([target], "verified", by="bench")
        if read:
            workspace.review(target)

    for _ in range(warm):
        mark()
    return mark


def _bare(folder: Path, workspace: Workspace) -> Act:
    """An append of as many bytes as a mark is, and fdatasync; nothing else."""
    before = journal_of(folder / "reviews.json").stat().st_size
    workspace.mark([next(targets())], "verified", by="bench")
    line = b"x" * (journal_of(folder / "reviews.json").stat().st_size - before)
    handle = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def append() -> None:
        os.write(handle, line)
        files.sync(handle)

    return append


Taken = list[tuple[float, float]]


def taken(acts: dict[str, Act], rounds: int) -> dict[str, Taken]:
    """Wall and CPU seconds of each act in each round."""
    times: dict[str, Taken] = {name: [] for name in acts}
    for _ in range(rounds):
        for name, act in random.sample(list(acts.items()), len(acts)):
            cpu, begun = time.thread_time(), time.perf_counter()
            act()
            wall = time.perf_counter() - begun
            times[name].append((wall, time.thread_time() - cpu))
    return times


def _told(rows: Taken) -> str:
    wall = sorted(row[0] * 1e3 for row in rows)
    cpu = statistics.median(row[1] * 1e3 for row in rows)
    p95 = wall[int(len(wall) * 0.95)]
    middle, mean = statistics.median(wall), statistics.mean(wall)
    return f"median {middle:.3f}  mean {mean:.3f}  p95 {p95:.3f}  cpu {cpu:.3f}"


def _ratio(rows: Taken, bare: Taken, how: Callable[[list[float]], float]) -> float:
    return how([row[0] for row in rows]) / how([row[0] for row in bare])


def plain(options: argparse.Namespace) -> None:
    """One mark with TinyDB as it is, its file as large as our checkpoint, and with ours."""
    from tinydb import TinyDB

    for size in _sizes(options):
        with tempfile.TemporaryDirectory(dir=options.under) as held:
            folder = Path(held)
            workspace = grown(folder / "ours", size)
            (folder / "plain.json").write_bytes((folder / "ours" / "reviews.json").read_bytes())
            table = TinyDB(folder / "plain.json").table("events")
            numbers = itertools.count(1)

            def update() -> None:
                table.update({"after": "false"}, doc_ids=[next(numbers)])  # noqa: B023

            times = taken({"ours": _marking(workspace, WARM), "plain TinyDB": update}, 5)
            for name, rows in times.items():
                print(
                    f"{name} at {size:,}: {statistics.median(row[0] for row in rows) * 1e3:.3f} ms"
                )


def grown(folder: Path, size: int) -> Workspace:
    """A workspace with so many events and, up to 100,000, as many findings."""
    workspace = Workspace.open(folder, create=True)
    fill(workspace, min(size, 100_000))
    rows = {}
    for number in range(1, size + 1):
        target = f"s{number % 5_000 * 10 + number % 7:09}"
        event = Event(
            number, "2024-05-03T10:00:00.000Z", "bench", "verdict", target, None, "verified",
            id=f"{number:016x}",
        )  # fmt: skip
        rows[str(number)] = _document(event)
    data = encoded({"events": rows}, Facts(FORMAT, 1, size, 1, {"events": size}))
    replace(folder / "reviews.json", data)
    replace(journal_of(folder / "reviews.json"), header_line(1, size, 1))
    workspace = Workspace.open(folder)
    workspace.events()
    return workspace


def _document(event: Event) -> bytes:
    return canonical(event)[:-1] + b',"hash":""}'


def fill(workspace: Workspace, findings: int) -> None:
    """Ten findings an article."""
    articles, found = [], {}
    for place in range(max(1, findings // 10)):
        ident = f"a{place:09}"
        text = WORDS * 10
        articles.append(Article(ident, f"{place}.txt", f"{place}.txt", text))
        base, size = place * 10, len(WORDS)
        found[ident] = Findings(
            ident,
            tuple(
                Statement(
                    f"s{base + row:09}", ident, row * size, row * size + 60,
                    text[row * size : row * size + 60], "direct", speaker="The harbour master",
                    cue="said", confidence=0.9, rule="quote-said",
                )
                for row in range(7)
            ),
            (),
            tuple(
                Claim(f"c{base + row:09}", ident, row * size, row * size + 30, text[:30])
                for row in range(3)
            ),
            "1",
        )  # fmt: skip
    workspace.put_articles(articles)
    workspace.put_analysis([], found, Story())


def opening(options: argparse.Namespace) -> None:
    """CPU seconds of a process that opens a large workspace, and of one that marks in it."""
    with tempfile.TemporaryDirectory(dir=options.under) as held:
        folder = Path(held) / "w"
        fill(Workspace.open(folder, create=True), options.findings)
        for name, act in (
            ("open", "w.articles(); w.story(); w.reviews()"),
            ("one article", "w.findings(w.articles()[-1].id)"),
            ("mark", "w.mark([w.find('s000000001').id], 'verified')"),
            ("everything", "dict(w.all_findings())"),
        ):
            print(f"{name}: {min(_cpu(folder, act) for _ in range(3)):.3f} s CPU")


def adding(options: argparse.Namespace) -> None:
    """One article more in a large workspace: what its process takes, and writes."""
    with tempfile.TemporaryDirectory(dir=options.under) as held:
        folder = Path(held) / "w"
        fill(Workspace.open(folder, create=True), options.findings)
        before = _sizes_of(folder)
        for _ in range(3):
            done = subprocess.run(
                [sys.executable, "-c", ADD, str(folder)],
                capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1],
            )  # fmt: skip
            after = _sizes_of(folder)
            grown = {name: after[name] - before.get(name, 0) for name in after}
            print(f"{done.stdout.strip()}; {sum(grown.values()):,} bytes more")
            before = after


ADD = """
import resource, sys, time
from pathlib import Path
from bench.store_speed import WORDS
from store.records import *
from store.workspace import Workspace
w, text, t = Workspace.open(Path(sys.argv[1])), f"{time.time_ns()} " + WORDS * 40, time.process_time
begun, row = t(), Article(article_id("x", text), "x", "x" + text[:20], text)
made = tuple(Statement(f"s{text[:19]}{n}", row.id, 0, 60, text[:60], "direct") for n in range(40))
w.put_articles([row])
put = t()
w.put_analysis([], {row.id: Findings(row.id, made)}, Story())
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
print(f"article {put - begun:.2f} s, findings {t() - put:.2f} s CPU, {most} MiB at most", end="")
"""


def _sizes_of(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in folder.glob("*.json*")}


def _cpu(folder: Path, act: str) -> float:
    program = (
        "import sys, time; from pathlib import Path; from store.workspace import Workspace\n"
        f"b = time.process_time(); w = Workspace.open(Path(sys.argv[1])); {act}\n"
        "print(time.process_time() - b)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    return float(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    acts = {"marks": marks, "opening": opening, "plain": plain, "adding": adding}
    parser.add_argument("act", choices=acts)
    parser.add_argument("--sizes", default="1000,100000,1000000")
    parser.add_argument("--marks", type=int, default=400)
    parser.add_argument("--findings", type=int, default=100_000)
    parser.add_argument("--disk", type=float, default=0, help="milliseconds of a sync, made up")
    parser.add_argument("--under", default=None, help="folder for what is made")
    options = parser.parse_args()
    acts[options.act](options)


if __name__ == "__main__":
    main()
