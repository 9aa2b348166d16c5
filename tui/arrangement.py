"""Where the panes stand on a screen of a given size: a pure function, and its layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.geometry import NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement

if TYPE_CHECKING:
    from textual.widget import Widget

PANES = ("articles", "reader", "demands", "statements", "diff", "claims")
NARROW, WIDE = 100, 150
ARTICLES_WIDTH, READER_WIDTH, RIGHT_WIDTH = 30, 86, 46
LOW = 34


LEAST_WIDTH, LEAST_HEIGHT = 20, 4
WIDTH_STEP, HEIGHT_STEP = 4, 2


class View(NamedTuple):
    """What to show: the pane in use, claims or demands at the right, one pane alone.

    `first`, `second` and `height` are what the reader gave, in cells: to the articles' column (to
    the right column below 150 columns), to the reader's, and to the upper pane at the right.
    `alone` is the plain mode: never two panes at once.
    """

    active: str = "reader"
    right: str = "demands"
    zoomed: bool = False
    first: int = 0
    second: int = 0
    height: int = 0
    alone: bool = False


def arrange(width: int, height: int, view: View) -> dict[str, Region]:
    """Regions of the visible panes, by pane id; panes that are left out are not shown."""
    if width < NARROW or view.zoomed or view.alone or view.active == "diff":
        return {view.active: Region(0, 0, width, height)}
    right = _right_panes(height, view)
    if width < WIDE:
        column = max(44, min(60, width * 2 // 5)) - view.second
        column = max(LEAST_WIDTH, min(width - LEAST_WIDTH, column))
        split = width - column
        top = min(10, height // 4)
        placed = {"reader": Region(0, 0, split, height), "articles": Region(split, 0, column, top)}
        return placed | _stack(right, Region(split, top, column, height - top), view.height)
    first = max(LEAST_WIDTH, min(width - 2 * LEAST_WIDTH, ARTICLES_WIDTH + view.first))
    reader = min(READER_WIDTH, width - ARTICLES_WIDTH - RIGHT_WIDTH) + view.second
    reader = max(LEAST_WIDTH, min(width - first - LEAST_WIDTH, reader))
    split = first + reader
    placed = {
        "articles": Region(0, 0, first, height),
        "reader": Region(first, 0, reader, height),
    }
    return placed | _stack(right, Region(split, 0, width - split, height), view.height)


def resized(view: View, dx: int, dy: int) -> View:
    """The view with its active pane wider by `dx` steps and taller by `dy`."""
    if view.active == "articles":
        view = view._replace(first=view.first + dx * WIDTH_STEP)
    else:
        sign = 1 if view.active == "reader" else -1
        view = view._replace(second=view.second + sign * dx * WIDTH_STEP)
    sign = -1 if view.active == "statements" else 1
    view = view._replace(height=view.height + sign * dy * HEIGHT_STEP)
    bound = 200
    return view._replace(
        first=max(-bound, min(bound, view.first)),
        second=max(-bound, min(bound, view.second)),
        height=max(-bound, min(bound, view.height)),
    )


def _right_panes(height: int, view: View) -> tuple[str, ...]:
    """What stands at the right: the ledger and the feed, the claims board, all three if high."""
    if height >= LOW + 16:
        return ("demands", "statements", "claims")
    return ("claims",) if view.right == "claims" else ("demands", "statements")


def _stack(panes: tuple[str, ...], region: Region, more: int) -> dict[str, Region]:
    """Panes below one another in equal parts, the first higher by `more`, the last one the rest."""
    placed, top = {}, region.y
    for number, pane in enumerate(panes):
        left = len(panes) - number
        height = (region.bottom - top) // left
        if number == 0 and left > 1:
            most = region.height - LEAST_HEIGHT * (left - 1)
            height = max(LEAST_HEIGHT, min(most, height + more))
        placed[pane] = Region(region.x, top, region.width, height)
        top += height
    return placed


class PaneLayout(Layout):
    """Places the children of the workbench's body by `arrange`."""

    name = "panes"

    def __init__(self) -> None:
        self.view = View()

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """Regions for the children that are shown; the others get none."""
        regions = arrange(size.width, size.height, self.view)
        return [
            WidgetPlacement(region, region.offset * 0, NULL_SPACING, child)
            for child in children
            if (region := regions.get(child.id or "")) is not None
        ]
