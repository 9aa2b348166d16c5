"""The filters of a query and its words: each makes, from what was typed, a test of one row.

A test reads only the row keys that it is listed with, so that an index may ask it once for each
combination of their values.
"""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from store.neutral import UNSAFE
from store.records import ACTS, VERDICTS

Row = Mapping[str, Any]
Holds = Callable[[Row], bool]

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
SEARCHED = (
    "text", "title", "article", "article_title", "outlet", "speaker", "holder", "target",
    "asserted_by", "name", "demand_title", "note", "subject", "cue", "tags", "speakers",
)  # fmt: skip
"""The keys that a word or phrase is looked for in; the last two are lists."""
_ACTORS = ("speaker", "relayed_by", "holder", "target", "asserted_by")


class Filter(NamedTuple):
    """`make` turns sign and value into a test (ValueError where it cannot) of the keys `reads`."""

    make: Callable[[str, str], Holds]
    reads: tuple[str, ...]


def fold(text: str) -> str:
    """The text for comparing: lower case, no accents, plain quotes, nothing invisible, one line."""
    if not text.isascii():
        text = text.translate(_QUOTES)
    if not text.isascii():
        seen = _ENDS.sub(" ", text)
        plain = unicodedata.normalize("NFKD", UNSAFE.sub("", seen))
        text = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(text.lower().split()) if _ENDS.search(text) else text.lower()


def searched(row: Row) -> str:
    """All that a word is looked for in, folded."""
    values = [row.get(key) for key in SEARCHED[:-2]]
    values += [*row.get("tags", ()), *row.get("speakers", ())]
    return fold("\0".join(value for value in values if isinstance(value, str)))


def words(needle: str) -> Holds:
    """Whether a row holds a word or phrase that is folded already."""
    return lambda row: needle in searched(row)


def _either(value: str) -> list[str]:
    return [part for part in (fold(piece.strip()) for piece in value.split(",")) if part]


def _choice(value: str, known: tuple[str, ...]) -> set[str]:
    chosen = set(_either(value))
    wrong = sorted(chosen - set(known))
    if wrong or not chosen:
        raise ValueError(f"no {wrong[0] if wrong else value!r} here; there are {', '.join(known)}")
    return chosen


def _holding(*keys: str) -> Filter:
    """A filter for text that holds the value in one of these keys."""

    def make(_sign: str, value: str) -> Holds:
        wanted = _either(value)
        return lambda row: any(
            part in fold(str(row[key])) for key in keys if row.get(key) for part in wanted
        )

    return Filter(make, keys)


def _actor(_sign: str, value: str) -> Holds:
    wanted = _either(value)

    def holds(row: Row) -> bool:
        names = [row.get(key) for key in _ACTORS] + list(row.get("speakers", ()))
        names += [answer.get("by") for answer in row.get("responses", ())]
        folded = [fold(name) for name in names if name]
        return any(part in name for name in folded for part in wanted)

    return holds


def _verdict(_sign: str, value: str) -> Holds:
    chosen = _choice(value, (*VERDICTS, "unreviewed"))
    return lambda row: (row.get("verdict") or "unreviewed") in chosen


def _act(_sign: str, value: str) -> Holds:
    chosen = _choice(value, ACTS)
    return lambda row: row.get("act") in chosen


def _kind(_sign: str, value: str) -> Holds:
    chosen = _choice(value, KINDS)
    return lambda row: row.get("record") in chosen or row.get("kind") in chosen


def _tag(_sign: str, value: str) -> Holds:
    wanted = set(_either(value.replace("#", "")))
    return lambda row: any(fold(tag).lstrip("#") in wanted for tag in row.get("tags", ()))


def _has(_sign: str, value: str) -> Holds:
    chosen = _choice(value, HAS)
    return lambda row: any(row.get(key) for key in chosen)


def _after(_sign: str, value: str) -> Holds:
    wanted = _date(value)
    return lambda row: bool(row.get("date")) and f"{row['date']}-99" >= wanted


def _before(_sign: str, value: str) -> Holds:
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


def _confidence(sign: str, value: str) -> Holds:
    limit, compare = _number(value), _COMPARE[sign]
    if value.endswith("%"):
        limit /= 100
    return lambda row: row.get("confidence") is not None and compare(row["confidence"], limit)


def _quantity(sign: str, value: str) -> Holds:
    limit, compare = _number(value), _COMPARE[sign]
    return lambda row: any(
        compare(row[key], limit)
        for key in ("quantity", "quantity_high")
        if row.get(key) is not None
    )


FILTERS: dict[str, Filter] = {
    "actor": Filter(_actor, (*_ACTORS, "speakers", "responses")),
    "act": Filter(_act, ("act",)),
    "verdict": Filter(_verdict, ("verdict",)),
    "status": Filter(_verdict, ("verdict",)),
    "demand": _holding("demand", "name", "demand_title"),
    "article": _holding("article", "article_id", "article_title"),
    "outlet": _holding("outlet"),
    "kind": Filter(_kind, ("record", "kind")),
    "after": Filter(_after, ("date",)),
    "before": Filter(_before, ("date",)),
    "tag": Filter(_tag, ("tags",)),
    "conf": Filter(_confidence, ("confidence",)),
    "number": Filter(_quantity, ("quantity", "quantity_high")),
    "has": Filter(_has, HAS),
}
