"""Tables of documents in which a few are new: the others are carried over as the bytes they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from store.documents import encode
from store.records import Record

_encode = msgspec.json.Encoder().encode


def spliced(
    table: Mapping[str, msgspec.Raw],
    keys: Mapping[str, str],
    fresh: Mapping[str, Record],
    path: Path,
) -> dict[str, msgspec.Raw]:
    """A table with records put in; `keys` are the document ids of those that it has.

    `fresh` are records by the same names as `keys`; others get document ids of their own.  Raises
    WorkspaceError where JSON cannot hold one.
    """
    rows = dict(table)
    last = max(map(int, table), default=0)
    for name, record in fresh.items():
        key = keys.get(name)
        if key is None or key not in rows:
            last += 1
            key = str(last)
        rows[key] = msgspec.Raw(encoded(record, path))
    return rows


def encoded(record: Record, path: Path) -> bytes:
    """A record as JSON.  Raises WorkspaceError for NaN and infinities.

    A `null` may be one of those, which msgspec does not tell: such records go the strict way.
    """
    try:
        data = _encode(record)
    except UnicodeEncodeError:  # a lone surrogate
        data = b"null"
    return encode(msgspec.to_builtins(record), path) if b"null" in data else data
