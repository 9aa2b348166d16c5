"""CPU time of a key in every pane, drawing included: p50 and p95 in milliseconds.

python -m bench.tui_keys WORKSPACE [--size 160x45] [--repeat 25]

Keys are pressed through Textual's own message queue; what is counted is the processor time of the
process until it is idle again, so that other work on the machine makes no difference.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import time
from pathlib import Path

import textual._wait
from textual.pilot import Pilot

from store.workspace import Workspace
from tui.app import WirecopyApp

PLANS = {
    "2 reader": ["n", "p", "j", "k", "ctrl+d", "ctrl+u"],
    "1 articles": ["j", "k"],
    "3 demands": ["j", "k", "l", "h"],
    "4 statements": ["j", "k", "ctrl+d", "G", "g"],
    "6 claims": ["j", "k"],
    "d diff": ["j", "k", "]", "[", "ctrl+d", "ctrl+u"],
    "2 marks": ["v", "u"],
}


async def timed(pilot: Pilot[None], key: str) -> float:
    """Milliseconds of processor time of one key."""
    begun = time.process_time()
    await pilot.press(key)
    await pilot.pause()
    return (time.process_time() - begun) * 1000


async def measured(path: Path, size: tuple[int, int], repeat: int) -> None:
    """Press the keys of every plan and print a line for each."""
    app = WirecopyApp(Workspace.open(path))
    async with app.run_test(size=size) as pilot:
        await asyncio.wait_for(app.begun.wait(), 60)
        await pilot.pause()
        await app.workers.wait_for_complete()
        gc.freeze()  # as the command line does once the first frame stands
        idle = sorted([await timed(pilot, "f11") for _ in range(15)])[7]
        print(f"{'idle, taken off':16} {idle:6.1f}")
        for name, keys in PLANS.items():
            await pilot.press(name[0])
            for key in keys:
                await timed(pilot, key)
            for key in keys:
                times = sorted([await timed(pilot, key) - idle for _ in range(repeat)])
                middle, high = times[repeat // 2], times[repeat * 19 // 20]
                print(f"{name:16} {key:8} p50 {middle:6.1f}  p95 {high:6.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--size", default="160x45")
    parser.add_argument("--repeat", type=int, default=25)
    options = parser.parse_args()
    textual._wait.SLEEP_GRANULARITY = 0.004
    textual._wait.SLEEP_IDLE = 0.0004
    width, height = map(int, options.size.split("x"))
    asyncio.run(measured(options.workspace, (width, height), options.repeat))


if __name__ == "__main__":
    main()
