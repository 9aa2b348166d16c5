"""A feed (RSS, Atom, RDF, CDF, JSON Feed) to one article for each item.

Most feeds carry a teaser of each story and not the story: such items are marked.  An item is told
from others by its feed and its own id, never by the address that it links to: a feed must not pass
off its text as a version of a page of somebody else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from seeds.readers.encoding import decode
from seeds.readers.fragment import plain
from seeds.readers.items import (
    Facts,
    Items,
    Left,
    Source,
    UnreadableError,
    build,
    squeezed,
    web_address,
)
from seeds.readers.markup import DECLARATION, without_controls
from seeds.readers.stamps import published
from store.records import Notice, Published

FORM = "feed item"
MOST, DEEPEST, FULL_WORDS = 10_000, 1000, 150
CUT = re.compile(
    r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.|&hellip;)\s*\]|read (?:the )?(?:more|full|rest)[^.]{0,60}"
    r"|continue reading[^.]{0,80}|full story)\W*$",
    re.IGNORECASE,
)
CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
TAG = re.compile(r"<(/?)[A-Za-z_][^<>]*?(/?)>")
ITEM = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)[\s>]", re.IGNORECASE)
DECLARED = re.compile(r"\s*<\?xml[^>]{0,400}\?>")
DATES = ("published", "created", "updated")


def read(data: bytes, source: Source) -> Items:
    """The items of a feed in their order; UnreadableError where it is no feed or not safe."""
    decoded = decode(data)
    text = decoded.text if decoded else data.decode("latin-1")
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        yield from _json_feed(text, source)
        return
    _refuse_dangers(text)
    feed = _parsed(data, text)
    title = plain(feed.feed.get("title") or "")
    if not feed.entries:
        raise UnreadableError(f"feed without items{_stopped(feed)}{_named(title)}")
    source = source._replace(notices=(*source.notices, *_encoding(data, feed)))
    seen: set[str] = set()
    for number, entry in enumerate(feed.entries[:MOST], 1):
        yield _item(number, _entry(entry, feed.feed), title, source, seen)
    if len(feed.entries) > MOST:
        yield Left(f"item {MOST + 1}", f"feed with more than {MOST:,} items; the rest is not read")
    if _is_cut(feed, text):
        yield Left("", f"feed cut short{_stopped(feed)}; the items before it are kept")
    elif _stopped(feed):
        yield Left("", f"feed not well-formed{_stopped(feed)}; read all the same", skipped=True)


def _parsed(data: bytes, text: str) -> Any:
    """What feedparser makes of these bytes, mended first where that shows more items."""
    feed = _tried(data)
    if feed is None:
        feed = _tried(_mended(without_controls(text)[0]))
        if feed is None:
            raise UnreadableError("feed that cannot be parsed")
        return feed
    if not _stopped(feed) or len(ITEM.findall(text)) <= len(feed.entries):
        return feed
    mended = _tried(_mended(text))
    if mended is None or len(mended.entries) <= len(feed.entries):
        return feed
    mended["bozo"], mended["bozo_exception"] = feed["bozo"], feed["bozo_exception"]
    return mended


def _tried(data: bytes) -> Any:
    """What feedparser makes of these bytes; None where it fails."""
    try:
        return _feedparser(data)
    except Exception:  # noqa: BLE001 - references to surrogates, ends without beginnings ...
        return None


def _feedparser(data: bytes) -> Any:
    """feedparser's own result; it never fetches what is given to it as an open file."""
    import io
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import feedparser

        return feedparser.parse(io.BytesIO(data), resolve_relative_uris=True)


def _mended(text: str) -> bytes:
    """The document with its tags closed, as libxml2 recovers it."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    text = DECLARED.sub("", text.lstrip("\ufeff"), count=1)
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return b""
    return b"" if tree is None else bytes(etree.tostring(tree, encoding="utf-8"))


def _refuse_dangers(text: str) -> None:
    """UnreadableError for entities that a document declares, and for endless nesting."""
    head = CDATA.sub("", text[:200_000])
    if re.search(r"<!ENTITY\s", head, re.IGNORECASE):
        raise UnreadableError("feed declares entities (DTD): not read")
    depth = 0
    for tag in TAG.finditer(CDATA.sub("", text)):
        depth += 0 if tag.group(2) else -1 if tag.group(1) else 1
        if depth > DEEPEST:
            raise UnreadableError(f"feed nested deeper than {DEEPEST:,} elements: not read")


def _stopped(feed: Any) -> str:
    """Where the strict parser stopped: " (line 3, column 7)"; "" where it did not."""
    error = feed.get("bozo_exception")
    try:
        return (
            f" (parsing stopped at line {error.getLineNumber()}, column {error.getColumnNumber()})"
        )
    except AttributeError:
        return ""


def _encoding(data: bytes, feed: Any) -> list[Notice]:
    """What to say where a feed is in another encoding than it states."""
    found = DECLARATION.match(data[:400])
    stated = found.group(1).decode("ascii").lower() if found else ""
    used = str(feed.get("encoding") or "").lower()
    if not stated or not used or stated.replace("_", "-") == used.replace("_", "-"):
        return []
    if {stated, used} <= {"iso-8859-1", "windows-1252", "us-ascii", "utf-8"} and used != "utf-8":
        return [] if stated != "utf-8" else [Notice("encoding", f"says UTF-8, read as {used}")]
    return [Notice("encoding", f"the feed says {stated}; it was read as {used}")]


def _is_cut(feed: Any, text: str) -> bool:
    """Whether a broken document ends before its root element does."""
    return bool(feed.get("bozo")) and not re.search(
        r"</(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\s*>\s*(?:<!--.*?-->\s*)*\Z",
        text[-2000:],
        re.IGNORECASE | re.DOTALL,
    )


def _named(title: str) -> str:
    return f": “{squeezed(title, 100)}”" if title else ""


class _Entry:
    """An item in the same shape for all formats; texts are HTML or plain, not yet cleaned."""

    def __init__(self) -> None:
        self.ident = self.title = self.link = self.summary = self.language = ""
        self.contents: list[str] = []
        self.authors: list[str] = []
        self.date: Published | None = None
        self.date_source = ""


def _entry(given: Any, feed: Any) -> _Entry:
    """An entry of feedparser."""
    entry = _Entry()
    entry.ident, entry.link = str(given.get("id") or ""), str(given.get("link") or "")
    entry.title = plain(str(given.get("title") or ""))
    entry.summary = str(given.get("summary") or "")
    entry.contents = [str(content.get("value") or "") for content in given.get("content") or ()]
    entry.language = str(feed.get("language") or "")
    names = [author.get("name") for author in given.get("authors") or () if author.get("name")]
    entry.authors = [plain(str(name)) for name in names or [given.get("author")] if name]
    for name in DATES:
        if name in given:
            moment = _moment(given.get(f"{name}_parsed"))
            entry.date = published(str(given.get(name) or "")) or moment
        if entry.date:
            entry.date_source = f"feed {name}"
            break
    return entry


def _moment(parsed: Any) -> Published | None:
    """A time that feedparser could read where nothing else can."""
    try:
        return published(f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}")
    except (AttributeError, TypeError, ValueError):
        return None


def _item(number: int, entry: _Entry, outlet: str, source: Source, seen: set[str]) -> Any:
    """The article of one item, or what is missing."""
    contents = [text for text in map(plain, entry.contents) if text]
    summary = plain(entry.summary)
    text = max([*contents, summary], key=len, default="")
    teaser = (not contents and len(text.split()) < FULL_WORDS) or CUT.search(
        text[-120:]
    ) is not None
    text = text or entry.title
    if not text.strip():
        return Left(f"item {number}", "no text found in this feed item")
    key = entry.ident or entry.link
    place = f"{source.place}#{key[:500]}" if key and key not in seen else ""
    seen.add(key)
    facts = Facts(
        title=entry.title,
        outlet=outlet,
        authors=tuple(dict.fromkeys(squeezed(name, 200) for name in entry.authors))[:20],
        published=entry.date,
        language="",
        address=web_address(entry.link),
        date_source=entry.date_source,
    )
    said = "only the feed's teaser of the story; add its address to read the story"
    notices = (Notice("teaser", said),) if teaser else ()
    return build(source.item(number, place), text, FORM, facts, notices)


def _json_feed(text: str, source: Source) -> Items:
    """The items of a JSON Feed (jsonfeed.org, versions 1 and 1.1)."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"feed: broken JSON ({str(error)[:100]})") from error
    given = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(given, list) or not given:
        raise UnreadableError("feed without items")
    title = plain(_string(feed.get("title")))
    seen: set[str] = set()
    for number, item in enumerate(given[:MOST], 1):
        if not isinstance(item, dict):
            yield Left(f"item {number}", "not an object")
            continue
        yield _item(number, _json_entry(item), title, source, seen)


def _json_entry(item: dict[str, Any]) -> _Entry:
    """An item of a JSON Feed."""
    entry = _Entry()
    entry.ident, entry.link = _string(item.get("id")), _string(item.get("url"))
    entry.title, entry.summary = _string(item.get("title")), _string(item.get("summary"))
    entry.contents = [_string(item.get("content_text")), _string(item.get("content_html"))]
    entry.authors = list(_author_names(item))
    entry.date = published(_string(item.get("date_published")))
    entry.date_source = "feed date_published"
    return entry


def _author_names(item: dict[str, Any]) -> Iterator[str]:
    given = item.get("authors") or [item.get("author")]
    for author in given if isinstance(given, list) else ():
        if isinstance(author, dict) and _string(author.get("name")):
            yield _string(author.get("name"))


def _string(value: Any) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""
