"""Which wording stands in which text, and which texts are linked: a file that can be lost.

One line that names the format, the checksum of all that follows, a head in JSON and the postings as
plain numbers.  A file that is missing, cut, altered or made by other rules reads as None: it is
made again from the articles.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from zlib import crc32

import msgspec

from store import files
from store.records import CopyLink

MAGIC = b"wirecopy copies 1\n"
SIZES = struct.Struct("<II")
NUMBER, HASH, TEXT = 8, 4, 3
HASH_AT = TEXT if sys.byteorder == "little" else NUMBER - TEXT - HASH


class Linked(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A link, and the numbers of its two texts in the index."""

    left: int
    right: int
    link: CopyLink


class Head(msgspec.Struct, frozen=True, gc=False):
    """What an index holds beside its postings.

    `rule` says how it was made; `base` is the checksum of the file that it goes on from, "" for
    none; `keys` are of its texts in the order of their numbers; `gone` are the numbers of texts
    that are not there any more, here or in the base; `sizes` are the lengths of the buckets.
    """

    rule: str
    base: str
    keys: tuple[str, ...]
    gone: tuple[int, ...]
    links: tuple[Linked, ...]
    sizes: tuple[int, ...] = ()


class Kept:
    """An index as read from its file.

    A posting is a number of 64 bits: that of a text in the lowest 24, above it a hash of 32.
    """

    def __init__(self, head: Head, data: bytes, checksum: str) -> None:
        self.head = head
        self.checksum = checksum
        self._data = data
        ends = accumulate(head.sizes, lambda end, size: end + NUMBER * size, initial=0)
        first = len(data) - NUMBER * sum(head.sizes)
        self._edges = [first + end for end in ends]

    def bucket(self, number: int) -> memoryview:
        """The postings of a bucket."""
        start, end = self._edges[number : number + 2]
        return memoryview(self._data)[start:end].cast("Q")

    def holding(self, number: int, one: int) -> Iterator[int]:
        """The texts that a bucket has for a hash, the last one first."""
        start, end = self._edges[number : number + 2]
        wanted = one.to_bytes(HASH, sys.byteorder)
        at = self._data.rfind(wanted, start, end)
        while at >= 0:
            place, inside = divmod(at - start, NUMBER)
            if inside == HASH_AT:
                text = start + place * NUMBER + (HASH_AT + HASH) % (TEXT + HASH)
                yield int.from_bytes(self._data[text : text + TEXT], sys.byteorder)
            at = self._data.rfind(wanted, start, at + HASH - 1)


def read(path: Path, rule: str, base: str = "") -> Kept | None:
    """The index at a path if it is whole, made by this rule, and goes on from this base."""
    try:
        data = path.read_bytes()
        checksum, length = SIZES.unpack_from(data, len(MAGIC))
        start = len(MAGIC) + SIZES.size
        whole = data.startswith(MAGIC) and crc32(memoryview(data)[start - 4 :]) == checksum
        if not whole:
            return None
        head = msgspec.json.decode(data[start : start + length], type=Head)
    except (OSError, struct.error, msgspec.DecodeError, UnicodeDecodeError):
        return None
    if len(data) - start - length < NUMBER * sum(head.sizes):
        return None
    fits = head.rule == _on_this_machine(rule) and head.base == base
    return Kept(head, data, f"{checksum:08x}") if fits else None


def _on_this_machine(rule: str) -> str:
    return f"{rule} {sys.byteorder}"


def write(path: Path, head: Head, buckets: Sequence[array[int]]) -> None:
    """Put an index in the place of what is at the path, whole or not at all.  Raises OSError."""
    made = msgspec.structs.replace(
        head, rule=_on_this_machine(head.rule), sizes=tuple(map(len, buckets))
    )
    text = msgspec.json.encode(made)
    pieces = [struct.pack("<I", len(text)), text, *(bucket.tobytes() for bucket in buckets)]
    checksum = 0
    for piece in pieces:
        checksum = crc32(piece, checksum)
    files.replace(path, [MAGIC, struct.pack("<I", checksum), *pieces])
