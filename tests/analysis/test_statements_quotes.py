"""Quotation marks: pairing, and the repair of stray, missing and doubled ones."""

from __future__ import annotations

import pytest

from analysis.statements.quotes import find
from analysis.text import paragraphs


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find(text, paragraphs(text)).quotes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “go” and left.", ["“go”"]),
        ('He said "go" and left.', ['"go"']),
        ("He said ''go'' and left.", ["''go''"]),
        ("He said «go» and left.", ["«go»"]),
        ("He said „go” and left.", ["„go”"]),
        ("He said ‘go now’ and left.", ["‘go now’"]),
        ("The workers’ demands and the firms’ fears", []),
        ("It’s Anna’s. Don't go.", []),
        ("“He called it ‘odd’, and left,” she said.", ["“He called it ‘odd’, and left,”"]),
        ("“The so called “peace” is over,” she said.", ["“The so called “peace” is over,”"]),
    ],
)
def test_marks_pair(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_an_opener_that_repeats_carries_the_quotation_on() -> None:
    text = "“We go home.\n\n“We come back,” she said."
    marks = find(text, paragraphs(text))
    assert [(text[q.start : q.end], q.open, q.damaged) for q in marks.quotes] == [
        ("“We go home.", True, False),
        ("“We come back,”", False, False),
    ]


def test_a_lost_closing_mark_ends_before_the_attribution() -> None:
    text = "“We go home, Anna Berg said. It rained."
    (quote,) = find(text, paragraphs(text)).quotes
    assert text[quote.start : quote.end] == "“We go home,"
    assert quote.damaged


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("“We go home, said Anna Berg, who drives. It rained.", ["“We go home,"]),
        ("“Home? They had two weeks. Berg said. It rained.", ["“Home? They had two weeks."]),
        (
            "The town “will not pay, he said in a speech on Monday, but those who go are free.”",
            ["“will not pay,", "but those who go are free.”"],
        ),
    ],
)
def test_lost_marks_show_by_the_attribution_inside(text: str, pieces: list[str]) -> None:
    quotes = find(text, paragraphs(text)).quotes
    assert [text[quote.start : quote.end] for quote in quotes] == pieces
    assert all(quote.damaged for quote in quotes)


def test_a_lost_opening_mark_leaves_a_stray_one() -> None:
    text = "She said it was not yet checked” by anyone."
    marks = find(text, paragraphs(text))
    assert marks.quotes == ()
    assert [text[s.start : s.end] for s in marks.stray] == ["”"]


def test_odd_numbers_of_marks_never_raise() -> None:
    for text in ('"', "“", "”", '"""', "“”“", 'a"b"c"', "''", "'", "«", "“\n\n”"):
        assert all(q.start < q.end for q in find(text, paragraphs(text)).quotes)
