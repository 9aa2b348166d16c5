"""Why the engine believes a finding, and all that is known of it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui import display, theme
from tui.known import Fact, facts
from tui.screens.sheet import Sheet
from tui.session import Finding, Session
from tui.widgets import cells
from tui.widgets.line_view import EMPTY, Line
from tui.wording import quoted

KIND_WORDS = {"s": "statement", "d": "demand", "c": "claim"}
LABEL_CELLS = 14
LONGEST = 4000


class WhyScreen(Sheet):
    """The sheet of one finding."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "close_sheet", "Close", show=False),
        Binding("c", "correct", "Correct it", show=False),
    ]

    def __init__(self, session: Session, finding: Finding) -> None:
        self.session, self.finding = session, finding
        kind = KIND_WORDS[finding.id[0]]
        super().__init__(f"Why this {kind} in {session.label(finding.article)}", self._lines)
        self.view.closing = "c corrects it  esc closes"

    def action_correct(self) -> None:
        """Put right what is wrong."""
        bench = self.app.screen_stack[0]
        self.dismiss()
        self.app.call_later(bench.run_action, "act('correct')")

    def _lines(self, width: int) -> list[Line]:
        """The words of the finding, then what is known, section by section."""
        text = quoted(display.line(self.finding.text, LONGEST))
        style = KIND_WORDS[self.finding.id[0]]
        lines = [EMPTY]
        for start, end in cells.wrap(text, 0, len(text), max(8, width - 3)):
            lines.append(Line((("  ", ""), (text[start:end], style))))
        for section in facts(self.session, self.finding):
            lines.append(EMPTY)
            for fact in section:
                lines += fact_lines(fact, width)
        return lines


def fact_lines(fact: Fact, width: int) -> list[Line]:
    """A label and its text, wrapped beside it."""
    text = display.line(fact.text, LONGEST)
    style = theme.verdict_style(fact.verdict) if fact.verdict else ""
    lines = []
    room = max(8, width - LABEL_CELLS - 3)
    for number, (start, end) in enumerate(cells.wrap(text, 0, len(text), room)):
        label = cells.fit(display.line(fact.label) if number == 0 else "", LABEL_CELLS)
        lines.append(Line((("  ", ""), (label, "dim"), (text[start:end], style))))
    return lines
