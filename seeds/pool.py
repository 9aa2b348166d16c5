"""Work on many items in order: here, or in processes of their own."""

from __future__ import annotations

import gc
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

A = TypeVar("A")
B = TypeVar("B")
AHEAD = 6
"""How many items for each process wait to be worked on, or to be taken."""
SELDOM = 20_000
"""Objects made between two looks for garbage: reading and analysing leave next to none in circles,
and to look as often as Python does by itself costs 2 % of an article."""
READY = "seeds.ready"
"""What every process imports first."""


class Run(Protocol):
    """Gives function(item) for each item, in order, taking items only as they are needed."""

    def __call__(self, function: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
        """The results, one for each item."""


def inline(function: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
    """One after the other, here."""
    return map(function, items)


class KilledError(Exception):
    """A process of a pool is gone, and its work with it; `str()` is one line for the reader."""

    def __init__(self) -> None:
        super().__init__(
            "a process that did part of the work was killed, perhaps for want of memory; what was "
            "stored stays: do the same again for the rest"
        )


class Pool:
    """`jobs` processes, started when the first item comes; one job is this process itself.

    Function, items and results travel between processes: they must be picklable.  KilledError is
    raised where one of them is gone.
    """

    def __init__(self, jobs: int) -> None:
        """0 leaves the number open: one, or as many as something is worth (`settle`)."""
        self.jobs = max(1, jobs)
        self._open = jobs < 1
        self._workers: ProcessPoolExecutor | None = None

    def __enter__(self) -> Pool:
        self._before = gc.get_threshold()
        gc.set_threshold(SELDOM, *self._before[1:])
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        gc.set_threshold(*self._before)
        if self._workers is not None:
            self._workers.shutdown(wait=kind is None, cancel_futures=True)

    def settle(self, worth: int) -> None:
        """Have as many processes as this work is worth, where their number is left open."""
        if self._open and self._workers is None:
            self.jobs = max(self.jobs, worth)

    def run(self, function: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
        """The results in order; what a function raises is raised here."""
        if self.jobs == 1:
            yield from map(function, items)
            return
        waiting: deque[Future[Any]] = deque()
        with _all_alive():
            for item in items:
                waiting.append(self._started().submit(function, item))
                if len(waiting) > AHEAD * self.jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def begin(self, function: Callable[..., B], /, *given: Any) -> Callable[[], B]:
        """Start function(*given) in another process; what gives the result, or begins only then."""
        if self.jobs == 1:
            return partial(function, *given)
        with _all_alive():
            result = self._started().submit(function, *given).result
        return _all_alive()(result)

    def _started(self) -> ProcessPoolExecutor:
        """The processes; fresh ones, since a fork would copy threads and locks of the app.

        Where there is a server that forks them, it has imported what they need.
        """
        if self._workers is None:
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_all_start_methods, get_context

            # What lies in the folder that one is in is no part of the program.
            os.environ.setdefault("PYTHONSAFEPATH", "1")
            served = sys.platform == "linux" and "forkserver" in get_all_start_methods()
            context = get_context("forkserver" if served else "spawn")
            context.set_forkserver_preload([READY])
            self._workers = ProcessPoolExecutor(self.jobs, context, initializer=_begun)
        return self._workers


@contextmanager
def _all_alive() -> Iterator[None]:
    """Within it KilledError is raised where a process is gone."""
    from concurrent.futures import BrokenExecutor

    try:
        yield
    except BrokenExecutor as error:
        raise KilledError from error


def _begun() -> None:
    """Have this process end when the one that started it is gone, even if that was killed."""
    from multiprocessing import parent_process
    from threading import Thread

    gc.set_threshold(SELDOM, *gc.get_threshold()[1:])
    parent = parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
        os._exit(1)

    Thread(target=wait, daemon=True).start()
