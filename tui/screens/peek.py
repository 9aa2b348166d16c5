"""The same passage in its copies without leaving the article; words that are not here stand out."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui import display
from tui.panes.reader_marks import Mark, styled
from tui.screens.sheet import Sheet
from tui.session import Finding, Session
from tui.widgets import cells
from tui.widgets.line_view import EMPTY, Line
from tui.wording import new_words

AROUND = 240


class PeekScreen(Sheet):
    """The sheet of one finding's printings."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("P", "close_sheet", "Close", show=False)]

    def __init__(self, session: Session, finding: Finding) -> None:
        self.session, self.finding = session, finding
        super().__init__("The same passage in its copies", self._lines)

    def _lines(self, width: int) -> list[Line]:
        session = self.session
        here = self.finding.id
        same = [here, *(one for one in session.occurrences.get(here, ()) if one != here)]
        worded = [one for one in session.variants.get(self.finding.id, ()) if one not in same]
        lines: list[Line] = []
        for ident in [*same, *worded]:
            item = session.finding_by_id.get(ident)
            if item is not None:
                lines += self._printing(item, width, other=ident in worded)
        if len(same) + len(worded) == 1:
            lines += [EMPTY, Line((("  No other article here carries this passage.", "dim"),))]
        return lines

    def _printing(self, item: Finding, width: int, *, other: bool) -> list[Line]:
        article = self.session.article_by_id[item.article]
        how = "in other words" if other else "here" if item.id == self.finding.id else "a copy"
        title = display.line(article.title or article.name)
        label = f" {self.session.label(article.id)}  "
        title = cells.cut(title, max(4, width - len(label) - len(how) - 3))
        lines = [EMPTY, Line(((label, "strong"), (title, ""), (f"  {how}", "dim")))]
        text, first, last = self._passage(item)
        marks = [Mark(0, first, "dim"), Mark(first, last, "strong"), Mark(last, len(text), "dim")]
        start, end = (first, last) if other else (0, len(text))
        new = ((max(a, start), min(b, end)) for a, b in self._new(text))
        marks += [Mark(a, b, "edited") for a, b in new if a < b]
        for start, end in cells.wrap(text, 0, len(text), max(8, width - 4)):
            lines.append(Line((("  ", ""), *styled(text, start, end, marks))))
        return lines

    def _new(self, text: str) -> list[tuple[int, int]]:
        """The words that do not stand around the passage here."""
        item = self.finding
        around = self.session.article_by_id[item.article].text
        return new_words(text, around[max(0, item.start - 3 * AROUND) : item.end + 3 * AROUND])

    def _passage(self, item: Finding) -> tuple[str, int, int]:
        """A finding with what stands around it, and where its own words begin and end there."""
        text = self.session.article_by_id[item.article].text
        before = text[max(0, item.start - AROUND) : item.start]
        after = text[item.end : item.end + AROUND]
        if item.start > AROUND:
            before = before.partition(" ")[2] or before
        if item.end + AROUND < len(text):
            after = after.rpartition(" ")[0] or after
        lead = f"…{display.line(before)}{' ' if before[-1:].isspace() else ''}"
        words = display.line(item.text)
        tail = f"{' ' if after[:1].isspace() else ''}{display.line(after)}…"
        return f"{lead}{words}{tail}", len(lead), len(lead) + len(words)
