"""Articles and findings as CSV: UTF-8 with BOM, CRLF, every cell quoted, no live formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from store import neutral
from store.exports.provenance import Row, actor_of, notes, told
from store.query import Query

if TYPE_CHECKING:
    from store.workspace import Workspace

COLUMNS = (
    "record", "id", "verdict", "inherited", "note", "tags", "evidence", "quote", "actor", "act",
    "demand", "demand_title", "target", "quantity", "quantity_high", "unit", "subject", "group",
    "date", "article", "article_title", "outlet", "published", "source", "start", "end", "prefix",
    "suffix", "sha256", "confidence", "rule", "reviewed_by", "reviewed", "history",
)  # fmt: skip


def export(workspace: Workspace, query: Query) -> bytes:
    """One line for each article, finding and orphaned review, under a line of column names."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    found = notes(workspace, query)
    for row in (*found.articles, *found.findings, *found.orphans):
        writer.writerow([cell(row, column) for column in COLUMNS])
    return sheet.getvalue().encode("utf-8-sig")


def cell(row: Row, column: str) -> str:
    """The text of one cell, safe to open in a spreadsheet."""
    if column == "actor":
        value: object = actor_of(row)
    elif column == "published" and isinstance(row.get(column), dict):
        value = row[column]["date"]
    elif column == "history":
        value = told(row["history"])
    else:
        value = row.get(column)
    return neutral.cell(_plain(value))


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value))
    return str(value)
