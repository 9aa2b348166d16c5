"""The diff pane with keys: which pair it shows, what it says of it, and marking inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from analysis import ENGINE
from store.records import Article, Findings, Story, article_id
from tui.app import WirecopyApp
from tui.panes.diff import DiffPane
from tui.panes.diff_rows import Fold
from tui.screens.workbench import Workbench
from tui.session import Session

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tests.tui.conftest import StoryMaker

KEPT = (
    "The walkout began at dawn and spread to three terminals. Cranes stood still all day. "
    "Ferries to the islands were not affected. The harbour railway kept running. "
    "Fuel deliveries went on as planned."
)
CLOSED = "The port of Brisholm was closed on Monday after dockers walked out."
QUOTE = "“We will not go back without a contract,” union leader Ada Holm said."
SHIPS = "Two ships were sent to the neighbouring port of Vesthavn before noon."
COST = "“It costs the city a million a day,” shipowner Olaf Berg said."
PEOPLE = "About {} people work on the quays of Brisholm and live in the town."
FIRST = "\n\n".join([CLOSED, QUOTE, KEPT, PEOPLE.format("400"), SHIPS])
SECOND = "\n\n".join([CLOSED, SHIPS, KEPT, PEOPLE.format("500"), COST])
OTHER = "The opera opens its season with a new work about bees and clockmakers."


def told(maker: StoryMaker) -> dict[str, str]:
    """Two copies and a stranger; ids of articles and findings."""
    ids = {
        "first": maker.article("001", FIRST, title="Port closed"),
        "second": maker.article("002", SECOND, title="Brisholm port shut"),
        "other": maker.article("003", OTHER, title="Bees at the opera"),
        "quote": maker.say("001", "We will not go back without a contract", "Ada Holm"),
        "cost": maker.say("002", "It costs the city a million a day", "Olaf Berg"),
    }
    about = {"bound": "about", "unit": "people", "qualifier": "about"}
    ids["people"] = maker.claim("001", "About 400 people", quantity=400, **about)
    ids["more"] = maker.claim("002", "About 500 people", quantity=500, **about)
    maker.copy("001", "002")
    return ids


@pytest.fixture
def strike(maker: StoryMaker) -> dict[str, str]:
    """The story of the strike."""
    return told(maker)


def app_on(session: Session) -> WirecopyApp:
    return WirecopyApp(session.workspace)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def pane_of(pilot: Pilot[None]) -> DiffPane:
    bench = pilot.app.screen_stack[-1]
    assert isinstance(bench, Workbench)
    return bench.diff


def drawn(pane: DiffPane) -> list[str]:
    """The pane's lines as they are on the screen."""
    return [pane.render_line(y).text for y in range(pane.size.height)]


def session_of(pilot: Pilot[None]) -> Session:
    return pane_of(pilot).session


def row_text(pane: DiffPane) -> str:
    """The lines of the cursor's row."""
    first, after = pane.lines_of(pane.cursor)
    return "\n".join(
        "".join(text for text, _ in pane.line_at(line).pieces) for line in range(first, after)
    )


async def test_d_shows_the_closest_copy_and_what_it_changed(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    async with app_on(maker.session()).run_test(size=(120, 40)) as pilot:
        await press(pilot, "d")
        text = "\n".join(drawn(pane_of(pilot)))
        assert session_of(pilot).diff_pair == (strike["first"], strike["second"])
        for part in (
            "Port closed",
            "Brisholm port shut",
            "copy: share 120 words",
            "dropped in 002: 1 statement by Ada Holm",
            "added in 002: 1 statement by Olaf Berg",
            "numbers: 1 changed (about 400 people → about 500 people)",
            "attribution: none changed",
            "speakers only in 001: Ada Holm",
            "{400}",
            "{500}",
            "went to ¶2 of 002",
            "… 3 sentences the same …",
        ):
            assert part in text, part


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (200, 60)])
async def test_nothing_is_wider_than_the_screen(
    maker: StoryMaker, strike: dict[str, str], size: tuple[int, int]
) -> None:
    async with app_on(maker.session()).run_test(size=size) as pilot:
        await press(pilot, "d", "o")
        pane = pane_of(pilot)
        assert pane.size.width == size[0]
        for line in drawn(pane):
            assert cell_len(line) == size[0]
        assert any("~" in line for line in drawn(pane)) or size[1] < 30


async def test_another_d_takes_the_next_closest_and_comes_round(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    async with app_on(maker.session()).run_test(size=(120, 40)) as pilot:
        await press(pilot, "d", "d")
        assert session_of(pilot).diff_pair == (strike["first"], strike["other"])
        text = "\n".join(drawn(pane_of(pilot)))
        assert "in common" in text
        assert "not linked" in text
        assert "dropped in" not in text
        await press(pilot, "d")
        assert session_of(pilot).diff_pair == (strike["first"], strike["second"])


async def test_the_article_that_was_chosen_is_the_one_compared(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    async with app_on(maker.session()).run_test(size=(120, 40)) as pilot:
        await press(pilot, "d", "1", "G", "d")
        pair = session_of(pilot).diff_pair
        assert pair is not None
        assert strike["other"] in pair


async def test_changes_are_walked_forth_and_back(maker: StoryMaker, strike: dict[str, str]) -> None:
    async with app_on(maker.session()).run_test(size=(120, 40)) as pilot:
        await press(pilot, "d")
        pane = pane_of(pilot)
        assert pane.model is not None
        seen = [pane.model.entry_of(pane.cursor)]
        for _ in pane.model.stops[1:]:
            await press(pilot, "right_square_bracket")
            seen.append(pane.model.entry_of(pane.cursor))
        assert seen == pane.model.stops
        await press(pilot, "right_square_bracket")
        assert pane.model.entry_of(pane.cursor) == seen[-1]
        await press(pilot, "left_square_bracket")
        assert pane.model.entry_of(pane.cursor) == seen[-2]
        assert f"change {len(seen) - 1}/{len(seen)}" in drawn(pane)[0]


async def test_m_jumps_between_the_ends_of_a_move(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    async with app_on(maker.session()).run_test(size=(120, 40)) as pilot:
        await press(pilot, "d")
        pane = pane_of(pilot)
        while "came from" not in row_text(pane):
            before = pane.cursor
            await press(pilot, "right_square_bracket")
            assert pane.cursor != before
        arrived = pane.cursor
        await press(pilot, "m")
        assert "went to" in row_text(pane)
        await press(pilot, "m")
        assert pane.cursor == arrived


async def test_a_mark_inside_the_diff_is_stored_and_shown(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    async with app_on(maker.session()).run_test(size=(120, 40)) as pilot:
        await press(pilot, "d")
        pane = pane_of(pilot)
        while "contract" not in row_text(pane):
            await press(pilot, "j")
        assert session_of(pilot).current_finding == strike["quote"]
        await press(pilot, "v")
        assert session_of(pilot).review(strike["quote"]).verdict == "verified"
        assert "S✓" in row_text(pane)


async def test_on_a_row_without_findings_there_is_nothing_to_mark(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    async with app_on(maker.session()).run_test(size=(120, 40)) as pilot:
        await press(pilot, "n", "d", "g", "x")
        assert session_of(pilot).finding is None
        assert session_of(pilot).tally()["unverified"] == 0


async def test_the_next_finding_is_brought_into_the_diff(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    async with app_on(maker.session()).run_test(size=(80, 24)) as pilot:
        await press(pilot, "d", "g", "n")
        assert session_of(pilot).current_finding == strike["quote"]
        assert "contract" in row_text(pane_of(pilot))


async def test_enter_on_the_summary_goes_to_what_it_speaks_of(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    async with app_on(maker.session()).run_test(size=(120, 40)) as pilot:
        await press(pilot, "d", "g")
        pane = pane_of(pilot)
        while "added in" not in row_text(pane):
            await press(pilot, "j")
        await press(pilot, "enter")
        assert "It costs the city" in row_text(pane)


async def test_o_opens_a_fold_and_closes_it(maker: StoryMaker, strike: dict[str, str]) -> None:
    async with app_on(maker.session()).run_test(size=(120, 40)) as pilot:
        await press(pilot, "d")
        pane = pane_of(pilot)
        assert pane.model is not None
        folds = [row for row, shown in enumerate(pane.model.rows) if isinstance(shown, Fold)]
        pane.place_cursor(folds[0])
        count = len(pane.model.rows)
        await press(pilot, "o")
        assert len(pane.model.rows) > count
        assert "Ferries to the islands" in "\n".join(drawn(pane))
        await press(pilot, "o")
        assert len(pane.model.rows) == count


async def test_s_swaps_the_sides_and_back(maker: StoryMaker, strike: dict[str, str]) -> None:
    async with app_on(maker.session()).run_test(size=(120, 40)) as pilot:
        await press(pilot, "d", "s")
        assert session_of(pilot).diff_pair == (strike["second"], strike["first"])
        assert "dropped in 001: 1 statement by Olaf Berg" in "\n".join(drawn(pane_of(pilot)))
        await press(pilot, "s")
        assert "dropped in 002: 1 statement by Ada Holm" in "\n".join(drawn(pane_of(pilot)))


async def test_keys_of_the_diff_do_nothing_elsewhere(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    async with app_on(maker.session()).run_test(size=(120, 40)) as pilot:
        await press(pilot, "d", "escape", "n", "n")
        before = session_of(pilot).current_finding
        await press(pilot, "right_square_bracket", "m", "o", "vertical_line")
        assert session_of(pilot).current_finding == before
        assert session_of(pilot).diff_pair == (strike["first"], strike["second"])


async def test_a_hidden_diff_follows_the_session_to_another_pair(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    async with app_on(maker.session()).run_test(size=(80, 24)) as pilot:
        await press(pilot, "d", "d", "escape")
        session, pane = session_of(pilot), pane_of(pilot)
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert not pane.size.width
        session.diff_pair = (strike["first"], strike["second"])
        pane.content_changed()
        session.choose_finding(strike["cost"])
        pane.show()
        await press(pilot, "5")
        assert "It costs the city" in row_text(pane)


async def test_an_article_alone_has_nothing_to_compare_with(maker: StoryMaker) -> None:
    maker.article("001", FIRST)
    async with app_on(maker.session()).run_test(size=(80, 24)) as pilot:
        await press(pilot, "d", "j", "right_square_bracket", "m", "o", "s", "n", "enter")
        assert "No other article" in "\n".join(drawn(pane_of(pilot)))


async def test_identical_texts_are_said_to_be_identical(maker: StoryMaker) -> None:
    maker.article("001", FIRST)
    maker.article("002", FIRST)
    async with app_on(maker.session()).run_test(size=(80, 24)) as pilot:
        await press(pilot, "d", "right_square_bracket")
        assert "identical" in "\n".join(drawn(pane_of(pilot)))


async def test_a_former_version_is_compared_first(maker: StoryMaker) -> None:
    first = maker.article("001", FIRST)
    workspace = maker.session().workspace
    source = maker.articles["001"].source
    second = Article(article_id(source, SECOND), source, source, SECOND)
    workspace.put_articles([second])
    newest = workspace.articles()
    workspace.put_analysis(newest, {second.id: Findings(second.id, engine=ENGINE)}, Story())
    async with WirecopyApp(workspace).run_test(size=(120, 40)) as pilot:
        await press(pilot, "d")
        assert session_of(pilot).diff_pair == (first, second.id)
        assert "001 v1 → [001]" in drawn(pane_of(pilot))[0]


async def test_text_that_acts_is_shown_and_does_nothing(maker: StoryMaker) -> None:
    hostile = "Stay [red]calm[/x] \x1b]52;c;eA==\x07 \u202etxet, he said on Monday at noon."
    maker.article("001", f"{CLOSED}\n\n{hostile}", title="[@click=app.quit]\x1b[2J")
    maker.article("002", f"{CLOSED}\n\n{hostile} Really.", title="[/nope]")
    async with app_on(maker.session()).run_test(size=(120, 40)) as pilot:
        await press(pilot, "d", "o")
        text = "\n".join(drawn(pane_of(pilot)))
        assert "[red]calm[/x]" in text
        assert "[@click=app.quit]" in text
        assert not set(text) & set("\x1b\x07\u202e")


async def test_a_long_pair_is_aligned_by_a_process_of_its_own(
    maker: StoryMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.workers.LONG_PAIR", 10)
    maker.article("001", FIRST + "\ud800")
    maker.article("002", SECOND)
    async with app_on(maker.session()).run_test(size=(120, 40)) as pilot:
        await press(pilot, "d")
        assert "{400}" in "\n".join(drawn(pane_of(pilot)))
