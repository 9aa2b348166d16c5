"""All that is known of one finding, in words: what it is, how it was found, what readers did."""

from __future__ import annotations

from typing import NamedTuple

from store import corrections
from store.records import Article, Claim, Demand, Event, Statement, Verdict
from tui import claim_facts, rules, theme
from tui.board import with_labels
from tui.session import Finding, Session
from tui.wording import ACT_WORDS, OWN_VOICE, STATUS_WORDS, day, in_words, quoted, with_unit

MENTIONS = {
    "name": "by name",
    "org": "as an organisation",
    "nominal": "by a role or description",
    "pronoun": "by a pronoun",
    "none": "",
}
KINDS = {"direct": "direct quotation", "indirect": "reported speech", "mixed": "partly quoted"}
REALISED = {"yes": "it happened", "no": "it did not happen", "claimed": "it is claimed to happen"}
MOST_OTHERS = 12


class Fact(NamedTuple):
    """A label and what is known; `verdict` gives it that verdict's style."""

    label: str
    text: str
    verdict: Verdict | None = None


def facts(session: Session, finding: Finding) -> list[list[Fact]]:
    """Sections of facts: the finding, how it was found, elsewhere, the readers' review, history."""
    if isinstance(finding, Statement):
        own = _statement(session, finding)
    elif isinstance(finding, Demand):
        own = _demand(session, finding)
    else:
        own = _claim(session, finding)
    sections = [
        own,
        _engine(session, finding),
        _compared(session, finding),
        _elsewhere(session, finding),
        _review(session, finding),
        _history(session, finding),
    ]
    return [section for section in sections if section]


def _statement(session: Session, item: Statement) -> list[Fact]:
    article = session.article_by_id.get(item.article)
    who = ", ".join(item.speakers) if len(item.speakers) > 1 else item.speaker
    found = [Fact("speaker", who + (", probably" if item.probable else "") if who else "unknown")]
    mention = _words(article, item.mention_start, item.mention_end)
    if mention:
        how = MENTIONS.get(item.mention_kind, "")
        found.append(Fact("named as", f"{quoted(mention)}, {how}" if how else quoted(mention)))
    else:
        found.append(
            Fact("named as", "nowhere near: the speaker is inferred" if who else "not named")
        )
    cue = _words(article, item.cue_start, item.cue_end) or item.cue
    found.append(Fact("cue", quoted(cue) if cue else "none: found by its form alone"))
    kind = KINDS.get(item.kind, item.kind)
    found.append(Fact("form", kind + (", quotation marks damaged" if item.damaged else "")))
    if item.act != "statement":
        said = ACT_WORDS.get(item.act, item.act)
        realised = f"; {REALISED[item.realised]}" if item.realised else ""
        found.append(Fact("act", f"{said}{realised}"))
    found.append(Fact("relayed by", item.relayed_by or "nobody: the article itself reports it"))
    found.append(Fact("when", _when(item.when, item.when_source)))
    outer = session.finding_by_id.get(item.part_of or "")
    if outer is not None:
        found.append(Fact("part of", quoted(outer.text)))
    elif item.nested:
        found.append(Fact("part of", "another statement"))
    return found


def _when(when: str | None, source: str | None) -> str:
    if not when:
        return "not known"
    shown = day(when, year=True)
    return f"{shown}, inferred from the context" if source == "inferred" else f"{shown}, stated"


def _demand(session: Session, item: Demand) -> list[Fact]:
    titles = dict(session.story.demand_titles)
    title = titles.get(item.demand) or in_words(item.name or item.demand)
    weaker = f"{theme.DEMAND_WEAKER} weaker wording: less than the full demand"
    found = [
        Fact("demand", title if item.demand == "other" else f"{title} ({item.demand})"),
        Fact("holder", item.holder or "unknown"),
        Fact("target", item.target or "unknown"),
        Fact("strength", weaker if item.weaker else f"{theme.DEMAND_FULL} full meaning"),
    ]
    for answer in item.responses:
        where = answer.article or item.article
        place = f" ({session.label(where)})" if where != item.article else ""
        by = f" by {answer.by}" if answer.by else ""
        found.append(Fact("answer", f"{answer.response}{by}{place}: {quoted(answer.text)}"))
    if not item.responses:
        found.append(Fact("answer", "none found"))
    return [*found, *_within(session, item.statement)]


def _claim(session: Session, item: Claim) -> list[Fact]:
    own = item.asserted_by == OWN_VOICE
    found = [Fact("says", "the article itself" if own else item.asserted_by)]
    rows = (
        ("value", with_unit(item)),
        ("bound", f"{item.bound} {quoted(item.qualifier) if item.qualifier else ''}".strip()),
        ("subject", item.subject),
        ("scope", item.scope),
        ("relayed by", claim_facts.relay(session, item)),
        ("speaks of", claim_facts.listed(session, claim_facts.about(session, item), MOST_OTHERS)),
        ("said of it", claim_facts.listed(session, claim_facts.doubts(session, item), MOST_OTHERS)),
        ("when", day(item.when, year=True)),
    )
    found += [Fact(label, text) for label, text in rows if text]
    return [*found, *_within(session, item.statement)]


def _compared(session: Session, item: Finding) -> list[Fact]:
    """The question that a claim answers, whether its values agree, and the other ones."""
    group = session.group_by_claim.get(item.id)
    if group is None:
        return []
    members = (session.finding_by_id.get(ident) for ident in group.ids)
    claims = [claim for claim in members if isinstance(claim, Claim)]
    reason = with_labels(session, group.note, claims)
    status = STATUS_WORDS.get(group.status, group.status)
    found = [
        Fact("question", in_words(group.title or group.group)),
        Fact("the values", f"{status}: {reason}" if reason else status),
    ]
    rest = [claim for claim in claims if claim.id != item.id]
    for other in rest[:MOST_OTHERS]:
        who = "" if other.asserted_by == OWN_VOICE else f", {other.asserted_by}"
        said = with_unit(other) or quoted(other.text)
        found.append(Fact("", f"{session.label(other.article)}: {said}{who}"))
    if len(rest) > MOST_OTHERS:
        found.append(Fact("", f"and {len(rest) - MOST_OTHERS} more: see Claims (6)"))
    return found


def _within(session: Session, statement: str | None) -> list[Fact]:
    found = session.finding_by_id.get(statement or "")
    if not isinstance(found, Statement):
        return []
    return [Fact("within", f"what {found.speaker or 'somebody'} says: {quoted(found.text)}")]


def _engine(session: Session, item: Finding) -> list[Fact]:
    article = session.article_by_id.get(item.article)
    name = article.name if article else ""
    words = rules.in_words(item)
    return [
        Fact("found by", words or item.rule or "a rule without a name"),
        Fact("confidence", rules.sureness(item)),
        *([Fact("rule", item.rule)] if words else []),
        Fact("place", f"{name}, characters {item.start}–{item.end}"),
        Fact("id", item.id),
    ]


def _elsewhere(session: Session, item: Finding) -> list[Fact]:
    """The same passage in copies, and the same utterance in other words."""
    found: list[Fact] = []
    same = [i for i in session.occurrences.get(item.id, ()) if i != item.id]
    copies = [session.finding_by_id[i].article for i in same if i in session.finding_by_id]
    if copies:
        labels = " ".join(session.label(article) for article in copies)
        found.append(Fact("also in", f"{labels}, the same passage in a copy"))
    for ident in session.variants.get(item.id, ()):
        other = session.finding_by_id.get(ident)
        if other is not None and ident != item.id and ident not in same:
            found.append(
                Fact("also worded", f"{session.label(other.article)}: {quoted(other.text)}")
            )
    return found


def _review(session: Session, item: Finding) -> list[Fact]:
    review = session.review(item.id)
    glyph = theme.verdict_glyph(review)
    shown = f"{glyph} {review.verdict or 'unreviewed: nobody has judged it yet'}"
    if review.inherited and review.verdict:
        shown += ", inherited from a copy; mark it to confirm"
    if review.verdict and review.by:
        shown += f", by {review.by}" + (f", {_moment(review.time)}" if review.time else "")
    found = [Fact("verdict", shown, review.verdict)]
    if review.note:
        found.append(Fact("note", review.note))
    if review.tags:
        found.append(Fact("tags", ", ".join(review.tags)))
    found += [Fact("evidence", evidence) for evidence in review.evidence]
    return found


def _history(session: Session, item: Finding) -> list[Fact]:
    events = session.workspace.events(item.id)
    return [
        Fact("history" if number == 0 else "", _event(event)) for number, event in enumerate(events)
    ]


def _event(event: Event) -> str:
    before, after = _value(event.before), _value(event.after)
    known = before == after or event.op == "correct"
    change = after if known else f"{before} → {after}"
    reason = f", because {event.reason}" if event.reason else ""
    return f"{_moment(event.time)}  {event.op}: {change}, by {event.by}{reason}"


def _value(value: object) -> str:
    if isinstance(value, dict):
        return corrections.in_words(value)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    return str(value) if value not in (None, "") else "none"


def _moment(time: str) -> str:
    """A UTC time in few cells: "21 Nov 2026 23:40 UTC"."""
    clock = time[11:16]
    return f"{day(time, year=True)} {clock} UTC" if clock else day(time, year=True)


def _words(article: Article | None, start: int | None, end: int | None) -> str:
    if article is None or start is None or end is None:
        return ""
    return article.text[start:end]
