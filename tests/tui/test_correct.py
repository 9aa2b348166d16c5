"""Statements put right in the app: speaker, words, act, dropped, missed; one act, undone as one."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from seeds import intake
from store.records import Article, Statement
from store.workspace import Workspace
from tests.tui.piloting import analysed
from tests.tui.test_workbench import SIZES, app_on, bench_of, press, settle
from tui.correcting import Draft
from tui.screens.choose import AskSheet, Choice, ChooseDialog, fitting
from tui.screens.correct import CorrectScreen
from tui.screens.prompt import Dialog

TEXT = (
    "Anna Berg said the bridge was old. The mayor said the bridge was safe.\n\n"
    "“We will not close it,” the mayor said. Nobody came. Rain may fall, Ben Ode thinks."
)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A workspace with one analysed article."""
    return analysed(tmp_path / "town", "town.txt", TEXT)


def said(path: Path) -> dict[str, Statement]:
    """The stored statements by their words."""
    found = Workspace.open(path).all_findings().values()
    return {item.text: item for one in found for item in one.statements}


async def at(pilot: Pilot[None], words: str) -> CorrectScreen:
    """The screen on the statement of these words."""
    session = bench_of(pilot).session
    session.choose_finding(next(s.id for s in session.statements() if s.text == words))
    await press(pilot, "c")
    return screen_of(pilot)


def screen_of(pilot: Pilot[None]) -> CorrectScreen:
    screen = pilot.app.screen
    assert isinstance(screen, CorrectScreen)
    return screen


async def write(pilot: Pilot[None], text: str) -> None:
    """Type into the dialog, and take what is marked."""
    field = pilot.app.screen.query_one(Input)
    field.value = text
    await pilot.pause()
    await press(pilot, "enter")


async def test_a_speaker_is_corrected_at_its_other_mentions_too_as_one_act(town: Path) -> None:
    before = said(town)
    async with app_on(town).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = await at(pilot, "the bridge was safe")
        await press(pilot, "enter")
        assert "nothing is changed" in screen.view.said
        await press(pilot, "s")
        await write(pilot, "Carla Diaz")
        assert screen.draft.speaker == "Carla Diaz"
        await press(pilot, "enter")
        sheet = pilot.app.screen
        assert isinstance(sheet, AskSheet)
        assert "The mayor" in sheet.told[0] or "the mayor" in sheet.told[0]
        await press(pilot, "escape")
        assert screen_of(pilot).draft.speaker == "Carla Diaz", "esc goes back, nothing is lost"
        assert said(town) == before
        await press(pilot, "enter", "y")
        bench = bench_of(pilot)
        assert "and 1 other" in bench.foot.message
        now = said(town)
        assert [now[words].speaker for words in before] == [
            "Carla Diaz" if before[words].speaker == before["the bridge was safe"].speaker else s
            for words, s in ((words, before[words].speaker) for words in before)
        ]
        assert bench.session.finding == now["the bridge was safe"]
        intake.renew(Workspace.open(town))
        assert said(town) == now, "a new analysis keeps it"
        await press(pilot, "u")
        assert bench.foot.message.startswith("undone: “the bridge was safe”")
        assert {s.speaker for s in said(town).values()} == {s.speaker for s in before.values()}
        await press(pilot, "ctrl+r")
        assert said(town)["the bridge was safe"].speaker == "Carla Diaz"


async def test_words_and_act_are_corrected_a_statement_dropped_a_missed_one_added(
    town: Path,
) -> None:
    async with app_on(town).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        screen = await at(pilot, "the bridge was old")
        await press(pilot, "h", "L", "a")
        await write(pilot, "warn")
        assert (screen.draft.words, screen.draft.act) == ("bridge was", "warn")
        await press(pilot, "enter")
        now = said(town)["bridge was"]
        assert (now.act, now.rule, bench.session.current_finding) == ("warn", "reader", now.id)
        await press(pilot, "c", "d", "enter")
        assert "bridge was" not in said(town)
        assert bench.session.finding is not None, "the reader stands at what is nearest"
        await press(pilot, "I")
        screen = screen_of(pilot)
        while screen.draft.words != "Rain may fall, Ben Ode thinks":
            await press(pilot, "j")
            assert not screen.view.said, "the last sentence was not found"
        await press(pilot, *"hhhh", "s")
        await write(pilot, "Ben")
        await press(pilot, "enter")
        added = said(town)["Rain may fall"]
        assert (added.speaker, added.rule) == ("Ben Ode", "reader")
        assert bench.session.finding == added
        await press(pilot, "u", "u")
        assert "bridge was" in said(town)
        assert "Rain may fall" not in said(town)


@pytest.mark.parametrize("size", SIZES[::3])
async def test_the_screen_fits_and_a_failure_keeps_the_draft(
    town: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app_on(town).run_test(size=size) as pilot:
        await settle(pilot)
        screen = await at(pilot, "the bridge was safe")
        view = screen.view
        shown = [view.render_line(y).text for y in range(view.size.height)]
        assert "▐the bridge was safe▌" in " ".join("".join(shown).split())
        assert view.outer_size.height <= size[1]
        assert {len(line) for line in shown} == {view.size.width}
        for words in ("speaker", "act", "to sentence end", "enter keeps it"):
            assert any(words in line for line in shown)

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Workspace, "amend", full)
        await press(pilot, "e", "a")
        await write(pilot, "deny")
        await press(pilot, "enter")
        if isinstance(pilot.app.screen, AskSheet):
            await press(pilot, "n")
        assert "No space left" in screen_of(pilot).view.said
        assert screen.draft.act == "deny"
        await press(pilot, "r", "escape")
        assert not screen.draft.changed()
        assert pilot.app.screen is bench_of(pilot)


async def test_the_feed_is_filtered_by_confidence(town: Path) -> None:
    async with app_on(town).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        session = bench_of(pilot).session
        await press(pilot, "4", "F")
        await write(pilot, "conf<1")
        assert session.kept
        assert session.kept >= {item.id for item in session.statements()}
        await press(pilot, "F")
        await write(pilot, "conf<0.1")
        assert session.kept == frozenset()
        assert "No statement fits the filter" in bench_of(pilot).panes["statements"].empty_text()
        await press(pilot, "F")
        assert "conf<0.6" in str(pilot.app.screen.query_one("#dialog-hints", Static).render())


async def test_without_a_statement_the_reader_is_told_what_to_do(tmp_path: Path) -> None:
    async with app_on(made(tmp_path)).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key, words in (("c", "n goes to the next"), ("I", "no article"), ("+", "choose a")):
            await press(pilot, key)
            assert words in bench_of(pilot).foot.message
            assert not isinstance(pilot.app.screen, Dialog)


def made(path: Path) -> Path:
    Workspace.open(path / "empty", create=True)
    return path / "empty"


def draft(words: str) -> Draft:
    start = TEXT.index(words)
    return Draft(Article("a", "a", "a", TEXT), start, start + len(words))


def test_the_ends_step_over_words_and_marks_and_never_cross() -> None:
    one = draft("the bridge")
    assert one.step_end(1)
    assert one.words == "the bridge was"
    assert one.step_start(-1)
    assert one.words == "said the bridge was"
    assert one.to_sentence_end()
    assert one.words == "said the bridge was old"
    assert one.to_sentence_start()
    assert one.words == "Anna Berg said the bridge was old"
    assert one.step_sentence(1)
    assert one.words == "The mayor said the bridge was safe"
    one = draft("close it")
    assert one.step_end(1)
    assert one.words == "close it,"
    assert one.step_end(1)
    assert one.words == "close it,”", "a mark is a step of its own"
    one = draft("old")
    assert not one.step_end(-1)
    assert not one.step_start(1)
    one = draft("Anna")
    assert not one.step_start(-1)
    assert not one.step_sentence(-1)
    assert not draft("thinks.").step_end(1)


def test_a_list_is_narrowed_by_the_beginnings_of_words() -> None:
    choices = [
        Choice("a", "Sergei Lavrov", "Russian foreign minister"),
        Choice("b", "Lavender Co."),
        Choice("c", "Olaf Scholz", "Chancellor"),
    ]
    assert [one.value for one in fitting(choices, "lav")] == ["b", "a"]
    assert [one.value for one in fitting(choices, "lavrov foreign")] == ["a"]
    assert [one.value for one in fitting(choices, "")] == ["a", "b", "c"]
    assert not fitting(choices, "avrov")


async def test_a_name_of_ones_own_stands_last_and_up_takes_it(town: Path) -> None:
    async with app_on(town).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = await at(pilot, "the bridge was safe")
        await press(pilot, "s")
        dialog = pilot.app.screen
        assert isinstance(dialog, ChooseDialog)
        assert dialog.found[0].value == screen.draft.speaker, "the present one comes first"
        dialog.query_one(Input).value = "Anna"
        await press(pilot, "up", "enter")
        assert screen.draft.speaker == "Anna"


async def test_the_analysis_of_many_articles_is_left_to_a_process_of_its_own(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.marking.LARGE", 1)
    begun: list[str] = []

    async def afterwards(_: object, task: str) -> None:
        begun.append(task)

    monkeypatch.setattr("tui.labour.afterwards", afterwards)
    async with app_on(town).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await at(pilot, "the bridge was old")
        await press(pilot, "a")
        await write(pilot, "warn")
        await press(pilot, "enter")
        assert begun == ["renew"]
        assert "shown when the analysis is done" in bench_of(pilot).foot.message
        intake.renew(Workspace.open(town))
        assert said(town)["the bridge was old"].act == "warn", "what was said is kept already"
