"""The three boards of a briefing: demands ledger, claims, statements by actor."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from store.exports.briefing import OPEN, ORDER, Briefing, figure
from store.exports.markdown_text import count, day, followed, listed, plain, quoted, verdict
from store.exports.provenance import Row
from store.records import ClaimGroup

FULL, WEAKER = "●", "◐"
_DATED = re.compile(r"\d")
Days = list[tuple[str, list[tuple[Row, list[Row]]]]]
OWN_VOICE = "(article)"
ANSWERS = {
    "rejected": "rejected", "counter-offer": "counter-offer", "assurance": "assurance given",
    "conceded": "conceded",
}  # fmt: skip


def demands(page: Briefing) -> Iterator[str]:
    """The ledger, demand by article, then each demand in its wordings with the answers to it.

    What only one article tells and no catalogue knows follows as a list.
    """
    all_of_them = [(plain(name), rows) for name, rows in ordered_demands(page)]
    ordered = [(name, rows) for name, rows in all_of_them if _shared(page, rows)]
    yield from _ledger(page, ordered)
    others = [row for _, rows in all_of_them if not _shared(page, rows) for row in rows]
    if others:
        yield ""
        yield "### Told by one article only"
        yield ""
        yield from (_wording(page, row, same) for row, same in page.once(others))
    yield from _answers(page)


def _shared(page: Briefing, rows: list[Row]) -> bool:
    """Whether the catalogue knows a demand or several articles tell it."""
    return rows[0]["demand"] in page.titles or len({row["article_id"] for row in rows}) > 1


def _ledger(page: Briefing, ordered: list[tuple[str, list[Row]]]) -> Iterator[str]:
    if not ordered:
        return
    numbers = range(1, len(page.articles) + 1)
    yield f"| Demand | {' | '.join(f'[{number}]' for number in numbers)} |"
    yield f"|---|{':-:|' * len(page.articles)}"
    for name, rows in ordered:
        yield f"| {name} | {' | '.join(_ledger_cells(page, rows))} |"
    yield ""
    yield f"{FULL} in the full meaning, {WEAKER} in weaker words, blank: not in this article."
    for name, rows in ordered:
        yield ""
        yield f"### {name}"
        yield ""
        yield from (_wording(page, row, same) for row, same in page.once(rows))


def ordered_demands(page: Briefing) -> list[tuple[str, list[Row]]]:
    """Names and rows of the demands: those of the catalogue in its order, then the others."""
    kinds: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in page.demands:
        kinds[row["demand"], row["name"] if row["demand"] == "other" else ""].append(row)
    order = list(page.titles)

    def place(rows: list[Row]) -> tuple[bool, int, int]:
        key = rows[0]["demand"]
        return key == "other", order.index(key) if key in page.titles else len(order), -len(rows)

    return [(_name(rows), rows) for rows in sorted(kinds.values(), key=place)]


def _name(rows: list[Row]) -> str:
    name: str = rows[0]["demand_title"]
    name = name if " " in name else name.replace("-", " ")
    return name[:1].upper() + name[1:]


def _ledger_cells(page: Briefing, rows: list[Row]) -> list[str]:
    full = {row["article_id"] for row in rows if not row["weaker"]}
    held = {row["article_id"] for row in rows}
    return [
        FULL if row["id"] in full else WEAKER if row["id"] in held else " " for row in page.articles
    ]


def _wording(page: Briefing, row: Row, same: list[Row]) -> str:
    sides = plain(row["holder"]) or "holder not named"
    if row["target"]:
        sides += f" → {plain(row['target'])}"
    return _line(page, row, same, f"{quoted(row['text'])} — {sides}")


class Answer(NamedTuple):
    """How demands were met: in which way, by whom, in which words; which demands, told where."""

    response: str
    by: str
    text: str
    demands: list[str]
    rows: list[Row]


def answers(page: Briefing) -> list[Answer]:
    """Each answer once, with all the demands that it meets and all the rows that tell it."""
    told: dict[tuple[str, str, str], Answer] = {}
    for name, rows in ordered_demands(page):
        for row in rows:
            for met in row["responses"]:
                key = met["response"], met["by"], met["text"]
                answer = told.setdefault(key, Answer(*key, [], []))
                answer.rows.append(row)
                if name not in answer.demands:
                    answer.demands.append(name)
    return list(told.values())


def _answers(page: Briefing) -> Iterator[str]:
    """The answers by the demands that they meet: those that meet most come first."""
    by_demands: dict[tuple[str, ...], list[Answer]] = defaultdict(list)
    for answer in answers(page):
        by_demands[tuple(answer.demands)].append(answer)
    if not by_demands:
        return
    yield ""
    yield "### How they were answered"
    for names in sorted(by_demands, key=len, reverse=True):
        yield ""
        yield f"To {listed([f'*{plain(name)}*' for name in names])}:"
        yield ""
        for answer in by_demands[names]:
            who = f" by {plain(answer.by)}" if answer.by else ""
            met = f"{ANSWERS[answer.response].capitalize()}{who}"
            yield f"- {met}: {quoted(answer.text)} {page.cite_all(answer.rows)}"


def claims(page: Briefing) -> Iterator[str]:
    """Claims that answer one question together, with why they agree or do not; then the rest."""
    if not page.claims:
        return
    by_id = {row["id"]: row for row in page.claims}
    grouped: set[str] = set()
    for group in sorted(page.groups, key=lambda group: ORDER.index(group.status)):
        rows = [by_id[one] for one in group.ids if one in by_id]
        if group.status == "single" or not rows:
            continue
        grouped.update(row["id"] for row in rows)
        yield from _claim_group(page, group, rows)
    rest = [row for row in page.claims if row["id"] not in grouped]
    if rest:
        yield ""
        yield "### Told by one source only"
        yield ""
        yield from _claim_lines(page, rest)


def _claim_group(page: Briefing, group: ClaimGroup, rows: list[Row]) -> Iterator[str]:
    yield ""
    yield f"### {plain(group.title)}"
    yield ""
    yield page.status(group)
    yield ""
    by_value = camps(rows) if group.status in OPEN else []
    if not by_value:
        yield from _claim_lines(page, rows)
    for value, held in by_value:
        yield f"- *{plain(value)}*"
        yield from (f"  {line}" for line in _claim_lines(page, held))


def camps(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    """Claims that cannot all be true, by what they say; [] where that is not words.

    Those that say it without reserve come first.
    """
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["value"] or (figure(row) if row["quantity"] is not None else "")].append(row)
    if len(found) < 2 or any(_DATED.search(row["value"]) for row in rows):
        return []
    plainly = found.pop("", [])
    named = list(found.items())
    return [("said without reserve", plainly), *named] if plainly else named


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
    for name, many, days in by_actor(page):
        yield ""
        yield f"### {plain(name) or 'Speaker not named'} ({count(many, 'statement')})"
        for when, said in days:
            yield ""
            if when:
                yield f"*{when}*"
                yield ""
            yield from (_line(page, row, same, _said(row)) for row, same in said)


def by_actor(page: Briefing) -> Iterator[tuple[str, int, Days]]:
    """Each actor, how many statements, and these by the day: those with most to say first."""
    spoken: dict[str, list[tuple[Row, list[Row]]]] = defaultdict(list)
    for row, same in page.once(page.statements):
        spoken[row["speaker"] or ""].append((row, same))
    for name in sorted(spoken, key=lambda name: (not name, -len(spoken[name]), name)):
        said = sorted(spoken[name], key=lambda pair: pair[0]["when"] or "9999")
        days: dict[str, list[tuple[Row, list[Row]]]] = defaultdict(list)
        for row, same in said:
            inferred = " (inferred)" if row["when_source"] == "inferred" else ""
            days[day(row["when"]) + inferred if row["when"] else ""].append((row, same))
        undated = days.pop("", [])
        told = list(days.items())
        if undated:
            told.append(("day not told" if told else "", undated))
        yield name, len(said), told


def _said(row: Row) -> str:
    head = []
    if row["act"] != "statement":
        head.append(row["act"])
    if row["probable"]:
        head.append("probable speaker")
    lead = f"*{', '.join(head)}:* " if head else ""
    relay = f", relayed by {plain(row['relayed_by'])}" if row["relayed_by"] else ""
    others = [plain(name) for name in row.get("speakers", []) if name != row["speaker"]]
    together = f", with {listed(others)}" if others else ""
    words = quoted(row["text"]) if row["kind"] == "direct" else plain(row["text"])
    return lead + followed(words, together + relay)


def _line(page: Briefing, row: Row, same: list[Row], body: str) -> str:
    held = verdict(row)
    return f"- {body} {page.cite_all(same)}{' ' + held if held else ''}"
