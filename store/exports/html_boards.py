"""The boards of the HTML report: summary, verdicts, demands grid, claims, statements, sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from store.exports.briefing import OPEN, ORDER, STATUS, Briefing
from store.exports.briefing_findings import (
    ANSWERS,
    OWN_VOICE,
    Answer,
    answers,
    by_actor,
    camps,
    ordered_demands,
)
from store.exports.html_text import bullets, cite, cites, link, quote, text, verdict
from store.exports.markdown_text import GLYPHS, count, day, listed
from store.exports.provenance import Row, actor_of, told
from store.records import VERDICTS, ClaimGroup


def verdicts(page: Briefing) -> Iterator[str]:
    """What was judged, by verdict, with reasons and evidence."""
    judged = [row for row in page.findings if row["verdict"] and not row["inherited"]]
    for held in VERDICTS:
        rows = [row for row in judged if row["verdict"] == held]
        if rows:
            name = held.replace("-", " ").capitalize()
            yield f"<h3>{GLYPHS[held]} {name} ({len(rows)})</h3>"
            yield bullets(_judged(page, row) for row in rows)


def _judged(page: Briefing, row: Row) -> str:
    evidence = bullets(f"Evidence: {link(item)}" for item in row["evidence"])
    note = f"<p>{text(row['note'])}</p>" if row["note"] else ""
    who = "the article’s own voice" if actor_of(row) == OWN_VOICE else text(actor_of(row))
    return (
        f"{quote(row['text'])} — {who or 'speaker not named'} {cites(page, [row])}{note}{evidence}"
        f'<p class="small">{text(told(row["history"]))}</p>'
    )


def demands(page: Briefing) -> Iterator[str]:
    """The grid, demand by article with the exact words, then how each was answered."""
    kinds = ordered_demands(page)
    if not kinds:
        return
    heads = "".join(
        f'<th scope="col">{cite(number)}</th>' for number in range(1, len(page.articles) + 1)
    )
    yield (
        '<div class="scroll" tabindex="0" role="region" aria-label="Demands by article">'
        f'<table class="grid"><thead><tr><th scope="col">Demand</th>{heads}</tr></thead><tbody>'
    )
    for name, rows in kinds:
        cells = "".join(_cell(rows, article["id"]) for article in page.articles)
        yield f'<tr><th scope="row">{text(name)}</th>{cells}</tr>'
    yield "</tbody></table></div>"
    by_demands: dict[tuple[str, ...], list[Answer]] = defaultdict(list)
    for answer in answers(page):
        by_demands[tuple(answer.demands)].append(answer)
    if by_demands:
        yield "<h3>How they were answered</h3>"
    for names in sorted(by_demands, key=len, reverse=True):
        yield f"<p>To {listed([f'<em>{text(name)}</em>' for name in names])}:</p>"
        yield bullets(_answer(page, answer) for answer in by_demands[names])


def _cell(rows: list[Row], article: str) -> str:
    here = [row for row in rows if row["article_id"] == article]
    if not here:
        return '<td class="absent">not in this article</td>'
    wordings = "".join(
        f"<p>{quote(row['text'])} <span class='small'>{text(row['holder'] or 'holder not named')}"
        f"{' → ' + text(row['target']) if row['target'] else ''}"
        f"{'; in weaker words' if row['weaker'] else ''}</span>{verdict(row)}</p>"
        for row in here
    )
    return f"<td>{wordings}</td>"


def _answer(page: Briefing, answer: Answer) -> str:
    who = f" by {text(answer.by)}" if answer.by else ""
    met = f"{ANSWERS[answer.response].capitalize()}{who}"
    return f"{met}: {quote(answer.text)} {cites(page, answer.rows)}"


def claims(page: Briefing) -> Iterator[str]:
    """Claims that answer one question together, with why they agree or not; then the rest."""
    by_id = {row["id"]: row for row in page.claims}
    grouped: set[str] = set()
    for group in sorted(page.groups, key=lambda group: ORDER.index(group.status)):
        rows = [by_id[one] for one in group.ids if one in by_id]
        if group.status != "single" and rows:
            grouped.update(row["id"] for row in rows)
            yield f'<h3 class="status {group.status}">{text(group.title)}</h3>'
            yield f"<p>{status(page, group)}</p>"
            by_value = camps(rows) if group.status in OPEN else []
            for value, held in by_value:
                yield f"<p><em>{text(value)}</em></p>{bullets(_claims(page, held))}"
            if not by_value:
                yield bullets(_claims(page, rows))
    rest = [row for row in page.claims if row["id"] not in grouped]
    if rest:
        yield f"<details><summary>Told by one source only ({len(rest)})</summary>"
        yield bullets(_claims(page, rest)) + "</details>"


def status(page: Briefing, group: ClaimGroup) -> str:
    """Whether the answers of a group agree, with the reason."""
    reason = text(page.reason(group)).rstrip(".")
    return STATUS[group.status].replace("**", "") + (f": {reason}." if reason else ".")


def _claims(page: Briefing, rows: list[Row]) -> Iterator[str]:
    for row, same in page.once(rows):
        who = voice(row)
        when = f", {text(day(row['when']))}" if row["when"] else ""
        yield f"{quote(row['text'])} — {who}{when} {cites(page, same)}{verdict(row)}"


def voice(row: Row) -> str:
    """Who asserts a claim."""
    if row["asserted_by"] == OWN_VOICE:
        return "the article’s own voice"
    return text(row["asserted_by"]) or "unknown"


def statements(page: Briefing) -> Iterator[str]:
    """Statements by actor, those with most to say first, each in order of time."""
    for name, many, days in by_actor(page):
        yield f"<h3>{text(name) or 'Speaker not named'} ({count(many, 'statement')})</h3>"
        for when, said in days:
            yield f'<p class="small">{text(when)}</p>' if when else ""
            yield bullets(_said(page, row, same) for row, same in said)


def _said(page: Briefing, row: Row, same: list[Row]) -> str:
    head = [row["act"]] if row["act"] != "statement" else []
    head += ["probable speaker"] if row["probable"] else []
    lead = f"<em>{', '.join(head)}:</em> " if head else ""
    relay = f", relayed by {text(row['relayed_by'])}" if row["relayed_by"] else ""
    others = [text(name) for name in row.get("speakers", []) if name != row["speaker"]]
    together = f", with {listed(others)}" if others else ""
    words = row["text"]
    if (together or relay) and words[-2:-1] == ",":
        words = words[:-2] + words[-1]
    words = quote(words) if row["kind"] == "direct" else text(words)
    return f"{lead}{words}{together}{relay} {cites(page, same)}{verdict(row)}"


def notes(page: Briefing) -> Iterator[str]:
    """Notes and tags of articles and findings."""
    rows = [row for row in (*page.articles, *page.findings) if row["note"] or row["tags"]]
    items = []
    for row in rows:
        if row["inherited"]:
            continue
        about = quote(row["text"]) if "text" in row else text(row["title"] or row["article"])
        where = row["article_id"] if "article_id" in row else row["id"]
        tags = "".join(f' <span class="tag">{text(tag)}</span>' for tag in row["tags"])
        note = f"<p>{text(row['note'])}</p>" if row["note"] else ""
        items.append(f"{about} {cite(page.numbers[where])}{tags}{note}")
    yield bullets(items)
    gone = [
        f"{quote(row['quote'] or row['id'])}: {text(row['verdict'] or 'noted')}."
        f" {text(row['note'])}"
        for row in page.orphans
    ]
    if gone:
        yield "<h3>Judged passages that are no longer found</h3>" + bullets(gone)


def sources(page: Briefing) -> Iterator[str]:
    """The articles with all that is needed to find and check them."""
    yield "<ol>"
    for number, row in enumerate(page.articles, 1):
        published = row["published"]
        facts = [text(row["outlet"]), *map(text, row["agencies"]), text(row["article"])]
        if published:
            how = {"stated": "", "caption": " (from a caption)", "inferred": " (inferred)"}
            facts.append(text(day(published["date"])) + how[published["how"]])
        if row["source"] != row["article"]:
            facts.append(link(row["source"]))
        notices = "".join(f"<p>{text(notice)}</p>" for notice in row["notices"])
        yield (
            f'<li id="source-{number}"><strong>{text(row["title"] or row["article"])}</strong><br>'
            f"{', '.join(filter(None, facts))}<br>"
            f'<span class="small">SHA-256 <code>{row["sha256"]}</code></span>{notices}</li>'
        )
    yield "</ol>"
