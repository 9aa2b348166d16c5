"""Events as documents, chained: each carries the hash of itself and of all before it.

Whoever alters, removes or inserts an event in the file without making all later hashes anew is
found by `broken`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from store.documents import parse_json, record
from store.files import WorkspaceError
from store.records import Event

if TYPE_CHECKING:
    import hashlib

BEGINNING = "0" * 32
_hashes: list[Callable[[bytes], hashlib._Hash]] = []
"""SHA-256, once it was needed: who only reads does without its library."""
_encode = msgspec.json.Encoder().encode


class _Hash(msgspec.Struct):
    hash: str = ""


def linked(event: Event, before: str) -> tuple[bytes, str]:
    """The event as a document that carries its hash, and that hash; `before` is the last one's."""
    try:
        body = _encode(event)
    except UnicodeEncodeError:
        body = canonical(event)
    sha256 = _hashes[0] if _hashes else _hashing()
    own = sha256(before.encode() + body).hexdigest()[:32]
    return b'%b,"hash":"%b"}' % (body[:-1], own.encode()), own


def link(body: bytes, before: str) -> str:
    """The hash of an event and of all before it: 32 hexadecimal digits of SHA-256."""
    return _hashing()(before.encode() + body).hexdigest()[:32]


def _hashing() -> Callable[[bytes], hashlib._Hash]:
    import hashlib

    _hashes[:] = [hashlib.sha256]
    return hashlib.sha256


def canonical(event: Event) -> bytes:
    """An event as JSON, the same bytes at all times and places."""
    try:
        return _encode(event)
    except UnicodeEncodeError:  # a lone surrogate
        values = msgspec.to_builtins(event)
        return json.dumps(values, allow_nan=False, separators=(",", ":")).encode("ascii")


def event_of(document: bytes, key: str, path: Path) -> Event:
    """The event of a document.  Raises WorkspaceError (damaged) that names it by `key`."""
    return record(document, Event, path, f"event {key}")


def hash_of(document: bytes) -> str:
    """The hash that a document carries; empty where it carries none."""
    try:
        return msgspec.json.decode(document, type=_Hash).hash
    except (msgspec.DecodeError, RecursionError):
        pass
    try:
        found = parse_json(document, Path("event")).get("hash", "")
    except (WorkspaceError, AttributeError):
        return ""
    return found if isinstance(found, str) else ""


def broken(rows: Iterable[tuple[Event, str]]) -> int | None:
    """The number of the first event whose hash is not what it must be; None if all are."""
    head = BEGINNING
    for event, said in rows:
        if link(canonical(event), head) != said:
            return event.number
        head = said
    return None
