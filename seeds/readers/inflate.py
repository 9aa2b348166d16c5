"""Compressed bytes, read with limits: what is inside, where each part begins, and where it is cut.

Limits: `MOST` bytes from one part and `RATIO` times its compressed size (once past `FREE` bytes),
so that 100 kB cannot become a terabyte.
"""

from __future__ import annotations

import zlib
from typing import BinaryIO, Protocol

MEGABYTE = 1 << 20
MOST = 64 * MEGABYTE
RATIO, FREE = 200, 4 * MEGABYTE
CHUNK = 1 << 16
GZIP = b"\x1f\x8b"


class TooLargeError(Exception):
    """Something that unpacks to more than the limits allow."""


class CutError(Exception):
    """Compressed or counted bytes that end too early, or are damaged; says which."""


class Bytes(Protocol):
    """Bytes read forward; `start` is where in the file the part that is being read begins."""

    start: int
    compressed: bool

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; b"" at the end.  Raises CutError."""

    def next_part(self) -> bool:
        """Go on at the next part; False where there is no way to find it."""


class Plain:
    """A file that is not compressed."""

    compressed = False

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.start = 0

    def read(self, size: int) -> bytes:
        """Up to `size` bytes."""
        return self._file.read(size)

    def next_part(self) -> bool:
        """Without compression nothing says where the next part begins."""
        return False


class Members:
    """The members of a gzip file as one stream; `start` is the offset of the current member."""

    compressed = True

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._raw = b""
        self._at = 0  # the offset in the file just past `_raw`
        self._member: zlib._Decompress | None = None
        self._fresh = False  # whether `_raw` begins where the open member does
        self.start = 0

    def read(self, size: int) -> bytes:
        """Up to `size` bytes of the members' content, at least one before the end."""
        while True:
            if self._member is None and not self._open():
                return b""
            data = self._inflate(size)
            if data:
                return data

    def next_part(self) -> bool:
        """Search for the next member whose content begins; False at the end of the file."""
        skip = 1 if self._fresh else 0
        self._member, self._fresh = None, False
        while True:
            place = self._raw.find(GZIP + b"\x08", skip)
            if place >= 0:
                self._raw = self._raw[place:]
                return True
            self._raw = self._raw[-2:]
            skip = 0
            if not self._fill():
                self._raw = b""
                return False

    def _open(self) -> bool:
        """Begin a member; False at the end of the file."""
        while len(self._raw) < 2 and self._fill():
            pass
        self._raw = self._raw.lstrip(b"\0") if self._raw[:1] == b"\0" else self._raw
        if not self._raw:
            return False
        self.start = self._at - len(self._raw)
        if not self._raw.startswith(GZIP):
            raise CutError("what follows is not gzip")
        self._member, self._fresh = zlib.decompressobj(zlib.MAX_WBITS | 16), True
        return True

    def _inflate(self, size: int) -> bytes:
        member = self._member
        assert member is not None  # noqa: S101 - read() opens one first
        if not self._raw and not member.unconsumed_tail and not self._fill():
            self._member = None
            raise CutError("the compressed data end too early")
        try:
            data = member.decompress(self._raw, size)
        except zlib.error as error:
            self._member = None
            raise CutError("the compressed data are damaged") from error
        self._raw, self._fresh = member.unconsumed_tail, False
        if member.eof:
            self._raw = member.unused_data
            self._member = None
        return data

    def _fill(self) -> bool:
        more = self._file.read(CHUNK)
        self._raw += more
        self._at += len(more)
        return bool(more)


def unpacked(data: bytes, *, raw: bool = False) -> bytes:
    """The content of a gzip or zlib (`raw`: bare deflate) stream within the limits.

    Raises TooLargeError, CutError.
    """
    member = zlib.decompressobj(-zlib.MAX_WBITS if raw else zlib.MAX_WBITS | 32)
    limit = allowed(len(data))
    try:
        content = member.decompress(data, limit + 1)
    except zlib.error as error:
        raise CutError("the compressed data are damaged") from error
    if len(content) > limit:
        raise TooLargeError(too_large(limit))
    if not member.eof:
        raise CutError("the compressed data end too early")
    return content


def allowed(compressed: int) -> int:
    """How many bytes may come out of so many compressed ones."""
    return min(MOST, max(FREE, RATIO * compressed))


def too_large(limit: int) -> str:
    """What is said of a bomb."""
    return f"unpacks to more than {limit // MEGABYTE} MiB (limits: 64 MiB, {RATIO} times its size)"
