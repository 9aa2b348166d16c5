"""A text or Markdown file to one article: the exact decoded text, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seeds.readers.encoding import decode
from seeds.readers.items import Source, UnreadableError
from seeds.readers.scripts import mixed
from store.records import Article, Metadata, article_id

HEADING = re.compile(r"\s*#{1,2}[ \t]+(\S[^\n]*?)[ \t]*#*[ \t]*\r?(?:\n|\Z)")
BLANK = frozenset("\0\ufeff\u200b")
"""What leaves no trace on paper, beside white space."""
MARKDOWN = (".md", ".markdown")


def read(data: bytes, source: Source) -> Iterator[Article]:
    """The article in the bytes of a file; UnreadableError says why there is none.

    Markdown is told by the name, and only gives a title from its first heading: the text stays as
    it is written.
    """
    decoded = decode(data)
    if decoded is None:
        raise UnreadableError("looks binary, not text")
    if all(letter.isspace() or letter in BLANK for letter in decoded.text):
        raise UnreadableError("no text found: the file is empty")
    heading = HEADING.match(decoded.text) if source.name.lower().endswith(MARKDOWN) else None
    yield Article(
        id=article_id(source.place, decoded.text),
        name=source.name,
        source=source.place,
        text=decoded.text,
        title=heading.group(1) if heading else "",
        metadata=tuple(Metadata(kind, value, 0, 0) for kind, value in source.facts if value),
        notices=(*source.notices, *decoded.notices, *mixed(decoded.text)),
    )
