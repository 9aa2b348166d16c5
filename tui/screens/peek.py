"""The same passage in its copies, sentence beside sentence, without leaving the article."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui import display
from tui.screens.sheet import Sheet
from tui.session import Finding, Session
from tui.widgets import cells
from tui.widgets.line_view import EMPTY, Line

AROUND = 240


class PeekScreen(Sheet):
    """The sheet of one finding's printings."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("P", "close_sheet", "Close", show=False)]

    def __init__(self, session: Session, finding: Finding) -> None:
        self.session, self.finding = session, finding
        super().__init__("The same passage in its copies", self._lines)

    def _lines(self, width: int) -> list[Line]:
        session = self.session
        same = session.occurrences.get(self.finding.id, ()) or (self.finding.id,)
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
        before = display.line(article.text[max(0, item.start - AROUND) : item.start])
        after = display.line(article.text[item.end : item.end + AROUND])
        words = display.line(item.text)
        text = f"…{before} {words} {after}…"
        first = len(before) + 2
        last = first + len(words)
        for start, end in cells.wrap(text, 0, len(text), max(8, width - 4)):
            a, b = max(start, min(end, first)), max(start, min(end, last))
            lines.append(
                Line(
                    (
                        ("  ", ""),
                        (text[start:a], "dim"),
                        (text[a:b], "strong"),
                        (text[b:end], "dim"),
                    )
                )
            )
        return lines
