"""The overview: which sentence is in which article, and the way from there into the diff."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot

from tests.tui.piloting import press
from tui.app import WirecopyApp
from tui.screens.overview import OverviewScreen, OverviewView
from tui.screens.workbench import Workbench

if TYPE_CHECKING:
    from tests.tui.conftest import StoryMaker

SHUT = "The harbour of Brisholm was shut on Monday after the crews walked out over pay."
TALKS = "Talks between the crews and the port authority are to begin on Thursday morning."
LATER = "Talks between the crews and the port authority are to begin on Friday morning."
SAIL = "Ferries to the outer islands sail twice a day until the strike is over."
FISH = "Fish is being sold straight from the boats for half of the usual price."
HARM = "Shops in the old town say that they lose a [third] of their trade. \x1b[2J"


@pytest.fixture
def group(maker: StoryMaker) -> list[str]:
    """Three copies and a stranger; ids."""
    ids = [
        maker.article("001", "\n\n".join((SHUT, TALKS, SAIL, FISH, HARM))),
        maker.article("002", "\n\n".join((SHUT, LATER, SAIL, FISH, HARM))),
        maker.article("003", "\n\n".join((SHUT, SAIL, FISH, HARM))),
        maker.article("004", "Bees were seen at the opera on opening night."),
    ]
    maker.copy("001", "002")
    maker.copy("001", "003")
    return ids


def view_of(pilot: Pilot[None]) -> OverviewView:
    assert isinstance(pilot.app.screen, OverviewScreen)
    return pilot.app.screen.view


def drawn(view: OverviewView) -> list[str]:
    return [view.render_line(y).text.rstrip() for y in range(view.size.height)]


async def test_a_row_says_in_which_articles_a_sentence_is(
    maker: StoryMaker, group: list[str]
) -> None:
    async with WirecopyApp(maker.session().workspace).run_test(size=(60, 20)) as pilot:
        await press(pilot, "number_sign")
        lines = drawn(view_of(pilot))
        assert any(line.startswith(" 001") and "5 sentences" in line for line in lines)
        assert not any("004" in line for line in lines)
        assert any(line.split()[:4] == ["=", "~", "·", "Talks"] for line in lines)
        assert any(line.split()[:7] == "= = = … 3 sentences alike:".split() for line in lines)
        assert "\x1b" not in "".join(lines)


async def test_o_unfolds_and_the_foot_says_the_sentence_of_the_chosen_article(
    maker: StoryMaker, group: list[str]
) -> None:
    async with WirecopyApp(maker.session().workspace).run_test(size=(80, 24)) as pilot:
        await press(pilot, "number_sign", "o")
        view = view_of(pilot)
        assert any("a [third] of" in line for line in drawn(view))
        await press(pilot, "j", "l")
        assert "002, edited: Talks" in " ".join(drawn(view))
        await press(pilot, "l", "l")
        assert "not in 003; 001: Talks" in " ".join(drawn(view))


async def test_enter_leads_to_the_sentence_in_the_diff(maker: StoryMaker, group: list[str]) -> None:
    async with WirecopyApp(maker.session().workspace).run_test(size=(120, 40)) as pilot:
        await press(pilot, "number_sign", "j", "l", "enter")
        bench = pilot.app.screen
        assert isinstance(bench, Workbench)
        assert bench.session.diff_pair == (group[0], group[1])
        assert bench.diff.model is not None
        entry = bench.diff.model.entries[bench.diff.model.entry_of(bench.diff.cursor)]
        text = bench.diff.model.right.text
        assert text[entry.right[0].start : entry.right[0].end] == LATER


async def test_an_article_of_its_own_has_no_overview(maker: StoryMaker, group: list[str]) -> None:
    session = maker.session()
    session.choose_article(group[3])
    session.keep_place()
    async with WirecopyApp(session.workspace).run_test(size=(80, 24)) as pilot:
        await press(pilot, "number_sign")
        assert isinstance(pilot.app.screen, Workbench)
        assert "shares text" in pilot.app.screen.foot.message


async def test_more_text_than_can_be_compared_at_once_is_said(
    maker: StoryMaker, group: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.deeds_diff.LONGEST", 100)
    async with WirecopyApp(maker.session().workspace).run_test(size=(80, 24)) as pilot:
        await press(pilot, "number_sign")
        assert isinstance(pilot.app.screen, Workbench)
        assert "too much to compare" in pilot.app.screen.foot.message
