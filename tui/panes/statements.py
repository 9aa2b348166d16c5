"""The statements feed: who said what, in order of time, one line an utterance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from textual import events

from store.records import Findings, Statement
from tui import display, theme
from tui.feed import Day, Feed, FeedRow, Utterance, build
from tui.panes.following import FollowingView
from tui.session import Session
from tui.timeline import Timeline
from tui.widgets import cells
from tui.widgets.line_view import Line, Piece
from tui.wording import ACT_WORDS, Names, day, long_day

WIDE = 64
VERDICT_CELLS = 5
INFERRED = "≈"
"""Before an utterance whose day is inferred, not stated."""
STRIP_FROM = 11
"""Lines of the pane from which on there is room for statements by day."""


class StatementsPane(FollowingView):
    """Utterances below headings of days; the rows are ordered once and drawn when visible."""

    heading = "Statements"

    def __init__(self, session: Session, *, id: str = "statements") -> None:  # noqa: A002
        super().__init__(session, id=id)
        self.rows: Sequence[FeedRow] = ()
        self._feed: Feed | None = None
        self.names = Names(())
        self._built_of: tuple[Mapping[str, Findings], frozenset[str] | None] | None = None
        self._speaker_cells = 10
        self._strip_height = 0
        self._timeline: Timeline | None = None

    def lay_out(self, width: int) -> None:
        """Order the rows where the content changed; a width alone changes only columns."""
        self._speaker_cells = 10 if width < WIDE else min(24, width // 4)
        if not self.outdated(self._built_of):
            return
        self._built_of = self.session.findings, self.session.kept
        self.names = Names(self.session.story.actors)
        self.rows = self._feed = build(self.session)
        self._timeline = None

    def line_count(self) -> int:
        """Headings and utterances."""
        return len(self.rows)

    def is_heading(self, row: int) -> bool:
        """Days are headings."""
        return self._feed is not None and self._feed.place_of(row) is None

    def find_row(self, finding_id: str) -> int | None:
        """The row of a statement, or of the statement that a demand or claim stands in."""
        known = self.session.finding_by_id
        finding = known.get(finding_id)
        if not isinstance(finding, Statement):
            finding = known.get(getattr(finding, "statement", None) or "")
        if self._feed is None or not isinstance(finding, Statement):
            return None
        return self._feed.row_of(finding)

    def finding_at_cursor(self) -> str | None:
        """The printing in the article that the reader is in, else the first one."""
        number = self._printing(self.cursor) if self.cursor < len(self.rows) else None
        if self._feed is None or number is None:
            return None
        numbered = self._feed.numbered
        self.session.finding_by_id.see(numbered.article_of(number))
        return numbered.ids[number]

    def finding_of(self, row: int) -> str | None:
        """The printing of a row that is meant."""
        number = self._printing(row)
        return None if self._feed is None or number is None else self._feed.numbered.ids[number]

    def _printing(self, row: int) -> int | None:
        """The number of the printing of a row that is meant."""
        place = self._feed.place_of(row) if self._feed is not None else None
        if self._feed is None or place is None:
            return None
        return self._feed.printing(place, self.session.current_article)

    # Drawing

    @property
    def timeline(self) -> Timeline | None:
        """Statements per day, where there are two days or more."""
        if self._timeline is None and self._feed is not None:
            self._timeline = self._feed.timeline()
        return self._timeline if self._timeline is not None and self._timeline.first else None

    @property
    def strip(self) -> int:
        """Lines between title and feed: everybody's statements by day, and the actor's."""
        if self.size.height < STRIP_FROM or not self.rows or self.timeline is None:
            return 0
        return 2

    @property
    def body_height(self) -> int:
        """Lines below title and strip."""
        return max(1, super().body_height - self.strip)

    def begin_lines(self) -> None:
        """The height of the strip is the same for all lines."""
        self._ensure_laid_out()
        self._strip_height = self.strip
        super().begin_lines()

    def composed(self, y: int) -> tuple[Line, str]:
        """Title, strip, feed."""
        strip = self._strip_height
        if 1 <= y <= strip:
            return self._strip_line(everybody=y == 1), ""
        return super().composed(y - strip if y else 0)

    def _strip_line(self, *, everybody: bool) -> Line:
        """Blocks by day, the cursor's day marked."""
        row = self.rows[self.cursor] if self.cursor < len(self.rows) else None
        item = row.statement if isinstance(row, Utterance) else None
        if self.timeline is None or (item is None and not everybody):
            return Line(())
        who = None if everybody or item is None else item.speaker
        days = f" {day(self.timeline.first)} – {day(self.timeline.last)}" if everybody else ""
        name = "by day" if who is None else self.names.short(who) if who else "unknown"
        label = cells.fit(display.line(name), self._speaker_cells)
        room = self.text_width - self._speaker_cells - 3 - cell_len(days)
        when = (item.when or "") if item else ""
        text, start, end = self.timeline.spark(who, room, when)
        style = "statement" if everybody else "claim"
        return Line(
            (
                (f"  {label} ", "dim"),
                (text[:start], style),
                (text[start:end], f"{style} current"),
                (text[end:], style),
                (days, "dim"),
            )
        )

    def on_click(self, event: events.Click) -> None:
        """A click on a row, below the strip."""
        event.prevent_default()
        line = self.top + event.y - 1 - self.strip
        if event.y > self.strip and line < self.line_count():
            self.place_cursor(self.row_of(line), tell=True)

    def lines_hang_on(self) -> tuple[object, ...]:
        """The rows, the width, the verdicts."""
        session = self.session
        return self.rows, self.text_width, session.workspace.reviews(), session.labels

    def hangs_on_more(self, number: int) -> bool:
        """Of several printings that of the article one is in is meant."""
        place = self._feed.place_of(number) if self._feed is not None else None
        return self._feed is not None and place is not None and self._feed.is_printed_twice(place)

    def line_at(self, number: int) -> Line:
        """A day, or an utterance: speaker, verdict, act, text, who relays it, how many carry it."""
        row = self.rows[number]
        if isinstance(row, Day):
            return self._day_line(row)
        width, statement = self.text_width, row.statement
        wide = width >= WIDE
        review = self.session.review(self.finding_of(number) or "")
        glyph = theme.verdict_glyph(review)
        lead = f"{INFERRED if statement.when_source == 'inferred' else ' '} "
        tail = self._tail(number, row, wide)
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
        hint = f"  {INFERRED} inferred" if row.inferred else ""
        count = f" {row.total} "
        room = max(4, self.text_width - len(count) - 1)
        pieces: list[Piece] = [(" ", ""), (cells.cut(display.line(title), room), "strong")]
        room -= cell_len(pieces[1][0])
        pieces += [(cells.fit(hint, room), "dim"), (count, "dim")]
        return Line(tuple(pieces))

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

    def _tail(self, number: int, row: Utterance, wide: bool) -> list[Piece]:
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
            printing = self._printing(number)
            if self._feed is not None and printing is not None:
                article = self._feed.numbered.article_of(printing)
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
        place = self._feed.place_of(self.cursor) if self._feed is not None else None
        among = self._feed.utterances() if self._feed is not None else 0
        return f"{display.line(when, 12)}  {(place or 0) + 1}/{among}".strip()

    def empty_text(self) -> str:
        """Why there is nothing."""
        if not self.session.articles:
            return "No articles yet. Press a to add files or folders."
        if self.session.kept is not None:
            return "No statement fits the filter. F changes it, esc ends it."
        return "No statement was found in these articles: nobody is reported to have said anything."
