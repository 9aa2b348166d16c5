"""A list whose rows stand for findings: it tells the screen its choice and follows the session.

A choice travels as a message; until the session has it, `show` would still see the one before.
`in_step` keeps a fast reader's cursor from being put back.
"""

from __future__ import annotations

import re

from textual import events

from tui.session import Session
from tui.widgets.line_view import LineView


class FollowingView(LineView):
    """Lines of which some are headings: the cursor steps over those."""

    def __init__(self, session: Session, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.session = session
        self._awaited: str | None = None

    def outdated(self, built_of: tuple[object, object] | None) -> bool:
        """Whether rows made of these findings and this filter are other ones now."""
        session = self.session
        return built_of is None or (
            built_of[0] is not session.findings or built_of[1] is not session.kept
        )

    # What subclasses say

    def is_heading(self, row: int) -> bool:
        """Whether the cursor steps over this row."""
        return False

    def finding_at_cursor(self) -> str | None:
        """The id of the finding under the cursor, the one that the reader is at if it is there."""
        raise NotImplementedError

    def finding_of(self, row: int) -> str | None:
        """The id of the finding that a row stands for; None for a heading or an empty cell."""
        raise NotImplementedError

    def find_row(self, finding_id: str) -> int | None:
        """The row on which a finding stands."""
        raise NotImplementedError

    def words_of_row(self, number: int) -> str:
        """The whole text that a search looks through for a line, more than what is drawn of it."""
        return "".join(piece for piece, _ in self.line_at(number).pieces)

    def find(self, needle: re.Pattern[str]) -> list[int]:
        """The lines whose words have a hit, each once: the hit itself may be cut off."""
        self._ensure_laid_out()
        rows = range(self.line_count())
        return [number for number in rows if needle.search(self.words_of_row(number))]

    def sideways(self, step: int) -> None:
        """The keys h and l, in panes that have columns."""

    # The session

    def choose(self, finding_id: str, *, open_it: bool = False) -> None:
        """Tell the screen; "" is none."""
        self._awaited = finding_id
        from tui.messages import FindingChosen

        self.post_message(FindingChosen(finding_id, open_it=open_it))

    def in_step(self) -> bool:
        """Whether the session has this pane's last choice."""
        if not self.has_focus or (self.session.current_finding or "") == self._awaited:
            self._awaited = None
        return self._awaited is None

    def content_changed(self) -> None:
        """Other rows; nothing is awaited, and the cursor stands on a row that can hold it."""
        self._awaited = None
        super().content_changed()
        self._leave_heading(1)

    def show(self) -> None:
        """Follow the session to its finding."""
        self._ensure_laid_out()
        finding = self.session.current_finding
        if finding is not None and self.in_step():
            row = self.find_row(finding)
            if row is not None and row != self.cursor:
                self.place_cursor(row)
        self.repaint()

    def on_resize(self, event: events.Resize) -> None:
        """The first size is when there are rows to follow the session to."""
        if self.settled_at == self.size:
            return
        self.show_again()
        if self.has_focus:
            self.on_focus()

    def show_again(self) -> None:
        """The cursor stands on a row that can hold it."""
        self._ensure_laid_out()
        self._leave_heading(1)
        super().show_again()

    def on_focus(self) -> None:
        """What is under the cursor of the pane in use is what the keys act on."""
        self._ensure_laid_out()
        finding = self.finding_at_cursor()
        if finding is not None and finding != (self.session.current_finding or ""):
            self.choose(finding)

    # Movement

    def _leave_heading(self, direction: int) -> None:
        """Put the cursor on the nearest row that is no heading, first in one direction."""
        total = self.row_count()
        for step in (direction, -direction):
            row = self.cursor
            while 0 <= row < total and self.is_heading(row):
                row += step
            if 0 <= row < total:
                if row != self.cursor:
                    self.place_cursor(row)
                return

    def move(self, amount: int) -> None:
        """So many rows down (or up), stepping over headings; as far as there are rows."""
        step, target, row = (1 if amount > 0 else -1), self.cursor, self.cursor
        for _ in range(abs(amount)):
            row += step
            while 0 <= row < self.row_count() and self.is_heading(row):
                row += step
            if not 0 <= row < self.row_count():
                break
            target = row
        if target != self.cursor:
            self.place_cursor(target, tell=True)

    def moved(self) -> None:
        """Tell the screen what is under the cursor."""
        self._leave_heading(1)
        finding = self.finding_at_cursor()
        if finding is not None:
            self.choose(finding)

    def open_row(self) -> None:
        """Enter: go to the passage."""
        finding = self.finding_at_cursor() if self.row_count() else None
        if finding is not None:
            self.choose(finding, open_it=True)

    # Ranges

    def range_start(self) -> int:
        """The cursor."""
        return self.cursor

    def visible_rows(self) -> tuple[int, int]:
        """The rows of the first and the last line in the window."""
        last = max(0, min(self.top + self.body_height, self.line_count()) - 1)
        return self.row_of(min(self.top, last)), self.row_of(last)

    def findings_between(self, first: int, last: int) -> list[str]:
        """The findings of these rows."""
        rows = range(max(0, first), min(last + 1, self.row_count()))
        return list(dict.fromkeys(found for row in rows if (found := self.finding_of(row))))

    def show_picked(self, rows: tuple[int, int] | None) -> None:
        """Draw these rows as picked."""
        self.picked = rows
        self.repaint()

    def show_row(self, row: int) -> None:
        """Bring a row into the window, with the headings directly above it if there is room."""
        if not self.row_count():
            return
        first, last = self.lines_of(max(0, min(row, self.row_count() - 1)))
        above = first
        while above > 0 and first - above < self.body_height // 2 and self.is_heading(above - 1):
            above -= 1
        self.show_lines(above, last)
