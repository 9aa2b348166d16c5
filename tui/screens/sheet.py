"""A sheet over the workbench: lines to read, closed by escape, q or the key that opened it."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App

from tui.screens.listed import Listed
from tui.widgets.line_view import Line, LineView

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
        self._compose_lines = compose
        self._written = -1
        self.lines: list[Line] = []

    def write(self, width: int) -> list[Line]:
        """The lines for a width, composed once."""
        if width != self._written:
            self._written, self.lines = width, self._compose_lines(width)
        return self.lines

    def content_changed(self) -> None:
        """Other lines: compose them anew."""
        self._written = -1
        super().content_changed()

    def lay_out(self, width: int) -> None:
        """Compose for the width."""
        self.write(width)

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


class Sheet(Listed[None]):
    """A modal screen of one `SheetView`, as high as its lines need."""

    DEFAULT_CSS = """
    Sheet { align: center middle; background: $background 50%; }
    Sheet SheetView { background: $surface; border: round $primary; padding: 0; }
    Sheet.plain SheetView { border: none; }
    """
    view: SheetView

    def __init__(self, heading: str, compose: Compose, *, widest: int = 90) -> None:
        super().__init__()
        self.view = SheetView(heading, compose)
        self.widest = widest

    def on_mount(self) -> None:
        """Take the room that the lines need."""
        self.set_class(is_plain(self.app), "plain")
        self._fit()
        super().on_mount()

    def on_resize(self) -> None:
        """Another terminal size."""
        self._fit()

    def _fit(self) -> None:
        margin = 0 if self.has_class("plain") else MARGIN
        width = max(20, min(self.widest, self.app.size.width - margin))
        lines = len(self.view.write(max(1, width - 3)))
        self.view.styles.width = width
        self.view.styles.height = max(4, min(lines + 3, self.app.size.height - margin))
