"""What speaks for it that a statement or deed answers a demand: reasons, and near misses."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from analysis.demands import evidence, sorts
from analysis.demands.nearness import near
from tests.analysis.test_demand_rules import read

CASES = tomllib.loads((Path(__file__).parent / "answer_cases.toml").read_text("utf-8"))["case"]
POSITIVE = frozenset(("conceded", "assurance"))
ASKED = "The guild asked the studio to reopen the archive. "


def kinds(text: str) -> list[str]:
    """How the first demand of a text was met."""
    return [given.response for given in read(text)[0].responses]


def test_answers_to_demands_on_other_topics_are_found_and_few_others() -> None:
    right = wanted = found = 0
    for case in CASES:
        given = [
            (number, answer.response)
            for number, item in enumerate(read(case["text"]))
            for answer in item.responses
        ]
        wanted += len(case["answers"])
        found += len(given)
        for number, kind in case["answers"]:
            fits = [one for one in given if one[0] == number]
            right += any(one[1] == kind or {one[1], kind} <= POSITIVE for one in fits)
    assert wanted == 25
    assert right >= 18
    assert right / found >= 0.8


@pytest.mark.parametrize(
    "passage",
    [
        "The studio did not respond.",
        "The studio declined to comment.",
        "Two museums backed the call.",
        "The museum renewed its call for money.",
        "The studio rejected the criticism of its films.",
        "The studio reopened its canteen in May.",
        "Critics praised the last film.",
        "“We only want to see the old films,” said Ida Moe, who collects posters.",
        "The guild’s lawyer said the archive would burn one day.",
        "Around 40 people came, police said.",
    ],
)
def test_silence_support_and_other_things_answer_nothing(passage: str) -> None:
    assert kinds(ASKED + passage) == []


@pytest.mark.parametrize(
    ("passage", "kind"),
    [
        ("The studio reopened it in May.", "conceded"),
        ("The studio's board voted in favour of it.", "conceded"),
        ("The studio said it would think about it.", "assurance"),
        ("“We will not waste money on dust,” the studio said.", "rejected"),
        ("The head of the studio, Ida Moe, said the roof was leaking.", "rejected"),
        ("The studio said the archive would open its doors in May.", "assurance"),
        ("The studio said the rooms were being repaired.", "assurance"),
    ],
)
def test_words_and_deeds_of_who_was_asked_are_his_answer(passage: str, kind: str) -> None:
    assert kinds(ASKED + passage) == [kind]


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("the studio turned down", "rejected"),
        ("the studio rejected the day before", "rejected"),
        ("the studio granted on Monday", "conceded"),
    ],
)
def test_a_relative_clause_answers_the_demand_before_it(clause: str, kind: str) -> None:
    assert kinds(f"The guild wants a public inquiry, which {clause}.") == [kind]


def test_who_gives_in_to_calls_does_not_hold_them_but_was_asked() -> None:
    (item,) = read("Ida Moe, the premier, gave in to calls for longer holidays.")
    assert (item.holder, item.target) == ("", "Ida Moe")
    assert [answer.response for answer in item.responses] == ["conceded"]


def test_what_is_granted_of_a_row_without_its_words_is_the_first_of_it() -> None:
    text = "The guild asked the studio to mend the roof and to raise pay. "
    first, second = read(text + "The studio promised both by June.")
    assert [len(first.responses), len(second.responses)] == [1, 1]
    first, second = read(text + "The studio promised to act.")
    assert [len(first.responses), len(second.responses)] == [1, 0]


def test_a_day_is_no_number_that_is_offered() -> None:
    text = "The guild demanded 500 extra writers. The studio proposed a meeting on June 13."
    assert "counter-offer" not in kinds(text)


def test_every_reason_has_a_weight_and_speaks_for_or_against() -> None:
    weights = evidence.weights()
    more = evidence.score({"share": 1.0, "near": 0.5}) - evidence.score({})
    assert more == pytest.approx(weights["share"] + weights["near"] / 2)
    asked = evidence.score({"share": 1.0, "asked_first": 1.0})
    assert asked > evidence.score({"share": 1.0, "stranger": 1.0})
    assert weights["paragraph"] < 0 < weights["first"]


@pytest.mark.parametrize(
    ("passage", "kind"),
    [
        ("The doors of the archive have been open since Friday.", "conceded"),
        ("On Friday the archive was reopened.", "conceded"),
    ],
)
def test_what_happens_next_to_what_was_demanded_answers_though_nobody_does_it(
    passage: str, kind: str
) -> None:
    assert kinds(ASKED + passage) == [kind]


def test_in_an_article_about_something_else_only_what_is_signed_answers() -> None:
    passage = "On Friday the doors of the archive were wide open."
    rest = "\n\n" + "The weather was fine and people sat in the sun. " * 40
    assert kinds(ASKED + passage) == ["conceded"]
    assert kinds(ASKED + passage + rest) == []


def test_a_passage_is_near_a_demand_by_the_company_its_words_keep() -> None:
    wanted = "the museum to hand over the skulls"
    close = near(wanted, "museum", "bones were returned")
    assert close > near(wanted, "museum", "ticket prices rose") >= 0.0
    assert near(wanted, "museum", "the skulls were handed over") > close
    assert near(wanted, "museum", "") == near("", "", "bones") == 0.0


def test_each_sort_of_answer_has_weights_for_the_marks_that_are_read() -> None:
    tables = sorts.weights()
    assert set(tables) == set(sorts.SORTS)
    assert tables["rejected"]["negated"] > 0 > tables[sorts.GRANTED]["negated"]
    assert tables["counter-offer"]["partial"] > tables["rejected"]["partial"]
