"""A pane is ready before its key is pressed: laid out in one frame, the diff made beforehand."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual._compositor import Compositor
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot

from store.workspace import Workspace
from tests.tui.conftest import StoryMaker
from tests.tui.piloting import bench_of, press
from tui import ahead, workers
from tui.app import WirecopyApp
from tui.arrangement import PANES
from tui.panes import diff_pairs

SAID = "The port will not open before Friday. The union had asked for more time on Monday. "


@pytest.fixture
def pair(maker: StoryMaker) -> Path:
    """Two copies of one text with a statement each."""
    for name in ("000", "001"):
        maker.article(name, f"{SAID}It rained over the harbour {name}.")
        maker.say(name, "The port will not open before Friday", "Mayor")
    maker.copy("000", "001")
    maker.session()
    return maker.folder


async def begun(pilot: Pilot[None]) -> None:
    assert isinstance(pilot.app, WirecopyApp)
    await asyncio.wait_for(pilot.app.begun.wait(), 20)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_the_diff_of_the_article_one_stays_in_is_ready_before_it_is_asked_for(
    pair: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "STAY", 3600)
    app = WirecopyApp(Workspace.open(pair))
    async with app.run_test(size=(120, 40)) as pilot:
        await begun(pilot)
        bench = bench_of(pilot)
        assert bench.ahead is not None
        bench.ahead.make_ready()
        await pilot.app.workers.wait_for_complete()
        monkeypatch.setattr(workers, "aligned", lambda *both: pytest.fail("aligned again"))
        await press(pilot, "d")
        model = bench.diff.model
        assert model is not None
        assert {model.left.id, model.right.id} == set(bench.session.diff_pair or ())


async def test_a_diff_made_ahead_is_not_shown_for_other_findings(
    pair: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "STAY", 3600)
    app = WirecopyApp(Workspace.open(pair))
    async with app.run_test(size=(120, 40)) as pilot:
        await begun(pilot)
        bench = bench_of(pilot)
        both = bench.session.articles[0], bench.session.articles[1]
        alignment, made = workers.aligned(*both), []
        compared = diff_pairs.compared

        def counted(*of: object) -> object:
            made.append(of)
            return compared(*of)  # type: ignore[arg-type]

        monkeypatch.setattr(diff_pairs, "compared", counted)
        known = bench.diff.known
        known.make_ready(bench.session, both, alignment)
        known.model(bench.session, both, alignment)
        assert len(made) == 1
        known.make_ready(bench.session, both, alignment)
        bench.session.load()
        known.model(bench.session, both, alignment)
        assert len(made) == 3


async def test_another_pane_is_one_frame_and_looks_up_no_style(
    pair: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = WirecopyApp(Workspace.open(pair))
    async with app.run_test(size=(120, 40)) as pilot:
        await begun(pilot)
        assert set(bench_of(pilot).panes) == set(PANES)
        await press(pilot, "6", "4", "6", "2", "6")
        applied: list[object] = []
        laid: list[object] = []
        apply, reflow = Stylesheet.apply, Compositor.reflow

        def counted_apply(self: Stylesheet, node: object, **more: object) -> None:
            applied.append(node)
            apply(self, node, **more)  # type: ignore[arg-type]

        def counted_reflow(self: Compositor, *where: object) -> object:
            laid.append(where)
            return reflow(self, *where)  # type: ignore[arg-type]

        monkeypatch.setattr(Stylesheet, "apply", counted_apply)
        monkeypatch.setattr(Compositor, "reflow", counted_reflow)
        await press(pilot, "4")
        assert (len(applied), len(laid)) == (0, 1)
        assert bench_of(pilot).active.id == "statements"
