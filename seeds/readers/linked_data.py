"""Linked data (schema.org in JSON-LD) of a page to what they say of its article."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

KINDS = re.compile(r"(?:Article|BlogPosting|Posting|Report|LiveBlogPosting|NewsStory)$")
PAGES = frozenset(("WebPage", "ItemPage"))
MOST, DEEPEST = 400, 12


class Linked(NamedTuple):
    """What linked data state; "" and () where they do not."""

    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    language: str = ""
    address: str = ""
    text: str = ""


def linked(scripts: Iterable[str]) -> Linked:
    """What the first article in these scripts is said to be; without one, the page itself."""
    nodes = [node for script in scripts for node in _nodes(_loaded(script))][:MOST]
    articles = [node for node in nodes if any(KINDS.search(kind) for kind in _kinds(node))]
    articles.sort(key=lambda node: "datePublished" not in node)
    pages = [node for node in nodes if PAGES & set(_kinds(node))]
    if not articles and not pages:
        return Linked()
    main = (articles or pages)[0]
    return Linked(
        title=_text(main.get("headline")) or (_text(main.get("name")) if articles else ""),
        outlet=next(_names(main.get("publisher")), ""),
        authors=tuple(_names(main.get("author")))[:20],
        published=_text(main.get("datePublished")) or _text(main.get("dateCreated")),
        language=_text(main.get("inLanguage")),
        address=_text(main.get("url")),
        text=_text(main.get("articleBody"), 400_000) if articles else "",
    )


def _loaded(script: str) -> Any:
    """The JSON of a script; None when it cannot be read."""
    script = re.sub(
        r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", script
    )
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The objects in a document, from the outside in."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value[:MOST]:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            if key in value:
                yield from _nodes(value[key], depth + 1)


def _kinds(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [str(kind).rpartition("/")[2] for kind in listed if isinstance(kind, str)]


def _text(value: Any, longest: int = 2000) -> str:
    """A string value, its character references resolved."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return html.unescape(value[:longest]).strip() if isinstance(value, str) else ""


def _names(value: Any) -> Iterator[str]:
    """The names of persons or organisations, however they are given."""
    for item in value if isinstance(value, list) else [value]:
        name = _text(item.get("name")) if isinstance(item, dict) else _text(item)
        if name:
            yield name
