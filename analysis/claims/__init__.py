"""Claims: passages that the world can prove true or false, and which of them disagree."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import msgspec

from analysis.actors import ActorTable
from analysis.claims import grouping, naming, status
from analysis.claims.extraction import Extractor
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
    """The claims of one article in text order, ungrouped; pure and linear in the text's length.

    `statements` give the voices: a claim inside one is asserted by its speaker, who is canonical
    already; `table` names who gives a figure in the narration ("the mayor put the toll at 96").
    """
    return tuple(Extractor(article, Voices(statements, _deeds()), table).run())


def group(
    articles: Sequence[Article], found: Sequence[Findings]
) -> tuple[tuple[ClaimGroup, ...], list[Findings]]:
    """Groups of claims that answer one question, and the findings with `group` filled in.

    `found` holds the findings of `articles` in the same order.
    """
    result, slugs = list[ClaimGroup](), dict[str, str]()
    taken: dict[str, int] = {}
    names = [article.name for article in articles]
    for members in grouping.groups(articles, found):
        key = naming.slug(members)
        taken[key] = taken.get(key, 0) + 1
        key = key if taken[key] == 1 else f"{key}-{taken[key]}"
        slugs.update((member.claim.id, key) for member in members)
        state, note = status.judge(members, lambda member: names[member.article])
        result.append(
            ClaimGroup(
                group=key,
                title=naming.title(members),
                ids=tuple(member.claim.id for member in members),
                values=status.values(members),
                status=state,
                note=note,
            )
        )
    return tuple(result), [_filled(item, slugs) for item in found]


def _filled(item: Findings, slugs: dict[str, str]) -> Findings:
    claims = tuple(msgspec.structs.replace(c, group=slugs.get(c.id, "")) for c in item.claims)
    return msgspec.structs.replace(item, claims=claims)
