"""The tree of a page to the article's text: one extractor, checked by a second.

trafilatura in precision mode is right most often; where it and readability share less than .6 of
their words it is wrong three times in four (181 pages of the article-extraction-benchmark).  Then
the shorter is believed if it is a part of the longer, readability if it is not, and the reader is
told.
"""

from __future__ import annotations

import logging
from copy import copy
from functools import lru_cache
from typing import Any, NamedTuple

from seeds.readers.readable import WORD, Readable, counted, share

AGREE = 0.6
PART = 0.8
FEW_WORDS = 25
AROUND = "aside footer nav noscript svg dialog menu style select button".split()


class Body(NamedTuple):
    """The text of an article, paragraphs between blank lines, and whether to doubt it."""

    text: str
    uncertain: bool = False


def body(tree: Any, stated: str = "") -> Body:
    """The article's text in a page's tree; "" when there is none.

    `stated` is the text that the page's own data give (articleBody), the third opinion.  The tree
    is used up.
    """
    first = _precise(_pruned(tree), fast=True)
    second = Readable(tree)
    if second.surely(counted(first)):
        return Body(first)
    return _judged(tree, first, second.text(), stated)


def _judged(tree: Any, first: str, second: str, stated: str) -> Body:
    """Which of two opinions is believed, and whether to doubt it."""
    if not second.strip():
        return Body(first or stated, bool(first))
    if _share(first, second) >= AGREE:
        return Body(first)
    voices = [_precise(tree, fast=False)] if len(WORD.findall(first)) < FEW_WORDS else []
    for text in (stated, *voices):
        best = max((first, second), key=lambda other, text=text: _share(text, other))  # type: ignore[misc]
        if text and _share(text, best) >= AGREE:
            return Body(best, uncertain=True)
    few = len(WORD.findall(first)) < FEW_WORDS
    return Body(first if not few and _part(first, second) else second, uncertain=True)


def _precise(tree: Any, *, fast: bool) -> str:
    """What trafilatura takes for the article, in its precision mode."""
    import trafilatura

    text = trafilatura.extract(tree, options=_options(fast))
    return "\n\n".join(line for line in (text or "").split("\n") if line.strip())


@lru_cache(maxsize=2)
def _options(fast: bool) -> Any:
    """The options of trafilatura; it is told to be quiet."""
    from trafilatura.settings import Extractor

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return Extractor(output_format="txt", fast=fast, precision=True, comments=False)


def _pruned(tree: Any) -> Any:
    """A copy of the tree without the elements that trafilatura drops after it looked at them.

    It does ask whether parts of a page have a heading: where one stands in such an element, all
    are left.
    """
    from lxml import etree

    names = _dropped()
    pruned = copy(tree)
    if not any(True for heading in tree.iter("h1") for _ in heading.iterancestors(*names)):
        etree.strip_elements(pruned, *names, with_tail=False)
    return pruned


@lru_cache(maxsize=1)
def _dropped() -> tuple[str, ...]:
    """The elements with much in them that trafilatura drops."""
    from trafilatura.settings import MANUALLY_CLEANED

    return tuple(name for name in AROUND if name in MANUALLY_CLEANED)


def _share(left: str, right: str) -> float:
    """The words that two texts share, as a part of the longer one."""
    return share(counted(left), counted(right))


def _part(left: str, right: str) -> bool:
    """Whether one of two texts is a part of the other."""
    one, other = counted(left), counted(right)
    return (one & other).total() >= PART * max(1, min(one.total(), other.total()))
