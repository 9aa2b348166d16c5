"""What a copy dropped, added and altered among the findings, given the alignment of both texts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.changes import Change, amount_said, changes, same_name
from analysis.projection import projection
from store.records import AlignedRow, Alignment, Claim, Demand, Findings, Label, Span, Statement

LEFT = (
    "“We will not go back,” union leader Ada Holm said. Cranes stood still, the port said. "
    "About 400 people work here. The city wants talks this week."
)
RIGHT = (
    "Cranes stood still. About 500 people work here. “It costs a million a day,” Olaf Berg said. "
    "The union wants talks this week."
)
QUOTE = "“We will not go back,” union leader Ada Holm said."
COST = "“It costs a million a day,” Olaf Berg said."


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def row(label: Label, left: str = "", right: str = "", words: Any = ()) -> AlignedRow:
    """A row of these sentences; `words` are (op, left words, right words)."""
    lefts = (span(LEFT, left),) if left else ()
    rights = (span(RIGHT, right),) if right else ()
    ops, at_left, at_right = [], lefts[0].start if lefts else 0, rights[0].start if rights else 0
    for op, old, new in words:
        first = LEFT.index(old, at_left) if old else at_left
        second = RIGHT.index(new, at_right) if new else at_right
        at_left, at_right = first + len(old), second + len(new)
        ops.append((op, first, at_left, second, at_right))
    return AlignedRow(label, lefts, rights, tuple(ops))


ALIGNMENT = Alignment(
    "l",
    "r",
    (
        row("only_left", QUOTE),
        row(
            "edited",
            "Cranes stood still, the port said.",
            "Cranes stood still.",
            [
                ("equal", "Cranes stood still", "Cranes stood still"),
                ("delete", "the port said", ""),
            ],
        ),
        row(
            "edited",
            "About 400 people work here.",
            "About 500 people work here.",
            [
                ("equal", "About", "About"),
                ("replace", "400", "500"),
                ("equal", "people work here", "people work here"),
            ],
        ),
        row("only_right", "", COST),
        row(
            "edited",
            "The city wants talks this week.",
            "The union wants talks this week.",
            [
                ("equal", "The", "The"),
                ("replace", "city", "union"),
                ("equal", "wants talks this week", "wants talks this week"),
            ],
        ),
    ),
)


def statement(text: str, words: str, speaker: str, cue: str = "") -> Statement:
    place = span(text, words)
    spot = span(text, cue) if cue else None
    return Statement(
        f"s{place.start}", "x", place.start, place.end, words, "direct", speaker,
        mention_start=spot.start if spot else None, mention_end=spot.end if spot else None,
    )  # fmt: skip


def claim(text: str, words: str, **fields: Any) -> Claim:
    place = span(text, words)
    return Claim(f"c{place.start}", "x", place.start, place.end, words, **fields)


def demand(text: str, words: str, holder: str) -> Demand:
    place = span(text, words)
    return Demand(f"d{place.start}", "x", place.start, place.end, words, "other", "talks", holder)


def found(left: Findings, right: Findings) -> set[tuple[str, str, str, str]]:
    return {(c.what, c.kind, c.before, c.after) for c in changes(left, right, ALIGNMENT)}


def test_a_statement_in_a_dropped_sentence_is_dropped_and_so_is_its_speaker() -> None:
    left = Findings("l", (statement(LEFT, "We will not go back", "Ada Holm"),))
    assert found(left, Findings("r")) == {
        ("dropped", "statement", "We will not go back", ""),
        ("dropped", "speaker", "Ada Holm", ""),
    }


def test_a_statement_in_a_new_sentence_is_added_and_so_is_its_speaker() -> None:
    right = Findings("r", (statement(RIGHT, "It costs a million a day", "Olaf Berg"),))
    assert found(Findings("l"), right) == {
        ("added", "statement", "", "It costs a million a day"),
        ("added", "speaker", "", "Olaf Berg"),
    }


@pytest.mark.parametrize("again", [True, False])
def test_words_that_stay_without_their_speaker_lost_the_attribution(again: bool) -> None:
    said = statement(LEFT, "Cranes stood still", "Port of Brisholm", "the port said")
    kept = (statement(RIGHT, "Cranes stood still", ""),) if again else ()
    result = found(Findings("l", (said,)), Findings("r", kept))
    assert ("altered", "attribution", "Port of Brisholm", "") in result
    assert not {kind for what, kind, _, _ in result if what == "dropped"} - {"speaker"}


def test_a_finding_that_only_one_side_was_seen_in_is_no_change_of_the_text() -> None:
    left = Findings("l", (), (), (claim(LEFT, "people work here"),))
    assert found(left, Findings("r")) == set()


def test_another_number_is_an_altered_quantity() -> None:
    old = claim(LEFT, "About 400 people", quantity=400, bound="about", unit="people")
    new = claim(RIGHT, "About 500 people", quantity=500, bound="about", unit="people")
    result = found(Findings("l", (), (), (old,)), Findings("r", (), (), (new,)))
    assert ("altered", "quantity", amount_said(old), "about 500 people") in result


def test_the_same_number_in_other_words_is_no_altered_quantity() -> None:
    old = claim(LEFT, "About 400 people", quantity=400, bound="at-least", qualifier="over")
    new = claim(RIGHT, "About 500 people", quantity=400, bound="at-least", qualifier="more than")
    result = found(Findings("l", (), (), (old,)), Findings("r", (), (), (new,)))
    assert {kind for _, kind, _, _ in result} == {"claim"}


def test_a_demand_that_changed_hands_is_an_altered_attribution() -> None:
    left = Findings("l", (), (demand(LEFT, "talks this week", "the city"),))
    right = Findings("r", (), (demand(RIGHT, "talks this week", "the union"),))
    assert found(left, right) == {("altered", "attribution", "the city", "the union")}


def test_unchanged_findings_make_no_change() -> None:
    left = Findings("l", (), (demand(LEFT, "talks this week", "Ada Holm"),))
    right = Findings("r", (), (demand(RIGHT, "talks this week", "Holm"),))
    assert found(left, right) == set()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Holm", "Ada Holm", True),
        ("Ada Holm", "A. Holm", True),
        ("the port", "THE PORT", True),
        ("Holm", "Berg", False),
        ("", "Berg", False),
        ("", "", True),
    ],
)
def test_names_of_one_actor(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


def test_a_passage_is_placed_where_the_alignment_puts_it() -> None:
    there, back = projection(ALIGNMENT)
    old, new = span(LEFT, "people work here"), span(RIGHT, "people work here")
    assert there.place(old.start, old.end) == [(new.start, new.end)]
    assert back.place(new.start, new.end) == [(old.start, old.end)]
    assert there.kept(old.start, old.end) == 1
    gone = span(LEFT, QUOTE)
    assert there.place(gone.start, gone.end) == []
    assert there.kept(gone.start, gone.end) == 0


SPANS = st.tuples(st.integers(0, 120), st.integers(1, 60)).map(lambda p: (p[0], p[0] + p[1]))


@settings(max_examples=60, deadline=None)
@given(st.lists(SPANS, max_size=6), st.lists(SPANS, max_size=6))
def test_any_findings_are_matched_at_most_once(
    lefts: list[tuple[int, int]], rights: list[tuple[int, int]]
) -> None:
    def side(spans: list[tuple[int, int]], text: str) -> Findings:
        return Findings(
            "x",
            tuple(
                Statement(f"s{n}", "x", a, b, text[a:b], "direct", f"Speaker{n}")
                for n, (a, b) in enumerate(spans)
            ),
        )

    result: tuple[Change, ...] = changes(side(lefts, LEFT), side(rights, RIGHT), ALIGNMENT)
    for what, left, right in (("dropped", True, False), ("added", False, True)):
        rows = [c for c in result if c.what == what and c.kind == "statement"]
        assert all(bool(c.left) is left and bool(c.right) is right for c in rows)
        assert len({(c.left, c.right) for c in rows}) == len(rows)
