"""The demands pane."""

from __future__ import annotations

from tui.session import Session
from tui.widgets.line_view import FlowView


class DemandsPane(FlowView):
    """Stub of the demands pane."""

    heading = "Demands"

    def __init__(self, session: Session, *, id: str = "demands") -> None:  # noqa: A002
        super().__init__(id=id)
        self.session = session
