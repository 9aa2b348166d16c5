"""A web archive (WARC, plain or gzip) to its records, however broken.

Read by our own code: libraries for it end silently where an archive is cut and trust the lengths
that it states.  Format: ISO 28500.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from seeds.readers.inflate import CHUNK, MOST, Bytes, CutError, too_large
from seeds.readers.items import Left

LENGTH = re.compile(r"\d{1,15}$")
LONGEST_HEAD, LONGEST_SKIP = 1 << 17, 1 << 30
BEGIN = b"WARC/"
KEPT = frozenset(("response", "resource", "conversion", "revisit"))


class Record(NamedTuple):
    """A whole record; `number` counts from 0, `start` is its offset (that of its gzip member)."""

    number: int
    start: int
    fields: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """Its WARC-Type."""
        return self.fields.get("warc-type", "").lower()


class _DamagedError(Exception):
    """A record that cannot be read; the next one may be."""


class _Window:
    """The stream with what was read ahead of need."""

    def __init__(self, stream: Bytes) -> None:
        self.stream = stream
        self._held = bytearray()
        self._start = 0
        self._taken = 0

    def start(self) -> int:
        """Where in the file the bytes that come next begin, or their gzip member."""
        if not self._held:
            self.fill()
        return self._start if self.stream.compressed else self._taken

    def fill(self) -> bool:
        """Hold more bytes; False at the end of the file."""
        empty = not self._held
        more = self.stream.read(CHUNK)
        if empty:
            self._start = self.stream.start
        self._held += more
        return bool(more)

    def line(self, longest: int) -> bytes:
        """A line with its end; what there is at the end of the file."""
        while (end := self._held.find(b"\n")) < 0:
            if len(self._held) > longest:
                raise _DamagedError("its head has no end")
            if not self.fill():
                return self._cut_off(len(self._held))
        return self._cut_off(end + 1)

    def take(self, size: int) -> bytes:
        """Just so many bytes; CutError when there are fewer."""
        while len(self._held) < size:
            if not self.fill():
                self._cut_off(len(self._held))
                raise CutError("the file ends too early")
        return self._cut_off(size)

    def skip(self, size: int) -> None:
        """Let so many bytes go by; CutError when there are fewer."""
        while size > 0:
            if not self._held and not self.fill():
                raise CutError("the file ends too early")
            size -= len(self._cut_off(min(size, len(self._held))))

    def ahead(self, size: int) -> bytes:
        """The next bytes, which stay."""
        while len(self._held) < size and self.fill():
            pass
        return bytes(self._held[:size])

    def resume(self) -> bool:
        """Go to where the next record may begin; False when there is none."""
        if self.stream.compressed:
            self._held.clear()
            return self.stream.next_part()
        while True:
            place = self._held.find(b"\n" + BEGIN)
            if place >= 0:
                self._cut_off(place + 1)
                return True
            self._cut_off(max(0, len(self._held) - len(BEGIN)))
            if not self.fill():
                return False

    def _cut_off(self, size: int) -> bytes:
        data = bytes(self._held[:size])
        del self._held[:size]
        self._taken += len(data)
        return data


def records(stream: Bytes) -> Iterator[Record | Left]:
    """The records in order; what cannot be read is named by number and offset.

    Records that hold no page (requests, metadata) come without their body.
    """
    window = _Window(stream)
    number = start = 0
    while True:
        begun = False
        try:
            while window.ahead(1) in (b"\r", b"\n"):
                window.take(1)
            if not window.ahead(1):
                return
            start, begun = window.start(), True
            yield _record(window, number, start)
        except (CutError, _DamagedError) as error:
            where = _where(number, start if begun else stream.start, stream)
            cut = isinstance(error, CutError)
            yield Left(where, f"cut short: {error}; {_kept(number)}" if cut else str(error))
            if not window.resume():
                return
        number += 1


def _record(window: _Window, number: int, start: int) -> Record | Left:
    """The record that begins here, or what is said of one above the limit, passed over whole."""
    if not window.line(LONGEST_HEAD).startswith(BEGIN):
        raise _DamagedError("no record begins here")
    fields = _fields(window)
    stated = fields.get("content-length", "")
    if not LENGTH.match(stated):
        raise _DamagedError(f"its length is “{stated[:20]}”, which is none")
    length = int(stated)
    if length > LONGEST_SKIP:
        raise _DamagedError(f"its length is {length:,} bytes; {too_large(MOST)}")
    if fields.get("warc-type", "").lower() not in KEPT:
        window.skip(length)
        return Record(number, start, fields, b"")
    if length > MOST:
        window.skip(length)
        said = f"its length is {length:,} bytes; {too_large(MOST)}"
        return Left(_where(number, start, window.stream), said)
    return Record(number, start, fields, window.take(length))


def _fields(window: _Window) -> dict[str, str]:
    """The fields of a head, names in lower case; the first of a name counts."""
    fields: dict[str, str] = {}
    read, last = 0, ""
    while True:
        line = window.line(LONGEST_HEAD)
        read += len(line)
        if read > LONGEST_HEAD:
            raise _DamagedError("its head has no end")
        if not line.endswith(b"\n"):
            raise CutError("the file ends too early")
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if not text:
            return fields
        if text[0] in " \t" and last:
            fields[last] += " " + text.strip()
            continue
        name, _, value = text.partition(":")
        last = name.strip().lower()
        fields.setdefault(last, value.strip())


def _where(number: int, start: int, stream: Bytes) -> str:
    member = " (that of its gzip member)" if stream.compressed else ""
    return f"record {number} (counted from 0) at byte {start}{member}"


def _kept(number: int) -> str:
    return f"the {number} records before it are kept" if number else "nothing stands before it"
