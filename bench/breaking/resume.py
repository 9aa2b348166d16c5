"""Kill `wirecopy add` at random moments, add again, and compare with an undisturbed workspace.

    python -m bench.breaking.resume [TRIALS] [ARTICLES] [JOBS] [--archive]

JOBS processes read and analyse; with --archive the articles are pages of one web archive.

Prints what was lost or doubled; exit code 1 where anything was.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.intake_pages import write
from store.workspace import Workspace

GIVEN = [int(given) for given in sys.argv[1:] if given.isdigit()]
JOBS = GIVEN[2] if len(GIVEN) > 2 else 1
WIRECOPY = [str(Path(sys.executable).parent / "wirecopy")]


def stories(folder: Path, number: int) -> None:
    """So many texts of about 300 words, no two alike."""
    folder.mkdir()
    for one in range(number):
        text = "\n\n".join(
            f"Port chief Ada Holm{one} said on Tuesday that berth {one * 31 + line} would stay shut"
            f" until {line + 2} cranes are checked. “We want an answer by noon,” she said."
            for line in range(10)
        )
        (folder / f"story-{one}.txt").write_text(f"Berths shut, part {one}\n\n{text}\n", "utf-8")


def add(space: Path, folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*WIRECOPY, "add", "-w", str(space), "--jobs", str(JOBS), str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def held(space: Path) -> dict[str, tuple[int, ...]]:
    """Source of each article and how many findings it has; doubled sources are numbered."""
    found: dict[str, tuple[int, ...]] = {}
    workspace = Workspace.open(space)
    for article in workspace.articles():
        findings = workspace.findings(article.id)
        counts = len(findings.statements), len(findings.demands), len(findings.claims)
        name = article.source if article.source not in found else f"{article.source} again"
        found[name] = counts
    return found


def trial(folder: Path, space: Path, longest: float) -> bool:
    """Kill one run after a random time, then let one end; whether the kill met it at work."""
    running = add(space, folder)
    time.sleep(random.uniform(0.2, longest))
    met = running.poll() is None
    os.killpg(running.pid, signal.SIGKILL) if met else None
    running.wait()
    ended = add(space, folder)
    if ended.wait() != 0:
        raise RuntimeError(f"{space}: the second run failed with {ended.returncode}")
    return met


def main() -> int:
    trials = GIVEN[0] if GIVEN else 20
    number = GIVEN[1] if len(GIVEN) > 1 else 120
    random.seed(7)
    bad = met = 0
    with TemporaryDirectory() as name:
        base = Path(name)
        if "--archive" in sys.argv:
            (base / "in").mkdir()
            with (base / "in" / "a.warc").open("wb") as file:
                write(file, number)
        else:
            stories(base / "in", number)
        begin = time.perf_counter()
        if add(base / "whole", base / "in").wait() != 0:
            raise RuntimeError("the undisturbed run failed")
        longest = time.perf_counter() - begin
        want = held(base / "whole")
        for one in range(trials):
            met += trial(base / "in", base / f"w{one}", longest)
            got = held(base / f"w{one}")
            if got != want:
                bad += 1
                lost, more = sorted(set(want) - set(got)), sorted(set(got) - set(want))
                other = [key for key in set(want) & set(got) if want[key] != got[key]]
                print(f"trial {one}: lost {lost[:3]}, more {more[:3]}, other {other[:3]}")
    print(f"{trials} trials, {met} killed at work: {bad} with losses or doubles")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
