"""Who did what to a finding, and when: every act with what it changed, the newest first."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui import display, past
from tui.screens.entries import EntriesScreen, EntriesView
from tui.session import Session

EMPTY = "Nobody has marked anything yet: v marks a finding verified, e writes a note."
NONE_HERE = "Nobody has done anything to this finding yet: a shows all acts."


class HistoryScreen(EntriesScreen):
    """The acts about the finding that the reader is at; `a` shows those about everything."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "all", "All acts", show=False),
    ]

    def __init__(self, session: Session) -> None:
        self.session = session
        self.target = session.current_finding
        super().__init__(EntriesView("", [], "", ""), {"enter": "open"}, "history")
        self._fill()

    def _fill(self) -> None:
        view, target = self.view, self.target
        if target is None:
            view.heading, view.empty = "All acts", EMPTY
        else:
            words = past.passage(self.session, target, None)
            view.heading, view.empty = f"Acts on {display.line(words, 60)}", NONE_HERE
        more = "a this finding" if target is None else "a all acts"
        view.hints = f"enter passage  {more}  esc" if self.session.current_finding else "enter  esc"
        view.take(past.history(self.session, target))

    def action_all(self) -> None:
        """All acts, and back to those about the finding."""
        self.target = None if self.target else self.session.current_finding
        self._fill()
        self.view.to_edge(last=False)
