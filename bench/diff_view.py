"""The diff view: CPU from the key `d` to the painted diff, and of each next change in long texts.

python -P -m bench.diff_view [--words 50000] [--keys 100] [--size 120x40]

Both are measured in the app without a terminal: from the key's event to the update that Textual
hands to its driver.  The sample pair is opened once in each of `--repeat` fresh apps, after the
warm-up that follows the first frame.  CPU of all threads, since wall time depends on the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual import events

from seeds import intake
from store.records import Article, Findings, Story
from store.workspace import Workspace
from tui.app import WirecopyApp


def pair(words: int) -> tuple[str, str]:
    """A text of made-up words and a copy with dropped, edited, added and moved sentences."""
    dice = random.Random(7)
    sounds = [a + b for a in "bcdfglmnprst" for b in "aeiou"]
    known = ["".join(dice.choices(sounds, k=dice.randint(1, 4))) for _ in range(6000)]

    def sentence() -> list[str]:
        return [dice.choice(known) for _ in range(dice.randint(8, 28))]

    left = [sentence() for _ in range(words // 18)]
    right = []
    for said in left:
        fate = dice.random()
        if fate < 0.06:
            continue
        if fate < 0.2:
            said = [*said[:3], dice.choice(known), *said[4:]]
        right.append(said)
        if fate > 0.95:
            right.append(sentence())
    for _ in range(len(right) // 80):
        right.insert(dice.randrange(len(right)), right.pop(dice.randrange(len(right))))
    told = [
        "\n\n".join(" ".join(said).capitalize() + "." for said in side) for side in (left, right)
    ]
    return told[0], told[1]


async def _ready(app: WirecopyApp, pilot: Any) -> None:
    await app.begun.wait()
    for _ in range(3):
        await app.workers.wait_for_complete()
        await pilot.pause()


def _watch(app: WirecopyApp, there: Callable[[], bool]) -> list[float]:
    """The CPU seconds at each update of the screen since `there` holds."""
    shown: list[float] = []
    display = app._display

    def watched(*given: Any) -> None:
        display(*given)
        if there():
            shown.append(time.process_time())

    app._display = watched  # type: ignore[method-assign, assignment]
    return shown


async def first_paint(folder: Path, size: tuple[int, int]) -> float:
    """Milliseconds of CPU from `d` to the first update with the diff in it."""
    app = WirecopyApp(Workspace.open(folder))
    async with app.run_test(size=size) as pilot:
        await _ready(app, pilot)

        def there() -> bool:
            pane = app.bench.panes.get("diff")
            return bool(getattr(pane, "laid", None)) and len(getattr(pane, "_drawn", ())) > 5

        shown = _watch(app, there)
        begun = time.process_time()
        app.post_message(events.Key("d", "d"))
        while not shown:
            await asyncio.sleep(0.001)
        return (shown[0] - begun) * 1000


async def next_changes(folder: Path, size: tuple[int, int], keys: int) -> list[float]:
    """Milliseconds of CPU of each `]`, from the key to the last update that it causes, sorted."""
    app = WirecopyApp(Workspace.open(folder))
    async with app.run_test(size=size) as pilot:
        await _ready(app, pilot)
        await pilot.press("d")
        while app.bench.diff.laid is None:
            await asyncio.sleep(0.05)
        await pilot.pause()
        shown = _watch(app, lambda: True)
        taken = []
        for _ in range(keys):
            shown.clear()
            begun = time.process_time()
            app.post_message(events.Key("right_square_bracket", "]"))
            while not shown:
                await asyncio.sleep(0.001)
            await pilot.pause()
            taken.append((shown[-1] - begun) * 1000)
    return sorted(taken)


def main() -> None:
    """Print both measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=50_000)
    parser.add_argument("--keys", type=int, default=100)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--size", default="120x40")
    options = parser.parse_args()
    width, height = map(int, options.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "sample"
        intake.first_start(sample)
        taken = sorted(
            asyncio.run(first_paint(sample, (width, height))) for _ in range(options.repeat)
        )
        print(f"first paint: best {taken[0]:.0f}, median {taken[len(taken) // 2]:.0f} ms of CPU")
        long = Workspace.open(Path(folder) / "long", create=True)
        sides = pair(options.words)
        articles = [Article(f"a{n}", f"{n}.txt", f"{n}.txt", text) for n, text in enumerate(sides)]
        long.put_articles(articles)
        found = {one.id: Findings(one.id, engine="bench") for one in articles}
        long.put_analysis(articles, found, Story())
        steps = asyncio.run(next_changes(Path(folder) / "long", (width, height), options.keys))
        middle, high = steps[len(steps) // 2], steps[len(steps) * 19 // 20]
        print(
            f"next change, {options.words:,} words: median {middle:.1f}, p95 {high:.1f} ms of CPU"
        )


if __name__ == "__main__":
    main()
