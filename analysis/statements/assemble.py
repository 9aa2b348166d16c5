"""The layers put together: an article to its statements."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import islice, pairwise
from typing import Literal

from analysis import actors_data
from analysis import text as texts
from analysis.actors import ActorTable
from analysis.credits import named
from analysis.statements import acts, quotes, speakers
from analysis.statements.carry import HEADED, Collector, Draft
from analysis.statements.confidence import confidence
from analysis.statements.dates import Calendar, Source
from analysis.statements.lexicon import lexicon
from analysis.statements.quotes import Marks
from analysis.statements.tokens import Unit, units
from analysis.text import Sentence
from store.records import Article, QuoteKind, Statement, finding_id

FUTURE = re.compile(r"\b(?:will|would|’ll|'ll|going to|plans? to|to be)\b")
Realised = Literal["no", "claimed"] | None
LONGEST = 3000  # characters of a sentence that is read as one
REACH = 80  # characters between a mention and its cue where "quoted by the daily X" can stand
QUOTED = re.compile(r",? (?:quoted|cited) by ([^,;:.]+),? $")
AUDIENCE = frozenset("reporters reporter journalists journalist press media".split())


def statements(article: Article, table: ActorTable) -> tuple[Statement, ...]:
    """All statements of an article, in text order."""
    text = article.text
    lex = lexicon()
    paragraphs = texts.paragraphs(text)
    marks = quotes.find(text, paragraphs)
    rows = units(text, _story(article), marks.quotes, lex)
    drafts = Collector(text, rows, lex).collect()
    return Finisher(article, table, rows, marks).finish(drafts)


def _story(article: Article) -> list[Sentence]:
    """The sentences of the story itself: boilerplate and subheads cut away."""
    closed = sorted(
        [(r.start, r.end) for r in article.boilerplate]
        + [(s.start, s.end) for s in article.subheads]
    )
    found: list[Sentence] = []
    at = 0
    for sentence in texts.sentences(article.text):
        start, end = sentence.start, sentence.end
        while at < len(closed) and closed[at][1] <= start:
            at += 1
        for first, last in islice(closed, at, None):
            if first >= end:
                break
            if first <= start:
                start = min(end, last)
            else:
                end = first
        if (start, end) == sentence[:2] and end - start <= LONGEST:
            found.append(sentence)
            continue
        span = texts.trim(article.text, start, end)
        if span.start < span.end:
            found += _pieces(article.text, Sentence(span.start, span.end, sentence.paragraph))
    return found


def _pieces(text: str, sentence: Sentence) -> list[Sentence]:
    """A sentence, or stretches of one too long to be prose, so that work stays linear."""
    if sentence.end - sentence.start <= LONGEST:
        return [sentence]
    found = []
    at = sentence.start
    while at < sentence.end:
        stop = min(sentence.end, at + LONGEST)
        space = text.rfind(" ", at + LONGEST // 2, stop) if stop < sentence.end else -1
        stop = space if space > 0 else stop
        found.append(Sentence(at, stop, sentence.paragraph))
        at = stop
    return found


def kind_of(start: int, end: int, marks: Marks, text: str) -> tuple[QuoteKind, bool]:
    """The kind of a span, and whether its marks are damaged."""
    first = bisect_right(marks.quotes, start, key=lambda q: q.end)
    last = bisect_left(marks.quotes, end, key=lambda q: q.start)
    inside = marks.quotes[first:last]
    low = bisect_left(marks.stray, start, key=lambda s: s.start)
    stray = low < len(marks.stray) and marks.stray[low].start < end
    damaged = stray or any(q.damaged for q in inside)
    if not inside and not stray:
        return "indirect", False
    if not inside or inside[0].start > start + 1 or end > inside[-1].end + 1:
        return "mixed", damaged
    covered = all(  # from paragraph to paragraph
        q.open or not text[q.end : after.start].strip() for q, after in pairwise(inside)
    )
    return ("direct" if covered else "mixed"), damaged


class Finisher:
    """Drafts to records: speaker, relay, act, time, kind."""

    def __init__(self, article: Article, table: ActorTable, rows: list[Unit], marks: Marks) -> None:
        """Finish the drafts of `article`, whose units are `rows`."""
        self.article, self.rows, self.marks = article, rows, marks
        self.text = article.text
        self.resolver = speakers.Resolver(article.text, table)
        self.inferred = article.published is not None and article.published.how == "inferred"
        published = article.published.date if article.published else None
        self.calendar = Calendar(published, [s.start for s in article.subheads])

    def finish(self, drafts: list[Draft]) -> tuple[Statement, ...]:
        """The statements of the drafts, in text order, no span twice."""
        found: list[Statement] = []
        seen: set[tuple[int, int]] = set()
        open_: list[tuple[Draft, str]] = []
        noted = 0
        by_unit: dict[int, list[tuple[int, int]]] = {}
        for draft in drafts:
            by_unit.setdefault(draft.unit, []).append((draft.start, draft.end))
        for draft in drafts:
            while noted < len(self.rows) and self.rows[noted].start <= draft.start:
                self.resolver.see(self.rows[noted])
                noted += 1
            if (draft.start, draft.end) in seen or draft.end <= draft.start:
                continue
            seen.add((draft.start, draft.end))
            open_ = [o for o in open_ if o[0].end > draft.start]
            around = next(
                (n for o, n in reversed(open_) if o.start <= draft.cue[0] and draft.end <= o.end),
                None,
            )
            if draft.rule == HEADED and not self._known(draft):
                continue
            who = self.resolver.speaker(draft.mention)
            when = self._when(draft, by_unit[draft.unit])
            open_.append((draft, who.name))
            found.append(self._record(draft, who, around, when))
        return tuple(found)

    def _known(self, draft: Draft) -> bool:
        """Whether the story knows who stands before the colon of a headline; no label, no place."""
        mention = self.text[slice(*draft.mention)] if draft.mention else ""
        actor = self.resolver.actor(mention)
        if actor is None or actor.kind not in ("person", "org", "state"):
            return False
        return actor.kind != "state" or not actor.name.startswith(mention)

    def _when(self, draft: Draft, taken: list[tuple[int, int]]) -> tuple[str | None, Source | None]:
        lead = ""
        if draft.mention and draft.mention[1] < draft.cue[0] <= draft.mention[1] + 60:
            lead = self.text[draft.mention[1] : draft.cue[0]]
        unit = self.rows[draft.unit]
        day, known = self.calendar.when(unit, taken, draft.cue[0], lead)
        if day and self.inferred and day[:4] not in self.text[unit.start : unit.end]:
            return day, "inferred"  # a weekday is as sure as the day it is read against
        return day, known

    def _relay(self, draft: Draft, who: str, around: str | None) -> str | None:
        """Who passes the statement on: an outer speaker, a medium named as source or addressed."""
        if around is not None:
            return around if around != who else None
        if draft.relay:
            relay = self.text[slice(*draft.relay)]
            return named(relay) or self.resolver.name_of(relay)
        if draft.mention:
            quoting = QUOTED.search(self.text[draft.mention[1] : draft.cue[0]][:REACH])
            quoted_by = named(quoting.group(1)) if quoting else ""
            if quoted_by:
                return quoted_by
        if draft.to:
            mention = self.text[slice(*draft.to)]
            if addressed := named(mention):
                return addressed
            actor = self.resolver.actor(mention)
            words = mention.lower().split()
            last = words[-1] if words else ""
            medium = actor is not None and actor.kind == "medium"
            if medium or (last in actors_data.words().media and last not in AUDIENCE):
                return self.resolver.name_of(mention)
        return None

    def _record(
        self,
        draft: Draft,
        who: speakers.Speaker,
        around: str | None,
        when: tuple[str | None, Source | None],
    ) -> Statement:
        text, article = self.text, self.article
        content = text[draft.start : draft.end]
        kind, damaged = kind_of(draft.start, draft.end, self.marks, text)
        if draft.unmarked:
            kind, damaged = "direct", True
        act = acts.act_of(draft.act, content, direct=kind == "direct")
        realised: Realised = None
        if act == "announce":
            realised = "no" if FUTURE.search(content) else "claimed"
        mention = draft.mention or (None, None)
        return Statement(
            id=finding_id(article.id, "s", draft.start, draft.end),
            article=article.id,
            start=draft.start,
            end=draft.end,
            text=content,
            kind=kind,
            speaker=who.name,
            speakers=who.names if len(who.names) > 1 else (),
            mention_start=mention[0],
            mention_end=mention[1],
            mention_kind=who.kind,
            cue=text[slice(*draft.cue)],
            cue_start=draft.cue[0],
            cue_end=draft.cue[1],
            relayed_by=self._relay(draft, who.name, around),
            when=when[0],
            when_source=when[1],
            act=act,
            realised=realised,
            confidence=confidence(draft.rule),
            rule=draft.rule,
            damaged=damaged,
            probable=who.probable,
            nested=around is not None,
            part_of=finding_id(article.id, "s", *draft.part) if draft.part else None,
        )
