"""A view of lines drawn on demand: the base of every pane.

Only what is visible is asked for and drawn, so a million rows cost what fifty do.  The widget draws
its own title line and scroll mark, so a pane is one widget.  All text passes `display.piece` here:
this is the door between text from outside and the screen.
"""

from __future__ import annotations

import re

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.reactive import reactive

from tui import display
from tui.widgets import cells
from tui.widgets.lines import EMPTY as EMPTY
from tui.widgets.lines import Line as Line
from tui.widgets.lines import Piece as Piece
from tui.widgets.lines import hits_marked as hits_marked
from tui.widgets.painted import PaintedLines

LEAST_HEADING = 6
"""Cells of a heading below which the position at its right gives way."""


class LineView(PaintedLines, can_focus=True):
    """Lines in a scrolling window below a title line.

    Subclasses give `lay_out`, `line_count`, `line_at`; lists with a cursor also `row_count`,
    `row_of` and `lines_of`, which default to one line a row.
    """

    DEFAULT_CSS = "LineView { height: 1fr; width: 1fr; }"

    cursor: reactive[int] = reactive(0, repaint=False)
    has_cursor = True
    heading = ""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.top = 0
        self.laid_width = -1
        self.titled: tuple[int, int, str] | None = None
        self.tail: tuple[str, ...] = ()
        self.picked: tuple[int, int] | None = None
        self.needle: re.Pattern[str] | None = None
        self._thumb = range(0)
        self.settled_at: Size | None = None
        self._lines_kept: dict[int, Line] = {}
        self._kept_of: tuple[object, ...] | None = None

    # What subclasses say

    def lay_out(self, width: int) -> None:
        """Prepare the lines for a width in cells; called when the width or the content changed."""

    def line_count(self) -> int:
        """How many lines there are."""
        return 0

    def line_at(self, number: int) -> Line:
        """The line with this number, 0-based."""
        raise NotImplementedError

    def lines_hang_on(self) -> tuple[object, ...] | None:
        """All that `line_at` looks at; its lines are kept as long as these are the same objects.

        None: every line is made anew.
        """
        return None

    def hangs_on_more(self, number: int) -> bool:
        """Whether this one line looks at more than `lines_hang_on` says: it is not kept."""
        return False

    def row_count(self) -> int:
        """How many rows the cursor can stand on."""
        return self.line_count()

    def row_of(self, line: int) -> int:
        """The row that a line belongs to."""
        return line

    def lines_of(self, row: int) -> tuple[int, int]:
        """First line and line after the last of a row."""
        return row, row + 1

    def position(self) -> str:
        """What stands at the right of the title: where the cursor is."""
        total = self.row_count()
        return f"{min(self.cursor + 1, total)}/{total}" if total and self.has_cursor else ""

    def moved(self) -> None:
        """The reader moved the cursor; subclasses post what was chosen."""

    def show(self) -> None:
        """Follow the session to its article and finding; draw verdicts anew."""
        self.repaint()

    def reviewed(self) -> None:
        """Draw verdicts anew, and stay where the reader is."""
        self.repaint()

    def open_row(self) -> None:
        """The key enter on the cursor's row."""

    def empty_text(self) -> str:
        """What an empty view says: why it is empty and what to do."""
        return ""

    def find(self, needle: re.Pattern[str]) -> list[int]:
        """The lines on which hits begin, one entry a hit, in order."""
        self._ensure_laid_out()
        hits: list[int] = []
        for number in range(self.line_count()):
            text = "".join(piece for piece, _ in self.line_at(number).pieces)
            hits += [number] * sum(1 for _ in needle.finditer(text))
        return hits

    # Geometry

    @property
    def body_height(self) -> int:
        """Lines below the title."""
        return max(1, self.size.height - 1 - len(self.tail))

    @property
    def text_width(self) -> int:
        """Cells for text: the last column is the scroll mark."""
        return max(1, self.size.width - 1)

    def content_changed(self) -> None:
        """Lay out again and repaint: the rows are other ones now."""
        self.laid_width = -1
        self._ensure_laid_out()
        self._keep_cursor()
        self._clamp()
        self.repaint()

    def _keep_cursor(self) -> None:
        """On a row that there is: there may be fewer now."""
        self.set_reactive(LineView.cursor, max(0, min(self.cursor, self.row_count() - 1)))

    def _ensure_laid_out(self) -> None:
        """Lay out for the present width; the first time, go to where the session is."""
        if self.size.width and self.laid_width != self.text_width:
            first, self.laid_width = self.laid_width < 0, self.text_width
            self.lay_out(self.text_width)
            self._keep_cursor()
            if first:
                self.show()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in sight when the window changes."""
        if self.settled_at == self.size:
            return
        self.settled_at = self.size
        row = self.cursor
        self._ensure_laid_out()
        self._clamp()
        if self.has_cursor:
            self.show_row(row)

    def show_again(self) -> None:
        """About to be put on screen, of the size that is due: follow the session to its place."""
        self._ensure_laid_out()
        self._clamp()
        self.show()
        self.settled_at = self.size

    def on_show(self) -> None:
        """On screen: what was decided out of sight may have been decided for another size."""
        if self.settled_at != self.size:
            self.show_again()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """All lines and the title, for layouts that ask."""
        return self.line_count() + 1

    # Movement

    def _clamp(self) -> None:
        self.top = max(0, min(self.top, self.line_count() - self.body_height))

    def scroll_lines(self, amount: int) -> None:
        """Move the window without the cursor."""
        before = self.top
        self.top += amount
        self._clamp()
        if self.top != before:
            self.repaint()

    def show_lines(self, first: int, last: int, *, context: int = 1) -> None:
        """Bring lines first..last-1 into the window, with some lines around them."""
        height = self.body_height
        context = min(context, max(0, (height - (last - first)) // 2))
        if last + context > self.top + height:
            self.top = last + context - height
        if first - context < self.top:
            self.top = first - context
        self._clamp()
        self.repaint()

    def show_row(self, row: int) -> None:
        """Bring a row into the window."""
        if self.row_count():
            self.show_lines(*self.lines_of(max(0, min(row, self.row_count() - 1))))

    def place_cursor(self, row: int, *, tell: bool = False) -> None:
        """Put the cursor on a row; `tell` makes it the reader's own move."""
        total = self.row_count()
        if not total:
            return
        self.set_reactive(LineView.cursor, max(0, min(row, total - 1)))
        self.show_row(self.cursor)
        if tell:
            self.moved()

    def move(self, amount: int) -> None:
        """The keys j and k: the cursor, or the window where there is no cursor."""
        if self.has_cursor:
            self.place_cursor(self.cursor + amount, tell=True)
        else:
            self.scroll_lines(amount)

    def page(self, direction: int) -> None:
        """A window's height up or down."""
        amount = max(1, self.body_height - 2)
        if not self.has_cursor:
            self.scroll_lines(direction * amount)
            return
        line = self.lines_of(self.cursor)[0] + direction * amount
        line = max(0, min(line, self.line_count() - 1))
        self.place_cursor(self.row_of(line), tell=True)

    def to_edge(self, *, last: bool) -> None:
        """The keys g and G."""
        if self.has_cursor:
            self.place_cursor(self.row_count() - 1 if last else 0, tell=True)
        else:
            self.scroll_lines(self.line_count() if last else -self.line_count())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the window."""
        event.stop()
        self.scroll_lines(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the window."""
        event.stop()
        self.scroll_lines(-3)

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a row."""
        line = self.top + event.y - 1
        if event.y >= 1 and self.has_cursor and line < self.line_count():
            self.place_cursor(self.row_of(line), tell=True)

    # Drawing

    def begin_lines(self) -> None:
        """Lay out; see which lines can be kept, and where the scroll mark stands."""
        self._ensure_laid_out()
        now, held = self.lines_hang_on(), self._kept_of
        if now is None or held is None or any(a is not b for a, b in zip(now, held, strict=True)):
            self._lines_kept, self._kept_of = {}, now
        total, height = self.line_count(), self.body_height
        self._thumb = range(0)
        if total > height and not self.screen.has_class("plain"):
            size = max(1, height * height // total)
            first = 1 + (height - size) * self.top // max(1, total - height)
            self._thumb = range(first, first + size)

    def _line(self, number: int) -> Line:
        line = self._lines_kept.get(number)
        if line is None:
            line = self.line_at(number)
            if self._kept_of is not None and not self.hangs_on_more(number):
                self._lines_kept[number] = line
        return line

    def composed(self, y: int) -> tuple[Line, str]:
        """The title, a line of the window, or one of the tail."""
        width = self.size.width
        if y == 0:
            return self._title_line(), ""
        below = y - (self.size.height - len(self.tail))
        if below >= 0:
            return Line(((f"  {cells.cut(self.tail[below], width - 3)}", "dim"),)), ""
        number = self.top + y - 1
        if number >= self.line_count():
            return self._below_all(y, width), ""
        line = self._line(number)
        if self.picked and self.has_cursor and self._is_picked(number):
            line = Line(line.pieces, f"{line.under} picked".strip())
        if self.needle is not None:
            line = Line(hits_marked(line.pieces, self.needle), line.under)
        if self.has_cursor and self.row_of(number) == self.cursor:
            under = f"{line.under} {'cursor' if self.has_focus else 'cursor-blur'}"
            line = Line(line.pieces, under.strip())
        return line, self._scroll_mark(y)

    def _below_all(self, y: int, width: int) -> Line:
        """Nothing, or why there is nothing at all."""
        text = self.empty_text() if not self.line_count() else ""
        pieces = cells.wrap(text, 0, len(text), width - 4) if text else []
        if 2 <= y < 2 + len(pieces):
            first, last = pieces[y - 2]
            return Line((("  " + text[first:last], "dim"),))
        return EMPTY

    def _is_picked(self, line: int) -> bool:
        first, last = self.picked or (0, -1)
        return first <= self.row_of(line) <= last

    def _title_line(self) -> Line:
        where, width = self.position(), self.size.width
        style = "title-focus" if self.has_focus else "title"
        lead = "▸" if self.has_focus else " "
        if self.titled is not None:
            number, total, name = self.titled
            lead += f"{number}/{total} "
            if not self.heading.startswith(name):
                lead += f"{name}  "
        room = width - cell_len(lead) - cell_len(where) - 2
        if room < LEAST_HEADING:
            room, where = max(0, room + cell_len(where)), ""
        return Line(
            ((lead + cells.fit(display.line(self.heading), room), style), (f" {where} ", style))
        )

    def _scroll_mark(self, y: int) -> str:
        return "▐" if y in self._thumb else " "
