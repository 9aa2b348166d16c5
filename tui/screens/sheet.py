"""A sheet over the workbench: lines to read, closed by escape, q or the key that opened it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tui import actions
from tui.widgets.line_view import Line, LineView

MOVES = ("down", "up", "page_down", "page_up", "top", "bottom")
MARGIN = 2
Compose = Callable[[int], list[Line]]
"""Lines for a width in cells."""


def is_plain(app: App[object]) -> bool:
    """Whether the reader wants no boxes."""
    return bool(getattr(getattr(app, "settings", None), "plain", False))


class SheetView(LineView):
    """The lines of a sheet."""

    has_cursor = False
    closing = "esc closes"

    def __init__(self, heading: str, compose: Compose) -> None:
        super().__init__()
        self.heading = heading
        self.write = compose
        self.lines: list[Line] = []

    def lay_out(self, width: int) -> None:
        """Compose for the width."""
        self.lines = self.write(width)

    def line_count(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    def line_at(self, number: int) -> Line:
        """The line with this number."""
        return self.lines[number]

    def position(self) -> str:
        """How to get away, and how far one has read."""
        more = self.line_count() > self.body_height
        return f"j k scroll  {self.closing}" if more else self.closing


class Sheet(ModalScreen[None]):
    """A modal screen of one `SheetView`, as high as its lines need."""

    DEFAULT_CSS = """
    Sheet { align: center middle; background: $background 50%; }
    Sheet SheetView { background: $surface; border: round $primary; padding: 0; }
    Sheet.plain SheetView { border: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close_sheet", "Close", show=False),
        *(
            Binding(",".join(actions.BY_ID[name].keys), f"step('{name}')", "", show=False)
            for name in MOVES
        ),
    ]

    def __init__(self, heading: str, compose: Compose, *, widest: int = 90) -> None:
        super().__init__()
        self.view = SheetView(heading, compose)
        self.widest = widest

    def compose(self) -> ComposeResult:
        """The lines."""
        yield self.view

    def on_mount(self) -> None:
        """Take the room that the lines need."""
        self.set_class(is_plain(self.app), "plain")
        self._fit()
        self.view.focus()

    def on_resize(self) -> None:
        """Another terminal size."""
        self._fit()

    def _fit(self) -> None:
        width = max(20, min(self.widest, self.app.size.width - MARGIN))
        lines = len(self.view.write(max(1, width - 3)))
        self.view.styles.width = width
        self.view.styles.height = max(4, min(lines + 3, self.app.size.height - MARGIN))

    def action_close_sheet(self) -> None:
        """Back to the workbench."""
        self.dismiss()

    def action_step(self, name: str) -> None:
        """Scroll."""
        view = self.view
        if name in ("down", "up"):
            view.move(1 if name == "down" else -1)
        elif name in ("page_down", "page_up"):
            view.page(1 if name == "page_down" else -1)
        else:
            view.to_edge(last=name == "bottom")
