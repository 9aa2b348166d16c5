"""Figures that somebody gives in the narration, and numbers that stand for one before them."""

from __future__ import annotations

import pytest

from analysis import claims
from store.records import Claim, Findings
from tests.analysis.claim_stories import article, extracted


def told(*texts: str) -> list[list[Claim]]:
    """The claims of articles of one story, by group and in order."""
    names = " (The Norland desk of the Halden Gazette and the Ostby Herald.)"
    items = [article(text + names, f"a{number}") for number, text in enumerate(texts)]
    found = [Findings(item.id, (), (), extracted(item)) for item in items]
    groups, filled = claims.group(items, found)
    known = {claim.id: claim for item in filled for claim in item.claims}
    return [[known[ident] for ident in group.ids] for group in groups]


@pytest.mark.parametrize(
    ("text", "by", "amount"),
    [
        ("The mayor put the number of dead at 96.", "mayor", 96),
        ("The union put the turnout at 22,000.", "union", 22000),
        ("Organisers spoke of 150,000.", "Organisers", 150000),
        ("Officials believe there are between 60,000 and 80,000.", "Officials", 60000),
        ("Of the 180 pupils, 60 were missing.", "(article)", 60),
        ("Another 61 were missing.", "(article)", 61),
    ],
)
def test_a_figure_is_given_by_the_one_who_names_it(text: str, by: str, amount: int) -> None:
    (claim,) = extracted(article(text))
    assert (claim.asserted_by, claim.quantity) == (by, amount)


def test_a_bare_number_answers_the_question_before_it() -> None:
    (group,) = told("Some 2,400 workers walked out. The company put the figure at 900.")
    assert [claim.quantity for claim in group] == [2400, 900]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The quake killed at least 140 people.", "The death toll rose to 310."),
        ("Some 2,400 workers walked off the job.", "About 2,600 staff are on strike."),
        ("Police arrested 340 people.", "More than 1,300 people are in jail."),
        ("Turnout reached 61 percent.", "Turnout was 58.7 percent."),
        ("The storm destroyed 9,000 homes.", "Almost 14,000 houses were destroyed."),
    ],
)
def test_one_question_in_other_words_is_one_group(one: str, other: str) -> None:
    assert [len(group) for group in told(one, other)] == [2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The quake killed 140 people.", "In 1999, a quake killed 2,500 people."),
        ("Sixteen protesters died.", "Two policemen were killed."),
        ("Some 60 people are missing.", "Another 12 of its workers are missing."),
        ("The army massed 12,000 soldiers there.", "The rebels have massed 3,500 fighters there."),
    ],
)
def test_other_questions_are_other_groups(one: str, other: str) -> None:
    assert [len(group) for group in told(one, other)] == [1, 1]


def test_a_contradiction_names_both_sides_and_a_rising_toll_says_so() -> None:
    items = [
        article("The flood killed 44 people. The union put the number of dead at 57.", "a"),
    ]
    groups, _ = claims.group(items, [Findings(items[0].id, (), (), extracted(items[0]))])
    assert "44 people (the article, no source named) stands against 57 (union)" in groups[0].note
    names = " (The Norland desk of the Halden Gazette and the Ostby Herald.)"
    pair = [article(f"The flood killed {n} people.{names}", f"a{n}") for n in (44, 57)]
    groups, _ = claims.group(pair, [Findings(i.id, (), (), extracted(i)) for i in pair])
    assert groups[0].note.startswith("the number rises from article to article;")
