"""The words and filters of all findings as columns: what makes a query over 100,000 of them quick.

`words.bin` lies beside the findings of a large workspace and holds for exactly the files that it
names; it can be thrown away at any time.  A condition is asked once for each combination of the
values that it reads; and, or, not work on bits.  What readers made of findings is no part of it:
findings that somebody judged are asked one by one.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import msgspec

from store import summary, utterances
from store.by_place import Records
from store.files import Stamp, WorkspaceError, replace
from store.gathering import GROUPS, Gathered, Stand, gather
from store.query import All, Condition, Leaf, Not, Query
from store.records import Findings
from store.spill import Spill, Spilled
from store.summary import stamps
from store.summing import head_of, packed_array

if TYPE_CHECKING:
    from store.workspace import Workspace

NAME = "words.bin"
FORMAT = 1
A = TypeVar("A")
B = TypeVar("B")


class Run(Protocol):
    """Gives function(item) for each item, in order."""

    def __call__(self, function: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
        """The results, one for each item."""


class Column(msgspec.Struct, frozen=True, array_like=True):
    """For each finding the number (32 bit) of one of the combinations of values that occur."""

    numbers: bytes
    values: list[dict[str, Any]]


class Words(msgspec.Struct, frozen=True, array_like=True):
    """All findings in the order of listings: ids, what words are looked for in, columns."""

    format: int
    articles: Stamp
    findings: Stamp
    ids: list[str]
    texts: list[str]
    columns: dict[str, Column]

    def matching(self, query: Query) -> list[str]:
        """The ids of findings that fit a query as long as nobody has judged any."""
        if query.condition is None:
            return list(self.ids)
        bits = self._bits(query.condition).to_bytes(len(self.ids), "little")
        return [ident for ident, bit in zip(self.ids, bits, strict=True) if bit]

    def _bits(self, condition: Condition) -> int:
        """A byte for each finding, 1 where the condition holds."""
        if isinstance(condition, Leaf):
            return int.from_bytes(self._leaf(condition), "little")
        if isinstance(condition, All):
            return self._all(condition.parts)
        if isinstance(condition, Not):
            return self._bits(condition.inner) ^ int.from_bytes(b"\1" * len(self.ids), "little")
        found = 0
        for part in condition.parts:
            found |= self._bits(part)
        return found

    def _all(self, parts: Sequence[Condition]) -> int:
        """Filters first; then a word is looked for only where all before it holds."""
        found = int.from_bytes(b"\1" * len(self.ids), "little")
        needles = [part.needle for part in parts if isinstance(part, Leaf) and part.needle]
        for part in parts:
            if not (isinstance(part, Leaf) and part.needle):
                found &= self._bits(part)
        for needle in needles:
            bits = found.to_bytes(len(self.ids), "little")
            pairs = zip(bits, self.texts, strict=True)
            found = int.from_bytes(bytes([bit and needle in text for bit, text in pairs]), "little")
        return found

    def _leaf(self, leaf: Leaf) -> bytes:
        needle = leaf.needle
        if needle is not None:
            return bytes([needle in text for text in self.texts])
        column = self.columns.get(_name(leaf.reads))
        if column is None:
            return (b"\1" if leaf.holds({}) else b"\0") * len(self.ids)
        hits = bytes(map(leaf.holds, column.values))
        return bytes(map(hits.__getitem__, utterances.unpacked(column.numbers)))


def _name(reads: Iterable[str]) -> str:
    return " ".join(reads)


def read(folder: Path) -> Words | None:
    """The words of the workspace in a folder; None where there are none that hold."""
    try:
        found = msgspec.msgpack.decode((folder / NAME).read_bytes(), type=Words)
    except (OSError, msgspec.DecodeError):
        return None
    holds = found.format == FORMAT and (found.articles, found.findings) == stamps(folder)
    return found if holds else None


def keep(workspace: Workspace, run: Run = map) -> bool:
    """Keep summary and words of a workspace beside its files; False where that could not be.

    The words of some articles at a time are gathered where `run` says.
    """
    if not workspace.library.sum_up():
        return False
    folder = workspace.path
    told = summary.read(folder)
    if told is None:
        return False
    files, shelf, finds = told.stamps, told.shelf, told.finds
    del told
    with suppress(OSError, WorkspaceError, UnicodeEncodeError), Spill(folder) as spill:
        words = _Joined(spill)
        stand = Stand(folder, shelf.places, finds.places, _titles(folder, finds))
        for part in run(gather, stand.parts(shelf.current())):
            if part is None:
                return False
            words.add(part)
        if stamps(folder) != files:
            return False
        replace(folder / NAME, words.pieces(*files))
        return True
    return False


class _Titled(msgspec.Struct, gc=False):
    """As much of a Story as tells what demands are called."""

    demand_titles: tuple[tuple[str, str], ...] = ()


def _titles(folder: Path, finds: summary.Finds) -> dict[str, str]:
    """What demands are called.  Raises OSError, WorkspaceError."""
    start, length = finds.story
    found = Records(folder, finds.places, Findings)
    return dict(found.at(start, length, _Titled).demand_titles) if length else {}


class _Joined:
    """Parts of the words, one after another."""

    def __init__(self, spill: Spill) -> None:
        self._spill = spill
        self._count = 0
        self._ids: list[bytes] = []
        self._texts: list[Spilled] = []
        self._numbers = [array("I") for _ in GROUPS]
        self._values: list[list[dict[str, Any]]] = [[] for _ in GROUPS]
        self._number_of: list[dict[str, int]] = [{} for _ in GROUPS]

    def add(self, part: Gathered) -> None:
        """The next part.  Raises WorkspaceError."""
        self._count += part.count
        self._ids.append(part.ids)
        self._texts.append(self._spill.add(part.texts))
        for at, numbers in enumerate(part.numbers):
            known, values = self._number_of[at], self._values[at]
            there = []
            for value in part.values[at]:
                number = known.setdefault(repr(value), len(values))
                if number == len(values):
                    values.append(dict(value))
                there.append(number)
            self._numbers[at].extend(map(there.__getitem__, utterances.unpacked(numbers)))

    def pieces(self, articles: Stamp, findings: Stamp) -> Iterator[bytes]:
        """The bytes of `Words`."""
        pack = msgspec.msgpack.encode
        yield b"".join((head_of(Words), pack(FORMAT), pack(articles), pack(findings)))
        yield from packed_array(self._count, self._ids)
        yield from packed_array(self._count, self._texts)
        columns = zip(GROUPS, self._numbers, self._values, strict=True)
        yield pack(
            {_name(keys): Column(numbers.tobytes(), values) for keys, numbers, values in columns}
        )


def found_in(workspace: Workspace, words: Words, query: Query) -> list[str]:
    """The ids of findings that fit a query, with what readers made of them."""
    from store import listing

    judged = workspace.reviews()
    if not judged or query.condition is None:
        return words.matching(query)
    fitting = words.matching(query)
    here = set(words.ids).intersection(judged)
    if not here:
        return fitting
    right = {row["id"] for row in listing.rows_of(workspace, here) if query.matches(row)}
    kept = (set(fitting) - here) | right
    return [ident for ident in words.ids if ident in kept]
