"""The statements feed: who said what, in order of time, one line an utterance."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from rich.cells import cell_len

from store.records import Findings, Statement
from tui import display, theme
from tui.feed import Day, FeedRow, Utterance, build
from tui.panes.following import FollowingView
from tui.session import Session
from tui.widgets import cells
from tui.widgets.line_view import Line, Piece
from tui.wording import ACT_WORDS, Names, day, long_day

WIDE = 64
VERDICT_CELLS = 5


class StatementsPane(FollowingView):
    """Utterances below headings of days; the rows are ordered once and drawn when visible."""

    heading = "Statements"

    def __init__(self, session: Session, *, id: str = "statements") -> None:  # noqa: A002
        super().__init__(session, id=id)
        self.rows: list[FeedRow] = []
        self.names = Names(())
        self._headings: list[int] = []
        self._row_of_finding: dict[str, int] = {}
        self._built_of: tuple[Mapping[str, Findings], frozenset[str] | None] | None = None
        self._speaker_cells = 10

    def lay_out(self, width: int) -> None:
        """Order the rows where the content changed; a width alone changes only columns."""
        self._speaker_cells = 10 if width < WIDE else min(24, width // 4)
        if not self.outdated(self._built_of):
            return
        self._built_of = self.session.findings, self.session.kept
        self.names = Names(self.session.story.actors)
        self.rows = build(self.session)
        self._headings = [n for n, row in enumerate(self.rows) if isinstance(row, Day)]
        self._row_of_finding = {
            printing: number
            for number, row in enumerate(self.rows)
            if isinstance(row, Utterance)
            for printing in row.printings
        }

    def line_count(self) -> int:
        """Headings and utterances."""
        return len(self.rows)

    def is_heading(self, row: int) -> bool:
        """Days are headings."""
        return isinstance(self.rows[row], Day)

    def find_row(self, finding_id: str) -> int | None:
        """The row of a statement, or of the statement that a demand or claim stands in."""
        row = self._row_of_finding.get(finding_id)
        if row is None:
            finding = self.session.finding_by_id.get(finding_id)
            within = None if isinstance(finding, Statement) else getattr(finding, "statement", None)
            row = self._row_of_finding.get(within or "")
        return row

    def finding_at_cursor(self) -> str | None:
        """The printing in the article that the reader is in, else the first one."""
        return self.finding_of(self.cursor) if self.cursor < len(self.rows) else None

    def finding_of(self, row: int) -> str | None:
        """The printing of a row that is meant."""
        shown = self.rows[row]
        return self._printing(shown) if isinstance(shown, Utterance) else None

    def _printing(self, row: Utterance) -> str:
        here = self.session.current_article
        known = self.session.finding_by_id
        near = (item for item in row.printings if known[item].article == here)
        return next(near, row.statement.id)

    # Drawing

    def line_at(self, number: int) -> Line:
        """A day, or an utterance: speaker, verdict, act, text, who relays it, how many carry it."""
        row = self.rows[number]
        if isinstance(row, Day):
            return self._day_line(row)
        width, statement = self.text_width, row.statement
        wide = width >= WIDE
        review = self.session.review(self._printing(row))
        glyph = theme.verdict_glyph(review)
        lead = self._when(statement, wide)
        tail = self._tail(row, wide)
        room = width - cell_len(lead) - self._speaker_cells - VERDICT_CELLS
        room -= sum(cell_len(text) for text, _ in tail)
        act = ACT_WORDS[statement.act]
        act = f"{act} " if act else ""
        body = cells.fit(display.line(statement.text), max(4, room - len(act)))
        return Line(
            (
                (lead, "dim"),
                (self._speaker(row, wide), "dim" if row.again else ""),
                (f" {glyph:<{VERDICT_CELLS - 1}}", theme.verdict_style(review.verdict)),
                (act, "demand" if statement.act == "demand" else "statement"),
                (body, "dim" if row.again else ""),
                *tail,
            )
        )

    def _day_line(self, row: Day) -> Line:
        title = long_day(row.when) if row.when else "Day not known"
        hint = "  ? inferred" if row.inferred else ""
        count = f" {row.total} "
        room = max(4, self.text_width - len(count) - 1)
        pieces: list[Piece] = [(" ", ""), (cells.cut(display.line(title), room), "strong")]
        room -= cell_len(pieces[1][0])
        pieces += [(cells.fit(hint, room), "dim"), (count, "dim")]
        return Line(tuple(pieces))

    def _when(self, statement: Statement, wide: bool) -> str:
        """The day where there is room for it; a question mark where it is inferred."""
        doubt = "?" if statement.when_source == "inferred" else " "
        if not wide:
            return f"{doubt} "
        return f" {cells.fit(display.line(day(statement.when)) + doubt, 8)} "

    def _speaker(self, row: Utterance, wide: bool) -> str:
        statement = row.statement
        name = statement.speaker or "unknown"
        if not wide:
            name = self.names.short(name)
        name = display.line(name)
        others = len(statement.speakers) - 1
        mark = ("?" if statement.probable else "") + (f" +{others}" if others > 0 else "")
        lead = "└ " if row.again else ""
        room = self._speaker_cells - len(mark) - len(lead)
        return cells.fit(lead + cells.cut(name, room) + mark, self._speaker_cells)

    def _tail(self, row: Utterance, wide: bool) -> list[Piece]:
        """What stands after the text: the relay, how many articles carry it, which one."""
        pieces: list[Piece] = []
        relay = row.statement.relayed_by
        if relay:
            short = display.line(relay) if wide else display.line(self.names.short(relay))
            pieces.append((f" via {cells.cut(short, 16 if wide else 7)}", "dim"))
        if row.carried > 1:
            pieces.append((f" ×{row.carried}", "strong"))
        elif wide:
            pieces.append(("   ", ""))
        if wide:
            article = self.session.finding_by_id[self._printing(row)].article
            pieces.append((f" {self.session.label(article)}", "dim"))
        return pieces

    def words_of_row(self, number: int) -> str:
        """Speaker and the whole statement."""
        row = self.rows[number]
        if isinstance(row, Day):
            return long_day(row.when)
        item = row.statement
        act, relay = ACT_WORDS[item.act], item.relayed_by or ""
        return "\n".join((item.speaker, display.line(f"{act} {item.text}"), f"via {relay}"))

    def position(self) -> str:
        """The day and the place of the cursor's utterance among all."""
        total = len(self.rows)
        if not total or self.cursor >= total:
            return ""
        row = self.rows[self.cursor]
        when = day(row.statement.when) if isinstance(row, Utterance) else ""
        place = self.cursor + 1 - bisect_right(self._headings, self.cursor)
        return f"{display.line(when, 12)}  {place}/{total - len(self._headings)}".strip()

    def empty_text(self) -> str:
        """Why there is nothing."""
        if not self.session.articles:
            return "No articles yet. Press a to add files or folders."
        if self.session.kept is not None:
            return "No statement fits the filter. F changes it, esc ends it."
        return "No statement was found in these articles: nobody is reported to have said anything."
