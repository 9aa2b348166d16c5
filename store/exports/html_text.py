"""Pieces of an HTML page: text from outside stays text, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from store import neutral
from store.exports.briefing import Briefing
from store.exports.markdown_text import GLYPHS, nested
from store.exports.provenance import Row
from store.exports.web_annotation import is_address


def text(value: object) -> str:
    """Neutral text on one line, escaped for content and quoted attributes."""
    return escape(" ".join(neutral.single_line(str(value)).split()))


def exact(value: str) -> str:
    """Neutral text with its blanks and line ends as they are, escaped."""
    return escape(neutral.visible(value))


def quote(value: str) -> str:
    """A passage in quotation marks; one that brings its own keeps them."""
    body = text(value)
    closed = value.strip()[:1] in '"“„«' and value.strip()[-1:] in '"”“»'
    return f"<q>{nested(body)}</q>" if not closed else f'<q class="own">{body}</q>'


def link(address: str) -> str:
    """A web address as a link that shows where it leads; anything else as text."""
    if not is_address(address):
        return text(address)
    return f'<a href="{escape(address)}" rel="noopener noreferrer nofollow">{text(address)}</a>'


def verdict(row: Row) -> str:
    """The verdict as a coloured word with its sign; "" where nobody looked."""
    held = row["verdict"]
    if held is None:
        return ""
    words = f"{GLYPHS[held]} {held.replace('-', ' ')}"
    words = f"({words} in a copy)" if row["inherited"] else words
    return f' <b class="verdict {held}">{words}</b>'


def cites(page: Briefing, rows: Iterable[Row]) -> str:
    """ "[1] [4]", each a link to its source."""
    numbers = sorted({page.numbers[row["article_id"]] for row in rows})
    return " ".join(cite(number) for number in numbers)


def cite(number: int) -> str:
    """A link to the source of this number."""
    return f'<a class="cite" href="#source-{number}">[{number}]</a>'


def bullets(items: Iterable[str]) -> str:
    """A list; "" without items."""
    inner = "\n".join(f"<li>{item}</li>" for item in items)
    return f"<ul>\n{inner}\n</ul>" if inner else ""
