"""Articles to findings: a pure map over articles, then one join across them.

`read` fills in what an article's text says of itself; `findings` is the map; `story` is the join.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Protocol

import msgspec

from analysis import (
    ENGINE,
    actors,
    boilerplate,
    claims,
    copies,
    dateline,
    dating,
    demands,
    language,
    variants,
)
from analysis.catalogue import Catalogue
from analysis.demands import across
from analysis.statements import extract
from store.records import Article, CopyLink, Findings, Notice, Story


def read(article: Article, links: Collection[str] = ()) -> Article:
    """The article with its boilerplate, title, dates, agencies and language.

    `links` are the link texts of the articles that came with it (`boilerplate.links`): a headline
    that another one prints as a link is a link here too.
    """
    regions = boilerplate.find(article.text, links)
    header = dateline.read(article.text, regions, name=article.name)
    code = article.language or header.language
    return msgspec.structs.replace(
        article,
        boilerplate=regions,
        title=article.title or header.title,
        outlet=article.outlet or header.outlet,
        agencies=article.agencies or header.agencies,
        published=article.published or header.published,
        language=code,
        notices=(*(one for one in article.notices if one.code != "language"), *_told(code)),
        subheads=header.subheads,
        metadata=(*(fact for fact in article.metadata if not fact.end), *header.metadata),
    )


def _told(code: str) -> Iterator[Notice]:
    """That nothing can be found in a text of another language."""
    if name := language.foreign(code):
        yield Notice("language", f"written in {name}: findings are made in English only so far")


def read_all(articles: Sequence[Article], work: Work | None = None) -> list[Article]:
    """The articles as `read` fills them in, each with what the others show."""
    links = boilerplate.links(article.text for article in articles)
    return (work or Here()).read(articles, links)


def findings(article: Article, table: actors.ActorTable, catalogue: Catalogue) -> Findings:
    """Statements, demands and claims of one article that `read` has filled in."""
    statements = extract(article, table)
    return Findings(
        article=article.id,
        statements=statements,
        demands=demands.extract(article, statements, table, catalogue),
        claims=claims.extract(article, statements, table),
        engine=ENGINE,
    )


class Work(Protocol):
    """How what is done to each article by itself is done: here, or in other processes."""

    def read(self, articles: Sequence[Article], links: Collection[str]) -> list[Article]:
        """Each article as `read` fills it in."""

    def find(
        self, articles: Sequence[Article], table: actors.ActorTable, catalogue: Catalogue
    ) -> Iterator[Findings | Exception]:
        """The `findings` of each article, or the error where it made a rule fail, in order."""


class Here:
    """One article after the other."""

    def read(self, articles: Sequence[Article], links: Collection[str]) -> list[Article]:
        """Each article as `read` fills it in."""
        return [read(article, links) for article in articles]

    def find(
        self, articles: Sequence[Article], table: actors.ActorTable, catalogue: Catalogue
    ) -> Iterator[Findings | Exception]:
        """The `findings` of each article, or the error where it made a rule fail, in order."""
        for article in articles:
            try:
                own = findings(article, table, catalogue)
            except Exception as error:  # noqa: BLE001 - told to who asked
                yield error
            else:
                yield own


def story(
    articles: Sequence[Article],
    found: Mapping[str, Findings],
    table: actors.ActorTable,
    links: tuple[CopyLink, ...],
) -> tuple[Story, dict[str, Findings]]:
    """What holds across articles, and the findings with what other articles add to them.

    `found` maps article ids to findings; the result has the same keys, with claim groups and the
    answers that demands got elsewhere.  `table` and `links` are of the articles.
    """
    ordered = [found[article.id] for article in articles]
    groups, grouped = claims.group(articles, across.link(ordered, table))
    whole = Story(
        links=links,
        copies=copies.groups(articles, links),
        claim_groups=groups,
        quote_variants=variants.join(articles, grouped),
        occurrences=copies.occurrences(articles, grouped, links),
        actors=table.actors,
    )
    return whole, {item.article: item for item in grouped}


def analyse(
    articles: Sequence[Article],
    catalogue: Catalogue,
    failed: Callable[[Article, Exception], None] | None = None,
    amended: Callable[[Article, Findings], Findings] | None = None,
    linked: Callable[[Sequence[Article]], tuple[CopyLink, ...]] = copies.links,
    work: Work | None = None,
) -> tuple[list[Article], dict[str, Findings], Story]:
    """All of it: the filled-in articles, their findings by article id, and the story.

    Where one article makes a rule fail, `failed` is told and the article goes on without findings;
    without `failed` the error is raised.  `amended` puts what readers said into the findings of an
    article, before what holds across articles is looked for; `linked` finds the copies among the
    filled-in articles; `work` does what is done to each article by itself.
    """
    work = work or Here()
    full = read_all(articles, work)
    links = linked(full)
    full = dating.from_others(full, links)
    table = actors.learn(full)
    found: dict[str, Findings] = {}
    for article, own in zip(full, work.find(full, table, catalogue), strict=True):
        try:
            if isinstance(own, Exception):
                raise own
            found[article.id] = own if amended is None else amended(article, own)
        except Exception as error:
            if failed is None:
                raise
            failed(article, error)
            found[article.id] = Findings(article=article.id, engine=ENGINE)
    whole, grouped = story(full, found, table, links)
    titles = tuple((entry.key, entry.title) for entry in catalogue.entries)
    return full, grouped, msgspec.structs.replace(whole, demand_titles=titles)
