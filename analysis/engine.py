"""Articles to findings: a pure map over articles, then one join across them.

`read` fills in what an article's text says of itself; `findings` is the map; `joins` is the join.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Protocol

import msgspec

from analysis import (
    ENGINE,
    actors,
    actors_names,
    boilerplate,
    claims,
    copies,
    dateline,
    dating,
    demands,
    joins,
    language,
)
from analysis.catalogue import Catalogue
from analysis.statements import extract
from store.records import Article, CopyLink, Findings, Notice, Published, Story

Amend = Callable[[Article, Findings], Findings]
Failed = Callable[[int, Exception], None]
"""Hears the number of an article that made a rule fail, and the error."""
Done = Callable[[int], None]
"""Hears how many more articles are done."""


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


def read_all(articles: Sequence[Article]) -> list[Article]:
    """The articles as `read` fills them in, each with what the others show."""
    links = boilerplate.links(article.text for article in articles)
    return [read(article, links) for article in articles]


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


def found_in(
    article: Article, table: actors.ActorTable, catalogue: Catalogue, amended: Amend | None = None
) -> Findings | Exception:
    """The findings of an article as its readers amended them, or what made a rule fail on it."""
    try:
        own = findings(article, table, catalogue)
        return own if amended is None else amended(article, own)
    except Exception as error:  # noqa: BLE001 - told to who asked
        return error


class Work(Protocol):
    """How what is done to each article by itself is done, and where its results are kept.

    Here, or in other processes and in a file.
    """

    begin: joins.Begin

    def read(self, articles: Sequence[Article], links: Collection[str]) -> Sequence[Article]:
        """Each article as `read` fills it in."""

    def dated(
        self, articles: Sequence[Article], days: Mapping[str, Published]
    ) -> Sequence[Article]:
        """The articles, those of which a day was found with it."""

    def count(self, articles: Sequence[Article]) -> actors_names.Census:
        """What the articles name."""

    def find(
        self,
        articles: Sequence[Article],
        known: tuple[actors.ActorTable, Catalogue, Amend | None],
        failed: Failed,
        done: Done,
    ) -> Sequence[Findings]:
        """What is `found_in` each article, in order; none where a rule failed on it."""

    def ask(self, articles: Sequence[Article], found: Sequence[Findings]) -> claims.Asked:
        """Which questions the claims of all articles answer."""

    def group(self, asked: claims.Asked) -> Callable[[], claims.Grouped]:
        """What gives the groups of claims that answer one question; they may be begun before."""


class Here:
    """One article after the other, all kept in memory."""

    begin: joins.Begin = staticmethod(partial)

    def read(self, articles: Sequence[Article], links: Collection[str]) -> Sequence[Article]:
        """Each article as `read` fills it in."""
        return [read(article, links) for article in articles]

    def dated(
        self, articles: Sequence[Article], days: Mapping[str, Published]
    ) -> Sequence[Article]:
        """The articles, those of which a day was found with it."""
        return [dating.dated(article, days) for article in articles]

    def count(self, articles: Sequence[Article]) -> actors_names.Census:
        """What the articles name."""
        return actors_names.census_of(articles)

    def find(
        self,
        articles: Sequence[Article],
        known: tuple[actors.ActorTable, Catalogue, Amend | None],
        failed: Failed,
        done: Done,
    ) -> Sequence[Findings]:
        """What is `found_in` each article, in order; none where a rule failed on it."""
        found: list[Findings] = []
        for number, article in enumerate(articles):
            own = found_in(article, *known)
            if isinstance(own, Exception):
                failed(number, own)
                own = nothing(article)
            found.append(own)
            done(1)
        return found

    def ask(self, articles: Sequence[Article], found: Sequence[Findings]) -> claims.Asked:
        """Which questions the claims of all articles answer."""
        return claims.ask(articles, found)

    def group(self, asked: claims.Asked) -> Callable[[], claims.Grouped]:
        """What gives the groups of claims that answer one question."""
        return partial(claims.grouped, asked)


def _unheard(more: int) -> None:
    """Nobody wants to know."""


def nothing(article: Article) -> Findings:
    """What stands for the findings of an article that made a rule fail."""
    return Findings(article=article.id, engine=ENGINE)


def analyse(
    articles: Sequence[Article],
    catalogue: Catalogue,
    failed: Callable[[Article, Exception], None] | None = None,
    amended: Amend | None = None,
    linked: Callable[[Sequence[Article]], tuple[CopyLink, ...]] = copies.links,
    work: Work | None = None,
    done: Done | None = None,
) -> tuple[Sequence[Article], Mapping[str, Findings], Story]:
    """All of it: the filled-in articles, their findings by article id, and the story.

    Where one article makes a rule fail, `failed` is told and the article goes on without findings;
    without `failed` the error is raised.  `amended` puts what readers said into the findings of an
    article, before what holds across articles is looked for; `linked` finds the copies among the
    filled-in articles; `work` does what is done to each article by itself; `done` hears how many
    more articles have findings.
    """
    doing = work or Here()

    def fails(number: int, error: Exception) -> None:
        if failed is None:
            raise error
        failed(articles[number], error)

    full = doing.read(articles, boilerplate.links(article.text for article in articles))
    links = linked(full)
    full = doing.dated(full, dating.inferred(full, links))
    table = actors.learned(doing.count(full), actors.first_day(full))
    found = doing.find(full, (table, catalogue, amended), fails, done or _unheard)
    asked = doing.ask(full, found)
    grouped = doing.group(asked)
    whole, joined = joins.story(full, found, table, links, asked.named, grouped, doing.begin)
    titles = tuple((entry.key, entry.title) for entry in catalogue.entries)
    story = msgspec.structs.replace(whole, demand_titles=titles)
    return full, joined if work else dict(joined), story
