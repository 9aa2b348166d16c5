"""What readers said of statements holds through new analyses and new texts."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import actors, catalogue, corrections, engine
from analysis.corrections import Amendment
from analysis.statements import extract
from store.anchors import anchor
from store.records import Anchor, Article, Claim, Demand, Findings, Statement

TEXT = (
    "Anna Berg said the bridge was old. The mayor said the bridge was safe.\n\n"
    "“We will not close it,” the mayor said. Nobody came. The town rests, and Ben Ode is sure."
)


def article(text: str = TEXT) -> Article:
    return Article("a", "a.txt", "a.txt", text)


def analysed(text: str = TEXT) -> Findings:
    whole = article(text)
    return Findings("a", extract(whole, actors.learn([whole])))


def at(words: str, text: str = TEXT) -> Anchor:
    start = text.index(words)
    return anchor(article(text), start, start + len(words))


def amended(one: Amendment, text: str = TEXT) -> Findings:
    return corrections.apply(article(text), analysed(text), [one]).findings


def by_text(found: Findings) -> dict[str, Statement]:
    return {s.text: s for s in found.statements}


def test_a_corrected_speaker_is_sure_and_by_the_reader() -> None:
    one = by_text(amended(Amendment(at("the bridge was safe"), speaker="Carla Diaz")))
    statement = one["the bridge was safe"]
    assert (statement.speaker, statement.rule, statement.confidence) == ("Carla Diaz", "reader", 1)
    assert not statement.probable
    assert one["the bridge was old"] == by_text(analysed())["the bridge was old"]


def test_a_corrected_act_leaves_the_speaker() -> None:
    statement = by_text(amended(Amendment(at("“We will not close it,”"), act="reject")))[
        "“We will not close it,”"
    ]
    assert statement.act == "reject"
    assert statement.speaker == by_text(analysed())["“We will not close it,”"].speaker


def test_a_corrected_span_has_its_own_id_and_kind() -> None:
    wanted = at("We will not close it")
    found = by_text(amended(Amendment(at("“We will not close it,”"), span=wanted)))
    assert found["We will not close it"].kind == "direct"
    assert "“We will not close it,”" not in found
    assert found["We will not close it"].id not in {s.id for s in analysed().statements}


def test_a_false_finding_goes_and_stays_away() -> None:
    one = Amendment(at("the bridge was safe"), drop=True)
    once = amended(one)
    assert "the bridge was safe" not in by_text(once)
    again = corrections.apply(article(), once, [one])
    assert again.findings == once
    assert again.unplaced == ()


def test_a_missed_statement_is_added_in_text_order() -> None:
    found = amended(Amendment(at("The town rests"), speaker="Ben Ode", act="announce", add=True))
    assert [s.start for s in found.statements] == sorted(s.start for s in found.statements)
    added = by_text(found)["The town rests"]
    assert (added.speaker, added.act, added.kind, added.rule) == (
        "Ben Ode",
        "announce",
        "indirect",
        "reader",
    )


def test_what_the_engine_finds_by_now_is_not_added_twice() -> None:
    found = amended(Amendment(at("the bridge was old"), speaker="Ben Ode", add=True))
    assert [s.speaker for s in found.statements if s.text == "the bridge was old"] == ["Ben Ode"]


def test_amendments_move_with_their_words() -> None:
    one = Amendment(at("the bridge was safe"), speaker="Carla Diaz")
    later = "An update came in.\n\n" + TEXT
    assert by_text(amended(one, later))["the bridge was safe"].speaker == "Carla Diaz"


def test_of_equal_passages_the_one_with_the_same_surroundings_is_meant() -> None:
    text = "Anna Berg said it was late. It rained. Ben Ode said it was late. It snowed."
    second = text.rindex("it was late")
    where = anchor(article(text), second, second + 11)
    shifted = "First, news. " + text
    found = amended(Amendment(where, speaker="Carla Diaz"), shifted)
    assert [s.speaker for s in found.statements] == ["Anna Berg", "Carla Diaz"]


def test_an_amendment_whose_words_are_gone_is_reported_and_changes_nothing() -> None:
    one = Amendment(at("the bridge was safe"), speaker="Carla Diaz")
    text = "Anna Berg said the bridge was old."
    result = corrections.apply(article(text), analysed(text), [one])
    assert result.findings == analysed(text)
    assert result.unplaced == (one,)


def test_a_correction_of_what_is_no_statement_is_reported() -> None:
    result = corrections.apply(
        article(), analysed(), [Amendment(at("Nobody came"), speaker="Ben Ode")]
    )
    assert len(result.unplaced) == 1


def test_demands_and_claims_follow_their_statement() -> None:
    found = analysed()
    old = by_text(found)["the bridge was safe"]
    found = msgspec.structs.replace(
        found,
        demands=(Demand("d1", "a", 1, 2, "x", "other", holder=old.speaker, statement=old.id),),
        claims=(Claim("c1", "a", 1, 2, "x", asserted_by=old.speaker, statement=old.id),),
    )
    spoken = corrections.apply(
        article(), found, [Amendment(at(old.text), speaker="Carla Diaz")]
    ).findings
    assert spoken.demands[0].holder == spoken.claims[0].asserted_by == "Carla Diaz"
    dropped = corrections.apply(article(), found, [Amendment(at(old.text), drop=True)]).findings
    assert dropped.demands[0].statement is dropped.claims[0].statement is None
    assert dropped.claims[0].asserted_by == "(article)"


def test_a_corrected_alias_is_suggested_for_its_other_mentions_only() -> None:
    found = analysed()
    old = by_text(found)["the bridge was safe"]
    new = msgspec.structs.replace(old, speaker="Carla Diaz", rule="reader")
    (one,) = corrections.suggestions([article()], {"a": found}, new, old.speaker)
    assert (one.mention, one.speaker, one.instead_of) == ("mayor", "Carla Diaz", old.speaker)
    assert one.statement == by_text(found)["“We will not close it,”"].id


def test_pronouns_suggest_nothing() -> None:
    text = "Anna Berg came. She said it was late. She said it was cold."
    found = analysed(text)
    old = found.statements[0]
    new = msgspec.structs.replace(old, speaker="Carla Diaz", rule="reader")
    assert corrections.suggestions([article(text)], {"a": found}, new, old.speaker) == []


@pytest.mark.parametrize(
    "one",
    [
        Amendment(at("the bridge was old"), speaker="Ben Ode", act="warn"),
        Amendment(at("the bridge was old"), span=at("the bridge")),
        Amendment(at("the bridge was old"), drop=True),
        Amendment(at("Nobody came"), speaker="", add=True),
    ],
)
def test_events_carry_amendments_unchanged(one: Amendment) -> None:
    assert corrections.read(json.loads(json.dumps(corrections.told(one)))) == one


@pytest.mark.parametrize("value", [None, "x", {}, {"act": "merge"}, {"at": {"start": "x"}}, [1]])
def test_what_is_no_amendment_is_read_as_none(value: Any) -> None:
    assert corrections.read(value) is None


@settings(max_examples=60, deadline=None)
@given(st.text("ab “”.\n", max_size=40), st.text("ab “”.", max_size=6), st.integers(0, 50))
def test_a_placed_anchor_has_its_words(text: str, quote: str, start: int) -> None:
    where = corrections.place(text, Anchor("a", start, start + len(quote), quote))
    assert (where is None) == (not quote or quote not in text)
    if where is not None:
        assert text[slice(*where)] == quote


def test_a_whole_analysis_keeps_what_readers_said() -> None:
    full, found, _ = engine.analyse([article()], catalogue.default())
    one = Amendment(at("the bridge was safe"), speaker="Carla Diaz")
    kept = corrections.apply(full[0], found["a"], [one]).findings
    assert by_text(kept)["the bridge was safe"].speaker == "Carla Diaz"
