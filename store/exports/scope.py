"""What an export is asked for: which rows, which table, where it will be published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from store.query import Query
from store.records import Alignment, Article, Findings

Table = Literal["all", "statements", "demands", "claims", "verdicts", "changes", "sources"]
TABLES: tuple[Table, ...] = (
    "all", "statements", "demands", "claims", "verdicts", "changes", "sources",
)  # fmt: skip
Aligner = Callable[[Article, Article], Alignment]
Differ = Callable[[Findings, Findings, Alignment], Sequence[object]]
"""Findings of two articles and their alignment to what differs, see `analysis.changes.Change`."""
PIECE = 1 << 16


@dataclass(frozen=True)
class Refused:
    """A finding that a format has no place for: its id, and why."""

    ident: str
    reason: str


@dataclass
class Scope:
    """What is asked of an export.

    `table` limits sheets (CSV, TSV) to one kind of row.  `address` is where the reader publishes
    reviews, `publisher` who does.  `align` compares two articles, for formats that show a diff,
    `differ` their findings, for those that tell what copies changed.
    `refused` gathers what a format left out; it is complete when the export is.
    """

    query: Query = field(default_factory=Query)
    table: Table = "all"
    address: str = ""
    publisher: str = ""
    align: Aligner | None = None
    differ: Differ | None = None
    refused: list[Refused] = field(default_factory=list)


def gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of at least 64 KiB, but for the last."""
    waiting: list[bytes] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= PIECE:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)
