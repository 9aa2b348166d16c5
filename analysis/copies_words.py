"""An article to the words of its story as copies are compared: no boilerplate, case or marks."""

from __future__ import annotations

import re
from typing import NamedTuple

from store.records import Article

WORD = re.compile(r"[^\W_]+")
FREQUENT_MARKS = "’‘“”–—…\u00a0•«»€£"
PLAIN = bytes(ord(chr(code).lower() if chr(code).isalnum() else " ") for code in range(128)) * 2


class Words(NamedTuple):
    """The words of an article's story, folded, and where each starts in the text."""

    words: list[str]
    starts: list[int]


def kept(article: Article) -> str:
    """The text of the story: without boilerplate."""
    text = article.text
    if not article.boilerplate:
        return text
    position, parts = 0, []
    for region in article.boilerplate:
        parts.append(text[position : region.start])
        position = max(position, region.end)
    return "\n".join([*parts, text[position:]])


def story(article: Article) -> bytes:
    """The words of the story in UTF-8 with spaces between them, one or more.

    English text becomes plain ASCII by a few replacements and is then folded ten times as fast as
    a pattern could; any other text is read by the pattern, with the same words.
    """
    text = kept(article)
    if not text.isascii():
        text = text.casefold()
        for mark in FREQUENT_MARKS:
            text = text.replace(mark, " ")
        if not text.isascii():
            return " ".join(WORD.findall(text)).encode("utf-8", "surrogatepass")
    return text.encode("ascii").translate(PLAIN)


def story_words(article: Article) -> list[bytes]:
    """The words of the story: no boilerplate; case, quotes, spaces, hyphens do not count."""
    return story(article).split()


def words(article: Article) -> Words:
    """The same words with their places in the text."""
    found, starts = [], []
    position = 0
    edges = [(region.start, region.end) for region in article.boilerplate]
    for start, end in [*edges, (len(article.text), len(article.text))]:
        for match in WORD.finditer(article.text, position, start):
            found.append(match.group().casefold())
            starts.append(match.start())
        position = max(position, end)
    return Words(found, starts)
