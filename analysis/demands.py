"""Demands: what one side wants another to do or stop, in any wording."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.actors import ActorTable
from analysis.catalogue import Catalogue
from store.records import Article, Demand, Statement


def extract(
    article: Article, statements: Sequence[Statement], table: ActorTable, catalogue: Catalogue
) -> tuple[Demand, ...]:
    """The demands inside the statements, in text order."""
    del article, statements, table, catalogue
    return ()
