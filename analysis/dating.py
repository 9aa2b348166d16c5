"""The day of an article that does not state one, from a dated copy of its text."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from store.records import Article, CopyLink, Published


def from_copies(articles: Sequence[Article], links: Sequence[CopyLink]) -> list[Article]:
    """The articles; one without a date takes that of the copy that has most of its text.

    `links` are the copy links among the articles, strongest first.  Copies of one text are printed
    within a day or two, so that weekdays resolve alike; the date is marked as inferred.
    """
    dated = {article.id: article.published for article in articles if article.published}
    near: dict[str, Published] = {}
    for link in links:
        for one, other in ((link.left, link.right), (link.right, link.left)):
            known = dated.get(other)
            if link.relation == "copy" and known is not None and one not in dated:
                near.setdefault(one, Published(known.date, known.precision, "inferred"))
    return [
        msgspec.structs.replace(article, published=near[article.id])
        if article.id in near
        else article
        for article in articles
    ]
