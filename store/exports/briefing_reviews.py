"""What readers made of the findings, for a briefing: verdicts, notes, and who did what when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from store.exports.briefing import Briefing
from store.exports.markdown_text import GLYPHS, address, day, plain, quoted
from store.exports.provenance import Row, actor_of
from store.records import VERDICTS

_FIRST = {"note": "note written", "evidence": "evidence added"}
"""What a first value is called that the verdicts and notes above show."""


def verdicts(page: Briefing) -> Iterator[str]:
    """What was judged, by verdict, with reason, note, tags and evidence."""
    judged = [row for row in page.findings if row["verdict"] and not row["inherited"]]
    for held in VERDICTS:
        rows = [row for row in judged if row["verdict"] == held]
        if rows:
            yield ""
            yield f"### {GLYPHS[held]} {held.replace('-', ' ').capitalize()} ({len(rows)})"
            yield ""
        for row in rows:
            who = plain(actor_of(row)).replace("(article)", "the article’s own voice")
            yield f"- {quoted(row['text'])} — {who or 'unknown speaker'} {page.cite(row)}"
            yield f"  - {_judged(row)}"
            yield from _said(row)


def _judged(row: Row) -> str:
    reasons = [
        act["reason"]
        for act in row["history"]
        if act["op"] == "verdict" and act["after"] == row["verdict"] and act["reason"]
    ]
    when = f"{day((row['reviewed'] or '')[:10])} by {plain(row['reviewed_by'] or 'unknown')}"
    return f"{when}: {plain(reasons[-1])}" if reasons else when


def _said(row: Row) -> Iterator[str]:
    if row["note"]:
        yield f"  - Note: {plain(row['note'])}"
    if row["tags"]:
        yield f"  - Tags: {', '.join(map(plain, row['tags']))}"
    yield from (f"  - Evidence: {address(item)}" for item in row["evidence"])


def notes(page: Briefing) -> Iterator[str]:
    """Notes on articles, and on findings that nobody judged here."""
    rows = (row for row in page.findings if not row["verdict"])
    for row in (*page.articles, *rows):
        said = list(_said(row))
        if said:
            yield f"- {_passage(row)} {page.cite(row)}"
            yield from said


def history(page: Briefing) -> Iterator[str]:
    """What readers did, in order; acts on one passage that were one are one line."""
    rows = (*page.articles, *page.findings, *page.orphans)
    done = [(act["number"], row, act) for row in rows for act in row["history"]]
    done.sort(key=itemgetter(0))
    for _, group in groupby(done, key=lambda one: (one[1]["id"], one[2]["batch"] or one[0])):
        acts = list(group)
        row, first = acts[0][1], acts[0][2]
        when = f"{day(first['time'][:10])}, {first['time'][11:16]} UTC"
        reason = f" ({plain(first['reason'])})" if first["reason"] else ""
        deeds = "; ".join(_deeds(act for _, _, act in acts))
        who = plain(first["by"])
        where = "" if row["record"] == "orphan" else f" {page.cite(row)}"
        yield f"- {when}, {who}: {deeds}{reason}: {_passage(row)}{where}"


def _deeds(acts: Iterable[Row]) -> Iterator[str]:
    for act in acts:
        op, before, after = act["op"], act["before"], act["after"]
        nothing = "unreviewed" if op == "verdict" else "none"
        if op in ("undo", "redo"):
            yield op
        elif op in _FIRST and not before:
            yield _FIRST[op]
        else:
            told = f"{_value(before) or nothing} → {_value(after) or nothing}"
            yield told if op == "verdict" else f"{plain(op)} {told}"


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(plain(str(one)) for one in value)
    return "" if value is None else plain(str(value))


def _passage(row: Row) -> str:
    words = row.get("text") or row.get("quote")
    if words:
        return quoted(words)
    return f"*{plain(row.get('title') or row.get('article') or row['id'])}*"
