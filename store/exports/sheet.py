"""Findings and sources as rows of a sheet: which columns a table has, and what a cell says.

Cells are neutral text: nothing in them moves a cursor or hides, and none begins a formula.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from string import ascii_letters, digits
from typing import TYPE_CHECKING

from store import neutral
from store.anchors import Finding
from store.exports import differences
from store.exports.finding_columns import Columns, Values, places
from store.exports.provenance import Row, Told, told
from store.exports.scope import Table
from store.listing import KINDS, Kind, Located

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
Line = tuple[str, ...]
ROWS = 512
"""Rows whose cells are written together."""


def columns(scope: Scope) -> tuple[str, ...]:
    """The names of the columns of the table that is asked for."""
    return COLUMNS[scope.table]


def lines(workspace: Workspace, scope: Scope) -> Iterator[Line]:
    """The rows of the table that is asked for, a cell for each column."""
    return chain.from_iterable(blocks(workspace, scope))


def blocks(workspace: Workspace, scope: Scope) -> Iterator[list[Line]]:
    """The same, some hundred at once: most columns of so many rows need one look."""
    names = columns(scope)
    held = Told(workspace, scope.query)
    if scope.table == "changes":
        told = {item.id for item, _ in held.located()} if scope.query else None
        yield from _of_rows(differences.rows(workspace, scope, told), names)
        return
    if scope.table in ("all", "sources"):
        yield from _of_rows(held.articles(), names)
    if scope.table != "sources":
        yield from _of_findings(held, scope.table, names)
    if scope.table in ("all", "verdicts"):
        yield from _of_rows(iter(held.orphans()), names)


def _of_rows(rows: Iterator[Row], names: tuple[str, ...]) -> Iterator[list[Line]]:
    """Rows of articles, changes or orphans: all of them have the same keys."""
    while held := list(islice(rows, ROWS)):
        there = [[row[name] for row in held] if name in held[0] else [] for name in names]
        yield _written(names, there, len(held))


def _of_findings(held: Told, table: Table, names: tuple[str, ...]) -> Iterator[list[Line]]:
    """The findings of a table; those of each kind are written together, and put in order again."""
    kinds: tuple[Kind, ...] = tuple(k for k in KINDS if table in ("all", "verdicts", k))
    findings = held.located(kinds)
    if table == "verdicts":
        findings = _judged(held, findings)
    while located := list(islice(findings, ROWS)):
        common = places(located)
        written: dict[type[Finding], Iterator[Line]] = {}
        for kind in {type(item) for item, _ in located}:
            own = [one for one in located if type(one[0]) is kind]
            of = Columns(held, kind, own, common).of
            written[kind] = iter(_written(names, list(map(of, names)), len(own)))
        yield [next(written[type(item)]) for item, _ in located]


def _judged(held: Told, findings: Iterator[Located]) -> Iterator[Located]:
    """Those that a reader judged, not a copy of them."""
    reviews = held.known.reviews
    for item, article in findings:
        review = reviews.get(item.id)
        if review is not None and review.verdict and not review.inherited:
            yield item, article


def _written(names: Sequence[str], values: Sequence[Values], count: int) -> list[Line]:
    """Columns of values to lines of cells; a column without values is blank."""
    blank = [""] * count
    written = [
        (_WRITE.get(name, _texts)(column) or blank) if column else blank
        for name, column in zip(names, values, strict=True)
    ]
    return list(zip(*written, strict=True))


def _texts(values: Values) -> list[str]:
    """Neutral text of each value; lists are joined by semicolons, None and [] are empty."""
    texts = ["" if value is None else value for value in values]
    if any(type(text) is not str for text in texts):
        return list(map(_text, values))
    if neutral.inert("".join(texts)):
        return [text if text[:1] in _PLAIN else neutral.no_formula(text) for text in texts]
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
