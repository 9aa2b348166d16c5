"""An article to the units that a diff speaks of: sentences, cut at the borders of boilerplate.

A sentence without end (a list, a dump of one line) is cut at words that its own content chooses, so
that both versions are cut at the same places even when one has more words in front.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from analysis.text import Span, sentences, trim
from store.records import Article

LONGEST = 2000
CUT_EVERY = 64
KEY_WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")
APOSTROPHE = re.compile("[’‘ʼ´]")


class Unit(NamedTuple):
    """A stretch of text that is aligned as a whole; `key` is equal where the words are."""

    start: int
    end: int
    key: str


def folded(text: str) -> str:
    """Text as words are compared, at the same offsets: no case, one kind of apostrophe."""
    low = text.casefold()
    if len(low) != len(text):
        low = "".join(f if len(f := letter.casefold()) == 1 else letter for letter in text)
    return low if low.isascii() else APOSTROPHE.sub("'", low)


def tokens(unit: Unit) -> list[str]:
    """The words of a unit, possessive endings left out."""
    return [word.removesuffix("'s") for word in unit.key.split(" ")]


def _cut(text: str, span: Span, edges: list[int]) -> Iterator[Span]:
    """The parts of a span between the edges that fall into it."""
    start = span.start
    for edge in edges:
        part = trim(text, start, edge)
        if part.start < part.end:
            yield part
        start = edge
    part = trim(text, start, span.end)
    if part.start < part.end:
        yield part


def _chunks(text: str, span: Span) -> Iterator[Span]:
    """A very long sentence in parts of some tens of words."""
    start, count = span.start, 0
    for word in KEY_WORD.finditer(text, span.start, span.end):
        count += 1
        chosen = zlib.crc32(folded(word.group()).encode("utf-8", "replace")) % CUT_EVERY == 0
        if (chosen and count >= CUT_EVERY // 4) or count >= 3 * CUT_EVERY:
            yield trim(text, start, word.end())
            start, count = word.end(), 0
    rest = trim(text, start, span.end)
    if rest.start < rest.end:
        yield rest


def units(article: Article, keys: dict[str, str]) -> list[Unit]:
    """The units of an article in reading order.

    `keys` keeps the key of each sentence read, for the other side to find those that are the same.
    """
    text, low = article.text, folded(article.text)
    edges = sorted({edge for region in article.boilerplate for edge in (region.start, region.end)})
    found: list[Unit] = []
    position = 0
    for start, end, _ in sentences(text):
        while position < len(edges) and edges[position] <= start:
            position += 1
        inner = []
        while position < len(edges) and edges[position] < end:
            inner.append(edges[position])
            position += 1
        for part in _cut(text, Span(start, end), inner) if inner else (Span(start, end),):
            for piece in _chunks(text, part) if part.end - part.start > LONGEST else (part,):
                said = low[piece.start : piece.end]
                key = keys.get(said)
                if key is None:
                    key = keys[said] = " ".join(KEY_WORD.findall(said)) or said
                found.append(Unit(piece.start, piece.end, key))
    return found
