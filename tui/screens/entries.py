"""A list over the workbench whose rows are a few wrapped lines: acts, conflicts, lost reviews."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from tui import actions, display
from tui.screens.listed import Listed
from tui.widgets import cells
from tui.widgets.line_view import EMPTY, Line, LineView

LONGEST = 2_000
"""Code points of a text that are shown in a list."""


class Told(NamedTuple):
    """One paragraph of an entry: its text, how it is drawn, and how far it is indented."""

    text: str
    style: str = ""
    indent: int = 3


class Entry(NamedTuple):
    """A row: what `Picked` calls it, and its paragraphs."""

    ident: str
    told: tuple[Told, ...]


class Picked(NamedTuple):
    """What the reader wants of an entry: the word of a key, and which entry."""

    act: str
    ident: str


class EntriesView(LineView):
    """The entries, a blank line between them."""

    def __init__(self, heading: str, entries: Sequence[Entry], hints: str, empty: str) -> None:
        super().__init__(id="entries")
        self.heading = heading
        self.entries = entries
        self.hints, self.empty = hints, empty
        self.lines: list[Line] = []
        self.starts: list[int] = []

    def take(self, entries: Sequence[Entry]) -> None:
        """Show other entries."""
        self.entries = entries
        self.content_changed()

    def lay_out(self, width: int) -> None:
        """Wrap the paragraphs."""
        self.lines, self.starts = [], []
        for number, entry in enumerate(self.entries):
            if number:
                self.lines.append(EMPTY)
            self.starts.append(len(self.lines))
            for told in entry.told:
                self.lines += _wrapped(told, width)

    def line_count(self) -> int:
        """All lines."""
        return len(self.lines)

    def row_count(self) -> int:
        """The entries."""
        return len(self.entries)

    def row_of(self, line: int) -> int:
        """The entry of a line."""
        return max(0, bisect_right(self.starts, line) - 1)

    def lines_of(self, row: int) -> tuple[int, int]:
        """The lines of an entry, without the blank one after it."""
        last = row + 1 == len(self.starts)
        return self.starts[row], len(self.lines) if last else self.starts[row + 1] - 1

    def line_at(self, number: int) -> Line:
        """A line of an entry."""
        return self.lines[number]

    def page(self, direction: int) -> None:
        """A window's height up or down, to an entry."""
        line = self.starts[self.cursor] if self.starts else 0
        line += direction * max(1, self.body_height - 2)
        self.place_cursor(self.row_of(max(0, line)), tell=True)

    def position(self) -> str:
        """The keys."""
        return self.hints

    def empty_text(self) -> str:
        """Why there is nothing."""
        return self.empty


def _wrapped(told: Told, width: int) -> list[Line]:
    shown = display.line(told.text, LONGEST)
    lead = " " * told.indent
    room = max(8, width - told.indent - 1)
    spans = cells.wrap(shown, 0, len(shown), room)
    return [Line(((lead + shown[start:end], told.style),)) for start, end in spans]


class EntriesScreen(Listed[Picked]):
    """The list; a key of `keys` closes it and says what is wanted of the entry under the cursor."""

    DEFAULT_CSS = """
    EntriesScreen { background: $background; }
    """
    view: EntriesView

    def __init__(self, view: EntriesView, keys: dict[str, str], own: str) -> None:
        """`keys` are Textual key names to words of `Picked`; `own` the action that opened this."""
        super().__init__()
        self.view = view
        for key, act in keys.items():
            self._bindings.bind(key, f"pick('{act}')", show=False)
        self._bindings.bind(",".join(actions.BY_ID[own].keys), "close_sheet", show=False)

    def action_pick(self, act: str) -> None:
        """Close, and have something done with the entry."""
        if self.view.entries:
            self.dismiss(Picked(act, self.view.entries[self.view.cursor].ident))
