"""Findings by article, decoded when somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from store.documents import record
from store.records import Findings


class LazyFindings(Mapping[str, Findings]):
    """Findings by article id; those of an article are decoded when first asked for."""

    def __init__(self, rows: Mapping[str, msgspec.Raw], path: Path) -> None:
        self._rows = rows
        self._path = path
        self._known: dict[str, Findings] = {}

    def __getitem__(self, article: str) -> Findings:
        found = self._known.get(article)
        if found is None:
            what = f'table "findings", article {article}'
            found = record(self._rows[article], Findings, self._path, what)
            self._known[article] = found
        return found

    def ids(self) -> dict[str, tuple[str, ...]]:
        """The ids of all findings by article id."""
        return {
            article: record(row, _Ids, self._path, article).all()
            for article, row in self._rows.items()
        }

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class Id(msgspec.Struct, gc=False):
    """What a document is called."""

    id: str


class Head(msgspec.Struct, gc=False):
    """Whose findings a document holds, and which engine made them."""

    article: str
    engine: str = ""


class _Ids(msgspec.Struct, gc=False):
    """As much of Findings as tells what there is."""

    statements: tuple[Id, ...] = ()
    demands: tuple[Id, ...] = ()
    claims: tuple[Id, ...] = ()

    def all(self) -> tuple[str, ...]:
        """The ids of all findings."""
        return tuple(item.id for item in (*self.statements, *self.demands, *self.claims))
