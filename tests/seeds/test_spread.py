"""An analysis in several processes finds what one process finds."""

from __future__ import annotations

from typing import Any

from analysis import actors, catalogue, engine
from seeds import spread
from store.records import Article, Findings, article_id

TOLD = (
    '"We lost {n} ships," said Ida Borg, the harbour master. The guild demanded that the city lift '
    "its night ban. The mayor, Olga Lind, rejected that on Friday."
)


def test_processes_find_what_one_finds_and_tell_of_errors() -> None:
    texts = [TOLD.format(n=n) for n in range(spread.TOGETHER + 2)]
    articles = [Article(article_id(text, text), f"{text[9:12]}.txt", "", text) for text in texts]
    book: Any = catalogue.default()
    broken: Any = None
    with spread.Spread(2) as work:
        assert engine.analyse(articles, book, work=work) == engine.analyse(articles, book)
        table = actors.learn(articles)
        first, failed = work.find([articles[0], broken], table, book)
    assert isinstance(first, Findings)
    assert len(first.statements) >= 2
    assert isinstance(failed, RuntimeError)
    assert str(failed).startswith("AttributeError: ")
    assert "Traceback" in str(failed)


def test_few_articles_are_not_worth_a_process() -> None:
    assert spread.worth([Article("a", "a", "a", "short")]) == 1
