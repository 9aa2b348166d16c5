"""Articles as places in a file, so that other processes read the texts by themselves."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import sub
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from analysis.copies_words import kept
from store.records import Article


class Some(Iterable[Article]):
    """Articles whose texts lie in a file; what travels to another process is where."""

    def __init__(self, path: str, ids: Sequence[str], edges: tuple[array[int], array[int]]) -> None:
        """`edges` are the first bytes of the texts, and the bytes after their last ones."""
        self._path, self._ids, self._edges = path, ids, edges

    def __iter__(self) -> Iterator[Article]:
        with Path(self._path).open("rb", buffering=0) as file:
            for id_, start, end in zip(self._ids, *self._edges, strict=True):
                text = os.pread(file.fileno(), end - start, start)
                yield Article(id_, "", "", text.decode("utf-8", "surrogatepass"))


def some(
    path: Path, ids: Sequence[str], starts: Sequence[int], numbers: Sequence[int]
) -> Iterable[Article]:
    """Texts of a file by number; `starts` are the first bytes of all, and the end of the last."""
    after: Sequence[int] = range(numbers[0] + 1, numbers[-1] + 2)
    if len(after) != len(numbers):
        after = [number + 1 for number in numbers]
    edges = array("Q", map(starts.__getitem__, numbers)), array("Q", map(starts.__getitem__, after))
    return Some(str(path), ids, edges)


class Shelf:
    """The stories of articles in a file, which is there as long as the `with` lasts."""

    def __init__(self, path: Path, articles: Sequence[Article]) -> None:
        self._path, self._articles = path, articles
        self._starts = array("Q")

    def __enter__(self) -> Shelf:
        """Write the file.  Raises OSError."""
        try:
            with self._path.open("wb") as file:
                self._write(file)
        except OSError:
            self._path.unlink(missing_ok=True)
            raise
        return self

    def _write(self, file: BinaryIO) -> None:
        position = 0
        for article in self._articles:
            self._starts.append(position)
            position += file.write(kept(article).encode("utf-8", "surrogatepass"))
        self._starts.append(position)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._path.unlink(missing_ok=True)

    @property
    def letters(self) -> Sequence[int]:
        """The lengths of the texts in bytes."""
        return list(map(sub, islice(self._starts, 1, None), self._starts))

    def some(self, numbers: Sequence[int]) -> Iterable[Article]:
        """The articles by number, without boilerplate."""
        return some(self._path, [self._articles[n].id for n in numbers], self._starts, numbers)
