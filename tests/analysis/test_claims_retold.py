"""One number told in other words: what structure alone joins, and what speaks against it."""

from __future__ import annotations

import pytest

from analysis import catalogue, engine
from analysis.claims import alike, grouping, retold
from store.records import Article, Claim, article_id

OPENING = (
    "PORT VARA, May 4 (Reuters) - {} Mayor Ina Holt of Port Vara spoke with Carl Menk of Nordia."
)


def told(*sentences: str) -> tuple[list[grouping.Member], list[str]]:
    """The first number of each article with its question, and its group; all are of one story."""
    articles = []
    for number, words in enumerate(sentences):
        text = OPENING.format(words)
        articles.append(Article(article_id(str(number), text), str(number), str(number), text))
    read, found, _ = engine.analyse(articles, catalogue.default())
    members = grouping.members(read, [found[item.id] for item in read])
    first = [
        next(m for m in members if m.article == at and m.claim.quantity is not None)
        for at in range(len(articles))
    ]
    return first, [m.claim.group for m in first]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Police put the loot at 11 million euros.", "The haul came to 9.4 million euros in all."),
        ("The flames consumed 7,800 hectares.", "The blaze swept across 10,300 hectares."),
        ("Thieves took 3,412 bottles on Sunday.", "On Sunday 3,412 bottles vanished."),
        ("It left 400,000 households without heat.", "For 400,000 homes heating was cut."),
    ],
)
def test_numbers_of_a_kind_and_size_are_one_in_other_words(one: str, other: str) -> None:
    first, second = told(one, other)[1]
    assert first == second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thieves took 412 bottles on Sunday.", "Another 409 bottles broke on Sunday."),
        ("Thieves took 412 bottles on Sunday.", "The museum will sell 409 bottles on Sunday."),
        ("The museum held 412 bottles on Sunday.", "On Sunday 390 of the 412 bottles vanished."),
        ("Thieves took 412 bottles in 1987.", "On Sunday 409 bottles vanished."),
    ],
)
def test_a_part_an_addition_and_what_is_to_come_are_other_numbers(one: str, other: str) -> None:
    first, second = told(one, other)[0]
    assert retold.evidence(first, second) < retold.ENOUGH


def test_numbers_of_another_order_of_size_stay_apart() -> None:
    first, second = told("Thieves took 412 bottles on Sunday.", "9,600 bottles vanished.")[1]
    assert first != second


def test_of_two_that_fit_alike_neither_is_taken() -> None:
    both = "The vault held 12 million euros. The insurer paid 13 million euros."
    one, other = told("Police put the loot at 12.5 million euros.", both)[1]
    assert one != other


def test_almost_one_hour_in_two_articles_is_that_of_one_event() -> None:
    raid = "The robbers rammed the gate at 4:40 a.m. on Sunday."
    for other, same in (("4:30 a.m.", True), ("6:50 a.m.", False)):
        text = f"The alarm in the vault rang at {other} on Sunday."
        articles = []
        for number, words in enumerate((raid, text)):
            whole = OPENING.format(words)
            articles.append(Article(article_id(f"{number}", whole), f"{number}", "", whole))
        _, found, _ = engine.analyse(articles, catalogue.default())
        groups = [found[item.id].claims[0].group for item in articles]
        assert (groups[0] == groups[1]) == same


def test_two_deeds_of_one_minister_are_not_one_question() -> None:
    texts = (
        OPENING.format("Energy Minister Georgi Panov promised an investigation."),
        OPENING.format("Energy Minister Georgi Panov again refused to dismiss Ivan Horn."),
    )
    articles = [Article(article_id(text, text), text, text, text) for text in texts]
    read, found, _ = engine.analyse(articles, catalogue.default())
    groups = [{claim.group for claim in found[item.id].claims} for item in read]
    assert all(groups)
    assert groups[0].isdisjoint(groups[1])


@pytest.mark.parametrize(
    ("text", "part"), [("3 of its 1.2.3 cars", False), ("3 of the 9 cars", True)]
)
def test_a_whole_is_read_as_far_as_it_is_a_number(text: str, part: bool) -> None:
    one = Claim("c1", "a", 0, len(text), text, quantity=3)
    other = Claim("c2", "b", 0, 6, "9 cars", quantity=9)
    assert alike.apart(one, other) == part
