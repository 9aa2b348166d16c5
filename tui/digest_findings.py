"""The findings of the digest: the demands ledger, the claims board, statements by day and actor.

What copies print in the same words stands once, with the labels and ids of all its printings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from store.contract import subjects
from store.records import Claim, Demand, Review
from tui import board, claim_facts, feed, ledger
from tui.display import line
from tui.glyphs import DEMAND_FULL, DEMAND_WEAKER, verdict_glyph
from tui.prose import WIDTH, heading, quoted, wrapped
from tui.wording import ACT_WORDS, long_day

if TYPE_CHECKING:
    from tui.session import Finding, Session

BELOW = " " * 9
SIDE = 34
MOST = 6


def demands(session: Session) -> Iterator[str]:
    """The ledger as a table, then every demand with its wordings, holders and answers."""
    rows = ledger.build(session)
    if not rows:
        return
    yield heading("Demands")
    yield from _table(session, rows)
    for row in rows:
        yield ""
        yield wrapped(row.title if row.key in ("other", row.title) else f"{row.title} ({row.key})")
        for printed in _printings(session, row.demands()):
            yield from _demand(session, printed)
        yield from _answers(session, row.demands())
        absent = [session.label(item.id) for item in session.articles if item.id not in row.cells]
        if absent:
            yield wrapped("not in " + " ".join(absent), "   ")


def _table(session: Session, rows: Sequence[ledger.LedgerRow]) -> Iterator[str]:
    """Demand by article, in blocks of as many articles as fit."""
    yield f"{DEMAND_FULL} full meaning, {DEMAND_WEAKER} weaker wording, blank: not in this article"
    labels = [(item.id, session.label(item.id)) for item in session.articles]
    cell = max(len(label) for _, label in labels) + 1
    block = max(1, (WIDTH - SIDE) // cell)
    for start in range(0, len(labels), block):
        part = labels[start : start + block]
        yield (" " * SIDE + "".join(label.rjust(cell) for _, label in part)).rstrip()
        for row in rows:
            signs = "".join(_sign(row.cells.get(article, ())).rjust(cell) for article, _ in part)
            yield (line(row.title, SIDE - 2).ljust(SIDE) + signs).rstrip()


def _sign(cell: Iterable[Demand]) -> str:
    found = [demand.weaker for demand in cell]
    if not found:
        return ""
    return DEMAND_WEAKER if all(found) else DEMAND_FULL


def _printings(session: Session, found: Sequence[Demand]) -> list[list[Demand]]:
    """Demands that are the same passage in copies, together, in the order of the first."""
    home: dict[str, list[Demand]] = {}
    groups: list[list[Demand]] = []
    for demand in found:
        same = session.occurrences.get(demand.id, ())
        group = next((home[ident] for ident in same if ident in home), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(demand)
        home[demand.id] = group
    return groups


def _demand(session: Session, printed: Sequence[Demand]) -> Iterator[str]:
    first = printed[0]
    sign = DEMAND_WEAKER if first.weaker else DEMAND_FULL
    yield quoted(first.text, f"   {sign} {_lead(session, printed)}", BELOW)
    weaker = "; weaker wording" if first.weaker else ""
    facts = f"{first.holder or 'unknown'} → {first.target or 'unknown'}{weaker}"
    yield wrapped(f"{facts}; {_where(session, printed)}", BELOW)
    yield from written(session.review(first.id), BELOW)


def _answers(session: Session, found: Iterable[Demand]) -> Iterator[str]:
    """Every answer to a demand once, with the articles that report it."""
    articles: dict[tuple[str, str, str], list[str]] = {}
    for demand in found:
        for answer in demand.responses:
            labels = articles.setdefault((answer.response, answer.by, answer.text), [])
            label = session.label(answer.article or demand.article)
            labels += [] if label in labels else [label]
    for (response, by, text), labels in articles.items():
        lead = f"{response} by {by}" if by else response
        yield wrapped(f"answer: {lead}; {' '.join(labels)}", "   ", BELOW)
        yield quoted(text, BELOW)


def claims(session: Session) -> Iterator[str]:
    """Every question, why its answers agree or differ, and who answers what."""
    questions = board.build(session)
    if not questions:
        return
    yield heading("Claims")
    for number, question in enumerate(questions):
        if number:
            yield ""
        status = f": {question.status}" if question.status else ""
        yield wrapped(f"{question.title}{status}")
        if question.reason:
            yield wrapped(question.reason.partition(": ")[0], "   ")
        for value in question.values:
            yield from _value(session, value)


def _value(session: Session, value: board.Value) -> Iterator[str]:
    claim = value.claim
    told = _beyond(value.shown, claim.text)
    shown = f"{told}, " if told else ""
    day = claim_facts.when(session, claim)
    when = f", {day}" if day else ""
    who = board.speaker(claim) or "the article itself"
    others = subjects(claim, session.group_by_claim.get(claim.id))
    about = "; about what others say here" if others else ""
    texts: dict[str, list[Claim]] = {}
    for one in value.claims:
        texts.setdefault(line(one.text), []).append(one)
    yield wrapped(f"{shown}{who}{when}{about}", f"   {_lead(session, value.claims)}", BELOW)
    for text, printed in texts.items():
        named = _labels(session, printed)
        labels = f"{' '.join(named)}; " if len(texts) > 1 and len(named) <= MOST else ""
        yield quoted(text, BELOW, tail=f"{labels}{_where(session, printed)}")
    yield from written(session.review(claim.id), BELOW)


def _beyond(shown: str, text: str) -> str:
    """What a value says beyond the words of its claim: of "It was followed by ...: 50" the "50"."""
    title, colon, said = shown.rpartition(": ")
    head = line(title or shown).removesuffix("…").strip().casefold()
    if not line(text).strip('“”"').casefold().startswith(head):
        return shown
    return said if colon else ""


def statements(session: Session) -> Iterator[str]:
    """What was said, by day, then by actor, each utterance once."""
    days: list[tuple[feed.Day, dict[str, list[feed.Utterance]]]] = []
    for row in feed.build(session):
        if isinstance(row, feed.Day):
            days.append((row, {}))
        else:
            item = row.statement
            who = ", ".join(item.speakers) or item.speaker or "Speaker unknown"
            days[-1][1].setdefault(who, []).append(row)
    if days:
        yield heading("Statements")
    for number, (when, actors) in enumerate(days):
        if number:
            yield ""
        yield wrapped(long_day(when.when) if when.when else "Day not known")
        for who, rows in actors.items():
            yield wrapped(who, "  ")
            for row in rows:
                yield from _utterance(session, row)


def _utterance(session: Session, row: feed.Utterance) -> Iterator[str]:
    item = row.statement
    printed = [session.finding_by_id[ident] for ident in row.printings]
    lead = f"   {_lead(session, printed)}"
    shown = quoted if item.kind == "direct" else wrapped
    yield shown(item.text, lead, BELOW)
    facts = [item.kind, ACT_WORDS[item.act]]
    facts.append(f"relayed by {item.relayed_by}" if item.relayed_by else "")
    facts.append("speaker probable" if item.probable else "")
    facts.append("day inferred" if item.when_source == "inferred" else "")
    facts.append("quotation marks damaged" if item.damaged else "")
    facts.append(f"part of {item.part_of}" if item.part_of else "")
    facts.append("the same in other words as above" if row.again else "")
    facts.append(_where(session, printed))
    yield wrapped("; ".join(fact for fact in facts if fact), BELOW)
    yield from written(session.review(item.id), BELOW)


def _lead(session: Session, printed: Sequence[Finding]) -> str:
    """The verdict and the articles that print it: "✓ 000 003  "."""
    labels = _labels(session, printed)
    named = " ".join(labels) if len(labels) <= MOST else f"{labels[0]} +{len(labels) - 1}"
    return f"{verdict_glyph(session.review(printed[0].id))} {named}  "


def _where(session: Session, printed: Iterable[Finding]) -> str:
    """The ids of a finding's printings, after the articles that the lead had no room for."""
    found = list(printed)
    labels = _labels(session, found)
    named = f"in {' '.join(labels)}; " if len(labels) > MOST else ""
    return named + " ".join(item.id for item in found)


def _labels(session: Session, printed: Iterable[Finding]) -> list[str]:
    return list(dict.fromkeys(session.label(item.article) for item in printed))


def written(review: Review, indent: str) -> Iterator[str]:
    """What a reader made of something: the verdict in words, note, evidence, tags."""
    if review.verdict:
        inherited = ", inherited from a copy" if review.inherited else ""
        by = f" by {review.by}" if review.by else ""
        yield wrapped(f"{review.verdict.replace('-', ' ')}{by}{inherited}", indent)
    if review.note:
        yield wrapped("note: " + review.note, indent)
    if review.evidence:
        yield wrapped("evidence: " + "; ".join(review.evidence), indent)
    if review.tags:
        yield wrapped("tags: " + ", ".join(review.tags), indent)
