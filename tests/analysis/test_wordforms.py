"""Stems of English words and the table of synonyms."""

from __future__ import annotations

import pytest

from analysis.wordforms import irregular, stem, synonyms


@pytest.mark.parametrize(
    "words",
    [
        ("possible", "possibility"), ("cross", "crossed", "crosses"), ("fall", "fell", "falling"),
        ("stop", "stopped", "stopping"), ("army", "armies"), ("France", "French"),
        ("promise", "promised", "promises"), ("woman", "women"), ("not", "never", "won’t"),
    ],
)  # fmt: skip
def test_forms_of_a_word_have_one_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


@pytest.mark.parametrize("words", [("gas", "gun"), ("king", "kin"), ("north", "south")])
def test_other_words_keep_their_own_stem(words: tuple[str, str]) -> None:
    assert stem(words[0]) != stem(words[1])


@pytest.mark.parametrize(("one", "other"), [("gun", "weapon"), ("bad", "awful"), ("hurt", "harm")])
def test_synonyms_hold_both_ways(one: str, other: str) -> None:
    assert stem(other) in synonyms(stem(one))
    assert stem(one) in synonyms(stem(other))


def test_an_unknown_word_has_no_synonyms() -> None:
    assert synonyms("zzyzx") == frozenset()


def test_an_irregular_form_stands_under_one_base() -> None:
    assert irregular()["went"] == "go"
    assert all(form != base for form, base in irregular().items())
