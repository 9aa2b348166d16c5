"""The layers put together: an article to its statements."""

from __future__ import annotations

from typing import NamedTuple

from analysis import text as texts
from analysis.actors import ActorTable
from analysis.statements import quotes, speakers
from analysis.statements.frames import Found, Reader
from analysis.statements.lexicon import lexicon
from analysis.statements.quotes import Marks
from analysis.statements.tokens import Unit, units
from store.records import Article, QuoteKind, Statement, finding_id


class Draft(NamedTuple):
    """A statement in article offsets, before its speaker is known by name."""

    start: int
    end: int
    mention: tuple[int, int] | None
    cue: tuple[int, int]
    lemma: str
    act: str
    rule: str
    confidence: float
    paragraph: int
    relay: tuple[int, int] | None = None
    part: tuple[int, int] | None = None
    damaged: bool = False


def statements(article: Article, table: ActorTable) -> tuple[Statement, ...]:
    """All statements of an article, in text order."""
    text = article.text
    lex = lexicon()
    paragraphs = texts.paragraphs(text)
    marks = quotes.find(text, paragraphs)
    rows = units(text, texts.sentences(text), marks.quotes, lex)
    closed = [(r.start, r.end) for r in article.boilerplate]
    rows = [u for u in rows if not any(a <= u.start and u.end <= b for a, b in closed)]
    drafts = collect(text, rows, marks)
    return finish(article, table, rows, drafts, marks)


def collect(text: str, rows: list[Unit], marks: Marks) -> list[Draft]:
    """The drafts of all units, free-standing quotations included."""
    lex = lexicon()
    drafts: list[Draft] = []
    colon: Draft | None = None
    last: Draft | None = None
    last_paragraph = -9
    for unit in rows:
        found = Reader(unit, lex).read()
        made = [_draft(unit, item) for item in found]
        relays = [d for d in made if d.rule == "relay"]
        made = [d for d in made if d.rule != "relay"]
        opens = next((d for d, f in zip(made, found, strict=False) if f.colon), None)
        made = [d for d in made if d.rule != "colon" or d.end > d.start and d is not opens]
        if relays and made:
            made[-1] = made[-1]._replace(relay=relays[-1].mention)
        taken = [(d.start, d.end) for d in made]
        for index, quote in sorted(unit.quotes.items()):
            if any(a < quote.end and quote.start < b for a, b in taken):
                continue
            if index == 0 and colon is not None and unit.paragraph <= colon.paragraph + 1:
                made.append(
                    colon._replace(
                        start=quote.start, end=quote.end, rule="colon", paragraph=unit.paragraph
                    )
                )
                continue
            free = index == 0 and unit.tags.rstrip(".") == "q"
            if free and last is not None and last_paragraph >= unit.paragraph - 1:
                made.append(
                    last._replace(
                        start=quote.start,
                        end=quote.end,
                        rule="carried quote",
                        part=last.part or (last.start, last.end),
                        paragraph=unit.paragraph,
                        confidence=0.8,
                        act="statement",
                    )
                )
        colon = opens
        made.sort()
        drafts += made
        direct = [d for d in made if "q" in unit.tags or d.rule == "that"]
        if direct:
            last, last_paragraph = direct[-1], unit.paragraph
        elif made:
            last, last_paragraph = made[-1], unit.paragraph
    return drafts


def _draft(unit: Unit, item: Found) -> Draft:
    """A found statement in article offsets."""
    tokens = unit.tokens
    start = tokens[item.start].start
    end = tokens[item.end - 1].end if item.end > item.start else start
    mention = None
    if item.mention is not None:
        mention = (tokens[item.mention.start].start, tokens[item.mention.end - 1].end)
    cue = (tokens[item.cue[0]].start, tokens[item.cue[1] - 1].end)
    return Draft(
        start, end, mention, cue, item.lemma, item.act, item.rule, item.confidence, unit.paragraph
    )


def kind_of(text: str, start: int, end: int, marks: Marks) -> tuple[QuoteKind, bool]:
    """The kind of a span, and whether its marks are damaged."""
    inside = [q for q in marks.quotes if q.start < end and start < q.end]
    stray = [s for s in marks.stray if start <= s.start < end]
    damaged = bool(stray) or any(q.damaged for q in inside)
    if not inside and not stray:
        return "indirect", False
    covered = any(q.start <= start + 1 and end <= q.end + 1 for q in inside)
    return ("direct" if covered else "mixed"), damaged


def finish(
    article: Article, table: ActorTable, rows: list[Unit], drafts: list[Draft], marks: Marks
) -> tuple[Statement, ...]:
    """Drafts to records: kind, speaker, relay, act."""
    resolver = speakers.Resolver(article.text, table)
    found: list[Statement] = []
    seen: set[tuple[int, int]] = set()
    outer: list[tuple[Draft, str]] = []
    pending = iter(rows)
    unit = next(pending, None)
    for draft in drafts:
        while unit is not None and unit.start <= draft.start:
            resolver.see(unit)
            unit = next(pending, None)
        if (draft.start, draft.end) in seen or draft.end <= draft.start:
            continue
        seen.add((draft.start, draft.end))
        outer = [o for o in outer if o[0].end > draft.start]
        around = next(
            (n for o, n in reversed(outer) if o.start <= draft.cue[0] and draft.end <= o.end), None
        )
        who = resolver.speaker(draft.mention)
        relay = resolver.name_of(article.text[slice(*draft.relay)]) if draft.relay else None
        if around is not None:
            relay = around if around != who.name else None
        outer.append((draft, who.name))
        found.append(_record(article, draft, marks, who, relay, nested=around is not None))
    return tuple(found)


def _record(
    article: Article,
    draft: Draft,
    marks: Marks,
    who: speakers.Speaker,
    relay: str | None,
    *,
    nested: bool,
) -> Statement:
    text = article.text
    mention = draft.mention or (None, None)
    kind, damaged = kind_of(text, draft.start, draft.end, marks)
    part = finding_id(article.id, "s", *draft.part) if draft.part else None
    return Statement(
        id=finding_id(article.id, "s", draft.start, draft.end),
        article=article.id,
        start=draft.start,
        end=draft.end,
        text=text[draft.start : draft.end],
        kind=kind,
        speaker=who.name,
        speakers=who.names if len(who.names) > 1 else (),
        mention_start=mention[0],
        mention_end=mention[1],
        mention_kind=who.kind,
        cue=text[slice(*draft.cue)],
        cue_start=draft.cue[0],
        cue_end=draft.cue[1],
        relayed_by=relay,
        act=draft.act,  # type: ignore[arg-type]
        confidence=draft.confidence,
        rule=draft.rule,
        damaged=damaged or draft.damaged,
        probable=who.probable,
        nested=nested,
        part_of=part,
    )
