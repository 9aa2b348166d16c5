"""Findings of many articles to what holds across them: copies, groups, variants, answers.

Articles and findings are gone through one by one, so that they may lie in a file: each join is
given the part of the findings that it reads, and keeps no more than that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar, cast

import msgspec

from analysis import claims, copies, variants
from analysis.actors import ActorTable
from analysis.claims import Named
from analysis.demands import across
from store.records import Article, ClaimGroup, CopyLink, Demand, Findings, QuoteVariant, Story

T = TypeVar("T")


class Begin(Protocol):
    """Starts function(*given), perhaps in another process; called, it gives the result."""

    def __call__(self, function: Callable[..., T], /, *given: Any) -> Callable[[], T]:
        """What gives the result."""


class Joined(Mapping[str, Findings]):
    """Findings by article id, with the claim groups and the answers that other articles add."""

    def __init__(
        self,
        ids: Sequence[str],
        found: Sequence[Findings],
        demands: Mapping[str, tuple[Demand, ...]],
        groups: Sequence[Sequence[str]],
    ) -> None:
        """`ids` of the articles, their findings, demands where they changed, groups of claims."""
        self._number = {ident: number for number, ident in enumerate(ids)}
        self._found, self._demands, self._groups = found, demands, groups

    def __getitem__(self, article: str) -> Findings:
        number = self._number[article]
        return self._whole(self._found[number], self._groups[number])

    def _whole(self, own: Findings, groups: Sequence[str]) -> Findings:
        replace = msgspec.structs.replace
        return replace(
            own,
            demands=self._demands.get(own.article, own.demands),
            claims=tuple(
                replace(claim, group=group) for claim, group in zip(own.claims, groups, strict=True)
            ),
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._number)

    def __len__(self) -> int:
        return len(self._number)


def story(
    articles: Sequence[Article],
    found: Sequence[Findings],
    table: ActorTable,
    links: tuple[CopyLink, ...],
    named: Sequence[Named],
    grouped: Callable[[], claims.Grouped],
    begin: Begin,
) -> tuple[Story, Joined]:
    """What holds across articles, and the findings with what other articles add to them.

    `found` are the findings of the articles in their order, `table` and `links` are of the
    articles; `named` is what each names, `grouped` gives the groups of their claims; `begin`
    starts the joins that need nothing of the others.  Where the groups lie in a file the story has
    them from there.
    """
    same = begin(_rendered, articles, found, links)
    ids = [article.id for article in articles]
    answers = begin(_answered, found, table, named)
    quotes, occurrences = same()
    demands = answers()
    groups, keys = grouped()
    whole = Story(
        links=links,
        copies=copies.groups(articles, links),
        claim_groups=cast("tuple[ClaimGroup, ...]", groups),
        quote_variants=quotes,
        occurrences=occurrences,
        actors=table.actors,
    )
    return whole, Joined(ids, found, demands, keys)


def _rendered(
    articles: Sequence[Article], found: Sequence[Findings], links: tuple[CopyLink, ...]
) -> tuple[tuple[QuoteVariant, ...], tuple[tuple[str, ...], ...]]:
    """Statements that render one utterance, and findings that are one finding in copies."""
    return variants.join(articles, found), copies.occurrences(articles, found, links)


def _answered(
    found: Iterable[Findings], table: ActorTable, named: Sequence[Named]
) -> dict[str, tuple[Demand, ...]]:
    """The demands of articles to which others add something, by article id."""
    asked = [demands_of(item) for item in found]
    about = dict(zip((item.article for item in asked), claims.salient(named), strict=True))
    told = zip(asked, across.link(asked, table, about), strict=True)
    return {one.article: other.demands for one, other in told if one.demands != other.demands}


def demands_of(item: Findings) -> Findings:
    """As much of the findings as answers are found in: demands, and statements that are an act."""
    acts = tuple(said for said in item.statements if said.act != "statement")
    return Findings(item.article, acts, item.demands)
