"""A table as TSV (IANA text/tab-separated-values): UTF-8, LF, one line for each row, no quoting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store import neutral
from store.exports.sheet import columns, lines

if TYPE_CHECKING:
    from store.exports.scope import Scope
    from store.workspace import Workspace


def export(workspace: Workspace, scope: Scope) -> Iterator[bytes]:
    """A line of column names, then one for each row; tabs and line ends in cells become blanks."""
    yield ("\t".join(columns(scope)) + "\n").encode()
    for line in lines(workspace, scope):
        yield ("\t".join(map(_cell, line)) + "\n").encode("utf-8")


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return text if text.isprintable() else neutral.single_line(text)
