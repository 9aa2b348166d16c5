"""Articles as places in a file, so that other processes read the texts by themselves."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from analysis.copies_words import kept
from store.records import Article


class Some(Iterable[Article]):
    """Articles whose texts lie in a file; what travels to another process is where."""

    def __init__(self, path: str, ids: Sequence[str], places: array[int]) -> None:
        """`places` are the first byte and the length of each text in turn."""
        self._path, self._ids, self._places = path, ids, places

    def __iter__(self) -> Iterator[Article]:
        places = iter(self._places)
        with Path(self._path).open("rb", buffering=0) as file:
            for id_, start, length in zip(self._ids, places, places, strict=True):
                text = os.pread(file.fileno(), length, start)
                yield Article(id_, "", "", text.decode("utf-8", "surrogatepass"))


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

    def __len__(self) -> int:
        return len(self._articles)

    def letters(self, number: int) -> int:
        """The length of a text in bytes."""
        return self._starts[number + 1] - self._starts[number]

    def some(self, numbers: Sequence[int]) -> Iterable[Article]:
        """The articles by number, without boilerplate."""
        places = array("Q", (at for n in numbers for at in (self._starts[n], self.letters(n))))
        return Some(str(self._path), [self._articles[n].id for n in numbers], places)
