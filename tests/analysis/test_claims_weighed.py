"""Claims of one question in other words: pairs that are weighed, and what keeps them apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

import pytest

from analysis import catalogue, engine
from analysis.claims import grouping, weighing
from analysis.claims.alike import Member, Places
from analysis.claims.company import Company
from analysis.claims.lexicon import table
from analysis.claims.nearness import Nearness
from analysis.claims.weighed import ENOUGH, MOST, joined
from analysis.claims.weighing import marks
from store.records import Article, article_id

OPENING = (
    "PORT VARA, May 4 (Reuters) - {} Mayor Ina Holt of Port Vara spoke with Carl Menk of Nordia."
)


def members(*texts: str) -> list[Member]:
    """The claims of articles of one story."""
    full = [OPENING.format(text) for text in texts]
    articles = [Article(article_id(text, text), str(at), "", text) for at, text in enumerate(full)]
    read, found, _ = engine.analyse(articles, catalogue.default())
    return list(grouping.members(read, [found[item.id] for item in read]))


def views(*texts: str) -> list[weighing.View]:
    """The first claim of each article."""
    told = members(*texts)
    return [
        weighing.view(at, next(one for one in told if one.article == at))
        for at in range(len(texts))
    ]


def alone(told: list[Member], names: Sequence[Sequence[str]] = ()) -> list[list[int]]:
    """What becomes of claims that no rule joins; `names` are those of their articles."""
    places = Places()
    for one in told:
        places.add(one)
    story = [0] * (told[-1].article + 1)
    return joined(
        [[at] for at in range(len(told))],
        told.__getitem__,
        places,
        story,
        names or [NAMES] * len(story),
    )


SAME = (
    "The pipeline was shut down at 2:15 a.m. on Thursday.",
    "On Thursday the pipeline was stopped at 2:30 a.m.",
)
NAMES = ("Vara", "Holt", "Menk", "Nordia")
OTHER = "The museum in Larn will sell 409 bottles."


@pytest.mark.parametrize("cue", ["limit", "rest", "against"])
def test_the_words_of_a_cue_tell_its_examples_apart(cue: str) -> None:
    has, lacks = table("weights")["cues"][f"{cue}_example"]
    assert not weighing.lows(has).isdisjoint(weighing.cue(cue))
    assert weighing.lows(lacks).isdisjoint(weighing.cue(cue))


def test_one_event_in_other_words_is_likelier_one_question_than_another_event() -> None:
    one, same, other = views(*SAME, OTHER)
    company = Company([one, same, other])
    assert company.log_odds(one, same) > ENOUGH > company.log_odds(one, other)


def test_weighing_does_not_depend_on_the_order_of_the_two() -> None:
    told = views(*SAME, OTHER)
    company = Company(told)
    for one, other in combinations(told, 2):
        assert math.isclose(company.log_odds(one, other), company.log_odds(other, one))


def test_partners_are_looked_up_in_one_order_in_every_process() -> None:
    (one,) = views(SAME[0])
    words = [mark for mark in marks(one) if mark in one.words]
    assert len(words) > 2
    assert words == sorted(one.words)


def test_every_weight_is_that_of_a_sign() -> None:
    told = views(*SAME, "A crowd of 412 stood there.", "Police counted 390 people.", OTHER)
    company = Company(told)
    some = {
        (weighing.sort_of_pair(one, other), name)
        for one in told
        for other in told
        for name in company.signs(one, other)
    }
    assert len(some) > 30
    known = {
        (sort, name) for sort in ("facts", "mixed", "numbers") for name in table("weights")[sort]
    }
    rare = {name for _, name in some} - {name for _, name in known}
    assert rare == set()


def test_claims_of_two_articles_that_are_likely_of_one_question_are_joined() -> None:
    told = members(*SAME, OTHER)
    groups = alone(told)
    both = next(group for group in groups if 0 in group)
    assert {told[number].article for number in both} == {0, 1}


def test_articles_that_share_few_names_are_left_to_the_rules() -> None:
    told = members(*SAME)
    assert len(alone(told)) < len(told)
    assert len(alone(told, names=[("Vara", "Holt", "Menk"), ("Vara", "Berg", "Lund")])) == len(told)


def test_no_voice_of_an_article_gives_two_numbers_in_one_group() -> None:
    told = members(
        "Police said 412 bottles were stolen from the vault. Police said 390 bottles were stolen.",
        "Thieves took 412 bottles from the vault.",
    )
    for group in alone(told):
        numbers = {told[number].claim.quantity for number in group if told[number].article == 0} - {
            None
        }
        assert len(numbers) <= 1


def test_a_story_of_many_claims_is_left_to_the_rules() -> None:
    told = members(*SAME) * (MOST // 2 + 1)
    assert len(alone(told)) == len(told)


def test_groups_do_not_depend_on_what_was_weighed_before() -> None:
    told = members(*SAME, OTHER)
    assert alone(told) == alone(told)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Two firefighters are missing.", "Two members of the fire brigade are missing."),
        ("Three policemen were killed.", "Three members of the police were killed."),
    ],
)
def test_members_of_a_body_are_called_by_their_trade(one: str, other: str) -> None:
    first, second = (view.member.question for view in views(one, other))
    assert first.base == second.base
    assert first.base[3]


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("The ferry was carrying 230 people.", "It is licensed for 160."),
        ("Police sold 310 tickets for the match.", "The stadium holds 280."),
    ],
)
def test_what_there_may_be_is_not_what_there_was(before: str, text: str) -> None:
    told = members(f"{before} {text}")
    bounds = [one.question for one in told if one.claim.quantity in {160, 280}]
    counts = [one.question for one in told if one.claim.quantity in {230, 310}]
    assert counts
    assert all(bound.base != counts[0].base for bound in bounds)


def test_passengers_of_whom_something_is_told_are_not_all_that_were_on_board() -> None:
    told = members(
        "The ship was carrying 230 passengers. Eleven passengers were in a critical condition.",
        "A bus with 31 passengers was seized.",
    )
    events = {one.claim.quantity: one.question.event for one in told}
    assert (events[230], events[31]) == ("aboard", "aboard")
    assert events[11] != "aboard"


def test_what_is_told_in_words_of_one_meaning_is_nearer_than_what_shares_the_topic() -> None:
    told = views(
        "Flames destroyed 40 houses on the slope.",
        "The blaze burned down 40 homes.",
        "Police arrested 40 men on the slope.",
    )
    near = Nearness([(one.codes, one.around) for one in told], range(3))
    assert near.of(0, 1).mean > near.of(0, 2).mean
    assert near.of(0, 1).both
    assert near.nearest[1][0] == 0


def test_a_word_of_the_sentence_tells_of_a_claim_less_than_its_own() -> None:
    own: dict[str, int | None] = dict.fromkeys(("strike", "pilots"))
    other: dict[str, int | None] = dict.fromkeys(("strike", "pay"))
    third: dict[str, int | None] = dict.fromkeys(("rain", "wind"))
    near = Nearness(
        [(own, frozenset()), (other, frozenset()), (third, frozenset(("pilots",)))], [0, 1, 2]
    )
    assert near.of(0, 1).mean > near.of(0, 2).mean > 0.0
    assert near.of(1, 2).mean == 0.0


def test_claims_that_rules_joined_are_sorted_anew_and_others_of_far_articles_are_not() -> None:
    told = members(
        "The storm left 412,000 homes without power.",
        "Some 410,000 households had no electricity after the storm.",
        "The minister spent nine days in Larn last year.",
    )
    places = Places()
    for one in told:
        places.add(one)
    whole = [list(range(len(told)))]
    close = joined(whole, told.__getitem__, places, [0] * 3, [NAMES] * 3)
    assert close == [[0, 1], [2]]
    apart = [("Vara", "Holt"), ("Berg", "Lund"), ("Dale", "Menk")]
    assert joined(whole, told.__getitem__, places, [0] * 3, apart) == whole


def test_numbers_of_another_size_that_rules_told_apart_by_a_part_stay_apart() -> None:
    told = members("Sixteen protesters died.", "Two policemen were killed.")
    assert len(alone(told)) == len(told)
