"""The short ways to the text of a page lead where the long ones do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html
from trafilatura.readability_lxml import Document

from seeds.readers.fragment import flat
from seeds.readers.html import parsed
from seeds.readers.markup import CONTROLS, without_controls
from seeds.readers.page_text import _precise, _pruned
from seeds.readers.readable import Readable, counted
from tests.seeds.pages import NOISE, TEXT, page

PROSE = "".join(f"<p>Pile {n} was seen, measured, and found to be sound.</p>" for n in range(9))
AROUND = (
    '<div id="comments">{0}<p>tail</p></div> after it <div class="article-comments">{0}</div>',
    "<div>loose<br>lines<br><img src=a>and a tail</div><div><a href=b>link</a> words</div>",
    f'<div class="story"><h1 class="footer">no</h1>{PROSE}<iframe></iframe>{NOISE}</div>',
    f'<noscript></noscript><section class="story">{PROSE}<noscript></noscript>{NOISE}</section>',
    f'<div class="infinite-scroll">{PROSE}</div>',
    f"<figure><table><tr><td>{PROSE}</table></figure><nav>{PROSE}</nav>and <svg></svg>after",
    '<math alttext="a+b"></math><dialog><math alttext="c"></math></dialog>',
)


def tree_of(around: str) -> Any:
    return parsed(page(body=around.format(PROSE)).decode())


@pytest.mark.parametrize("around", AROUND)
def test_the_second_opinion_is_that_of_readability(around: str) -> None:
    whole = html.fromstring(page(body=around.format(PROSE)).decode())
    assert Readable(tree_of(around)).text() == flat(html.fromstring(Document(whole).summary()))


def test_what_hides_the_rest_of_an_article_is_not_judged_in_short() -> None:
    assert Readable(tree_of("")).surely(counted(TEXT))
    hiding = f'<div class="story">{PROSE}<noscript></noscript>{PROSE * 9}</div>'
    assert not Readable(tree_of(hiding)).surely(counted(PROSE * 10))


@pytest.mark.parametrize("around", AROUND)
def test_trafilatura_finds_the_same_without_what_it_drops(around: str) -> None:
    tree = tree_of(around)
    assert _precise(_pruned(tree), fast=True) == _precise(tree, fast=True)


def test_a_part_whose_heading_stands_in_what_is_dropped_is_left() -> None:
    part = f'<div class="infinite-scroll"><nav><h1>Piles</h1></nav>{PROSE}</div>'
    tree = parsed(f"<html><body>{part}</body></html>")
    found = _precise(_pruned(tree), fast=True)
    assert "Pile 8 was seen" in found
    assert found == _precise(tree, fast=True)


@pytest.mark.parametrize("near", [str, "é{}".format, "{}\N{NO-BREAK SPACE}\uffee\ud7ff".format])
def test_controls_are_seen_in_any_script(near: Callable[[str], str]) -> None:
    codes = (*range(0x3000), *range(0xD700, 0xE010), *range(0xFEF0, 0x10010))
    for text in map(near, map(chr, codes)):
        clean, removed = without_controls(text)
        assert (clean, removed) == CONTROLS.subn("", text)
