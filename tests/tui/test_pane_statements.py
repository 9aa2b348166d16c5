"""The feed: who said what in order of time, one row for all copies of a passage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store.records import Actor
from store.workspace import Workspace
from tui.app import WirecopyApp
from tui.feed import Day, Utterance, build
from tui.panes.statements import StatementsPane

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tests.tui.conftest import StoryMaker

FIRST = "“We will walk out,” Ana Silva said on Tuesday. “No talks,” the port said. It was late."
COPY = "On Tuesday: “We will walk out,” Ana Silva said. “No talks,” the port said."
THIRD = "The union leader warned on Monday that walkouts were near. Somebody whistled loudly."


@pytest.fixture
def strike(maker: StoryMaker) -> dict[str, str]:
    """Three articles; the second is a copy of the first; ids of the statements."""
    for label, text in (("001", FIRST), ("002", COPY), ("003", THIRD)):
        maker.article(label, text)
    day = {"when": "2024-05-14", "when_source": "stated"}
    guess = {"when": "2024-05-14", "when_source": "inferred"}
    ids = {
        "walk": maker.say("001", "“We will walk out,”", "Ana Silva", **day),
        "no": maker.say("001", "“No talks,”", "the port", act="reject", **guess),
        "walk2": maker.say("002", "“We will walk out,”", "Ana Silva", **day),
        "near": maker.say(
            "003", "walkouts were near", "Ana Silva", act="warn", probable=True,
            relayed_by="Radio Sol", when="2024-05-13", when_source="stated",
        ),
        "whistle": maker.say("003", "whistled loudly"),
    }  # fmt: skip
    maker.copy("001", "002")
    maker.same(ids["walk"], ids["walk2"])
    maker.actors = (Actor("Ana Silva", "person"), Actor("the port", "org"))
    return ids


def drawn(pane: StatementsPane) -> list[str]:
    """The pane's lines as they are on the screen, but for the statements by day."""
    shown = (y for y in range(pane.size.height) if not 1 <= y <= pane.strip)
    return [pane.render_line(y).text for y in shown]


async def opened(pilot: Pilot[None], app: WirecopyApp) -> StatementsPane:
    await pilot.press("4")
    await pilot.pause()
    pane = app.bench.active
    assert isinstance(pane, StatementsPane)
    return pane


def test_days_in_order_unknown_ones_last_copies_once(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    rows = build(maker.session())
    shown = [row.when if isinstance(row, Day) else row.statement.id for row in rows]
    assert shown == [
        "2024-05-13",
        strike["near"],
        "2024-05-14",
        strike["walk"],
        strike["no"],
        "",
        strike["whistle"],
    ]
    walk = rows[3]
    assert isinstance(walk, Utterance)
    assert walk.printings == (strike["walk"], strike["walk2"])
    assert walk.carried == 2


def test_other_words_for_an_utterance_follow_it(maker: StoryMaker, strike: dict[str, str]) -> None:
    again = maker.say("002", "Ana Silva said", "Ana Silva", when="2024-05-14")
    maker.renderings("walking out", strike["walk"], again)
    rows = [row for row in build(maker.session()) if isinstance(row, Utterance)]
    marks = [(row.statement.id, row.again) for row in rows]
    assert marks[1:3] == [(strike["walk"], False), (again, True)]


def test_a_filter_leaves_out_rows_and_days(maker: StoryMaker, strike: dict[str, str]) -> None:
    session = maker.session()
    own = (item.id for item in session.statements() if item.speaker == "the port")
    session.kept = frozenset(own)
    rows = build(session)
    assert [type(row) for row in rows] == [Day, Utterance]


async def test_a_row_says_day_speaker_act_text_relay_and_carriers(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await opened(pilot, app)
        lines = drawn(pane)
    assert "Monday 13 May 2024" in lines[1]
    for words in ("Ana Silva?", "·", "warns walkouts were near", "via Radio Sol", "003"):
        assert words in lines[2]
    assert "≈ inferred" in lines[3]
    assert "“We will walk out,”" in lines[4]
    assert "×2" in lines[4]
    assert lines[5].startswith("≈")
    assert "rejects “No talks,”" in lines[5]
    assert "Day not known" in lines[6]
    assert "unknown" in lines[7]


async def test_a_narrow_row_keeps_the_last_name(maker: StoryMaker, strike: dict[str, str]) -> None:
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        pane = await opened(pilot, app)
        assert pane.size.width < 60
        line = drawn(pane)[4]
    assert line.split()[0] == "Silva"
    assert "×2" in line


async def test_the_cursor_and_the_session_follow_each_other(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await opened(pilot, app)
        session = app.bench.session
        assert session.current_finding == strike["near"], "the pane in use chooses its row"
        await pilot.press("j")
        await pilot.pause()
        assert pane.finding_at_cursor() == strike["walk"], "headings are stepped over"
        assert pane.position().endswith("2/4")
        session.choose_finding(strike["no"])
        app.bench.refresh_place()
        assert pane.finding_at_cursor() == strike["no"]
        session.choose_finding(strike["walk2"])
        app.bench.refresh_place()
        assert pane.finding_at_cursor() == strike["walk2"], "the printing that the reader is in"


async def test_many_quick_steps_lose_none(maker: StoryMaker) -> None:
    text = " ".join(f"“Number {n},” he said." for n in range(60))
    maker.article("001", text)
    ids = [maker.say("001", f"“Number {n},”", "he", when="2024-05-14") for n in range(60)]
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(160, 48)) as pilot:
        pane = await opened(pilot, app)
        for _ in range(40):
            app.bench.action_act("down")
        await pilot.pause()
        assert pane.finding_at_cursor() == ids[40]
        assert app.bench.session.current_finding == ids[40]


async def test_a_mark_goes_to_the_row_under_the_cursor(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    session = maker.session()
    app = WirecopyApp(session.workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await opened(pilot, app)
        await pilot.press("j", "v")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert session.workspace.review(strike["walk"]).verdict == "verified"
        assert " ✓ " in drawn(pane)[4]
        app.bench.session.choose_article(app.bench.session.articles[1].id)
        app.bench.refresh_place()
        assert "(✓)" in drawn(pane)[4], "in the copy the verdict is inherited"


async def test_a_hundred_thousand_rows_are_drawn_one_window_at_a_time(
    maker: StoryMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = " ".join(f"“No {n}.”" for n in range(3000))
    maker.article("001", text)
    for n in range(3000):
        maker.say("001", f"“No {n}.”", "he", when="2024-05-14")
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await opened(pilot, app)
        asked: set[int] = set()
        draw = pane.line_at

        def counting(number: int) -> object:
            asked.add(number)
            return draw(number)

        monkeypatch.setattr(pane, "line_at", counting)
        await pilot.press("G")
        await pilot.pause()
        assert max(asked) == 3000
        assert len(asked) <= 2 * pane.size.height


@pytest.mark.parametrize("with_article", [False, True])
async def test_an_empty_feed_says_why(maker: StoryMaker, with_article: bool) -> None:
    if with_article:
        maker.article("001", THIRD)
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await opened(pilot, app)
        await pilot.press("j", "k", "l", "g", "G", "enter", "4", "pagedown", "v", "i")
        await pilot.pause()
        shown = " ".join("\n".join(drawn(pane)).split())
        assert ("No statement was found" if with_article else "No articles yet") in shown


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_lines_fit_and_hostile_text_stays_text(
    maker: StoryMaker, size: tuple[int, int]
) -> None:
    nasty = "[red]we\x1b[31m[/x] 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字 \u202epeace"
    maker.article("001", f"They said {nasty} now.")
    maker.say("001", nasty, nasty, relayed_by=nasty, when=nasty, probable=True, act="accuse")
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=size) as pilot:
        pane = await opened(pilot, app)
        strips = [pane.render_line(y) for y in range(pane.size.height)]
        assert {strip.cell_length for strip in strips} == {pane.size.width}
        shown = "\n".join(strip.text for strip in strips)
        assert "[red]we" in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown


async def test_search_finds_what_is_cut_off(maker: StoryMaker) -> None:
    long = "“" + "We said so. " * 30 + "Mark the heron.”"
    maker.article("001", f"{long} she said. “No.”")
    maker.say("001", "“No.”", "Bo", when="2024-05-13")
    ident = maker.say("001", long, "Ana", when="2024-05-14")
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await opened(pilot, app)
        assert "heron" not in "\n".join(drawn(pane))
        app.bench.finder.begin("the heron")
        await pilot.pause()
        assert app.bench.session.current_finding == ident


async def test_statements_by_day_stand_above_the_feed_where_there_is_room(sample: Path) -> None:
    app = WirecopyApp(Workspace.open(sample))
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await opened(pilot, app)
        await pilot.press("g", "j")
        await pilot.pause()
        everybody, actor = (pane.render_line(y).text for y in (1, 2))
        assert "by day" in everybody
        assert "15 Feb – 17 Feb" in everybody
        assert pane.names.short(pane.rows[pane.cursor].statement.speaker) in actor  # type: ignore[union-attr]
        await pilot.resize_terminal(80, 12)
        await pilot.pause()
        assert pane.strip == 0
        assert "by day" not in pane.render_line(1).text
