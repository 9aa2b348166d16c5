"""The claims board: facts that articles give, grouped by question, with all their values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rich.cells import cell_len
from textual import events

from store.contract import subjects
from store.records import Claim, Findings
from tui import display, theme
from tui.board import Question, Value, build, speaker
from tui.claim_facts import relay, when
from tui.panes.claim_detail import detail
from tui.panes.following import FollowingView
from tui.prose import count
from tui.session import Session
from tui.widgets import cells
from tui.widgets.line_view import EMPTY, Line, Piece
from tui.wording import Names, day

WIDE = 64
BLOCKS = " ▏▎▍▌▋▊▉█"
OPEN_ENDS = {"at-least": "→", "at-most": "←"}
REASON_LINES, MORE = 3, " (i: all)"
OWN_WORDS = "the article itself"
DETAIL_LEAST, DETAIL_MOST, DETAIL_FROM = 6, 9, 13
"""Lines of the detail, and lines of a pane that has room for it."""


class Columns(NamedTuple):
    """Cells of a question's columns."""

    value: int
    bar: int


class Row(NamedTuple):
    """A value line: what it shows and how its question is divided."""

    value: Value
    columns: Columns
    top: float


class ClaimsPane(FollowingView):
    """Headings laid out, values drawn when they are visible."""

    heading = "Claims"

    def __init__(self, session: Session, *, id: str = "claims") -> None:  # noqa: A002
        super().__init__(session, id=id)
        self.questions: list[Question] = []
        self.rows: list[Line | Row] = []
        self.names = Names(())
        self._row_of_finding: dict[str, int] = {}
        self._by_statement: dict[str, int] = {}
        self._built_of: tuple[Mapping[str, Findings], frozenset[str] | None] | None = None
        self._chosen = ""
        self.detail: list[Line] = []

    def lay_out(self, width: int) -> None:
        """Headings wrapped to the width, columns by what the values need."""
        if self.outdated(self._built_of):
            self._built_of = self.session.findings, self.session.kept
            self.questions = build(self.session)
            self.names = Names(self.session.story.actors)
        self.rows, self._row_of_finding, self._by_statement = [], {}, {}
        for question in self.questions:
            self.rows += [EMPTY] if self.rows else []
            self.rows += _heading_lines(question, width)
            columns = _columns(question, width)
            for value in question.values:
                for claim in value.claims:
                    self._row_of_finding[claim.id] = len(self.rows)
                    if claim.statement:
                        self._by_statement.setdefault(claim.statement, len(self.rows))
                self.rows.append(Row(value, columns, question.top))

    def line_count(self) -> int:
        """Headings and values."""
        return len(self.rows)

    def is_heading(self, row: int) -> bool:
        """What is no value."""
        return not isinstance(self.rows[row], Row)

    def find_row(self, finding_id: str) -> int | None:
        """The row of a claim, or of the first one within a statement."""
        row = self._row_of_finding.get(finding_id)
        if row is None:
            return self._by_statement.get(finding_id)
        self._chosen = finding_id
        return row

    def _claim(self, value: Value) -> Claim:
        """The claim that is meant: the chosen one, the one in the reader's article, the first."""
        here = self.session.current_article
        chosen = next((claim for claim in value.claims if claim.id == self._chosen), None)
        near = next((claim for claim in value.claims if claim.article == here), None)
        return chosen or near or value.claim

    def finding_at_cursor(self) -> str | None:
        """The claim under the cursor."""
        shown = self.rows[self.cursor] if self.cursor < len(self.rows) else None
        if not isinstance(shown, Row):
            return None
        claim = self._claim(shown.value)
        self.session.finding_by_id.see(claim.article)
        return claim.id

    def finding_of(self, row: int) -> str | None:
        """The claim of a row that is meant."""
        shown = self.rows[row]
        return self._claim(shown.value).id if isinstance(shown, Row) else None

    def sideways(self, step: int) -> None:
        """The same value in another article."""
        row = self.rows[self.cursor] if self.cursor < len(self.rows) else None
        if isinstance(row, Row):
            claims = row.value.claims
            place = claims.index(self._claim(row.value)) + step
            if 0 <= place < len(claims):
                self._chosen = claims[place].id
                self.choose(self._chosen)

    # The detail of the current value

    @property
    def _detail_height(self) -> int:
        room = self.size.height - 1
        enough = room >= DETAIL_FROM and self.questions
        return min(DETAIL_MOST, max(DETAIL_LEAST, room // 3)) if enough else 0

    @property
    def body_height(self) -> int:
        """Lines of the board: the detail has its place below it."""
        return max(1, self.size.height - 1 - self._detail_height)

    def composed(self, y: int) -> tuple[Line, str]:
        """Title, board, detail."""
        number = y - 1 - self.body_height
        if y == 0 or number < 0:
            if y == 1:
                self._renew()
            return super().composed(y)
        return (self.detail[number] if number < len(self.detail) else EMPTY), ""

    def _renew(self) -> None:
        """The detail of what is under the cursor."""
        row = self.rows[self.cursor] if self.cursor < len(self.rows) else None
        if isinstance(row, Row):
            size = self.text_width, self._detail_height
            self.detail = detail(self.session, row.value, self._claim(row.value), size)
        else:
            self.detail = []

    def on_click(self, event: events.Click) -> None:
        """A click on the detail moves nothing."""
        if event.y > self.body_height:
            event.prevent_default()

    # Drawing

    def line_at(self, number: int) -> Line:
        """A heading, or a value: number, bar, who says it and when, in which articles."""
        row = self.rows[number]
        if isinstance(row, Line):
            return row
        width, value = self.text_width, row.value
        here = self._claim(value).id if number == self.cursor else ""
        tail = self._articles(value, width, here)
        columns = row.columns
        bar = f" {_bar(value, row.top, columns.bar)}" if columns.bar else ""
        group = self.session.group_by_claim.get(value.claim.id)
        lead = "↳ " if subjects(value.claim, group) else ""
        shown = cells.fit(lead + display.line(value.shown, 200), columns.value)
        room = width - 3 - columns.value - len(bar) - sum(cell_len(text) for text, _ in tail)
        who = self._who(value, width)
        return Line(
            (
                (f" {self._gathered(value)} ", "strong"),
                (shown, "strong" if row.top else ""),
                (bar, "claim"),
                (cells.fit(f"  {who}", max(0, room)), "" if speaker(value.claim) else "dim"),
                *tail,
            )
        )

    def _gathered(self, value: Value) -> str:
        """A mark where the value is picked, with its question, to be merged."""
        picked = self.session.gathered
        return "+" if picked and any(claim.id in picked for claim in value.claims) else " "

    def _who(self, value: Value, width: int) -> str:
        """Speaker, day, scope; the words of the bound where nobody vouches for it."""
        claim, wide = value.claim, width >= WIDE
        name = speaker(claim) or (OWN_WORDS if wide else "the article")
        parts = [name if wide else self.names.short(name)]
        if told := when(self.session, claim, year=False) if wide else day(claim.when):
            parts.append(told)
        if wide and (relayed := relay(self.session, claim)):
            parts.append(f"via {self.names.short(relayed)}")
        if claim.bound == "reported" and claim.qualifier:
            parts.insert(0, f"“{claim.qualifier}”")
        elif wide and claim.qualifier:
            parts.append(f"“{claim.qualifier}”")
        if claim.scope:
            parts.append(claim.scope)
        return display.line(", ".join(parts), 200)

    def _articles(self, value: Value, width: int, here: str) -> list[Piece]:
        """The articles' labels, each once and with its verdict; the rest as a number."""
        most = 6 if width >= WIDE else 2
        articles = list(dict.fromkeys(claim.article for claim in value.claims))
        current = next((claim.article for claim in value.claims if claim.id == here), "")
        if len(articles) == most + 1:
            most += 1  # the last label takes no more room than a number in its place
        place = articles.index(current) if current else 0
        first = max(0, min(place - most + 1, len(articles) - most))
        pieces: list[Piece] = []
        for article in articles[first : first + most]:
            label = display.line(self.session.label(article))
            chosen = article == current and len(articles) > 1
            pieces += [(" ", ""), (label, "strong underline" if chosen else "dim")]
            claims = [claim for claim in value.claims if claim.article == article]
            claims.sort(key=lambda claim: claim.id != here)
            reviews = [self.session.review(claim.id) for claim in claims]
            review = next((item for item in reviews if item.verdict), None)
            if review is not None:
                glyph = theme.verdict_glyph(review)
                pieces.append((glyph, theme.verdict_style(review.verdict)))
        if len(articles) > most:
            pieces.append((f" +{len(articles) - most}", "dim"))
        return pieces

    def words_of_row(self, number: int) -> str:
        """A heading, or the whole value, who says it and the words of the claims."""
        row = self.rows[number]
        if isinstance(row, Line):
            return super().words_of_row(number)
        claims = row.value.claims
        words = (f"{claim.asserted_by} {display.line(claim.text)}" for claim in claims)
        return "\n".join((row.value.shown, *words))

    def position(self) -> str:
        """How many questions, how many of them open to doubt."""
        if not self.questions:
            return ""
        loud = sum(question.loud for question in self.questions)
        doubt = f"{loud} in doubt" if loud else ""
        groups = count(len(self.questions), "group")
        return doubt if self.size.width < WIDE else f"{groups}  {doubt}".strip()

    def empty_text(self) -> str:
        """Why there is nothing."""
        if not self.session.articles:
            return "No articles yet. Press a to add files or folders."
        if self.session.kept is not None:
            return "No claim fits the filter. F changes it, esc ends it."
        return "No claim was found: these articles give no numbers, dates or events to check."


def _heading_lines(question: Question, width: int) -> list[Line]:
    """Title, and below it status and reason in words."""
    title = display.line(question.title, 300)
    lines = [
        Line(((" ", ""), (title[start:end], "claim strong")))
        for start, end in cells.wrap(title, 0, len(title), width - 2)
    ]
    status, reason = question.status, display.line(question.reason.partition(": ")[0], 1000)
    text = f"{status}: {reason}" if status and reason else status or reason
    if not text:
        return lines
    room = max(8, width - 4)
    wrapped = cells.wrap(text, 0, len(text), room)
    if len(wrapped) > REASON_LINES:
        last = wrapped[REASON_LINES - 1][0]
        text = text[:last] + cells.cut(text[last:], room - len(MORE)) + MORE
        wrapped = cells.wrap(text, 0, len(text), room)[:REASON_LINES]
    for number, (start, end) in enumerate(wrapped):
        first = max(start, min(end, len(status))) if number == 0 else start
        pieces = (("   ", ""), (text[start:first], "strong" if question.loud else ""))
        lines.append(Line((*pieces, (text[first:end], "dim"))))
    return lines


def _columns(question: Question, width: int) -> Columns:
    """Values get what they need, up to a share of the line; bars what is pleasant."""
    bar = 0 if not question.top else 8 if width < WIDE else 16
    share = 40 if question.top else 50 if width >= WIDE else 46
    most = (width - bar) * share // 100
    need = max((cell_len(display.line(value.shown, 200)) for value in question.values), default=0)
    return Columns(max(4, min(need, most)), bar)


def _bar(value: Value, top: float, width: int) -> str:
    """A bar of eighth blocks, scaled to the question's largest; a range goes on in shade."""
    if not top or value.low is None or value.low <= 0:
        return " " * (width + 1)
    eighths = max(1, round(width * 8 * min(value.low, top) / top))
    shown = "█" * (eighths // 8) + (BLOCKS[eighths % 8] if eighths % 8 else "")
    if value.high:
        shown += "░" * (round(width * min(value.high, top) / top) - len(shown))
    return cells.fit(shown + OPEN_ENDS.get(value.claim.bound, ""), width + 1)
