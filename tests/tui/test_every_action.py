"""Every action of the registry at every size, over a story full of hostile text.

What it shows is harmless, fits or is cut with an ellipsis, and is left again with escape.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.strip import Strip

from store import neutral
from tests.tui.conftest import StoryMaker
from tests.tui.test_injection import hostile_session, screen_text
from tests.tui.test_workbench import SIZES, app_on, bench_of, settle
from tui import actions, display
from tui.arrangement import PANES
from tui.widgets.lines import Line
from tui.widgets.painted import PaintedLines

ROOMS = {"correct": "c", "words": "s"}
"""Scopes that are a screen of their own, and the key that opens it."""
HOME = {"reader": "reader", "diff": "diff", "demands": "demands"}


@pytest.fixture
def too_long(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lines that were handed to a widget longer than it is wide: they would be cut unseen."""
    found: list[str] = []
    drawn = PaintedLines._strip

    def watched(self: PaintedLines, line: Line, width: int, mark: str = "") -> Strip:
        text = "".join(display.piece(piece) for piece, _ in line.pieces)
        if cell_len(text.rstrip()) > width - len(mark):
            found.append(f"{self!r} {width}: {text}")
        return drawn(self, line, width, mark)

    monkeypatch.setattr(PaintedLines, "_strip", watched)
    return found


def shown(pilot: Pilot[None]) -> None:
    """What stands on the screen is harmless and as wide as the screen."""
    text = screen_text(pilot)
    assert not neutral.UNSAFE.search(text)
    assert {cell_len(line) for line in text.splitlines()} == {pilot.app.size.width}
    strips = pilot.app.screen._compositor.render_strips()
    for segment in (one for strip in strips for one in strip if one.style):
        assert segment.style is not None
        assert not segment.style.meta.get("@click")


async def close_all(pilot: Pilot[None]) -> None:
    for _ in range(3):
        if len(pilot.app.screen_stack) > 1:
            await pilot.press("escape")
            await pilot.pause()
    assert len(pilot.app.screen_stack) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_every_action_shows_only_what_is_harmless_and_fits(
    maker: StoryMaker,
    size: tuple[int, int],
    too_long: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui.place.data_folder", lambda: tmp_path)
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    session, first = hostile_session(maker)
    shift = SIZES.index(size)
    async with app_on(session.workspace.path).run_test(size=size) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        for number, action in enumerate(actions.ACTIONS):
            if action.id == "quit" or action.scope in actions.SHEETS:
                continue
            bench.session.choose_finding(first)
            bench.activate(HOME.get(action.scope, PANES[(number + shift) % len(PANES)]))
            await pilot.press(action.keys[number % len(action.keys)])
            await settle(pilot)
            shown(pilot)
            assert too_long == [], action.id
            await close_all(pilot)
        assert pilot.app.return_value is None
        assert pilot.app.is_running


@pytest.mark.parametrize("size", [SIZES[0], SIZES[2]])
@pytest.mark.parametrize("scope", ROOMS)
async def test_every_key_of_a_screen_of_its_own(
    maker: StoryMaker, scope: str, size: tuple[int, int], too_long: list[str]
) -> None:
    session, first = hostile_session(maker)
    async with app_on(session.workspace.path).run_test(size=size) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        for action in actions.ACTIONS:
            if action.scope != scope or action.id == "correct_save":
                continue
            bench.session.choose_finding(first)
            bench.activate("reader")
            await pilot.press(ROOMS[scope], action.keys[-1])
            await settle(pilot)
            shown(pilot)
            assert too_long == [], action.id
            await close_all(pilot)
