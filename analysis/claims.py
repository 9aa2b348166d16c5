"""Claims: passages that the world can prove true or false, and which of them disagree."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.actors import ActorTable
from store.records import Article, Claim, ClaimGroup, Findings, Statement


def extract(
    article: Article, statements: Sequence[Statement], table: ActorTable
) -> tuple[Claim, ...]:
    """The claims of one article in text order, ungrouped."""
    del article, statements, table
    return ()


def group(
    articles: Sequence[Article], found: Sequence[Findings]
) -> tuple[tuple[ClaimGroup, ...], list[Findings]]:
    """Groups of claims that answer one question, and the findings with `group` filled in."""
    del articles
    return (), list(found)
