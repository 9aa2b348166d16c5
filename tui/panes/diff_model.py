"""What a diff shows, apart from any screen: entries, folds, changes, findings of each row."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from analysis.align import RETOLD
from analysis.changes import changes as changed_findings
from analysis.copies_retold import TRANSLATIONS
from store.records import Alignment, Article, CopyLink, Findings, Span
from tui.panes import diff_rows, diff_summary
from tui.panes.diff_rows import Entry, Fold, Places, Side
from tui.panes.diff_summary import Item
from tui.session import Finding

SIDES: tuple[Side, Side] = ("left", "right")
ViewRow = Item | int | Fold


class DiffModel:
    """Two articles, their alignment and findings; `rows` is what is shown under the folds."""

    def __init__(
        self,
        articles: tuple[Article, Article],
        names: tuple[str, str],
        alignment: Alignment,
        found: tuple[Findings | None, Findings | None],
        link: CopyLink | None = None,
    ) -> None:
        self.left, self.right = articles
        self.names = names
        self.alignment = alignment
        self.entries = diff_rows.entries(self.left, self.right, alignment)
        self.runs = diff_rows.runs(self.entries)
        self.stops = diff_rows.changes(self.entries)
        self.opened: set[int] = set()
        self.link = link
        copied = link.relation == "copy" if link else _mostly_shared(alignment)
        looked = found[0] is not None and found[1] is not None
        sides = [
            side or Findings(article.id) for side, article in zip(found, articles, strict=True)
        ]
        changed = changed_findings(sides[0], sides[1], alignment)
        told = alignment
        if link is not None and TRANSLATIONS in link.why and alignment.notice == RETOLD:
            told = msgspec.structs.replace(alignment, notice="")  # the link says so
        outside = {entry.row for entry in self.entries if entry.label == "boilerplate"}
        self.summary = diff_summary.items(
            changed, told, names, looked=looked, copied=copied, outside=outside
        )
        if not copied:
            self.summary[1:1] = self._common()
        self.listed: set[int] = set()
        self.items: list[Item] = []
        self.found: dict[Side, dict[int, list[Finding]]] = {
            side: self._by_entry(side, _ordered(findings))
            for side, findings in zip(SIDES, sides, strict=True)
        }
        self._ends = {(e.row, e.end): number for number, e in enumerate(self.entries) if e.end}
        self._paragraphs = (Places(self.left.text), Places(self.right.text))
        self.rows: list[ViewRow] = []
        self._entry_rows: list[int] = []
        self.refold()

    # Folds

    def refold(self) -> None:
        """Compute the rows anew after `opened` or `listed` changed."""
        self.items = []
        for number, item in enumerate(self.summary):
            self.items += [item, *(diff_summary.listed(item) if number in self.listed else ())]
        self.rows = [*self.items, *diff_rows.folded(self.entries, self.runs, self.opened)]
        self._entry_rows = [self.entry_of(row) for row in range(len(self.rows))]

    def entry_of(self, row: int) -> int:
        """The first entry of a row, -1 for a line of the summary."""
        shown = self.rows[row]
        if isinstance(shown, Fold):
            return shown.first
        return shown if isinstance(shown, int) else -1

    def row_of(self, entry: int) -> int:
        """The row in which an entry is shown, perhaps inside a fold."""
        return max(0, bisect_right(self._entry_rows, entry) - 1)

    def run_of(self, entry: int) -> int | None:
        """The number of the foldable run that an entry is in."""
        place = bisect_right(self.runs, entry, key=lambda run: run.first) - 1
        return place if place >= 0 and entry < self.runs[place].last else None

    def toggle(self, row: int) -> None:
        """Fold or unfold the run at a row, or what a line of the summary counts.

        Elsewhere all that is the same at once.
        """
        shown = self.rows[row]
        if isinstance(shown, Item) and len(shown.changes) > 1:
            self.listed ^= {self.summary.index(shown)}
            self.refold()
            return
        run = self.run_of(self.entry_of(row))
        if run is not None:
            self.opened ^= {run}
        else:
            self.opened = set() if self.opened else set(range(len(self.runs)))
        self.refold()

    def counted_in(self, row: int) -> int:
        """The line of the summary that counts a line listed below it; other rows themselves."""
        while isinstance(shown := self.rows[row], Item) and shown.listed:
            row -= 1
        return row

    def unfold(self, entry: int) -> None:
        """Bring an entry out of its fold."""
        run = self.run_of(entry)
        if run is not None and run not in self.opened:
            self.opened.add(run)
            self.refold()

    # Ways through

    def next_stop(self, row: int, step: int) -> int | None:
        """The entry of the next (1) or previous (-1) change from a row."""
        entry = self.entry_of(row)
        place = bisect_right(self.stops, entry) if step > 0 else bisect_left(self.stops, entry) - 1
        return self.stops[place] if 0 <= place < len(self.stops) else None

    def stop_number(self, row: int) -> int:
        """How many changes begin at or before a row."""
        return bisect_right(self.stops, self.entry_of(row))

    def other_end(self, entry: int) -> int | None:
        """The entry at the other end of a move."""
        at = self.entries[entry]
        return (
            self._ends.get((at.row, "left" if at.end == "right" else "right")) if at.end else None
        )

    def paragraph(self, entry: Entry, side: Side) -> int:
        """The number of the paragraph in which a side of an entry begins, from 1."""
        return self.place((entry.left if side == "left" else entry.right)[0], side)

    def place(self, span: Span, side: Side) -> int:
        """The number of the paragraph in which a span of a side begins, from 1."""
        return self._paragraphs[SIDES.index(side)].number(span.start)

    def _common(self) -> list[Item]:
        """The summary's line of what two articles share that are no copies."""
        both = [
            (number, entry) for number, entry in enumerate(self.entries)
            if entry.left and entry.right and entry.end != "right" and entry.label != "boilerplate"
        ]  # fmt: skip
        if not both:
            return []
        texts = [diff_rows.stretch(self.left.text, entry) for _, entry in both]
        return [diff_summary.common(texts, both[texts.index(max(texts, key=len))][0])]

    # Findings

    def sides(self, entry: Entry) -> tuple[Side, ...]:
        """The sides whose text an entry shows."""
        if entry.end:
            return (entry.end,)
        return tuple(side for side in SIDES if (entry.left if side == "left" else entry.right))

    def text_at(self, row: int, side: Side) -> str:
        """The passages of a row, without signs; all of them of a fold.

        Where a side shows nothing, those of the other one.
        """
        shown = self.rows[row]
        if isinstance(shown, Item):
            return f"{shown.about}: {shown.text}" if shown.about else shown.text
        first, last = (shown.first, shown.last) if isinstance(shown, Fold) else (shown, shown + 1)
        texts = []
        for entry in self.entries[first:last]:
            sides = self.sides(entry)
            own = side if side in sides else sides[0]
            article = self.left if own == "left" else self.right
            spans = entry.left if own == "left" else entry.right
            texts += [article.text[span.start : span.end] for span in spans]
        return " ".join(texts)

    def findings(self, entry: int, side: Side) -> list[Finding]:
        """The findings that an entry touches on a side, those that begin in it first."""
        return self.found[side].get(entry, []) if side in self.sides(self.entries[entry]) else []

    def finding_at(self, row: int, home: str) -> Finding | None:
        """The finding that marks are about on a row: one that begins there, of `home` if it can."""
        shown = self.rows[row]
        if not isinstance(shown, int):
            return None
        entry = self.entries[shown]
        order = SIDES if home == self.left.id else SIDES[::-1]
        rows = [
            (not _begins(item, entry, side), number)
            for number, side in enumerate(order)
            for item in self.findings(shown, side)
        ]
        if not rows:
            return None
        side = order[min(rows)[1]]
        here = self.findings(shown, side)
        return next((item for item in here if _begins(item, entry, side)), here[0])

    def entry_of_finding(self, finding: Finding) -> int | None:
        """The entry in which a finding begins."""
        side: Side = "left" if finding.article == self.left.id else "right"
        touched = [
            number for number, items in self.found[side].items()
            if finding in items and side in self.sides(self.entries[number])
        ]  # fmt: skip
        begins = [n for n in touched if _begins(finding, self.entries[n], side)]
        return next(iter(begins or touched), None)

    def entry_at(self, article: str, offset: int) -> int | None:
        """The entry that shows the passage of an article at an offset."""
        side: Side = "left" if article == self.left.id else "right"
        for number, entry in enumerate(self.entries):
            spans = entry.left if side == "left" else entry.right
            if side in self.sides(entry) and any(s.start <= offset < s.end for s in spans):
                return number
        return None

    def _by_entry(self, side: Side, findings: Sequence[Finding]) -> dict[int, list[Finding]]:
        """Findings by the entries that they touch."""
        spots = sorted(
            (span.start, span.end, number)
            for number, entry in enumerate(self.entries)
            for span in (entry.left if side == "left" else entry.right)
        )
        starts = [start for start, _, _ in spots]
        found: dict[int, list[Finding]] = {}
        for item in findings:
            place = max(0, bisect_right(starts, item.start) - 1)
            while place < len(spots) and starts[place] < item.end:
                _, end, number = spots[place]
                row = found.setdefault(number, [])
                if end > item.start and item not in row:
                    row.append(item)
                place += 1
        return found


def _ordered(findings: Findings) -> list[Finding]:
    rows: list[Finding] = [*findings.statements, *findings.demands, *findings.claims]
    return sorted(rows, key=lambda item: (item.start, "dsc".index(item.id[0]), item.end))


def _mostly_shared(alignment: Alignment) -> bool:
    """Whether half of the shorter side's sentences stand in the other: a copy or a version."""
    both = [row for row in alignment.rows if row.left and row.right]
    left = sum(len(row.left) for row in alignment.rows)
    right = sum(len(row.right) for row in alignment.rows)
    shared = sum(min(len(row.left), len(row.right)) for row in both)
    return 2 * shared >= max(1, min(left, right))


def _begins(item: Finding, entry: Entry, side: Side) -> bool:
    spans = entry.left if side == "left" else entry.right
    return any(span.start <= item.start < span.end for span in spans)
