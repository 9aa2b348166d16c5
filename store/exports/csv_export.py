"""A table as CSV: UTF-8 with BOM, CRLF, every cell quoted, no live formula."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from store.exports.sheet import blocks, columns

if TYPE_CHECKING:
    from store.exports.scope import Scope
    from store.workspace import Workspace

QUOTE = b'"'


def export(workspace: Workspace, scope: Scope) -> Iterator[bytes]:
    """A line of column names, then one for each row of the table that is asked for."""
    yield b"\xef\xbb\xbf" + _lines([columns(scope)])
    yield from map(_lines, blocks(workspace, scope))


def _lines(rows: Sequence[Sequence[str]]) -> bytes:
    """RFC 4180, every cell quoted; rows that hold quotation marks, which are few, are told apart
    by counting."""
    lines = _joined(rows)
    if lines.count(QUOTE) > 2 * sum(map(len, rows)):
        lines = _joined([list(map(_doubled, row)) if '"' in "".join(row) else row for row in rows])
    return lines


def _joined(rows: Sequence[Sequence[str]]) -> bytes:
    inner = '"\r\n"'.join(map('","'.join, rows))
    return f'"{inner}"\r\n'.encode()


def _doubled(cell: str) -> str:
    return cell.replace('"', '""')
