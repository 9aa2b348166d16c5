"""The same passage in its copies: the reader's own first, and what differs stands out."""

from __future__ import annotations

from tests.tui.conftest import StoryMaker
from tui.screens.peek import PeekScreen
from tui.widgets.line_view import Line


def styled(lines: list[Line], style: str) -> str:
    return " ".join(text for line in lines for text, names in line.pieces if style in names.split())


def test_the_words_of_a_copy_that_are_not_here_stand_out(maker: StoryMaker) -> None:
    lead = "It rained on Monday and on Tuesday all over the old town. " * 8
    one = maker.article("one", f"{lead}The mayor said the bridge is safe. Nobody came.")
    maker.article("two", f"{lead}The new mayor said the bridge is safe. Nobody came.")
    maker.article("six", "Ships wait. Ana Silva said the bridge holds. Zebras came.")
    here = maker.say("one", "the bridge is safe", "Ana")
    copy = maker.say("two", "the bridge is safe", "Ana")
    reworded = maker.say("six", "the bridge holds", "Ana")
    maker.copy("one", "two")
    maker.same(here, copy)
    maker.renderings("u1", here, copy, reworded)
    session = maker.session()
    assert session.article_by_id[one].text.startswith("It rained")
    lines = PeekScreen(session, session.finding_by_id[here]).view.write(70)
    told = ["".join(text for text, _ in line.pieces) for line in lines]
    heads = [line.split()[0] for line in told if line.rstrip().endswith(("here", "copy", "words"))]
    assert heads == ["one", "two", "six"]
    assert styled(lines, "edited").split() == ["new", "holds"]
    assert "safe" in styled(lines, "strong")
    assert "the bridge is safe." in " ".join(" ".join(told).split()), "no blank before a full stop"


def test_a_passage_of_one_article_says_so(maker: StoryMaker) -> None:
    maker.article("one", "The mayor said the bridge is safe.")
    here = maker.say("one", "the bridge is safe", "Ana")
    session = maker.session()
    lines = PeekScreen(session, session.finding_by_id[here]).view.write(70)
    assert any("No other article" in text for line in lines for text, _ in line.pieces)
