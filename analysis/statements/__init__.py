"""Who is reported to have said what, how the engine knows, and how sure it is."""

from __future__ import annotations

from analysis.actors import ActorTable
from store.records import Article, Statement


def extract(article: Article, table: ActorTable) -> tuple[Statement, ...]:
    """The statements of one article in text order."""
    del article, table
    return ()
