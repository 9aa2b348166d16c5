"""Keys for judging much at a time: again, the next, ranges, filter, back, other windows."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.workspace import Workspace
from tests.tui.test_workbench import app_on, bench_of, press, settle
from tui import copying, walk
from tui.app import WirecopyApp
from tui.settings import Settings
from tui.trail import Place, Trail


def verdicts(path: Path) -> dict[str, str]:
    reviews = Workspace.open(path).reviews()
    return {one: r.verdict for one, r in reviews.items() if r.verdict and not r.inherited}


async def test_a_capital_marks_and_goes_to_the_next_unreviewed_finding(sample: Path) -> None:
    async with app_on(sample).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        first = bench.session.finding
        ahead = walk.next_unreviewed(bench.session)
        await press(pilot, "V")
        assert first
        assert verdicts(sample) == {first.id: "verified"}
        assert bench.session.finding is ahead
        await press(pilot, "full_stop")
        assert len(verdicts(sample)) == 2


async def test_the_next_unreviewed_finding_may_be_in_another_article_and_back_returns(
    sample: Path,
) -> None:
    async with app_on(sample).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        session = bench.session
        last = session.by_article[session.current_article or ""][-1]
        session.choose_finding(last.id)
        await press(pilot, "w")
        assert session.current_article != last.article
        there = session.current_finding
        await press(pilot, "ctrl+o")
        assert (session.current_article, session.current_finding) == (last.article, last.id)
        await press(pilot, "alt+right")
        assert session.current_finding == there


@pytest.mark.parametrize("pane", ["2", "3", "4", "6"])
async def test_a_range_gets_one_verdict_and_one_undo(sample: Path, pane: str) -> None:
    async with app_on(sample).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        move = "n" if pane == "2" else "j"
        await press(pilot, pane, "r", move, move)
        targets = list(bench.selection.targets)
        assert len(targets) > 1
        assert bench.foot.message.startswith(f"{len(targets)} findings")
        await press(pilot, "f")
        assert verdicts(sample) == dict.fromkeys(targets, "false")
        assert not bench.selection.on
        await press(pilot, "u")
        assert not verdicts(sample)


async def test_what_is_on_screen_is_taken_and_escape_gives_up(sample: Path) -> None:
    async with app_on(sample).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        await press(pilot, "4", "R")
        assert 5 < len(bench.selection.targets) <= 22
        await press(pilot, "escape")
        assert not bench.selection.on
        assert not verdicts(sample)


async def test_a_count_moves_as_far_as_there_are_rows(sample: Path) -> None:
    async with app_on(sample).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        await press(pilot, "4", "g", "j")
        before = bench.active.cursor
        await press(pilot, "alt+5", "j")
        assert bench.active.cursor >= before + 5
        await press(pilot, "alt+9", "alt+9", "alt+9", "j")
        assert bench.active.cursor == bench.active.row_count() - 1


async def test_digits_count_where_the_settings_say_so(sample: Path) -> None:
    app = WirecopyApp(Workspace.open(sample), Settings(digits="counts"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        await press(pilot, "alt+4", "g")
        assert bench.view.active == "statements"
        before = bench.active.cursor
        await press(pilot, "5", "j")
        assert bench.active.cursor >= before + 5


async def filtered(pilot: Pilot[None], query: str) -> None:
    await press(pilot, "F")
    await pilot.press(*query)
    await press(pilot, "enter")


async def test_a_filter_holds_in_every_pane_until_escape(sample: Path) -> None:
    async with app_on(sample).run_test(size=(160, 60)) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        rows = {name: pane.row_count() for name, pane in bench.panes.items()}
        await filtered(pilot, "actor:putin")
        session = bench.session
        assert session.kept
        for name in ("statements", "demands", "claims"):
            assert bench.panes[name].row_count() < rows[name]
        assert "actor:putin" in bench.foot.message
        await press(pilot, "escape")
        assert {name: pane.row_count() for name, pane in bench.panes.items()} == rows


async def test_a_mistake_in_a_query_is_pointed_at_and_the_query_stays(sample: Path) -> None:
    async with app_on(sample).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await filtered(pilot, "putin acter:x")
        field = pilot.app.screen.query_one("#dialog-field")
        assert field.cursor_position == 6  # type: ignore[attr-defined]
        assert "column 7" in str(pilot.app.screen.query_one("#dialog-error").render())


async def test_a_kept_query_stands_below_the_articles_with_its_count(sample: Path) -> None:
    async with app_on(sample).run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        await press(pilot, "F")
        await pilot.press(*"act:demand")
        await press(pilot, "ctrl+s", "escape", "1", "G")
        bench = bench_of(pilot)
        (query,) = bench.filter.saved()
        assert query.hits == sum(s.act == "demand" for s in bench.session.statements())
        assert Workspace.open(sample).settings["queries"] == ["act:demand"]
        await press(pilot, "enter")
        assert len(bench.session.kept or ()) == query.hits


async def test_tags_and_evidence_are_kept(sample: Path) -> None:
    async with app_on(sample).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "t", *"war nato", "enter")
        await press(pilot, "C", *"https://x.invalid", "enter")
        finding = bench_of(pilot).session.current_finding
        review = Workspace.open(sample).review(finding or "")
        assert set(review.tags) == {"war", "nato"}
        assert review.evidence == ("https://x.invalid",)


async def test_a_mark_of_another_process_is_shown_and_nothing_moves(sample: Path) -> None:
    async with app_on(sample).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        await press(pilot, "G")
        top, place = bench.reader.top, bench.place()
        other = bench.session.by_article[bench.session.articles[0].id][0]
        Workspace.open(sample).mark([other.id], "disputed", by="ann")
        await bench.look_around()
        await settle(pilot)
        assert bench.session.review(other.id).verdict == "disputed"
        assert (bench.reader.top, bench.place()) == (top, place)
        assert "1 act by ann" in bench.foot.message
        before = bench.foot.said
        await bench.look_around()
        await settle(pilot)
        assert bench.foot.said == before


async def test_an_own_mark_is_no_news(sample: Path) -> None:
    async with app_on(sample).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "v")
        assert await bench_of(pilot).marking.news() is None


async def test_layout_theme_and_what_was_read_come_back(sample: Path) -> None:
    app = app_on(sample)
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        await press(pilot, "1", "shift+right", "shift+right", "T", "J")
        width, read = bench_of(pilot).placed["articles"].width, set(app.session.read)
        app.keep()
    again = app_on(sample)
    async with again.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        assert bench.placed["articles"].width == width == 38
        assert again.theme == "wirecopy-light"
        assert again.session.read >= read
        await press(pilot, "equals_sign")
        assert bench.placed["articles"].width == 30


@pytest.mark.parametrize("kept", [7, {"active": "x", "first": "y", "right": 3}, {"first": 10**9}])
async def test_a_damaged_layout_is_not_trusted(sample: Path, kept: object) -> None:
    workspace = Workspace.open(sample)
    workspace.settings["layout"] = kept
    async with WirecopyApp(workspace).run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        assert set(bench_of(pilot).placed) == {"articles", "reader", "demands", "statements"}


async def test_copies_go_to_a_file_where_the_terminal_cannot(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.place.data_folder", lambda: tmp_path)
    app = WirecopyApp(Workspace.open(sample), Settings(clipboard="file"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        finding = app.session.finding
        await press(pilot, "Y")
        text = (tmp_path / "copied.txt").read_text("utf-8")
        assert finding
        assert finding.text in text
        assert app.session.articles[0].source[:4] in text or "characters" in text
        assert "copied.txt" in bench_of(pilot).foot.message


@pytest.mark.parametrize(
    ("environment", "size", "heard"),
    [
        ({"TERM": "xterm-256color"}, 100, True),
        ({"TERM": "linux"}, 100, False),
        ({}, 100, False),
        ({"TERM": "xterm", "TERM_PROGRAM": "Apple_Terminal"}, 100, False),
        ({"TERM": "xterm"}, 80_000, False),
    ],
)
def test_which_terminals_take_a_copy(environment: dict[str, str], size: int, heard: bool) -> None:
    assert copying.hears(environment, size) is heard


def test_the_trail_goes_back_and_forward_like_a_browser() -> None:
    places = [Place("a", str(number), "reader") for number in range(4)]
    trail = Trail()
    for place in places[:3]:
        trail.leave(place)
    assert trail.back(places[3]) == places[2]
    assert trail.back(places[2]) == places[1]
    assert trail.forward() == places[2]
    assert trail.forward() == places[3]
    assert trail.forward() is None
    trail.leave(places[0])
    assert trail.forward() is None


async def test_plain_shows_one_pane_and_no_boxes(sample: Path) -> None:
    app = WirecopyApp(Workspace.open(sample), Settings(plain=True))
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        assert list(bench.placed) == ["reader"]
        await press(pilot, "question_mark")
        assert pilot.app.screen.query_one("SheetView").styles.border_top[0] in ("", "none")


@pytest.mark.parametrize("key", ["A", "P", "f12"])
async def test_sheets_open_and_close_with_their_key(sample: Path, key: str) -> None:
    async with app_on(sample).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, key)
        assert len(pilot.app.screen_stack) == 2
        await press(pilot, key)
        assert len(pilot.app.screen_stack) == 1


async def test_the_note_is_written_in_the_readers_own_editor(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contextlib import nullcontext

    monkeypatch.setenv("VISUAL", 'sh -c \'printf "from outside" > "$1"\' sh')
    async with app_on(sample).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        monkeypatch.setattr(pilot.app, "suspend", nullcontext)
        await press(pilot, "E")
        await asyncio.sleep(0)
        finding = bench_of(pilot).session.current_finding
        assert Workspace.open(sample).review(finding or "").note == "from outside"
