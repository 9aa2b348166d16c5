"""What an article names: names within sentences are told from words that only begin one."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.claims.asking import named_in
from store.records import Article

CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
NAME = re.compile(r"(?<![.!?“\"]\s)(?<![\n“\"])(?<!^)\b[A-Z][\w’'-]+")
SMALL = re.compile(r"\b[a-z][\w’'-]+")


@given(st.text(alphabet="AaBé’-'“. \n9_", max_size=30))
@settings(max_examples=150, deadline=None)
def test_every_name_is_found_as_the_plain_patterns_find_it(text: str) -> None:
    told = named_in(Article("id", "name", "name", text))
    within = NAME.findall(text)
    found = {match.group() for match in CAPITAL.finditer(text)}
    sure = {m.group() for m in CAPITAL.finditer(text) if NAME.match(text, m.start())}
    assert {word for word, _, _ in told.words} == found
    assert {word for word, _, often in told.words if often} == sure
    assert set(told.others) == set(within) - sure
    assert set(told.small) == set(SMALL.findall(text))


def test_a_word_that_only_begins_sentences_is_no_sure_name() -> None:
    told = named_in(Article("id", "name", "name", "Rain fell. Ada slept; then Ada left."))
    assert told.words == (("Rain", 1, 0), ("Ada", 2, 1))
