"""Alignment: labels, words, order of rows, and inputs without measure."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import align_links
from analysis.align import align
from store.records import AlignedRow, Alignment, Article, Region

A = "The port stays shut until two cranes have been taken down."
B = "Owners of forty vessels outside the breakwater asked the ministry for help."
C = "A diver said the wreck lay across the fairway and could break at any time."
D = "Nobody was hurt when the storm tore the cranes from their rails."


def article(text: str, *regions: Region) -> Article:
    return Article("x", "x.txt", "x", text, language="en", boilerplate=regions)


def diff(left: str, right: str) -> Alignment:
    return align(article(left), article(right))


def labels(found: Alignment) -> list[str]:
    return [row.label for row in found.rows]


def shown(row: AlignedRow, left: str, right: str) -> list[tuple[str, str, str]]:
    return [(op, left[a:b], right[c:d]) for op, a, b, c, d in row.words]


def test_rows_follow_the_left_and_additions_follow_their_right_neighbour() -> None:
    found = diff(f"{A}\n\n{B}\n\n{C}", f"{A}\n\n{D}\n\n{C}")
    assert labels(found) == ["same", "only_right", "only_left", "same"]
    assert labels(diff(A, f"{D} {A}")) == ["only_right", "same"]


def test_a_sentence_outside_the_common_order_is_moved_and_a_reworked_one_is_both() -> None:
    assert labels(diff(f"{A} {B} {C} {D}", f"{D} {A} {B} {C}")) == ["same", "same", "same", "moved"]
    reworked = D.replace("Nobody", "No one").replace("their rails", "the rails")
    assert labels(diff(f"{A} {B} {C} {D}", f"{reworked} {A} {B} {C}"))[-1] == "moved+edited"


def test_sentences_joined_into_one_are_one_row() -> None:
    joined = f"{A[:-1]} and o{B[1:]}"
    found = diff(f"{A} {B}", joined)
    assert [(row.label, len(row.left), len(row.right)) for row in found.rows] == [("edited", 2, 1)]
    back = diff(joined, f"{A} {B}")
    assert [(row.label, len(row.left), len(row.right)) for row in back.rows] == [("edited", 1, 2)]


def test_boilerplate_glued_to_a_sentence_is_cut_from_it() -> None:
    left = f"date 2022-02-17 {A}"
    found = align(article(left, Region(0, 15, "date_prefix")), article(A))
    assert labels(found) == ["only_left", "same"]


def test_words_cover_both_sentences_and_keep_their_spaces() -> None:
    right = A.replace("two cranes", "three old cranes")
    found = diff(A, right)
    assert shown(found.rows[0], A, right) == [
        ("equal", "The port stays shut until ", "The port stays shut until "),
        ("replace", "two ", "three old "),
        ("equal", "cranes have been taken down.", "cranes have been taken down."),
    ]


def test_a_rewritten_clause_is_one_change() -> None:
    left = "The minister said on Monday that he would ask the court for a new date in the case."
    right = (
        "The minister said on Monday that she hoped to get from the judges another day in the case."
    )
    row = diff(left, right).rows[0]
    assert shown(row, left, right) == [
        ("equal", "The minister said on Monday that ", "The minister said on Monday that "),
        (
            "replace",
            "he would ask the court for a new date ",
            "she hoped to get from the judges another day ",
        ),
        ("equal", "in the case.", "in the case."),
    ]


def test_a_number_changes_as_a_whole() -> None:
    left = "The union said some 6,500 of its members had joined the stoppage."
    right = "The union said some 6,000 of its members had joined the stoppage."
    (row,) = diff(left, right).rows
    changed = [(left[a:b], right[c:d]) for op, a, b, c, d in row.words if op != "equal"]
    assert changed == [("6,500 ", "6,000 ")]


def test_only_marks_changed_is_said_so_and_a_lost_quotation_mark_is_shown() -> None:
    left, right = "“We are ready,” the skipper said.", "We are ready, the skipper said."
    row = diff(left, right).rows[0]
    assert (row.label, row.punct_only) == ("same", True)
    assert [(op, text) for op, text, _ in shown(row, left, right) if op != "equal"] == [
        ("delete", "“"),
        ("delete", "” "),
    ]
    assert diff("Yes, we do it.", "yes we do it").rows[0].punct_only


@pytest.mark.parametrize("marks", ['"We are ready," he said.', "«We are ready», he said."])
def test_another_shape_of_quotation_mark_is_no_change(marks: str) -> None:
    row = diff("“We are ready,” he said.", marks).rows[0]
    assert [word[0] for word in row.words] == ["equal"]


def test_identical_texts_are_said_to_be_so() -> None:
    found = diff(f"{A} {B}", f"{A} {B}")
    assert found.notice == "The two texts are identical."
    assert labels(found) == ["same", "same"]
    assert [row.words for row in found.rows] == [(), ()]


def test_texts_of_the_same_words_are_said_to_be_so() -> None:
    assert diff(f"{A} {B}", f"{A}\n\n{B.upper()}").notice.startswith(
        "The two texts have the same words"
    )


def test_nothing_in_common_says_what_was_tried() -> None:
    found = diff(A, "Xylem qua vortex. Zebu!")
    assert "no word in common" in found.notice
    assert "runs of five words" in found.notice
    assert labels(found) == ["only_right", "only_right", "only_left"]
    assert "but no sentence" in diff(A, "Tea was taken in the garden by all who came.").notice


@pytest.mark.parametrize(("left", "right"), [("", A), (A, " \n\n "), ("", "")])
def test_a_text_without_words_is_named(left: str, right: str) -> None:
    assert diff(left, right).notice == "No text in x.txt."


def test_a_short_headline_inside_a_long_sentence_is_no_rework_of_it() -> None:
    long = "The harbour storm closed the port for weeks, and every owner of a vessel lost money."
    assert labels(diff("Harbour storm.", long)) == ["only_right", "only_left"]


def test_a_name_with_its_title_is_no_rework() -> None:
    left = (
        "Speaking on Monday after talks with German Chancellor Erika Schmidt, the envoy praised "
        "a new treaty on fish."
    )
    right = (
        "Dinner with German Chancellor Erika Schmidt ended in a row over gas prices, guests of "
        "the embassy told the paper."
    )
    assert labels(diff(left, right)) == ["only_right", "only_left"]


def test_repeated_paragraphs_are_paired_beside_what_they_stand_beside() -> None:
    found = diff(f"{A}\n\n{B}\n\n{A}\n\n{C}", f"{A}\n\n{C}")
    assert labels(found) == ["only_left", "only_left", "same", "same"]


def test_thousands_of_equal_paragraphs_and_one_endless_line_are_aligned() -> None:
    found = diff(f"{A}\n\n" * 2000, f"{A}\n\n" * 1500)
    assert labels(found).count("same") == 1500
    line = " ".join(f"word{number}" for number in range(20_000))
    cut = line.replace("word9000 ", "")
    found = diff(line, cut)
    assert len(found.rows) > 100
    assert set(labels(found)) == {"same", "edited"}


def test_beyond_measure_only_equal_sentences_are_paired(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(align_links, "MOST_WORDS", 20)
    found = diff(f"{A} {B} {C}", f"{A} {B[:-1]} now. {C[:-1]} now.")
    assert found.notice.startswith("The texts are too long")
    assert labels(found).count("same") == 1


SENTENCES = st.sampled_from(
    [A, B, C, D, A[:-1] + " today.", "He said so.", "“No,” he said.", "- -"]
)
TEXTS = st.lists(SENTENCES | st.text(max_size=25), max_size=8).map(" ".join) | st.lists(
    SENTENCES, max_size=8
).map("\n\n".join)


@settings(max_examples=120, deadline=None)
@given(TEXTS, TEXTS)
def test_every_sentence_is_in_one_row_and_words_cover_what_they_say(left: str, right: str) -> None:
    found = diff(left, right)
    for side, text in (("left", left), ("right", right)):
        spans = sorted((s.start, s.end) for row in found.rows for s in getattr(row, side))
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
        outside = [text[a[1] : b[0]] for a, b in pairwise([(0, 0), *spans, (len(text), 0)])]
        assert not "".join(outside).strip()
    for row in found.rows:
        if not row.words:
            continue
        for spans_, first in ((row.left, 1), (row.right, 3)):
            pieces = [word[1:3] if first == 1 else word[3:5] for word in row.words]
            covered = sum(end - start for start, end in pieces)
            assert covered == sum(span.end - span.start for span in spans_)
            assert pieces == sorted(pieces)
