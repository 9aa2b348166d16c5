"""The maps of an analysis over many articles, spread over processes, their results in files.

What all articles need lies in a file that each process reads once; what travels is where articles
lie, there, and their findings back, as they are put down.
"""

from __future__ import annotations

import os
import pickle
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from types import GenericAlias
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_type_hints

from analysis import actors, actors_names, claims, dating, engine, joins
from seeds.pile import Articles, Packed, Pile, decoder, encoded
from store.records import Article, ClaimGroup, Findings, Published

if TYPE_CHECKING:
    from analysis.catalogue import Catalogue
    from analysis.engine import Amend, Done, Failed
    from seeds.pool import Pool

T = TypeVar("T")
TOGETHER = 16
"""Articles that travel together."""
WORTH, MOST_JOBS = 3_000_000, 8
"""Bytes of stored articles from which processes are worth their start, and how many at most."""
LARGE = 500
"""So many articles do not stay in memory while they are analysed."""
Known = tuple[actors.ActorTable, "Catalogue", "Amend | None"]


def worth(size: int) -> int:
    """How many processes articles of so many bytes together, as they are stored, are worth."""
    return min(MOST_JOBS, os.cpu_count() or 1) if size > WORTH else 1


class Spread:
    """The maps of `engine.analyse` in the processes of a pool, with what they give in a folder."""

    def __init__(self, pool: Pool, folder: Path) -> None:
        self._pool, self._folder = pool, folder
        self.begin: joins.Begin = self._begin
        self._piles = 0

    def _begin(self, function: Callable[..., T], /, *given: Any) -> Callable[[], T]:
        """As `Pool.begin`; the result travels as records lie in a pile, so that it is the same.

        What its type is must be known where the function is.
        """
        if self._pool.jobs == 1:
            return partial(function, *given)
        known = get_type_hints(function).get("return", Any)
        read = decoder(GenericAlias(tuple, (known,)))
        sent = self._pool.begin(_sent, function, *given)

        def told() -> T:
            (result,) = read(sent())
            return cast("T", result)

        return told

    def given(self, articles: Iterable[Article]) -> Sequence[Article]:
        """The articles, put down where the processes read them."""
        pile = Articles(self._new())
        for article in articles:
            pile.put(article)
        return pile

    def read(self, articles: Sequence[Article], links: Collection[str]) -> Sequence[Article]:
        """As `engine.Here.read`."""
        links = frozenset(links)
        task = partial(_read, self._shared(links) if self._pool.jobs > 1 else links)
        pile = Articles(self._new())
        for some in self._pool.run(task, self._parts(articles)):
            for record, letters in some:
                pile.take(record, letters)
        return pile

    def dated(
        self, articles: Sequence[Article], days: Mapping[str, Published]
    ) -> Sequence[Article]:
        """As `engine.Here.dated`."""
        if not days:
            return articles
        pile = Articles(self._new())
        for article in articles:
            pile.put(dating.dated(article, days))
        return pile

    def count(self, articles: Sequence[Article]) -> actors_names.Census:
        """As `engine.Here.count`."""
        census = actors_names.Census()
        for part in self._pool.run(actors_names.census_of, self._parts(articles)):
            census.add(part)
        return census

    def find(
        self, articles: Sequence[Article], known: Known, failed: Failed, done: Done
    ) -> Sequence[Findings]:
        """As `engine.Here.find`."""
        table, *rest = known
        several = self._pool.jobs > 1
        task = partial(_find, self._shared((table.actors, *rest)) if several else known)
        pile: Pile[Findings] = Pile(self._new(), Findings)
        for some in self._pool.run(task, self._parts(articles)):
            for own in some:
                if isinstance(own, Exception):
                    failed(len(pile), own)
                    own = encoded(engine.nothing(articles[len(pile)]))
                pile.add(own)
            done(len(some))
        return pile

    def ask(self, articles: Sequence[Article], found: Sequence[Findings]) -> claims.Asked:
        """As `engine.Here.ask`."""
        named = Pile[claims.Named](self._new(), claims.Named)
        members = Pile[claims.Member](self._new(), claims.Member)
        firsts = range(0, len(articles), TOGETHER)
        parts = zip(firsts, self._parts(articles), self._parts(found, Findings), strict=True)
        for some in self._pool.run(_ask, parts):
            for names, asked in some:
                named.add(names)
                for member in asked:
                    members.add(member)
        return claims.Asked(named, members)

    def group(self, asked: claims.Asked) -> Callable[[], claims.Grouped]:
        """As `engine.Here.group`; the groups lie in a file."""
        return self._pool.begin(_group, asked, self._new(), self._new())

    def _parts(self, records: Sequence[T], kind: Any = Article) -> Iterator[Iterable[T]]:
        """The records, some at a time, for another process."""
        for at in range(0, len(records), TOGETHER):
            numbers = range(at, min(at + TOGETHER, len(records)))
            if isinstance(records, Pile):
                yield records.some(numbers)
            else:
                some = (records[number] for number in numbers)
                yield Packed(some, kind) if self._pool.jobs > 1 else list(some)

    def _new(self) -> Path:
        self._piles += 1
        return self._folder / str(self._piles)

    def _shared(self, value: object) -> str:
        path = self._new()
        path.write_bytes(pickle.dumps(value))
        return str(path)


def _read(links: str | Collection[str], articles: Iterable[Article]) -> list[tuple[bytes, int]]:
    """Articles filled in, encoded, with the lengths of their texts."""
    known: Collection[str] = _loaded(links) if isinstance(links, str) else links
    full = (engine.read(article, known) for article in articles)
    return [(encoded(article), len(article.text)) for article in full]


def _find(known: str | Known, articles: Iterable[Article]) -> list[bytes | Exception]:
    """The findings of articles, encoded."""
    needed: Known = _tables(known) if isinstance(known, str) else known
    found = (engine.found_in(article, *needed) for article in articles)
    return [_sendable(one) if isinstance(one, Exception) else encoded(one) for one in found]


def _ask(
    part: tuple[int, Iterable[Article], Iterable[Findings]],
) -> list[tuple[bytes, list[bytes]]]:
    """What articles name, and their claims with their questions, encoded."""
    first, articles, found = part
    result = []
    for number, (article, own) in enumerate(zip(articles, found, strict=True), first):
        names, members = claims.asked_in(article, own, number)
        result.append((encoded(names), list(map(encoded, members))))
    return result


def _group(asked: claims.Asked, groups: Path, keys: Path) -> claims.Grouped:
    """Groups of claims, each put down as soon as it is made."""
    made = Pile[ClaimGroup](groups, ClaimGroup)
    named = Pile[tuple[str, ...]](keys, tuple[str, ...])
    for own in claims.each_grouped(asked, lambda group: made.add(encoded(group))):
        named.add(encoded(own))
    return claims.Grouped(made, named)


def _sent(function: Callable[..., object], *given: Any) -> bytes:
    """What a function gives, encoded."""
    return encoded((function(*given),))


def _sendable(error: Exception) -> Exception:
    """An error with where it happened, as one that can travel."""
    where = "".join(traceback.format_exception(error))
    return RuntimeError(f"{type(error).__name__}: {error}\n{where}")


@lru_cache(maxsize=1)
def _loaded(path: str) -> Any:
    return pickle.loads(Path(path).read_bytes())  # noqa: S301 - written by the parent


@lru_cache(maxsize=1)
def _tables(path: str) -> Known:
    known, catalogue, amended = pickle.loads(Path(path).read_bytes())  # noqa: S301 - by the parent
    return actors.ActorTable(known), catalogue, amended
