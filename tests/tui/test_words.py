"""Words selected in the reader by keys: added as a statement, copied, let go of."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import MouseDown, MouseEvent, MouseMove, MouseUp
from textual.pilot import Pilot

from seeds import intake
from store.records import Article, article_id
from store.workspace import Workspace
from tests.tui.test_workbench import SIZES, app_on, bench_of, press, settle
from tui.panes.words import Words
from tui.screens.correct import CorrectScreen
from tui.screens.words import WordsScreen
from tui.screens.workbench import Workbench

TEXT = (
    "Rain fell. Anna Berg said the bridge was old.\n\n"
    "Nobody came to look at it on Monday. The bridge stays shut, Ben Ode thinks."
)


def article(text: str = TEXT) -> Article:
    return Article(article_id("town.txt", text), "town.txt", "town.txt", text)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A workspace with one analysed article."""
    path = tmp_path / "town"
    workspace = Workspace.open(path, create=True)
    workspace.put_articles([article()])
    intake.renew(workspace)
    return path


def words_of(pilot: Pilot[None]) -> Words:
    screen = pilot.app.screen
    assert isinstance(screen, WordsScreen)
    return screen.words


def test_the_cursor_steps_over_words_and_marks_and_stays_in_the_text() -> None:
    words = Words(article("One, two."), 0)
    seen = [words.text]
    while words.go(words.at + 1):
        seen.append(words.text)
    assert seen == ["One", ",", "two", "."]
    assert not words.go(99)
    words.begin()
    words.go(0)
    assert (words.text, words.span, words.number) == ("One, two.", (0, 9), 2)
    words.other_end()
    assert (words.at, words.span) == (3, (0, 9))


def test_sentences_are_taken_without_their_full_stop() -> None:
    words = Words(article(), TEXT.index("Berg"))
    words.sentence()
    assert words.text == "Anna Berg said the bridge was old"
    words.to_sentence_end()
    assert words.text.endswith("on Monday")
    words.begin()
    words.to_sentence_start()
    assert words.text == "Nobody"
    words.to_sentence_start()
    assert words.text == "Anna"


@pytest.mark.parametrize("text", ["", " \n ", "…", "\x00"])
def test_any_text_is_stepped_through(text: str) -> None:
    words = Words(article(text), 5)
    words.sentence()
    words.to_sentence_end()
    words.to_sentence_start()
    words.go(words.at + 1)
    assert words.text == text.strip()[: len(words.text)]


@pytest.mark.parametrize("size", SIZES)
async def test_words_that_are_selected_become_a_statement(
    town: Path, size: tuple[int, int]
) -> None:
    async with app_on(town).run_test(size=size) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        bench.session.choose_finding("")
        await press(pilot, "s")
        while words_of(pilot).text != "The":
            await press(pilot, "l")
        await press(pilot, "v", "l", "l", "l")
        assert bench.foot.message.startswith("4 words")
        drawn = [span for span, _, style in bench.reader.extra if style == "picked"]
        assert drawn == [TEXT.index("The bridge")]
        await press(pilot, "c")
        screen = pilot.app.screen
        assert isinstance(screen, CorrectScreen)
        assert screen.draft.words == "The bridge stays shut"
        await press(pilot, "enter")
        added = {s.text: s.rule for s in bench.session.statements()}
        assert added["The bridge stays shut"] == "reader"
        assert bench.reader.picking is None
        await press(pilot, "s", "v")
        assert words_of(pilot).text == "The", "it begins where the reader is"
        await press(pilot, "l", "l", "l", "c")
        screen = pilot.app.screen
        assert isinstance(screen, CorrectScreen)
        assert screen.draft.statement is not None, "the same words are that statement's correction"


async def test_lines_are_stepped_over_and_esc_lets_go_first(town: Path) -> None:
    async with app_on(town).run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        bench.session.choose_finding("")
        await press(pilot, "s", "l", "l", "l", "j")
        words = words_of(pilot)
        assert words.cursor[0] > TEXT.index("Nobody"), "the blank line is stepped over"
        column = words.cursor[0] - TEXT.index("Nobody")
        assert abs(column - TEXT.index("Anna")) < 5
        await press(pilot, "k", "k")
        assert words.text == "Anna"
        await press(pilot, "v", "e", "escape")
        assert words.began is None
        await press(pilot, "escape")
        assert len(pilot.app.screen_stack) == 1
        assert bench.reader.picking is None
        assert not bench.foot.message


async def test_words_are_copied_with_and_without_their_source(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    monkeypatch.setattr(
        "tui.app.WirecopyApp.copy_to_clipboard", lambda _, text: copied.append(text)
    )
    monkeypatch.setenv("TERM", "xterm-256color")
    async with app_on(town).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        bench_of(pilot).session.choose_finding("")
        await press(pilot, "s", "s", "y")
        assert copied == ["Rain fell"]
        await press(pilot, "s", "s", "Y")
        assert "“Rain fell”" in copied[1]
        assert "town.txt" in copied[1]


async def test_an_empty_workspace_has_no_words(tmp_path: Path) -> None:
    Workspace.open(tmp_path / "none", create=True)
    async with app_on(tmp_path / "none").run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "s")
        assert len(pilot.app.screen_stack) == 1
        assert "no article" in bench_of(pilot).foot.message


async def mouse(pilot: Pilot[None], what: type[MouseEvent], place: tuple[int, int]) -> None:
    """A mouse event at a place of the reader, with the button held."""
    corner = bench_of(pilot).reader.region.offset
    await pilot._post_mouse_events([what], None, corner + place, button=1)
    await settle(pilot)


def place_of(pilot: Pilot[None], words: str) -> tuple[int, int]:
    """Where words begin in the reader."""
    reader = bench_of(pilot).reader
    for y in range(1, reader.size.height):
        text = reader.render_line(y).text
        if words in text:
            return text.index(words) + reader.styles.gutter.left, y
    raise AssertionError(words)


@pytest.mark.parametrize("size", [(80, 24), (170, 40)])
async def test_a_drag_takes_words_and_goes_on_with_the_keys(
    town: Path, size: tuple[int, int]
) -> None:
    app = app_on(town)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "2", "g")
        await mouse(pilot, MouseDown, place_of(pilot, "Nobody"))
        await mouse(pilot, MouseMove, place_of(pilot, "came"))
        assert words_of(pilot).text == "Nobody came"
        await mouse(pilot, MouseMove, place_of(pilot, "look"))
        await mouse(pilot, MouseUp, place_of(pilot, "look"))
        assert words_of(pilot).text == "Nobody came to look"
        await press(pilot, "l")
        assert words_of(pilot).text == "Nobody came to look at"
        await mouse(pilot, MouseDown, place_of(pilot, "Monday"))
        assert words_of(pilot).text == "Monday"
        await press(pilot, "escape")
        assert bench_of(pilot).reader.picking is None


async def test_a_click_goes_to_the_finding_under_it(town: Path) -> None:
    app = app_on(town)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "2", "g")
        bench = bench_of(pilot)
        bench.session.choose_finding("")
        x, y = place_of(pilot, "bridge was old")
        assert await pilot.click("#reader", offset=(x, y))
        await settle(pilot)
        assert bench.session.finding is not None
        assert "bridge was old" in bench.session.finding.text
        chosen = bench.session.current_finding
        assert await pilot.click("#reader", offset=(x, 20))
        await settle(pilot)
        assert bench.session.current_finding == chosen
        assert isinstance(pilot.app.screen, Workbench)
