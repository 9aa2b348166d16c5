"""What the reader typed into the filter: words, phrases and filters, joined by and, or, not.

    putin withdraw                  both words, anywhere in the row
    "good sign"                     the phrase
    actor:biden verdict:unreviewed  filters; a comma means or: act:demand,reject
    conf<0.6  number>100000         comparisons
    after:2022-02-15 before:2022-03 days, months or years; `after` includes its day, `before` not
    -outlet:reuters not troops      not
    act:demand or (nato -troops)    either side; `and` may stand where nothing does

Rows are those of `store.listing`.  Letters match in either case, with or without accents, and
invisible characters in the text do not count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.filters import FILTERS, SEARCHED, Holds, Row, fold, words
from store.filters import HAS as HAS
from store.filters import KINDS as KINDS

DEEPEST = 40
"""Parentheses within one another."""
_TOKEN = re.compile(
    r"""(?P<key>[A-Za-z]+)(?P<op>:|<=|>=|<|>|=)(?!//)(?P<value>"[^"]*"?|[^\s"]*)
        |"(?P<phrase>[^"]*)(?P<close>"?)
        |(?P<word>[^\s]+)
    """,
    re.VERBOSE,
)
_JOINING = re.compile(r"(?i:(and|or|not))(?=[\s()]|$)")


class QueryError(ValueError):
    """The query cannot be read; `column` counts from 1."""

    def __init__(self, column: int, reason: str) -> None:
        super().__init__(f"column {column}: {reason}")
        self.column = column


@dataclass(frozen=True)
class Leaf:
    """One condition as typed; `reads` are the row keys that it looks at.

    A word or phrase is its `needle`, folded; a filter has none.
    """

    typed: str
    holds: Holds
    reads: tuple[str, ...] = SEARCHED
    needle: str | None = None


@dataclass(frozen=True)
class Not:
    """The condition does not hold."""

    inner: Condition


@dataclass(frozen=True)
class All:
    """All conditions hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Either:
    """At least one condition holds."""

    parts: tuple[Condition, ...]


Condition = Leaf | Not | All | Either


@dataclass(frozen=True)
class Query:
    """A query as typed and what it means; without any condition it matches every row."""

    text: str = ""
    condition: Condition | None = None

    def matches(self, row: Row) -> bool:
        """Whether a row of `store.listing` fits."""
        return self.condition is None or holds(self.condition, row)

    def __bool__(self) -> bool:
        return self.condition is not None


def holds(condition: Condition, row: Row) -> bool:
    """Whether a condition holds for a row."""
    if isinstance(condition, Leaf):
        return condition.holds(row)
    if isinstance(condition, Not):
        return not holds(condition.inner, row)
    if isinstance(condition, All):
        return all(holds(part, row) for part in condition.parts)
    return any(holds(part, row) for part in condition.parts)


def parse(query: str) -> Query:
    """Read a query.  Raises QueryError, a ValueError that names the column."""
    reading = _Reading(query)
    if not reading.more():
        return Query(query)
    condition = reading.either(0)
    if reading.more():
        raise QueryError(reading.place + 1, "this parenthesis was never opened; put it in quotes")
    return Query(query, condition)


class _Reading:
    """A query and how far it has been read."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.place = 0
        self.depth = 0

    def more(self) -> bool:
        """Step over white space; whether anything is left."""
        while self.place < len(self.query) and self.query[self.place].isspace():
            self.place += 1
        return self.place < len(self.query)

    def joining(self, word: str) -> bool:
        """Step over `and`, `or` or `not` if it stands here."""
        found = _JOINING.match(self.query, self.place) if self.more() else None
        if found is None or found[1].lower() != word:
            return False
        self.place = found.end()
        return True

    def either(self, opened: int) -> Condition:
        """Conditions with `or` between them; `opened` is the column of the parenthesis, or 0."""
        parts = [self.all(opened)]
        while self.joining("or"):
            parts.append(self.all(opened))
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def all(self, opened: int) -> Condition:
        """Conditions side by side, with or without `and`."""
        parts = [self.one(opened)]
        while self.more() and self.query[self.place] != ")" and not self._or_is_next():
            self.joining("and")
            parts.append(self.one(opened))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _or_is_next(self) -> bool:
        found = _JOINING.match(self.query, self.place)
        return found is not None and found[1].lower() == "or"

    def one(self, opened: int) -> Condition:
        """A condition, perhaps with `not` or a minus before it."""
        negated = False
        while self.joining("not"):
            negated = not negated
        if self.more() and self.query[self.place] == "-" and self._follows_minus():
            self.place += 1
            negated = not negated
        found = self._bare(opened)
        return Not(found) if negated else found

    def _follows_minus(self) -> bool:
        after = self.query[self.place + 1 : self.place + 2]
        return bool(after) and not after.isspace()

    def _bare(self, opened: int) -> Condition:
        if not self.more():
            if opened:
                raise QueryError(opened, "this parenthesis is never closed")
            raise QueryError(len(self.query) + 1, "a condition is missing here")
        if self.query[self.place] == "(":
            return self._group()
        if self.query[self.place] == ")" or _JOINING.match(self.query, self.place):
            reason = "a condition is missing here; put and, or, not and parentheses"
            raise QueryError(self.place + 1, f"{reason} in quotes to find them")
        found = _TOKEN.match(self.query, self.place)
        if found is None:  # cannot happen: a word takes anything; kept for the type
            raise QueryError(self.place + 1, "cannot be read")
        last = found.end() - (self._closing(found.group()) if self.depth else 0)
        found = _TOKEN.fullmatch(self.query, self.place, last) or found
        self.place = found.end()
        return _leaf(found)

    def _group(self) -> Condition:
        column = self.place + 1
        if self.depth >= DEEPEST:
            raise QueryError(column, f"more than {DEEPEST} parentheses within one another")
        self.place, self.depth = self.place + 1, self.depth + 1
        inside = self.either(column)
        if not self.more():
            raise QueryError(column, "this parenthesis is never closed")
        self.place, self.depth = self.place + 1, self.depth - 1
        return inside

    @staticmethod
    def _closing(typed: str) -> int:
        """How many parentheses at the end of a word close groups: those it did not open itself."""
        if '"' in typed:
            return 0
        tail = len(typed) - len(typed.rstrip(")"))
        return max(0, min(tail, typed.count(")") - typed.count("(")))


def _leaf(found: re.Match[str]) -> Leaf:
    if found["key"] is not None:
        return _filter(found)
    if found["phrase"] is not None:
        if not found["close"]:
            raise QueryError(found.start("phrase"), "this quotation mark is never closed")
        typed = found["phrase"]
    else:
        typed = found["word"]
    needle = fold(" ".join(typed.split()))
    return Leaf(found.group(), words(needle), needle=needle)


def _filter(found: re.Match[str]) -> Leaf:
    key, sign, value = found["key"].lower(), found["op"], found["value"]
    column = found.start("key") + 1
    known = FILTERS.get(key)
    if known is None:
        names = ", ".join(FILTERS)
        raise QueryError(column, f"no filter {key!r}; there are {names}; put text in quotes")
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
        return Leaf(found.group(), known.make(sign, value), known.reads)
    except ValueError as error:
        raise QueryError(at, str(error)) from None
