"""What articles of a story add to one another: the day of a copy, answers to a demand."""

from __future__ import annotations

import pytest

from analysis import catalogue, engine, language
from store.records import Article, Findings

BODY = (
    "The ferry crews of Lund walked out on Tuesday after talks on pay broke down.\n\n"
    "The crews’ union demanded that the Lund Line pay all wages by Friday.\n\n"
    "“We have waited long enough for our money,” union leader Ann Lee said on Tuesday.\n\n"
    "The harbour was quiet and only two boats left for the islands in the morning.\n"
)
ANSWER = (
    "date 2021-06-03 Trade was slow in Lund on Thursday.\n\n"
    "The crews’ union demanded that the Lund Line pay all wages by Friday.\n\n"
    "The Lund Line rejected the union’s demand as absurd.\n"
)


def analysed(*texts: str) -> tuple[list[Article], list[Findings]]:
    articles = [Article(str(n), str(n), str(n), text) for n, text in enumerate(texts)]
    full, found, _ = engine.analyse(articles, catalogue.default())
    return list(full), [found[article.id] for article in full]


def test_an_undated_article_takes_the_day_of_its_dated_copy_as_inferred() -> None:
    (undated, dated), found = analysed(BODY, "date 2021-06-01 " + BODY)
    assert dated.published is not None
    assert dated.published.how == "stated"
    assert undated.published is not None
    assert (undated.published.date, undated.published.how) == ("2021-06-01", "inferred")
    assert {said.when for said in found[0].statements} == {"2021-06-01"}


def test_an_undated_article_that_is_no_copy_stays_undated() -> None:
    (undated, _), _ = analysed(BODY, "date 2021-06-01 Rain fell on the hills of Lund for a week.")
    assert undated.published is None


LINE = "LUND, {} (Reuters) - "


def test_a_dateline_without_a_year_takes_the_year_that_brings_it_nearest_to_its_copy() -> None:
    (undated, _), found = analysed(LINE.format("Dec 29") + BODY, "date 2021-01-02 " + BODY)
    assert undated.published is not None
    assert (undated.published.date, undated.published.how) == ("2020-12-29", "inferred")
    assert {said.when for said in found[0].statements} == {"2020-12-29"}


def test_a_dateline_takes_its_year_from_other_articles_of_one_season_only() -> None:
    other = "date 2021-06-01 Rain fell on the hills of Lund for a week."
    (undated, _), _ = analysed(LINE.format("3 June") + BODY, other)
    assert undated.published is not None
    assert undated.published.date == "2021-06-03"
    (undated, _), _ = analysed(LINE.format("Dec 3") + BODY, other)
    assert undated.published is None
    old = "date 2015-02-01 Snow fell on the town of Visby for a month."
    (undated, *_), _ = analysed(LINE.format("3 June") + BODY, other, old)
    assert undated.published is None


def test_a_day_that_no_year_has_dates_nothing() -> None:
    (undated, _), _ = analysed(LINE.format("Feb 31") + BODY, "date 2021-03-01 Rain fell on Lund.")
    assert undated.published is None


def test_an_answer_in_another_article_is_shown_with_its_article() -> None:
    (_, other), (found, answered) = analysed(BODY, ANSWER)
    (demand,) = found.demands
    (answer,) = demand.responses
    assert (answer.response, answer.article) == ("rejected", other.id)
    assert other.text[answer.start : answer.end] == answer.text
    assert [item.responses for item in answered.demands] == [(answer,)]


def test_a_demand_of_another_side_gets_no_answer_from_elsewhere() -> None:
    other = ANSWER.replace("crews’ union", "Farm League").replace("union’s", "League’s")
    _, (found, answered) = analysed(BODY, other)
    assert [item.responses for item in found.demands] == [()]
    assert all(item.responses for item in answered.demands)


WISH = (
    "LUND, June 1, 2021 (Reuters) - Reform leader Nils Berg called on President Ida Holm {} in a "
    "debate on Tuesday.\n\nThe hall was full and the debate went on until late in the evening.\n"
)
REFUSAL = (
    "LUND, June 4, 2021 (Reuters) - President Ida Holm refused on Friday to dissolve {} after a "
    "long meeting.\n\nRain fell over the harbour and few people were in the streets at that hour.\n"
)


def test_a_refusal_in_the_words_of_a_demand_answers_it_from_another_article() -> None:
    (_, other), (found, _) = analysed(
        WISH.format("to dissolve the chamber at once"), REFUSAL.format("parliament")
    )
    (demand,) = found.demands
    assert [(one.by, one.response, one.article) for one in demand.responses] == [
        ("Ida Holm", "rejected", other.id)
    ]


def test_a_refusal_of_another_thing_answers_nothing() -> None:
    _, (found, _) = analysed(
        WISH.format("to dissolve the chamber at once"), REFUSAL.format("the guard")
    )
    assert [demand.responses for demand in found.demands] == [()]


def test_demands_of_one_thing_share_a_name_whoever_is_named_in_them() -> None:
    _, found = analysed(
        WISH.format("to dissolve the chamber at once"),
        WISH.format("to disband nothing and to dissolve parliament").replace("June 1", "June 2"),
    )
    names = [{demand.name for demand in item.demands} for item in found]
    assert len(names[0]) == 1
    assert names[0] <= names[1]


GERMAN = (
    "Der Hafen ist seit Montag geschlossen, sagte die Stadt am Dienstag. Die Fischer fordern, dass "
    "er bald wieder geöffnet wird, und zwar noch vor dem Winter.\n"
)


def test_a_text_of_another_language_says_that_nothing_can_be_found_in_it() -> None:
    (german, english), (found, _) = analysed(GERMAN, BODY)
    assert found.statements == ()
    assert [(one.code, one.text) for one in german.notices] == [
        ("language", "written in German: findings are made in English only so far")
    ]
    assert english.notices == ()
    assert engine.read(german).notices == german.notices


@pytest.mark.parametrize(
    ("code", "name"),
    [("de-AT", "German"), ("pt", "Portuguese"), ("en_GB", ""), ("", ""), ("xy", "“xy”")],
)
def test_the_code_of_a_language_gives_its_name(code: str, name: str) -> None:
    assert language.foreign(code) == name
