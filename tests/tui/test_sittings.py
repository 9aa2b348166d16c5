"""From one sitting to the next: filter, diff and place are taken up; what cannot be is let go."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from store.workspace import Workspace
from tests.tui.conftest import StoryMaker
from tests.tui.test_workbench import app_on, bench_of, press, settle
from tui.app import WirecopyApp
from tui.marking import News


async def test_filter_and_diff_are_as_they_were_left(sample: Path) -> None:
    app = app_on(sample)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await app.bench.filter.apply("actor:putin")
        await press(pilot, "d")
        pair, kept = app.session.diff_pair, app.session.kept
        app.keep()
    again = app_on(sample)
    async with again.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert (again.session.query, again.session.kept) == ("actor:putin", kept)
        assert again.session.diff_pair == pair
        assert again.bench.view.active == "diff"
        assert again.bench.diff.model is not None
        await press(pilot, "escape")
        again.bench.filter.end()
        again.keep()
    last = app_on(sample)
    async with last.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert (last.session.query, last.bench.view.active) == ("", "reader")


async def test_the_text_stands_where_it_was_scrolled_to(sample: Path) -> None:
    app = app_on(sample)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.session.choose_finding("")
        await press(pilot, "g", "space", "space")
        offset = app.bench.reader.offset_at_top()
        assert offset > 0
        app.keep()
    again = app_on(sample)
    async with again.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert again.bench.reader.offset_at_top() == offset


@pytest.mark.parametrize(
    "left",
    [
        {"filter": "acter:x", "pair": ["x", "y"], "top": "far"},
        {"filter": 3, "pair": ["x"], "top": -7},
        {"filter": None, "pair": "xy", "top": 10**9},
    ],
)
async def test_settings_that_make_no_sense_are_let_go(
    maker: StoryMaker, left: dict[str, object]
) -> None:
    maker.article("001", "The mayor said the bridge was safe.")
    session = maker.session()
    session.workspace.settings.update(left)
    session.workspace.save()
    async with app_on(session.workspace.path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        assert not bench.session.query
        assert bench.view.active == "reader"
        assert "mayor" in bench.reader.render_line(3).text


async def test_a_slow_look_at_other_windows_is_not_given_up_for_the_next_one(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app_on(sample).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app, go_on, looks = bench_of(pilot).app, asyncio.Event(), []
        assert isinstance(app, WirecopyApp)

        async def slow() -> News:
            looks.append("look")
            await go_on.wait()
            return News(False, 2, "Ida")

        monkeypatch.setattr(app.bench.marking, "news", slow)
        app._look_around()
        while not looks:
            await pilot.pause()
        app._look_around()
        await pilot.pause()
        go_on.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert looks == ["look"]
        assert app.bench.foot.message == "2 acts by Ida in another window"


async def test_ctrl_c_says_which_keys_quit_and_copy(sample: Path) -> None:
    async with app_on(sample).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+c")
        assert bench_of(pilot).foot.message == "q quits, y copies"
        assert pilot.app.is_running


async def test_what_was_on_screen_before_the_first_analysis_was_not_read(tmp_path: Path) -> None:
    from seeds import intake

    path = tmp_path / "first"
    intake.first_start(path)
    app = app_on(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await settle(pilot)
        assert app.session.read == {app.session.current_article}
    assert Workspace.open(path).story().copies


@pytest.mark.parametrize("key", ["a", "W"])
async def test_the_home_of_nobody_is_refused_in_the_dialog(sample: Path, key: str) -> None:
    async with app_on(sample).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, key)
        pilot.app.screen.query_one(Input).value = "~nobody-of-that-name/x.md"
        await press(pilot, "enter")
        told = pilot.app.screen.query_one("#dialog-error", Static)
        assert "nobody-of-that-name" in str(told.render())
