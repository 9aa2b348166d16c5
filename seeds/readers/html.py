"""A web page to one article: its text, and what the page states of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from seeds.readers.items import EmptyError, Source, UnreadableError, build
from seeds.readers.markup import markup
from seeds.readers.page_facts import facts
from seeds.readers.page_text import body
from store.records import Article, Notice

FORM = "web page"
MOST_ELEMENTS = 60_000
FEW_LETTERS = 25
UNCERTAIN = Notice(
    "extraction-uncertain",
    "extraction uncertain: two ways to find the article in this page disagree; compare it with the "
    "page itself",
)


def read(data: bytes, source: Source) -> Iterator[Article]:
    """The article of a page; UnreadableError says why there is none."""
    decoded = markup(data, source.charset)
    tree = parsed(decoded.text)
    if tree is None:
        raise EmptyError(f"no article text found in this {FORM}")
    stated = facts(tree, source.address)
    found = body(tree, stated.text)
    if sum(map(str.isalpha, found.text)) < FEW_LETTERS:
        raise EmptyError(f"no article text found in this {FORM}")
    notices = (*decoded.notices, UNCERTAIN) if found.uncertain else decoded.notices
    yield build(source, found.text, FORM, stated.facts, notices)


def parsed(text: str) -> Any:
    """The tree of a page (lxml), or None when there is nothing in it."""
    from lxml import etree, html

    # The parser's own limit of depth stays on; a page is not a place to fetch from.
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    parser.set_element_class_lookup(plain_elements())
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    if _count()(tree) > MOST_ELEMENTS:
        raise UnreadableError(f"more than {MOST_ELEMENTS:,} elements in one {FORM}")
    return tree


@lru_cache(maxsize=1)
def plain_elements() -> Any:
    """A class lookup by which every element is an HtmlElement, those of forms too.

    The one of lxml.html itself asks Python for each element that is touched.
    """
    from lxml import etree, html

    return etree.ElementDefaultClassLookup(element=html.HtmlElement)


@lru_cache(maxsize=1)
def _count() -> Any:
    """What tells how many elements a tree has."""
    from lxml import etree

    return etree.XPath("count(descendant-or-self::*)")
