"""Versions, times and places: what a report of a mistake should say."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import ClassVar

from textual.binding import Binding, BindingType

from analysis import ENGINE
from tui import VERSION, display, log, settings
from tui.known import Fact
from tui.screens.sheet import Sheet
from tui.screens.why import fact_lines
from tui.session import Session
from tui.widgets.line_view import EMPTY, Line

PACKAGES = ("textual", "rich", "tinydb", "msgspec", "rapidfuzz")


class AboutScreen(Sheet):
    """The sheet of the program itself."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f12", "close_sheet", "Close", show=False)]

    def __init__(self, session: Session) -> None:
        self.session = session
        super().__init__("About wirecopy", self._lines)

    def _lines(self, width: int) -> list[Line]:
        return [EMPTY, *(line for fact in self._facts() for line in fact_lines(fact, width))]

    def _facts(self) -> list[Fact]:
        session = self.session
        size = f"{len(session.articles):,} articles, {len(session.finding_by_id):,} findings"
        keys = sorted(getattr(self.app, "key_times", ()))
        times = (
            f"{keys[len(keys) // 2]:.0f} ms median, {keys[len(keys) * 19 // 20]:.0f} ms at 95 %"
            if keys
            else "none yet"
        )
        return [
            Fact("wirecopy", VERSION),
            Fact("engine", ENGINE),
            Fact("Python", f"{platform.python_version()} on {platform.system()}"),
            *(Fact(name, _version(name)) for name in PACKAGES),
            Fact("workspace", f"{display.line(str(session.workspace.path))}: {size}"),
            Fact("acts", f"{times}, of the last {len(keys)} keys"),
            Fact("settings", display.line(str(settings.path()))),
            Fact("log", display.line(str(log.place()))),
        ]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not there"
