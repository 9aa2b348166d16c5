"""A table as CSV: UTF-8 with BOM, CRLF, every cell quoted, no live formula."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from store.exports.sheet import columns, lines

if TYPE_CHECKING:
    from store.exports.scope import Scope
    from store.workspace import Workspace


def export(workspace: Workspace, scope: Scope) -> Iterator[bytes]:
    """A line of column names, then one for each row of the table that is asked for."""
    yield b"\xef\xbb\xbf" + _line(columns(scope))
    for cells in lines(workspace, scope):
        yield _line(cells)


def _line(cells: Sequence[str]) -> bytes:
    """RFC 4180, every cell quoted; NUL, which neutral cells never hold, parts them meanwhile."""
    inner = "\0".join(cells).replace('"', '""').replace("\0", '","')
    return f'"{inner}"\r\n'.encode()
