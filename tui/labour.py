"""Long work that the workbench has done for it: one job at a time, shown, and stopped by a key."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tui import display
from tui.messages import Failed, Loaded
from tui.working import Job, Progress, Task, work

if TYPE_CHECKING:
    from textual.worker import Worker

    from tui.screens.workbench import Workbench

BEGUN: dict[Task, str] = {
    "add": "adding",
    "renew": "analysing",
    "follow": "following",
    "refresh": "asking again",
    "sum-up": "",
}


PAUSE = 0.2
"""Seconds between two looks at whether the job under way is done."""


async def afterwards(bench: Workbench, task: Task) -> None:
    """Begin a job when the one under way is done."""
    while bench.labour.on:
        await asyncio.sleep(PAUSE)
    bench.labour.begin(task)


class Labour:
    """The job of a workbench, if one is under way."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self._worker: Worker[None] | None = None

    @property
    def on(self) -> bool:
        """Whether a job is under way."""
        return self._worker is not None and not self._worker.is_finished

    def begin(self, task: Task, sources: tuple[str, ...] = ()) -> None:
        """Start a job; refused while another is under way."""
        if self.on:
            self.bench.say("one thing after another: ctrl+x stops what is under way", "dim")
            return
        job = Job(task, str(self.bench.session.workspace.path), sources)
        self._worker = self.bench.run_worker(self._do(job), group="labour", exit_on_error=False)

    def stop(self) -> None:
        """End the job; what was stored before stays."""
        if not self.on or self._worker is None:
            self.bench.say("nothing is under way", "dim")
            return
        self._worker.cancel()
        self.bench.show_work("")
        self.bench.say("stopped; what was stored before stays", "dim")

    async def _do(self, job: Job) -> None:
        quiet = job.task == "sum-up"
        self.bench.show_work(BEGUN[job.task])

        def told(progress: Progress) -> None:
            self.bench.show_work(progress.line())

        try:
            outcome = await work(job, told)
        except OSError as error:
            self.bench.post_message(Failed(display.line(f"not done: {error}")))
            return
        finally:
            self.bench.show_work("")
        if quiet:
            return
        if not outcome.done:
            self.bench.post_message(Failed(display.line(f"not done: {outcome.said}")))
            return
        await self.bench.marking.news()
        self.bench.post_message(Loaded(display.line(outcome.said)))
