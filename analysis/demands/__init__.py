"""Demands: what one side wants another to do or stop, in any wording, and how it was met."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.actors import ActorTable
from analysis.catalogue import Catalogue, Meaning, classify, folded
from analysis.demands import answers
from analysis.demands.drafts import Draft
from analysis.demands.find import drafts
from analysis.demands.lexicon import words
from analysis.demands.parties import PRONOUNS, Parties, Party
from analysis.demands.story import Story
from analysis.demands.tokens import DETERMINERS, PREPOSITIONS
from analysis.demands.voice import Utterances
from store.records import Article, Demand, Statement, finding_id

NAME_WORDS = 4
NEXT_SENTENCE = re.compile(r"[^.!?\n]{0,80}[.!?]”?\s")
"""What lies between a demand and the pronoun that opens the next sentence."""


def extract(
    article: Article, statements: Sequence[Statement], table: ActorTable, catalogue: Catalogue
) -> tuple[Demand, ...]:
    """The demands of an article in text order, each with its answers.

    `statements` are those of the same article; a demand whose statement was missed is found from
    its sentence alone.  A demand that means no entry of the catalogue has the key "other" and a
    name made of its own words; without anybody who holds it, it is left out.
    """
    utterances = Utterances(statements)
    story = Story(article)
    parties = Parties(article.text, utterances, table)
    found: list[Demand] = []
    told: set[tuple[int, int]] = set()
    for draft in drafts(article, story, utterances):
        last = found[-1] if found else None
        item, clear = _demand(article, draft, parties, utterances, catalogue, last)
        found.append(item)
        told |= {draft.span} if clear else set()
    held = [item for item in found if item.holder or item.demand != "other"]
    return answers.link(article, story, _apart(held), statements, parties, catalogue, told)


def _goes_on(article: Article, draft: Draft, last: Demand | None, parties: Parties) -> Party | None:
    """The holder of the demand in the sentence before, where "it also wants" goes on with it."""
    if last is None or draft.holder is None or not last.holder:
        return None
    first, past = draft.holder
    sort = PRONOUNS.get(article.text[first:past].casefold(), "")
    if sort not in {"person", "body"} or not NEXT_SENTENCE.fullmatch(article.text, last.end, first):
        return None
    holder = parties.named(last.holder)
    person = holder.actor is not None and holder.actor.kind == "person"
    return holder if person == (sort == "person") else None


def _demand(
    article: Article,
    draft: Draft,
    parties: Parties,
    utterances: Utterances,
    catalogue: Catalogue,
    last: Demand | None,
) -> tuple[Demand, bool]:
    """The demand of a draft, and whether its sentence says who must act."""
    start, end = draft.span
    wording = article.text[start:end]
    goes_on = _goes_on(article, draft, last, parties)
    holder = goes_on or parties.holder(draft)
    target = parties.target(draft, holder)
    meaning = classify(catalogue, wording, holder.names())
    clear = bool(target.name) and target.name != holder.name
    if meaning is None and not target.name:
        target = parties.owner(start, end)
        target = target if target.name else parties.accused(draft.cue[0])
    said = utterances.cued(*draft.cue) or utterances.around(start, end)
    item = Demand(
        id=finding_id(article.id, "d", start, end),
        article=article.id,
        start=start,
        end=end,
        text=wording,
        demand=meaning.entry.key if meaning else "other",
        name="" if meaning else name_of(wording),
        holder=holder.name,
        target=_target(target, holder, meaning),
        statement=said.id if said else None,
        weaker=bool(meaning and meaning.weaker),
        confidence=draft.confidence if meaning is None else min(0.95, draft.confidence + 0.1),
        rule=f"demand-{draft.rule}",
    )
    return item, clear


def _target(target: Party, holder: Party, meaning: Meaning | None) -> str:
    """Who must act: as the sentence says, else as the entry says; never the holder itself."""
    if target.name and target.name != holder.name:
        return target.name
    return meaning.entry.target if meaning else ""


def _apart(found: Sequence[Demand]) -> list[Demand]:
    """The demands in text order without a second one of the same span."""
    once = {(item.start, item.end): item for item in reversed(found)}
    return sorted(once.values(), key=lambda item: (item.start, item.end))


def name_of(wording: str) -> str:
    """A short name for a demand of no entry: its first words of meaning, joined by hyphens."""
    barred = words("auxiliary") | DETERMINERS | PREPOSITIONS | {"and", "or", "be", "as", "than"}
    content = [word for word in re.split(r"[\s]+", folded(wording)) if word and word not in barred]
    return "-".join(content[:NAME_WORDS]) or "demand"


__all__ = ["extract", "name_of"]
