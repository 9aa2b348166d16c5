"""The words and filters of all findings as columns: what makes a query over 100,000 of them quick.

`words.bin` lies beside the findings of a large workspace and holds for exactly the files that it
names; it can be thrown away at any time.  A condition is asked once for each combination of the
values that it reads; and, or, not work on bits.  What readers made of findings is no part of it:
findings that somebody judged are asked one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from store import utterances
from store.files import Stamp, replace
from store.filters import FILTERS, HAS, Row, searched
from store.query import All, Condition, Leaf, Not, Query
from store.summary import stamps

if TYPE_CHECKING:
    from store.workspace import Workspace

NAME = "words.bin"
FORMAT = 1
REVIEWED = {*HAS, "tags"}
"""Keys that readers fill, not the engine."""


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


def keep(workspace: Workspace) -> bool:
    """Keep summary and words of a workspace beside its files; False where that could not be."""
    if not workspace.library.sum_up():
        return False
    articles, findings = stamps(workspace.path)
    if articles is None or findings is None:
        return False
    from store import listing

    words = gathered(articles, findings, listing.unreviewed(workspace))
    if stamps(workspace.path) != (articles, findings):
        return False
    with suppress(OSError):
        replace(workspace.path / NAME, msgspec.msgpack.encode(words))
        return True
    return False


def gathered(articles: Stamp, findings: Stamp, rows: Iterable[Row]) -> Words:
    """The words of rows without reviews."""
    groups = {found.reads for found in FILTERS.values() if not REVIEWED.issuperset(found.reads)}
    columns = {reads: _Gathering(reads) for reads in groups}
    ids: list[str] = []
    texts: list[str] = []
    for row in rows:
        ids.append(row["id"])
        texts.append(searched(row))
        for column in columns.values():
            column.add(row)
    kept = {_name(reads): column.kept() for reads, column in columns.items()}
    return Words(FORMAT, articles, findings, ids, texts, kept)


class _Gathering:
    """A column while rows are added to it."""

    def __init__(self, reads: Sequence[str]) -> None:
        self._reads = reads
        self._numbers: list[int] = []
        self._number_of: dict[str, int] = {}
        self._values: list[dict[str, Any]] = []

    def add(self, row: Row) -> None:
        """The next row."""
        values = {key: row[key] for key in self._reads if row.get(key) not in (None, [], "")}
        known = repr(values)
        number = self._number_of.get(known)
        if number is None:
            number = self._number_of[known] = len(self._values)
            self._values.append(values)
        self._numbers.append(number)

    def kept(self) -> Column:
        """The column."""
        return Column(utterances.packed(self._numbers), self._values)


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
