"""The whole story as plain text: sources, demands, claims, statements, as a mail could carry it.

Lines are at most 78 columns; glyphs are those of the app and every one is also said in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from store.records import Claim, ClaimGroup, CopyLink, Demand, Statement
from tui.display import line
from tui.glyphs import DEMAND_FULL, DEMAND_WEAKER, VERDICT_GLYPHS, verdict_glyph
from tui.prose import WIDTH, count, day, heading, quoted, wrapped

if TYPE_CHECKING:
    from tui.session import Finding, Session

STATUS = {
    "agree": "the values agree",
    "lower-bounds-differ": "lower bounds differ; they do not contradict each other",
    "conflict": "conflict: the values cannot all be true",
    "disputed": "disputed by an actor of the story",
    "source-differs": "the same value from different sources",
    "single": "one article only",
}


def compose(session: Session, title: str = "") -> str:
    """The digest of everything that the session's workspace holds, ending in a line feed."""
    parts = [
        _head(session, title),
        _sources(session),
        _demands(session),
        _claims(session),
        _statements(session),
    ]
    lines: list[str] = []
    for part in parts:
        body = list(part)
        if body:
            lines += [*body, ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _head(session: Session, title: str) -> Iterator[str]:
    yield heading(title or "The story")
    if not session.articles:
        yield "No articles yet. Add some: wirecopy add SOURCE..."
        return
    kinds = [item.id[:1] for item in session.finding_by_id.values()]
    counts = [
        count(len(session.articles), "article"),
        f"{session.independent()} not copied from one another",
        count(kinds.count("s"), "statement"),
        count(kinds.count("d"), "demand"),
        count(kinds.count("c"), "claim"),
    ]
    yield wrapped(", ".join(counts) + ".")
    tally = session.tally()
    marked = [
        f"{tally[verdict]} {(verdict or 'unreviewed').replace('-', ' ')}"
        for verdict in (*[key for key in VERDICT_GLYPHS if key], None)
        if tally[verdict]
    ]
    yield wrapped("Marked: " + ", ".join(marked) + ".") if marked else "Nothing to mark."
    glyphs = [
        f"{glyph} {(verdict or 'unreviewed').replace('-', ' ')}"
        for verdict, glyph in VERDICT_GLYPHS.items()
    ]
    yield wrapped("Signs: " + ", ".join(glyphs) + "; in brackets: inherited from a copy.")


def _sources(session: Session) -> Iterator[str]:
    if not session.articles:
        return
    yield heading("Sources")
    for number, family in enumerate(session.families(), 1):
        if len(family) > 1:
            yield f"{number}. {len(family)} copies of one text"
        for article in family:
            first = f"{number}. " if len(family) == 1 else "   "
            yield from _source(session, article, first)
    shared = [link for link in session.story.links if link.relation != "copy"]
    copied = [link for link in session.story.links if link.relation == "copy"]
    for title, links in (("Copies, why:", copied), ("Shared passages:", shared)):
        if links:
            yield title
            yield from (_link(session, link) for link in links)


def _source(session: Session, article_id: str, first: str) -> Iterator[str]:
    article = session.article_by_id[article_id]
    label = session.label(article_id)
    indent = " " * (len(first) + len(label) + 2)
    yield wrapped(article.title or article.name, f"{first}{label}  ", indent)
    facts = [article.outlet, ", ".join(article.agencies)]
    if article.published:
        how = "" if article.published.how == "stated" else f" ({article.published.how})"
        facts.append(day(article.published.date) + how)
    facts.append(article.name)
    yield wrapped("; ".join(fact for fact in facts if fact), indent)
    for notice in article.notices:
        yield wrapped("note: " + notice.text, indent)


def _link(session: Session, link: CopyLink) -> str:
    pair = f"{session.label(link.left)} and {session.label(link.right)}"
    why = link.why or f"{link.shared_words} words in common"
    return wrapped(f"{pair}: {why}", "   ", "      ")


def _demands(session: Session) -> Iterator[str]:
    rows: dict[tuple[str, str], list[Demand]] = {}
    for demand in session.demands():
        rows.setdefault((demand.demand, demand.name), []).append(demand)
    if not rows:
        return
    yield heading("Demands")
    ordered = sorted(rows.items(), key=lambda row: row[0][0] == "other")
    yield from _ledger(session, ordered)
    for (key, name), demands in ordered:
        yield ""
        held = {item.article for item in demands}
        absent = [session.label(item.id) for item in session.articles if item.id not in held]
        yield wrapped(name or key)
        for demand in demands:
            yield from _demand(session, demand)
        if absent:
            yield wrapped("not in " + ", ".join(absent), "   ")


def _ledger(
    session: Session, rows: Sequence[tuple[tuple[str, str], list[Demand]]]
) -> Iterator[str]:
    """The demand x article table, in blocks of as many articles as fit."""
    yield f"{DEMAND_FULL} as the catalogue has it, {DEMAND_WEAKER} weaker wording, blank: not there"
    labels = [(item.id, session.label(item.id)) for item in session.articles]
    cell = max(len(label) for _, label in labels) + 1
    side = 30
    block = max(1, (WIDTH - side) // cell)
    for start in range(0, len(labels), block):
        part = labels[start : start + block]
        yield (" " * side + "".join(label.rjust(cell) for _, label in part)).rstrip()
        for (key, name), demands in rows:
            full = {item.article for item in demands if not item.weaker}
            held = {item.article for item in demands}
            cells = "".join(
                (DEMAND_FULL if i in full else DEMAND_WEAKER if i in held else "").rjust(cell)
                for i, _ in part
            )
            yield (line(name or key, side - 2).ljust(side) + cells).rstrip()


def _demand(session: Session, demand: Demand) -> Iterator[str]:
    sign = DEMAND_WEAKER if demand.weaker else DEMAND_FULL
    lead = f"   {sign} {session.label(demand.article)} {_verdict(session, demand.id)} "
    below = " " * 9
    yield quoted(demand.text, lead, below)
    facts = f"{demand.holder or 'unknown'} → {demand.target or 'unknown'}"
    weaker = "; weaker wording" if demand.weaker else ""
    yield wrapped(f"{facts}{weaker}; {demand.id}", below)
    for answer in demand.responses:
        where = session.label(answer.article) if answer.article else ""
        place = f" in {where}" if where and answer.article != demand.article else ""
        by = f" by {answer.by}" if answer.by else ""
        yield quoted(answer.text, f"{below}answered{place}: {answer.response}{line(by)}: ", below)
    yield from _remarks(session, demand, below)


def _verdict(session: Session, finding: str) -> str:
    return verdict_glyph(session.review(finding))


def _remarks(session: Session, finding: Finding, below: str) -> Iterator[str]:
    """What a reader wrote: the verdict in words, note, tags, evidence."""
    review = session.review(finding.id)
    if review.verdict:
        by = f" by {review.by}" if review.by else ""
        inherited = ", inherited from a copy" if review.inherited else ""
        yield wrapped(f"{review.verdict.replace('-', ' ')}{inherited}{by}", below)
    if review.note:
        yield wrapped("note: " + review.note, below)
    if review.evidence:
        yield wrapped("evidence: " + "; ".join(review.evidence), below)
    if review.tags:
        yield wrapped("tags: " + ", ".join(review.tags), below)


def _claims(session: Session) -> Iterator[str]:
    claims = {key: item for key, item in session.finding_by_id.items() if isinstance(item, Claim)}
    if not claims:
        return
    yield heading("Claims")
    grouped: set[str] = set()
    for group in session.story.claim_groups:
        members = [claims[key] for key in group.ids if key in claims]
        grouped.update(group.ids)
        if members:
            yield from _claim_group(session, group, members)
    alone = [item for key, item in claims.items() if key not in grouped]
    if alone:
        yield "Of their own"
        for claim in alone:
            yield from _claim(session, claim)


def _claim_group(session: Session, group: ClaimGroup, members: Iterable[Claim]) -> Iterator[str]:
    values = f": {', '.join(group.values)}" if group.values else ""
    yield wrapped(f"{group.title or group.group}{values}")
    yield wrapped(group.note or STATUS[group.status], "   ")
    for claim in members:
        yield from _claim(session, claim)


def _claim(session: Session, claim: Claim) -> Iterator[str]:
    lead = f"   {session.label(claim.article)} {_verdict(session, claim.id)} "
    below = " " * 9
    yield quoted(claim.text, lead, below)
    voice = "the article's own voice" if claim.asserted_by == "(article)" else claim.asserted_by
    when = f", {day(claim.when)}" if claim.when else ""
    yield wrapped(f"{voice}{when}; {claim.id}", below)
    yield from _remarks(session, claim, below)


def _statements(session: Session) -> Iterator[str]:
    said = [item for item in session.finding_by_id.values() if isinstance(item, Statement)]
    if not said:
        return
    yield heading("Statements")
    shown: set[str] = set()
    date: str | None = "-"
    actor = "-"
    for item in sorted(said, key=lambda found: (found.when or "9999", found.speaker or "~")):
        if item.id in shown:
            continue
        if item.when != date:
            date, actor = item.when, "-"
            yield day(date) if date else "No date"
        if item.speaker != actor:
            actor = item.speaker
            names = ", ".join(item.speakers) or actor or "Speaker unknown"
            yield wrapped(names, "  ")
        printed = session.occurrences.get(item.id, (item.id,))
        shown.update(printed)
        yield from _statement(session, item, printed)


def _statement(session: Session, item: Statement, printed: Sequence[str]) -> Iterator[str]:
    lead = f"   {session.label(item.article)} {_verdict(session, item.id)} "
    below = " " * 9
    yield (
        quoted(item.text, lead, below) if item.kind == "direct" else wrapped(item.text, lead, below)
    )
    found = session.finding_by_id
    copies = [session.label(found[i].article) for i in printed if i in found and i != item.id]
    facts: list[str] = [item.act, item.kind]
    if item.relayed_by:
        facts.append(f"relayed by {item.relayed_by}")
    if item.probable:
        facts.append("speaker probable")
    if item.when_source == "inferred":
        facts.append("day inferred")
    if item.damaged:
        facts.append("quotation marks damaged")
    if copies:
        facts.append("also in " + ", ".join(copies))
    others = [found[i] for i in session.variants.get(item.id, ()) if i in found]
    renderings = sorted({session.label(o.article) for o in others if o.id not in printed})
    if renderings:
        facts.append("in other words in " + ", ".join(renderings))
    yield wrapped("; ".join([*facts, item.id]), below)
    yield from _remarks(session, item, below)
