"""A widget drawn line by line that repaints only the lines that changed.

Drawing a line costs ten times what composing its words does, so `refresh` composes what is in the
window and hands Textual just the lines that are other ones than before.
"""

from __future__ import annotations

from typing import NamedTuple, Self

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from tui import display, theme
from tui.widgets.lines import EMPTY, Line
from tui.widgets.strips import FinishedLines


class Drawn(NamedTuple):
    """What stands at one height: a line, the mark at its right end, the width."""

    line: Line
    mark: str
    width: int


class PaintedLines(Widget):
    """Subclasses say what stands at each height in `composed`."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    """As the base class has it; but nothing scrolls, so another one is no reason to lay out."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._styles_cache = FinishedLines()
        self._styles_by_name: dict[str, Style] = {}
        self._ground: theme.Ground | None = None
        self._ground_known = False
        self._drawn: dict[int, Drawn] = {}
        self._composed: dict[int, Drawn] = {}
        self._composed_for = (0, 0)
        self._comparing = False
        self._size_held: Size | None = None
        self.due: Size | None = None
        self.away = False

    @property
    def size(self) -> Size:
        """The content's size; held while lines are drawn, for Textual computes it at each call.

        Off screen it is what is `due`, so that lines are ready when the widget is shown.
        """
        return self._size_held or super().size or self.due or Size(0, 0)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region."""
        self._size_held = super().size
        if not self._ground_known:
            self._find_ground()
        try:
            self.begin_lines()
            return super().render_lines(crop)
        finally:
            self._size_held = None

    def begin_lines(self) -> None:
        """Prepare what many lines need; called before some of them are composed."""

    def composed(self, y: int) -> tuple[Line, str]:
        """The line at height y and the mark at its right end."""
        return EMPTY, ""

    def style_of(self, names: str) -> Style:
        """The style of names separated by blanks, later ones on top, blended over the pane."""
        if not self._ground_known:
            self._find_ground()
        style = self._styles_by_name.get(names)
        if style is None and self._ground is not None:
            style = self._styles_by_name[names] = theme.blended(self._ground, names)
        return style or Style.null()

    def _find_ground(self) -> None:
        """Begin anew where styles look otherwise; a mere change of focus leaves them."""
        self._ground_known = True
        ground = theme.ground(self)
        if ground != self._ground:
            self._ground, self._styles_by_name, self._drawn = ground, {}, {}
            self._styles_cache.clear()

    # Focus

    def focus(self, scroll_visible: bool = False) -> Self:
        """Have the keys, at once: panes stand in their places and none is scrolled to."""
        before = self.screen.focused
        self.screen.set_focus(self, scroll_visible=scroll_visible)
        if self.screen.focused is self is not before:
            self._take_focus(has_it=True)
            if isinstance(before, PaintedLines):
                before._take_focus(has_it=False)
        return self

    def _take_focus(self, *, has_it: bool) -> None:
        if self.has_focus is not has_it:
            self.has_focus = has_it
            self.repaint()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Nothing: no style of a pane hangs on the focus, so none is looked up again."""

    def _on_focus(self, event: events.Focus) -> None:
        """As the base class does, but only the lines that look otherwise are drawn again."""
        event.prevent_default()
        self._take_focus(has_it=True)
        if self.parent is not None:
            self.parent.post_message(events.DescendantFocus(self))

    def _on_blur(self, event: events.Blur) -> None:
        """As the base class does, but only the lines that look otherwise are drawn again."""
        event.prevent_default()
        self._take_focus(has_it=False)
        if self.parent is not None:
            self.parent.post_message(events.DescendantBlur(self))

    # Drawing

    def notify_style_update(self) -> None:
        """Perhaps a new theme: look again before anything is drawn."""
        self._ground_known = False
        super().notify_style_update()

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Draw again; without regions nothing that was composed before counts."""
        if repaint and not regions:
            self._composed = {}
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def repaint(self) -> None:
        """Repaint the lines that have changed, once for all calls before the next message."""
        if not self._comparing and not self.away:
            self._comparing = True
            self.post_message(events.Callback(callback=self._compare))

    def _compare(self) -> None:
        self._comparing = False
        width, height = self.size
        if not width or not self._drawn:
            self.refresh()
            return
        self._size_held = self.size
        try:
            self.begin_lines()
            now = {y: Drawn(*self.composed(y), width) for y in range(height)}
        finally:
            self._size_held = None
        self._composed_for = width, height
        self._composed = {y: one for y, one in now.items() if one != self._drawn.get(y)}
        if self._composed:
            self.refresh(*(Region(0, y, width, 1) for y in self._composed))

    def render_line(self, y: int) -> Strip:
        """The line at height y of the window."""
        width = self.size.width
        if not width:
            return Strip.blank(0)
        ready = self._composed.pop(y, None)
        if ready is None or self._composed_for != self.size:
            if self._size_held is None:
                self.begin_lines()
            ready = Drawn(*self.composed(y), width)
        self._drawn[y] = ready
        return self._strip(ready.line, width, ready.mark)

    def _strip(self, line: Line, width: int, mark: str = "") -> Strip:
        """The line in its styles, as wide as the widget, with the mark in its last cells."""
        beneath, room = line.under, width - len(mark)
        under = self.style_of(beneath)
        segments: list[Segment] = []
        used = 0
        for text, names in line.pieces:
            if text:
                style = self.style_of(f"{beneath} {names}") if names else under
                segments.append(Segment(display.piece(text), style))
                shown = segments[-1].text
                used += len(shown) if shown.isascii() else cell_len(shown)
        if used > room:
            segments = list(Strip(segments, used).adjust_cell_length(room))
        elif used < room:
            segments.append(Segment(display.piece(" " * (room - used)), under))
        if mark:
            segments.append(Segment(mark, self.style_of("rule")))
        return Strip(segments, width)
