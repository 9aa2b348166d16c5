"""Answers that do not repeat the demand, lists below a sentence, and demands in conditions."""

from __future__ import annotations

import pytest

from analysis import actors, engine
from analysis.demands import across
from store.records import Article, Findings
from tests.analysis.test_demand_rules import read, texts

ASKED = "The guild demanded a public inquiry. "


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("The studio refused.", "rejected"),
        ("It was granted on Monday.", "conceded"),
        ("The studio ruled that out.", "rejected"),
        ("The studio brushed the demand aside.", "rejected"),
        ("The studio agreed to that.", "conceded"),
        ("The studio gave way.", "conceded"),
        ("The requests would be looked at, the studio said.", "assurance"),
        ("The studio said there would be an investigation.", "assurance"),
        ("The studio said there were no grounds for an investigation.", "rejected"),
        ("The studio promised an independent inquiry.", "assurance"),
        ("The studio said there was no need for that.", "rejected"),
        ("The studio replied that its books had been in order since May.", "rejected"),
        ("The studio described the idea of an inquiry as absurd.", "rejected"),
        ("The studio said that had already been done.", "conceded"),
        ("The studio said it was open to one if the guild ended its strike.", "counter-offer"),
        ("The studio promised a hotline instead.", "counter-offer"),
        ("The studio agreed.", "conceded"),
        ("The studio said no.", "rejected"),
        ("The studio ignored the demand.", "rejected"),
        ("The studio said an inquiry would cost 90 jobs.", "rejected"),
        ("The studio has described an inquiry as folly.", "rejected"),
        ("Governor Ann Lee said there was not enough time for that.", "rejected"),
    ],
)
def test_an_answer_finds_its_demand_without_repeating_it(answer: str, kind: str) -> None:
    (item,) = read(ASKED + answer)
    assert [given.response for given in item.responses] == [kind]


@pytest.mark.parametrize(
    "other",
    [
        "The guild refused.",
        "The studio rejected an appeal to open the archive.",
        "One request had been granted, the studio said.",
        "The guild said the studio was absurd.",
        "The police said 40 people had been hurt. The studio rejected that.",
    ],
)
def test_what_answers_something_else_answers_nothing_here(other: str) -> None:
    (item,) = read(ASKED + other)
    assert item.responses == ()


def test_a_share_is_no_answer_to_hours() -> None:
    (item,) = read("The guild demanded a limit of 8 hours. The studio offered 6 percent.")
    assert item.responses == ()


def test_a_deed_after_a_demand_meets_it() -> None:
    (item,) = read("The guild demanded the release of 40 men. The army freed 12 of them on Monday.")
    assert [(a.response, a.by) for a in item.responses] == [("conceded", "army")]
    (item,) = read("The guild demanded the release of 40 men. The army released a statement.")
    assert item.responses == ()


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("The studio said it would appeal.", "rejected"),
        ("The studio offered new chairs instead.", "counter-offer"),
        ("The studio did not raise their pay.", "rejected"),
        ("The studio began raising their pay on Monday.", "conceded"),
        ("The studio's board voted against it.", "rejected"),
        ("It did so on Monday.", "conceded"),
    ],
)
def test_what_the_one_who_is_asked_says_or_does_next_is_his_answer(answer: str, kind: str) -> None:
    (item,) = read(f"The guild asked the studio to raise their pay. {answer}")
    assert [given.response for given in item.responses] == [kind]


def test_silence_is_no_answer() -> None:
    (item,) = read("The guild asked the studio to raise pay. The studio has not responded.")
    assert item.responses == ()


def test_the_first_of_two_requests_is_told_from_the_second() -> None:
    text = "The guild called on the studio to raise pay and to open its books. "
    first, second = read(text + "The studio rejected the first request.")
    assert [len(first.responses), len(second.responses)] == [1, 0]


def test_what_is_demanded_of_nobody_is_asked_of_whom_its_holder_accuses() -> None:
    text = "The guild accused the city council of neglect. The guild demanded more money."
    assert [item.target for item in read(text)] == ["city council"]


def test_what_shall_be_done_to_somebody_is_not_asked_of_him() -> None:
    (item,) = read("The guild wants Ann Lee to be dismissed.")
    assert item.target == ""


def test_an_offer_of_a_number_answers_a_demand_for_a_number() -> None:
    (item,) = read("The guild asked for 500 extra writers. The studio offered 200.")
    assert [(a.response, a.by) for a in item.responses] == [("counter-offer", "studio")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The guild wants the studio to:\n- pay its writers\n- open its books\n",
         ["pay its writers", "open its books"]),
        ("The guild demanded that Reeve resign and that the studio publish its books.",
         ["Reeve resign", "the studio publish its books"]),
        ("The guild said it would go back only if the studio paid its writers.",
         ["the studio paid its writers"]),
        ("The guild said work would not resume until the studio paid its writers.",
         ["the studio paid its writers"]),
        ("The guild demanded to see the accounts.", ["to see the accounts"]),
        ("Reeve turned down guild demands. He rejected opposition calls for a snap vote.",
         ["a snap vote"]),
        ("The studio, the guild said, must pay its writers.", ["must pay its writers"]),
        ("The guild wants a 35-hour week.", ["a 35-hour week"]),
        ("The guild urged the studio, whoever owned it, to pay its writers.",
         ["the studio, whoever owned it, to pay its writers"]),
    ],
)  # fmt: skip
def test_demands_in_other_shapes(text: str, wanted: list[str]) -> None:
    assert texts(text) == wanted


def test_one_demand_in_other_words_has_one_name_and_its_answer_elsewhere() -> None:
    found = []
    table = actors.learn([])
    for number, text in enumerate(
        (
            "The guild demanded that Reeve resign.",
            "The guild asked Reeve to step down. Reeve refused to resign.",
        )
    ):
        article = engine.read(Article(f"a{number}", "a", "a", text))
        found.append(Findings(article.id, (), read(text)))
    first, second = (item.demands[0] for item in across.link(found, table))
    assert first.name == second.name
    assert [answer.response for answer in first.responses] == ["rejected"]
