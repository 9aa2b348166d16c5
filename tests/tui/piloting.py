"""What several tests of the app do: press keys, read what is drawn, make a workspace."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from seeds import intake
from store.records import Article, article_id
from store.workspace import Workspace
from tui.screens.listed import Listed
from tui.screens.workbench import Workbench


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each after what the one before began is done."""
    for key in keys:
        await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def drawn(pilot: Pilot[None]) -> str:
    """The lines of the view on top of the workbench."""
    screen = pilot.app.screen
    assert isinstance(screen, Listed)
    view = screen.view
    return "\n".join(view.render_line(y).text.rstrip() for y in range(view.size.height))


def bench_of(pilot: Pilot[None]) -> Workbench:
    """The workbench, which must be on top."""
    assert isinstance(pilot.app.screen, Workbench)
    return pilot.app.screen


def analysed(path: Path, name: str, text: str) -> Path:
    """A workspace with one analysed article."""
    workspace = Workspace.open(path, create=True)
    workspace.put_articles([Article(article_id(name, text), name, name, text)])
    intake.renew(workspace)
    return path
