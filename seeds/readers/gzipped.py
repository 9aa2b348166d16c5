"""A gzip file: a compressed web archive, or one compressed file of any other format."""

from __future__ import annotations

from typing import BinaryIO

from seeds.pool import Run, inline
from seeds.readers.choose import read_bytes
from seeds.readers.inflate import (
    CHUNK,
    MOST,
    CutError,
    Members,
    TooLargeError,
    allowed,
    too_large,
)
from seeds.readers.items import Items, Left, Source, UnreadableError
from seeds.readers.kinds import kind
from seeds.readers.warc import read_stream


def read(file: BinaryIO, source: Source, run: Run = inline) -> Items:
    """The items of what is compressed; UnreadableError for a bomb or a second compression."""
    try:
        start = Members(file).read(CHUNK)
    except CutError as error:
        raise UnreadableError(f"compressed with gzip; {error}") from error
    file.seek(0)
    if kind(start) == "warc":
        yield from read_stream(Members(file), source, run)
        return
    if start.startswith(b"\x1f\x8b"):
        raise UnreadableError("compressed with gzip twice: not read; stopped at the first")
    try:
        data, cut = _unpacked(file)
    except TooLargeError as error:
        raise UnreadableError(f"compressed with gzip; {error}") from error
    inner = source._replace(name=source.name.removesuffix(".gz"))
    yield from read_bytes(data, inner)
    if cut:
        yield Left("", f"compressed with gzip; {cut}: what comes before is kept")


def _unpacked(file: BinaryIO) -> tuple[bytes, str]:
    """The whole content, and what was wrong where it ends too early.  Raises TooLargeError."""
    stream = Members(file)
    content = bytearray()
    size = file.seek(0, 2)
    file.seek(0)
    limit = min(MOST, allowed(size))
    try:
        while piece := stream.read(CHUNK):
            content += piece
            if len(content) > limit:
                raise TooLargeError(too_large(limit))
    except CutError as error:
        if not content:
            raise UnreadableError(f"compressed with gzip; {error}") from error
        return bytes(content), f"{error} (in the member at byte {stream.start})"
    return bytes(content), ""
