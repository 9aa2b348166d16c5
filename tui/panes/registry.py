"""The panes by name; each is imported and made when it is first shown."""

from __future__ import annotations

from importlib import import_module

from tui.session import Session
from tui.widgets.line_view import LineView

CLASSES = {
    "articles": "ArticlesPane",
    "reader": "ReaderPane",
    "demands": "DemandsPane",
    "statements": "StatementsPane",
    "diff": "DiffPane",
    "claims": "ClaimsPane",
}


def make(name: str, session: Session) -> LineView:
    """The pane of a name in `CLASSES`, not yet on screen."""
    module = import_module(f"tui.panes.{name}")
    pane: LineView = getattr(module, CLASSES[name])(session)
    return pane
