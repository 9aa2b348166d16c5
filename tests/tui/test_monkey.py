"""Random keys and sizes: no exception, no lost mark, nothing too wide, whatever is pressed.

WIRECOPY_MONKEY sets the number of keys and of sizes; the figures say what was run with 10,000.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.workspace import Workspace
from tests.tui.test_workbench import app_on, bench_of, settle
from tui import actions
from tui.session import Session

KEYS = int(os.environ.get("WIRECOPY_MONKEY", "150"))
SIZES = [(60, 20), (80, 24), (100, 30), (120, 40), (160, 45), (200, 60), (20, 5), (300, 12)]
LEFT_OUT = {"quit", "note_outside", "export", "add", "follow", "ask_again", "palette"}
TYPED = ["enter", "escape", "a", ":", "x", "tab", "ctrl+s", "up", "down", "backspace"]


def keys_of(chance: random.Random) -> list[str]:
    """Keys of the registry, some typed into what they open."""
    known = [key for a in actions.ACTIONS if a.id not in LEFT_OUT for key in a.keys]
    return [chance.choice(known if chance.random() < 0.85 else TYPED) for _ in range(KEYS)]


async def close_all(pilot: Pilot[None]) -> None:
    for _ in range(4):
        if len(pilot.app.screen_stack) > 1:
            await pilot.press("escape")
            await pilot.pause()


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_nothing_that_is_pressed_breaks_the_app_or_loses_a_mark(
    sample: Path, seed: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tui.place.data_folder", lambda: tmp_path)
    chance = random.Random(seed)
    app = app_on(sample)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        for number, key in enumerate(keys_of(chance)):
            if chance.random() < 0.03:
                await pilot.resize_terminal(*chance.choice(SIZES))
            await pilot.press(key)
            if number % 25 == 24:
                await settle(pilot)
                await close_all(pilot)
                bench = bench_of(pilot)
                for pane in bench.panes.values():
                    for y in range(pane.size.height):
                        assert pane.render_line(y).cell_length == pane.size.width
        await settle(pilot)
        assert app.return_code in (None, 0)
        held = dict(bench_of(pilot).session.workspace.reviews())
    again = Session(Workspace.open(sample))
    assert dict(again.workspace.reviews()) == held
