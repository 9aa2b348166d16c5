"""Rows of the ledger and questions of the board: merged, split, renamed, moved; entries written."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from seeds import intake
from store.records import Article, Claim, Demand, article_id
from store.workspace import Workspace
from tests.tui.piloting import analysed
from tests.tui.test_workbench import app_on, bench_of, press, settle
from tui.asking_rows import row_of
from tui.screens.choose import ChooseDialog
from tui.screens.entry import EntryScreen
from tui.screens.prompt import LineDialog

STRIKE = """The drivers' union demanded an end to night shifts on Monday.

Nurses called on the hospital to end night shifts. The pilots demanded higher pay.

Over 400 people came, the mayor said. About 90 cars burned, police said."""


@pytest.fixture
def strike(tmp_path: Path) -> Path:
    """A workspace with one analysed article: three demands without an entry, two numbers."""
    return analysed(tmp_path / "strike", "s.txt", STRIKE)


@pytest.fixture
def apart(tmp_path: Path) -> Path:
    """The same with three demands for three things: a row each."""
    text = STRIKE.replace("end night shifts", "hire more doctors")
    return analysed(tmp_path / "apart", "s.txt", text)


def demands(path: Path) -> dict[str, Demand]:
    """The stored demands by their words."""
    found = Workspace.open(path).all_findings().values()
    return {item.text: item for one in found for item in one.demands}


def choose(pilot: Pilot[None], words: str) -> Demand | Claim:
    """Go to the demand or claim whose words contain these."""
    bench = bench_of(pilot)
    every = bench.session.finding_by_id.values()
    item = next(f for f in every if isinstance(f, Demand | Claim) and words in f.text)
    bench.session.choose_finding(item.id)
    bench.refresh_place()
    return item


def titles(pilot: Pilot[None], *words: str) -> list[str]:
    """The titles of the rows in which the findings with these words stand."""
    session = bench_of(pilot).session
    found = [row_of(session, choose(pilot, one).id) for one in words]
    return [row.title for row in found if row]


async def test_picked_rows_are_merged_taken_apart_and_named(apart: Path) -> None:
    nights, nurses, pay = "an end to night", "hire more doctors", "higher pay"
    async with app_on(apart).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        before = titles(pilot, nights, nurses, pay)
        assert len(set(before)) == 3
        await press(pilot, "3")
        choose(pilot, nights)
        await press(pilot, "plus")
        assert "1 row picked" in bench.foot.message
        pane = bench.panes["demands"]
        shown = [pane.render_line(y).text for y in range(pane.size.height)]
        assert sum(line.startswith("+") for line in shown) == 1
        await press(pilot, "plus")
        assert not bench.session.gathered, "the same key lets go of it"
        choose(pilot, nurses)
        await press(pilot, "plus")
        choose(pilot, pay)
        await press(pilot, "plus", "ampersand")
        assert titles(pilot, nights, nurses, pay) == [before[0], before[1], before[1]]
        assert not bench.session.gathered
        intake.renew(Workspace.open(apart))
        assert len({(d.demand, d.name) for d in demands(apart).values()}) == 2
        choose(pilot, pay)
        await press(pilot, "S")
        assert len(set(titles(pilot, nights, nurses, pay))) == 3
        await press(pilot, "S")
        assert "of its own already" in bench.foot.message
        await press(pilot, "L")
        dialog = pilot.app.screen
        assert isinstance(dialog, LineDialog)
        dialog.query_one(Input).value = "More money"
        await press(pilot, "enter")
        assert titles(pilot, pay) == ["More money"]
        await press(pilot, "u", "u", "u")
        assert titles(pilot, nights, nurses, pay) == before


async def test_questions_of_the_board_are_merged_by_name_and_c_lists_what_can_be_done(
    strike: Path,
) -> None:
    async with app_on(strike).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        session = bench_of(pilot).session
        people, cars = choose(pilot, "400 people"), choose(pilot, "90 cars")
        await press(pilot, "6", "c")
        menu = pilot.app.screen
        assert isinstance(menu, ChooseDialog)
        assert {choice.value for choice in menu.found} >= {"split", "merge", "rename", "statement"}
        menu.query_one(Input).value = "merge"
        await pilot.pause()
        await press(pilot, "enter")
        others = pilot.app.screen
        assert isinstance(others, ChooseDialog)
        place = next(n for n, choice in enumerate(others.found) if choice.value == people.id)
        await press(pilot, *(["down"] * place), "enter")
        assert session.group_by_claim[people.id] is session.group_by_claim[cars.id]
        assert "u undoes" in bench_of(pilot).foot.message
        await press(pilot, "u")
        assert session.group_by_claim[people.id] is not session.group_by_claim[cars.id]
        await press(pilot, "plus")
        choose(pilot, "higher pay")
        await press(pilot, "plus")
        assert "no one row" in bench_of(pilot).foot.message
        await press(pilot, "escape")
        assert not session.gathered


async def opens_again_and_is_left(pilot: Pilot[None], text: str) -> None:
    """The saved entry opens as typed; the demand at the cursor is then taken out of it."""
    await press(pilot, "D")
    again = pilot.app.screen
    assert isinstance(again, EntryScreen)
    assert again.query_one(TextArea).text.strip() == text.strip()
    await press(pilot, "escape", "c")
    menu = pilot.app.screen
    assert isinstance(menu, ChooseDialog)
    await press(pilot, "enter")
    move = pilot.app.screen
    assert isinstance(move, ChooseDialog)
    move.query_one(Input).value = "None of"
    await pilot.pause()
    await press(pilot, "enter")


async def mistakes_are_shown(pilot: Pilot[None], screen: EntryScreen, own: str) -> None:
    """An example that fails, a meaning that cannot be read: where, and nothing typed is lost."""
    area = screen.query_one(TextArea)
    area.load_text(own.replace("positive = [", 'positive = ["free beer", '))
    await press(pilot, "ctrl+s")
    (wrong,) = screen.checked.wrong
    assert "free beer" in wrong.reason
    assert "free beer" in area.text.splitlines()[wrong.line - 1]
    assert screen.is_current, "an example that fails is saved only at the second time"
    area.load_text(own.replace("meaning = [", "meaning = "))
    await press(pilot, "ctrl+s")
    assert screen.checked.wrong[0].stops
    assert area.cursor_location[0] + 1 == screen.checked.wrong[0].line
    await press(pilot, "escape")
    assert screen.is_current, "what was typed is not lost at one key"
    area.load_text(own)


async def test_an_entry_is_made_of_demands_checked_and_saved(
    strike: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "vi -e")
    seen: list[object] = []

    def outside(_: object, command: list[str], text: str, name: str) -> str:
        seen.extend((*command, name))
        return text.replace("title = ", 'title = "No nights" #')

    monkeypatch.setattr("tui.asking_entry.edited_outside", outside)
    async with app_on(strike).run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        choose(pilot, "end night shifts")
        await press(pilot, "3", "D")
        screen = pilot.app.screen
        assert isinstance(screen, EntryScreen)
        area = screen.query_one(TextArea)
        assert not screen.checked.wrong
        own = area.text
        await mistakes_are_shown(pilot, screen, own)
        await press(pilot, "ctrl+g")
        assert seen == ["vi", "-e", "entry.toml"]
        assert 'title = "No nights"' in area.text
        assert not (strike / "catalogue.toml").exists()
        found_before = demands(strike)
        await press(pilot, "ctrl+s")
        bench = bench_of(pilot)
        assert pilot.app.screen is bench
        assert "2 demands of this story have the entry" in bench.foot.message
        found = demands(strike)
        keys = {found[words].demand for words in found if "night shifts" in words}
        assert len(keys) == 1
        assert keys != {"other"}
        assert titles(pilot, "end night shifts") == ["No nights"]
        saved = (strike / "catalogue.toml").read_text("utf-8")
        assert "nato-non-expansion" in saved
        await press(pilot, "v", "u", "u")
        assert "the catalogue" in bench.foot.message
        assert not (strike / "catalogue.toml").exists()
        assert demands(strike) == found_before
        await press(pilot, "ctrl+r")
        assert (strike / "catalogue.toml").read_text("utf-8") == saved
        assert demands(strike) == found
        await opens_again_and_is_left(pilot, area.text)
        assert {d.demand for t, d in demands(strike).items() if "night" in t} == {*keys, "other"}


async def test_proposals_are_listed_and_a_wrong_catalogue_is_said(strike: Path) -> None:
    async with app_on(strike).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "3", "O")
        dialog = pilot.app.screen
        assert isinstance(dialog, ChooseDialog)
        assert dialog.found[0].note.startswith("2 demands")
        await press(pilot, "enter")
        screen = pilot.app.screen
        assert isinstance(screen, EntryScreen)
        (strike / "catalogue.toml").write_bytes(b"\xff")
        await press(pilot, "ctrl+s")
        assert screen.is_current, "a file that is no text is not overwritten"
        await press(pilot, "escape", "D")
        assert "not UTF-8" in bench_of(pilot).foot.message


async def test_in_an_empty_cell_the_keys_mean_the_row(apart: Path) -> None:
    workspace = Workspace.open(apart)
    other = "It rained in the town, and the market was closed."
    workspace.put_articles([Article(article_id("t.txt", other), "t.txt", "t.txt", other)])
    intake.renew(workspace)
    async with app_on(apart).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        await press(pilot, "3", "l")
        assert bench.session.finding is None, "the second article has no demand"
        await press(pilot, "S")
        assert "does not have it" in bench.foot.message
        await press(pilot, "plus")
        assert len(bench.session.gathered) == 1
        await press(pilot, "escape", "c")
        assert isinstance(pilot.app.screen, ChooseDialog)
