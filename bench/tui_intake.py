"""How long a key takes while the app takes in articles: p50, p95 and the longest, in milliseconds.

python -m bench.tui_intake [--articles 1000] [--size 160x45] [--minutes 10]

A copy of the sample is open; so many pages of made-up news are added in the background, and keys
are pressed until they are there or the minutes are over.  The first line is the clock's, which
wants an idle machine; the second one is processor time of the app's own process.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import tempfile
import time
from itertools import cycle
from pathlib import Path

import textual._wait
from textual.pilot import Pilot

from bench.intake_pages import page
from seeds import intake
from store.workspace import Workspace
from tui.app import WirecopyApp
from tui.widgets.status import TopLine

KEYS = ("j", "j", "k", "n", "p", "4", "j", "k", "2", "ctrl+d", "ctrl+u")


async def timed(pilot: Pilot[None], key: str) -> tuple[float, float]:
    """Milliseconds by the clock and of processor time until the screen stands."""
    clock, work = time.perf_counter(), time.process_time()
    await pilot.press(key)
    await pilot.pause()
    return (time.perf_counter() - clock) * 1000, (time.process_time() - work) * 1000


async def measured(folder: Path, source: Path, size: tuple[int, int], minutes: float) -> None:
    """Press keys while the articles of `source` are added, so long at most; print the lines."""
    workspace = Workspace.open(folder)
    app = WirecopyApp(workspace)
    async with app.run_test(size=size) as pilot:
        await asyncio.wait_for(app.begun.wait(), 60)
        await app.workers.wait_for_complete()
        gc.freeze()  # as the command line does once the first frame stands
        app.bench.labour.begin("add", (str(source),))
        times: list[tuple[float, float]] = []
        end = time.monotonic() + 60 * minutes
        for key in cycle(KEYS):
            times.append(await timed(pilot, key))
            if not app.bench.labour.on or time.monotonic() > end:
                break
        print("through" if not app.bench.labour.on else f"under way: {told(app)}")
        # What follows the last article, or the stop, counts too.
        times += [await timed(pilot, "j") for _ in range(5)]
        for name, column in zip(("clock", "work"), zip(*times, strict=True), strict=True):
            row = sorted(column)
            middle, high = row[len(row) // 2], row[len(row) * 19 // 20]
            print(f"{name:6} {len(row)} keys  p50 {middle:.1f}  p95 {high:.1f}  max {row[-1]:.1f}")
        print(f"{len(app.bench.session.articles)} articles")


def told(app: WirecopyApp) -> str:
    """How far the intake is, as the app says it."""
    return app.bench.query_one(TopLine).working


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--size", default="160x45")
    parser.add_argument("--minutes", type=float, default=10)
    options = parser.parse_args()
    textual._wait.SLEEP_GRANULARITY = 0.004
    textual._wait.SLEEP_IDLE = 0.0004
    width, height = map(int, options.size.split("x"))
    with tempfile.TemporaryDirectory() as place:
        folder, source = Path(place) / "story", Path(place) / "more"
        intake.first_start(folder)
        source.mkdir()
        for number in range(options.articles):
            (source / f"{number:05}.html").write_bytes(page(number))
        asyncio.run(measured(folder, source, (width, height), options.minutes))


if __name__ == "__main__":
    main()
