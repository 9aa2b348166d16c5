"""The rows of a diff as numbered lines for a width.

Rows are wrapped when they come near the window; the others count by an estimate from their length,
so that opening a long pair costs what is seen of it.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from tui.panes import diff_head, diff_lines
from tui.panes.diff_lines import Look, Reading, Row
from tui.panes.diff_model import DiffModel
from tui.panes.diff_rows import Fold
from tui.panes.diff_summary import Item
from tui.widgets.lines import Line


class DiffLayout:
    """Line numbers of the head and of every row; `starts` are the first lines of rows."""

    def __init__(self, model: DiffModel, width: int) -> None:
        self.model = model
        self.look: Look = diff_lines.look(width)
        self.head = diff_head.head((model.left, model.right), model.names, model.link, self.look)
        self.laid: dict[int, Row] = {}
        self._heights: dict[int, int] = {}
        self._items: dict[Item, list[Line]] = {}
        self.starts: list[int] = []
        self.total = 0
        self.measure()

    def measure(self) -> None:
        """Number the lines anew: rows were folded or settled."""
        heights = [self._height(row) for row in range(len(self.model.rows))]
        ends = list(accumulate(heights, initial=len(self.head)))
        self.starts, self.total = ends[:-1], ends[-1]

    def settle(self, first: int, last: int) -> bool:
        """Wrap the rows first..last-1; whether that moved any line."""
        moved = False
        for row in range(max(0, first), min(last, len(self.model.rows))):
            entry = self.model.rows[row]
            if isinstance(entry, int):
                height = self._laid(entry).height
                moved |= self._heights.get(entry) != height
                self._heights[entry] = height
        if moved:
            self.measure()
        return moved

    def _height(self, row: int) -> int:
        shown = self.model.rows[row]
        if isinstance(shown, int):
            height = self._heights.get(shown)
            if height is None:
                height = diff_lines.estimate(self.model, shown, self.look)
                self._heights[shown] = height
            return height
        if isinstance(shown, Fold):
            return 1
        return len(self._item(shown)) + (row + 1 == len(self.model.items))

    def _item(self, item: Item) -> list[Line]:
        lines = self._items.get(item)
        if lines is None:
            lines = self._items[item] = diff_head.item_lines(item, self.look)
        return lines

    def _laid(self, entry: int) -> Row:
        row = self.laid.get(entry)
        if row is None:
            row = self.laid[entry] = diff_lines.lay_out(self.model, entry, self.look)
        return row

    def row_at(self, line: int) -> int:
        """The row of a line, -1 for the head."""
        return bisect_right(self.starts, line) - 1

    def lines_of(self, row: int) -> tuple[int, int]:
        """First line and line after the last; the head goes with the first row."""
        after = self.starts[row + 1] if row + 1 < len(self.starts) else self.total
        return (self.starts[row] if row else 0), after

    def line(self, number: int, reading: Reading) -> Line:
        """A line of the head, the summary, a fold or an entry."""
        row = self.row_at(number)
        if row < 0:
            return self.head[number]
        shown, inside = self.model.rows[row], number - self.starts[row]
        if isinstance(shown, Fold):
            return diff_lines.fold_line(shown, self.look)
        if isinstance(shown, Item):
            lines = self._item(shown)
            return lines[inside] if inside < len(lines) else Line(())
        return diff_lines.row_line(self._laid(shown), inside, self.look, reading)
