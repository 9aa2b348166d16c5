"""A screen over the workbench that is one view of lines: the ways through it, and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tui import actions
from tui.widgets.line_view import LineView

MOVES = ("down", "up", "page_down", "page_up", "top", "bottom")
T = TypeVar("T")


def bound(names: Iterable[str], act: str) -> list[BindingType]:
    """The keys of actions, which do `act` with the action's name; readers may change them."""
    return [
        Binding(",".join(actions.BY_ID[name].keys), f"{act}('{name}')", "", show=False, id=name)
        for name in names
    ]


def of_scope(scope: actions.Scope) -> list[str]:
    """The actions of a screen that has keys of its own."""
    return [one.id for one in actions.ACTIONS if one.scope == scope]


def hints(known: Sequence[actions.Action], scope: actions.Scope) -> str:
    """The footer's words of a screen with keys of its own: "enter diff  x not a copy  esc"."""
    shown = (one for one in known if one.scope == scope and one.short and one.keys)
    return "  ".join([*(f"{actions.key_glyph(one.keys[0])} {one.short}" for one in shown), "esc"])


class Listed(ModalScreen[T]):
    """One view; escape and q leave it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close_sheet", "Close", show=False),
        *bound(MOVES, "step"),
    ]
    view: LineView

    def compose(self) -> ComposeResult:
        """The view."""
        yield self.view

    def on_mount(self) -> None:
        """Keys go to the view."""
        self.view.focus()

    def action_close_sheet(self) -> None:
        """Back to the workbench."""
        self.dismiss()

    def action_step(self, name: str) -> None:
        """Move."""
        view = self.view
        if name in ("down", "up"):
            view.move(1 if name == "down" else -1)
        elif name in ("page_down", "page_up"):
            view.page(1 if name == "page_down" else -1)
        else:
            view.to_edge(last=name == "bottom")
