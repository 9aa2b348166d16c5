"""The ledger: which article has which demand, in which words, and how it was met."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tui.app import WirecopyApp
from tui.ledger import build
from tui.panes.demands import DemandsPane

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tests.tui.conftest import StoryMaker

STRIKE = "The union wants a pay rise of six per cent. It also asks for shorter shifts."
COPY = "Late on Monday: the union wants a pay rise of six per cent."
OTHER_WORDS = "The dockers ask for six per cent more. The port refused at once."
SILENT = "The port was closed on Monday."


@pytest.fixture
def strike(maker: StoryMaker) -> dict[str, str]:
    """Three articles with a pay demand, one without; ids of the demands."""
    maker.article("001", STRIKE)
    maker.article("002", COPY)
    maker.article("003", OTHER_WORDS)
    maker.article("004", SILENT)
    no = maker.answer("003", "The port refused at once", "the port", "rejected")
    ids = {
        "pay": maker.want("001", "a pay rise of six per cent", name="pay-rise", holder="the union"),
        "copy": maker.want("002", "a pay rise of six per cent", name="pay-rise"),
        "more": maker.want(
            "003", "six per cent more", name="pay-rise", target="the port", weaker=True,
            responses=(no,),
        ),
        "shifts": maker.want("001", "shorter shifts", name="shorter-shifts"),
    }  # fmt: skip
    maker.copy("001", "002")
    maker.same(ids["pay"], ids["copy"])
    return ids


def drawn(pane: DemandsPane) -> list[str]:
    """The pane's lines as they are on the screen."""
    return [pane.render_line(y).text for y in range(pane.size.height)]


async def opened(pilot: Pilot[None], app: WirecopyApp) -> DemandsPane:
    await pilot.press("3")
    await pilot.pause()
    pane = app.bench.active
    assert isinstance(pane, DemandsPane)
    return pane


def test_one_row_for_each_demand_however_it_is_worded(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    session = maker.session()
    rows = build(session)
    assert [row.title for row in rows] == ["Pay rise of six per cent", "Shorter shifts"]
    assert [len(row.cells) for row in rows] == [3, 1]
    commonest = rows[0].commonest
    assert commonest is not None
    assert commonest.text == "a pay rise of six per cent"


def test_demands_of_the_catalogue_come_first_and_in_its_order(maker: StoryMaker) -> None:
    maker.titles = (("first", "First"), ("second", "Second"))
    keys = ["first", "second"]
    maker.article("001", "One asks for tea and for a chair, and for a ban.")
    maker.want("001", "tea", name="tea")
    maker.want("001", "a ban", keys[1])
    maker.want("001", "a chair", keys[0])
    assert [row.key for row in build(maker.session())] == [keys[0], keys[1], "other"]


async def test_the_grid_marks_what_an_article_has_weakly_or_not(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await opened(pilot, app)
        lines = drawn(pane)
    assert lines[1].split() == ["001", "002", "003", "004"]
    assert lines[2].split() == [*"Pay rise of six per cent".split(), "●", "●", "◐"]
    assert lines[3].split() == ["Shorter", "shifts", "●"]


async def test_an_empty_cell_says_so_and_chooses_no_finding(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await opened(pilot, app)
        assert pane.finding_at_cursor() == strike["pay"]
        await pilot.press("l", "l", "l")
        await pilot.pause()
        shown = "\n".join(drawn(pane))
        assert "not in this article: 004" in shown
        assert "It stands in 001 002 003." in shown
        assert app.bench.session.current_finding is None
        assert app.bench.session.label(app.bench.session.current_article or "") == "004"


async def test_the_detail_tells_wording_parties_answer_and_what_differs(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await opened(pilot, app)
        await pilot.press("l", "l")
        await pilot.pause()
        shown = "\n".join(drawn(pane))
        underlined = [
            segment.text
            for y in range(pane.size.height)
            for segment in pane.render_line(y)
            if segment.style and segment.style.underline and segment.text.islower()
        ]
    assert app.bench.session.current_finding == strike["more"]
    assert "“six per cent more”" in shown
    assert "holder unknown → the port" in shown
    assert "◐ weaker" in shown
    assert "rejected by the port" in shown
    assert "“The port refused at once”" in shown
    assert "commonest wording, 001 002" in shown
    assert underlined == ["more"]


async def test_another_panes_choice_moves_the_cursor(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(160, 48)) as pilot:
        await pilot.pause()
        app.bench.session.choose_finding(strike["shifts"])
        app.bench.refresh_place()
        pane = app.bench.pane("demands")
        assert isinstance(pane, DemandsPane)
        assert pane.demand is not None
        assert pane.demand.id == strike["shifts"]
        app.bench.session.choose_finding(strike["more"])
        app.bench.refresh_place()
        assert pane.demand is not None
        assert pane.demand.id == strike["more"]


async def test_a_verdict_shows_in_the_copys_cell_in_brackets(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    session = maker.session()
    session.workspace.mark([strike["pay"]], "verified")
    app = WirecopyApp(session.workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await opened(pilot, app)
        assert drawn(pane)[2].split()[6:] == ["●✓", "●(✓)", "◐"]


async def test_quick_steps_over_empty_cells_lose_none(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    for number in range(5, 30):
        maker.article(f"{number:03}", SILENT + str(number))
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(160, 48)) as pilot:
        pane = await opened(pilot, app)
        for _ in range(20):
            app.bench.action_act("right")
        await pilot.pause()
        assert pane.column == 20
        assert app.bench.session.current_article == app.bench.session.articles[20].id
        await pilot.press("J")
        await pilot.pause()
        assert pane.column == 21, "another article chosen elsewhere is the current column"


async def test_enter_goes_to_the_passage(maker: StoryMaker, strike: dict[str, str]) -> None:
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, app)
        await pilot.press("j", "enter")
        await pilot.pause()
        assert app.bench.view.active == "reader"
        assert app.bench.session.current_finding == strike["shifts"]


async def test_many_articles_scroll_sideways_with_the_cursor(maker: StoryMaker) -> None:
    for number in range(40):
        maker.article(f"{number:03}", f"Number {number} wants peace at once.")
        maker.want(f"{number:03}", "peace at once", name="peace")
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await opened(pilot, app)
        header = drawn(pane)[1]
        assert header.rstrip().endswith("›")
        assert "‹" not in header
        await pilot.press(*["l"] * 30)
        await pilot.pause()
        header = drawn(pane)[1]
        assert "030" in header
        assert "‹" in header
        assert "›" in header


async def test_two_wordings_in_one_cell_are_stepped_through(maker: StoryMaker) -> None:
    maker.article("001", "She wants bread now, that is, a loaf a day.")
    first = maker.want("001", "bread now", name="bread")
    second = maker.want("001", "a loaf a day", name="bread")
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await opened(pilot, app)
        assert app.bench.session.current_finding == first
        assert "1 of 2 wordings" in "\n".join(drawn(pane))
        await pilot.press("l")
        await pilot.pause()
        assert app.bench.session.current_finding == second


@pytest.mark.parametrize("with_article", [False, True])
async def test_an_empty_ledger_says_why(maker: StoryMaker, with_article: bool) -> None:
    if with_article:
        maker.article("001", SILENT)
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await opened(pilot, app)
        await pilot.press("j", "k", "l", "h", "g", "G", "enter", "3", "pagedown")
        await pilot.pause()
        shown = " ".join("\n".join(drawn(pane)).split())
        assert ("No demand was found" if with_article else "No articles yet") in shown


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (160, 48), (200, 60)])
async def test_lines_fit_and_hostile_text_stays_text(
    maker: StoryMaker, size: tuple[int, int]
) -> None:
    nasty = "[red]we\x1b[31m want[/x] 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字 \u202epeace"
    maker.article("001", f"They said {nasty} now.")
    maker.article("002", "Nothing here.")
    maker.want("001", nasty, name=nasty, holder=nasty, target=nasty)
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=size) as pilot:
        pane = await opened(pilot, app)
        strips = [pane.render_line(y) for y in range(pane.size.height)]
        assert {strip.cell_length for strip in strips} == {pane.size.width}
        shown = "\n".join(strip.text for strip in strips)
        assert "[red]we" in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown
