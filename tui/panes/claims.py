"""The claims pane."""

from __future__ import annotations

from tui.session import Session
from tui.widgets.line_view import FlowView


class ClaimsPane(FlowView):
    """Stub of the claims pane."""

    heading = "Claims"

    def __init__(self, session: Session, *, id: str = "claims") -> None:  # noqa: A002
        super().__init__(id=id)
        self.session = session
