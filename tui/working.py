"""Long work in a process of its own: intake, analysis, feeds; JSON in, lines of JSON out.

Python runs one thread at a time, so work in a thread would make every key wait.  A plain process
and not multiprocessing, for the reason that `aligning` gives.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from typing import Any, Literal, NamedTuple

HOUSE = Path(__file__).parents[1]
OFTEN = 0.2
"""Seconds between two lines of progress."""
Task = Literal["add", "renew", "follow", "refresh", "sum-up"]
Tell = Callable[[str, int, int], None]


class Job(NamedTuple):
    """What is to be done, in which workspace, with which sources."""

    task: Task
    workspace: str
    sources: tuple[str, ...] = ()


class Progress(NamedTuple):
    """How far a job is: what it does now, how much of it is done, how long it took so far."""

    doing: str
    done: int
    total: int
    seconds: float = 0.0

    def line(self) -> str:
        """In words: "analysing 120/1,000, about 2 min left"."""
        if not self.total:
            return self.doing
        told = f"{self.doing} {self.done:,}/{self.total:,}"
        left = self.seconds * (self.total - self.done) / self.done if self.done else 0.0
        if left < 2 or self.seconds < 1:
            return told
        return f"{told}, about {_span(left)} left"


class Outcome(NamedTuple):
    """What a job came to: a line for the reader, and whether it was done at all."""

    said: str
    done: bool


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{round(seconds)} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{round(seconds / 3600)} h"


async def work(job: Job, told: Callable[[Progress], None]) -> Outcome:
    """Do a job in another Python, which ends when this is cancelled; `told` hears how far it is.

    Raises OSError where no process can be started.
    """
    paths = [str(HOUSE), *filter(None, [os.environ.get("PYTHONPATH")])]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-P", "-m", __name__),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
    )
    outcome = Outcome("ended without a word", done=False)
    try:
        if process.stdin is None or process.stdout is None:  # cannot be: both are pipes
            raise OSError("no pipe")
        process.stdin.write(json.dumps(job).encode("ascii"))
        process.stdin.close()
        begun = (monotonic(), "")
        async for line in process.stdout:
            kind, *values = json.loads(line)
            if kind == "outcome":
                outcome = Outcome(*values)
                continue
            if begun[1] != values[0]:
                begun = (monotonic(), values[0])
            doing, done, total = values
            told(Progress(doing, done, total, monotonic() - begun[0]))
        await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return outcome


def main() -> None:
    """Read a job, do it, tell how far it is and what it came to."""
    task, workspace, sources = json.load(sys.stdin)
    last: tuple[float, str] = (0.0, "")

    def tell(doing: str, done: int, total: int) -> None:
        nonlocal last
        now = monotonic()
        if doing != last[1] or now - last[0] >= OFTEN or done == total:
            last = now, doing
            _write(["progress", doing, done, total])

    _write(["outcome", *_outcome(Job(task, workspace, tuple(sources)), tell)])


def _write(value: Sequence[Any]) -> None:
    sys.stdout.buffer.write(json.dumps(value).encode("ascii") + b"\n")
    sys.stdout.buffer.flush()


def _outcome(job: Job, tell: Tell) -> Outcome:
    """Do it; what goes wrong is a line."""
    from seeds.pool import KilledError
    from store.workspace import WorkspaceError
    from tui.log import record

    try:
        return _done(job, tell)
    except (WorkspaceError, KilledError, OSError) as error:
        return Outcome(str(error), done=False)
    except Exception as error:  # noqa: BLE001 - the parent must hear of it
        record(error)
        return Outcome("a bug in wirecopy, recorded in the log", done=False)


def _done(job: Job, tell: Tell) -> Outcome:
    from seeds import following, intake
    from seeds.fetch import Fetcher
    from store.workspace import Workspace

    workspace = Workspace.open(Path(job.workspace))

    def analysed(done: int, total: int) -> None:
        tell("analysing", done, total)

    def reading(done: int, total: int, _: str) -> None:
        tell("reading", done, total)

    if job.task == "sum-up":
        from store import fulltext

        return Outcome("", fulltext.keep(workspace))
    if job.task == "renew":
        return Outcome(_bugs(intake.renew(workspace, analysed)), done=True)
    tell("reading", 0, 0)
    if job.task == "add":
        added = intake.add(workspace, job.sources, reading, fetcher=Fetcher(), analysed=analysed)
    elif job.task == "follow":
        added = following.follow(workspace, job.sources[0], Fetcher())
    else:
        added, unchanged = following.refresh(workspace, Fetcher(), reading)
        if not added.puts and not added.refused:
            return Outcome(f"nothing new at {unchanged} addresses", done=True)
    return _told(added)


def _told(added: Any) -> Outcome:
    """What became of sources; the first reason where nothing came of them."""
    if not added.puts and added.refused:
        more = f" (and {len(added.refused) - 1} more)" if len(added.refused) > 1 else ""
        return Outcome(f"{added.refused[0].name}: {added.refused[0].reason}{more}", done=False)
    bugs = _bugs(added.failed)
    return Outcome(added.summary() + (f"; {bugs}" if bugs else ""), done=True)


def _bugs(failures: Sequence[Any]) -> str:
    from tui.log import not_analysed

    lines = not_analysed(failures)
    return lines[0] + (f" (and {len(lines) - 1} more)" if len(lines) > 1 else "") if lines else ""


if __name__ == "__main__":
    main()
