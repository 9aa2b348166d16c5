"""Findings and sources as rows of a sheet: which columns a table has, and what a cell says.

Cells are neutral text: nothing in them moves a cursor or hides, and none begins a formula.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

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
_HOME = frozenset(("article", "article_title", "outlet", "published", "source", "sha256"))


def columns(scope: Scope) -> tuple[str, ...]:
    """The names of the columns of the table that is asked for."""
    return COLUMNS[scope.table]


def lines(workspace: Workspace, scope: Scope) -> Iterator[list[str]]:
    """The rows of the table that is asked for, a cell for each column.

    Cells that say where a row stands are the same for all findings of an article: made once.
    """
    names = columns(scope)
    plans: dict[str, _Plan] = {}
    blank, home, at = [""] * len(names), [""] * len(names), ""
    for row in _rows(workspace, scope):
        plan = plans.get(row["record"])
        if plan is None:
            plan = plans[row["record"]] = _Plan.of(row, names)
        ident = row.get("article_id", "")
        if ident and ident != at:
            at = ident
            home = _fill(blank.copy(), row, plan.home)
        yield _fill(home.copy() if ident else blank.copy(), row, plan.own)


_Columns = list[tuple[int, str, Callable[[Any], str]]]


class _Plan(NamedTuple):
    """How cells of one kind of record are written: place, key of the value, what writes it.

    `home` are the cells that are the same for all findings of an article.
    """

    own: _Columns
    home: _Columns

    @classmethod
    def of(cls, row: Row, names: tuple[str, ...]) -> _Plan:
        """The plan for records that have the keys of this row."""
        actor = ACTOR_KEYS.get(row["record"], "actor")
        cells = [
            (place, actor if name == "actor" else name, _WRITE.get(name, _text))
            for place, name in enumerate(names)
        ]
        cells = [cell for cell in cells if cell[1] in row or cell[1] == "speakers"]
        if "article_id" not in row:
            return cls(cells, [])
        own = [cell for cell in cells if cell[1] not in _HOME]
        return cls(own, [cell for cell in cells if cell[1] in _HOME])


def _fill(cells: list[str], row: Row, plan: _Columns) -> list[str]:
    for place, key, write in plan:
        value = row.get(key)
        if value or value == 0:
            cells[place] = write(value)
    return cells


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


def _text(value: object) -> str:
    """Neutral text of a value; lists are joined by semicolons."""
    if isinstance(value, str):
        return neutral.cell(value)
    if isinstance(value, (list, tuple)):
        return neutral.cell("; ".join(map(str, value)))
    return str(value)


def _flag(value: bool) -> str:
    return "yes" if value else "no"


def _date(published: str | dict[str, str]) -> str:
    return _text(published["date"] if isinstance(published, dict) else published)


def _answers(answers: list[Row]) -> str:
    return _text("; ".join(map(_answer, answers)))


def _history(history: list[Row]) -> str:
    return _text(told(history))


_OFTEN = (
    "record", "verdict", "speaker", "holder", "target", "asserted_by", "actor", "act", "demand",
    "demand_title", "unit", "subject", "group", "date", "rule", "kind", "cue", "when", "relayed_by",
    "when_source", "reviewed_by",
)  # fmt: skip
# Names, titles, rules: what stands in many rows is made neutral once.
_often = lru_cache(maxsize=4096)(_text)
_WRITE: dict[str, Callable[[Any], str]] = {
    **dict.fromkeys(("inherited", "probable", "damaged", "weaker"), _flag),
    **dict.fromkeys(("start", "end", "confidence", "occurrences", "quantity", "sha256"), str),
    **dict.fromkeys(_OFTEN, _often),
    "published": _date,
    "responses": _answers,
    "history": _history,
}  # fmt: skip


def _answer(answer: Row) -> str:
    by = f" by {answer['by']}" if answer["by"] else ""
    where = f" ({answer['article']})" if answer["article"] else ""
    return f"{answer['response']}{by}: {answer['text']}{where}"
