"""Bytes of a web page or XML file to text in which a parser meets nothing that stops it."""

from __future__ import annotations

import codecs
import re

from seeds.readers.encoding import Decoded, decode
from seeds.readers.items import UnreadableError
from store.records import Notice

META = re.compile(
    rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
DECLARATION = re.compile(
    rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
# C0 without tab and newlines, DEL and C1; NEL stays: it is white space.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
# The same in UTF-8: those of one byte, and the others with the byte that they begin with.
CONTROL_BYTES = bytes((*range(9), 11, 12, *range(14, 32), 127))
LONGER_CONTROLS = (
    (b"\xc2", re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")),
    (b"\xef", re.compile(rb"\xef\xbf[\xbe\xbf]")),
    (b"\xed", re.compile(rb"\xed[\xa0-\xbf]")),
)
REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,10}))(?:;|(?![0-9a-fA-F]))")
DATA_ADDRESS = re.compile(r"data:[\w./+-]{0,80}(?:;[\w=-]{0,40}){0,3},[A-Za-z0-9+/=%_.~-]{200,}")
LONGEST = 5_000_000
"""The most characters of markup in one page, without the pictures that are written into it."""

# What browsers read for names that mean something else on paper, and what must never be guessed.
READ_AS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
NEVER = ("utf-7", "utf-16", "utf-32", "idna", "punycode", "unicode_escape", "raw_unicode_escape")


def markup(data: bytes, charset: str = "") -> Decoded:
    """The markup in these bytes without control characters and references to them.

    The encoding is that of a byte order mark, else `charset` (what the sender stated), else what
    the markup states, else found.  Raises UnreadableError.
    """
    decoded = _decoded(data, charset)
    text = decoded.text
    text = DATA_ADDRESS.sub("data:,", text) if "data:" in text else text
    if len(text) > LONGEST:
        raise UnreadableError(f"{len(text):,} characters of markup; the limit is {LONGEST:,}")
    clean, removed = without_controls(text)
    said = f"{removed} control characters were taken out of the page's code"
    notices = (Notice("controls", said),) if removed else ()
    return Decoded(clean, decoded.encoding, (*decoded.notices, *notices))


def without_controls(text: str) -> tuple[str, int]:
    """The text without control characters and references to them, and how many there were."""
    removed = 0

    def harmless(found: re.Match[str]) -> str:
        nonlocal removed
        code = int(found.group(1), 16) if found.group(1) else int(found.group(2))
        if code in (9, 10, 13) or 32 <= code < 127 or 128 <= code < 160:
            return found.group()
        if 160 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code <= 0x10FFFF:
            return found.group()
        removed += 1
        return ""

    text = REFERENCE.sub(harmless, text) if "&#" in text else text
    if not _has_controls(text):
        return text, removed
    text, raw = CONTROLS.subn("", text)
    return text, removed + raw


def _has_controls(text: str) -> bool:
    """Whether CONTROLS is in the text; asked of its bytes, in a fraction of the time."""
    data = text.encode("utf-8", "surrogatepass")
    if len(data.translate(None, CONTROL_BYTES)) != len(data):
        return True
    return any(first in data and control.search(data) for first, control in LONGER_CONTROLS)


def _decoded(data: bytes, charset: str) -> Decoded:
    """The text of the bytes, by the encoding that is stated if it fits."""
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not marked:
        head = data[:8192]
        found = DECLARATION.match(head) or META.search(head)
        stated = [charset, found.group(1).decode("ascii") if found else ""]
        for name in filter(None, stated):
            encoding = _known(name)
            if encoding is None:
                continue
            try:
                return Decoded(data.decode(encoding), encoding)
            except (UnicodeDecodeError, ValueError):
                continue
    decoded = decode(data)
    if decoded is None:
        raise UnreadableError("looks binary, not text")
    return decoded


def _known(name: str) -> str | None:
    """The codec that a charset name stands for, as browsers read it; None for no such one."""
    try:
        encoding = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    if encoding.startswith(NEVER):
        return None
    try:
        "".encode(encoding)
    except (LookupError, UnicodeError):
        return None
    return READ_AS.get(encoding, encoding)
