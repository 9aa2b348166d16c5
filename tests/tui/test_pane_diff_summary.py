"""The diff's summary as links, the side that keys are about, and what is copied from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.records import CopyLink
from tests.tui.test_pane_diff import (
    COST,
    FIRST,
    KEPT,
    PEOPLE,
    app_on,
    drawn,
    pane_of,
    press,
    row_text,
    session_of,
    told,
)

if TYPE_CHECKING:
    from tests.tui.conftest import StoryMaker


@pytest.fixture
def strike(maker: StoryMaker) -> dict[str, str]:
    """The story of the strike."""
    return told(maker)


async def test_y_copies_the_passage_of_the_chosen_side_without_signs(
    maker: StoryMaker, strike: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []

    def kept(app: object, text: str, way: str) -> str:
        copied.append(text)
        return "copied"

    monkeypatch.setattr("tui.copying.copy", kept)
    async with app_on(maker.session()).run_test(size=(120, 40)) as pilot:
        await press(pilot, "d")
        pane = pane_of(pilot)
        while "{400}" not in row_text(pane):
            await press(pilot, "right_square_bracket")
        assert "[001] → 002" in drawn(pane)[0]
        await press(pilot, "y", "vertical_line", "y")
        assert copied == [PEOPLE.format("400"), PEOPLE.format("500")]
        assert "001 → [002]" in drawn(pane)[0]
        assert session_of(pilot).current_finding == strike["more"]


async def test_o_lists_what_a_line_of_the_summary_counts_each_a_link(maker: StoryMaker) -> None:
    maker.article("001", f"{FIRST}\n\n{COST}", title="Port closed")
    maker.article("002", KEPT)
    maker.say("001", "We will not go back without a contract", "Ada Holm")
    cost = maker.say("001", "It costs the city a million a day", "Olaf Berg")
    maker.copy("001", "002")
    async with app_on(maker.session()).run_test(size=(120, 40)) as pilot:
        await press(pilot, "d", "g")
        pane = pane_of(pilot)
        while "dropped in" not in row_text(pane):
            await press(pilot, "j")
        assert "o lists them" in row_text(pane)
        await press(pilot, "o", "j", "j")
        assert "- statement by Olaf Berg: “It costs" in row_text(pane)
        await press(pilot, "enter")
        assert session_of(pilot).current_finding == cost
        await press(pilot, "g", "j", "j", "j", "o")
        assert "Olaf Berg: “It costs" not in "\n".join(drawn(pane)[:12])


async def test_two_that_only_share_a_passage_lead_to_it(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    maker.links[:] = [CopyLink(strike["first"], strike["second"], "shares-passage", 0.1, 0.1, 20)]
    async with app_on(maker.session()).run_test(size=(120, 40)) as pilot:
        await press(pilot, "d", "g", "j")
        pane = pane_of(pilot)
        assert "in both: " in row_text(pane)
        await press(pilot, "enter")
        assert pane.model is not None
        entry = pane.model.entries[pane.model.entry_of(pane.cursor)]
        assert entry.left
        assert entry.right


async def test_the_foot_tells_the_keys_of_the_diff_as_soon_as_it_is_there(
    maker: StoryMaker, strike: dict[str, str]
) -> None:
    async with app_on(maker.session()).run_test(size=(120, 40)) as pilot:
        await press(pilot, "1", "j", "d")
        assert "&#160;fold&#160;" in pilot.app.export_screenshot()


async def test_it_begins_at_the_first_change_whatever_was_read_before(maker: StoryMaker) -> None:
    maker.article("001", f"A headline that only one has.\n\n{KEPT}\n\n{PEOPLE.format('400')}")
    maker.article("002", f"{KEPT}\n\n{PEOPLE.format('500')}")
    people = maker.claim("001", "About 400 people", quantity=400)
    maker.copy("001", "002")
    session = maker.session()
    session.choose_finding(people)
    session.keep_place()
    async with app_on(session).run_test(size=(120, 40)) as pilot:
        await press(pilot, "d")
        assert "change 1/2" in drawn(pane_of(pilot))[0]
