"""What a mark costs and what survives: figures of the store, and commands for tools that break it.

bench/store.py speed [--sizes 1000,100000,1000000]   a mark beside a bare append and sync
bench/store.py opening [--findings 100000]           CPU seconds to open a large workspace
bench/store.py setup DIR | write DIR | dump DIR | one DIR
                                                     for kill9, fault_inject and crash_states
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from store import files
from store.checkpoints import FORMAT, Facts, encoded
from store.files import WorkspaceError, replace
from store.records import Article, Claim, Event, Findings, Statement, Story
from store.reviews import LocalReviews
from store.workspace import Workspace

KEYS = tuple(f"s{number:03}" for number in range(7))
WORDS = "The harbour master said that ships turned back in the night, and nobody knew why. "


def setup(options: argparse.Namespace) -> None:
    """A workspace with a few findings, and one mark."""
    from analysis import ENGINE

    folder = Path(options.dir)
    workspace = Workspace.open(folder, create=True)
    rows = tuple(Statement(key, "a1", 0, 1, "x", "direct") for key in KEYS)
    workspace.put_articles([Article("a1", "a.txt", "a.txt", "x")])
    workspace.put_analysis([], {"a1": Findings("a1", rows, engine=ENGINE)}, Story())
    if not options.bare:
        workspace.note(KEYS[-1], "0")


def opened(options: argparse.Namespace) -> Workspace:
    folder = Path(options.dir)
    reviews = LocalReviews(folder / "reviews.json", options.fold_at)
    return Workspace(folder, "bench", {}, reviews)


def write(options: argparse.Namespace) -> None:
    """Marks for ever, "KEY NUMBER" once each is safe."""
    if options.no_sync:
        files.sync = _unsynced
    workspace = opened(options)
    start = 1 + max(_numbers(workspace).values(), default=0)
    numbers = itertools.count(start)
    for number in itertools.islice(numbers, options.count or None):
        key = KEYS[number % (len(KEYS) - 1)]
        workspace.note(key, str(number), by="bench")
        print(key, number, flush=True)


def marks(options: argparse.Namespace) -> None:
    """`write` through the real command line, one process a mark."""
    import subprocess

    start = 1 + max(_numbers(opened(options)).values(), default=0)
    for number in itertools.count(start):
        key = KEYS[number % (len(KEYS) - 1)]
        command = [options.program, "-w", options.dir, "note", key, str(number), "--by", "bench"]
        if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode:
            sys.exit(f"{command} failed")
        print(key, number, flush=True)


def _unsynced(handle: int) -> None:
    """In the place of `files.sync`: the mutant that a power cut must find out."""


def dump(options: argparse.Namespace) -> None:
    for key, number in _numbers(opened(options)).items():
        print(key, number)


def one(options: argparse.Namespace) -> None:
    """One mark and, if asked for, a fold; ACK once the mark is safe."""
    workspace = opened(options)
    workspace.note(KEYS[0], "1", by="bench")
    print("ACK", flush=True)
    if options.fold:
        LocalReviews(Path(options.dir) / "reviews.json").fold()


def _numbers(workspace: Workspace) -> dict[str, int]:
    notes = ((key, workspace.review(key).note) for key in KEYS)
    return {key: int(note) for key, note in notes if note}


# Speed


def speed(options: argparse.Namespace) -> None:
    sizes = [int(size) for size in options.sizes.split(",")]
    with tempfile.TemporaryDirectory(dir=options.under) as held:
        stores = {size: grown(Path(held) / str(size), size) for size in sizes}
        line = b"x" * 430 + b"\n"
        bare = os.open(Path(held) / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        times: dict[str, list[float]] = {"bare": [], **{str(size): [] for size in sizes}}
        for number in range(options.marks):
            begun = time.perf_counter()
            os.write(bare, line)
            os.fdatasync(bare)
            times["bare"].append(time.perf_counter() - begun)
            for size, workspace in random.sample(list(stores.items()), len(stores)):
                target = f"s{number % 50:09}"
                begun = time.perf_counter()
                workspace.mark([target], "verified", by="bench")
                times[str(size)].append(time.perf_counter() - begun)
    base = statistics.median(times["bare"])
    shown: dict[str, Any] = {"marks": options.marks}
    for name, took in times.items():
        took.sort()
        middle = statistics.median(took)
        p95 = took[int(len(took) * 0.95)] * 1e3
        shown[name] = {"p50 ms": round(middle * 1e3, 4), "p95 ms": round(p95, 3)}
        shown[name]["x bare"] = round(middle / base, 2)
    print(json.dumps(shown, indent=1))


def grown(folder: Path, size: int) -> Workspace:
    """A workspace with so many events and, up to 100,000, as many findings."""
    workspace = Workspace.open(folder, create=True)
    fill(workspace, min(size, 100_000))
    rows = {}
    for number in range(1, size + 1):
        target = f"s{number % 50_000:09}"
        event = Event(
            number, "2024-05-03T10:00:00.000Z", "bench", "verdict", target, None, "verified",
            id=f"{number:016x}",
        )  # fmt: skip
        rows[str(number)] = _document(event)
    data = encoded({"events": rows}, Facts(FORMAT, 1, size, 1, {"events": size}))
    replace(folder / "reviews.json", data)
    from store.frames import header_line

    replace(folder / "reviews.json.journal", header_line(1, size, 1))
    workspace = Workspace.open(folder)
    workspace.events()
    return workspace


def _document(event: Event) -> bytes:
    from store.chain import canonical

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


def _cpu(folder: Path, act: str) -> float:
    program = (
        "import sys, time; from pathlib import Path; from store.workspace import Workspace\n"
        f"b = time.process_time(); w = Workspace.open(Path(sys.argv[1])); {act}\n"
        "print(time.process_time() - b)"
    )
    import subprocess

    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    return float(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    acts = {
        "setup": setup, "write": write, "dump": dump, "one": one, "speed": speed,
        "opening": opening, "marks": marks,
    }  # fmt: skip
    parser.add_argument("act", choices=acts)
    parser.add_argument("dir", nargs="?", default="")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--bare", action="store_true", help="set-up without a first mark")
    parser.add_argument("--count", type=int, default=0, help="so many marks (0: for ever)")
    parser.add_argument("--fold-at", type=int, default=None, help="fold at so many bytes")
    parser.add_argument("--no-sync", action="store_true", help="a store that must be found out")
    parser.add_argument("--program", default="wirecopy", help="the command, for marks")
    parser.add_argument("--fold", action="store_true", help="fold after the mark")
    parser.add_argument("--sizes", default="1000,100000,1000000")
    parser.add_argument("--marks", type=int, default=400)
    parser.add_argument("--findings", type=int, default=100_000)
    parser.add_argument("--under", default=None, help="folder for what is made")
    options = parser.parse_args()
    try:
        acts[options.act](options)
    except WorkspaceError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
