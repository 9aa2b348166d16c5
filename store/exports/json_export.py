"""The workspace as one JSON document: exact texts, findings with provenance and history.

`store.exports.schema` tells its shape as a JSON Schema.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from store import contract
from store.exports import differences
from store.exports.json_rows import line, lines, noted
from store.exports.provenance import Told
from store.listing import KINDS, Kind

if TYPE_CHECKING:
    from store.exports.scope import Scope
    from store.workspace import Workspace

VERSION = 1


def export(workspace: Workspace, scope: Scope) -> Iterator[bytes]:
    """JSON in UTF-8, a row a line.

    Texts are exact; characters that act or hide are written as escapes.
    """
    held = Told(workspace, scope.query)
    query = scope.query
    yield b"{\n"
    yield from _value("format", "wirecopy-notes")
    yield from _value("version", VERSION)
    yield from _value("workspace", workspace.name)
    yield from _value("query", query.text)
    yield from _rows("articles", held.articles())
    told: set[str] = set()
    for kind in KINDS:
        yield from _findings(held, kind, told)
    story = contract.across(workspace.articles(), workspace.story())
    for name in ("claim_groups", "quote_variants"):
        rows = [row for row in story[name] if not query or told & set(row["ids"])]
        yield from _rows(name, rows)
    yield from _value("copies", story["copies"])
    yield from _rows("changes", differences.rows(workspace, scope, told if query else None))
    yield from _rows("orphans", held.orphans(), last=True)
    yield b"}\n"


def _findings(held: Told, kind: Kind, seen: set[str]) -> Iterator[bytes]:
    """The findings of one kind; their ids go to `seen`."""
    yield json.dumps(kind).encode() + b": ["
    parted = b"\n"
    for block in lines(held, noted(held.located((kind,)), seen), history=True):
        yield parted + block[:-1].replace(b"\n", b",\n")
        parted = b",\n"
    yield b"\n],\n"


def _value(name: str, value: object) -> Iterator[bytes]:
    yield json.dumps(name).encode() + b": " + line(value)[:-1] + b",\n"


def _rows(name: str, rows: Iterable[dict[str, Any]], *, last: bool = False) -> Iterator[bytes]:
    yield json.dumps(name).encode() + b": ["
    parted = b"\n"
    for row in rows:
        yield parted + line(row)[:-1]
        parted = b",\n"
    yield b"\n]" + (b"\n" if last else b",\n")
