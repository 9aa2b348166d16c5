"""What kind of file this is, told by its first bytes; its name only breaks ties."""

from __future__ import annotations

import codecs
import re

HEAD = 16_384
"""How many of the first bytes `kind` wants."""

# Starts that are refused, with what to call them.
REFUSED = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a picture, sound or film"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ\x00", "compressed with xz"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
)
STARTS = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"WARC/", "warc"),
)
# The first element of an XML document, without its prefix, to the format.
ROOTS = {
    "rss": "feed", "feed": "feed", "rdf": "feed", "channel": "feed",
    "opml": "opml", "outlinedocument": "opml",
    "nitf": "nitf", "newsitem": "newsml", "newsmessage": "newsml", "newsml": "newsml",
    "html": "html",
}  # fmt: skip
ELEMENT = re.compile(r"<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,40})(?=[\s/>])")
PROLOGUE = re.compile(
    r"(?:\s+|<\?[^>]{0,4000}>|<!--.{0,8000}?-->|<!DOCTYPE[^>\[]{0,2000}(?:\[.{0,12000}?\]\s*)?>)*",
    re.IGNORECASE | re.DOTALL,
)
PAGE = re.compile(
    r"(?:\s|<!--.{0,8000}?-->|<\?[^>]{0,4000}>)*<(?:!doctype\s+html|html|head|body|title|meta|link"
    r"|div|article|section|main|p|h1|script|style|table)(?=[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
XML = re.compile(r"\s*<\?xml\s", re.IGNORECASE)
MAIL_FIELD = (
    "received return-path delivered-to from to subject date message-id mime-version content-type "
    "x-mailer reply-to sender list-id dkim-signature authentication-results arc-seal cc"
).split()
FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?[^\n]*\n(?:[ \t]+[^\n]*\n)*")
JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')
CSV_HEADER = re.compile(r"[^\n]{3,2000}\r?\n")
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,20}://\S{1,4000}", re.IGNORECASE)
COLUMN = re.compile(r"\w{0,40}(?:[ .:/-]\w{1,30}){0,2}")
SEPARATORS = (",", "\t", ";", "|")
COLUMNS = frozenset(
    "url link address uri href text body content article maintext fulltext article_text "
    "plain_text full_text".split()
)


def kind(head: bytes) -> str:
    """The format of a file that begins with these bytes, by the name of its reader.

    "text" where nothing else is known; "refused: a PNG image" for what has no reader.
    """
    for start, said in REFUSED:
        if head.startswith(start):
            return f"refused: {said}"
    for start, name in STARTS:
        if head.startswith(start):
            return name
    text = _plain(head)
    if text is None:
        return "text"
    stripped = text.lstrip("\ufeff \t\r\n\f\0")
    if stripped.startswith("<"):
        return _markup(stripped)
    if stripped.startswith(("{", "[")):
        return "feed" if JSON_FEED.search(stripped[:4000]) else _json(stripped)
    if _mail(text):
        return "mail"
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    if lines and all(map(ADDRESS.fullmatch, lines)):
        return "addresses"
    return "csv" if columns(text) else "text"


def _plain(head: bytes) -> str | None:
    """The head as text, good enough to see markup in it."""
    for mark, encoding in (
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if head.startswith(mark):
            return head.decode(encoding, "replace")
    if head[:4] in (b"\0\0\0<", b"<\0\0\0"):
        return head.decode("utf-32-be" if head[0] == 0 else "utf-32-le", "replace")
    if head[:2] in (b"\0<", b"<\0"):
        return head.decode("utf-16-be" if head[0] == 0 else "utf-16-le", "replace")
    return head.decode("utf-8", "replace")


def _markup(text: str) -> str:
    """Which markup a text that begins with "<" is."""
    prologue = PROLOGUE.match(text)
    root = ELEMENT.match(text, prologue.end() if prologue else 0)
    name = root.group(1).lower() if root else ""
    if name in ROOTS:
        return ROOTS[name]
    if PAGE.match(text):
        return "html"
    return "xml" if XML.match(text) or root else "text"


def _json(text: str) -> str:
    """JSON or JSON Lines; a text that only begins with a bracket is text."""
    return "json" if re.match(r'\{\s*(?:"|\}|$)|\[\s*(?:\{|$)', text) else "text"


def _mail(text: str) -> bool:
    """Whether a text begins with the head of a message: only fields, three that mail has."""
    place, known = 0, set()
    if text.startswith("From ") and "\n" in text[:300]:
        place = text.index("\n") + 1
    text = text.replace("\r\n", "\n")
    while field := FIELD.match(text, place):
        name = field.group(1).lower()
        if name in MAIL_FIELD:
            known.add(name)
        place = field.end()
    return len(known) >= 3 and bool({"mime-version", "message-id", "received", "from"} & known)


def columns(text: str) -> str:
    """The separator of a table whose first line names a column of texts or addresses, else ""."""
    header = CSV_HEADER.match(text.lstrip("\ufeff"))
    if not header:
        return ""
    for separator in SEPARATORS:
        names = [cell.strip(" \"'\r\n").lower() for cell in header.group().split(separator)]
        if len(names) > 1 and COLUMNS & set(names) and all(map(COLUMN.fullmatch, names)):
            return separator
    return ""
