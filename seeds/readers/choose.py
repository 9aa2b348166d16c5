"""Any file to its items: the reader is chosen by what the file holds and loaded only then."""

from __future__ import annotations

import io
from importlib import import_module
from typing import Any, BinaryIO

from seeds.pool import Run, inline
from seeds.readers.items import LIMIT, MEGABYTE, Items, Source, UnreadableError
from seeds.readers.kinds import HEAD, kind
from store.records import Article

# The format of a file to the module that reads it; those in STREAMED are given the open file.
READERS = {
    "text": "text",
    "html": "html",
    "feed": "feed",
    "warc": "warc",
    "gzip": "gzipped",
    "zip": "zipped",
    "json": "json_lines",
    "csv": "table",
    "mail": "mail",
    "nitf": "agency",
    "newsml": "agency",
    "opml": "opml",
    "addresses": "addresses",
    "pdf": "pdf",
}
STREAMED = frozenset(("warc", "gzip", "zip"))
NAMED = {
    "pdf": "a PDF file", "zip": "a ZIP archive or office document", "gzip": "compressed with gzip",
    "warc": "a web archive", "xml": "an XML file of an unknown kind", "feed": "a feed",
    "json": "JSON", "csv": "a table", "mail": "a message", "opml": "a list of feeds",
    "addresses": "a list of addresses",
    "nitf": "a NITF document", "newsml": "a NewsML document",
}  # fmt: skip
# Names that promise a format: content of another kind is damage, not a text.
PROMISED = {
    ".rss": "feed", ".atom": "feed", ".rdf": "feed", ".opml": "list of feeds",
    ".json": "JSON file", ".jsonl": "JSON file", ".warc": "web archive",
    ".pdf": "PDF file", ".zip": "ZIP archive",
}  # fmt: skip
# Formats of programs, which no article comes in.
FOREIGN = {".yaml": "YAML", ".yml": "YAML", ".toml": "TOML"}


def read(file: BinaryIO, source: Source, run: Run = inline) -> Items:
    """The items of an open file, one by one; `run` spreads the pages of an archive.

    Raises UnreadableError where the whole of it, or the rest of it, is refused, and OSError where
    it cannot be read.
    """
    if not file.seekable():
        file = io.BytesIO(file.read(LIMIT + 1))
    head = file.read(HEAD)
    found = kind(head)
    file.seek(0)
    if found in STREAMED:
        yield from _guarded(found, file, source, run)
        return
    data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        limit = f"{LIMIT // MEGABYTE} MB"
        raise UnreadableError(f"larger than {limit}; the limit for one file is {limit}")
    yield from read_bytes(data, source)


def read_bytes(data: bytes, source: Source) -> Items:
    """The items of a file that is in memory."""
    found = kind(data[:HEAD])
    yield from _guarded(found, io.BytesIO(data) if found in STREAMED else data, source)


def _guarded(found: str, given: BinaryIO | bytes, source: Source, run: Run = inline) -> Items:
    """The items that the reader of this format gives; what goes wrong in it is a refusal."""
    _refuse(found, source.name)
    reader: Any = import_module(f"seeds.readers.{READERS[found]}")
    some = False
    try:
        spread = (run,) if found in STREAMED else ()
        for item in reader.read(given, source, *spread):
            some = True
            yield item
    except (UnreadableError, OSError):
        raise
    except Exception as error:  # a parser that fails on a file refuses it; the others go on
        reason = f"the reader of this format failed ({type(error).__name__})"
        raise UnreadableError(f"{NAMED.get(found, found)}; {reason}") from error
    if not some:
        raise UnreadableError(f"{NAMED.get(found, found)} without articles")


def _refuse(found: str, name: str) -> None:
    """UnreadableError for what no reader takes, and for a name that promises another format."""
    if found.startswith("refused: "):
        said = found.removeprefix("refused: ")
        raise UnreadableError(f"{said}; articles come as text, pages, feeds or archives of them")
    ending = "." + name.rpartition(".")[2].lower()
    if found == "text" and ending in FOREIGN:
        raise UnreadableError(f"{FOREIGN[ending]} is no format of articles")
    if found == "text" and ending in PROMISED:
        raise UnreadableError(f"not a {PROMISED[ending]}: parsing stopped at line 1, column 1")
    if found not in READERS:
        raise UnreadableError(f"{NAMED.get(found, found)}; this version does not read it")


def single(data: bytes, source: Source) -> Article:
    """The one article of a page or text inside something else; UnreadableError if there is none."""
    for item in read_bytes(data, source):
        if isinstance(item, Article):
            return item
        raise UnreadableError(item.reason)
    raise UnreadableError("no text found")
