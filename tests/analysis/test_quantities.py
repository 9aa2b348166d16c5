"""The quantity parser: the phrases of a table, the words of its data file, and any text at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import moments, numerals, quantities, units

CASES = [
    line.split(" => ")
    for line in (Path(__file__).parent / "quantity_cases.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
UNITS = cast("list[dict[str, Any]]", units.data()["unit"])
CURRENCIES = cast("list[dict[str, Any]]", units.data()["currency"])
SENTENCES = st.lists(
    st.sampled_from(
        [
            "over", "100-150,000", "3 a.m.", "soldiers", "half", "a", "two", "million", "€", "%",
            "of", "its", "2022", "-", "–", "Feb.", "30", "and", "between", "0", "one", "(15)", "\n",
            "”", "’s", "10:30", "99999999999999999999999999", "1,2,3", "1.2.3.4", "hundreds",
            "-year-old", "٣",
        ]
    ),
    max_size=14,
)  # fmt: skip


def shown(item: quantities.Quantity) -> str:
    high = f"..{item.high}" if item.high is not None else ""
    return f"{item.value}{high} | {item.bound} | {item.unit} | {item.scope}".strip()


def test_the_table_has_at_least_150_cases() -> None:
    assert len(CASES) >= 150


@pytest.mark.parametrize(("phrase", "expected"), CASES, ids=[case[0] for case in CASES])
def test_phrase_is_read_as_the_table_says(phrase: str, expected: str) -> None:
    found = quantities.find(phrase)
    assert (" ;; ".join(shown(item) for item in found) or "-") == expected.strip()


@pytest.mark.parametrize("row", UNITS, ids=lambda row: str(row["name"]))
def test_the_example_of_a_unit_has_that_unit(row: dict[str, Any]) -> None:
    assert [item.unit for item in quantities.find(row["example"])] == [row["name"]]


@pytest.mark.parametrize("row", CURRENCIES, ids=lambda row: str(row["code"]))
def test_the_example_of_a_currency_is_money(row: dict[str, Any]) -> None:
    found = quantities.find(row["example"])
    assert [(item.unit, item.kind) for item in found] == [(row["code"], "money")]


@pytest.mark.parametrize(
    ("bound", "word"),
    [
        (bound, word)
        for bound, words in cast("dict[str, list[str]]", units.data()["bounds"]).items()
        for word in words
    ],
)
def test_each_bounding_word_bounds_the_number_behind_it(bound: str, word: str) -> None:
    (item,) = quantities.find(f"It counted {word} 4,200 tonnes.")
    assert (item.bound, item.qualifier, item.value) == (bound, word, 4200)


def test_the_span_covers_bound_number_and_noun() -> None:
    text = "Now more than 130,000 Russian forces stand there."
    (item,) = quantities.find(text)
    assert text[item.start : item.end] == "more than 130,000 Russian forces"
    assert text[slice(*item.number)] == "130,000"
    assert item.noun == "Russian forces"


def test_a_number_without_a_noun_takes_the_unit_of_the_one_before_it() -> None:
    found = quantities.find("It had received 52 complaints and dismissed 49 of them.")
    assert [(item.value, item.unit) for item in found] == [(52, "complaints"), (49, "complaints")]


@pytest.mark.parametrize(
    ("text", "kind", "iso"),
    [
        ("on February 20", "date", "2022-02-20"),
        ("on 20 February 2021", "date", "2021-02-20"),
        ("Since Tuesday (15)", "weekday", "2022-02-15"),
        ("will answer on Thursday", "weekday", "2022-02-17"),
        ("will answer on Friday", "weekday", "2022-02-18"),
        ("on Friday", "weekday", "2022-02-11"),
        ("yesterday", "relative", "2022-02-16"),
        ("in March", "month", "2022-03"),
        ("since December", "month", "2021-12"),
        ("in November", "month", "2021-11"),
        ("until December", "month", "2022-12"),
        ("last March", "month", "2021-03"),
        ("on December 30", "date", "2021-12-30"),
        ("since March 3", "date", "2021-03-03"),
        ("by January 5", "date", "2023-01-05"),
        ("in 1997", "year", "1997"),
        ("at 3 a.m.", "time", "T03:00"),
        ("at 12 p.m.", "time", "T12:00"),
        ("at midnight", "time", "T00:00"),
        ("at 22:45 GMT", "time", "T22:45"),
        ("the 94th", "ordinal", ""),
        ("24.12.2021", "date", "2021-12-24"),
    ],
)
def test_moments_are_resolved_against_the_day_of_publication(
    text: str, kind: str, iso: str
) -> None:
    (item,) = moments.find(text, published="2022-02-17")
    assert (item.kind, item.iso) == (kind, iso)


def test_a_date_without_a_known_year_leaves_the_year_open() -> None:
    assert moments.find("on February 20")[0].iso == "02-20"


@given(st.one_of(st.text(), SENTENCES.map(" ".join), SENTENCES.map("".join)))
@settings(max_examples=300, deadline=None)
def test_no_text_makes_the_readers_raise_and_spans_are_ordered(text: str) -> None:
    found = quantities.find(text)
    numbers = [item.number for item in found]
    assert numbers == sorted(numbers)
    assert all(0 <= item.start <= item.number[0] < item.number[1] <= item.end for item in found)
    assert all(item.end <= len(text) for item in found)
    assert all(item.high is None or item.high > item.value for item in found)
    assert all(item.value < item.high for item in numerals.read(text) if item.high is not None)
    assert all(text[m.start : m.end].strip() for m in moments.find(text, published="2022-02-17"))


@pytest.mark.parametrize("published", ["", "2022", "2022-02", "0001-01-01", "9999-12-31", "x"])
def test_any_day_of_publication_is_borne(published: str) -> None:
    assert moments.find("on Monday, tomorrow and May 5", published=published)
