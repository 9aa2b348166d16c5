"""A piece of HTML, as feeds, messages and dumps carry it, to plain text."""

from __future__ import annotations

import html
import re
from typing import Any

from seeds.readers.markup import without_controls

TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>|<!--")
REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
BREAKS = frozenset(
    "p div li h1 h2 h3 h4 h5 h6 blockquote pre tr td th dd dt section article figcaption br hr ul"
    " ol table main header footer aside".split()
)
HIDDEN = frozenset(("script", "style", "template", "noscript", "head", "title"))
SPACE = re.compile(r"[^\S\n]+")
BLANK = re.compile(r"\n\s*\n+")
SHY = "\u00ad"


def plain(text: str) -> str:
    """The text that a browser would show for this piece of HTML.

    Text without markup keeps its lines; references are resolved either way.
    """
    text, _ = without_controls(text)
    if not TAG.search(text):
        text = html.unescape(text) if REFERENCE.search(text) else text
        return without_controls(text)[0].strip()
    from lxml import etree
    from lxml import html as pages

    parser = pages.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = pages.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return ""
    return flat(tree)


def flat(tree: Any) -> str:
    """The text of a tree: a blank line between blocks, white space as a browser would show it."""
    from lxml import etree

    pieces: list[str] = []
    hidden = 0
    for action, element in etree.iterwalk(tree, events=("start", "end")):
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        hidden += (name in HIDDEN) * (1 if action == "start" else -1)
        said = element.text if action == "start" else element.tail if element is not tree else ""
        pieces.append("\n\n" if name in BREAKS else "")
        pieces.append("" if hidden or not said else said.replace("\n", " "))
    text = SPACE.sub(" ", "".join(pieces)).replace(SHY, "")
    return BLANK.sub("\n\n", "\n".join(line.strip() for line in text.split("\n"))).strip()
