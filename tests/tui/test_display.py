"""The door itself: literal, neutral, and marks that stay on the characters that they are about."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui import display

ATTACK = "[red]a[/x] [@click=app.quit]b\x1b[31m\u202e \x9b \x00"
SHOWN = "[red]a[/x] [@click=app.quit]b␛[31m‹U+202E› ‹U+009B› ␀"


def test_every_maker_shows_markup_and_controls_literally() -> None:
    assert display.plain(ATTACK) == SHOWN
    assert display.line(ATTACK) == SHOWN
    assert display.content(ATTACK).plain == SHOWN
    assert display.one_line(ATTACK).plain == SHOWN
    assert display.rich_text(ATTACK).plain == SHOWN


def test_marks_stay_on_their_characters() -> None:
    text = "He\u202e said \x1bno\r\nmore"
    spans = [(text.index("said"), text.index("said") + 4, "bold"), (9, 12, "red"), (14, 18, "dim")]
    content = display.content(text, marks=spans)
    drawn = [content.plain[span.start : span.end] for span in content.spans]
    assert drawn == [display.plain(text[start:end]) for start, end, _ in spans]


@given(st.text(max_size=80), st.integers(min_value=1, max_value=30))
@settings(max_examples=100)
def test_a_line_is_one_line_of_at_most_its_width(text: str, width: int) -> None:
    shown = display.line(text, width)
    assert len(shown) <= width
    assert len(shown.splitlines()) <= 1


@pytest.mark.parametrize("text", ["  a \n b\t", "a b"])
def test_a_line_has_single_blanks(text: str) -> None:
    assert display.line(text) == "a b"
