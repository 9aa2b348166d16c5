"""The diff as plain lines: three forms, their width, colour, and text that must not act."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from analysis import copies, engine
from analysis.align import align
from store.records import Article, CopyLink, Findings, Region, Statement
from tui.verbs.diff_text import Mode, render

MODES: list[Mode] = ["unified", "side-by-side", "word"]
KEPT = "The walkout began at dawn. Cranes stood still. Ferries ran. Trains ran. Fuel came."
LEFT = Article(
    "l",
    "left_1.txt",
    "left_1.txt",
    f"The port was closed on Monday after dockers left their work.\n\nIt rained.\n\n{KEPT}",
)
RIGHT = Article(
    "r",
    "right_1.txt",
    "right_1.txt",
    f"The port was closed on Tuesday after dockers left their work.\n\n{KEPT}\n\nA new end came.",
)
SGR = re.compile(r"\x1b\[[0-9;]*m")


def lines(
    mode: Mode,
    width: int = 80,
    *,
    left: Article = LEFT,
    right: Article = RIGHT,
    colour: bool = False,
) -> list[str]:
    return list(render(left, right, align(left, right), mode, width, colour))


def test_unified_gives_both_wordings_with_the_changed_words_in_braces() -> None:
    text = lines("unified")
    assert " ~- The port was closed on {Monday} after dockers left their work." in text
    assert " ~+ The port was closed on {Tuesday} after dockers left their work." in text
    assert " -  It rained." in text
    assert " +  A new end came." in text
    assert [line for line in text if "3 sentences the same" in line]


def test_the_word_diff_gives_an_edited_sentence_once() -> None:
    text = lines("word", 90)
    assert (
        " ~  The port was closed on [-Monday-] {+Tuesday+} after dockers left their work." in text
    )
    assert not [line for line in text if line.startswith(" ~-")]


def test_side_by_side_puts_both_wordings_on_one_line() -> None:
    joined = [line.split("│") for line in lines("side-by-side", 160) if "│" in line]
    assert any("{Monday}" in left and "{Tuesday}" in right for left, right in joined)
    assert all("│" in line for line in lines("side-by-side", 160) if "It rained" in line)


def test_side_by_side_on_a_narrow_line_is_unified() -> None:
    assert lines("side-by-side", 50) == lines("unified", 50)


def test_the_head_names_both_files_and_the_summary_counts_sentences() -> None:
    text = "\n".join(lines("unified"))
    assert "left_1.txt" in text
    assert "right_1.txt" in text
    assert "sentences: 5 the same, 1 edited, 1 dropped, 1 added" in text


def test_whole_leaves_nothing_folded() -> None:
    text = "\n".join(render(LEFT, RIGHT, align(LEFT, RIGHT), whole=True))
    assert "Ferries ran." in text
    assert "the same …" not in text


def test_findings_are_counted_and_stand_in_the_gutter() -> None:
    place = LEFT.text.index("It rained")
    said = Statement("s1", "l", place, place + 9, "It rained", "indirect", "Ada Holm")
    found = (Findings("l", (said,), engine="1"), Findings("r", engine="1"))
    text = list(render(LEFT, RIGHT, align(LEFT, RIGHT), found=found))
    assert any(line.startswith(" dropped in right: 1 statement by Ada Holm “") for line in text)
    assert " - S   It rained." in text


def test_the_link_says_why_the_two_are_compared() -> None:
    link = CopyLink("l", "r", "shares-passage", 0.5, 0.2, 30, "a run of 30 words")
    text = list(render(LEFT, RIGHT, align(LEFT, RIGHT), link=link))
    assert " shares a passage: a run of 30 words" in text
    assert [line for line in text if "only in left" in line]


@pytest.mark.parametrize("mode", MODES)
def test_colour_adds_sequences_and_changes_no_word(mode: Mode) -> None:
    plain, coloured = lines(mode), lines(mode, colour=True)
    assert [SGR.sub("", line).rstrip() for line in coloured] == plain
    assert SGR.search("".join(coloured))
    assert "\x1b" not in "".join(plain)


@pytest.mark.parametrize("mode", MODES)
def test_identical_and_empty_texts_are_said(mode: Mode) -> None:
    empty = Article("e", "empty.txt", "empty.txt", "")
    assert "identical" in "\n".join(lines(mode, right=LEFT))
    assert "No text in empty.txt" in "\n".join(lines(mode, right=empty))
    assert lines(mode, left=empty, right=empty)


TEXTS = st.lists(
    st.sampled_from(
        [
            "Ask [red]now[/x].",
            "A\x1b]0;x\x07 b.",
            "Long" * 40,
            "中文 字 text.",
            "\u202eabc d.",
            "Kept it.",
        ]
    ),
    max_size=6,
).map("\n\n".join)


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(MODES), st.integers(24, 130))
def test_any_text_is_neutral_and_within_the_width(
    old: str, new: str, mode: Mode, width: int
) -> None:
    left, right = Article("l", "l.txt", "l.txt", old), Article("r", "r.txt", "r.txt", new)
    for line in lines(mode, width, left=left, right=right):
        assert cell_len(line) <= width
        assert not set(line) & set("\x1b\x07\u202e\n")


def test_that_two_texts_are_translations_is_said_once() -> None:
    folder = Path(__file__).parents[1] / "analysis" / "retellings"
    texts = [(folder / f"quarry_{n}.txt").read_text("utf-8") for n in (1, 2)]
    left, right = engine.read_all(
        [Article(f"q{n}", f"q{n}", "", text) for n, text in enumerate(texts)]
    )
    (link,) = copies.links([left, right])
    told = "\n".join(render(left, right, align(left, right), "unified", 200, link=link))
    assert told.count("translation") == 1
    assert "nothing tells which came first" in told


def test_a_sentence_that_stands_in_several_says_where_else_it_is() -> None:
    whole = (
        "The port was shut on Monday after a walkout and ferries to the isles stayed at the pier."
    )
    first, then = (
        "The port was shut on Monday after a walkout.",
        "Ferries to the isles stayed at pier.",
    )

    def told(other: str, *, swapped: bool = False) -> str:
        pair = [Article(n, f"{n}.txt", f"{n}.txt", t) for n, t in (("a", whole), ("b", other))]
        one, two = reversed(pair) if swapped else pair
        mode: Mode = "side-by-side" if swapped else "unified"
        return "\n".join(lines(mode, 300, left=one, right=two))

    assert "(also in the next sentence of b)" in told(f"{first} {then}")
    assert "(also in the next sentence of b)" in told(f"{first} {then}", swapped=True)
    assert "(also in ¶3 of b)" in told(f"{first}\n\nBees hum.\n\n{then}")
    assert "also in" not in told(whole)


def test_boilerplate_is_counted_apart_from_what_changed() -> None:
    menu = "\n\nREAD TOO: Nine ways to cook rice"
    cut = Article(
        "r", "r.txt", "r.txt", KEPT + menu, boilerplate=(Region(len(KEPT), 999, "promo"),)
    )
    (told,) = (line for line in lines("unified", left=LEFT, right=cut) if "sentences:" in line)
    assert told.endswith("of boilerplate")
    assert "added" not in told
