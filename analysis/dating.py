"""The day of an article that states none: from a dated copy, or its dateline and its story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from analysis.dateline import day_without_year
from store.records import Article, CopyLink, Published

ONE_STORY = 90
"""Articles dated within so many days of one another may lend an undated dateline their year."""


def from_others(articles: Sequence[Article], links: Sequence[CopyLink]) -> list[Article]:
    """The articles; one without a date has that of its dateline, or of the copy nearest to it.

    `links` are the copy links among the articles, strongest first.
    """
    days = inferred(articles, links)
    return [dated(article, days) for article in articles]


def dated(article: Article, days: Mapping[str, Published]) -> Article:
    """The article with the day that it has among `days`, by id."""
    day = days.get(article.id)
    return article if day is None else msgspec.structs.replace(article, published=day)


def inferred(articles: Sequence[Article], links: Sequence[CopyLink]) -> dict[str, Published]:
    """The dates of articles that state none, by id.

    Copies of one text are printed within a day or two, so that weekdays resolve alike.  A dateline
    without a year takes the year that brings it nearest to the copy, else to the other dated
    articles if those lie close together.  All such dates are marked as inferred.
    """
    known = {article.id: article.published for article in articles if article.published}
    if not known:
        return {}
    copied: dict[str, Published] = {}
    for link in links:
        for one, other in ((link.left, link.right), (link.right, link.left)):
            day = known.get(other)
            if link.relation == "copy" and day is not None and one not in known:
                copied.setdefault(one, day)
    story = _days(known.values())
    near = story if story and story[-1].toordinal() - story[0].toordinal() <= ONE_STORY else []
    undated = (article for article in articles if article.id not in known)
    found = ((one.id, _inferred(one, copied.get(one.id), near)) for one in undated)
    return {ident: day for ident, day in found if day is not None}


def _days(published: Iterable[Published]) -> list[date]:
    """The full dates, first to last."""
    return sorted(found for known in published if (found := _day(known)))


def _day(published: Published) -> date | None:
    try:
        return date.fromisoformat(published.date)
    except ValueError:
        return None


def _inferred(article: Article, copied: Published | None, near: Sequence[date]) -> Published | None:
    """The day of an article's dateline in the year that fits, or else that of its copy."""
    own = _day(copied) if copied else None
    others = [own] if own else near
    found = copied
    if others and (partial := day_without_year(article)) and (day := _nearest(partial, others)):
        found = Published(day.isoformat(), "day", "inferred")
    return None if found is None else Published(found.date, found.precision, "inferred")


def _nearest(partial: tuple[int, int], others: Sequence[date]) -> date | None:
    """A day of a year, in the year that brings it nearest to one of the others; not 30 February."""
    found = []
    for other in {others[0], others[-1]}:
        for year in (other.year - 1, other.year, other.year + 1):
            try:
                day = date(year, *partial)
            except ValueError:
                continue
            found.append((abs((day - other).days), day))
    distance, day = min(found, default=(ONE_STORY + 1, date.min))
    return day if distance <= ONE_STORY else None
