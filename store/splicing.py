"""Records as the bytes of JSON in which they are kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from store.documents import encode
from store.records import Record, Story
from store.spill import Spill, Spilled

NULLS = b":null", b",null", b"[null"
_encode = msgspec.json.Encoder().encode


def encoded(record: Record, path: Path) -> bytes:
    """A record as JSON.  Raises WorkspaceError for NaN and infinities.

    A `null` may be one of those, which msgspec does not tell: such records go the strict way.  A
    word with these letters is none.
    """
    data = _plain(record)
    return encode(msgspec.to_builtins(record), path) if data is None else data


def _plain(record: Record) -> bytes | None:
    """A record as JSON; None where only the strict way tells."""
    try:
        data = _encode(record)
    except UnicodeEncodeError:  # a lone surrogate
        return None
    return None if any(null in data for null in NULLS) else data


def put_aside(story: Story, path: Path, spill: Spill) -> Spilled:
    """A story as `encoded`; its groups of claims may lie in a file, and are held one at a time.

    Raises WorkspaceError, for NaN and infinities too, and OSError where that file cannot be read.
    """
    try:
        return spill.add_all(_parts(story))
    except _UnclearError:
        whole = msgspec.structs.replace(story, claim_groups=tuple(story.claim_groups))
        return spill.add(encoded(whole, path))


class _UnclearError(ValueError):
    """A part of a record must go the strict way: then all of it does."""


def _parts(story: Story) -> Iterator[bytes]:
    """The JSON of a story, piece by piece."""
    names, groups = Story.__struct_fields__, story.claim_groups
    at = names.index("claim_groups")
    before, after = (_only(story, part) for part in (names[:at], names[at + 1 :]))
    yield b"{" + before
    lead = b'%b"claim_groups":[' % (b"," if before else b"")
    for group in groups:
        yield lead + _clear(group)
        lead = b","
    yield b"]" if groups else b""
    yield b"," if after and (before or groups) else b""
    yield after + b"}"


def _only(story: Story, names: Sequence[str]) -> bytes:
    """These fields as they stand in the JSON object."""
    return _clear(Story(**{name: getattr(story, name) for name in names}))[1:-1]


def _clear(record: Record) -> bytes:
    data = _plain(record)
    if data is None:
        raise _UnclearError
    return data
