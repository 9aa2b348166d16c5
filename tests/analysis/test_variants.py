"""Statements of several articles that render one utterance."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

import pytest

from analysis import variants
from store.records import Article, Findings, Statement

STORIES = Path(__file__).with_name("variant_stories.toml")


def made(article: str, *said: tuple[str, str]) -> Findings:
    items = tuple(
        Statement(f"{article}{n}", article, n, n + 1, text, "indirect", speaker=who)
        for n, (who, text) in enumerate(said)
    )
    return Findings(article, items)


def groups(*found: Findings) -> list[set[str]]:
    articles = [Article(f.article, f.article, "", "") for f in found]
    return [set(v.ids) for v in variants.join(articles, found)]


FILLER = [
    ("Ben Ode", "schools will open in the autumn after repairs"),
    ("Ben Ode", "the harbour needs new cranes"),
    ("Ruth Kay", "prices rose by a tenth"),
]


def test_copies_and_retranslations_are_one_utterance() -> None:
    one = made("a", ("Ana Cruz", "“We are willing to follow the path of negotiation.”"), *FILLER)
    two = made("b", ("Ana Cruz", "she is “ready to follow the path of negotiations”"))
    assert groups(one, two) == [{"a0", "b0"}]


def test_a_sentence_of_a_long_quotation_counts_by_itself() -> None:
    one = made(
        "a", ("Ana Cruz", "“Nobody slept. An invasion clearly remains possible. We wait.”"), *FILLER
    )
    two = made("b", ("Ana Cruz", "an invasion remains a distinct possibility"))
    assert groups(one, two) == [{"a0", "b0"}]


def test_another_speaker_is_another_utterance() -> None:
    one = made("a", ("Ana Cruz", "the bridge is closed for good"), *FILLER)
    two = made("b", ("Ben Ode", "the bridge is closed for good"))
    assert groups(one, two) == []


def test_one_article_alone_has_no_variants() -> None:
    assert (
        groups(
            made("a", ("Ana Cruz", "the bridge is closed"), ("Ana Cruz", "the bridge is closed"))
        )
        == []
    )


def test_a_question_is_no_variant_of_a_denial() -> None:
    one = made("a", ("Ana Cruz", "“Do we want war or not?”"), *FILLER)
    two = made("b", ("Ana Cruz", "she did not want war"))
    assert groups(one, two) == []


def test_a_denial_is_no_variant_of_the_claim() -> None:
    one = made("a", ("Ana Cruz", "the dam is safe"), *FILLER)
    two = made("b", ("Ana Cruz", "the dam is not safe"))
    assert groups(one, two) == []


def test_larger_groups_come_first_and_have_a_name() -> None:
    said = ("Ana Cruz", "the dam will be repaired by October")
    other = ("Ana Cruz", "fishing is banned near the pier")
    found = [made("a", said, other, *FILLER), made("b", said), made("c", said, other)]
    joined = variants.join([Article(f.article, f.article, "", "") for f in found], found)
    assert [len(v.ids) for v in joined] == [3, 2]
    assert joined[0].name == "the dam will be repaired by October"


def test_a_shortened_quotation_need_not_repeat_a_denial() -> None:
    one = made("a", ("Ana Cruz", "“The wind turned in minutes and not all got out,”"), *FILLER)
    two = made("b", ("Ana Cruz", "“the wind turned in minutes”"))
    assert groups(one, two) == [{"a0", "b0"}]


def test_synonyms_and_irregular_forms_count_as_the_word() -> None:
    one = made("a", ("Ana Cruz", "“This offer is a bad joke,”"), *FILLER)
    two = made("b", ("Ana Cruz", "the proposal was a poor joke"))
    assert groups(one, two) == [{"a0", "b0"}]


def test_two_things_that_one_article_tells_are_not_joined_by_a_third() -> None:
    one = made("a", ("Ana Cruz", "the dam is safe"), ("Ana Cruz", "taxes will fall in May"))
    two = made("b", ("Ana Cruz", "the dam is safe, taxes will fall in May"), *FILLER)
    assert all(not {"a0", "a1"} <= group for group in groups(one, two))


def pairs(named: Iterable[Sequence[str]]) -> set[frozenset[str]]:
    """Pairs of statements of two articles; an id starts with the letter of its article."""
    every = (pair for members in named for pair in combinations(members, 2))
    return {frozenset(pair) for pair in every if pair[0][0] != pair[1][0]}


@pytest.mark.parametrize(("aside", "precision", "recall"), [(False, 0.95, 0.9), (True, 0.85, 0.75)])
def test_renderings_in_twelve_stories(aside: bool, precision: float, recall: float) -> None:
    hits = given = asked = 0
    with STORIES.open("rb") as file:
        stories = tomllib.load(file)["story"]
    for story in stories:
        if story.get("aside", False) != aside:
            continue
        said: dict[str, list[Statement]] = defaultdict(list)
        gold: dict[str, list[str]] = defaultdict(list)
        for number, (article, who, text, names) in enumerate(story["rows"]):
            one = Statement(
                f"{article}{number}", article, number, number + 1, text, "indirect", who
            )
            said[article].append(one)
            for name in names.split():
                gold[name].append(one.id)
        articles = [Article(name, name, "", "") for name in said]
        found = [Findings(name, tuple(items)) for name, items in said.items()]
        ours = pairs(v.ids for v in variants.join(articles, found))
        theirs = pairs(gold.values())
        hits, given, asked = hits + len(ours & theirs), given + len(ours), asked + len(theirs)
    assert hits / given >= precision
    assert hits / asked >= recall
