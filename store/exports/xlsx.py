"""The notes as an Excel workbook (ECMA-376): a sheet for each kind of finding, and the sources.

Every text is an inline string, which no spreadsheet takes for a formula; it is made safe as in CSV
all the same, for the day when somebody saves the sheet as CSV.  The same workspace gives the same
bytes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from store.exports.bundle import Sink
from store.exports.scope import Table
from store.exports.sheet import columns, lines

if TYPE_CHECKING:
    from store.exports.scope import Scope
    from store.workspace import Workspace

SHEETS: tuple[Table, ...] = (
    "statements", "demands", "claims", "verdicts", "changes", "sources",
)  # fmt: skip
LONGEST_CELL, MOST_ROWS = 32_767, 1_048_576
_EPOCH = (1980, 1, 1, 0, 0, 0)
_NUMERIC = frozenset(("start", "end", "confidence", "quantity", "quantity_high", "occurrences"))
_NUMBER = re.compile(r"-?\d{1,15}(\.\d+)?")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def export(workspace: Workspace, scope: Scope) -> Iterator[bytes]:
    """The workbook; with a table other than "all", that sheet alone."""
    tables = SHEETS if scope.table == "all" else (scope.table,)
    if scope.differ is None:
        tables = tuple(name for name in tables if name != "changes" or len(tables) == 1)
    sink = Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _frame(tables).items():
            archive.writestr(_member(name), text)
        for number, table in enumerate(tables, 1):
            with archive.open(_member(f"xl/worksheets/sheet{number}.xml"), "w") as part:
                for piece in _sheet(workspace, replace(scope, table=table)):
                    part.write(piece.encode("utf-8"))
                    yield sink.taken()
    yield sink.taken()


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _frame(tables: tuple[Table, ...]) -> dict[str, str]:
    """The parts of the package that say what its sheets are."""
    numbers = range(1, len(tables) + 1)
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in zip(numbers, tables, strict=True)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for n in numbers
    )
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
        '.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f"{types}</Types>",
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship'
        f' Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{related}</Relationships>",
    }


def _sheet(workspace: Workspace, scope: Scope) -> Iterator[str]:
    """One sheet, its first row the names of the columns, which stay on screen."""
    names = columns(scope)
    yield (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
        f"</sheetViews><sheetData>{_row(names, frozenset())}"
    )
    numeric = frozenset(n for n, name in enumerate(names) if name in _NUMERIC)
    for number, cells in enumerate(lines(workspace, scope), 2):
        if number > MOST_ROWS:
            raise ValueError(f"a sheet holds {MOST_ROWS:,} rows at most; limit it by a query")
        yield _row(cells, numeric)
    yield "</sheetData></worksheet>"


def _row(cells: list[str] | tuple[str, ...], numeric: frozenset[int]) -> str:
    return f"<row>{''.join(_cell(text, n in numeric) for n, text in enumerate(cells))}</row>"


def _cell(text: str, numeric: bool) -> str:
    if not text:
        return "<c/>"
    if numeric and _NUMBER.fullmatch(text):
        return f"<c><v>{text}</v></c>"
    if len(text) > LONGEST_CELL:
        text = text[: LONGEST_CELL - 1] + "…"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
