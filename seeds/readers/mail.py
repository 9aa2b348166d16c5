"""A message (.eml) or a saved page (MHTML) to one article: the part that a person would read."""

from __future__ import annotations

import email
import email.policy
from typing import Any

from seeds.readers import html
from seeds.readers.encoding import decode
from seeds.readers.fragment import plain
from seeds.readers.items import (
    Facts,
    Items,
    Source,
    UnreadableError,
    build,
    squeezed,
    web_address,
)
from seeds.readers.stamps import published

FORM = "message"
MOST_PARTS, MOST_BYTES = 500, 16_000_000


def read(data: bytes, source: Source) -> Items:
    """The article of a message; UnreadableError where it has no text."""
    if len(data) > MOST_BYTES:
        raise UnreadableError(f"a message of {len(data):,} bytes; the limit is {MOST_BYTES:,}")
    message: Any = email.message_from_bytes(data, policy=email.policy.compat32)
    parts = []
    for part in message.walk():
        parts.append(part)
        if len(parts) > MOST_PARTS:
            break
    if _saved_page(message):
        yield from _page(parts, source)
        return
    plains = [_text(part) for part in parts if part.get_content_type() == "text/plain"]
    pages = [_text(part) for part in parts if part.get_content_type() == "text/html"]
    text = next((text for text in plains if len(text.split()) > 10), "")
    fallback = next((plain(text) for text in pages if text.strip()), "")
    yield build(source, text or fallback or next(iter(plains), ""), FORM, _facts(message))


def _saved_page(message: Any) -> bool:
    """Whether a browser saved a page so (MHTML, RFC 2557)."""
    related = message.get_content_type() == "multipart/related"
    return bool(message.get("Snapshot-Content-Location")) or (
        related and not message.get("Received") and not message.get("To")
    )


def _page(parts: list[Any], source: Source) -> Items:
    """The article of the first page among the parts of a saved page."""
    for part in parts:
        if part.get_content_type() == "text/html":
            address = web_address(source.address or str(part.get("Content-Location") or ""))
            stated = part.get_content_charset() or ""
            yield from html.read(_bytes(part), source._replace(address=address, charset=stated))
            return
    raise UnreadableError("a saved page without a page in it")


def _bytes(part: Any) -> bytes:
    """The content of a part, its transfer coding undone."""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError, KeyError):
        return b""
    return content if isinstance(content, bytes) else b""


def _text(part: Any) -> str:
    """The text of a part, in the encoding that it states if it fits."""
    if part.get_content_disposition() == "attachment":
        return ""
    data = _bytes(part)
    try:
        return data.decode(part.get_content_charset() or "utf-8").replace("\r\n", "\n")
    except (LookupError, ValueError, UnicodeDecodeError):
        decoded = decode(data)
        return decoded.text.replace("\r\n", "\n") if decoded else ""


def _facts(message: Any) -> Facts:
    """What the fields of a message state: subject, sender, date."""
    sender = _field(message, "From").partition("<")[0].strip(' "')
    return Facts(
        title=squeezed(_field(message, "Subject")),
        outlet=squeezed(sender, 200),
        published=published(_field(message, "Date")),
        address=web_address(_field(message, "Archived-At").strip("<>")),
        date_source="message date",
    )


def _field(message: Any, name: str) -> str:
    """A field of the head, its encoded words decoded."""
    from email.errors import MessageError
    from email.header import decode_header, make_header

    given = str(message.get(name) or "")
    try:
        return str(make_header(decode_header(given)))
    except (ValueError, LookupError, MessageError):
        return given
