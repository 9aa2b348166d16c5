"""What two readers said of one thing without knowing of each other: both values, to decide."""

from __future__ import annotations

from tui import past
from tui.screens.entries import EntriesScreen, EntriesView
from tui.session import Session

EMPTY = "No two readers contradict each other unknowingly."


class ConflictsScreen(EntriesScreen):
    """The conflicts; `1` and `2` say which of the two values holds."""

    def __init__(self, session: Session) -> None:
        entries = past.conflicts(session)
        number = len(entries)
        heading = "1 conflict" if number == 1 else f"{number} conflicts"
        view = EntriesView(heading, entries, "1 2 decide  enter passage  esc", EMPTY)
        super().__init__(view, {"1": "first", "2": "second", "enter": "open"}, "conflicts")
