"""Work on many items in order: here, or in processes of their own."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from types import TracebackType

A = TypeVar("A")
B = TypeVar("B")
AHEAD = 6
"""How many items for each process wait to be worked on, or to be taken."""


class Run(Protocol):
    """Gives function(item) for each item, in order, taking items only as they are needed."""

    def __call__(self, function: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
        """The results, one for each item."""


def inline(function: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
    """One after the other, here."""
    return map(function, items)


class Pool:
    """`jobs` processes, started when the first item comes; one job is this process itself.

    Function, items and results travel between processes: they must be picklable.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = max(1, jobs)
        self._workers: ProcessPoolExecutor | None = None

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._workers is not None:
            self._workers.shutdown(wait=kind is None, cancel_futures=True)

    def run(self, function: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
        """The results in order; what a function raises is raised here."""
        if self._jobs == 1:
            yield from map(function, items)
            return
        waiting: deque[Future[Any]] = deque()
        for item in items:
            waiting.append(self._started().submit(function, item))
            if len(waiting) > AHEAD * self._jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _started(self) -> ProcessPoolExecutor:
        """The processes; fresh ones, since a fork would copy threads and locks of the app."""
        if self._workers is None:
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            self._workers = ProcessPoolExecutor(
                self._jobs, get_context("spawn"), initializer=_end_with_parent
            )
        return self._workers


def _end_with_parent() -> None:
    """Have this process end when the one that started it is gone, even if that was killed."""
    from multiprocessing import parent_process
    from threading import Thread

    parent = parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
        os._exit(1)

    Thread(target=wait, daemon=True).start()
