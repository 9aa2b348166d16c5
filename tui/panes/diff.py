"""The diff pane."""

from __future__ import annotations

from tui.session import Session
from tui.widgets.line_view import FlowView


class DiffPane(FlowView):
    """Stub of the diff pane."""

    heading = "Diff"

    def __init__(self, session: Session, *, id: str = "diff") -> None:  # noqa: A002
        super().__init__(id=id)
        self.session = session
