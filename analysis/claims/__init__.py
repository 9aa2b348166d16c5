"""Claims: passages that the world can prove true or false, and which of them disagree."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import msgspec

from analysis.actors import ActorTable
from analysis.claims import grouping, naming, status
from analysis.claims.alike import Member
from analysis.claims.asking import Asked, Named, ask, asked_in
from analysis.claims.extraction import Extractor
from analysis.claims.grouping import salient
from analysis.claims.lexicon import lexicon
from analysis.claims.voices import Voices
from store.records import Article, Claim, ClaimGroup, Findings, Statement


@functools.cache
def deeds_told() -> frozenset[str]:
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
    return tuple(Extractor(article, Voices(statements, deeds_told()), table).run())


def group(
    articles: Sequence[Article], found: Sequence[Findings]
) -> tuple[tuple[ClaimGroup, ...], list[Findings]]:
    """Groups of claims that answer one question, and the findings with `group` filled in.

    `found` holds the findings of `articles` in the same order.
    """
    groups, keys = grouped(ask(articles, found))
    return tuple(groups), [_filled(item, own) for item, own in zip(found, keys, strict=True)]


class Grouped(NamedTuple):
    """Groups of claims, and for each article those that its claims are in, one after the other.

    Both may lie in a file.
    """

    groups: Sequence[ClaimGroup]
    keys: Sequence[Sequence[str]]


def grouped(asked: Asked) -> Grouped:
    """All groups of the claims."""
    groups = list[ClaimGroup]()
    keys = list(each_grouped(asked, groups.append))
    return Grouped(tuple(groups), keys)


def each_grouped(asked: Asked, keep: Callable[[ClaimGroup], object]) -> Iterator[tuple[str, ...]]:
    """What `Grouped.keys` are, once `keep` was given each group: none stays in memory here."""
    taken = dict[str, int]()
    names, counts = list[str](), list[int]()
    for one in asked.named:
        names.append(one.name)
        counts.append(one.claims)
    told, groups = grouping.groups(asked)
    slugs = [""] * len(told)
    for numbers in groups:
        members = [told[number] for number in numbers]
        key = naming.slug(members)
        taken[key] = taken.get(key, 0) + 1
        key = key if taken[key] == 1 else f"{key}-{taken[key]}"
        for number in numbers:
            slugs[number] = key
        keep(_judged(key, members, names))
    ends = list(accumulate(counts, initial=0))
    return (tuple(slugs[start:end]) for start, end in pairwise(ends))


def _judged(key: str, members: Sequence[Member], names: Sequence[str]) -> ClaimGroup:
    """A group with its status; `names` are those of the articles."""
    state, note = status.judge(members, lambda member: names[member.article])
    return ClaimGroup(
        group=key,
        title=naming.title(members),
        ids=tuple(member.claim.id for member in members),
        values=status.values(members),
        status=state,
        note=note,
    )


def _filled(item: Findings, groups: Sequence[str]) -> Findings:
    told = zip(item.claims, groups, strict=True)
    claims = tuple(msgspec.structs.replace(claim, group=group) for claim, group in told)
    return msgspec.structs.replace(item, claims=claims)


__all__ = [
    "Asked",
    "Grouped",
    "Member",
    "Named",
    "ask",
    "asked_in",
    "deeds_told",
    "each_grouped",
    "extract",
    "group",
    "grouped",
    "salient",
]
