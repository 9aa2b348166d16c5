"""The articles pane: stories and copy groups, with what has been found and judged in each."""

from __future__ import annotations

from typing import NamedTuple

from store.records import Article
from tui import display, theme
from tui.filtering import SavedQuery
from tui.session import Session
from tui.widgets import cells
from tui.widgets.line_view import Line, LineView

UNREAD = "•"
NEAR = 12
"""Rows above an article that are looked at for its title."""


class Heading(NamedTuple):
    """A row that is no article, and its words."""

    text: str


Row = Heading | list[str] | SavedQuery | str
"""A heading, or a family as the heading of its articles; a kept filter; an article by its id."""


class ArticlesPane(LineView):
    """One line an article, below a heading for each family of copies."""

    heading = "Articles"

    def __init__(self, session: Session, *, id: str = "articles") -> None:  # noqa: A002
        super().__init__(id=id)
        self.session = session
        self.rows: list[Row] = []
        self.queries: list[SavedQuery] = []
        self.joined: set[str] = set()
        self._awaited: str | None = None

    def lay_out(self, width: int) -> None:
        """Families first, each article once.

        The row of an article is its id: the article is read when the row is drawn.
        """
        del width
        rows: list[Row] = []
        self.rows = rows
        self.joined = set()
        for family in self.session.families():
            if len(family) > 1:
                rows.append(family)
                self.joined.update(family)
            rows += family
        if self.queries:
            self.rows += [Heading(""), Heading("Filters"), *self.queries]

    def line_count(self) -> int:
        """Articles and headings."""
        return len(self.rows)

    def line_at(self, number: int) -> Line:
        """An article: label, title, verdicts; or a heading."""
        row = self.rows[number]
        if isinstance(row, Heading):
            return Line(((f" {row.text}", "dim"),))
        if isinstance(row, list):
            return Line(((f" {self._family_title(row)}", "dim"),))
        if isinstance(row, SavedQuery):
            return self._query_line(row)
        return self._article_line(self.session.article_by_id[row], number)

    def _article_line(self, row: Article, number: int) -> Line:
        session = self.session
        unread = "" if row.id in session.read else UNREAD
        indent = "  " if row.id in self.joined else ""
        marked = self._marked(row.id)
        date = row.published.date[5:] if row.published else ""
        tail = f" {marked}" if marked else ""
        room = self.text_width - len(indent) - 6 - len(tail) - (len(date) + 1 if date else 0)
        told = f"! {_title(row)}" if row.notices else _title(row)
        if row.id in self.joined and self._is_titled_like_one_above(row, number):
            told = f"″ {row.outlet or row.name}"
        title = cells.fit(display.line(told), max(4, room))
        current = row.id == session.current_article
        return Line(
            (
                (f"{indent}{unread or ' '}", "unread" if unread else ""),
                (f"{session.label(row.id):<4} ", "strong" if current else "dim"),
                (title, "strong" if current else ""),
                (f" {date}" if date else "", "dim"),
                (tail, "verified"),
            )
        )

    def _is_titled_like_one_above(self, row: Article, number: int) -> bool:
        """Whether an article of the same family has this title, further up."""
        for one in reversed(self.rows[max(0, number - NEAR) : number]):
            if not isinstance(one, str):
                return False
            if _title(self.session.article_by_id[one]) == _title(row):
                return True
        return False

    def _query_line(self, row: SavedQuery) -> Line:
        """A kept filter and how many findings fit it."""
        count = "" if row.hits is None else f" {row.hits:,}"
        on = row.text == self.session.query
        text = cells.fit(display.line(row.text), max(4, self.text_width - len(count) - 3))
        return Line((("  ", ""), (text, "strong" if on else ""), (count, "dim"), (" ", "")))

    def _marked(self, article_id: str) -> str:
        """How many findings of the article are judged, "✓3", or nothing."""
        reviews = self.session.workspace.reviews()
        if not reviews:
            return ""
        rows = self.session.by_article.get(article_id, [])
        found = (reviews.get(row.id) for row in rows)
        done = sum(1 for review in found if review is not None and review.verdict)
        return f"{theme.VERDICT_GLYPHS['verified']}{done}" if done else ""

    def position(self) -> str:
        """How many articles, and how many of them are sources of their own."""
        total = len(self.session.articles)
        return f"{total}" if total else ""

    def empty_text(self) -> str:
        """How to get articles."""
        return "No articles yet. Press a to add files or folders, or run: wirecopy add FILE..."

    def show(self) -> None:
        """Put the cursor on the article that the reader is in."""
        number = self._row_of(self.session.current_article or "")
        on_query = (
            self.has_focus
            and self.cursor < len(self.rows)
            and isinstance(self.rows[self.cursor], SavedQuery)
        )
        if not self.has_focus or self._awaited == self.session.current_article:
            self._awaited = None
        waits = self._awaited is not None
        if number is not None and number != self.cursor and not on_query and not waits:
            self.place_cursor(number)
        self.repaint()

    def _family_title(self, family: list[str]) -> str:
        copies = sum(len(self.session.group_of(item)) > 1 for item in family)
        if copies == len(family):
            return f"▾ {len(family)} copies of one story"
        return f"▾ {len(family)} drawing on one source"

    def _row_of(self, article_id: str) -> int | None:
        """The row of an article, the one that the cursor is on first."""
        if self.cursor < len(self.rows) and self.rows[self.cursor] == article_id:
            return self.cursor
        try:
            return self.rows.index(article_id)
        except ValueError:
            return None

    def moved(self) -> None:
        """Tell the screen; headings are stepped over."""
        row = self.rows[self.cursor]
        if isinstance(row, Heading | list):
            if self.cursor + 1 < len(self.rows):
                self.place_cursor(self.cursor + 1, tell=True)
            return
        if isinstance(row, str):
            from tui.messages import ArticleChosen

            self._awaited = row
            self.post_message(ArticleChosen(row))

    def move(self, amount: int) -> None:
        """So many rows on or back, stepping over headings; as far as there are rows."""
        step, target, row = (1 if amount > 0 else -1), self.cursor, self.cursor
        for _ in range(abs(amount)):
            row += step
            while 0 <= row < len(self.rows) and isinstance(self.rows[row], Heading | list):
                row += step
            if not 0 <= row < len(self.rows):
                break
            target = row
        if target != self.cursor:
            self.place_cursor(target, tell=True)

    def open_row(self) -> None:
        """Enter: read it, or filter by it."""
        from tui.messages import ArticleChosen, QueryChosen

        row = self.rows[self.cursor] if self.cursor < len(self.rows) else None
        if isinstance(row, str):
            self.post_message(ArticleChosen(row, open_it=True))
        elif isinstance(row, SavedQuery):
            self.post_message(QueryChosen(row.text))


def _title(article: Article) -> str:
    return article.title or article.name
