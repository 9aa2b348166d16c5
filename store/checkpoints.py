"""A checkpoint: a plain TinyDB file whose last table says what it holds, under a sum of its bytes.

Documents are kept as the bytes in which they were written, never encoded anew.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import SupportsBytes

import msgspec

from store.documents import STORE, damaged, encode, newer_than, parse_json, parse_rows, parse_tables
from store.files import unreadable

FORMAT = 2
RawTables = dict[str, dict[str, bytes]]
Documents = Mapping[str, SupportsBytes]
_BLOCK = 1 << 20
_SUM = b'"crc32":"'
_END = b'"}}}'


class Facts(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a checkpoint says of itself.

    It holds all transactions up to `seq`.  `generation` grows with each checkpoint; `since` is the
    generation of the last one that replaced everything, so that journals before it count no
    more.  `last` is the highest id that a table ever had.  `sealed`: the sum holds.
    """

    format: int = 1
    generation: int = 0
    seq: int = 0
    since: int = 0
    last: dict[str, int] = {}
    sealed: bool = False


def encoded(tables: Mapping[str, Documents], facts: Facts) -> bytes:
    """The bytes of a checkpoint."""
    return b"".join(pieces(tables, facts))


def pieces(tables: Mapping[str, Documents], facts: Facts) -> Iterator[bytes]:
    """The bytes of a checkpoint, a megabyte at a time."""
    total, size, held = 0, 0, []
    for piece in _unsealed(tables, facts):
        held.append(piece)
        size += len(piece)
        if size >= _BLOCK:
            block = b"".join(held)
            total, size, held = zlib.crc32(block, total), 0, []
            yield block
    block = b"".join(held)
    yield block + b"%08x" % zlib.crc32(block, total) + _END


def _unsealed(tables: Mapping[str, Documents], facts: Facts) -> Iterator[bytes]:
    yield b"{"
    for name, table in tables.items():
        yield b"%b:{" % encode(name, Path(name))
        comma = b""
        for key, row in table.items():
            document = bytes(row)
            if len(document) < _BLOCK:
                yield b'%b"%b":%b' % (comma, key.encode("ascii"), document)
            else:
                yield b'%b"%b":' % (comma, key.encode("ascii"))
                yield from (document[at : at + _BLOCK] for at in range(0, len(document), _BLOCK))
            comma = b","
        yield b"},"
    told = msgspec.json.encode(
        {
            "format": FORMAT,
            "generation": facts.generation,
            "seq": facts.seq,
            "since": facts.since,
            "last": facts.last,
        }
    )
    yield b'"%b":{"1":%b,%b' % (STORE.encode(), told[:-1], _SUM)


def decoded(data: bytes, path: Path) -> tuple[RawTables, Facts]:
    """Tables and facts of a TinyDB file, be it a checkpoint or not.

    Where the sum holds the file is as it was written; else it is read key by key and refused if
    another program would lose something of it.  Facts of a later format are told, not refused.
    Raises WorkspaceError (damaged).
    """
    sealed = _sealed(data)
    if sealed is not None:
        return sealed
    tables = parse_tables(data, path, None)
    facts = _facts(tables.get(STORE, {}).get("1", {}), path, _sum_holds(data))
    raw = {
        name: {key: encode(row, path) for key, row in table.items()}
        for name, table in tables.items()
        if name != STORE
    }
    return raw, facts


def facts_of(data: bytes) -> Facts | None:
    """What a checkpoint says of itself, if its sum holds; its documents are not read."""
    if not _sum_holds(data):
        return None
    start = data.rfind(b'"%b":{"1":{' % STORE.encode())
    try:
        inside = data[start + len(STORE) + 8 : -2]
        facts = msgspec.json.decode(inside, type=Facts)
    except (msgspec.DecodeError, RecursionError):
        return None
    return msgspec.structs.replace(facts, sealed=True)


def _sum_holds(data: bytes) -> bool:
    body = data[: -len(_END) - 8]
    return body.endswith(_SUM) and data[len(body) :] == b"%08x" % zlib.crc32(body) + _END


def viewed(data: bytes, path: Path) -> tuple[dict[str, dict[str, msgspec.Raw]], Facts]:
    """`decoded` with documents that are parts of `data`: nothing is copied."""
    found = _raw(data)
    if found is not None:
        return found
    rows = parse_rows(data, path)
    told = {key: parse_json(bytes(row), path) for key, row in rows.pop(STORE, {}).items()}
    return rows, _facts(told.get("1", {}), path, _sum_holds(data))


def _sealed(data: bytes) -> tuple[RawTables, Facts] | None:
    found = _raw(data)
    if found is None:
        return None
    raw, facts = found
    return {
        name: {key: bytes(row) for key, row in rows.items()} for name, rows in raw.items()
    }, facts


def _raw(data: bytes) -> tuple[dict[str, dict[str, msgspec.Raw]], Facts] | None:
    if not _sum_holds(data):
        return None
    try:
        raw = msgspec.json.decode(data, type=dict[str, dict[str, msgspec.Raw]])
        facts = msgspec.json.decode(raw.pop(STORE)["1"], type=Facts)
    except (msgspec.DecodeError, RecursionError, KeyError):
        return None
    return None if facts.format > FORMAT else (raw, msgspec.structs.replace(facts, sealed=True))


def _facts(document: Mapping[str, object], path: Path, sealed: bool) -> Facts:
    later = newer_than(dict(document), path, FORMAT)
    try:
        facts = msgspec.convert(dict(document), Facts)
    except msgspec.ValidationError as error:
        if later is not None:
            raise unreadable(damaged(path, str(error)), later) from error
        return Facts()
    return msgspec.structs.replace(facts, sealed=sealed)
