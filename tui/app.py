"""The application: opens a workspace and shows the workbench."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import BindingType

from analysis import ENGINE
from store.workspace import Workspace, WorkspaceError
from tui import colours
from tui.screens.workbench import Workbench
from tui.session import Session

if TYPE_CHECKING:
    from textual.command import Provider


def _actions() -> type[Provider]:
    """The palette's provider, imported when the palette opens."""
    from tui.palette import Actions

    return Actions


class WirecopyApp(App[None]):
    """The terminal app over one workspace."""

    TITLE = "wirecopy"
    CSS_PATH = "screens/workbench.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_actions}
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.session = Session(workspace)
        self.register_theme(colours.DARK)
        self.register_theme(colours.LIGHT)
        self.theme = colours.DARK.name

    def get_default_screen(self) -> Workbench:
        """The workbench is the only screen of the first frame."""
        self.bench = Workbench(self.session)
        return self.bench

    def on_mount(self) -> None:
        """Analyse what was not analysed yet, after the first frame."""
        self.run_worker(self.workspace.warm, thread=True, group="warm")
        if self.workspace.needs_analysis(ENGINE):
            from tui.workers import analyse

            self.run_worker(
                partial(analyse, self.bench, self.workspace), thread=True, group="intake"
            )

    def _print_error_renderables(self) -> None:
        """No traceback on the terminal: `run` hands the error on to the log."""
        self._exit_renderables.clear()


def run(path: Path) -> int:
    """Open the workspace at `path` in the app; the exit code of the command.

    What went wrong inside the app is raised when the terminal is itself again.
    """
    app = WirecopyApp(Workspace.open(path, create=True))
    app.run()
    with contextlib.suppress(WorkspaceError):
        app.session.keep_place()
    if app._exception is not None:
        raise app._exception
    return 0
