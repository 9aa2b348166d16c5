"""What readers said of an article's statements, put into its findings again after any analysis.

An amendment stands at words, not at numbers: it is found by its quoted passage and the words before
and after it.  One whose passage is gone changes nothing; it comes back as `unplaced`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from analysis import actors_data
from analysis import text as texts
from analysis.statements import quotes
from analysis.statements.assemble import kind_of
from store.records import ACTS, Act, Anchor, Article, Findings, QuoteKind, Statement, finding_id

RULE = "reader"
ARTICLE = "(article)"


class Amendment(NamedTuple):
    """One reader's word on one passage; what is None stays as the engine has it.

    `at` is the passage as it stood, `span` the passage that it should be.  `drop` says that nobody
    said it, `add` that it is a statement which the engine missed.
    """

    at: Anchor
    speaker: str | None = None
    act: Act | None = None
    span: Anchor | None = None
    drop: bool = False
    add: bool = False


class Amended(NamedTuple):
    """Findings with the amendments in them, and the amendments whose passage is gone."""

    findings: Findings
    unplaced: tuple[Amendment, ...]


class Suggestion(NamedTuple):
    """A statement whose mention a reader gave another name elsewhere: perhaps here, too."""

    article: str
    statement: str
    mention: str
    speaker: str
    instead_of: str


def told(one: Amendment) -> dict[str, object]:
    """An amendment as the JSON value of its event."""
    value = {
        "at": msgspec.to_builtins(one.at),
        "span": None if one.span is None else msgspec.to_builtins(one.span),
        "speaker": one.speaker,
        "act": one.act,
        "drop": one.drop,
        "add": one.add,
    }
    return {key: item for key, item in value.items() if item not in (None, False)}


def read(value: object) -> Amendment | None:
    """The amendment that the JSON value of an event holds, None when it holds none."""
    if not isinstance(value, Mapping):
        return None
    try:
        at = msgspec.convert(value.get("at"), Anchor)
        span = value.get("span")
        where = None if span is None else msgspec.convert(span, Anchor)
    except msgspec.ValidationError:
        return None
    speaker, act = value.get("speaker"), value.get("act")
    return Amendment(
        at,
        speaker if isinstance(speaker, str) else None,
        next((known for known in ACTS if known == act), None),
        where,
        drop=value.get("drop") is True,
        add=value.get("add") is True,
    )


def apply(article: Article, found: Findings, amendments: Iterable[Amendment]) -> Amended:
    """The findings of an article as its readers amended them, in order of the amendments."""
    unplaced: list[Amendment] = []
    for one in amendments:
        there = place(article.text, one.at)
        changed = None
        if there is not None:
            changed = (
                _added(article, found, one, there)
                if one.add
                else _changed(article, found, one, there)
            )
        if changed is None:
            unplaced.append(one)
        else:
            found = changed
    return Amended(found, tuple(unplaced))


def place(text: str, at: Anchor) -> tuple[int, int] | None:
    """Where an anchor's words stand in a text: of equal passages the one with its surroundings.

    None when the words are gone.  Surroundings that changed do not matter where the words stand
    only once; of several that fit alike the nearest to the old place is taken.
    """
    if not at.quote:
        return None
    if text[at.start : at.end] == at.quote and text[: at.start].endswith(at.prefix):
        return at.start, at.end
    best: tuple[int, int, int] | None = None
    start = text.find(at.quote)
    while start >= 0:
        end = start + len(at.quote)
        fits = text[:start].endswith(at.prefix) + text.startswith(at.suffix, end)
        rank = (fits, -abs(start - at.start), start)
        best = rank if best is None else max(best, rank)
        start = text.find(at.quote, end)
    return None if best is None else (best[2], best[2] + len(at.quote))


def _changed(
    article: Article, found: Findings, one: Amendment, there: tuple[int, int]
) -> Findings | None:
    """Findings with one statement changed or dropped; None when no statement is there."""
    old = _at(found.statements, there)
    if old is None and one.span is not None:  # the engine finds the right passage by now
        there = place(article.text, one.span) or there
        old = _at(found.statements, there)
    if old is None:
        return found if one.drop else None
    if one.drop:
        return _replaced(found, old, None)
    new = old
    if one.span is not None:
        span = place(article.text, one.span)
        if span is None:
            return None
        new = _moved(article, new, span)
    return _replaced(found, old, _said(new, one))


def _added(
    article: Article, found: Findings, one: Amendment, there: tuple[int, int]
) -> Findings | None:
    """Findings with a statement that the engine missed; one that it finds by now is corrected."""
    old = next((s for s in found.statements if (s.start, s.end) == there), None)
    if old is not None:
        return _replaced(found, old, _said(old, one))
    start, end = there
    kind, damaged = _kind(article.text, start, end)
    ident = finding_id(article.id, "s", start, end)
    new = Statement(
        ident, article.id, start, end, article.text[start:end], kind, damaged=damaged
    )  # fmt: skip
    statements = sorted((*found.statements, _said(new, one)), key=lambda s: (s.start, s.end))
    return msgspec.structs.replace(found, statements=tuple(statements))


def _at(statements: Sequence[Statement], there: tuple[int, int]) -> Statement | None:
    """The statement at a span, else the one that shares most of it, half at the least."""
    start, end = there
    best, most = None, (end - start) // 2
    for one in statements:
        if (one.start, one.end) == there:
            return one
        shared = min(end, one.end) - max(start, one.start)
        whole = max(end, one.end) - min(start, one.start)
        if shared > most and 2 * shared > whole:
            best, most = one, shared
    return best


def _said(one: Statement, amendment: Amendment) -> Statement:
    """A statement as its reader has it: sure, and by no rule of the engine."""
    speaker = one.speaker if amendment.speaker is None else amendment.speaker
    kept = amendment.speaker in (None, one.speaker)
    return msgspec.structs.replace(
        one,
        speaker=speaker,
        speakers=one.speakers if kept else (),
        act=amendment.act or one.act,
        realised=one.realised if amendment.act in (None, one.act) else None,
        probable=False,
        confidence=1.0,
        rule=RULE,
    )


def _moved(article: Article, one: Statement, span: tuple[int, int]) -> Statement:
    start, end = span
    kind, damaged = _kind(article.text, start, end)
    return msgspec.structs.replace(
        one,
        id=finding_id(article.id, "s", start, end),
        start=start,
        end=end,
        text=article.text[start:end],
        kind=kind,
        damaged=damaged,
    )


def _kind(text: str, start: int, end: int) -> tuple[QuoteKind, bool]:
    return kind_of(start, end, quotes.find(text, texts.paragraphs(text)), text)


def _replaced(found: Findings, old: Statement, new: Statement | None) -> Findings:
    """Findings with a statement replaced, and with it what demands and claims know of it."""
    ident = None if new is None else new.id
    name = old.speaker if new is None else new.speaker
    voice = ARTICLE if new is None else new.speaker
    statements = []
    for one in found.statements:
        if one.id == old.id:
            statements += [] if new is None else [new]
        elif new is None or one.id != new.id:
            part = ident if one.part_of == old.id else one.part_of
            statements.append(msgspec.structs.replace(one, part_of=part))
    statements.sort(key=lambda s: (s.start, s.end))
    demands = [
        msgspec.structs.replace(
            d, statement=ident, holder=name if d.holder == old.speaker else d.holder
        )
        if d.statement == old.id
        else d
        for d in found.demands
    ]
    claims = [
        msgspec.structs.replace(
            c, statement=ident, asserted_by=voice if c.asserted_by == old.speaker else c.asserted_by
        )
        if c.statement == old.id
        else c
        for c in found.claims
    ]
    return msgspec.structs.replace(
        found, statements=tuple(statements), demands=tuple(demands), claims=tuple(claims)
    )


def suggestions(
    articles: Sequence[Article], found: Mapping[str, Findings], corrected: Statement, was: str
) -> list[Suggestion]:
    """Where the story's other statements have the mention of a corrected one, and its old speaker.

    `corrected` is the statement with the reader's speaker, `was` the speaker of the engine.
    Pronouns mean somebody else in every passage: they suggest nothing.
    """
    texts_of = {article.id: article.text for article in articles}
    alias = _mention(texts_of, corrected)
    if not alias or corrected.mention_kind in ("pronoun", "none"):
        return []
    own = corrected.mention_kind in ("name", "org") and _names(was, alias)
    if own and not _names(corrected.speaker, alias):
        return []
    return [
        Suggestion(one.article, one.id, alias, corrected.speaker, one.speaker)
        for article in articles
        for one in (found[article.id].statements if article.id in found else ())
        if one.id != corrected.id
        and one.rule != RULE
        and one.speaker == was != corrected.speaker
        and _mention(texts_of, one) == alias
    ]


def _names(speaker: str, alias: str) -> bool:
    """Whether the words of a mention are words of a speaker's own name."""
    return set(alias.split()) <= set(actors_data.key(speaker).split())


def _mention(texts_of: Mapping[str, str], one: Statement) -> str:
    text = texts_of.get(one.article, "")
    if one.mention_start is None or one.mention_end is None:
        return ""
    return actors_data.key(text[one.mention_start : one.mention_end])
