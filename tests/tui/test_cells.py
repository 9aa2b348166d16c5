"""Text is cut, padded and wrapped by terminal cells, and no offset is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.widgets import cells

TEXTS = st.text(alphabet="ab é“汉字🙂\u0301 \n-", max_size=120)


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("abc", 5, "abc  "),
        ("abcdef", 4, "abc…"),
        ("汉字汉字", 5, "汉字…"),
        ("汉字汉字", 4, "汉… "),
        ("", 2, "  "),
        ("abc", 0, ""),
    ],
)
def test_fit_gives_exactly_the_width(text: str, width: int, shown: str) -> None:
    assert cells.fit(text, width) == shown
    assert cell_len(cells.fit(text, width)) == width


def test_fit_pads_numbers_on_the_left() -> None:
    assert cells.fit("7", 3, right=True) == "  7"


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.integers(2, 40))
def test_wrap_keeps_every_character_but_blanks_and_fits_the_width(text: str, width: int) -> None:
    lines = cells.wrap(text, 0, len(text), width)
    assert all(cell_len(text[a:b]) <= width for a, b in lines)
    kept = "".join(text[a:b] for a, b in lines)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(a <= b for a, b in lines)
    assert lines == sorted(lines)


def test_wrap_breaks_at_line_feeds_and_between_words() -> None:
    text = "one two three\n\nfour"
    assert [text[a:b] for a, b in cells.wrap(text, 0, len(text), 8)] == [
        "one two",
        "three",
        "",
        "four",
    ]


def test_wrap_of_a_part_gives_offsets_into_the_whole() -> None:
    text = "0123 one two"
    assert cells.wrap(text, 5, len(text), 3) == [(5, 8), (9, 12)]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="abc é“–  ", max_size=80), st.integers(1, 20))
def test_text_of_one_cell_a_character_is_wrapped_as_any_other(text: str, width: int) -> None:
    by_line = cells.wrap(text, 0, len(text), width)
    by_word = cells._wrap_line(f"{text}\t", 0, len(text) + 1, width)
    assert by_line == by_word


def test_characters_of_one_cell_are_just_that() -> None:
    simple = [chr(code) for code in range(0x3000) if cells.ONE_CELL.fullmatch(chr(code))]
    assert len(simple) > 1000
    assert all(cell_len(one) == 1 for one in simple)
    assert [one for one in simple if one.isspace()] == [" "]
