"""Findings and sources as rows of a sheet: which columns a table has, and what a cell says.

Cells are neutral text: nothing in them moves a cursor or hides, and none begins a formula.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from store import neutral
from store.exports.provenance import Row, Told, actor_of, told
from store.exports.scope import Table
from store.listing import KINDS, Kind

if TYPE_CHECKING:
    from store.exports.scope import Scope
    from store.workspace import Workspace

_REVIEW = ("verdict", "inherited", "note", "tags", "evidence", "reviewed_by", "reviewed", "history")
_PLACE = (
    "date", "article", "article_title", "outlet", "published", "source", "start", "end", "prefix",
    "suffix", "sha256", "confidence", "rule",
)  # fmt: skip
COLUMNS: dict[Table, tuple[str, ...]] = {
    "all": (
        "record", "id", "verdict", "inherited", "note", "tags", "evidence", "quote", "actor", "act",
        "demand", "demand_title", "target", "quantity", "quantity_high", "unit", "subject", "group",
        *_PLACE, "reviewed_by", "reviewed", "history",
    ),
    "statements": (
        "id", "quote", "speaker", "speakers", "kind", "act", "when", "when_source", "relayed_by",
        "cue", "probable", "damaged", "occurrences", *_REVIEW, *_PLACE,
    ),
    "demands": (
        "id", "quote", "demand", "demand_title", "holder", "target", "weaker", "responses",
        "statement", "occurrences", *_REVIEW, *_PLACE,
    ),
    "claims": (
        "id", "quote", "asserted_by", "group", "quantity", "quantity_high", "qualifier", "bound",
        "unit", "subject", "scope", "value", "when", "statement", "occurrences", *_REVIEW, *_PLACE,
    ),
    "verdicts": ("record", "id", "verdict", "reviewed_by", "reviewed", "quote", "actor", "note",
        "tags", "evidence", "history", *_PLACE),
    "sources": (
        "id", "article", "title", "outlet", "agencies", "published", "language", "source",
        "sha256", "version", "previous", "added", "copies", "statements", "demands", "claims",
        "notices", "note", "tags", "history",
    ),
}  # fmt: skip
# What wirecopy itself writes in a fixed form, and numbers: nothing to make neutral.
_SAFE = frozenset((
    "record", "verdict", "inherited", "start", "end", "sha256", "confidence", "quantity",
    "quantity_high", "probable", "damaged", "weaker", "occurrences", "statements", "demands",
    "claims", "version", "bound", "kind", "act",
))  # fmt: skip
_ARTICLES = frozenset(("article", "article_title", "outlet", "published", "source"))


def columns(scope: Scope) -> tuple[str, ...]:
    """The names of the columns of the table that is asked for."""
    return COLUMNS[scope.table]


def lines(workspace: Workspace, scope: Scope) -> Iterator[list[object]]:
    """The rows of the table that is asked for, a cell for each column."""
    make = _line(columns(scope))
    return (make(row) for row in _rows(workspace, scope))


def _rows(workspace: Workspace, scope: Scope) -> Iterator[Row]:
    held = Told(workspace, scope.query)
    if scope.table in ("all", "sources"):
        yield from held.articles()
    if scope.table == "verdicts":
        yield from (row for row in held.findings() if row["verdict"] and not row["inherited"])
    elif scope.table != "sources":
        kinds: tuple[Kind, ...] = tuple(k for k in KINDS if scope.table in ("all", k))
        yield from held.findings(kinds)
    if scope.table in ("all", "verdicts"):
        yield from held.orphans()


def _line(names: tuple[str, ...]) -> Callable[[Row], list[object]]:
    """What makes the cells of a row; those that say where it stands are made once an article."""
    cells = [(name, _cell(name)) for name in names]
    home: dict[str, object] = {}
    at = [""]

    def line(row: Row) -> list[object]:
        ident = row.get("article_id") or row["id"]
        if at[0] != ident:
            at[0] = ident
            home.clear()
            home.update((name, make(row)) for name, make in cells if name in _ARTICLES)
        return [home[name] if name in home else make(row) for name, make in cells]

    return line


def _cell(name: str) -> Callable[[Row], object]:
    """What makes the cell of one column, safe to open in a spreadsheet."""
    if name in ("inherited", "probable", "damaged", "weaker"):
        return lambda row: {None: "", True: "yes", False: "no"}[row.get(name)]
    if name in _SAFE:
        return lambda row: row.get(name)
    if name == "actor":
        return lambda row: _text(actor_of(row))
    if name == "history":
        return lambda row: _text(told(row["history"])) if row["history"] else ""
    if name == "responses":
        return lambda row: _text("; ".join(map(_answer, row.get("responses", ()))))
    if name == "published":
        return lambda row: _text(_date(row.get("published")))
    return lambda row: _text(row.get(name))


def _text(value: object) -> str:
    """Neutral text of a value; lists are joined by semicolons."""
    if not value:
        return ""
    if isinstance(value, (list, tuple)):
        value = "; ".join(map(str, value))
    elif not isinstance(value, str):
        value = str(value)
    plain = value.isascii() and value.isprintable() and value[0].isalnum()
    return value if plain else neutral.cell(value)


def _date(published: object) -> object:
    return published["date"] if isinstance(published, dict) else published


def _answer(answer: Row) -> str:
    by = f" by {answer['by']}" if answer["by"] else ""
    return f"{answer['response']}{by}: {answer['text']} ({answer['article']})"
