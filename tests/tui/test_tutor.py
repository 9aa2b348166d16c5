"""The tutor: ten steps, each of which waits for the right key."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.workspace import Workspace
from tests.tui.test_workbench import press
from tui import actions, settings
from tui.tutor import HEIGHT, STEPS, THE_END, TutorApp, TutorBench, page


def test_every_step_waits_for_an_action_that_there_is() -> None:
    assert len(STEPS) == 10
    for step in STEPS:
        assert step.awaits
        assert set(step.awaits) <= set(actions.BY_ID)
        assert "{key}" in step.text


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_the_right_keys_lead_through_all_steps(sample: Path, size: tuple[int, int]) -> None:
    app = TutorApp(Workspace.open(sample), settings.Settings())
    async with app.run_test(size=size) as pilot:
        bench = app.bench
        assert isinstance(bench, TutorBench)
        assert sum(pane.size.height > 0 for pane in bench.panes.values())
        for number, step in enumerate(STEPS):
            assert bench.lesson.step == number
            if len(app.screen_stack) > 1:
                await press(pilot, "escape")
            await press(pilot, "j" if number != 5 else "k")
            assert bench.lesson.step == number
            lines = [bench.lesson.render_line(y) for y in range(HEIGHT)]
            assert all(line.cell_length == size[0] for line in lines)
            await press(pilot, actions.BY_ID[step.awaits[0]].keys[0])
        assert bench.lesson.told == THE_END


async def test_own_keys_are_the_ones_that_are_asked_for(sample: Path) -> None:
    held = settings.Settings(keys={"next_finding": "ctrl+y"})
    app = TutorApp(Workspace.open(sample), held)
    async with app.run_test(size=(120, 40)) as pilot:
        bench = app.bench
        assert isinstance(bench, TutorBench)
        assert "Press ctrl+y:" in bench.lesson.told
        await press(pilot, "ctrl+y")
        assert bench.lesson.step == 1


def test_without_a_terminal_the_steps_are_a_page() -> None:
    assert page().count("Press ") + page().count("press ") >= 10
    assert page().startswith(" 1. ")
