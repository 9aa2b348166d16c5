"""The three boards of a briefing: demands ledger, claims, statements by actor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from store.exports.briefing import STATUS, Briefing
from store.exports.markdown_text import count, day, listed, plain, quoted, verdict
from store.exports.provenance import Row
from store.records import ClaimGroup

FULL, WEAKER = "●", "◐"
OWN_VOICE = "(article)"
ANSWERS = {
    "rejected": "rejected", "counter-offer": "counter-offer", "assurance": "assurance given",
    "conceded": "conceded",
}  # fmt: skip


def demands(page: Briefing) -> Iterator[str]:
    """The ledger, demand by article, then each demand in its wordings with the answers to it."""
    if not page.demands:
        return
    kinds: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in page.demands:
        kinds[row["demand"], row["name"] if row["demand"] == "other" else ""].append(row)
    ordered = sorted(kinds.values(), key=lambda rows: (rows[0]["demand"] == "other", -len(rows)))
    yield "## Demands"
    yield ""
    numbers = range(1, len(page.articles) + 1)
    yield f"| Demand | {' | '.join(f'[{number}]' for number in numbers)} |"
    yield f"|---|{':-:|' * len(page.articles)}"
    for rows in ordered:
        yield f"| {_name(rows)} | {' | '.join(_ledger_cells(page, rows))} |"
    yield ""
    yield f"{FULL} in the full meaning, {WEAKER} in weaker words, blank: not in this article."
    for rows in ordered:
        yield ""
        yield f"### {_name(rows)}"
        yield ""
        for row in rows:
            yield from _demand(page, row)


def _name(rows: list[Row]) -> str:
    return plain(rows[0]["name"] or rows[0]["demand"])


def _ledger_cells(page: Briefing, rows: list[Row]) -> list[str]:
    full = {row["article_id"] for row in rows if not row["weaker"]}
    held = {row["article_id"] for row in rows}
    return [
        FULL if row["id"] in full else WEAKER if row["id"] in held else " " for row in page.articles
    ]


def _demand(page: Briefing, row: Row) -> Iterator[str]:
    sides = plain(row["holder"]) or "holder not named"
    if row["target"]:
        sides += f" → {plain(row['target'])}"
    yield _line(page, row, [row], f"{quoted(row['text'])} — {sides}")
    for answer in row["responses"]:
        by = f" by {plain(answer['by'])}" if answer["by"] else ""
        yield f"  - {ANSWERS[answer['response']].capitalize()}{by}: {quoted(answer['text'])}"


def claims(page: Briefing) -> Iterator[str]:
    """Claims that answer one question together, with why they agree or do not; then the rest."""
    if not page.claims:
        return
    by_id = {row["id"]: row for row in page.claims}
    yield "## Claims"
    grouped: set[str] = set()
    for group in page.groups:
        rows = [by_id[one] for one in group.ids if one in by_id]
        grouped.update(row["id"] for row in rows)
        yield from _claim_group(page, group, rows)
    rest = [row for row in page.claims if row["id"] not in grouped]
    if rest:
        yield ""
        yield f"### {'Other claims' if grouped else 'Found'}"
        yield ""
        yield from _claim_lines(page, rest)


def _claim_group(page: Briefing, group: ClaimGroup, rows: list[Row]) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield f"### {plain(group.title)}"
    yield ""
    note = f" {plain(group.note)}" if group.note else ""
    status = STATUS[group.status]
    yield f"{status[:1].upper()}{status[1:]}.{note}"
    yield ""
    yield from _claim_lines(page, rows)


def _claim_lines(page: Briefing, rows: list[Row]) -> Iterator[str]:
    for row, same in page.once(rows):
        voice = row["asserted_by"]
        who = "the article’s own voice" if voice == OWN_VOICE else plain(voice) or "unknown"
        when = f", {day(row['when'])}" if row["when"] else ""
        yield _line(page, row, same, f"{quoted(row['text'])} — {who}{when}")


def statements(page: Briefing) -> Iterator[str]:
    """Statements by actor, those with most to say first, each in order of time."""
    if not page.statements:
        return
    spoken: dict[str, list[tuple[Row, list[Row]]]] = defaultdict(list)
    for row, same in page.once(page.statements):
        spoken[row["speaker"] or ""].append((row, same))
    yield "## Statements by actor"
    for name in sorted(spoken, key=lambda name: (not name, -len(spoken[name]), name)):
        said = spoken[name]
        said.sort(key=lambda pair: pair[0]["when"] or "9999")
        yield ""
        yield f"### {plain(name) or 'Speaker not named'} ({count(len(said), 'statement')})"
        yield ""
        for row, same in said:
            yield _line(page, row, same, _said(row))


def _said(row: Row) -> str:
    head = []
    if row["when"]:
        head.append(day(row["when"]) + (" (inferred)" if row["when_source"] == "inferred" else ""))
    if row["act"] != "statement":
        head.append(row["act"])
    if row["probable"]:
        head.append("probable speaker")
    lead = f"*{', '.join(head)}:* " if head else ""
    relay = f", relayed by {plain(row['relayed_by'])}" if row["relayed_by"] else ""
    others = [plain(name) for name in row.get("speakers", []) if name != row["speaker"]]
    together = f", with {listed(others)}" if others else ""
    return f"{lead}{quoted(row['text'])}{together}{relay}"


def _line(page: Briefing, row: Row, same: list[Row], body: str) -> str:
    held = verdict(row)
    return f"- {body} {page.cite_all(same)}{' ' + held if held else ''}"
