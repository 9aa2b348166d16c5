"""The tree of a page to the article's text: one extractor, checked by a second.

trafilatura in precision mode is right most often; where it and readability share less than .6 of
their words it is wrong three times in four (181 pages of the article-extraction-benchmark).  Then
the shorter is believed if it is a part of the longer, readability if it is not, and the reader is
told.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from typing import Any, NamedTuple

from seeds.readers.fragment import flat

AGREE = 0.6
PART = 0.8
FEW_WORDS = 25
WORD = re.compile(r"\w+")


class Body(NamedTuple):
    """The text of an article, paragraphs between blank lines, and whether to doubt it."""

    text: str
    uncertain: bool = False


def body(tree: Any, stated: str = "") -> Body:
    """The article's text in a page's tree; "" when there is none.

    `stated` is the text that the page's own data give (articleBody), the third opinion.  The tree
    is used up.
    """
    first = _precise(tree, fast=True)
    second = _readable(tree)
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

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text = trafilatura.extract(
        tree,
        favor_precision=True,
        include_comments=False,
        fast=fast,
        output_format="txt",
    )
    return "\n\n".join(line for line in (text or "").split("\n") if line.strip())


def _readable(tree: Any) -> str:
    """What readability takes for the article; the tree is used up."""
    from lxml import etree, html
    from trafilatura.readability_lxml import Document

    try:
        summary = html.fromstring(Document(tree).summary())
    except (etree.LxmlError, ValueError, AssertionError, RecursionError):
        return ""
    return flat(summary)


def _words(text: str) -> Counter[str]:
    return Counter(word.lower() for word in WORD.findall(text))


def _share(left: str, right: str) -> float:
    """The words that two texts share, as a part of the longer one."""
    one, other = _words(left), _words(right)
    return (one & other).total() / max(one.total(), other.total(), 1)


def _part(left: str, right: str) -> bool:
    """Whether one of two texts is a part of the other."""
    one, other = _words(left), _words(right)
    return (one & other).total() >= PART * max(1, min(one.total(), other.total()))
