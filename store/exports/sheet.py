"""Findings and sources as rows of a sheet: which columns a table has, and what a cell says.

Cells are neutral text: nothing in them moves a cursor or hides, and none begins a formula.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from operator import itemgetter
from string import ascii_letters, digits
from typing import TYPE_CHECKING, Any

from store import neutral
from store.exports import differences
from store.exports.provenance import ACTOR_KEYS, Row, Told, told
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
    "changes": (
        "what", "kind", "who", "before", "after", "relation", "left_article", "right_article",
        "left", "right", "left_article_id", "right_article_id",
    ),
    "sources": (
        "id", "article", "title", "outlet", "agencies", "published", "language", "source",
        "sha256", "version", "previous", "added", "copies", "statements", "demands", "claims",
        "notices", "note", "tags", "history",
    ),
}  # fmt: skip
ROWS = 512
"""Rows whose cells are written together."""


def columns(scope: Scope) -> tuple[str, ...]:
    """The names of the columns of the table that is asked for."""
    return COLUMNS[scope.table]


def lines(workspace: Workspace, scope: Scope) -> Iterator[tuple[str, ...]]:
    """The rows of the table that is asked for, a cell for each column.

    Cells are written column by column for some hundred rows at once: most columns need one look.
    """
    names = columns(scope)
    rows = _rows(workspace, scope)
    while held := list(islice(rows, ROWS)):
        blank = [""] * len(held)
        shapes = list({row["record"]: row for row in held}.values())
        written = [_column(name, held, shapes) or blank for name in names]
        yield from zip(*written, strict=True)


def _column(name: str, rows: list[Row], shapes: list[Row]) -> list[str]:
    """The cells of one column, [] where all are empty; `shapes` is a row of each kind."""
    values: Values
    if name == "actor":
        values = [row.get(ACTOR_KEYS.get(row["record"], name)) for row in rows]
    elif name not in _SOMETIMES and all(name in shape for shape in shapes):
        values = list(map(itemgetter(name), rows))
    elif name in _SOMETIMES or any(name in shape for shape in shapes):
        values = [row.get(name) for row in rows]
    else:
        return []
    return _WRITE.get(name, _texts)(values)


_SOMETIMES = frozenset(("speakers",))
"""Keys that not every row of its kind has."""


def _rows(workspace: Workspace, scope: Scope) -> Iterator[Row]:
    held = Told(workspace, scope.query)
    if scope.table == "changes":
        told = {row["id"] for row in held.findings()} if scope.query else None
        yield from differences.rows(workspace, scope, told)
        return
    if scope.table in ("all", "sources"):
        yield from held.articles()
    if scope.table == "verdicts":
        yield from (row for row in held.findings() if row["verdict"] and not row["inherited"])
    elif scope.table != "sources":
        kinds: tuple[Kind, ...] = tuple(k for k in KINDS if scope.table in ("all", k))
        yield from held.findings(kinds)
    if scope.table in ("all", "verdicts"):
        yield from held.orphans()


Values = list[Any]


def _texts(values: Values) -> list[str]:
    """Neutral text of each value; lists are joined by semicolons, None and [] are empty."""
    texts = ["" if value is None else value for value in values]
    if any(type(text) is not str for text in texts):
        return list(map(_text, values))
    if neutral.harmless("".join(texts)):
        return [text if text[:1] in _PLAIN else neutral.cell(text) for text in texts]
    return list(map(neutral.cell, texts))


_PLAIN = frozenset(("", *ascii_letters, *digits, *"“‘\"'("))
"""What no formula begins with."""


def _text(value: object) -> str:
    if isinstance(value, str):
        return neutral.cell(value)
    if isinstance(value, (list, tuple)):
        return neutral.cell("; ".join(map(str, value)))
    return "" if value is None else str(value)


def _lists(values: Values) -> list[str]:
    return [_text(value) if value else "" for value in values] if any(values) else []


def _often(values: Values) -> list[str]:
    """Names, titles, rules: what stands in many rows is made neutral once."""
    known = {value: _text(value) for value in set(values)}
    return [known[value] for value in values]


def _flags(values: Values) -> list[str]:
    return ["" if value is None else "yes" if value else "no" for value in values]


def _as_is(values: Values) -> list[str]:
    """Numbers and sums, which no one from outside writes."""
    return ["" if value is None else str(value) for value in values]


def _dates(values: Values) -> list[str]:
    return _often([value["date"] if isinstance(value, dict) else value for value in values])


def _answers(values: Values) -> list[str]:
    return [_text("; ".join(map(_answer, answers))) if answers else "" for answers in values]


def _histories(values: Values) -> list[str]:
    if not any(values):
        return []
    return [_text(told(history)) if history else "" for history in values]


_OFTEN = (
    "record", "verdict", "speaker", "holder", "target", "asserted_by", "actor", "act", "demand",
    "demand_title", "unit", "subject", "group", "date", "rule", "kind", "cue", "when", "relayed_by",
    "when_source", "reviewed_by", "article", "article_title", "title", "outlet", "source",
)  # fmt: skip
_WRITE: dict[str, Callable[[Values], list[str]]] = {
    **dict.fromkeys(("inherited", "probable", "damaged", "weaker"), _flags),
    **dict.fromkeys(("start", "end", "confidence", "occurrences", "quantity", "sha256"), _as_is),
    **dict.fromkeys(("tags", "evidence", "speakers", "agencies", "copies", "notices"), _lists),
    **dict.fromkeys(_OFTEN, _often),
    "published": _dates,
    "responses": _answers,
    "history": _histories,
}  # fmt: skip


def _answer(answer: Row) -> str:
    by = f" by {answer['by']}" if answer["by"] else ""
    where = f" ({answer['article']})" if answer["article"] else ""
    return f"{answer['response']}{by}: {answer['text']}{where}"
