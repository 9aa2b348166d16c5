"""A range of findings that the next verdict is for: shown, counted, marked as one act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from tui.screens.workbench import Workbench


@runtime_checkable
class Pickable(Protocol):
    """A pane whose rows stand for findings."""

    def range_start(self) -> int:
        """The row where a range begins now."""

    def visible_rows(self) -> tuple[int, int]:
        """The first and the last row in the window."""

    def findings_between(self, first: int, last: int) -> list[str]:
        """The findings of rows first..last, each once, none that the filter hides."""

    def show_picked(self, rows: tuple[int, int] | None) -> None:
        """Draw these rows as picked; None: no longer."""


class Selection:
    """The range that is on in one pane, if any."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self.pane: Pickable | None = None
        self.where = ""
        self.start = 0
        self.fixed: tuple[int, int] | None = None
        self.targets: list[str] = []

    @property
    def on(self) -> bool:
        """Whether a range is on."""
        return self.pane is not None

    def begin(self, *, visible: bool = False) -> None:
        """Begin at the cursor, or take what is on screen; say so where the pane has no findings."""
        self.end()
        pane = self.bench.active
        if not isinstance(pane, Pickable):
            self.bench.say("this pane has no findings to take a range of", "dim")
            return
        self.pane, self.where, self.start = pane, self.bench.view.active, pane.range_start()
        self.fixed = pane.visible_rows() if visible else None
        self.follow()

    def follow(self) -> None:
        """Take in where the cursor is now."""
        if self.pane is None:
            return
        if self.where != self.bench.view.active:
            self.end()
            return
        here = self.pane.range_start()
        first, last = self.fixed or (min(self.start, here), max(self.start, here))
        self.targets = self.pane.findings_between(first, last)
        self.pane.show_picked((first, last))
        what = "on screen" if self.fixed else "in the range"
        number = len(self.targets)
        noun = "finding" if number == 1 else "findings"
        steps = "" if self.fixed or getattr(self.pane, "has_cursor", True) else "n p take more  "
        self.bench.say(f"{number} {noun} {what}  ·  {steps}v x ! f - 0 mark them  esc gives up")

    def end(self) -> None:
        """No range any more."""
        if self.pane is not None:
            self.pane.show_picked(None)
        self.pane, self.fixed, self.targets = None, None, []
