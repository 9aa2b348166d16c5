"""Sentences for the demand rules: exact places, and none with a demand is passed over."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import actors, catalogue, demands, engine
from analysis.demands import triggers
from analysis.demands.tokens import line
from analysis.statements import extract
from store.records import Article, Demand, article_id

HERE = Path(__file__).parents[1]
FILES = sorted((HERE / "heldout/articles").glob("*.txt"))[::2]


@given(st.text(st.sampled_from("abs US1,.’'“”-\n\t$%_"), max_size=60))
@settings(max_examples=60, deadline=None)
def test_tokens_of_any_text_stand_where_they_say(text: str) -> None:
    item = line(text, 0, len(text))
    assert len(item.starts) == len(item.raws) == len(item.lows) == len(item.tokens)
    assert all(text.startswith(token.raw, token.start) for token in item.tokens)
    assert all(text[token.end - 1 : token.end] == token.raw[-1] for token in item.tokens)


def test_the_possessive_mark_of_a_plural_belongs_to_its_word() -> None:
    item = line("It met the strikers’ demands ‘as is’ .", 0, 38)
    assert item.lows == ["it", "met", "the", "strikers'", "demands", "‘", "as", "is", "'", "."]
    assert item.span(3, 4) == (11, 20)


def _found(path: Path) -> tuple[Demand, ...]:
    text = path.read_text("utf-8")
    article = engine.read(Article(article_id(path.name, text), path.name, path.name, text))
    table = actors.learn([article])
    return demands.extract(article, extract(article, table), table, catalogue.default())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_sentences_that_are_passed_over_hold_no_demand(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = _found(path)
    monkeypatch.setattr(triggers, "demanding", lambda _: True)
    monkeypatch.setattr(triggers, "ANSWER", -1)
    assert found == _found(path)
    assert found
