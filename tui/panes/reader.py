"""The reader: one article, boilerplate dimmed, findings marked, the current one highlighted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

from store.neutral import Shown, shown
from store.records import Article
from tui import display
from tui.glyphs import KIND_NAMES
from tui.panes import side_notes
from tui.panes.pointing import PointedText, offset_in
from tui.panes.reader_marks import STYLE_OF_KIND, Mark, Marks, styled
from tui.session import Session, kind_of
from tui.widgets import cells
from tui.widgets.line_view import Line, Piece

if TYPE_CHECKING:
    from tui.panes.words import Words

GUTTER = 4
MEASURE = 80
MOST_LINKS = 3
HINTS = (
    "",
    "n: next finding (S statement, D demand, C claim)",
    "v: verified   x: unverified   u: undo",
    "?: all keys",
)
NOTHING = Article("", "", "", "")


class ReaderPane(PointedText):
    """The text of the session's article, wrapped to at most 80 columns.

    `positions` are article offsets; the lines are offsets into the neutral text that `shown` maps.
    """

    heading = "Reader"
    has_cursor = False

    def __init__(self, session: Session, *, id: str = "reader") -> None:  # noqa: A002
        super().__init__(id=id)
        self.session = session
        self.article: Article | None = None
        self.shown = Shown("", (), ())
        self.lines: list[tuple[int, int]] = []
        self.head: list[Line] = []
        self.marks = Marks(NOTHING, self.shown, [], [])
        self._judged: object = None
        self.extra: list[Mark] = []
        self._held: tuple[object, ...] | None = None
        self.measure = MEASURE
        self.annotated = False
        self.picking: Words | None = None
        self.here: tuple[int, Piece] | None = None
        self._left_at = session.workspace.settings.get("top")

    # Content

    def lay_out(self, width: int) -> None:
        """Wrap the article to the width."""
        self.article = self.session.article
        if self.article is None:
            self.lines, self.head = [], []
            return
        self.shown = shown(self.article.text)
        text = self.shown.text
        self.annotated = width >= side_notes.FROM and self._noted()
        side = side_notes.WIDTH if self.annotated else 0
        self.measure = measure = max(10, min(MEASURE, width - GUTTER - 1 - side))
        self.lines = _without_double_blanks(cells.wrap(text, 0, len(text), measure))
        self.head = self._head_lines(self.article, measure)
        self.remark()

    def remark(self) -> None:
        """Compute the marks anew: findings, verdicts or the current finding changed."""
        article = self.article
        if article is None:
            return
        rows = self.session.by_article.get(article.id, [])
        reviews = self.session.workspace.reviews()
        held = (article, self.lines, rows)
        if self._held is None or any(a is not b for a, b in zip(held, self._held, strict=True)):
            self._held, self._judged = held, None
            self.marks = Marks(article, self.shown, self.lines, rows)
        if reviews is not self._judged:
            self._judged = reviews
            self.marks.judge(reviews)
        at = self.shown.at
        self.extra, self.here = [], None
        current = self.session.finding
        if self.picking is not None:
            for (start, end), style in (
                (self.picking.span, "picked"),
                (self.picking.cursor, "hit"),
            ):
                self.extra.append(Mark(at(start), at(end), style))
        elif current is not None and current.article == article.id:
            style = f"{STYLE_OF_KIND[kind_of(current.id)]} current"
            self.extra.append(Mark(at(current.start), at(current.end), style))
            line = self.marks.line_of(at(current.start))
            self.here = line, self.marks.sign(current, reviews)
        if self.picked is not None:
            first, last = self.picked
            self.extra += [Mark(at(r.start), at(r.end), "picked") for r in rows[first : last + 1]]

    def _noted(self) -> bool:
        """Whether the article has a finding with a note or tags."""
        reviews = self.session.workspace.reviews()
        if not reviews:
            return False
        rows = self.session.by_article.get(self.session.current_article or "", [])
        found = (reviews.get(row.id) for row in rows)
        return any(review is not None and (review.note or review.tags) for review in found)

    def _refit(self) -> bool:
        """Lay out again where the column of notes comes or goes; whether that was so."""
        wide = self.text_width >= side_notes.FROM
        if self.article is None or self.annotated is (wide and self._noted()):
            return False
        offset = self.offset_at_top()
        self.content_changed()
        self.top = max(0, self.line_of_offset(offset) if offset else 0)
        return True

    def _head_lines(self, article: Article, measure: int) -> list[Line]:
        told = [(self._facts(article), "dim")]
        told += [(f"! {notice.text}", "unverified") for notice in article.notices]
        lines = [
            Line(((" " * GUTTER, ""), (line[a:b], style)))
            for line, style in ((display.line(text), style) for text, style in told)
            for a, b in cells.wrap(line, 0, len(line), measure)
        ]
        return [*lines, Line(())]

    def _facts(self, article: Article) -> str:
        session, facts = self.session, []
        if article.published:
            how = "" if article.published.how == "stated" else f" ({article.published.how})"
            facts.append(f"{article.published.date}{how}")
        if article.outlet:
            facts.append(article.outlet)
        facts += list(article.agencies)
        facts += _shared(session, article.id)
        if article.version > 1:
            facts.append(f"version {article.version}")
        return "  ·  ".join(facts) or article.name

    # Lines

    def line_count(self) -> int:
        """Head and text."""
        return len(self.head) + len(self.lines)

    def line_at(self, number: int) -> Line:
        """A head line, or a line of the text with its gutter."""
        if number < len(self.head):
            return self.head[number]
        index = number - len(self.head)
        start, end = self.lines[index]
        gutter, style = self.marks.gutters.get(index, ("", ""))
        pieces: list[Piece] = [(f" {gutter:<{GUTTER - 1}}", style)]
        if self.here is not None and self.here[0] == index:
            glyph, style = self.here[1]
            pieces = [(" ", ""), (glyph, f"{style} current"), (" " * (GUTTER - 1 - len(glyph)), "")]
        marks = (*self.marks.by_line.get(index, ()), *self.extra)
        pieces += styled(self.shown.text, start, end, marks)
        if self.annotated:
            rule, note = self.marks.beside.get(index, ("", ""))
            used = sum(cell_len(text) for text, _ in pieces)
            pieces.append((" " * max(1, GUTTER + self.measure + 1 - used), ""))
            pieces += [(rule, "rule"), (note, "statement")]
        return Line(tuple(pieces))

    def line_of_offset(self, offset: int) -> int:
        """The line on which an article offset stands."""
        return len(self.head) + self.marks.line_of(self.shown.at(offset))

    def offset_at_top(self) -> int:
        """The article offset of the first line in the window, for "next finding from here"."""
        return self.offset_of_line(self.top)

    def offset_of_line(self, line: int) -> int:
        """The article offset at which a line begins; 0 for one of the head."""
        index = max(0, line - len(self.head))
        if index >= len(self.lines):
            return 0
        drawn = self.lines[index][0]
        return drawn - (self.shown.at(drawn) - drawn)

    def find(self, needle: re.Pattern[str]) -> list[int]:
        """The lines on which hits begin; a hit may run over a line's end."""
        return [
            len(self.head) + self.marks.line_of(match.start())
            for match in needle.finditer(self.shown.text)
        ]

    def offset_under(self, x: int, y: int) -> int | None:
        """The article offset of the character at a place of the pane."""
        return offset_in(self, x, y, GUTTER)

    def finding_under(self, offset: int) -> str | None:
        """The id of the shortest finding around an offset."""
        rows = self.session.by_article.get(self.session.current_article or "", [])
        around = [row for row in rows if row.start <= offset < row.end]
        return min(around, key=lambda row: row.end - row.start).id if around else None

    # Ranges

    def range_start(self) -> int:
        """The place of the chosen finding among the article's, else of the first one below."""
        rows = self.session.by_article.get(self.session.current_article or "", [])
        finding = self.session.finding
        if finding in rows:
            return rows.index(finding)
        here = self.offset_at_top()
        return next((place for place, row in enumerate(rows) if row.start >= here), 0)

    def visible_rows(self) -> tuple[int, int]:
        """The first and the last finding that begin in the window; an empty range for none."""
        rows = self.session.by_article.get(self.session.current_article or "", [])
        lines = range(self.top, self.top + self.body_height)
        seen = [n for n, row in enumerate(rows) if self.line_of_offset(row.start) in lines]
        return (seen[0], seen[-1]) if seen else (0, -1)

    def findings_between(self, first: int, last: int) -> list[str]:
        """The article's findings from the first to the last."""
        rows = self.session.by_article.get(self.session.current_article or "", [])
        return [row.id for row in rows[first : last + 1] if self.session.keeps(row.id)]

    def show_picked(self, rows: tuple[int, int] | None) -> None:
        """Draw these findings as picked."""
        self.picked = rows
        self.reviewed()

    def show_picking(self) -> None:
        """Draw the word cursor and its span, the cursor in the window."""
        if self.picking is not None:
            self._ensure_laid_out()
            self.remark()
            line = self.line_of_offset(self.picking.cursor[0])
            self.show_lines(line, line + 1, context=2)

    def end_picking(self) -> None:
        """No word cursor any more."""
        self.picking = None
        self.remark()
        self.repaint()

    def reviewed(self) -> None:
        """Other verdicts and notes: mark them, stay where the reader is."""
        if not self._refit():
            self.remark()
        self.repaint()

    def position(self) -> str:
        """Which finding of how many."""
        article = self.session.article
        if article is None:
            return ""
        rows = self.session.by_article.get(article.id, [])
        finding = self.session.finding
        label = self.session.label(article.id)
        if finding not in rows:
            return f"{len(rows)} finding{'' if len(rows) == 1 else 's'}  {label}"
        kind = KIND_NAMES[kind_of(finding.id)]
        return f"{rows.index(finding) + 1}/{len(rows)} {kind}  {label}"

    def open_row(self) -> None:
        """Enter: go to the finding that the note of the present one names."""
        finding = self.session.finding
        if finding is None:
            return
        note = self.session.review(finding.id).note
        named = side_notes.links(note, self.session.finding_by_id)
        if named:
            from tui.messages import FindingChosen

            self.post_message(FindingChosen(named[0], open_it=True))

    def empty_text(self) -> str:
        """Nothing to read yet."""
        return "No article is open. Choose one in Articles (1) and press enter."

    def show(self) -> None:
        """Follow the session: another article, another finding."""
        article = self.session.article
        self.heading = display.line(article.title or article.name) if article else "Reader"
        self.tail = HINTS if article and self.session.fresh else ()
        if article is not self.article:
            self.top = 0
            self.content_changed()
        elif not self._refit():
            self.remark()
        finding, left_at = self.session.finding, self._left_at
        if self.lines:
            self._left_at = None
        if finding is None and article is not None and self.lines and isinstance(left_at, int):
            self.top = self.line_of_offset(left_at) if left_at else 0
            self._clamp()
        if finding is not None and article is not None and finding.article == article.id:
            self.show_lines(
                self.line_of_offset(finding.start),
                self.line_of_offset(finding.end - 1) + 1,
                context=3,
            )
        self.repaint()


def _without_double_blanks(lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs of empty lines as one; none at the ends."""
    kept: list[tuple[int, int]] = []
    for start, end in lines:
        if start == end and (not kept or kept[-1][0] == kept[-1][1]):
            continue
        kept.append((start, end))
    while kept and kept[-1][0] == kept[-1][1]:
        kept.pop()
    return kept


def _shared(session: Session, article: str) -> list[str]:
    """What the article is a copy of and what it shares passages with, the closest first."""
    told = []
    links = session.copy_links(article)
    for relation, verb in (("copy", "copy of"), ("shares-passage", "shares a passage with")):
        found = [link for link in links if link.relation == relation]
        shown = [
            f"{session.label(link.right if link.left == article else link.left)} "
            f"({round(100 * link.containment)}%)"
            for link in found[:MOST_LINKS]
        ]
        rest = len(found) - MOST_LINKS
        if shown:
            told.append(f"{verb} {', '.join(shown)}{f' and {rest} more' if rest > 0 else ''}")
    return told
