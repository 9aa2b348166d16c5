"""Whatever the text, the engine returns statements that point into it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import actors
from analysis.statements import extract
from store.records import ACTS, Article, Region

WORDS = (
    "said told demanded that “ ” \" ' , . : ; — ( ) Anna Berg Russia Kremlin he she it according "
    "to rejected accused of was quoted by as saying on Tuesday 15 and but who not U.S. «»"
)
PIECES = st.sampled_from([*WORDS.split(" "), "\n\n"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, cut=st.integers(0, 40))
def test_statements_point_into_any_text(text: str, cut: int) -> None:
    regions = (Region(0, min(cut, len(text)), "widget_error"),) if cut else ()
    article = Article("a", "a", "a", text, boilerplate=regions)
    found = extract(article, actors.learn([article]))
    assert len({s.id for s in found}) == len(found)
    for statement in found:
        assert cut <= statement.start < statement.end <= len(text) or not regions
        assert text[statement.start : statement.end] == statement.text
        assert statement.act in ACTS
        assert 0 < statement.confidence <= 1


def test_a_sentence_without_end_stays_quick() -> None:
    text = "he said " * 3000
    article = Article("a", "a", "a", text)
    assert len(extract(article, actors.learn([article]))) < 3000
