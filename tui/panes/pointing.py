"""The mouse in the reader: a click goes to the finding under it, a drag takes words."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events

from tui.messages import FindingChosen, WordsChosen
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from tui.panes.reader import ReaderPane


class PointedText(LineView):
    """A view of text whose `offset_under` tells what stands where."""

    ALLOW_SELECT = False
    pressed: int | None = None
    """The offset at which the mouse was pressed and is still held."""

    def offset_under(self, x: int, y: int) -> int | None:
        """The offset of the character at a place of the widget; None where there is no text."""
        raise NotImplementedError

    def finding_under(self, offset: int) -> str | None:
        """The id of the shortest finding around an offset."""
        raise NotImplementedError

    def _under(self, event: events.MouseEvent) -> int | None:
        return self.offset_under(event.x - self.styles.gutter.left, event.y)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Perhaps the beginning of a drag."""
        self.pressed = self._under(event) if event.button == 1 else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """A drag: take the words from where it began."""
        if self.pressed is None or event.button != 1:
            return
        here = self._under(event)
        if here is not None and here != self.pressed:
            begun, self.pressed = self.pressed, None
            self.post_message(WordsChosen(begun, here))

    def on_click(self, event: events.Click) -> None:
        """Go to the finding under the mouse."""
        event.prevent_default()
        self.pressed = None
        offset = self._under(event)
        finding = self.finding_under(offset) if offset is not None else None
        if finding is not None:
            self.post_message(FindingChosen(finding))


def offset_in(reader: ReaderPane, x: int, y: int, gutter: int) -> int | None:
    """The article offset of the character at a place of the reader, None beside its text.

    A place right of a line is its last character.
    """
    index = reader.top + y - 1 - len(reader.head)
    if reader.article is None or y < 1 or not 0 <= index < len(reader.lines) or x < gutter:
        return None
    start, end = reader.lines[index]
    text, cells, place = reader.shown.text, x - gutter, start
    for place in range(start, end):
        cells -= cell_len(text[place])
        if cells < 0:
            break
    if start == end:
        return None
    at = reader.shown.at
    return max(0, bisect_right(range(len(reader.article.text)), place, key=at) - 1)
