"""The order of the statements feed: utterances by day, each once for all copies that print it."""

from __future__ import annotations

from typing import NamedTuple

from store.records import Statement
from tui.session import Session


class Day(NamedTuple):
    """The heading of a day: an ISO date, "" where it is not known; how many, some inferred?"""

    when: str
    total: int
    inferred: bool


class Utterance(NamedTuple):
    """One row of the feed.

    `printings` are the ids of the same passage in copies, in the order of the articles.  `carried`
    counts the articles that carry the utterance, renderings in other words among them; `again` is
    a further rendering of what the row above says.
    """

    statement: Statement
    printings: tuple[str, ...]
    carried: int
    again: bool = False


FeedRow = Day | Utterance


def build(session: Session) -> list[FeedRow]:
    """Headings and utterances in order of time, unknown days last; n log n in the statements.

    Where a filter is on, only what it lets through; a passage of which it lets one copy through.
    """
    order = {item.id: place for place, item in enumerate(session.statements())}
    rows = _utterances(session, order)
    leads: dict[tuple[str, tuple[str, ...]], int] = {}
    keyed: list[tuple[tuple[bool, str, str, int, int], Utterance]] = []
    for place, row in enumerate(rows):
        day, time = _day(row.statement), (row.statement.when or "")[10:]
        variants = session.variants.get(row.statement.id)
        lead = leads.setdefault((day, variants), place) if variants else place
        keyed.append(((not day, day, time, lead, place), row))
    keyed.sort(key=lambda item: item[0])
    return _with_headings(session, [row for _, row in keyed])


def _utterances(session: Session, order: dict[str, int]) -> list[Utterance]:
    """One row for each set of copies of a passage, in the order of the first of them."""
    rows: list[Utterance] = []
    seen: set[str] = set()
    for statement in session.statements():
        if statement.id in seen:
            continue
        same = session.occurrences.get(statement.id)
        if same is None:
            if session.keeps(statement.id):
                rows.append(Utterance(statement, (statement.id,), 1))
            continue
        printings = tuple(sorted((item for item in same if item in order), key=order.__getitem__))
        seen.update(printings)
        if any(map(session.keeps, printings)):
            rows.append(Utterance(_dated(session, statement, printings), printings, 0))
    return rows


def _statement(session: Session, ident: str) -> Statement:
    found = session.finding_by_id[ident]
    if not isinstance(found, Statement):
        raise TypeError(ident)
    return found


def _dated(session: Session, statement: Statement, printings: tuple[str, ...]) -> Statement:
    """The printing that says most surely when it was: a stated day, else any, else the first."""
    if len(printings) == 1:
        return statement
    found = [_statement(session, item) for item in printings]
    stated = [item for item in found if item.when and item.when_source == "stated"]
    return (stated or [item for item in found if item.when] or [statement])[0]


def _with_headings(session: Session, ordered: list[Utterance]) -> list[FeedRow]:
    rows: list[FeedRow] = []
    heading = -1
    before: tuple[str, ...] | None = None
    for found in ordered:
        row = found
        day = _day(row.statement)
        inferred = row.statement.when_source == "inferred"
        last = rows[heading] if heading >= 0 else None
        if not isinstance(last, Day) or last.when != day:
            heading, before = len(rows), None
            rows.append(Day(day, 1, inferred))
        else:
            rows[heading] = Day(day, last.total + 1, last.inferred or inferred)
        variants = session.variants.get(row.statement.id)
        if variants is not None or len(row.printings) > 1:
            again = variants is not None and variants == before
            row = row._replace(carried=_carried(session, row, again), again=again)
        before = variants
        rows.append(row)
    return rows


def _carried(session: Session, row: Utterance, again: bool) -> int:
    same = () if again else session.variants.get(row.statement.id, ())
    known = session.finding_by_id
    return len({known[item].article for item in (*row.printings, *same) if item in known})


def _day(statement: Statement) -> str:
    return (statement.when or "")[:10]
