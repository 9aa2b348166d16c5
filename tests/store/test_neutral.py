"""Neutral text: nothing acts, nothing hides, nothing that writing needs is touched."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import neutral

ANY_TEXT = st.text(st.characters(), max_size=60)
SPICED = st.text(
    st.sampled_from(
        "ab \n\t\r\0\x07\x1b\x7f\x85\x9b\xad\u200b\u200d\u202e\u2066\u2028\ufe0f\ufeff👩é\ud800"
    ),
    max_size=40,
)


def acts_or_hides(character: str) -> bool:
    """By Unicode's own categories: controls, formats, surrogates, separators of lines."""
    return unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} and character not in "\n\t"


@given(ANY_TEXT | SPICED)
@settings(max_examples=300)
def test_nothing_that_acts_gets_through(text: str) -> None:
    assert not any(map(acts_or_hides, neutral.visible(text)))
    assert not any(ch in neutral.visible(text) for ch in "\u202e\u2066\u200e\u061c\u200b\ufeff")


@given(ANY_TEXT | SPICED)
@settings(max_examples=300)
def test_the_map_leads_every_character_to_where_it_is_shown(text: str) -> None:
    shown = neutral.shown(text)
    places = [shown.at(offset) for offset in range(len(text) + 1)]
    assert places[0] == 0
    assert places[-1] == len(shown.text)
    assert places == sorted(places)
    for offset, character in enumerate(text):
        drawn = shown.text[places[offset] : places[offset + 1]]
        assert drawn in (character, neutral.mark(character), "" if character == "\r" else character)


@given(ANY_TEXT | SPICED)
@settings(max_examples=200)
def test_json_text_keeps_the_values_and_lets_nothing_through(text: str) -> None:
    document = neutral.json_text(json.dumps({text: [text]}, ensure_ascii=False))
    assert json.loads(document) == {text: [text]}
    assert not any(map(acts_or_hides, document))
    document.encode("utf-8")


@given(SPICED)
def test_a_single_line_is_one_line(text: str) -> None:
    assert len(neutral.single_line(text).splitlines()) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "👨\u200d👩\u200d👧",
        "❤\ufe0f",
        "1\ufe0f\u20e3",
        "می\u200cخواهم",
        "क\u094d\u200dष",
        "naïve – “café”",
    ],
)
def test_what_writing_needs_is_left_alone(text: str) -> None:
    assert neutral.visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "␛[2J"),
        ("a\x7fb", "a␡b"),
        ("a\r\nb\rc", "a\nb␍c"),
        ("\x9b1m", "‹U+009B›1m"),
        ("x\u202ey", "x‹U+202E›y"),
        ("Pu\u200btin", "Pu‹U+200B›tin"),
        ("ad\u200dmin", "ad‹U+200D›min"),
        ("a\ufe0f\ufe0f", "a‹U+FE0F›‹U+FE0F›"),
        ("\udcff", "‹U+DCFF›"),
        ("[red]a[/x]", "[red]a[/x]"),
    ],
)
def test_what_acts_or_hides_has_a_visible_mark(text: str, shown: str) -> None:
    assert neutral.visible(text) == shown
