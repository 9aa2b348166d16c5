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


class View(NamedTuple):
    """What to show: the pane in use, claims or demands at the right, one pane alone."""

    active: str = "reader"
    right: str = "demands"
    zoomed: bool = False


def arrange(width: int, height: int, view: View) -> dict[str, Region]:
    """Regions of the visible panes, by pane id; panes that are left out are not shown."""
    if width < NARROW or view.zoomed or view.active == "diff":
        return {view.active: Region(0, 0, width, height)}
    right = _right_panes(height, view)
    if width < WIDE:
        column = max(44, min(60, width * 2 // 5))
        split = width - column
        top = min(10, height // 4)
        placed = {"reader": Region(0, 0, split, height), "articles": Region(split, 0, column, top)}
        return placed | _stack(right, Region(split, top, column, height - top))
    reader = min(READER_WIDTH, width - ARTICLES_WIDTH - RIGHT_WIDTH)
    split = ARTICLES_WIDTH + reader
    placed = {
        "articles": Region(0, 0, ARTICLES_WIDTH, height),
        "reader": Region(ARTICLES_WIDTH, 0, reader, height),
    }
    return placed | _stack(right, Region(split, 0, width - split, height))


def _right_panes(height: int, view: View) -> tuple[str, ...]:
    """What stands at the right: the ledger and the feed, the claims board, all three if high."""
    if height >= LOW + 16:
        return ("demands", "statements", "claims")
    return ("claims",) if view.right == "claims" else ("demands", "statements")


def _stack(panes: tuple[str, ...], region: Region) -> dict[str, Region]:
    """Panes below one another in equal parts, the last one taking what is left."""
    placed, top = {}, region.y
    for number, pane in enumerate(panes):
        left = len(panes) - number
        height = (region.bottom - top) // left
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
