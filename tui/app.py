"""The application: opens a workspace and shows the workbench."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import BindingType

from store.workspace import Workspace, WorkspaceError
from tui import actions, colours, display, keymap
from tui.screens.frame import layout_of
from tui.screens.workbench import Workbench
from tui.session import Session
from tui.settings import Settings

if TYPE_CHECKING:
    from textual.command import Provider

POLL = 0.7
"""Seconds between looks at what other processes wrote."""
AFTER_FIRST_FRAME = 0.3
"""Seconds that the first frame has the processor for itself."""


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

    def __init__(self, workspace: Workspace, settings: Settings | None = None) -> None:
        super().__init__()
        self.workspace = workspace
        self.settings = settings or Settings()
        self.key_times: deque[float] = deque(maxlen=500)
        self.keymap_in_force, self.misfits = keymap.of(self.settings)
        self.session = Session(workspace)
        self.begun = asyncio.Event()
        for theme in colours.OWN:
            self.register_theme(theme)
        kept = workspace.settings.get("theme")
        self._begin_with(str(kept) if kept in colours.NAMES else self.settings.theme)
        if changed := self.keymap_in_force.textual():
            self.set_keymap(changed)

    def _begin_with(self, name: str) -> None:
        """The theme of the first frame, in force before a style is parsed: setting `theme` would
        have all of them parsed twice."""
        self.set_reactive(App.theme, name)
        dark = self.current_theme.dark
        classes = {f"-theme-{name}": True, "-dark-mode": dark, "-light-mode": not dark}
        self.update_classes(classes, update=False)
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Workbench:
        """The workbench is the only screen of the first frame."""
        self.bench = Workbench(self.session, self.settings, self.keymap_in_force)
        return self.bench

    def on_mount(self) -> None:
        """What need not be there for the first frame comes after it."""
        self.set_timer(AFTER_FIRST_FRAME, self._begin)

    def _begin(self) -> None:
        """Watch the workspace, and analyse what was not analysed yet.

        Start-up makes what lives as long as the app: the collector of cycles, which the command
        line switched off, need not look at any of it.
        """
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        self.run_worker(self._warm, thread=True, group="warm")
        if self.misfits:
            more = f" (and {len(self.misfits) - 1} more)" if len(self.misfits) > 1 else ""
            self.bench.say(display.line(f"settings: {self.misfits[0]}{more}"), "false")
        for notice in self.workspace.notices():
            self.bench.say(display.line(notice), "false")
        self.set_interval(POLL, self._look_around)
        self.bench.make_all()
        self.bench.look_ahead()
        self.bench.take_up()
        from seeds import catalogues, regrouping

        if notice := catalogues.notice(self.workspace):
            self.bench.say(display.line(notice), "false")
        if catalogues.stale(self.workspace) or regrouping.due(self.workspace):
            self.bench.labour.begin("renew")
        elif self.session.could_be_summed_up:
            self.bench.labour.begin("sum-up")
        self.begun.set()

    def _warm(self) -> None:
        """Import what the first key, the first write and the first diff need."""
        from tui import deeds_correct, deeds_look, deeds_marks, workers

        del deeds_correct, deeds_look, deeds_marks, workers
        self.workspace.warm()
        from tui.panes import diff

        diff.warm()

    def _look_around(self) -> None:
        """Not during an own act, nor during the look before: what that takes in must be shown."""
        busy = ("news", "reviews")
        if not any(one.group in busy and not one.is_finished for one in self.workers):
            self.bench.run_alone(self.bench.look_around, "news")

    def action_help_quit(self) -> None:
        """The key ctrl+c, with which terminals end or copy: say which keys do."""
        keys = {a.id: actions.key_glyph(a.keys[0]) for a in self.keymap_in_force.actions if a.keys}
        self.bench.say(f"{keys.get('quit', 'ctrl+q')} quits, {keys.get('copy', ':')} copies", "dim")

    def keep(self) -> None:
        """Have the workspace remember place, layout, filter and theme.  Raises WorkspaceError."""
        theme = self.theme if self.theme != self.settings.theme else None
        self.session.keep_place(
            layout=layout_of(self.bench.view), theme=theme, **self.bench.left_off()
        )

    def _print_error_renderables(self) -> None:
        """No traceback on the terminal: `run` hands the error on to the log."""
        self._exit_renderables.clear()


def run(path: Path, *, plain: bool = False) -> int:
    """Open the workspace at `path` in the app; the exit code of the command.

    `plain` shows one pane at a time and no boxes, whatever the settings say.  What went wrong
    inside the app is raised when the terminal is itself again.
    """
    from tui import settings

    held = settings.load()
    app = WirecopyApp(Workspace.open(path, create=True), held._replace(plain=plain or held.plain))
    app.run()
    with contextlib.suppress(WorkspaceError):
        app.keep()
    if app._exception is not None:
        raise app._exception
    return 0
