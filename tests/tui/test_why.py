"""The why sheet: everything known of a finding, so that a reader can judge the engine."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store.records import Claim, Demand, Statement
from store.workspace import Workspace
from tui import rules
from tui.app import WirecopyApp
from tui.known import facts
from tui.screens.correct import CorrectScreen
from tui.screens.why import WhyScreen

if TYPE_CHECKING:
    from tests.tui.conftest import StoryMaker
    from tui.session import Session

TEXT = "“We will walk out,” she said on Tuesday, Radio Sol reports. Over 400 people came."
OTHER = "They want to walk out, she said. Some 300 people came. “Never,” said the port."


@pytest.fixture
def ids(maker: StoryMaker) -> dict[str, str]:
    """One finding of each kind in each of two articles."""
    maker.article("001", TEXT)
    maker.article("002", OTHER)
    she = TEXT.index("she")
    said = TEXT.index("said")
    never = maker.answer("002", "“Never,”", "the port", "rejected")
    found = {
        "say": maker.say(
            "001", "“We will walk out,”", "Ana Silva", mention_start=she, mention_end=she + 3,
            mention_kind="pronoun", cue="said", cue_start=said, cue_end=said + 4,
            relayed_by="Radio Sol", when="2024-05-14", when_source="inferred",
            rule="quote-name-cue", confidence=0.834, probable=True, damaged=True,
            act="threaten", realised="claimed",
        ),
        "again": maker.say("002", "They want to walk out", "Ana Silva"),
        "want": maker.want(
            "001", "walk out", name="walkout", holder="the union", target="the port",
            weaker=True, responses=(never,),
        ),
        "claim": maker.claim("001", "400 people", quantity=400, qualifier="over", bound="at-least"),
        "other": maker.claim("002", "300 people", quantity=300, asserted_by="police"),
    }  # fmt: skip
    maker.renderings("walking out", found["say"], found["again"])
    maker.group("people", [found["claim"], found["other"]], status="conflict", note="too far apart")
    return found


def told(session: Session, ident: str) -> dict[str, list[str]]:
    """Facts by label; lines without one belong to the label before."""
    by_label: dict[str, list[str]] = {}
    label = ""
    for section in facts(session, session.finding_by_id[ident]):
        for fact in section:
            label = fact.label or label
            by_label.setdefault(label, []).append(fact.text)
    return by_label


def test_a_statement_says_how_its_speaker_and_day_are_known(
    maker: StoryMaker, ids: dict[str, str]
) -> None:
    known = told(maker.session(), ids["say"])
    assert known["speaker"] == ["Ana Silva, probably"]
    assert known["named as"] == ["“she”, by a pronoun"]
    assert known["cue"] == ["“said”"]
    assert known["form"] == ["direct quotation, quotation marks damaged"]
    assert known["act"] == ["threatens; it is claimed to happen"]
    assert known["relayed by"] == ["Radio Sol"]
    assert known["when"] == ["14 May 2024, inferred from the context"]
    assert known["found by"] == ["quote-name-cue"], "a rule without words is told by its name"
    assert known["confidence"] == ["████████░░ 83% of what this rule finds is right"]
    assert known["also worded"] == ["002: “They want to walk out”"]


def test_a_demand_says_who_wants_it_of_whom_and_who_answered_where(
    maker: StoryMaker, ids: dict[str, str]
) -> None:
    known = told(maker.session(), ids["want"])
    assert known["holder"] == ["the union"]
    assert known["target"] == ["the port"]
    assert known["strength"][0].startswith("◐ weaker")
    assert known["answer"] == ["rejected by the port (002): “Never,”"]


def test_a_claim_stands_beside_the_other_values_of_its_question(
    maker: StoryMaker, ids: dict[str, str]
) -> None:
    known = told(maker.session(), ids["claim"])
    assert known["says"] == ["the article itself"]
    assert known["value"] == ["> 400"]
    assert known["bound"] == ["at-least “over”"]
    assert known["the values"] == ["conflict: too far apart", "002: 300, police"]


def test_the_readers_own_work_is_told_with_its_history(
    maker: StoryMaker, ids: dict[str, str]
) -> None:
    session = maker.session()
    workspace = session.workspace
    workspace.mark([ids["say"]], "disputed", by="mia", reason="she denies it")
    workspace.note(ids["say"], "ring her", by="mia")
    workspace.tag(ids["say"], ["strike", "port"], by="mia")
    workspace.evidence(ids["say"], ["https://example.org/tape"], by="mia")
    known = told(session, ids["say"])
    assert known["verdict"][0].startswith("≠ disputed, by mia, ")
    assert known["note"] == ["ring her"]
    assert known["tags"] == ["strike, port"]
    assert known["evidence"] == ["https://example.org/tape"]
    assert len(known["history"]) == 4
    assert "verdict: none → disputed, by mia, because she denies it" in known["history"][0]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_i_opens_it_on_the_current_finding_and_escape_closes_it(
    maker: StoryMaker, ids: dict[str, str], size: tuple[int, int]
) -> None:
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=size) as pilot:
        app.session.choose_finding("")
        await pilot.press("i")
        assert len(app.screen_stack) == 1, "without a finding there is nothing to explain"
        await pilot.press("n", "i")
        sheet = app.screen
        assert isinstance(sheet, WhyScreen)
        view = sheet.view
        shown = "\n".join(view.render_line(y).text for y in range(view.size.height))
        assert "Why this" in shown
        assert "rule" in shown
        await pilot.press("escape")
        assert len(app.screen_stack) == 1


async def test_hostile_text_is_only_text(maker: StoryMaker) -> None:
    nasty = "[@click=app.quit]x[/] \x1b]52;c;eA==\x07 [/nope] \u202eolleh"
    maker.article("001", f"He said {nasty} twice.")
    ident = maker.say("001", nasty, nasty, rule=nasty, relayed_by=nasty)
    session = maker.session()
    session.workspace.note(ident, nasty)
    app = WirecopyApp(session.workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "i")
        sheet = app.screen
        assert isinstance(sheet, WhyScreen)
        view = sheet.view
        strips = [view.render_line(y) for y in range(view.size.height)]
        shown = "\n".join(strip.text for strip in strips)
        assert "[@click=app.quit]x[/]" in shown
        assert not {"\x1b", "\x07", "\u202e"} & set(shown)
        assert {strip.cell_length for strip in strips} == {view.size.width}


def test_every_rule_of_the_engine_has_words(analysed_sample: Path) -> None:
    rates = tomllib.loads((files("analysis.statements") / "confidence.toml").read_text("utf-8"))
    made = [Statement("s", "a", 0, 1, "x", "direct", rule=rule) for rule in rates["rules"]]
    found = Workspace.open(analysed_sample).all_findings().values()
    every: list[Statement | Demand | Claim] = [*made]
    for one in found:
        every += [*one.demands, *one.claims]
    assert {item.rule for item in every if not rules.in_words(item)} == set()


async def test_c_on_the_sheet_goes_on_to_correct(maker: StoryMaker, ids: dict[str, str]) -> None:
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        app.session.choose_finding(ids["say"])
        await pilot.press("i", "c")
        await pilot.pause()
        assert isinstance(app.screen, CorrectScreen)
        assert app.screen.draft.words == "“We will walk out,”"
