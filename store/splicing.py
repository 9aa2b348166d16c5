"""Records as the bytes of JSON in which they are kept."""

from __future__ import annotations

from pathlib import Path

import msgspec

from store.documents import encode
from store.records import Record

NULLS = b":null", b",null", b"[null"
_encode = msgspec.json.Encoder().encode


def encoded(record: Record, path: Path) -> bytes:
    """A record as JSON.  Raises WorkspaceError for NaN and infinities.

    A `null` may be one of those, which msgspec does not tell: such records go the strict way.  A
    word with these letters is none.
    """
    try:
        data = _encode(record)
    except UnicodeEncodeError:  # a lone surrogate
        data = b":null"
    unclear = any(null in data for null in NULLS)
    return encode(msgspec.to_builtins(record), path) if unclear else data
