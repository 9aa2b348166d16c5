"""The maps of an analysis over many articles, spread over processes.

What all articles need lies in a file that each process reads once; what travels is some articles
there and their findings back.
"""

from __future__ import annotations

import os
import pickle
import traceback
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from analysis import actors, engine
from seeds.pool import Pool

if TYPE_CHECKING:
    from types import TracebackType

    from analysis.catalogue import Catalogue
    from store.records import Article, Findings

TOGETHER = 16
"""Articles that travel together."""
WORTH, MOST_JOBS = 3_000_000, 8
"""Characters of text from which several processes are worth their start, and how many at most."""


def worth(articles: Sequence[Article]) -> int:
    """How many processes these articles are worth."""
    letters = sum(len(article.text) for article in articles)
    return min(MOST_JOBS, os.cpu_count() or 1) if letters > WORTH else 1


class Spread:
    """The maps of `engine.analyse` in `jobs` processes, which end with the `with`.

    `several` says whether there is more than one process: else there is nothing to gain.
    """

    def __init__(self, jobs: int) -> None:
        self.several = jobs > 1
        self._pool = Pool(jobs)
        self._folder = TemporaryDirectory(prefix="wirecopy-")

    def __enter__(self) -> Spread:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.__exit__(kind, error, trace)
        self._folder.cleanup()

    def read(self, articles: Sequence[Article], links: Collection[str]) -> list[Article]:
        """As `engine.Here.read`."""
        task = partial(_read, self._shared("links", links))
        return list(chain.from_iterable(self._pool.run(task, _some(articles))))

    def find(
        self, articles: Sequence[Article], table: actors.ActorTable, catalogue: Catalogue
    ) -> Iterator[Findings | Exception]:
        """As `engine.Here.find`."""
        task = partial(_find, self._shared("known", (table.actors, catalogue)))
        return chain.from_iterable(self._pool.run(task, _some(articles)))

    def _shared(self, name: str, value: object) -> str:
        path = Path(self._folder.name, name)
        path.write_bytes(pickle.dumps(value))
        return str(path)


def _some(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    return (articles[at : at + TOGETHER] for at in range(0, len(articles), TOGETHER))


def _read(links: str, articles: Sequence[Article]) -> list[Article]:
    return engine.Here().read(articles, _loaded(links))


def _find(known: str, articles: Sequence[Article]) -> list[Findings | Exception]:
    table, catalogue = _tables(known)
    return [_sendable(one) for one in engine.Here().find(articles, table, catalogue)]


def _sendable(found: Findings | Exception) -> Findings | Exception:
    """An error with where it happened, as one that can travel."""
    if not isinstance(found, Exception):
        return found
    where = "".join(traceback.format_exception(found))
    return RuntimeError(f"{type(found).__name__}: {found}\n{where}")


@lru_cache(maxsize=1)
def _loaded(path: str) -> Any:
    return pickle.loads(Path(path).read_bytes())  # noqa: S301 - written by the parent


@lru_cache(maxsize=1)
def _tables(path: str) -> tuple[actors.ActorTable, Catalogue]:
    known, catalogue = pickle.loads(Path(path).read_bytes())  # noqa: S301 - written by the parent
    return actors.ActorTable(known), catalogue
