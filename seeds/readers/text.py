"""A text or Markdown file to one article: the exact decoded text, or why there is none."""

from __future__ import annotations

import re

from seeds.readers.encoding import decode
from store.records import Article, article_id

LIMIT = 50 * 1000 * 1000
# What a file's first bytes say it is, where that is not text for this reader.
KINDS = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ\x00", "compressed with xz"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd"),
    (b"\x7fELF", "a program"),
    (b"WARC/", "a web archive"),
)
MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(!doctype html|html|\?xml|rss|feed)[\s>]", re.IGNORECASE
)
HEADING = re.compile(r"\s*#{1,2}[ \t]+(\S[^\n]*?)[ \t]*#*[ \t]*\r?(?:\n|\Z)")
MARKDOWN = (".md", ".markdown")


class UnreadableError(Exception):
    """A source that holds no article; its message is the reason, for people."""


def read(data: bytes, name: str, source: str) -> Article:
    """The article in the bytes of a file; UnreadableError says why there is none.

    `name` is the file's own name, `source` its place.  Markdown is told by its name, and only
    gives a title from its first heading: the text stays as it is written.
    """
    if len(data) > LIMIT:
        raise UnreadableError(f"larger than {LIMIT // 1_000_000} MB, the limit for one file")
    _refuse_other_kinds(data)
    decoded = decode(data)
    if decoded is None:
        raise UnreadableError("looks binary, not text")
    if not decoded.text.strip(" \t\r\n\f\v\0\ufeff\u200b\u00a0\u2028\u2029\x85"):
        raise UnreadableError("no text found: the file is empty")
    heading = HEADING.match(decoded.text) if name.lower().endswith(MARKDOWN) else None
    return Article(
        id=article_id(source, decoded.text),
        name=name,
        source=source,
        text=decoded.text,
        title=heading.group(1) if heading else "",
        notices=decoded.notices,
    )


def _refuse_other_kinds(data: bytes) -> None:
    """UnreadableError for what is known to be something else than plain text."""
    for start, kind in KINDS:
        if data.startswith(start):
            raise UnreadableError(f"{kind}; this version reads plain text and Markdown")
    markup = MARKUP.match(data[:1024])
    if markup:
        page = b"html" in markup.group(1).lower()
        kind = "a web page" if page else "an XML file or feed"
        raise UnreadableError(f"{kind}; this version reads plain text and Markdown")
