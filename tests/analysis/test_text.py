"""Paragraphs, sentences and words of plain text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text import paragraphs, sentences, trim, words


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. It stopped.", ["It rained.", "It stopped."]),
        ("Mr. Berg met Sen. Ode. They spoke.", ["Mr. Berg met Sen. Ode.", "They spoke."]),
        ("The U.S. Senate met. It rose.", ["The U.S. Senate met.", "It rose."]),
        ("He met then-Sen. Ode in May.", ["He met then-Sen. Ode in May."]),
        ("It fell on Feb. 3 in Rome.", ["It fell on Feb. 3 in Rome."]),
        ("J. K. Rowling wrote. We read.", ["J. K. Rowling wrote.", "We read."]),
        ("It was the plan.Russia left.", ["It was the plan.", "Russia left."]),
        ("“Go home.” They went.", ["“Go home.”", "They went."]),
        ("Who? Me? Yes.", ["Who?", "Me?", "Yes."]),
        ("It cost 3.5 million. Cheap!", ["It cost 3.5 million.", "Cheap!"]),
    ],
)
def test_sentences_end_by_evidence(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_paragraphs_are_blocks_or_lines_of_their_own() -> None:
    text = "One line.\nAnother line.\n\n  A block.  \n"
    assert [text[p.start : p.end] for p in paragraphs(text)] == [
        "One line.",
        "Another line.",
        "A block.",
    ]


def test_lines_broken_at_a_width_are_one_paragraph() -> None:
    line = "this line of wrapped prose is about as wide as the others are"
    text = "\n".join([line, line, line, "and it ends."])
    assert len(paragraphs(text)) == 1


def test_words_keep_their_inner_marks() -> None:
    text = "Russia’s ex-army, 3.5"
    assert [text[w.start : w.end] for w in words(text)] == ["Russia’s", "ex-army", "3.5"]


def test_trim_leaves_no_white_space() -> None:
    assert trim("  a b ", 0, 6) == (2, 5)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_sentences_cover_every_word_once_and_in_order(text: str) -> None:
    found = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(s.start < s.end for s in found)
    inside = {at for s in found for at in range(s.start, s.end)}
    assert all(text[at].isspace() or at in inside for at in range(len(text)))
