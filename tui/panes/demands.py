"""The demands ledger: demand by article, and the words of the cell that the cursor is on."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len
from textual import events

from store.records import Demand, Findings
from tui import display, theme
from tui.ledger import OTHER, Ledger, LedgerRow, ledger_of
from tui.panes.demand_detail import detail
from tui.panes.following import FollowingView
from tui.session import Session
from tui.widgets import cells
from tui.widgets.line_view import Line, Piece

HEADER = 1
TITLE_LEAST, TITLE_WISH, TITLE_MOST = 14, 24, 56
GRID_LEAST, DETAIL_ENOUGH = 3, 11


class DemandsPane(FollowingView):
    """A grid that scrolls between its pinned header and the detail of the current cell.

    `column` is the place of the current cell's article in the session; `first_column` the leftmost
    one that is drawn.
    """

    heading = "Demands"

    def __init__(self, session: Session, *, id: str = "demands") -> None:  # noqa: A002
        super().__init__(session, id=id)
        self.rows: list[LedgerRow | str] = []
        self.column = 0
        self.first_column = 0
        self.detail: list[Line] = []
        self._chosen: Demand | None = None
        self._ledger = Ledger(())
        self._others = 0
        self._awaited_article: str | None = None
        self._built_of: tuple[Mapping[str, Findings], frozenset[str] | None] | None = None
        self._title_cells = self._column_cells = self._columns = 1

    # Content

    def lay_out(self, width: int) -> None:
        """Order the rows where the content changed, and divide the width."""
        if self.outdated(self._built_of):
            self._built_of = self.session.findings, self.session.kept
            self._order()
        self._divide(width)
        self._renew()

    def _order(self) -> None:
        self._ledger = ledger_of(self.session)
        rows = self._ledger.rows
        self._others = next((n for n, row in enumerate(rows) if row.key == OTHER), len(rows))
        self.rows = list(rows)
        if 0 < self._others < len(rows):
            self.rows.insert(self._others, "Other demands")
        self.column = max(0, self.session.place_of(self.session.current_article or ""))
        self._chosen = None

    def _divide(self, width: int) -> None:
        """Cells for the titles and for each column, and how many columns fit."""
        labels = self.session.labels.values()
        total, plain = len(labels), all(map(str.isascii, labels))
        self._column_cells = max(4, max(map(len if plain else cell_len, labels), default=3) + 1)
        if width - total * (self._column_cells + 1) >= TITLE_WISH:
            self._column_cells += 1
        least = TITLE_LEAST if width < 60 else TITLE_WISH
        self._columns = max(1, min(total, (width - least - 2) // self._column_cells))
        room = width - 2 - self._columns * self._column_cells
        titles = [r.title if isinstance(r, LedgerRow) else "" for r in self.rows[:200]]
        longest = max((cell_len(display.line(title, TITLE_MOST)) for title in titles), default=0)
        self._title_cells = max(1, min(room, max(TITLE_LEAST, min(longest, TITLE_MOST) + 3)))

    def line_count(self) -> int:
        """Demands and the heading of the others."""
        return len(self.rows)

    def is_heading(self, row: int) -> bool:
        """Whether the row is no demand."""
        return isinstance(self.rows[row], str)

    @property
    def row(self) -> LedgerRow | None:
        """The demand that the cursor is on."""
        row = self.rows[self.cursor] if self.cursor < len(self.rows) else None
        return row if isinstance(row, LedgerRow) else None

    @property
    def cell(self) -> list[Demand]:
        """The demands of the current cell, [] where the article lacks it."""
        return self.row.cell(self._article_id()) if self.row else []

    def _article_id(self) -> str:
        articles = self.session.article_ids
        return articles[min(self.column, len(articles) - 1)] if articles else ""

    @property
    def demand(self) -> Demand | None:
        """The demand that is chosen in the current cell."""
        cell = self.cell
        return self._chosen if self._chosen in cell else (cell[0] if cell else None)

    def finding_at_cursor(self) -> str | None:
        """The current cell's demand; "" where the article lacks it."""
        if self.row is None:
            return None
        demand = self.demand
        if demand is not None:
            self.session.finding_by_id.see(demand.article)
        return demand.id if demand else ""

    def finding_of(self, row: int) -> str | None:
        """The demand of a row in the current column, if the article has it."""
        shown = self.rows[row]
        cell = shown.cell(self._article_id()) if isinstance(shown, LedgerRow) else []
        return cell[0].id if cell else None

    def find_row(self, finding_id: str) -> int | None:
        """The row of a demand; its column becomes the current one."""
        found = self.session.finding_by_id.get(finding_id)
        number = self._ledger.row_of(found) if isinstance(found, Demand) else None
        if number is None or not isinstance(found, Demand):
            return None
        self._chosen = found
        self.column = max(0, self.session.place_of(found.article))
        return number + (0 < self._others <= number)

    # Movement

    def show(self) -> None:
        """Follow the session to a demand, else to its article's column."""
        here = self.session.article
        if not self.has_focus or here is None or here.id == self._awaited_article:
            self._awaited_article = None
        if here is not None and self._awaited_article is None and self.in_step():
            self.column = max(0, self.session.place_of(here.id))
        super().show()
        self._renew()

    def moved(self) -> None:
        """Tell the screen of the demand, or that this article has none."""
        self._leave_heading(1)
        self._renew()
        self._tell()

    def open_row(self) -> None:
        """Enter: go to the passage, or to the article that lacks it."""
        self._tell(open_it=True)

    def _tell(self, *, open_it: bool = False) -> None:
        if self.row is None:
            return
        demand = self.demand
        if demand is not None:
            self.choose(demand.id, open_it=open_it)
            return
        self._awaited_article = self._article_id()
        self.choose("")
        from tui.messages import ArticleChosen

        self.post_message(ArticleChosen(self._awaited_article, open_it=open_it))

    def place_cursor(self, row: int, *, tell: bool = False) -> None:
        """Another row: its detail."""
        super().place_cursor(row, tell=tell)
        self._renew()

    def sideways(self, step: int) -> None:
        """The next wording of the cell, else the next article."""
        cell, demand = self.cell, self.demand
        place = cell.index(demand) + step if demand else -1
        if demand and 0 <= place < len(cell):
            self._chosen = cell[place]
        else:
            column = self.column + step
            if not 0 <= column < len(self.session.articles):
                return
            self.column = column
            self._chosen = self.cell[-1 if step < 0 else 0] if self.cell else None
        self._renew()
        self.repaint()
        self._tell()

    def on_click(self, event: events.Click) -> None:
        """A click on a cell goes there."""
        event.prevent_default()
        line = self.top + event.y - 1 - HEADER
        if not 1 <= event.y - HEADER <= self.body_height or line >= len(self.rows):
            return
        column = (event.x - self._title_cells - 1) // self._column_cells
        if 0 <= column < self._columns:
            self.column = min(self.first_column + column, len(self.session.articles) - 1)
        self.place_cursor(line, tell=True)

    # Drawing

    @property
    def body_height(self) -> int:
        """Lines of the grid: at most about half, so that the detail has its place."""
        room = max(1, self.size.height - 1 - HEADER)
        most = max(GRID_LEAST, room * 9 // 20, room - DETAIL_ENOUGH)
        return max(1, min(len(self.rows), most))

    def _renew(self) -> None:
        """The detail of the current cell; the window of columns around it."""
        total, shown = len(self.session.articles), self._columns
        first = min(self.first_column, self.column)
        self.first_column = max(0, min(max(first, self.column - shown + 1), total - shown))
        row = self.row
        size = self.text_width, self.size.height - 1 - HEADER - self.body_height
        article = self._article_id()
        self.detail = detail(self.session, row, article, self.demand, size) if row else []

    def composed(self, y: int) -> tuple[Line, str]:
        """Title, header, grid, detail."""
        if y == 0 or not self.rows:
            return super().composed(y)
        if y == HEADER:
            return self._header(), ""
        if y <= HEADER + self.body_height:
            return super().composed(y - HEADER)
        number = y - HEADER - self.body_height - 1
        last = self.size.height - HEADER - self.body_height - 2
        if number == last and len(self.detail) > last + 1:
            return Line(((" …  z shows all", "dim"),)), ""
        return (self.detail[number] if number < len(self.detail) else Line(())), ""

    def _header(self) -> Line:
        """The articles' labels, with a sign at a side where there are more."""
        articles = self.session.article_ids
        after = self.first_column + self._columns
        more_left = "‹" if self.first_column else " "
        pieces: list[Piece] = [(" " * self._title_cells, ""), (more_left, "strong")]
        for number, article in enumerate(articles[self.first_column : after], self.first_column):
            label = cells.fit(display.line(self.session.label(article)), self._column_cells - 1)
            style = "strong underline" if number == self.column else "dim"
            pieces += [
                (label.rstrip(), style),
                (" " * (self._column_cells - len(label.rstrip())), ""),
            ]
        pieces.append(("›" if after < len(articles) else " ", "strong"))
        return Line(tuple(pieces))

    def line_at(self, number: int) -> Line:
        """A demand and its cells."""
        row = self.rows[number]
        if isinstance(row, str):
            return Line(((f" {row}", "dim"),))
        title = cells.fit(display.line(row.title, 200), self._title_cells - 2)
        lead = "+" if self._is_gathered(row) else " "
        style = "strong" if number == self.cursor else ""
        pieces: list[Piece] = [(lead, "strong"), (f"{title} ", style), (" ", "")]
        after = self.first_column + self._columns
        articles = self.session.article_ids[self.first_column : after]
        for column, article in enumerate(articles, self.first_column):
            here = number == self.cursor and column == self.column
            pieces.append(self._cell_piece(row.cell(article), here=here))
        return Line(tuple(pieces))

    def _is_gathered(self, row: LedgerRow) -> bool:
        """Whether the row is picked to be merged."""
        picked = self.session.gathered
        return bool(picked) and any(demand.id in picked for demand in row.demands())

    def _cell_piece(self, cell: list[Demand], *, here: bool) -> Piece:
        """A cell: full or weaker, and its verdict."""
        shown, style = "", "demand"
        if cell:
            judged = self._chosen if here and self._chosen in cell else cell[0]
            reviews = [self.session.review(item.id) for item in (judged, *cell)]
            review = next((item for item in reviews if item.verdict), reviews[0])
            full = any(not item.weaker for item in cell)
            shown = theme.DEMAND_FULL if full else theme.DEMAND_WEAKER
            if review.verdict:
                shown += theme.verdict_glyph(review)
                style = theme.verdict_style(review.verdict)
        lead = " " if len(shown) < self._column_cells else ""
        return cells.fit(lead + shown, self._column_cells), f"{style} current" if here else style

    def words_of_row(self, number: int) -> str:
        """The title and all wordings."""
        row = self.rows[number]
        if isinstance(row, str):
            return row
        return "\n".join([row.title, *(demand.text for demand in row.demands())])

    def position(self) -> str:
        """How many articles the columns are, and how many of them are sources of their own."""
        total = len(self.session.articles)
        if not self.rows or not total:
            return ""
        shown = f"{total} articles, {self.session.independent()} independent"
        return (
            shown if len(shown) + 12 <= self.size.width else f"{self.session.independent()}/{total}"
        )

    def empty_text(self) -> str:
        """Why there is nothing."""
        if not self.session.articles:
            return "No articles yet. Press a to add files or folders."
        if self.session.kept is not None:
            return "No demand fits the filter. F changes it, esc ends it."
        return "No demand was found: in these articles nobody wants another to act."
