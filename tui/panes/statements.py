"""The statements pane."""

from __future__ import annotations

from tui.session import Session
from tui.widgets.line_view import FlowView


class StatementsPane(FlowView):
    """Stub of the statements pane."""

    heading = "Statements"

    def __init__(self, session: Session, *, id: str = "statements") -> None:  # noqa: A002
        super().__init__(id=id)
        self.session = session
