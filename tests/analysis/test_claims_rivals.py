"""Two numbers of two sources in one sentence are two claims, each of its own source."""

from __future__ import annotations

import pytest

from analysis import catalogue, engine, quantities
from analysis.claims.rivals import rivals
from store.records import Article, article_id

POLICE, ORGANISERS = "police", "organisers"
SENTENCES = [
    "About 20,000 people marched, according to police, and 100,000, according to the organisers.",
    "It was full, with 20,000 taking part according to police and 100,000 according to organisers.",
    "Police estimated the crowd at 20,000 and organisers at 100,000.",
    "Between 20,000 (police) and 100,000 (organisers) people marched through the town.",
    "The march drew 20,000 people by police estimates and 100,000 according to its organisers.",
]


def _numbers(sentence: str) -> list[tuple[object, str]]:
    text = f"LAVENTO, May 4 (Reuters) - A rally was held in Lavento on Sunday.\n\n{sentence}\n"
    article = Article(article_id("a.txt", text), "a.txt", "a.txt", text)
    _, found, *_ = engine.analyse([article], catalogue.default())
    claims = found[article.id].claims
    return [(c.quantity, c.asserted_by.casefold()) for c in claims if c.quantity is not None]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_number_has_its_source(sentence: str) -> None:
    assert _numbers(sentence) == [(20000, POLICE), (100000, ORGANISERS)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The plant made 20,000 cars in 2020 and 100,000 in 2021.",
        "About 12 people were killed in the north and 30 in the south, according to police.",
        "Police said 20,000 people and 300 horses took part.",
        "Olsen led with 30 percent of the vote, followed by Hale at 13 percent and Lund at 12.",
        "Voters answered with 1 (“I am for it”) or 6 (“I am against it”).",
    ],
)
def test_numbers_of_one_source_are_left_alone(sentence: str) -> None:
    assert rivals(sentence, 0, len(sentence), quantities.find(sentence)) == []
