"""What the reader typed into the filter: words, phrases and filters, all of which must hold.

    putin withdraw                  both words, anywhere in the row
    "good sign"                     the phrase
    actor:biden verdict:unreviewed  filters; a comma means or: act:demand,reject
    conf<0.6  number>100000         comparisons
    after:2022-02-15 before:2022-03 days, months or years; `after` includes its day, `before` not
    -outlet:reuters -troops         not

Rows are those of `store.listing`.  Letters match in either case, with or without accents, and
invisible characters in the text do not count.
"""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from store.neutral import UNSAFE
from store.records import ACTS, VERDICTS

Row = Mapping[str, Any]

_TOKEN = re.compile(
    r"""(?P<minus>-?)(?:
        (?P<key>[A-Za-z]+)(?P<op>:|<=|>=|<|>|=)(?!//)(?P<value>"[^"]*"?|[^\s"]*)
        |"(?P<phrase>[^"]*)(?P<close>"?)
        |(?P<word>[^\s]+)
    )""",
    re.VERBOSE,
)
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "=": operator.eq, ":": operator.eq,
}  # fmt: skip
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_ENDS = re.compile(r"[\n\r\t\u2028\u2029]|  ")
_QUOTES = str.maketrans("“”„«»‘’‚", '"""""\'\'\'')
_RECORDS = ("article", "statement", "demand", "claim")
KINDS = (*_RECORDS, "direct", "indirect", "mixed")
HAS = ("note", "evidence", "tags", "verdict")
_SEARCHED = (
    "text", "title", "article", "article_title", "outlet", "speaker", "holder", "target",
    "asserted_by", "name", "demand_title", "note", "subject", "cue",
)  # fmt: skip
_ACTORS = ("speaker", "relayed_by", "holder", "target", "asserted_by")


class QueryError(ValueError):
    """The query cannot be read; `column` counts from 1."""

    def __init__(self, column: int, reason: str) -> None:
        super().__init__(f"column {column}: {reason}")
        self.column = column


@dataclass(frozen=True)
class Term:
    """One condition, as typed, and whether it must not hold."""

    typed: str
    negated: bool
    holds: Callable[[Row], bool]


@dataclass(frozen=True)
class Query:
    """All conditions of a query; without any it matches every row."""

    text: str = ""
    terms: tuple[Term, ...] = ()

    def matches(self, row: Row) -> bool:
        """Whether every condition holds for a row of `store.listing`."""
        return all(term.holds(row) is not term.negated for term in self.terms)

    def __bool__(self) -> bool:
        return bool(self.terms)


def parse(query: str) -> Query:
    """Read a query.  Raises QueryError, a ValueError that names the column."""
    terms = []
    place = 0
    while True:
        while place < len(query) and query[place].isspace():
            place += 1
        if place >= len(query):
            break
        found = _TOKEN.match(query, place)
        if found is None:  # cannot happen: a word takes anything; kept for the type
            raise QueryError(place + 1, "cannot be read")
        terms.append(_term(found))
        place = found.end()
    return Query(query, tuple(terms))


def _term(found: re.Match[str]) -> Term:
    negated = bool(found["minus"])
    if found["key"] is not None:
        holds = _filter(found)
    elif found["phrase"] is not None:
        if not found["close"]:
            raise QueryError(found.start("phrase"), "this quotation mark is never closed")
        holds = _words(found["phrase"])
    else:
        holds = _words(found["word"])
    return Term(found.group(), negated, holds)


def fold(text: str) -> str:
    """The text for comparing: lower case, no accents, plain quotes, nothing invisible, one line."""
    if not text.isascii():
        seen = _ENDS.sub(" ", text).translate(_QUOTES)
        plain = unicodedata.normalize("NFKD", UNSAFE.sub("", seen))
        text = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(text.lower().split()) if _ENDS.search(text) else text.lower()


def _words(typed: str) -> Callable[[Row], bool]:
    wanted = fold(" ".join(typed.split()))

    def holds(row: Row) -> bool:
        values = [row.get(key) for key in _SEARCHED]
        values += [*row.get("tags", ()), *row.get("speakers", ())]
        return wanted in fold("\0".join(value for value in values if isinstance(value, str)))

    return holds


# Filters


def _filter(found: re.Match[str]) -> Callable[[Row], bool]:
    key, sign, value = found["key"].lower(), found["op"], found["value"]
    column = found.start("key") + 1
    make = _FILTERS.get(key)
    if make is None:
        known = ", ".join(_FILTERS)
        raise QueryError(column, f"no filter {key!r}; there are {known}; put text in quotes")
    at = found.start("value") + 1
    if value.startswith('"'):
        if len(value) < 2 or not value.endswith('"'):
            raise QueryError(at, "this quotation mark is never closed")
        value = value[1:-1]
    if not value:
        raise QueryError(at, f"{key!r} wants a value")
    if sign not in ":=" and key not in ("conf", "number"):
        raise QueryError(found.start("op") + 1, f"{key!r} takes a colon, not {sign!r}")
    try:
        return make(sign, value)
    except ValueError as error:
        raise QueryError(at, str(error)) from None


def _either(value: str) -> list[str]:
    return [part for part in (fold(piece.strip()) for piece in value.split(",")) if part]


def _choice(value: str, known: tuple[str, ...]) -> set[str]:
    chosen = set(_either(value))
    wrong = sorted(chosen - set(known))
    if wrong or not chosen:
        raise ValueError(f"no {wrong[0] if wrong else value!r} here; there are {', '.join(known)}")
    return chosen


def _holding(*keys: str) -> Callable[[str, str], Callable[[Row], bool]]:
    """A filter for text that holds the value in one of these keys."""

    def make(_sign: str, value: str) -> Callable[[Row], bool]:
        wanted = _either(value)
        return lambda row: any(
            part in fold(str(row[key])) for key in keys if row.get(key) for part in wanted
        )

    return make


def _actor(_sign: str, value: str) -> Callable[[Row], bool]:
    wanted = _either(value)

    def holds(row: Row) -> bool:
        names = [row.get(key) for key in _ACTORS] + list(row.get("speakers", ()))
        names += [answer.get("by") for answer in row.get("responses", ())]
        folded = [fold(name) for name in names if name]
        return any(part in name for name in folded for part in wanted)

    return holds


def _verdict(_sign: str, value: str) -> Callable[[Row], bool]:
    chosen = _choice(value, (*VERDICTS, "unreviewed"))
    return lambda row: (row.get("verdict") or "unreviewed") in chosen


def _act(_sign: str, value: str) -> Callable[[Row], bool]:
    chosen = _choice(value, ACTS)
    return lambda row: row.get("act") in chosen


def _kind(_sign: str, value: str) -> Callable[[Row], bool]:
    chosen = _choice(value, KINDS)
    return lambda row: row.get("record") in chosen or row.get("kind") in chosen


def _tag(_sign: str, value: str) -> Callable[[Row], bool]:
    wanted = set(_either(value.replace("#", "")))
    return lambda row: any(fold(tag).lstrip("#") in wanted for tag in row.get("tags", ()))


def _has(_sign: str, value: str) -> Callable[[Row], bool]:
    chosen = _choice(value, HAS)
    return lambda row: any(row.get(key) for key in chosen)


def _after(_sign: str, value: str) -> Callable[[Row], bool]:
    wanted = _date(value)
    return lambda row: bool(row.get("date")) and f"{row['date']}-99" >= wanted


def _before(_sign: str, value: str) -> Callable[[Row], bool]:
    wanted = _date(value)
    return lambda row: bool(row.get("date")) and str(row["date"]) < wanted


def _date(value: str) -> str:
    if not _DATE.fullmatch(value):
        raise ValueError(f"{value!r} is no date; write 2022-02-15, 2022-02 or 2022")
    return value


def _number(value: str) -> float:
    try:
        return float(value.replace(",", "").replace("_", "").rstrip("%"))
    except ValueError:
        raise ValueError(f"{value!r} is no number") from None


def _confidence(sign: str, value: str) -> Callable[[Row], bool]:
    limit, compare = _number(value), _COMPARE[sign]
    if value.endswith("%"):
        limit /= 100
    return lambda row: row.get("confidence") is not None and compare(row["confidence"], limit)


def _quantity(sign: str, value: str) -> Callable[[Row], bool]:
    limit, compare = _number(value), _COMPARE[sign]
    return lambda row: any(
        compare(row[key], limit)
        for key in ("quantity", "quantity_high")
        if row.get(key) is not None
    )


_FILTERS: dict[str, Callable[[str, str], Callable[[Row], bool]]] = {
    "actor": _actor,
    "act": _act,
    "verdict": _verdict,
    "status": _verdict,
    "demand": _holding("demand", "name", "demand_title"),
    "article": _holding("article", "article_id", "article_title"),
    "outlet": _holding("outlet"),
    "kind": _kind,
    "after": _after,
    "before": _before,
    "tag": _tag,
    "conf": _confidence,
    "number": _quantity,
    "has": _has,
}
