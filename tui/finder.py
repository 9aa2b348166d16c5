"""Finding text in a pane: all hits marked, one after another, "3/17"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.screens.workbench import Workbench
    from tui.widgets.line_view import LineView


def pattern(query: str) -> re.Pattern[str] | None:
    """Words of a query in their order, any white space between them; None for an empty one.

    Case does not matter where the query has no capitals.
    """
    words = query.split()
    if not words:
        return None
    flags = re.NOFLAG if any(c.isupper() for c in query) else re.IGNORECASE
    return re.compile(r"\s+".join(map(re.escape, words)), flags)


class Finder:
    """The search that is on, if any, in one pane of the workbench."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self.pane: LineView | None = None
        self.query = ""
        self.lines: list[int] = []
        self.place = -1

    @property
    def on(self) -> bool:
        """Whether a search is on."""
        return self.pane is not None

    def begin(self, query: str) -> None:
        """Search the active pane and go to the first hit at or below the window's top."""
        self.end()
        needle = pattern(query)
        if needle is None:
            return
        pane = self.bench.active
        lines = pane.find(needle)
        if not lines:
            self.bench.say(f"not in this pane: {query}", "dim")
            return
        self.pane, self.query, self.lines = pane, query, lines
        pane.needle = needle
        self.place = next((n for n, line in enumerate(lines) if line >= pane.top), 0) - 1
        self.step(1)

    def step(self, amount: int) -> None:
        """The next or previous hit, in a circle."""
        if self.pane is None:
            self.bench.say("no search is on: / starts one", "dim")
            return
        self.place = (self.place + amount) % len(self.lines)
        line = self.lines[self.place]
        if self.pane.has_cursor:
            self.pane.place_cursor(self.pane.row_of(line), tell=True)
        self.pane.show_lines(line, line + 1, context=3)
        total = len(self.lines)
        self.bench.say(
            f"{self.place + 1}/{total}  {self.query}  ·  n next  N previous  esc ends the search"
        )

    def end(self) -> None:
        """No search any more."""
        if self.pane is not None:
            self.pane.needle = None
            self.pane.repaint()
        self.pane, self.lines, self.place = None, [], -1
