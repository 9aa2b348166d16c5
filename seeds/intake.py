"""The one way in: sources to articles, read, analysed and stored in a workspace."""

from __future__ import annotations

import hashlib
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from seeds.readers.choose import read
from seeds.readers.items import LIMIT, Items, Left, Source, UnreadableError
from store.card import CARD
from store.records import Article

if TYPE_CHECKING:
    from seeds.fetch import Fetcher
    from store.workspace import Put, Workspace

STANDARD_INPUT = "-"
Progress = Callable[[int, int, str], None]


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


class Added(NamedTuple):
    """What became of sources: one Put for each article, and what was refused or skipped."""

    puts: tuple[Put, ...]
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


class _Found(NamedTuple):
    """A file to read: its path (None for standard input), and what to call it in messages."""

    path: Path | None
    said: str
    address: str = ""

    @property
    def name(self) -> str:
        """What its article is called."""
        return "stdin" if self.path is None else printable(self.path.name)


def printable(path: str | os.PathLike[str]) -> str:
    """A path as text that can be stored: bytes that are not UTF-8 become \\xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def read_sources(
    sources: Sequence[str], progress: Progress | None = None, fetcher: Fetcher | None = None
) -> tuple[list[Article], list[Refusal]]:
    """The articles of files, folders at any depth, `-` (standard input) and, if there is a
    `fetcher`, web addresses, in the order given.

    A file named twice is read once.  Two files of one name are told apart by their paths.  The
    n-th article of a feed or archive is called NAME#n.  Among the refusals are Skips.
    `progress` is called before each file with its number from 1, how many there are, its name.
    """
    refused: list[Refusal] = []
    found: dict[str, _Found] = {}
    for source in sources:
        for item in _expand(source, refused):
            key = os.path.realpath(item.path) if item.path else item.address or STANDARD_INPUT
            found.setdefault(key, item)
    articles: list[Article] = []
    spoken: list[str] = []
    for number, item in enumerate(found.values(), 1):
        if progress:
            progress(number, len(found), item.said)
        try:
            for part in _items(item, fetcher):
                if isinstance(part, Left):
                    refused.append(_left(item.said, part))
                else:
                    articles.append(part)
                    spoken.append(_called(item, part))
        except UnreadableError as error:
            refused.append(Refusal(item.said, str(error)))
        except OSError as error:
            refused.append(Refusal(item.said, _reason(error)))
    return _told_apart(articles, spoken), refused


def _expand(source: str, refused: list[Refusal]) -> Iterator[_Found]:
    """The files that a source stands for; what is none goes to `refused`."""
    said = printable(source)
    if source == STANDARD_INPUT:
        yield _Found(None, said)
        return
    if "://" in source and not Path(source).exists():
        yield _Found(None, said, source)
        return
    path = Path(source)
    try:
        folder = path.is_dir()
    except (OSError, ValueError) as error:
        refused.append(Refusal(said, _reason(error)))
        return
    if not folder:
        yield _Found(path, said)
        return
    if (path / CARD).exists():
        refused.append(Refusal(said, "a workspace, not a folder of articles"))
        return
    before = len(refused)
    files = list(_walk(path, refused))
    if not files and len(refused) == before:
        refused.append(Refusal(said, "no articles in this folder"))
    yield from (_Found(file, printable(file)) for file in files)


def _walk(folder: Path, refused: list[Refusal]) -> Iterator[Path]:
    """The files below a folder in order of name; hidden ones and workspaces are passed over."""

    def unreadable(error: OSError) -> None:
        refused.append(Refusal(printable(error.filename or folder), _reason(error)))

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


def _items(item: _Found, fetcher: Fetcher | None) -> Items:
    """The items of one source; UnreadableError or OSError say why there are none."""
    if item.address:
        yield from _fetched(item.address, fetcher)
        return
    if item.path is None:
        data = sys.stdin.buffer.read(LIMIT + 1)
        place = "stdin:" + hashlib.sha256(data).hexdigest()[:10]
        yield from read(io.BytesIO(data), Source(item.name, place))
        return
    with item.path.open("rb") as file:
        yield from read(file, Source(item.name, printable(os.path.realpath(item.path))))


def _called(item: _Found, article: Article) -> str:
    """What an article is called where its name alone does not tell it from others."""
    _, mark, number = article.name.rpartition("#")
    return item.said + (mark + number if number.isdigit() else "")


def _fetched(address: str, fetcher: Fetcher | None) -> Items:
    """The items at an address; UnreadableError where there is nobody to fetch it."""
    if fetcher is None:
        raise UnreadableError("an address; only wirecopy add, follow and refresh fetch")
    from seeds.following import fetched

    yield from fetched(address, fetcher)


def _left(said: str, part: Left) -> Refusal:
    """What is said of a part of a source that gave no article."""
    reason = f"{part.where}: {part.reason}" if part.where else part.reason
    return Skip(said, reason) if part.skipped else Refusal(said, reason)


def _reason(error: OSError | ValueError) -> str:
    """What the system said, in one short line."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return (getattr(error, "strerror", None) or str(error)).lower()


def _told_apart(articles: list[Article], spoken: Sequence[str]) -> list[Article]:
    """The articles with names that are unique: where two share one, each goes by its path."""
    import msgspec

    counts: dict[str, int] = {}
    for article in articles:
        counts[article.name] = counts.get(article.name, 0) + 1
    return [
        msgspec.structs.replace(article, name=said) if counts[article.name] > 1 else article
        for article, said in zip(articles, spoken, strict=True)
    ]


def add(
    workspace: Workspace,
    sources: Iterable[str],
    progress: Progress | None = None,
    analysing: Callable[[], None] | None = None,
    fetcher: Fetcher | None = None,
) -> Added:
    """Read the sources, store what is new, and renew the analysis where something changed.

    `analysing` is called once reading is over and the analysis begins; `fetcher` fetches addresses.
    """
    articles, refused = read_sources(list(sources), progress, fetcher)
    puts = tuple(workspace.put_articles(articles)) if articles else ()
    failed: list[Failure] = []
    if any(put.outcome != "already" for put in puts):
        if analysing:
            analysing()
        failed = renew(workspace)
    return Added(puts, tuple(refused), tuple(failed))


def renew(workspace: Workspace) -> list[Failure]:
    """Analyse all articles of the workspace anew, by its own catalogue, and store what was found.

    An article that makes a rule fail is kept without findings, and named in the result.
    """
    from analysis import engine
    from seeds import catalogues, regrouping

    chosen = catalogues.chosen(workspace.path)
    failures: list[Failure] = []
    full, found, story = engine.analyse(
        workspace.articles(),
        chosen.catalogue,
        lambda article, error: failures.append(Failure(article.name, error)),
    )
    workspace.put_analysis(full, catalogues.stamped(found, chosen), story)
    catalogues.keep_good(workspace.path, chosen)
    regrouping.keep_up(workspace)
    return failures


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
