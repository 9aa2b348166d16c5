"""Found sources to their items, in order; files and pages of archives spread over processes."""

from __future__ import annotations

import hashlib
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from seeds.pool import Pool, Run, inline
from seeds.readers.choose import STREAMED, read
from seeds.readers.items import LIMIT, Item, Items, Left, Source, UnreadableError
from seeds.readers.kinds import HEAD, kind

if TYPE_CHECKING:
    from seeds.fetch import Fetcher

Progress = Callable[[int, int, str], None]
WORTH, MOST_JOBS = 8_000_000, 8
"""Bytes from which several processes are worth their start, and how many at most."""


class Found(NamedTuple):
    """A source to read: a path or an address, neither for standard input; what messages say."""

    path: Path | None
    said: str
    address: str = ""

    @property
    def name(self) -> str:
        """What its article is called; "" for an address, which names its articles itself."""
        if self.address:
            return ""
        return "stdin" if self.path is None else printable(self.path.name)

    def called(self, name: str) -> str:
        """What an article called `name` is called where others have that name."""
        _, mark, number = name.rpartition("#")
        return self.said + (mark + number if number.isdigit() else "")


def printable(path: str | os.PathLike[str]) -> str:
    """A path as text that can be stored: bytes that are not UTF-8 become \\xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def read_all(
    found: Sequence[Found],
    progress: Progress | None = None,
    fetcher: Fetcher | None = None,
    pool: Pool | None = None,
) -> Iterator[tuple[Found, Item]]:
    """Each source with each of its items; a source that cannot be read has a Left that says why.

    `progress` is called before each source; the processes of `pool` work.
    """
    number = 0
    pool = pool or Pool(1)
    pool.settle(_worth(found))

    def announced(items: Iterable[Found]) -> Iterator[Found]:
        nonlocal number
        for item in items:
            number += 1
            if progress:
                progress(number, len(found), item.said)
            yield item

    for alone, group in groupby(found, _whole_file):
        items = list(group)
        if alone:
            for item, parts in zip(items, pool.run(_listed, announced(items)), strict=True):
                yield from ((item, part) for part in parts)
        else:
            for item in announced(items):
                yield from ((item, part) for part in _items(item, fetcher, pool.run))


def _worth(found: Sequence[Found]) -> int:
    """How many processes the amount to read is worth."""
    total = 0
    for item in found:
        try:
            total += item.path.stat().st_size if item.path else 0
        except (OSError, ValueError):
            continue
    return min(MOST_JOBS, os.cpu_count() or 1) if total > WORTH else 1


def _whole_file(item: Found) -> bool:
    """Whether one process reads the whole of it: a file that is no archive."""
    if item.path is None:
        return False
    try:
        if not item.path.is_file():
            return False
        with item.path.open("rb") as file:
            return kind(file.read(HEAD)) not in STREAMED
    except (OSError, ValueError):
        return False


def _listed(item: Found) -> list[Item]:
    """All items of a file; may run in a process of its own."""
    return list(_items(item, None, inline))


def _items(item: Found, fetcher: Fetcher | None, run: Run) -> Items:
    """The items of one source, and a Left where it, or the rest of it, cannot be read."""
    try:
        if item.address:
            yield from _fetched(item.address, fetcher)
        elif item.path is None:
            data = sys.stdin.buffer.read(LIMIT + 1)
            place = "stdin:" + hashlib.sha256(data).hexdigest()[:10]
            yield from read(io.BytesIO(data), Source(item.name, place), run)
        else:
            with item.path.open("rb") as file:
                place = printable(os.path.realpath(item.path))
                yield from read(file, Source(item.name, place), run)
    except UnreadableError as error:
        yield Left("", str(error))
    except (OSError, ValueError) as error:
        yield Left("", reason(error))


def _fetched(address: str, fetcher: Fetcher | None) -> Items:
    """The items at an address; UnreadableError where there is nobody to fetch it."""
    if fetcher is None:
        raise UnreadableError("an address; only wirecopy add, follow and refresh fetch")
    from seeds.following import fetched

    yield from fetched(address, fetcher)


def reason(error: OSError | ValueError) -> str:
    """What the system said, in one short line."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return (getattr(error, "strerror", None) or str(error)).lower()
