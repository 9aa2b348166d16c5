"""The catalogue of demands: what it reads, what it takes for one meaning, what it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import catalogue

SAMPLE = catalogue.default()
LABOUR = catalogue.shipped("labour")

SMALL = """
[groups]
wall = ["wall", "border fence"]
pull = ["pull* ... down", "demolish*"]
now = ["today"]
keep = ["keep"]

[[demand]]
key = "no-wall"
title = "The wall goes"
holder = ["berlin*"]
target = "Builders"
meaning = ["wall + pull - keep"]
full = "now"
positive = ["pull the old wall down"]
negative = ["pull the old wall down or keep it"]
"""


@pytest.mark.parametrize("shipped", [SAMPLE, LABOUR], ids=["sample", "labour"])
def test_every_example_of_a_shipped_catalogue_is_read_as_its_entry_says(
    shipped: catalogue.Catalogue,
) -> None:
    assert catalogue.check(shipped) == ()
    assert all(len(entry.positive) >= 2 and entry.negative for entry in shipped.entries)


def test_the_sample_catalogue_has_the_three_demands_in_the_order_of_the_ledger() -> None:
    assert [entry.key for entry in SAMPLE.entries] == [
        "nato-non-expansion",
        "posture-1997",
        "no-strike-weapons",
    ]


def key(clause: str, *holder: str, given: catalogue.Catalogue = SAMPLE) -> str:
    meaning = catalogue.classify(given, clause, holder)
    return meaning.entry.key if meaning else ""


@pytest.mark.parametrize(
    "clause",
    [
        "the alliance to stop its enlargement",
        "that its enlargement be stopped by the alliance",
        "enlargement of NATO must be halted",
        "never to admit Ukraine to NATO",
    ],
)
def test_word_order_and_voice_do_not_matter(clause: str) -> None:
    assert key(clause) == "nato-non-expansion"


def test_a_wording_without_the_year_is_the_weaker_one() -> None:
    whole = catalogue.classify(SAMPLE, "NATO’s forces be brought back to where they were in 1997")
    part = catalogue.classify(SAMPLE, "pull back forces from Eastern Europe")
    assert whole is not None
    assert part is not None
    assert (whole.weaker, part.weaker) == (False, True)


def test_an_entry_with_holders_is_not_given_to_another_side() -> None:
    clause = "no missiles near its borders"
    assert key(clause, "Vladimir Putin", "the Russian president") == "no-strike-weapons"
    assert key(clause, "Poland") == ""
    assert key(clause) == "no-strike-weapons"


def test_a_gap_spans_seven_words_and_no_more() -> None:
    given = catalogue.load(SMALL)
    assert key("pull the wall a b c d e down", given=given) == "no-wall"
    assert key("pull the wall a b c d e f down", given=given) == ""
    assert key("pull the wall down but keep it", given=given) == ""


def test_possessives_and_typographic_marks_do_not_hide_a_word() -> None:
    assert key("an end to NATO’s expansion") == key("an end to NATO's expansion") != ""


def test_check_names_the_example_that_is_read_otherwise() -> None:
    wrong = SMALL.replace('positive = ["pull', 'positive = ["paint the wall", "pull')
    assert catalogue.check(catalogue.load(wrong)) == (
        catalogue.Failure("no-wall", "paint the wall", True),
    )
    wrong = SMALL.replace('negative = ["pull', 'negative = ["demolish the wall", "pull')
    assert catalogue.check(catalogue.load(wrong)) == (
        catalogue.Failure("no-wall", "demolish the wall", False),
    )


def test_an_example_may_name_its_holder() -> None:
    named = SMALL.replace('negative = ["pull', 'negative = ["Bonn: demolish the wall", "pull')
    assert catalogue.check(catalogue.load(named)) == ()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('key = "no-wall"', 'key = "No Wall"'), "demand number 1: key"),
        (('key = "no-wall"', 'key = "other"'), "demand other: this key is kept"),
        (('title = "The wall goes"', ""), "demand no-wall: title is missing"),
        (('title = "The wall goes"', "title = 3"), "demand no-wall: title must be text"),
        (("wall + pull - keep", "wall + push"), "demand no-wall: no group is named push"),
        (("wall + pull - keep", "- keep"), "demand no-wall: a meaning needs a group"),
        (('full = "now"', 'full = "soon"'), "demand no-wall: no group is named soon"),
        (('full = "now"', 'colour = "red"'), "demand no-wall: unknown key colour"),
        (('now = ["today"]', 'now = "today"'), "group now: must be a list"),
        (('target = "Builders"', 'target = "Builders'), "the catalogue is not TOML"),
        (('meaning = ["wall + pull - keep"]', "meaning = []"), "demand no-wall: meaning is empty"),
    ],
)
def test_a_wrong_catalogue_is_refused_by_the_name_of_its_entry(
    change: tuple[str, str], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        catalogue.load(SMALL.replace(*change))


def test_two_entries_with_one_key_are_refused() -> None:
    entry = SMALL[SMALL.index("[[demand]]") :]
    with pytest.raises(ValueError, match="two entries have this key"):
        catalogue.load(SMALL + entry)


def test_an_empty_catalogue_fits_nothing() -> None:
    assert catalogue.classify(catalogue.load(""), "an end to NATO’s expansion") is None


@settings(max_examples=60)
@given(st.text(max_size=200), st.text(max_size=20))
def test_any_text_is_classified_without_an_error(clause: str, holder: str) -> None:
    meaning = catalogue.classify(SAMPLE, clause, (holder,))
    assert meaning is None or meaning.entry in SAMPLE.entries


@settings(max_examples=60)
@given(st.text(max_size=80))
def test_any_text_as_catalogue_is_read_or_refused_with_a_value_error(text: str) -> None:
    try:
        entries = catalogue.load(text).entries
    except ValueError:
        entries = ()
    assert entries == ()


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (('wall = ["wall", ', 'wall = "wall", ["'), 3),
        (('now = ["today"]', "now = []\nnow = 3"), 6),
        (('now = ["today"]', 'now = ["today", 3]'), 5),
        (('key = "no-wall"', 'key = "No Wall"'), 9),
        (('holder = ["berlin*"]', "holder = 3"), 11),
        (("wall + pull - keep", "wall + push"), 13),
        (('full = "now"', 'colour = "red"'), 14),
        (('title = "The wall goes"', ""), 8),
        (('negative = ["pull', "negative = [pull"), 16),
    ],
)
def test_a_wrong_catalogue_names_the_line(change: tuple[str, str], line: int) -> None:
    with pytest.raises(catalogue.CatalogueError) as caught:
        catalogue.load(SMALL.replace(*change))
    assert caught.value.line == line


def test_a_second_entry_is_blamed_on_its_own_lines() -> None:
    entry = SMALL[SMALL.index("[[demand]]") :]
    second = entry.replace("no-wall", "no-gate").replace("wall + pull", "wall + drill")
    with pytest.raises(catalogue.CatalogueError, match="demand no-gate") as caught:
        catalogue.load(SMALL + second)
    assert caught.value.line == 22


def test_an_entry_may_bring_groups_that_are_its_own() -> None:
    more = """
[[demand]]
key = "no-gate"
title = "The gate goes"
meaning = ["gate + pull"]
full = "now"
positive = ["pull the gate down"]
negative = ["pull the wall down"]
[demand.groups]
gate = ["gate"]
now = ["tonight"]
"""
    given = catalogue.load(SMALL + more)
    assert catalogue.check(given) == ()
    assert [entry.key for entry in given.entries] == ["no-wall", "no-gate"]
    tonight = catalogue.classify(given, "pull the gate down tonight")
    today = catalogue.classify(given, "pull the gate down today")
    assert tonight is not None
    assert today is not None
    assert (tonight.weaker, today.weaker) == (False, True)


def test_a_catalogue_uses_a_shipped_one_below_its_own_entries() -> None:
    given = catalogue.load('use = ["labour"]\n' + SMALL)
    assert [entry.key for entry in given.entries] == [
        "no-wall",
        *(entry.key for entry in LABOUR.entries),
    ]
    assert catalogue.check(given) == ()
    with pytest.raises(catalogue.CatalogueError, match="no catalogue chess ships; there are"):
        catalogue.load('use = ["chess"]')
