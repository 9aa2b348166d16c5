"""The rules by which demands are found: each cue, lists, what is no demand, answers, any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import actors, catalogue, demands, engine, statements
from analysis.demands import lexicon
from store.records import Article, Demand, Region, Span, Statement

LABOUR = catalogue.shipped("labour")


def read(text: str, given: catalogue.Catalogue = LABOUR) -> tuple[Demand, ...]:
    article = engine.read(Article("a", "a", "a", text))
    table = actors.learn([article])
    return demands.extract(article, statements.extract(article, table), table, given)


def texts(text: str) -> list[str]:
    return [item.text for item in read(text)]


CUES = [*lexicon.cues().verb, *lexicon.cues().noun]


@pytest.mark.parametrize("cue", CUES, ids=[cue.forms.split()[0] for cue in CUES])
def test_every_cue_finds_the_demand_of_its_example(cue: lexicon.Cue) -> None:
    found = read(cue.example)
    assert found, cue.example
    assert any(form in cue.example.casefold() for form in cue.forms.split())
    assert {item.holder.casefold() for item in found} <= {"guild", "judge", "writers"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The crew demanded higher pay, shorter shifts and an end to fines.",
            ["higher pay", "shorter shifts", "an end to fines"],
        ),
        (
            "The crew demanded that the owner pay its wages, repair the ship and sail home.",
            ["pay its wages", "repair the ship", "sail home"],
        ),
        (
            "The crew called on the owner to repair the ship and to pay all wages.",
            ["repair the ship", "pay all wages"],
        ),
        (
            "The crew’s demands are clear: wages paid in full, a new cook and leave at Christmas.",
            ["wages paid in full", "a new cook", "leave at Christmas"],
        ),
        (
            "The crew called for the full and immediate payment of all wages.",
            ["the full and immediate payment of all wages"],
        ),
        (
            "The crew demanded a share of the cargo and safe passage through the strait.",
            ["a share of the cargo", "safe passage through the strait"],
        ),
        (
            "The crew called for an inquiry and for the captain to resign.",
            ["an inquiry", "the captain to resign"],
        ),
        (
            "The crew sent the owner a list of 13 demands, including the sale of the ship.",
            ["the sale of the ship"],
        ),
        (
            "What the crew wants is simple: more cooks, better pay and respect.",
            ["more cooks", "better pay", "respect"],
        ),
        (
            "The crew wants “firm, lasting” guarantees that the ship will not be sold.",
            ["“firm, lasting” guarantees that the ship will not be sold"],
        ),
        (
            "The crew asked the owner to repair the ship and the captain to resign.",
            ["the owner to repair the ship", "the captain to resign"],
        ),
        (
            "The crew wants the release of the mate and the cook.",
            ["the release of the mate and the cook"],
        ),
        (
            "The crew has three demands:\n\n- higher pay\n- a new cook\n- leave in May\n\nThe end.",
            ["higher pay", "a new cook", "leave in May"],
        ),
    ],
)
def test_a_list_gives_one_demand_per_item(text: str, wanted: list[str]) -> None:
    assert texts(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The crew demanded a new cook, saying that the old one had left.", "a new cook"),
        ("The crew demanded a new cook while the owner was away.", "a new cook"),
        ("The crew demanded a new cook but went back to work.", "a new cook"),
        ("The crew demanded a new cook and refused to sail.", "a new cook"),
        (
            "The crew told the owner to repair the ship or face a strike.",
            "the owner to repair the ship",
        ),
        (
            "“The owner must repair the ship,” said Ann Lee, the mate.",
            "The owner must repair the ship",
        ),
        ("The crew’s demand that the owner pay is no news, Ann Lee said.", "the owner pay"),
        ("Ann Lee said it was essential that the owner pay.", "the owner pay"),
        ("The crew vowed to strike until the owner pays.", "the owner pays"),
        ("The crew gave the owner two weeks to pay its wages or face a strike.", "pay its wages"),
        (
            "The owner should promptly pay, the mate, Ann Lee, said.",
            "The owner should promptly pay",
        ),
        (
            "While the crew wants the owner to pay, the port wants the ship gone.",
            "the owner to pay",
        ),
        (
            "The clerk, whose crew wants the mine to be reopened in May, accused her of delay.",
            "the mine to be reopened in May",
        ),
    ],
)
def test_narration_and_the_next_predicate_are_left_out(text: str, wanted: str) -> None:
    assert texts(text)[0] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The crew did not demand a new cook.",
        "The crew has dropped its demand for a new cook.",
        "The crew might demand a new cook.",
        "If the crew demands a new cook, the owner will pay.",
        "In 1912 the crew demanded a new cook.",
        "Decades ago the crew demanded a new cook.",
        "Demand for cooks is strong.",
        "The crew took a phone call from the owner.",
        "The plan calls for a new cook.",
        "The crew wants to sail.",
        "“I want you to know that we tried,” Ann Lee said.",
        "Why does the crew demand a new cook?",
        "Most voters in the poll want more cooks.",
        "The crew asked whether a new cook would come.",
        "The owner must repair the ship.",
        "Prices should fall by spring, the owner said.",
        "“We must repair the ship,” the owner said.",
        "“Keep calm and carry on,” a poster said.",
        "The crew threatened to strike until the end of the season.",
    ],
)
def test_what_is_denied_supposed_long_past_or_no_wish_is_no_demand(text: str) -> None:
    assert texts(text) == []


def test_boilerplate_subheads_and_titles_are_not_read() -> None:
    text = "The crew demanded a new cook.\n\nThe crew demanded a new captain."
    article = Article("a", "a", "a", text, boilerplate=(Region(0, 29, "title_repeat"),))
    table = actors.learn([article])
    found = demands.extract(article, (), table, LABOUR)
    assert [item.text for item in found] == ["a new captain"]
    article = Article("a", "a", "a", text, subheads=(Span(31, len(text)),))
    found = demands.extract(article, (), table, LABOUR)
    assert [item.text for item in found] == ["a new cook"]


def test_an_entry_gives_its_key_and_other_demands_a_name() -> None:
    found = read("The crew demanded higher pay and a new captain.")
    assert [(item.demand, item.name) for item in found] == [
        ("higher-pay", ""),
        ("other", "new-captain"),
    ]


def test_the_holder_is_the_speaker_of_the_statement_at_the_cue() -> None:
    text = "Its leaders met. They demanded a new cook."
    said = Statement(
        "s1", "a", 31, 41, "a new cook", "indirect", speaker="Sea Crew Union",
        cue="demanded", cue_start=22, cue_end=30,
    )  # fmt: skip
    article = Article("a", "a", "a", text)
    found = demands.extract(article, (said,), actors.learn([article]), LABOUR)
    assert [(item.holder, item.statement) for item in found] == [("Sea Crew Union", "s1")]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("The owner rejected the demand.", "rejected"),
        ("The owner turned down all the crew’s demands.", "rejected"),
        ("The owner refused to hire a new cook.", "rejected"),
        ("The demands were rejected by the owner.", "rejected"),
        ("The owner’s rejection of the demands came at once.", "rejected"),
        ("The owner did not agree to the demand.", "rejected"),
        ("The owner bowed to the demand.", "conceded"),
        ("The owner agreed to hire a new cook.", "conceded"),
        ("The owner offered to clean the kitchen.", "counter-offer"),
        ("The owner proposed talks on the kitchen.", "counter-offer"),
    ],
)
def test_an_answer_far_away_is_linked_to_the_demand(answer: str, kind: str) -> None:
    text = f"The crew asked the owner to hire a new cook.\n\nIt rained all day.\n\n{answer}"
    found = read(text)
    assert [(r.response, r.by) for r in found[0].responses] == [(kind, "owner")]


@pytest.mark.parametrize(
    "passage",
    [
        "The owner did not reject the demand.",
        "The crew rejected the demand.",
        "The owner agreed to discuss the weather.",
        "The owner offered no comment.",
        "The owner refused to say when he would be back.",
    ],
)
def test_what_only_looks_like_an_answer_is_not_linked(passage: str) -> None:
    found = read(f"The crew asked the owner to hire a new cook.\n\n{passage}")
    assert [item.responses for item in found] == [()]


def test_an_assurance_answers_the_demand_that_a_thing_be_not() -> None:
    text = (
        "The crew demanded an end to night sailing. "
        "“Night sailing is not on the agenda,” said Owen Hart, the owner."
    )
    article = Article("a", "a", "a", text)
    said = Statement("s", "a", 43, 80, text[43:80], "direct", speaker="Owen Hart")
    mine = catalogue.load(
        '[groups]\nnight=["night"]\nno=["end", "not"]\n[[demand]]\nkey="no-night"\ntitle="None"\n'
        'meaning=["night + no"]\npositive=[]\nnegative=[]\n'
    )
    found = demands.extract(article, (said,), actors.learn([article]), mine)
    assert [(r.response, r.by) for r in found[0].responses] == [("assurance", "Owen Hart")]


def test_who_refuses_other_demands_of_the_holder_is_the_one_they_were_made_to() -> None:
    text = (
        "The crew demanded a new cook. The crew also demanded a total refit, said the mate. "
        "The owner rejected the crew’s demand for a new cook."
    )
    found = {item.text: item.target for item in read(text)}
    assert found["a total refit"] == "owner"


def test_every_kind_of_answer_has_an_example_that_is_told_by_the_rules() -> None:
    for kind in ("rejected", "conceded"):
        example = lexicon.answer_rules()[kind]["example"]
        found = read(f"The guild demanded higher fees from the studio. {example}")
        assert kind in {r.response for item in found for r in item.responses}, example


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["demand", "that", "NATO", "to", "stop", "“", "”", ",", "and", "for", "must", "unless",
             "X said", "its", "demands", ":", ";", "rejected", "the", "call on", "gave", "\n- "]
        )
        | st.text(max_size=6),
        max_size=40,
    )
)  # fmt: skip
def test_any_text_is_read_without_an_error_and_spans_are_exact(parts: list[str]) -> None:
    text = " ".join(parts)
    article = Article("a", "a", "a", text)
    for item in demands.extract(article, (), actors.learn([article]), catalogue.default()):
        assert item.text == text[item.start : item.end] != ""
        for answer in item.responses:
            assert answer.text == text[answer.start : answer.end] != ""
