"""The statement engine on sentences, each case naming the behaviour that it protects."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from analysis import actors, catalogue, engine
from analysis.statements import acts, extract
from analysis.statements.confidence import confidence
from analysis.statements.lexicon import inflect, lexicon
from store.records import Article, Published, Region, Span, Statement

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = tomllib.loads((HERE / "statement_cases.toml").read_text("utf-8"))[
    "case"
]
CUES = tomllib.loads(
    resources.files("analysis.statements").joinpath("cues.toml").read_text("utf-8")
)["group"]
FORCES = tomllib.loads(
    resources.files("analysis.statements").joinpath("acts.toml").read_text("utf-8")
)["pattern"]


def read(text: str, **more: Any) -> tuple[Statement, ...]:
    article = Article("a", "a.txt", "a.txt", text, **more)
    return extract(article, actors.learn([article]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_sentences_yield_their_statements(case: dict[str, Any]) -> None:
    found = read(case["text"])
    assert [[s.speaker, s.text, s.act, s.kind] for s in found] == case["say"]
    if "several" in case:
        assert list(found[0].speakers) == case["several"]


@pytest.mark.parametrize("group", CUES, ids=lambda group: group["name"])
def test_the_example_of_a_cue_group_is_found(group: dict[str, str]) -> None:
    sentence, _, content = group["example"].partition(" => ")
    assert content in [s.text for s in read(sentence)]


@pytest.mark.parametrize("row", FORCES, ids=lambda row: row["example"])
def test_the_example_of_an_act_pattern_is_of_its_class(row: dict[str, str]) -> None:
    sentence, _, force = row["example"].partition(" => ")
    assert acts.force(sentence) == force == row["class"]


def test_every_reporting_verb_has_its_forms() -> None:
    cues = lexicon().cues
    assert cues["denied"].lemma == "deny"
    assert cues["says"].form == "present"
    assert cues["warning"].form == "gerund"
    assert inflect("vow")["vowed"] == "past"
    assert inflect("rely")["relies"] == "present"


def test_offsets_point_into_the_text() -> None:
    text = "  Yesterday Anna Berg, a judge, said “the case is closed”. It is not."
    (statement,) = read(text)
    assert text[statement.start : statement.end] == statement.text == "“the case is closed”"
    assert text[statement.mention_start : statement.mention_end] == "Anna Berg"
    assert text[statement.cue_start : statement.cue_end] == "said"


def test_boilerplate_and_subheads_say_nothing() -> None:
    text = (
        "Berlin closed, says Mayor\n\nAnna Berg said the park was shut.\n\n"
        "Read more: Ben Ode said no to that."
    )
    found = read(
        text,
        subheads=(Span(0, 25),),
        boilerplate=(Region(text.index("Read more"), len(text), "related_link"),),
    )
    assert [s.text for s in found] == ["the park was shut"]


def test_what_a_medium_passes_on_keeps_its_speaker() -> None:
    by_source = read("“They cheated us,” Ivan Petrov said, according to RT.")
    assert [(s.speaker, s.relayed_by, s.act) for s in by_source] == [
        ("Ivan Petrov", "RT", "accuse")
    ]
    told = read("Ivan Petrov told the Guardian that the talks had failed.")
    assert [(s.speaker, s.relayed_by) for s in told] == [("Ivan Petrov", "The Guardian")]
    quoted = read(
        "Ivan Petrov was quoted by the Financial Times as saying that he expected a deal."
    )
    assert [(s.speaker, s.relayed_by) for s in quoted] == [("Ivan Petrov", "Financial Times")]
    stump = read("“Units are leaving,” spokesman Igor Belov said. Russian news agencies.")
    assert [(s.speaker, s.relayed_by) for s in stump] == [("Igor Belov", "Russian news agencies")]
    reporters = read("“Units are leaving,” spokesman Igor Belov told reporters.")
    assert [s.relayed_by for s in reporters] == [None]


def test_a_statement_inside_another_is_nested_and_relayed_by_its_speaker() -> None:
    outer, inner = read("Anna Berg said that the council had promised to pay.")
    assert (outer.nested, outer.relayed_by) == (False, None)
    assert (inner.nested, inner.relayed_by, inner.act) == (True, "Anna Berg", "promise")


def test_pieces_of_one_quotation_point_to_the_first() -> None:
    first, second = read("“It is late,” Anna Berg said. “We go home.”")
    assert second.part_of == first.id
    assert first.part_of is None


def test_pronouns_take_the_person_in_focus() -> None:
    text = (
        "Ivan Petrov met Karl Braun in Minsk. Petrov said he was ready for talks.\n\n"
        "“We want peace,” he said next to Braun.\n\n"
        "Maria Costa disagreed. “It is too late,” she said."
    )
    assert [s.speaker for s in read(text)] == ["Ivan Petrov", "Ivan Petrov", "Maria Costa"]


def test_descriptions_take_their_holder() -> None:
    text = (
        "Turkish President Recep Erdogan spoke. The Turkish president warned that time was short. "
        "Finland's envoy Pekka Haavisto listened. The Finn said a delay would hurt. "
        "The Defense Ministry denied it. The ministry said the report was false."
    )
    assert [s.speaker for s in read(text)] == [
        "Recep Erdogan",
        "Pekka Haavisto",
        "Defense Ministry",
        "Defense Ministry",
    ][: len(read(text))]


def test_a_damaged_quotation_is_called_damaged() -> None:
    (statement,) = read("Anna Berg said it would only help “in the long run that matters.")
    assert statement.damaged
    assert statement.kind == "mixed"


@pytest.mark.parametrize(
    ("sentence", "when", "source"),
    [
        ("Anna Berg said on Tuesday the park was shut.", "2022-02-15", "stated"),
        ("On Tuesday (15), Anna Berg said the park was shut.", "2022-02-15", "stated"),
        ("Anna Berg said yesterday the park was shut.", "2022-02-16", "stated"),
        ("Anna Berg said on Feb. 3 that the park was shut.", "2022-02-03", "stated"),
        ("Anna Berg said on Dec. 30 that the park was shut.", "2021-12-30", "stated"),
        ("Anna Berg said the park would open on Monday.", "2022-02-17", "inferred"),
        ("Anna Berg, who arrived on Sunday, said the park was shut.", "2022-02-17", "inferred"),
        ("Anna Berg has always denied the charge.", None, None),
    ],
)
def test_the_day_of_a_statement_is_that_of_its_cue(
    sentence: str, when: str | None, source: str | None
) -> None:
    statement = read(sentence, published=Published("2022-02-17"))[0]
    assert (statement.when, statement.when_source) == (when, source)


def test_without_a_date_nothing_is_guessed() -> None:
    assert read("Anna Berg said on Tuesday the park was shut.")[0].when is None


def test_announced_deeds_tell_whether_they_are_done() -> None:
    done, coming = read(
        "The army announced that it had left the town. "
        "The army announced that it will leave the port."
    )
    assert (done.realised, coming.realised) == ("claimed", "no")


def test_the_same_text_gives_the_same_statements() -> None:
    text = " ".join(case["text"] for case in CASES)
    assert read(text) == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "As the Harbour Echo reported, Anna Berg said the bridge was old.",
        "It sold out, and as the Harbour Echo, reported Anna Berg said the bridge was old.",
    ],
)
def test_who_reported_what_another_said_passes_it_on(text: str) -> None:
    inner = next(s for s in read(text) if s.text == "the bridge was old")
    assert (inner.speaker, inner.relayed_by) == ("Anna Berg", "Harbour Echo")


def test_a_newspaper_named_like_a_day_is_a_name() -> None:
    (statement,) = read("The Sun reported that the bridge was old.")
    assert statement.mention_start == 0
    assert statement.when is None


def test_dates_read_against_an_inferred_day_are_inferred() -> None:
    text = "Anna Berg said on Tuesday the bridge was old. On May 3, 2021, Ben Ode said it was new."
    inferred = Published("2022-02-17", how="inferred")
    assert [(s.when, s.when_source) for s in read(text, published=inferred)] == [
        ("2022-02-15", "inferred"),
        ("2021-05-03", "stated"),
    ]
    stated = read(text, published=Published("2022-02-17"))
    assert [s.when_source for s in stated] == ["stated", "stated"]


def test_an_undated_copy_dates_its_statements_by_inference() -> None:
    story = (
        "Anna Berg said on Tuesday the old bridge over the harbour would stay closed until the "
        "council had paid for new steel. The town has waited two years for the work to begin, and "
        "nobody on the council would say who is going to pay for it in the end.\n\n"
        "Ben Ode said the ferry would run every hour until the works are over and done with."
    )
    dated = "Published February 17, 2022\n\n" + story
    articles = [Article(n, n + ".txt", n, text) for n, text in (("a", dated), ("b", story))]
    full, found, _ = engine.analyse(articles, catalogue.default())
    assert full[1].published == Published("2022-02-17", "day", "inferred")
    assert {s.when_source for s in found["b"].statements} == {"inferred"}
    assert found["b"].statements[0].when == "2022-02-15"


def test_confidence_is_what_was_measured_drawn_to_the_rate_of_all_rules() -> None:
    rates = tomllib.loads(
        resources.files("analysis.statements").joinpath("confidence.toml").read_text("utf-8")
    )["rules"]
    every = sum(r for r, _ in rates.values()) / sum(n for _, n in rates.values())
    for rule, (right, of) in rates.items():
        low, high = sorted((right / of, every))
        assert low - 0.01 <= confidence(rule) <= high + 0.01
    assert confidence("no such rule") == pytest.approx(every, abs=0.01)
    assert read("Anna Berg said the bridge was old.")[0].confidence == confidence("bare")
