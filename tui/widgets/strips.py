"""The finished lines of a widget, kept until they are to be drawn again.

Textual styles every line of every visible widget for each frame: background, borders, opacity,
filters.  A pane's lines have their colours from the start, and a rule at the left at most, so they
are finished once.  A frame then costs what changed in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual._border import get_box
from textual._styles_cache import StylesCache
from textual.filter import ANSIToTruecolor
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.style import Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.color import Color
    from textual.filter import LineFilter
    from textual.widget import Widget


class Finish(NamedTuple):
    """What every line of a widget of this size gets: a segment at its left, filters."""

    size: Size
    left: tuple[Segment, ...]
    filters: Sequence[LineFilter]
    background: Color


class FinishedLines(StylesCache):
    """The lines of one widget; what it cannot finish by itself is left to Textual."""

    def __init__(self) -> None:
        super().__init__()
        self._strips: dict[int, Strip] = {}
        self._finish: Finish | None = None

    def set_dirty(self, *regions: Region) -> None:
        """Have lines drawn again."""
        super().set_dirty(*regions)
        for region in regions:
            for y in region.line_range:
                self._strips.pop(y, None)

    def clear(self) -> None:
        """Have all lines drawn again, perhaps in another style."""
        super().clear()
        self._strips.clear()
        self._finish = None

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        """The lines of a region."""
        finish = self._finish
        if finish is None or finish.size != crop.size:
            self._strips.clear()
            finish = self._finish = _finish(widget, crop)
        if finish is None or crop.x or crop.y:
            return super().render_widget(widget, crop)
        strips = self._strips
        return [strips.get(y) or self._finished(widget, y, finish) for y in range(crop.height)]

    def _finished(self, widget: Widget, y: int, finish: Finish) -> Strip:
        strip = widget.render_line(y)
        if finish.left:
            strip = Strip([*finish.left, *strip], finish.size.width)
        for one in finish.filters:
            strip = strip.apply_filter(one, finish.background)
        self._strips[y] = strip
        return strip


def _finish(widget: Widget, crop: Region) -> Finish | None:
    """How lines are finished; None where there is more to it than a rule at the left."""
    styles = widget.styles
    (top, _), (right, _), (bottom, _), (left, colour) = styles.border
    plain = not (top or right or bottom or any(edge for edge, _ in styles.outline))
    plain = plain and not any(styles.padding) and not styles.has_rule("hatch")
    plain = plain and not styles.tint.a and widget.opacity == 1.0 == styles.text_opacity
    if not plain or widget.border_title or widget.border_subtitle or crop.size != widget.outer_size:
        return None
    base, background = widget.background_colors
    edge: tuple[Segment, ...] = ()
    if left:
        inner, outer = Style(background=base + background), Style(background=base)
        edge = (get_box(left, inner, outer, Style(foreground=base + colour))[1][0],)
    # Our colours are blended from true ones: none is left to be turned into one.
    filters = [one for one in widget.get_line_filters() if not isinstance(one, ANSIToTruecolor)]
    return Finish(crop.size, edge, filters, background)
