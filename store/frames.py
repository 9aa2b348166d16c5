"""A journal's bytes: a header line, then one line for each transaction, told apart and checked.

A line is `CRC32 JSON`, the sum in eight hexadecimal digits over the JSON's own bytes.  The header
says after which transaction the journal begins, a record (`s`) its number and (`o`) what it
changes: table, document id, document; null for one that was taken away.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from store.documents import damaged, encode, parse_json
from store.files import WorkspaceError

FORMAT = 1
Change = tuple[str, str, bytes]
"""Table, document id, and the document as JSON; `null` takes it away."""
GONE = b"null"


class Header(msgspec.Struct, frozen=True, omit_defaults=True):
    """The first line.  The journal goes on after transaction `seq` of checkpoint `generation`.

    `since` is the generation of the last checkpoint that replaced everything.
    """

    wirecopy: str
    format: int
    generation: int
    seq: int
    since: int = 0


class _Record(msgspec.Struct, frozen=True):
    s: int
    o: tuple[tuple[str, str, msgspec.Raw], ...]


class _Loose(msgspec.Struct, frozen=True):
    s: int
    o: tuple[tuple[str, str, dict[str, object] | None], ...]


class Frame(NamedTuple):
    """A transaction as read: its number, its changes, and the byte after its line."""

    seq: int
    changes: tuple[Change, ...]
    end: int


class Tail(NamedTuple):
    """What was read of a journal from some byte on.

    `end` is the byte after the last sound line; `torn` how many bytes follow it that are no whole
    record.  `open_ended`: the last sound line lacks its newline.
    """

    frames: list[Frame]
    end: int
    torn: int
    open_ended: bool


def journal_of(path: Path) -> Path:
    """Where the journal of a checkpoint is."""
    return path.with_name(path.name + ".journal")


def apply(tables: dict[str, dict[str, bytes]], changes: Iterable[Change]) -> None:
    """Make the changes of a transaction in tables of documents."""
    for table, key, document in changes:
        rows = tables.setdefault(table, {})
        if document == GONE:
            rows.pop(key, None)
        else:
            rows[key] = document


def line(payload: bytes) -> bytes:
    """A line of a journal."""
    return b"%08x %b\n" % (zlib.crc32(payload), payload)


def header_line(generation: int, seq: int, since: int) -> bytes:
    """The line that begins a journal."""
    header = Header("journal", FORMAT, generation, seq, since)
    return line(msgspec.json.encode(header))


def record_line(seq: int, changes: Sequence[Change]) -> bytes:
    """The line of a transaction."""
    if len(changes) == 1:
        table, key, held = changes[0]
        payload = b'{"s":%d,"o":[[%b,"%b",%b]]}' % (seq, _quoted(table), key.encode(), held)
    else:
        told = [b'[%b,"%b",%b]' % (_quoted(name), key.encode(), row) for name, key, row in changes]
        payload = b'{"s":%d,"o":[%b]}' % (seq, b",".join(told))
    return b"%08x %b\n" % (zlib.crc32(payload), payload)


@lru_cache(maxsize=64)
def _quoted(table: str) -> bytes:
    """The name of a table as JSON writes it."""
    return encode(table, Path(table))


def read_header(data: bytes, path: Path) -> tuple[Header, int]:
    """The header, of whatever format, and the byte after it.  Raises WorkspaceError (damaged)."""
    end = data.find(b"\n") + 1
    payload = _payload(data[: end - 1]) if end else None
    if payload is None:
        raise damaged(path, "has no sound first line, byte 0")
    try:
        header = msgspec.json.decode(payload, type=Header)
    except (msgspec.DecodeError, RecursionError) as error:
        raise damaged(path, f"is no journal of wirecopy: {error}, byte 0") from error
    return header, end


def read_frames(data: bytes, at: int, seq: int, path: Path) -> Tail:
    """The transactions in `data`, whose first byte is byte `at` of the file and follows `seq`.

    A bad end is torn: its transaction was never acknowledged.  A bad line before a good one is
    damage.  Raises WorkspaceError (damaged) that names the byte.
    """
    frames: list[Frame] = []
    start = 0
    while start < len(data):
        stop = data.find(b"\n", start)
        open_ended = stop < 0
        stop = len(data) if open_ended else stop
        frame = _frame(data[start:stop], at + min(stop + 1, len(data)))
        if frame is None:
            _refuse_if_sound_lines_follow(data, start, at, path)
            return Tail(frames, at + start, len(data) - start, False)
        if frame.seq != seq + 1:
            found = f"transaction {frame.seq} stands where {seq + 1} should, byte {at + start}"
            raise damaged(path, found)
        frames.append(frame)
        seq, start = frame.seq, min(stop + 1, len(data))
        if open_ended:
            return Tail(frames, at + start, 0, True)
    return Tail(frames, at + len(data), 0, False)


def sound_frames(data: bytes) -> list[tuple[int, Frame]]:
    """Every sound record wherever it stands, with its byte; work is bounded on hostile bytes."""
    found = []
    effort = 16 * len(data) + (1 << 20)
    for match in _START.finditer(data):
        stop = data.find(b"\n", match.start())
        stop = len(data) if stop < 0 else stop
        effort -= stop - match.start()
        if effort < 0:
            break
        frame = _frame(data[match.start() : stop], stop)
        if frame is not None:
            found.append((match.start(), frame))
    return found


_START = re.compile(rb'[0-9a-f]{8} \{"s":')


def _payload(text: bytes) -> bytes | None:
    """The JSON of a line whose sum holds."""
    if len(text) < 10 or text[8:9] != b" ":
        return None
    payload = text[9:]
    return payload if b"%08x" % zlib.crc32(payload) == text[:8] else None


def _frame(text: bytes, end: int) -> Frame | None:
    payload = _payload(text)
    if payload is None:
        return None
    try:
        record = msgspec.json.decode(payload, type=_Record)
    except (msgspec.DecodeError, RecursionError):
        return _strict_frame(payload, end)
    if not all(key.isascii() and key.isdecimal() for _, key, _ in record.o):
        return None
    changes = tuple((table, key, bytes(document)) for table, key, document in record.o)
    return Frame(record.s, changes, end)


def _strict_frame(payload: bytes, end: int) -> Frame | None:
    """The transaction of a line that holds what only Python reads: half of a surrogate pair."""
    path = Path("journal")
    try:
        record = msgspec.convert(parse_json(payload, path), _Loose)
        changes = tuple((table, key, encode(held, path)) for table, key, held in record.o)
    except (msgspec.ValidationError, WorkspaceError):
        return None
    if not all(key.isascii() and key.isdecimal() for _, key, _ in changes):
        return None
    return Frame(record.s, changes, end)


def _refuse_if_sound_lines_follow(data: bytes, start: int, at: int, path: Path) -> None:
    for where, frame in sound_frames(data[start + 1 :]):
        what = f"the record at byte {at + start} is damaged"
        after = f"transaction {frame.seq} after it, byte {at + start + 1 + where}, is sound"
        raise damaged(path, f"{what}, {after}")
