"""A group is said to disagree only where one of its claims is a witness against another."""

from __future__ import annotations

import pytest

from analysis import catalogue, engine
from analysis.claims import alike, status, witness
from store.records import Article, Claim, ClaimGroup, article_id

EVENT = "HALDEN - Police in Halden spoke with Nora Olsen of the Ostby Herald after the Brenn fire."
MANY = "Nora Olsen, Tom Hale and Eva Lund met in Halden, Brenn and Corvo, the Ostby Herald said."
ELSEWHERE = (
    "DELM - Nora Olsen, Tom Hale and Eva Lund met. Ada Holm, Ben Ode, Ida Kern, Rolf Tamm and Max "
    "Berg of Arden came to Farn by way of Gollum, Hirst, Imber, Jarrow, Keld, Lorne and Marl."
)


def claims_of(text: str) -> list[tuple[str, float | int | None]]:
    """Who asserts which number in an article with this text."""
    article = Article(article_id("0", text), "0", "0", text)
    found = engine.analyse([article], catalogue.default())[1]
    return [(claim.asserted_by, claim.quantity) for claim in found[article.id].claims]


def groups(*texts: str) -> list[ClaimGroup]:
    """The groups of the claims of articles with these texts."""
    articles = [
        Article(article_id(f"{number}", text), f"{number}", f"{number}", text)
        for number, text in enumerate(texts)
    ]
    return list(engine.analyse(articles, catalogue.default())[2].claim_groups)


def disagreeing(*texts: str) -> list[str]:
    """The statuses of the groups of articles with these texts that disagree."""
    return [g.status for g in groups(*texts) if g.status not in {"single", "agree"}]


@pytest.mark.parametrize(
    "text",
    [
        "Police in Halden put the number of injured at 12. Doctors put it at 31.",
        "The mayor of Halden said 40 homes were destroyed. The army said 90 homes were destroyed.",
    ],
)
def test_two_sources_side_by_side_are_in_conflict(text: str) -> None:
    assert disagreeing(f"{EVENT} {text}") == ["conflict"]


@pytest.mark.parametrize(
    "text",
    [
        "Nora Olsen won the race for governor in 2010. Tom Hale won that for mayor in 2014.",
        "Nora Olsen married Tom Hale in 1940. Nora Olsen married Ben Ode in 1967.",
        "In 1993 rebels bombed the harbour. In 2000 they attacked the airport.",
        "Tom Hale (45) is among the youngest in the race. Ada Holm (68) is among the oldest in it.",
        "The margin of error is 5.7 points. Later samples have margins of error of 4.3 percent.",
    ],
)
def test_one_author_does_not_speak_against_himself(text: str) -> None:
    assert disagreeing(f"{EVENT} {text}") == []


def test_articles_that_share_people_and_no_event_are_no_witnesses() -> None:
    one, other = "The blast in Halden killed 14 people.", "The fire in Marl killed three people."
    folder = [ELSEWHERE] * 10
    assert disagreeing(f"{MANY} {one}", f"{ELSEWHERE} {other}", *folder) == []
    assert disagreeing(f"{MANY} {one}", f"{MANY} {one.replace('14', '19')}") == ["conflict"]


def test_words_that_the_first_claims_of_a_story_lack_are_weighed_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = "Police in Halden put the number of injured at 12. Doctors put it at 31."
    monkeypatch.setattr(witness, "KNOWN", 1)
    assert disagreeing(f"{EVENT} Tom Hale sold 400 homes in Brenn. {told}") == ["conflict"]


def test_copies_that_tell_another_number_in_the_same_words_are_in_conflict() -> None:
    told = "The State Bank of Halden lent 44 million crowns to farmers for seed last year."
    assert "conflict" in disagreeing(f"{MANY} {told}", f"{MANY} {told.replace('44', '74')}")


def test_deeds_of_one_kind_months_apart_are_two() -> None:
    told = "The army attacked Halden on {} 2021."
    first = f"{MANY} {told.format('16 February')}"
    assert disagreeing(first, f"{MANY} {told.format('18 February')}") == ["conflict"]
    assert disagreeing(first, f"{MANY} {told.format('3 July')}") == []


def test_a_source_with_far_more_than_the_other_sets_as_its_least_speaks_against_it() -> None:
    text = "Police in Halden said at least 17 people had died. Activists put the dead at {}."
    assert disagreeing(f"{EVENT} {text.format(36)}") == ["conflict"]
    assert disagreeing(f"{EVENT} {text.format(18)}") == []


@pytest.mark.parametrize(
    ("hour", "found"), [("4 a.m.", "conflict"), ("2:20 a.m.", "source-differs")]
)
def test_hours_of_two_sources_that_cannot_be_one_are_in_conflict(hour: str, found: str) -> None:
    first = "The pipeline at Halden was shut down at 2:15 a.m., Nora Olsen said."
    other = f"The pipeline at Halden was shut down at {hour}, Tom Hale said."
    assert disagreeing(f"{MANY} {first}", f"{MANY} {other}") == [found]


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        ("2022-02", "2022-02-20", False),
        ("02-20", "2022-02-20", False),
        ("2012", "06-20", False),
        ("2012", "2013-06-20", True),
        ("02-20", "02-27", True),
        ("1980s", "2012", False),
    ],
)
def test_dates_differ_where_both_tell_the_same_part(one: str, other: str, excluded: bool) -> None:
    left, right = (
        Claim("", "", 0, 0, "the fair began", asserted_by=by, when=day)
        for by, day in (("a", one), ("b", other))
    )
    assert status.exclude(left, right) == status.exclude(right, left) == excluded


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("2021-12", "2022-01", 1), ("12-30", "01-02", 1), ("2012", "2014", 24), ("2012", "03-01", 0)],
)
def test_months_lie_apart_as_far_as_both_dates_tell(one: str, other: str, apart: int) -> None:
    assert status.months_apart(one, other) == status.months_apart(other, one) == apart


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Four of the five aircraft are old", 5),
        ("one of 12 ships", 12),
        ("9,000 of the 11,000 evacuees", 11000),
        ("four of them", None),
    ],
)
def test_a_whole_is_read_in_words_too(text: str, whole: float | None) -> None:
    assert alike.whole(text) == whole


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("There were 198 passengers on the train, not 210.", ("(article)", 198)),
        ("Two hundred and fifty people marched.", ("(article)", 250)),
        ("The doctors of Halden believe the real toll is above 100.", ("doctors of Halden", 100)),
        ("Nora Olsen thinks 9,000 is closer to the truth.", ("Nora Olsen", 9000)),
        ("Nora Olsen rejected this: 40 homes had been destroyed.", ("Nora Olsen", 40)),
        ("The union said no. The company said 900 pilots were on strike.", ("company", 900)),
    ],
)
def test_a_number_is_read_with_the_one_who_gives_it(
    text: str, claim: tuple[str, float | int]
) -> None:
    assert claim in claims_of(f"HALDEN - {text}")


def test_a_denial_is_read_where_or_joins_what_was_not() -> None:
    told = claims_of("HALDEN - Two were hurt. No wounded or dead soldier was found in Halden.")
    assert told == [("(article)", 2), ("(article)", None)]
