"""Reviews whose passage is no longer found: nothing is dropped, each can be given its place."""

from __future__ import annotations

from tui import past
from tui.screens.entries import EntriesScreen, EntriesView
from tui.session import Session

EMPTY = "Every review has its passage."


class LostScreen(EntriesScreen):
    """The lost reviews; enter asks which finding one belongs to."""

    def __init__(self, session: Session) -> None:
        entries = past.lost(session)
        noun = "review" if len(entries) == 1 else "reviews"
        heading = f"{len(entries)} {noun} without passage"
        view = EntriesView(heading, entries, "enter attach to …  esc", EMPTY)
        super().__init__(view, {"enter": "attach"}, "lost")
