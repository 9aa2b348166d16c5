"""The two single lines of the screen: what is open at the top, the keys at the foot."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from tui import actions, display
from tui.widgets import cells
from tui.widgets.lines import Line
from tui.widgets.painted import PaintedLines

WAY_ON = 94
"""The weight of the key to the next pane where no other pane is in sight."""


class OneLine(PaintedLines):
    """A line of styled pieces, the left ones cut to make room for the right ones.

    Pieces at the left in a style of `whole` are left out where they would be cut.
    """

    whole: tuple[str, ...] = ()

    DEFAULT_CSS = "OneLine { height: 1; width: 1fr; }"

    def left(self) -> list[tuple[str, str]]:
        """Pieces at the left edge."""
        return []

    def right(self) -> list[tuple[str, str]]:
        """Pieces at the right edge."""
        return []

    def composed(self, y: int) -> tuple[Line, str]:
        """The one line."""
        width = self.size.width
        right = [(display.piece(text), style) for text, style in self.right()]
        room = max(0, width - sum(cell_len(text) for text, _ in right))
        pieces: list[tuple[str, str]] = []
        for text, style in self.left():
            whole = display.piece(text)
            if style in self.whole and cell_len(whole) > room:
                break
            shown = cells.cut(whole, room)
            room -= cell_len(shown)
            pieces.append((shown, style))
            if shown != whole:
                break
        pieces.append((" " * room, ""))
        return Line((*pieces, *right)), ""


class TopLine(OneLine):
    """Name of the workspace, counts, verdicts so far; half a number says nothing."""

    whole = ("dim",)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.name_shown = ""
        self.working = ""
        self.counts: list[str] = []
        self.verdicts: list[tuple[str, str]] = []

    def left(self) -> list[tuple[str, str]]:
        """The name and the counts."""
        return [
            (" wirecopy  ", "strong"),
            (self.name_shown, ""),
            (f"  … {self.working}, ctrl+x stops" if self.working else "", "unread"),
            *((f"  {c}", "dim") for c in self.counts),
        ]

    def right(self) -> list[tuple[str, str]]:
        """How many findings stand at each verdict."""
        return [(f"  {text}", style) for text, style in self.verdicts] + [(" ", "")]


class FootLine(OneLine):
    """The keys most needed now, as many as fit; a message in their place for a while.

    Where one pane stands `alone`, the way to the others is needed most.
    """

    def __init__(
        self,
        known: Sequence[actions.Action] = actions.ACTIONS,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(id=id)
        self.actions = known
        self.said = 0
        self.message = ""
        self.message_style = ""
        self.alone = False
        self._scope = "everywhere"

    @property
    def scope(self) -> str:
        """The pane whose keys are told."""
        return self._scope

    @scope.setter
    def scope(self, name: str) -> None:
        if name != self._scope:
            self._scope = name
            self.refresh()

    def stand(self, *, alone: bool) -> None:
        """Whether one pane has the screen."""
        if alone is not self.alone:
            self.alone = alone
            self.refresh()

    def say(self, message: str, style: str = "strong") -> None:
        """Show a message until the next one, or "" for the keys."""
        self.said += 1
        if (message, style) != (self.message, self.message_style):
            self.message, self.message_style = message, style
            self.refresh()

    def left(self) -> list[tuple[str, str]]:
        """The message, or the keys by weight that fit the width, in registry order."""
        if self.message:
            return [(f" {self.message}", self.message_style)]
        here = ("everywhere", "demands" if self.scope == "claims" else self.scope)
        shown = [a for a in self.actions if a.short and a.keys and a.scope in here]
        room = self.size.width - 1
        chosen: set[str] = set()
        for action in sorted(shown, key=self._weight, reverse=True):
            cost = len(actions.key_glyph(action.keys[0])) + len(action.short) + 3
            if cost <= room:
                chosen.add(action.id)
                room -= cost
        pieces: list[tuple[str, str]] = [(" ", "")]
        for action in shown:
            if action.id in chosen:
                pieces += [
                    (actions.key_glyph(action.keys[0]), "strong"),
                    (f" {action.short}  ", "dim"),
                ]
        return pieces

    def _weight(self, action: actions.Action) -> int:
        return WAY_ON if self.alone and action.id == "next_pane" else action.weight
