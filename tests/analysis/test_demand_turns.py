"""Whose turn it is: what the one who was asked says next answers, in whatever words."""

from __future__ import annotations

import pytest

from tests.analysis.test_demand_rules import read

ASKED = "The Actors’ Guild demanded that the ministry raise its grants. "
STOP = "The Actors’ Guild demanded that the ministry stop the sale of the theatre. "
BOTH = "Governor Ann Lee urged both sides to return to the table. "


def kinds(text: str) -> list[tuple[str, str]]:
    """(by, kind) of the answers to the first demand of a text."""
    return [(given.by, given.response) for given in read(text)[0].responses]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("Culture Minister Jan Roos said the state had other duties.", "rejected"),
        ("Culture Minister Jan Roos said the matter was being discussed.", "assurance"),
        ("Culture Minister Jan Roos said the money would come in May.", "assurance"),
        ("Culture Minister Jan Roos said all bills had been paid.", "conceded"),
    ],
)
def test_a_minister_answers_what_his_ministry_is_asked(answer: str, kind: str) -> None:
    assert kinds(ASKED + answer) == [("Jan Roos", kind)]


def test_what_goes_on_is_not_stopped() -> None:
    answer = "Culture Minister Jan Roos said the contract would go to the cabinet as planned."
    assert kinds(STOP + answer) == [("Jan Roos", "rejected")]


def test_both_sides_answer_what_both_are_asked() -> None:
    answers = "Union leader Mia Holm said her door was open. Jan Roos said he would not come."
    assert [kind for _, kind in kinds(BOTH + answers)] == ["assurance", "rejected"]


@pytest.mark.parametrize(
    "other",
    [
        "\n\nCulture Minister Jan Roos said the state had other duties.",
        "Police said the state had other duties.",
        "Police said the hall was full. Culture Minister Jan Roos said the play was long.",
        "Culture Minister Jan Roos denied that the theatre was empty.",
    ],
)
def test_another_paragraph_another_voice_or_a_denial_answers_nothing(other: str) -> None:
    assert kinds(ASKED + other) == []


def test_a_union_and_a_minister_of_one_field_are_two_sides() -> None:
    asked = "The Education Workers’ Union demanded a raise of 11 percent. "
    answer = "Education Minister Jan Roos offered 4 percent from January."
    assert kinds(asked + answer) == [("Jan Roos", "counter-offer")]


@pytest.mark.parametrize(
    "wish", ["the plant closed for good", "the tapes of the night made public"]
)
def test_what_shall_be_done_to_a_thing_is_wanted(wish: str) -> None:
    (item,) = read(f"The Actors’ Guild wants {wish}.")
    assert item.text == wish
