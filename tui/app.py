"""The application: opens a workspace and shows the workbench."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from store.workspace import Workspace
from textual.app import App
from textual.binding import BindingType

from tui.screens.workbench import Workbench
from tui.session import Session

THEMES = ("textual-dark", "textual-light", "textual-ansi")


class WirecopyApp(App[None]):
    """The terminal app over one workspace."""

    TITLE = "wirecopy"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.session = Session(workspace)

    def on_mount(self) -> None:
        """Show the workbench; analyse afterwards what was not analysed yet."""
        bench = Workbench(self.session)
        self.push_screen(bench)
        if self.workspace.needs_analysis():
            from tui.workers import analyse

            self.run_worker(partial(analyse, bench, self.workspace), thread=True, group="intake")


def run(path: Path) -> int:
    """Open the workspace at `path` in the app; the exit code of the command."""
    WirecopyApp(Workspace.open(path, create=True)).run()
    return 0
