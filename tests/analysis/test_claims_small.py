"""Small numbers of people hurt or held are news; other small numbers say little."""

from __future__ import annotations

import pytest

from analysis import catalogue, engine
from analysis import text as layout
from store.records import Article, article_id


def numbers(words: str) -> list[float | int | None]:
    """The numbers of the claims of a text."""
    article = Article(article_id("a", words), "a", "a", words)
    _, found, _ = engine.analyse([article], catalogue.default())
    return [claim.quantity for claim in found[article.id].claims]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Three officers suffered minor injuries.", 3),
        ("Two captains are in custody.", 2),
        ("Police spoke of scuffles in which three people were slightly injured.", 3),
        ("The crowd was estimated at 33,000.", 33000),
        ("Two passers-by were hurt.", 2),
    ],
)
def test_people_hurt_or_held_are_told_however_few(words: str, number: int) -> None:
    assert number in numbers(words)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("The line of lorries at the crossing grew to 900.", 900),
        ("The king pledged 350 and a hotline on Monday.", 350),
    ],
)
def test_a_bare_number_that_a_verb_gives_is_that_of_the_claim(words: str, number: int) -> None:
    assert numbers(words) == [number]


def test_an_hour_and_a_number_that_counts_something_named_are_not_bare() -> None:
    assert numbers("The plane landed at 10 on Monday.") == [None]


def test_a_few_people_who_are_only_there_are_no_claim() -> None:
    assert numbers("Two captains were there.") == []


def test_a_sentence_ends_at_the_hour_before_another_number() -> None:
    text = "A plane landed at 6 a.m. Another 400 boxes follow. It left at 9 p.m. Moscow time."
    assert [text[item.start : item.end][:7] for item in layout.sentences(text)] == [
        "A plane",
        "Another",
        "It left",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("The toll rose to 26, most of them civilians.", "The toll rose to 26"),
        (
            "The line was shut at 4 a.m. on Monday, nearly two hours later than it had said.",
            "The line was shut at 4 a.m. on Monday",
        ),
        ("The call was logged at 3:35 a.m.", "The call was logged at 3:35 a.m."),
        (
            "Police put the number of people who were on the boat at 190.",
            "the number of people who were on the boat at 190",
        ),
        ("The bill could reach $600 million, Ada Lund said.", "The bill could reach $600 million"),
        (
            "Some 240,000 residents depend on trucks.",
            "Some 240,000 residents depend on trucks",
        ),
    ],
)
def test_a_claim_ends_before_what_is_added(words: str, told: str) -> None:
    article = Article(article_id("a", words), "a", "a", words)
    _, found, _ = engine.analyse([article], catalogue.default())
    assert [claim.text for claim in found[article.id].claims] == [told]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "The coastal road was closed to all traffic after 46 children fell ill.",
            ["The coastal road was closed to all traffic", "46 children fell ill"],
        ),
        ("He was freed after 14 months in prison.", ["He was freed after 14 months in prison"]),
        ("The chamber estimates losses of $15 million.", ["losses of $15 million"]),
    ],
)
def test_whom_a_number_counts_tells_a_clause_from_a_time(words: str, told: list[str]) -> None:
    article = Article(article_id("a", words), "a", "a", words)
    _, found, _ = engine.analyse([article], catalogue.default())
    assert [claim.text for claim in found[article.id].claims] == told
