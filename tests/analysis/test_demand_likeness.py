"""Which demands of no catalogue entry are one row of the ledger."""

from __future__ import annotations

import pytest

from analysis import catalogue, engine
from store.records import Article, article_id

ALIKE = [
    ("The mayor demanded that the ferry firm publish the results of its safety audit.",
     "The mayor urged the ferry firm to make public an audit of last year."),
    ("The union called on the plant to open its books.",
     "Its leader, Ida Lund, demanded that the plant open its books to an auditor."),
    ("The guild demanded an independent inquiry.",
     "The guild again called for an inquiry into the blaze."),
    ("Residents demanded that the trucks be withdrawn from the quarry.",
     "A spokeswoman, Eva Roth, called for the trucks to leave the quarry."),
]  # fmt: skip
APART = [
    ("The union demanded a raise of 11 percent.", "The union demanded a raise of 9 percent."),
    ("The mayor demanded that the bridge be closed.",
     "The traders demanded that the bridge be kept open."),
    ("The opposition demanded the resignation of Jan Sommer.",
     "The guild demanded the nationalisation of the mill."),
    ("The mayor demanded that the firm publish the audit.",
     "The mayor demanded that the firm pay for the audit of the wells and the pumps."),
]  # fmt: skip


def names(*texts: str) -> list[str]:
    articles = [
        Article(article_id(str(number), text), str(number), str(number), text)
        for number, text in enumerate(texts)
    ]
    full, found, _ = engine.analyse(articles, catalogue.default())
    given = [found[article.id].demands for article in full]
    assert all(len(one) == 1 for one in given), [[d.text for d in one] for one in given]
    return [demand.name for one in given for demand in one]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_one_thing_asked_in_other_words_has_one_name(one: str, other: str) -> None:
    first, second = names(one, other)
    assert first == second


@pytest.mark.parametrize(("one", "other"), APART)
def test_another_thing_has_a_name_of_its_own(one: str, other: str) -> None:
    first, second = names(one, other)
    assert first != second


def test_who_speaks_for_her_country_holds_its_demand() -> None:
    text = "Economy Minister Jana Hora said her country would demand damages of 30 million euros."
    article = Article(article_id("a", text), "a", "a", text)
    full, found, _ = engine.analyse([article], catalogue.default())
    assert [d.holder for d in found[full[0].id].demands] == ["Jana Hora"]


def test_what_stands_in_apposition_is_not_part_of_who_is_asked() -> None:
    text = "The mayor demanded that Nordsee, the state ferry line, publish its audit."
    article = Article(article_id("a", text), "a", "a", text)
    full, found, _ = engine.analyse([article], catalogue.default())
    assert [d.target for d in found[full[0].id].demands] == ["Nordsee"]
