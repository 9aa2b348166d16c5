"""Long work runs in a process of its own: it is shown, it can be stopped, keys go on."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from store.workspace import Workspace
from tests.tui.test_workbench import app_on, bench_of, press, settle
from tui import working
from tui.widgets.status import TopLine
from tui.working import Job, Outcome, Progress


def test_progress_says_how_long_it_will_take() -> None:
    assert Progress("reading", 0, 0).line() == "reading"
    assert Progress("analysing", 50, 1000, 10.0).line() == "analysing 50/1,000, about 3 min left"
    assert Progress("analysing", 900, 1000, 90.0).line() == "analysing 900/1,000, about 10 s left"
    assert Progress("reading", 3, 4, 0.2).line() == "reading 3/4"


async def test_a_job_is_done_elsewhere_and_tells_how_far_it_is(tmp_path: Path) -> None:
    story = tmp_path / "new.txt"
    story.write_text("The mayor said the bridge would open on Monday.", "utf-8")
    Workspace.open(tmp_path / "w", create=True)
    heard: list[Progress] = []
    outcome = await working.work(Job("add", str(tmp_path / "w"), (str(story),)), heard.append)
    assert outcome == Outcome("1 added, 0 already there, 0 new versions, 0 refused", True)
    assert [one.doing for one in heard] == ["reading", "reading", "analysing"]
    assert (heard[-1].done, heard[-1].total) == (1, 1)
    workspace = Workspace.open(tmp_path / "w")
    assert workspace.findings(workspace.articles()[0].id).statements


async def test_what_goes_wrong_elsewhere_is_a_line(tmp_path: Path) -> None:
    outcome = await working.work(Job("renew", str(tmp_path / "none")), lambda _: None)
    assert not outcome.done
    assert "there is no workspace here" in outcome.said


async def test_work_is_shown_and_stopped_and_keys_go_on(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = asyncio.Event()

    async def endless(job: Job, told: object) -> Outcome:
        assert callable(told)
        told(Progress("analysing", 1, 5))
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        return Outcome(job.task, done=True)

    monkeypatch.setattr("tui.labour.work", endless)
    async with app_on(sample).run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        bench.labour.begin("renew")
        await pilot.press("n", "n")
        await pilot.pause()
        assert "analysing 1/5" in "".join(text for text, _ in bench.query_one(TopLine).left())
        bench.labour.begin("refresh")
        assert "one thing after another" in bench.foot.message
        await press(pilot, "ctrl+x")
        assert ended.is_set()
        assert not bench.query_one(TopLine).working
        assert "stopped" in bench.foot.message


async def test_a_refused_address_is_said_at_the_foot(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(job: Job, told: object) -> Outcome:
        del told
        return Outcome(f"{job.sources[0]}: no feed", done=False)

    monkeypatch.setattr("tui.labour.work", refuse)
    async with app_on(sample).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+a", *"https://x.invalid", "enter")
        assert bench_of(pilot).foot.message == "not done: https://x.invalid: no feed"
