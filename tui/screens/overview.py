"""Several versions of a story at once: a row for each sentence, a column for each article."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, NamedTuple, get_args

from textual.binding import Binding, BindingType

from analysis import overview
from analysis.overview import Mark, Row
from tui import actions, display, glyphs
from tui.screens.listed import Listed, bound, hints, of_scope
from tui.widgets import cells
from tui.widgets.line_view import Line, LineView, Piece

if TYPE_CHECKING:
    from store.records import Article
    from tui.session import Session

MOST = 40
ALIKE = 3
"""Sentences in a row that are in the same articles, from which on they are one line."""
NOWHERE, GAP, TEXT_LEAST, SAID = "·", 1, 24, 3
LEGEND = " = the same   ~ edited   ↕ moved   + first here   · not there"
SIGNS = {**{mark: glyphs.LABEL_GLYPHS[mark] for mark in get_args(Mark)}, "": NOWHERE}
STYLES = {
    "same": "", "edited": "edited", "moved": "moved", "moved+edited": "moved", "": "unreviewed",
}  # fmt: skip


class Aim(NamedTuple):
    """A sentence to see in a diff: of which two articles, where in which of them."""

    left: str
    right: str
    article: str
    offset: int


def related(session: Session, article_id: str) -> list[str]:
    """The articles that share text with one, its copy group among them, as the session lists them.

    Not more than 40, the closest first where there are more.
    """
    group = session.group_of(article_id)
    near = {article_id: 2.0}
    for member in group:
        near.setdefault(member, 1.0)
        for link in session.copy_links(member):
            other = link.right if link.left == member else link.left
            near[other] = max(near.get(other, 0.0), link.containment)
    best = sorted((one for one in near if one in session.article_by_id), key=lambda o: -near[o])
    kept = set(best[:MOST])
    return [one for one in session.article_by_id if one in kept]


class OverviewView(LineView):
    """The matrix; runs of sentences that are in the same articles are folded."""

    def __init__(self, session: Session, ids: list[str], keys: str) -> None:
        """`keys` is the line of keys."""
        super().__init__(id="overview")
        self.session = session
        self.keys = keys
        self.articles: list[Article] = [session.article_by_id[one] for one in ids]
        self.names = [session.label(one) for one in ids]
        self.rows: tuple[Row, ...] | None = None
        self.runs: list[tuple[int, int]] = []
        self.column = max(0, ids.index(session.current_article or ids[0]))
        self.folded = True
        self.head: list[Line] = []
        self.heading = "Which sentence is in which article"

    # Content

    def take(self, rows: tuple[Row, ...]) -> None:
        """Show the matrix."""
        self.rows = rows
        self.fold(to=True)

    def fold(self, *, to: bool | None = None) -> None:
        """Fold what is alike, or unfold it; the cursor stays at its sentence."""
        before = self.runs[self.cursor][0] if self.runs else 0
        self.folded = not self.folded if to is None else to
        self.runs = []
        for first, last in overview.alike(self.rows or ()):
            whole = self.folded and last - first >= ALIKE
            self.runs += [(first, last)] if whole else list(pairwise(range(first, last + 1)))
        at = [number for number, run in enumerate(self.runs) if run[0] <= before]
        self.content_changed()
        self.place_cursor(at[-1] if at else 0)
        self.moved()

    def lay_out(self, width: int) -> None:
        """The head for a width."""
        legend = Line(((cells.cut(LEGEND, width), "dim"),))
        self.head = [*self._titles(width), legend, self._names_line(width)] if self.rows else []

    def _titles(self, width: int) -> list[Line]:
        lines = []
        facts = []
        for number, article in enumerate(self.articles):
            whole, alone = overview.counts(self.rows or (), number)
            dated = article.published.date if article.published else ""
            facts.append((dated, f"{whole} sentences", f"{alone} only here"))
        widths = [max(map(len, column)) for column in zip(*facts, strict=True)]
        longest = max(map(len, self.names))
        for number, (name, article) in enumerate(zip(self.names, self.articles, strict=True)):
            lead = f" {name:<{longest}}"
            aligned = zip(facts[number], widths, ("<", ">", ">"), strict=True)
            told = "".join(f"  {fact:{side}{room}}" for fact, room, side in aligned if room) + "  "
            room = max(0, width - len(lead) - len(told))
            title = cells.cut(display.line(article.title or article.name), room)
            here = number == self.column
            lines.append(Line(((lead, "strong"), (told, "dim"), (title, "strong" if here else ""))))
        return lines

    @property
    def _cell(self) -> int:
        return max(3, *(len(name) for name in self.names)) + GAP

    def _shown(self, width: int) -> range:
        """The columns that there is room for, the chosen one among them."""
        room = max(1, (width - TEXT_LEAST) // self._cell)
        first = max(0, min(self.column - room // 2, len(self.names) - room))
        return range(first, min(len(self.names), first + room))

    def _names_line(self, width: int) -> Line:
        shown = self._shown(width)
        pieces: list[Piece] = [(" " if not shown.start else "‹", "dim")]
        for number in shown:
            style = "title" if number == self.column else "dim"
            pieces.append((f"{self.names[number]:^{self._cell}}", style))
        more = "›" if shown.stop < len(self.names) else " "
        return Line((*pieces, (more, "dim")))

    # Lines: the head goes with the first row

    def line_count(self) -> int:
        """Head and rows."""
        return len(self.head) + len(self.runs) if self.rows else 0

    def row_count(self) -> int:
        """Sentences and folded runs of them."""
        return len(self.runs)

    def row_of(self, line: int) -> int:
        """The row of a line, -1 for the head."""
        return line - len(self.head) if line >= len(self.head) else -1

    def lines_of(self, row: int) -> tuple[int, int]:
        """First line and line after the last."""
        return (len(self.head) + row if row else 0), len(self.head) + row + 1

    def line_at(self, number: int) -> Line:
        """A line of the head, a sentence, or a folded run."""
        if number < len(self.head):
            return self.head[number]
        width = self.text_width
        first, last = self.runs[number - len(self.head)]
        row = (self.rows or ())[first]
        shown = self._shown(width)
        pieces: list[Piece] = [(" ", "")]
        for place in shown:
            mark = row.pattern[place]
            sign, style = SIGNS[mark], STYLES[mark]
            if place and place == row.first:
                sign, style = glyphs.LABEL_GLYPHS["only_right"], "added"
            here = number - len(self.head) == self.cursor and place == self.column
            pieces.append((f"{sign:^{self._cell}}", "current" if here else style))
        room = max(1, width - 3 - len(shown) * self._cell)
        count = last - first
        lead = f"… {count} sentences alike: " if count > 1 else ""
        text = cells.cut(lead + self._text(row, row.first), room)
        style = "dim" if count > 1 else "kept" if all(row.cells) else ""
        return Line((*pieces, (" ", ""), (text, style)))

    def _text(self, row: Row, place: int) -> str:
        """The sentence as an article has it, "" where it has not."""
        cell = row.cells[place]
        text = self.articles[place].text
        parts = [text[span.start : span.end] for span in cell.spans] if cell else []
        return display.line(" ".join(parts), 2000)

    # Ways through

    def moved(self) -> None:
        """Say the sentence as the chosen article has it."""
        self.tail = self._said()
        self._clamp()
        self.show_row(self.cursor)
        self.repaint()

    def _said(self) -> tuple[str, ...]:
        if not self.runs or not self.rows:
            return ()
        row, name = self.rows[self.runs[self.cursor][0]], self.names[self.column]
        cell = row.cells[self.column]
        if cell:
            also = f", {cell.mark.replace('+', ' and ')}" if cell.mark != "same" else ""
            told = f"{name}{also}: {self._text(row, self.column)}"
        else:
            told = f"not in {name}; {self.names[row.first]}: {self._text(row, row.first)}"
        width = max(8, self.text_width - 4)
        lines = [told[a:b] for a, b in cells.wrap(told, 0, len(told), width)][:SAID]
        return (*lines, *[""] * (SAID - len(lines)))

    def step_column(self, step: int) -> None:
        """Another article."""
        self.column = max(0, min(self.column + step, len(self.names) - 1))
        self.lay_out(self.text_width)
        self.moved()

    def aim(self) -> Aim | None:
        """The diff of the chosen article that shows the sentence under the cursor."""
        if not self.runs or not self.rows or len(self.articles) < 2:
            return None
        row, here = self.rows[self.runs[self.cursor][0]], self.column
        holders = [n for n, cell in enumerate(row.cells) if cell and n != here]
        other = holders[0] if holders else (0 if here else 1)
        at = here if row.cells[here] else other
        cell = row.cells[at]
        ids = [article.id for article in self.articles]
        left, right = sorted((here, other))
        return Aim(ids[left], ids[right], ids[at], cell.spans[0].start) if cell else None

    def position(self) -> str:
        """Keys, and the row."""
        if not self.runs:
            return "esc closes"
        return f"{self.cursor + 1}/{len(self.runs)}  {self.keys}"

    def empty_text(self) -> str:
        """While it is computed, or where there is nothing."""
        if self.rows is None:
            return f"Comparing {len(self.articles)} articles sentence by sentence …"
        return "These articles have no sentence."


class OverviewScreen(Listed[Aim]):
    """The matrix over the workbench; enter leads to the diff."""

    DEFAULT_CSS = """
    OverviewScreen { background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(actions.BY_ID["overview"].keys), "close_sheet", show=False, id="overview"),
        *bound(of_scope("overview"), "choose"),
    ]
    view: OverviewView

    def __init__(
        self, session: Session, ids: list[str], known: Sequence[actions.Action] = actions.ACTIONS
    ) -> None:
        """`known` are the actions with the keys in force."""
        super().__init__()
        self.view = OverviewView(session, ids, hints(known, "overview"))

    def on_mount(self) -> None:
        """Compare in a thread."""
        super().on_mount()
        self.run_worker(self._fill(), group="overview", exclusive=True)

    async def _fill(self) -> None:
        articles = self.view.articles
        linked = {frozenset((one.left, one.right)) for one in self.view.session.story.links}
        self.view.take(await asyncio.to_thread(overview.overview, articles, linked))

    def action_choose(self, name: str) -> None:
        """Another article, fold, or go to the diff."""
        view = self.view
        if name in ("overview_left", "overview_right"):
            view.step_column(1 if name == "overview_right" else -1)
        elif name == "overview_fold":
            view.fold()
        elif (aim := view.aim()) is not None:
            self.dismiss(aim)
