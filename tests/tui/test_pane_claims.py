"""The board: which facts the articles give, and whether their values can be true together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.records import Actor
from tui.app import WirecopyApp
from tui.board import build
from tui.panes.claims import ClaimsPane
from tui.screens.sheet import SheetView

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tests.tui.conftest import StoryMaker

FIRST = "Over 400 people came, the mayor said. It rained. The bridge has two lanes."
SECOND = "Over 400 people came, the mayor said. It rained."
THIRD = "About 200 people came, police said on Monday. Reportedly 10 or 15 left early."


@pytest.fixture
def rally(maker: StoryMaker) -> dict[str, str]:
    """Three articles on one rally; ids of the claims."""
    for label, text in (("001", FIRST), ("002", SECOND), ("003", THIRD)):
        maker.article(label, text)
    many = {"quantity": 400, "bound": "at-least", "qualifier": "over", "unit": "people"}
    few = {"quantity": 200, "bound": "about", "unit": "people", "when": "2024-05-13"}
    left = {"quantity": 10, "quantity_high": 15, "bound": "reported", "qualifier": "reportedly"}
    ids = {
        "rain": maker.claim("001", "It rained"),
        "rain2": maker.claim("002", "It rained"),
        "many": maker.claim("001", "Over 400 people", asserted_by="the mayor", **many),
        "copy": maker.claim("002", "Over 400 people", asserted_by="the mayor", **many),
        "few": maker.claim("003", "About 200 people", asserted_by="police", **few),
        "left": maker.claim("003", "10 or 15 left early", **left),
        "lanes": maker.claim("001", "two lanes"),
    }
    maker.copy("001", "002")
    maker.same(ids["many"], ids["copy"])
    maker.group("rain", [ids["rain"], ids["rain2"]], status="agree")
    note = "twice as many by the mayor's count"
    maker.group(
        "people at the rally", [ids["few"], ids["many"], ids["copy"]], status="conflict", note=note
    )
    maker.group("leaving early", [ids["left"]])
    maker.actors = (Actor("the mayor", "person"),)
    return ids


def drawn(pane: ClaimsPane) -> list[str]:
    """The pane's lines as they are on the screen."""
    return [pane.render_line(y).text for y in range(pane.size.height)]


async def opened(pilot: Pilot[None], app: WirecopyApp) -> ClaimsPane:
    await pilot.press("6")
    await pilot.pause()
    pane = app.bench.active
    assert isinstance(pane, ClaimsPane)
    return pane


def test_contradictions_first_then_agreement_then_what_was_said_once(
    maker: StoryMaker, rally: dict[str, str]
) -> None:
    questions = build(maker.session())
    assert [question.title for question in questions] == [
        "People at the rally",
        "Rain",
        "Single source",
        "Other claims",
    ]
    assert [value.claim.id for value in questions[3].values] == [rally["lanes"]]


def test_one_value_by_one_speaker_is_one_line(maker: StoryMaker, rally: dict[str, str]) -> None:
    values = build(maker.session())[0].values
    assert [value.shown for value in values] == ["> 400", "≈ 200"]
    assert [claim.id for claim in values[0].claims] == [rally["many"], rally["copy"]]


@pytest.mark.parametrize(
    ("title", "shown"), [("crowns for fuel", "320"), ("the fuel subsidy", "320 crowns")]
)
def test_a_value_has_its_unit_where_the_question_does_not_name_it(
    maker: StoryMaker, title: str, shown: str
) -> None:
    for label in ("001", "002"):
        maker.article(label, "The aid is 320 crowns. It is 300 crowns.")
    ids = [
        maker.claim("001", "The aid is 320 crowns", quantity=320, unit="crowns"),
        maker.claim("002", "It is 300 crowns", quantity=300, unit="crowns"),
    ]
    maker.group(title, ids, status="conflict")
    (question,) = build(maker.session())
    assert question.values[0].shown == shown
    assert question.top == 320


async def test_a_group_says_its_reason_and_draws_its_values(
    maker: StoryMaker, rally: dict[str, str]
) -> None:
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(80, 40)) as pilot:
        pane = await opened(pilot, app)
        lines = drawn(pane)
    assert "People at the rally" in lines[1]
    assert "conflict: twice as many by the mayor's count" in lines[2]
    assert lines[3].split()[:4] == [">", "400", "█" * 16 + "→", "the"]
    assert "“over”" in lines[3]
    assert lines[3].split()[-2:] == ["001", "002"]
    assert lines[4].split()[2] == "█" * 8, "half the value, half the bar"
    assert "police, 13 May" in lines[4]
    shown = "\n".join(lines)
    assert "Leaving early: 10–15" in shown
    assert "“reportedly”, the article itself" in shown


async def test_a_long_reason_is_cut_and_calls_articles_by_their_labels(maker: StoryMaker) -> None:
    maker.article("001", FIRST)
    maker.article("002", SECOND)
    ids = [maker.claim("001", "It rained"), maker.claim("002", "It rained", when="2024-05-13")]
    maker.group("rain", ids, status="conflict", note="001_x.txt against 002_x.txt. " * 40)
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await opened(pilot, app)
        lines = drawn(pane)
        assert "conflict: 001 against 002. 001 against 002." in lines[2]
        assert lines[4].rstrip().endswith("(i: all)")
        assert "It rained" in lines[5]
        await pilot.press("i")
        await pilot.pause()
        sheet = app.screen_stack[-1].query_one(SheetView)
        assert "x.txt against" not in "\n".join(
            "".join(text for text, _ in line.pieces) for line in sheet.lines
        )


async def test_verdicts_stand_at_the_articles_they_were_given_in(
    maker: StoryMaker, rally: dict[str, str]
) -> None:
    session = maker.session()
    session.workspace.mark([rally["copy"]], "false")
    session.workspace.mark([rally["rain"]], "verified")
    app = WirecopyApp(session.workspace)
    async with app.run_test(size=(80, 40)) as pilot:
        pane = await opened(pilot, app)
        shown = "\n".join(drawn(pane))
    assert "001(✗) 002✗" in shown
    assert "001✓ 002 " in shown


async def test_the_cursor_steps_over_headings_and_enter_goes_to_the_passage(
    maker: StoryMaker, rally: dict[str, str]
) -> None:
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await opened(pilot, app)
        assert pane.finding_at_cursor() == rally["many"]
        await pilot.press("l")
        await pilot.pause()
        assert app.bench.session.current_finding == rally["copy"]
        await pilot.press("j", "j", "enter")
        await pilot.pause()
        found = app.bench.session.current_finding
        assert found in (rally["rain"], rally["rain2"])
        assert app.bench.view.active == "reader"


async def test_another_panes_choice_moves_the_cursor(
    maker: StoryMaker, rally: dict[str, str]
) -> None:
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await opened(pilot, app)
        for name in ("left", "few", "lanes", "copy"):
            app.bench.session.choose_finding(rally[name])
            app.bench.refresh_place()
            assert pane.finding_at_cursor() == rally[name]


@pytest.mark.parametrize("with_article", [False, True])
async def test_an_empty_board_says_why(maker: StoryMaker, with_article: bool) -> None:
    if with_article:
        maker.article("001", FIRST)
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await opened(pilot, app)
        await pilot.press("j", "k", "l", "h", "g", "G", "enter", "6", "pagedown")
        await pilot.pause()
        shown = " ".join("\n".join(drawn(pane)).split())
        assert ("No claim was found" if with_article else "No articles yet") in shown


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_lines_fit_and_hostile_text_stays_text(
    maker: StoryMaker, size: tuple[int, int]
) -> None:
    nasty = "[red]we\x1b[31m[/x] 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字 \u202epeace"
    maker.article("001", f"They said {nasty} now. It cost 5.")
    first = maker.claim("001", nasty, asserted_by=nasty, value=nasty, scope=nasty, when=nasty)
    second = maker.claim(
        "001", "5", quantity=5e18, quantity_high=-1.5, qualifier=nasty, bound="about"
    )
    maker.group(nasty, [first, second], status="disputed", note=nasty)
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=size) as pilot:
        pane = await opened(pilot, app)
        strips = [pane.render_line(y) for y in range(pane.size.height)]
        assert {strip.cell_length for strip in strips} == {pane.size.width}
        shown = "\n".join(strip.text for strip in strips)
        assert "[red]we" in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown


async def test_the_detail_says_whose_value_it_is_of_which_day_and_what_is_said_of_it(
    maker: StoryMaker,
) -> None:
    maker.article("001", "Over 400 people came, she said, Radio Sol reports. Police saw nobody.")
    said = maker.say(
        "001", "Over 400 people came", "Ana Silva", relayed_by="Radio Sol", when="2024-05-14"
    )
    many = maker.claim(
        "001", "Over 400 people came", asserted_by="Ana Silva", statement=said, quantity=400,
        bound="at-least", qualifier="over", unit="people",
    )  # fmt: skip
    doubt = maker.claim("001", "Police saw nobody", asserted_by="police", value="not seen")
    maker.group("people", [doubt, many], status="disputed", note="police saw nobody")
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        pane = await opened(pilot, app)
        shown = "\n".join(drawn(pane))
        assert "Ana Silva, said 14 May, via Radio Sol" in shown
        assert shown.index("400 people") < shown.index("↳ not seen"), "doubts stand below values"
        for words in ("said 14 May 2024", "“over”: a lower bound", "relayed by Radio Sol"):
            assert words in shown
        assert "said of it: not seen (police, 001)" in shown
        await pilot.press("j")
        await pilot.pause()
        assert "says of others: > 400 people (Ana Silva, 001)" in "\n".join(drawn(pane))
        await pilot.click("#claims", offset=(5, 22))
        assert app.bench.session.current_finding == doubt, "the detail is no row"
