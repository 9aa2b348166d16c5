"""Texts as tokens: places are exact, and what is not looked at holds no claim."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import actors, claims, engine
from analysis.claims import extraction, judge
from analysis.claims.reading import Words
from analysis.claims.tokens import tokens
from analysis.pieces import LONGEST, MOST, ByHeart, pieces
from analysis.statements import extract
from store.records import Article, article_id

HERE = Path(__file__).parents[1]
FILES = sorted((HERE / "heldout/articles").glob("*.txt"))[::3]
ANY = st.text(st.sampled_from("ab A1,.’'“”-–:;\n\t$%_"), max_size=60)


@given(ANY)
@settings(max_examples=60, deadline=None)
def test_pieces_stand_where_they_say(text: str) -> None:
    found = pieces(text)
    assert " ".join(found.texts) == text.replace("\n", " ")
    assert all(text.startswith(p, at) for p, at in zip(*found, strict=True))


@given(ANY)
@settings(max_examples=60, deadline=None)
def test_words_are_those_that_a_scan_of_the_text_finds(text: str) -> None:
    words, starts = Words(text).between(0, len(text), len(text) + 1)
    assert words == tokens(text, 0, len(text))
    assert all(text.startswith(word.text, at) for word, at in zip(words, starts, strict=True))


@given(st.text(st.sampled_from("ab A1,.’-:\n"), max_size=9), st.integers(0, 40))
@settings(max_examples=40, deadline=None)
def test_a_text_without_blanks_is_laid_out_word_by_word(text: str, times: int) -> None:
    long = text.replace(" ", "") * times
    words = Words(long)
    assert words.between(0, len(long), len(long) + 1)[0] == tokens(long, 0, len(long))
    assert all(len(cell.tokens) <= LONGEST for cell in words.cells)


def test_words_of_a_stretch_end_with_it() -> None:
    text = "The mayor said 40 ships waited."
    words, starts = Words(text).between(4, 22, 250)
    assert [word.text for word in words] == ["mayor", "said", "40"]
    assert starts == [4, 10, 15]


def test_what_is_known_by_heart_is_bounded() -> None:
    asked: list[str] = []

    def learn(word: str) -> int:
        asked.append(word)
        return len(word)

    known = ByHeart(learn)
    assert [known["one"], known["one"], known["x" * (LONGEST + 1)]] == [3, 3, LONGEST + 1]
    assert asked == ["one", "x" * (LONGEST + 1)]
    for number in range(MOST):
        known[str(number)]
    assert len(known) <= MOST


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_not_looked_at_holds_no_claim(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text("utf-8")
    article = engine.read(Article(article_id(path.name, text), path.name, path.name, text))
    table = actors.learn([article])
    said = extract(article, table)
    found = claims.extract(article, said, table)
    monkeypatch.setattr(extraction, "TELLS", -1)
    monkeypatch.setattr(judge, "RESTS", -1)
    assert found
    assert claims.extract(article, said, table) == found
