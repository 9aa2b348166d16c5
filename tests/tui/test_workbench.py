"""Every key of the registry does its deed, at every size; panes follow one another."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from textual.worker import WorkerCancelled

from store.records import Demand
from store.workspace import Workspace
from tui import actions, deeds_correct, deeds_diff, deeds_look, deeds_marks, deeds_past
from tui.app import WirecopyApp
from tui.arrangement import PANES
from tui.deeds import DEEDS
from tui.screens.workbench import VERDICT_OF_ACTION, Workbench

SIZES = [(60, 20), (80, 24), (120, 40), (200, 60)]


async def settle(pilot: Pilot[None]) -> None:
    """Let what follows the first frame begin, and messages and workers come to rest."""
    assert isinstance(pilot.app, WirecopyApp)
    await asyncio.wait_for(pilot.app.begun.wait(), 20)
    await pilot.pause()
    while True:
        with contextlib.suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete()
            break
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def bench_of(pilot: Pilot[None]) -> Workbench:
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, Workbench)
    return screen


def app_on(path: Path) -> WirecopyApp:
    return WirecopyApp(Workspace.open(path))


def test_every_action_has_a_deed_and_every_deed_an_action() -> None:
    rooms = (deeds_correct, deeds_diff, deeds_look, deeds_marks, deeds_past)
    assert len({room.__doc__ for room in rooms}) == len(rooms)
    direct = {"count"} | set(VERDICT_OF_ACTION) | {f"pane_{name}" for name in PANES}
    known = {action.id for action in actions.ACTIONS if action.scope not in actions.SHEETS}
    assert known == set(DEEDS) | direct


def test_no_key_means_two_things_in_one_place() -> None:
    for scope in {action.scope for action in actions.ACTIONS}:
        apart = scope in actions.SHEETS
        here = [
            a
            for a in actions.ACTIONS
            if a.scope == scope or (a.scope == "everywhere" and not apart)
        ]
        keys = [key for action in here for key in action.keys]
        assert len(keys) == len(set(keys)), scope


@pytest.mark.parametrize(("size", "pane"), [(SIZES[0], 4), (SIZES[2], 5)])
async def test_one_key_after_another_leads_back_to_the_workbench(
    sample: Path, size: tuple[int, int], pane: int
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        for action in actions.ACTIONS:
            if action.id in ("quit", "copy", "copy_cited") or action.scope in actions.SHEETS:
                continue
            key = action.keys[pane % len(action.keys)]
            await pilot.press(str(pane), key)
            await pilot.pause()
            if len(pilot.app.screen_stack) > 1:
                await pilot.press("escape")
                await pilot.pause()
            assert len(pilot.app.screen_stack) == 1, action.id
        await settle(pilot)
        assert pilot.app.return_value is None


async def test_next_finding_moves_reader_feed_and_ledger(sample: Path) -> None:
    async with app_on(sample).run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        seen = []
        for _ in range(5):
            await press(pilot, "n")
            assert bench.session.finding is not None
            seen.append(bench.session.finding)
            assert bench.reader.top <= bench.reader.line_of_offset(seen[-1].start)
        assert [item.start for item in seen] == sorted(item.start for item in seen)
        assert len({item.id for item in seen}) == 5


async def test_a_first_start_shows_three_hints_until_the_first_mark(sample: Path) -> None:
    async with app_on(sample).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        assert isinstance(bench.session.finding, Demand)
        assert len(bench.reader.tail) == 4
        await press(pilot, "v")
        assert not bench.reader.tail


async def test_the_next_sitting_begins_where_the_last_one_ended(sample: Path) -> None:
    app = app_on(sample)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "J", "n", "n")
        place = app.session.current_article, app.session.current_finding
        app.session.keep_place()
    again = app_on(sample).session
    assert (again.current_article, again.current_finding) == place


async def test_a_mark_is_on_disk_before_it_is_on_screen_and_undo_takes_it_back(
    sample: Path,
) -> None:
    async with app_on(sample).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "n", "v")
        finding = bench_of(pilot).session.finding
        assert finding is not None
        assert Workspace.open(sample).review(finding.id).verdict == "verified"
        await press(pilot, "u")
        assert Workspace.open(sample).review(finding.id).verdict is None
        await press(pilot, "ctrl+r")
        assert Workspace.open(sample).review(finding.id).verdict == "verified"


@pytest.mark.parametrize(
    ("key", "verdict"),
    [
        ("v", "verified"),
        ("x", "unverified"),
        ("!", "disputed"),
        ("f", "false"),
        ("-", "not-checkable"),
    ],
)
async def test_verdict_keys(sample: Path, key: str, verdict: str) -> None:
    async with app_on(sample).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "n", key)
        finding = bench_of(pilot).session.finding
        assert finding is not None
        assert Workspace.open(sample).review(finding.id).verdict == verdict
        await press(pilot, "0")
        assert Workspace.open(sample).review(finding.id).verdict is None


async def test_a_note_is_written_saved_and_given_up(sample: Path) -> None:
    async with app_on(sample).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "n", "e", "h", "i", "ctrl+s")
        finding = bench_of(pilot).session.finding
        assert finding is not None
        assert Workspace.open(sample).review(finding.id).note == "hi"
        await press(pilot, "e", "x", "escape")
        assert Workspace.open(sample).review(finding.id).note == "hi"


async def test_a_full_disk_leaves_the_note_on_screen_and_says_so(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    async with app_on(sample).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        monkeypatch.setattr(Workspace, "note", full)
        monkeypatch.setattr(Workspace, "mark", full)
        await press(pilot, "n", "v")
        bench = bench_of(pilot)
        assert "No space left" in bench.foot.message
        await press(pilot, "e", "h", "i", "ctrl+s")
        assert len(pilot.app.screen_stack) == 2
        assert "No space left" in str(pilot.app.screen.query_one("#dialog-error").render())


async def test_search_marks_hits_and_walks_through_them(sample: Path) -> None:
    async with app_on(sample).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        await press(pilot, "slash", *"troops", "enter")
        assert bench.finder.on
        total = len(bench.finder.lines)
        text = bench.reader.shown.text.casefold()
        assert total == text.count("troops")
        first = bench.finder.place
        assert bench.foot.message.startswith(f"{first + 1}/{total}")
        await press(pilot, "n")
        assert bench.finder.place == (first + 1) % total
        await press(pilot, "N", "escape")
        assert not bench.finder.on


async def test_choosing_an_article_opens_it(sample: Path) -> None:
    async with app_on(sample).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        before = bench.session.current_article
        await press(pilot, "1", "j", "enter")
        assert bench.session.current_article != before
        assert bench.reader.article is bench.session.article
        assert bench.view.active == "reader"


@pytest.mark.parametrize("suffix", ["md", "json", "csv", "svg"])
async def test_export_writes_the_notes_and_asks_before_replacing(
    sample: Path, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"notes.{suffix}"
    async with app_on(sample).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "n", "v", "W")
        pilot.app.screen.query_one(Input).value = str(target)
        await press(pilot, "enter")
        assert target.stat().st_size > 500
        target.write_text("mine", "utf-8")
        await press(pilot, "W")
        pilot.app.screen.query_one(Input).value = str(target)
        await press(pilot, "enter")
        assert target.read_text("utf-8") == "mine"
        await press(pilot, "enter")
        assert target.read_text("utf-8") != "mine"


async def test_the_collector_of_cycles_works_again_once_the_first_frame_stands(
    sample: Path,
) -> None:
    gc.disable()
    try:
        async with app_on(sample).run_test() as pilot:
            await settle(pilot)
            assert gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()


async def test_an_empty_workspace_says_what_to_do(tmp_path: Path) -> None:
    app = WirecopyApp(Workspace.open(tmp_path / "empty", create=True))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "wirecopy add" in bench_of(pilot).panes["articles"].empty_text()
        await press(pilot, *"n4j5d6v0ej", "escape")


async def test_an_article_is_added_from_the_app(sample: Path, tmp_path: Path) -> None:
    story = tmp_path / "new.txt"
    story.write_text("The mayor said the bridge would open on Monday.", "utf-8")
    async with app_on(sample).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        await pilot.press(*str(story))
        await press(pilot, "enter")
        session = bench_of(pilot).session
        assert any(article.name == "new.txt" for article in session.articles)


async def test_themes_turn_and_colours_follow(sample: Path) -> None:
    async with app_on(sample).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        reader = bench_of(pilot).reader
        dark = reader.style_of("dim")
        await press(pilot, "T")
        assert reader.style_of("dim") != dark
