"""The diff of two articles: aligned rows side by side from 120 columns, below one another else.

What is the same is folded.  Rows are wrapped once for a width and drawn when they are seen.
"""

from __future__ import annotations

import re

from store.records import Alignment, Article
from tui.messages import FindingChosen
from tui.panes import diff_pairs, diff_summary
from tui.panes.diff_layout import DiffLayout
from tui.panes.diff_lines import Reading
from tui.panes.diff_model import DiffModel
from tui.panes.diff_pairs import Alignments, Pair
from tui.panes.diff_rows import Fold, Side
from tui.panes.diff_summary import Item
from tui.session import Session
from tui.widgets.line_view import Line, LineView

# Rounds of wrapping what comes into the window until its lines stay where they are.
SETTLING = 8


class DiffPane(LineView):
    """The session's `diff_pair`.

    `home` is the article from which the diff was opened.  `aim` is where the next pair that is
    shown begins: an article of it and an offset there; at the first change without one.
    """

    heading = "Diff"

    def __init__(self, session: Session, *, id: str = "diff") -> None:  # noqa: A002
        super().__init__(id=id)
        self.session = session
        self.home = ""
        self.aim: tuple[str, int] | None = None
        self.known = Alignments()
        self.model: DiffModel | None = None
        self.laid: DiffLayout | None = None
        self._passed: str | None = None

    # Which two

    def choose(self, *, again: bool) -> bool:
        """Set the session's pair for its article; `again` takes the next partner in closeness.

        False where there is no other article.
        """
        self.home, pair = diff_pairs.chosen(self.session, self.home, again=again)
        if set(pair or ()) != set(self.session.diff_pair or ()):
            self.session.diff_pair = pair
        return pair is not None

    def articles(self) -> tuple[Article, Article] | None:
        """The two articles of the session's pair."""
        left, right = (
            diff_pairs.find(self.session, one) if one else None
            for one in self.session.diff_pair or ("", "")
        )
        return (left, right) if left and right else None

    def wanted(self) -> tuple[Article, Article] | None:
        """The articles whose alignment is still to be computed."""
        both = self.articles()
        return both if both and self.known.get(both) is None else None

    def take(self, left: Article, right: Article, alignment: Alignment) -> None:
        """Keep an alignment, and show it where it is the one asked for."""
        self.known.put((left, right), alignment)
        if self.session.diff_pair == (left.id, right.id):
            self.begin()

    def begin(self) -> None:
        """Show the session's pair: folded, the cursor on the first change, the summary in sight.

        A pair that is on screen already stays as it is.
        """
        both, model = self.articles(), self.model
        if not (model and both and (model.left, model.right) == both):
            self.content_changed()
            model = self.model
            if model and model.rows:
                first = model.row_of(model.stops[0]) if model.stops else 0
                self.top = 0
                self._passed = self.session.current_finding
                self.place_cursor(first, tell=True)
        if model and model.rows and self.aim:
            aim, self.aim = self.aim, None
            entry = model.entry_at(*aim)
            if entry is not None:
                self._go(entry)

    def _read(self) -> None:
        """The model of the pair, None while there is none."""
        both = self.articles()
        alignment = self.known.get(both) if both else None
        opened = self.model.opened if self.model else set()
        before = self.model.alignment if self.model else None
        self.model = self.laid = None
        if both and alignment is not None:
            self.model = self.known.model(self.session, both, alignment)
            if alignment is before:
                self.model.opened = opened
                self.model.refold()

    def make_ready(self, both: Pair, alignment: Alignment) -> None:
        """Have the diff of a pair at hand before it is asked for."""
        if self.model is None or (self.model.left, self.model.right) != both:
            self.known.make_ready(self.session, both, alignment)

    # Layout

    def content_changed(self) -> None:
        """Articles or findings are other ones: read them again."""
        self._read()
        super().content_changed()

    def lay_out(self, width: int) -> None:
        """Number the lines for a width."""
        self.laid = DiffLayout(self.model, width) if self.model else None
        if self.laid:
            self.laid.settle(self.cursor - self.body_height, self.cursor + self.body_height + 1)

    def line_count(self) -> int:
        """Head and rows."""
        return self.laid.total if self.laid else 0

    def row_count(self) -> int:
        """Summary, entries and folds."""
        return len(self.model.rows) if self.model else 0

    def row_of(self, line: int) -> int:
        """The row of a line, -1 for the head."""
        return self.laid.row_at(line) if self.laid else -1

    def lines_of(self, row: int) -> tuple[int, int]:
        """First line and line after the last; none are known before the first layout."""
        return self.laid.lines_of(row) if self.laid else (0, 1)

    def line_at(self, number: int) -> Line:
        """A line of the head, the summary, a fold or an entry."""
        if self.laid is None:
            return Line(())
        return self.laid.line(number, Reading(self.session.review, self.session.finding))

    def show_row(self, row: int) -> None:
        """Bring a row into the window; the rows around it are wrapped first."""
        if self.laid:
            self.laid.settle(row - self.body_height, row + self.body_height + 1)
        super().show_row(row)

    def find(self, needle: re.Pattern[str]) -> list[int]:
        """The lines on which hits begin, of all that is not folded."""
        if self.laid and self.model:
            self.laid.settle(0, len(self.model.rows))
        return super().find(needle)

    def scroll_lines(self, amount: int) -> None:
        """Move the window; rows that come into it are wrapped, its first row stays in place."""
        super().scroll_lines(amount)
        for _ in range(SETTLING):
            if self.laid is None:
                return
            first = max(0, self.laid.row_at(self.top))
            inside = self.top - self.laid.starts[first]
            if not self.laid.settle(first, first + self.body_height + 1):
                return
            self.top = self.laid.starts[first] + inside
            self._clamp()

    # Ways through

    def step_change(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) change; False where there is none."""
        stop = self.model.next_stop(self.cursor, step) if self.model else None
        if stop is None:
            return False
        self._go(stop)
        return True

    def to_other_end(self) -> bool:
        """Go to the other end of the move under the cursor; False where it is none."""
        model = self.model
        if model is None or not model.rows:
            return False
        entry = model.entry_of(self.cursor)
        other = model.other_end(entry) if entry >= 0 else None
        if other is None:
            return False
        self._go(other)
        return True

    def fold(self) -> None:
        """Fold or unfold the run at the cursor, or everything where the cursor is at a change."""
        model = self.model
        if model is None or not model.rows:
            return
        row = model.counted_in(self.cursor)
        entry = model.entry_of(row)
        model.toggle(row)
        self._renumber()
        self.place_cursor(model.row_of(entry) if entry >= 0 else row, tell=True)

    def swap(self) -> None:
        """Turn the sides of the session's pair."""
        if self.session.diff_pair:
            self.session.diff_pair = self.session.diff_pair[::-1]

    def _go(self, entry: int, *, tell: bool = True) -> None:
        model = self.model
        if model is None:
            return
        opened = len(model.opened)
        model.unfold(entry)
        if len(model.opened) != opened:
            self._renumber()
        self.place_cursor(model.row_of(entry), tell=tell)
        if tell:
            self._raise_row()

    def _raise_row(self) -> None:
        """Bring the cursor's row into the upper half, so that what follows it is seen too."""
        first, height = self.lines_of(self.cursor)[0], self.body_height
        if first > self.top + height // 2:
            self.scroll_lines(first - self.top - height // 4)

    def _renumber(self) -> None:
        if self.laid:
            self.laid.measure()

    def _side(self) -> str:
        """The article of the side that marks and copying are about."""
        model = self.model
        sides = (model.left.id, model.right.id) if model else ("", "")
        return self.home if self.home in sides else sides[0]

    def other_side(self) -> None:
        """Have marks and copying be about the other side."""
        if model := self.model:
            self.home = model.right.id if self._side() == model.left.id else model.left.id
            self.moved()
            self.repaint()

    def text_here(self) -> str:
        """The passages of the cursor's row on the chosen side, without signs.

        Those of the other side where the chosen one has none; a fold is all that is in it.
        """
        model = self.model
        if model is None or not model.rows:
            return ""
        side: Side = "left" if self._side() == model.left.id else "right"
        return model.text_at(self.cursor, side)

    def offset_here(self) -> int:
        """The offset of the cursor's row in the session's article, for "next finding from here"."""
        model = self.model
        if model is None or not model.rows:
            return 0
        for entry in model.entries[max(0, model.entry_of(self.cursor)) :]:
            spans = entry.left if self.session.current_article == model.left.id else entry.right
            if spans:
                return spans[0].start
        return 0

    # The session

    def moved(self) -> None:
        """The finding of the row is the session's now; a row without one leaves none to mark."""
        model = self.model
        if model and model.rows:
            finding = model.finding_at(self.cursor, self.home)
            chosen = finding.id if finding else ""
            if chosen != (self.session.current_finding or ""):
                self.post_message(FindingChosen(chosen))

    def open_row(self) -> None:
        """Enter: unfold, follow the summary's link, or read the passage."""
        model = self.model
        if model is None or not model.rows:
            return
        shown = model.rows[self.cursor]
        if isinstance(shown, Fold):
            self.fold()
        elif isinstance(shown, Item) and shown.entry >= 0:
            self._go(shown.entry)
        elif isinstance(shown, Item):
            finding = self.session.finding_by_id.get(shown.finding)
            entry = model.entry_of_finding(finding) if finding else None
            if entry is not None:
                self._go(entry)
        elif finding := (self.session.finding or model.finding_at(self.cursor, self.home)):
            self.post_message(FindingChosen(finding.id, open_it=True))

    def show(self) -> None:
        """Follow the session to a finding of one of the two articles.

        Not to the one that the reader was at when the diff began: it stands where it begins.
        """
        model, finding = self.model, self.session.finding
        if self._passed != self.session.current_finding:
            self._passed = None
        if self._passed is None and (
            model and model.rows and finding and finding.article in (model.left.id, model.right.id)
        ):
            shown = model.rows[self.cursor]
            here = isinstance(shown, int) and any(
                finding in model.findings(shown, side) for side in model.sides(model.entries[shown])
            )
            entry = None if here else model.entry_of_finding(finding)
            if entry is not None:
                self._go(entry, tell=False)
        told = model and finding and diff_summary.named(finding)
        self.heading = f"Diff · {told}" if told else "Diff"
        self.repaint()

    def position(self) -> str:
        """Which change of how many."""
        model = self.model
        if model is None or not model.rows:
            return ""
        here = (model.left.id, model.right.id).index(self._side())
        names = " → ".join(f"[{n}]" if k == here else n for k, n in enumerate(model.names))
        return f"change {model.stop_number(self.cursor)}/{len(model.stops)}  {names}"

    def empty_text(self) -> str:
        """Why there is nothing to see."""
        if self.articles():
            left, right = (diff_pairs.label(self.session, one) for one in self.articles() or ())
            return f"Comparing {left} and {right} …"
        if len(self.session.articles) > 1:
            return "Press d to compare the article you are in with its closest copy."
        return "No other article to compare with. Press a to add one."


def warm() -> None:
    """Import and read what the first comparison needs beyond this module; for a thread."""
    from analysis.align import align

    one, other = (Article("", "", "", text) for text in ("It rained.", "It rained here."))
    align(one, other)
