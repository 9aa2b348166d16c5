"""A table as TSV (IANA text/tab-separated-values): UTF-8, LF, one line for each row, no quoting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.exports.sheet import columns, lines

if TYPE_CHECKING:
    from store.exports.scope import Scope
    from store.workspace import Workspace


def export(workspace: Workspace, scope: Scope) -> Iterator[bytes]:
    """A line of column names, then one for each row; tabs and line ends in cells become blanks."""
    yield ("\t".join(columns(scope)) + "\n").encode()
    for cells in lines(workspace, scope):
        joined = "\0".join(cells).replace("\t", " ").replace("\n", " ")
        yield (joined.replace("\0", "\t") + "\n").encode()
