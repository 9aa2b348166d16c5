"""The one way in: sources to articles, read, analysed and stored in a workspace."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from seeds.readers.items import Left
from seeds.reading import Found, Progress, read_all, reason
from seeds.reading import printable as printable
from store.card import CARD
from store.records import Article

if TYPE_CHECKING:
    from analysis.engine import Done, Work
    from seeds.fetch import Fetcher
    from seeds.pool import Pool
    from store.records import Notice
    from store.workspace import Put, Workspace

    Outcome = Literal["added", "already", "version"]

STANDARD_INPUT = "-"
Analysed = Callable[[int, int], None]
"""Hears how many articles are analysed, and of how many."""
BATCH = 2000
"""Articles that are stored in one write: what a kill in the middle can cost."""


class Refusal(NamedTuple):
    """A source that gave no article: its name as given, and the reason."""

    name: str
    reason: str


class Skip(Refusal):
    """A part of a source that is no article, nor meant to be: nothing is missing."""


class Failure(NamedTuple):
    """An article that could not be analysed because a rule failed on it: a bug."""

    name: str
    error: Exception


class Taken(NamedTuple):
    """What became of an article, and what intake wants the reader to know of it."""

    id: str
    name: str
    outcome: Outcome
    notices: tuple[Notice, ...] = ()


class Added(NamedTuple):
    """What became of sources: one Taken for each article, and what was refused or skipped."""

    puts: tuple[Taken, ...]
    refused: tuple[Refusal, ...]
    failed: tuple[Failure, ...] = ()

    def count(self, outcome: str) -> int:
        """How many articles were added, already there, or a new version."""
        return sum(put.outcome == outcome for put in self.puts)

    def summary(self) -> str:
        """One line: "3 added, 1 already there, 0 new versions, 1 refused"."""
        lost = sum(not isinstance(item, Skip) for item in self.refused)
        versions = self.count("version")
        return (
            f"{self.count('added')} added, {self.count('already')} already there, "
            f"{versions} new version{'' if versions == 1 else 's'}, {lost} refused"
        )


def read_sources(
    sources: Sequence[str],
    progress: Progress | None = None,
    fetcher: Fetcher | None = None,
    pool: Pool | None = None,
) -> tuple[list[Article], list[Refusal]]:
    """The articles of files, folders at any depth, `-` (standard input) and, if there is a
    `fetcher`, web addresses, in the order given.

    A file named twice is read once.  Two files of one name are told apart by their paths.  The
    n-th article of a feed or archive is called NAME#n.  Among the refusals are Skips.
    `progress` is called before each file with its number from 1, how many there are, its name.
    The processes of `pool` read.
    """
    refused: list[Refusal] = []
    return list(_read(sources, refused, progress, fetcher, pool)), refused


def _read(
    sources: Sequence[str],
    refused: list[Refusal],
    progress: Progress | None,
    fetcher: Fetcher | None,
    pool: Pool | None = None,
) -> Iterator[Article]:
    """The articles of the sources as they are read; what gave none goes to `refused`."""
    import msgspec

    found: dict[str, Found] = {}
    for source in sources:
        for item in _expand(source, refused):
            key = os.path.realpath(item.path) if item.path else item.address or STANDARD_INPUT
            found.setdefault(key, item)
    counts = Counter(item.name for item in found.values())
    for item, part in read_all(list(found.values()), progress, fetcher, pool):
        if isinstance(part, Left):
            refused.append(_left(item.said, part))
        elif counts[item.name] > 1:
            yield msgspec.structs.replace(part, name=item.called(part.name))
        else:
            yield part


def _expand(source: str, refused: list[Refusal]) -> Iterator[Found]:
    """The files that a source stands for; what is none goes to `refused`."""
    said = printable(source)
    if source == STANDARD_INPUT:
        yield Found(None, said)
        return
    if "://" in source and not Path(source).exists():
        yield Found(None, said, source)
        return
    path = Path(source)
    try:
        folder = path.is_dir()
    except (OSError, ValueError) as error:
        refused.append(Refusal(said, reason(error)))
        return
    if not folder:
        yield Found(path, said)
        return
    if (path / CARD).exists():
        refused.append(Refusal(said, "a workspace, not a folder of articles"))
        return
    before = len(refused)
    files = list(_walk(path, refused))
    if not files and len(refused) == before:
        refused.append(Refusal(said, "no articles in this folder"))
    yield from (Found(file, printable(file)) for file in files)


def _walk(folder: Path, refused: list[Refusal]) -> Iterator[Path]:
    """The files below a folder in order of name; hidden ones and workspaces are passed over."""

    def unreadable(error: OSError) -> None:
        refused.append(Refusal(printable(error.filename or folder), reason(error)))

    for parent, below, names in os.walk(folder, onerror=unreadable):
        below[:] = sorted(name for name in below if not name.startswith("."))
        if CARD in names:
            below.clear()
            continue
        for name in sorted(names):
            path = Path(parent, name)
            if not name.startswith("."):
                if path.is_file() or path.is_symlink():
                    yield path
                else:
                    refused.append(Refusal(printable(path), "not a regular file"))


def _left(said: str, part: Left) -> Refusal:
    """What is said of a part of a source that gave no article."""
    reason = f"{part.where}: {part.reason}" if part.where else part.reason
    return Skip(said, reason) if part.skipped else Refusal(said, reason)


def add(
    workspace: Workspace,
    sources: Iterable[str],
    progress: Progress | None = None,
    analysing: Callable[[], None] | None = None,
    fetcher: Fetcher | None = None,
    jobs: int = 1,
    analysed: Analysed | None = None,
) -> Added:
    """Read the sources, store what is new, and renew the analysis where something changed.

    Stored in batches as they are read: what was stored before an interruption is there already when
    the same sources are added again.  `analysing` is called once reading is over and the analysis
    begins, `analysed` after some articles of it; `fetcher` fetches addresses; `jobs` processes read
    and analyse, 0 for as many as are worth it.
    """
    from seeds.pool import Pool

    refused: list[Refusal] = []
    puts: list[Taken] = []
    with Pool(jobs) as pool:
        reading = _read(list(sources), refused, progress, fetcher, pool)
        while batch := list(islice(reading, BATCH)):
            puts += map(taken, workspace.put_articles(batch))
        failed: list[Failure] = []
        if any(put.outcome != "already" for put in puts):
            if analysing:
                analysing()
            failed = renew(workspace, analysed, pool=pool)
    return Added(noticed(workspace, puts), tuple(refused), tuple(failed))


def taken(put: Put) -> Taken:
    """What is kept in mind of an article that was put in."""
    return Taken(put.article.id, put.article.name, put.outcome)


def noticed(workspace: Workspace, puts: Iterable[Taken]) -> tuple[Taken, ...]:
    """The same, with the notices that articles which are new have now that they are analysed."""
    from store.by_place import once

    stored = workspace.library.stored()
    return tuple(
        put if put.outcome == "already" else put._replace(notices=once(stored, put.id).notices)
        for put in puts
    )


def renew(
    workspace: Workspace, analysed: Analysed | None = None, pool: Pool | None = None
) -> list[Failure]:
    """Analyse all articles of the workspace anew, by its own catalogue, and store what was found.

    An article that makes a rule fail is kept without findings, and named in the result.  `analysed`
    hears how many are done, and of how many; the processes of `pool` work, else as many as are
    worth it.
    """
    from tempfile import gettempdir

    from seeds import regrouping, spread
    from seeds.pool import Pool
    from seeds.scratch import scratch
    from store import fulltext
    from store.files import said_plainly
    from store.summary import WORTH_IT

    with ExitStack() as stack:
        pool = pool or stack.enter_context(Pool(0))
        count, size = workspace.library.extent()
        pool.settle(spread.worth(size))
        articles: Sequence[Article]
        work = None
        if pool.jobs > 1 or count >= spread.LARGE:
            stack.enter_context(said_plainly(Path(gettempdir()), writing=True))
            work = spread.Spread(pool, stack.enter_context(scratch()))
            articles = work.given(workspace.library.once())
        else:
            articles = workspace.library.current()
        large = count >= WORTH_IT
        failures = _analysed(workspace, articles, pool, work, analysed)
        if large:
            workspace.library.sum_up()
        if workspace.corrections():
            regrouping.keep_up(workspace)
        if large:
            fulltext.keep(workspace, pool.run)
    return failures


def _analysed(
    workspace: Workspace,
    articles: Sequence[Article],
    pool: Pool,
    work: Work | None,
    analysed: Analysed | None,
) -> list[Failure]:
    """Analyse the articles and store what was found; those that made a rule fail."""
    from analysis import engine
    from seeds import amending, catalogues, copying

    chosen = catalogues.chosen(workspace.path)
    failures: list[Failure] = []
    full, found, story = engine.analyse(
        articles,
        chosen.catalogue,
        lambda article, error: failures.append(Failure(article.name, error)),
        amending.amender(workspace),
        partial(copying.links, workspace.path, run=pool.run),
        work,
        _counted(len(articles), analysed),
    )
    story = copying.grouped(workspace, full, amending.marked(workspace, story))
    stamped = catalogues.stamped(found, chosen)
    workspace.put_analysis(full, stamped, story, summed_up=False)
    catalogues.keep_good(workspace.path, chosen)
    return failures


def _counted(total: int, analysed: Analysed | None) -> Done:
    """What adds up how many articles are done, and tells."""
    number = 0

    def done(more: int) -> None:
        nonlocal number
        number += more
        if analysed:
            analysed(number, total)

    return done


def first_start(path: Path) -> Workspace:
    """A workspace at `path` with the sample in it, not yet analysed: `renew` does that.

    One that has articles is opened as it is.
    """
    from seeds import sample
    from store.workspace import Workspace

    workspace = Workspace.open(path, create=True)
    if not workspace.articles():
        workspace.put_articles(sample.articles())
    return workspace
