"""When two passages speak of one thing."""

from __future__ import annotations

import pytest

from analysis.demands import topics


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("President Ida Cruz to dissolve parliament at once", "the chamber to be dissolved"),
        ("a snap election before the summer", "early elections"),
        ("the pay rise", "a rise in pay"),
    ],
)
def test_wordings_of_one_thing_share_it(one: str, other: str) -> None:
    assert topics.shares(one, other)


def test_one_common_word_is_nothing_in_a_long_passage() -> None:
    long = "the plan to sell the harbour and its cranes would be put off until after the vote"
    assert not topics.shares("a snap election", long)


def test_a_vote_of_confidence_is_no_election() -> None:
    assert not topics.shares("a snap election", "a vote of confidence")
    assert topics.shares("a snap election", "an election")


def test_who_is_asked_by_name_is_no_part_of_the_thing() -> None:
    asked = topics.meaning("Mayor Ann Reed to reopen the bridge")
    assert asked == topics.meaning("reopen the bridge")


def test_a_passage_repeats_a_demand_when_half_of_both_is_the_same() -> None:
    assert topics.repeats("the owner to reopen the bridge by May", "reopen the bridge")
    assert not topics.repeats(
        "reopen the bridge", "reopen the bridge, the mine, the harbour, all schools and all banks"
    )
    assert not topics.repeats("the owner to reopen the bridge by May", "reopen the mine")
    assert not topics.repeats("the owner to reopen the bridge by May", "the bridge")
