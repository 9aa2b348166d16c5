"""JSON and JSON Lines of other tools to articles: news-please, Fundus, trafilatura and the like.

A line or object that is no article is named by its number and the reason; the others are read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from seeds.readers.encoding import decode
from seeds.readers.fragment import plain
from seeds.readers.items import Facts, Items, Left, Source, UnreadableError, build, web_address
from seeds.readers.stamps import published
from store.records import Notice

FORM = "JSON article"
MOST, MOST_PARTS = 200_000, 1_500_000
# Names of one thing in the tools' output, the first that holds something counts.
TEXTS = (
    "maintext",
    "plaintext",
    "text",
    "raw_text",
    "body",
    "content",
    "article_text",
    "articleBody",
)
HTMLS = ("content_html", "html")
TITLES = ("title", "headline", "title_page")
ADDRESSES = ("url", "canonical_url", "link", "source", "uri")
OUTLETS = (
    "sitename",
    "outlet",
    "publisher",
    "source_domain",
    "hostname",
    "source-hostname",
    "site",
)
AUTHORS = ("authors", "author", "byline")
DATES = (
    "date_publish", "publishing_date", "published", "published_at", "publishedAt", "date_published",
    "datePublished", "pub_date", "publication_date", "publish_date", "date", "timestamp",
)  # fmt: skip
LISTS = ("articles", "items", "results", "docs", "data", "hits", "entries", "news")
WRAPS = ("_source", "fields", "article", "doc")


class _NoArticleError(Exception):
    """A value that is no article; its message is the reason."""


class _Value(NamedTuple):
    """A value of the file: "line" or "item", its number, and what it holds."""

    where: str
    number: int
    value: Any


def read(data: bytes, source: Source) -> Items:
    """The articles of a file of JSON values, one to a line or all in one."""
    decoded = decode(data)
    if decoded is None:
        raise UnreadableError("looks binary, not text")
    seen: set[str] = set()
    found = False
    for value in _values(decoded.text):
        found = True
        if isinstance(value, Left):
            yield value
            continue
        if value.number > MOST:
            yield Left(value.where, f"more than {MOST:,} items in one file; the rest is not read")
            return
        try:
            yield _article(value, source, seen, decoded.notices)
        except (_NoArticleError, UnreadableError) as error:
            yield Left(f"{value.where} {value.number}", str(error))
    if not found:
        raise UnreadableError("JSON without articles")


def _values(text: str) -> Iterator[_Value | Left]:
    """The values in a text: the items of one document, or one for each line."""
    if text.count("{") + text.count("[") > MOST_PARTS:
        raise UnreadableError(f"JSON of more than {MOST_PARTS:,} objects and lists")
    try:
        whole = json.loads(text)
    except RecursionError:
        raise UnreadableError("JSON nested too deep") from None
    except ValueError as error:
        lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        if len(lines) < 2 or not any(map(_whole, (line for _, line in lines[:50]))):
            raise UnreadableError(f"broken JSON: {_said(error)}") from None
        yield from _lines(lines)
        return
    for number, item in enumerate(_listed(whole), 1):
        yield _Value("item", number, item)


def _lines(lines: list[tuple[int, str]]) -> Iterator[_Value | Left]:
    for number, line in lines:
        try:
            yield _Value("line", number, json.loads(line))
        except RecursionError:
            yield Left(f"line {number}", "nested too deep")
        except ValueError as error:
            yield Left(f"line {number}", f"broken JSON: {_said(error)}")


def _whole(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _said(error: ValueError) -> str:
    return str(error)[:120]


def _listed(value: Any) -> list[Any]:
    """The articles that a document is, or wraps."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        if any(isinstance(value.get(name), str) for name in TEXTS):
            return [value]
        for name in LISTS:
            inner = value.get(name)
            if isinstance(inner, dict):
                return _listed(inner)
            if isinstance(inner, list):
                return inner
    return [value]


def _article(value: _Value, source: Source, seen: set[str], notices: tuple[Notice, ...]) -> Any:
    """The article that a value holds."""
    fields = value.value
    if not isinstance(fields, dict):
        raise _NoArticleError(f"not an object but {_kind(fields)}")
    for name in WRAPS:
        if isinstance(fields.get(name), dict):
            fields = {**fields, **fields[name]}
    text = _body(fields)
    if not text:
        named = next((name for name in (*TEXTS, *HTMLS) if fields.get(name)), None)
        wrong = f"“{named}” is {_kind(fields[named])}" if named else "no text in it"
        raise _NoArticleError(wrong)
    address = next(
        (web_address(text) for text in _strings(fields, ADDRESSES) if web_address(text)), ""
    )
    key = address or next(_strings(fields, ("id", "_id", "fingerprint")), "")
    fresh = bool(key) and key not in seen
    seen.add(key)
    item = source.item(value.number, f"{source.place}#{key[:500]}" if fresh else "", address)
    stamps = (published(text) for text in _strings(fields, DATES))
    facts = Facts(
        title=plain(next(_strings(fields, TITLES), "")),
        outlet=next(_names(fields, OUTLETS), ""),
        authors=tuple(_names(fields, AUTHORS))[:20],
        published=next((stamp for stamp in stamps if stamp), None),
        address=address,
        date_source="dump",
    )
    return build(item, text, FORM, facts, notices)


def _body(fields: dict[str, Any]) -> str:
    """The text of an article, without markup where it is HTML."""
    for name in TEXTS:
        value = fields.get(name)
        if isinstance(value, dict):
            value = _sections(value)
        if (
            isinstance(value, list)
            and all(isinstance(part, str) for part in value)
            and len(value) > 1
        ):
            value = "\n\n".join(value)
        if isinstance(value, str) and value.strip():
            return value
    for name in HTMLS:
        value = fields.get(name)
        if isinstance(value, str) and value.strip():
            return plain(value)
    return ""


def _sections(body: dict[str, Any]) -> str:
    """The text of a Fundus body: a summary and sections with a headline and paragraphs."""
    pieces: list[str] = []

    def gather(value: Any, depth: int = 0) -> None:
        if isinstance(value, str):
            pieces.append(value)
        elif isinstance(value, list) and depth < 6:
            for part in value:
                gather(part, depth + 1)
        elif isinstance(value, dict) and depth < 6:
            for name in ("summary", "headline", "sections", "paragraphs", "texts", "text"):
                gather(value.get(name), depth + 1)

    gather(body)
    return "\n\n".join(piece for piece in pieces if piece.strip())


def _strings(fields: dict[str, Any], names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        value = fields.get(name)
        if isinstance(value, str) and value.strip():
            yield value
        elif isinstance(value, int) and not isinstance(value, bool):
            yield str(value)


def _names(fields: dict[str, Any], keys: tuple[str, ...]) -> Iterator[str]:
    """Names under the first key that has some, as strings, lists of them, or objects."""
    for key in keys:
        given = fields.get(key)
        parts = given if isinstance(given, list) else [given]
        named = [part.get("name") if isinstance(part, dict) else part for part in parts]
        good = [part.strip() for name in named if isinstance(name, str) for part in name.split(";")]
        if any(good):
            yield from filter(None, good)
            return


def _kind(value: Any) -> str:
    kinds = {
        list: "a list",
        str: "a string",
        bool: "true or false",
        type(None): "null",
        dict: "an object",
    }
    return kinds.get(type(value), "a number")
