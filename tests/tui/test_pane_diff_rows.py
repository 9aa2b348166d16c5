"""The rows of a diff: reading order, folds, ways from change to change, and how they are drawn."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from store.records import AlignedRow, Alignment, Article, Label, Region, Review, Span
from tui.panes import diff_lines, diff_rows
from tui.panes.diff_drawn import draw, merged, wrap
from tui.panes.diff_layout import DiffLayout
from tui.panes.diff_lines import Reading
from tui.panes.diff_model import DiffModel
from tui.panes.diff_rows import Entry, Fold

UNMARKED = Reading(lambda _: Review(), None)


def pair(rows: list[tuple[Label, str, str]], right_order: str = "", **left: Any) -> DiffModel:
    """A model of rows (label, left sentence, right sentence), the right side sorted by word."""
    lefts = [old for _, old, _ in rows if old]
    rights = [new for _, _, new in rows if new]
    if right_order:
        rights.sort(key=lambda sentence: right_order.index(sentence[0]))
    texts = ["\n\n".join(lefts), "\n\n".join(rights)]
    aligned, used = [], [0, 0]

    def spot(side: int, sentence: str) -> tuple[Span, ...]:
        if not sentence:
            return ()
        start = texts[side].index(sentence, 0 if right_order else used[side])
        used[side] = start + len(sentence)
        return (Span(start, used[side]),)

    for label, old, new in rows:
        one, other = spot(0, old), spot(1, new)
        words: tuple[tuple[str, int, int, int, int], ...] = ()
        if label.endswith("edited"):
            words = (("replace", one[0].start, one[0].end, other[0].start, other[0].end),)
        aligned.append(AlignedRow(label, one, other, words))
    articles = Article("l", "l", "l", texts[0], **left), Article("r", "r", "r", texts[1])
    return DiffModel(articles, ("L", "R"), Alignment("l", "r", tuple(aligned)), (None, None))


def told(model: DiffModel) -> list[str]:
    """The rows below the summary: sign and end of entries, kind and count of folds."""
    shown = []
    for row in model.rows[len(model.items) :]:
        if isinstance(row, Fold):
            shown.append(f"{row.last - row.first} {row.kind}")
        elif isinstance(row, int):
            entry = model.entries[row]
            shown.append(f"{entry.label} {entry.end}".strip())
    return shown


def same(count: int) -> list[tuple[Label, str, str]]:
    return [("same", f"Kept {n}.", f"Kept {n}.") for n in range(count)]


def test_what_only_the_right_has_stands_between_its_neighbours() -> None:
    model = pair(
        [
            ("same", "A.", "A."),
            ("only_right", "", "B."),
            ("only_left", "x.", ""),
            ("same", "C.", "C."),
            ("only_right", "", "D."),
        ]
    )
    assert told(model) == ["same", "only_left", "only_right", "same", "only_right"]


def test_a_moved_passage_stands_at_both_its_ends_and_each_leads_to_the_other() -> None:
    model = pair(
        [("moved", "A.", "A."), ("same", "B.", "B."), ("same", "C.", "C.")], right_order="BAC"
    )
    assert told(model) == ["moved left", "same", "moved right", "same"]
    assert model.other_end(0) == 2
    assert model.other_end(2) == 0
    assert model.other_end(1) is None
    assert model.paragraph(model.entries[0], "right") == 2


def test_what_is_the_same_is_folded_but_for_a_sentence_beside_a_change() -> None:
    model = pair([*same(5), ("only_left", "Gone.", ""), *same(0)])
    assert told(model) == ["4 same", "same", "only_left"]


def test_two_kept_sentences_between_changes_are_not_worth_a_fold() -> None:
    model = pair([("only_left", "x.", ""), *same(3), ("only_left", "y.", "")])
    assert told(model) == ["only_left", "same", "same", "same", "only_left"]


def test_identical_texts_are_one_fold_and_no_change() -> None:
    model = pair(same(9))
    assert told(model) == ["9 same"]
    assert model.stops == []


def test_boilerplate_is_folded_and_is_no_change() -> None:
    model = pair(
        [("only_left", "Read more here.", ""), ("only_left", "Gone.", "")],
        boilerplate=(Region(0, 15, "related_link"),),
    )
    assert told(model) == ["1 boilerplate", "only_left"]
    assert [model.entries[stop].left[0].start for stop in model.stops] == [17]


def test_a_fold_opens_and_closes_where_the_cursor_is() -> None:
    model = pair([*same(5), ("only_left", "Gone.", "")])
    first = len(model.items)
    model.toggle(first)
    assert told(model) == ["same"] * 5 + ["only_left"]
    model.toggle(first + 2)
    assert told(model) == ["4 same", "same", "only_left"]


def test_next_change_stops_once_at_a_run_of_dropped_sentences() -> None:
    model = pair(
        [
            ("only_left", "a.", ""),
            ("only_left", "b.", ""),
            ("edited", "c.", "d."),
            ("edited", "e.", "f."),
        ]
    )
    assert model.stops == [0, 2, 3]
    assert model.next_stop(0, 1) == 0
    assert model.next_stop(model.row_of(1), 1) == 2
    assert model.next_stop(model.row_of(1), -1) == 0
    assert model.next_stop(model.row_of(3), 1) is None


@pytest.mark.parametrize(("right", "label"), [("Go home, he said.", "edited"), ("“Go”", "same")])
def test_a_lost_quotation_mark_is_a_change(right: str, label: str) -> None:
    left = "“Go home,” he said." if label == "edited" else "“Go”"
    articles = Article("l", "l", "l", left), Article("r", "r", "r", right)
    aligned = AlignedRow("same", (Span(0, len(left)),), (Span(0, len(right)),), (), True)
    entries = diff_rows.entries(*articles, Alignment("l", "r", (aligned,)))
    assert [entry.label for entry in entries] == [label]


# Drawn


def entry_of(old: str, new: str, *words: tuple[str, int, int, int, int]) -> Entry:
    return Entry("edited", (Span(0, len(old)),), (Span(0, len(new)),), words, 0)


OLD, NEW = "Early, the port was shut.", "The port was closed on Monday."
EDIT = entry_of(
    OLD, NEW, ("delete", 0, 7, 0, 0), ("equal", 7, 19, 0, 12), ("replace", 20, 24, 13, 29)
)


def test_changed_words_stand_in_braces_on_both_sides() -> None:
    assert draw(OLD, EDIT, "left").text == "{Early,} the port was {shut}."
    assert draw(NEW, EDIT, "right").text == "The port was {closed on Monday}."


def test_the_word_diff_is_one_text_with_both_wordings() -> None:
    assert merged(OLD, NEW, EDIT).text == "[-Early,-] The port was [-shut-] {+closed on Monday+}."


def test_an_article_offset_is_found_in_the_drawn_text() -> None:
    drawn = draw(OLD, EDIT, "left", cuts=[11, 15])
    assert drawn.text[drawn.at(11) : drawn.at(15)] == "port"


def test_text_that_acts_on_a_terminal_is_drawn_harmless() -> None:
    text = "Red \x1b[31m alert \u202e\nnow"
    drawn = draw(text, entry_of(text, text), "left", cuts=[len(text) - 3])
    assert drawn.text == "Red ␛[31m alert ‹U+202E› now"
    assert drawn.text[drawn.at(len(text) - 3) :] == "now"


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.sampled_from("ab é“—\u4e2d\u0301\U0001f600 "), max_size=60),
    st.integers(2, 20),
)
def test_wrapped_lines_fit_and_lose_no_word(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(text[a:b]) <= width for a, b in lines)
    assert "".join("".join(text[a:b].split()) for a, b in lines) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in pairwise(lines))


LONG = "word " * 30 + "end."
MIXED: list[tuple[Label, str, str]] = [
    ("only_left", "Gone " + LONG, ""),
    ("edited", "Old " + LONG, "New " + LONG),
    *same(4),
    ("only_right", "", "Wide 中文 " + LONG),
]


@pytest.mark.parametrize("width", [20, 79, 117, 118, 119, 199])
def test_no_line_is_wider_than_the_pane(width: int) -> None:
    laid = DiffLayout(pair(MIXED), width)
    laid.settle(0, 99)
    for number in range(laid.total):
        text = "".join(piece for piece, _ in laid.line(number, UNMARKED).pieces)
        assert cell_len(text) <= width, text


@pytest.mark.parametrize(("width", "both"), [(119, True), (80, False)])
def test_two_columns_from_120_cells_one_below(width: int, both: bool) -> None:
    model = pair([("edited", "Old one.", "New one.")])
    laid = DiffLayout(model, width)
    laid.settle(0, 99)
    first = laid.starts[len(model.items)]
    texts = [
        "".join(piece for piece, _ in laid.line(n, UNMARKED).pieces)
        for n in range(first, laid.total)
    ]
    assert len(texts) == (1 if both else 2)
    assert [text[:3] for text in texts] == ([" ~ "] if both else [" ~-", " ~+"])


def test_lines_that_settle_keep_every_row_in_order() -> None:
    model = pair([("only_left", f"{n} " + "w" * 70 + " " + "x" * 70, "") for n in range(30)])
    laid = DiffLayout(model, 60)
    guessed = laid.total
    assert laid.settle(0, len(model.rows))
    assert laid.total != guessed
    assert laid.starts == sorted(laid.starts)
    assert laid.lines_of(len(model.rows) - 1)[1] == laid.total
    assert not laid.settle(0, len(model.rows))


def test_a_move_says_where_it_went_and_where_it_came_from() -> None:
    model = pair([("moved", "A.", "A."), ("same", "B.", "B.")], right_order="BA")
    how = diff_lines.look(119)
    went, came = (diff_lines.lay_out(model, number, how) for number in (0, 2))
    texts = [
        "".join(piece for piece, _ in diff_lines.row_line(row, 0, how, UNMARKED).pieces)
        for row in (went, came)
    ]
    assert "↓ went to ¶2 of R" in texts[0]
    assert "↑ came from ¶1 of L" in texts[1]


def test_a_row_that_was_drawn_before_it_was_settled_gets_its_lines() -> None:
    model = pair([("edited", f"Aa {'old ' * 40}end.", f"Aa {'new ' * 90}end.")])
    laid = DiffLayout(model, 130)
    row = len(model.items)
    laid.line(laid.starts[row], UNMARKED)
    laid.settle(0, row + 1)
    entry = model.rows[row]
    assert isinstance(entry, int)
    assert laid.lines_of(row)[1] - laid.starts[row] == laid.laid[entry].height
