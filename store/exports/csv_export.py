"""A table as CSV: UTF-8 with BOM, CRLF, every cell quoted, no live formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.exports.sheet import columns, lines

if TYPE_CHECKING:
    from store.exports.scope import Scope
    from store.workspace import Workspace


class _Line:
    """Takes one written line at a time."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def export(workspace: Workspace, scope: Scope) -> Iterator[bytes]:
    """A line of column names, then one for each row of the table that is asked for."""
    written = _Line()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns(scope))
    yield written.text.encode("utf-8-sig")
    for line in lines(workspace, scope):
        writer.writerow(line)
        yield written.text.encode("utf-8")
