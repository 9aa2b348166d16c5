"""The passage of a draft with its span marked, and the draft's fields pinned below it."""

from __future__ import annotations

from store.neutral import shown
from tui import display
from tui.correcting import Draft
from tui.widgets import cells
from tui.widgets.line_view import EMPTY, Line, LineView, Piece
from tui.wording import ACT_WORDS

AROUND = 2500
"""Characters of the article that stand before and after the span."""
LEFT_EDGE, RIGHT_EDGE = "▐", "▌"
NOT_SAID = "nobody: the statement goes"


class DraftView(LineView):
    """The text around the span, and pinned below it the fields of the draft."""

    has_cursor = False

    def __init__(self, draft: Draft, keys: dict[str, str]) -> None:
        super().__init__()
        self.draft, self.keys = draft, keys
        self.said = ""
        self.text = ""
        self.lines: list[tuple[int, int]] = []
        self.edges = (0, 0)
        new = draft.statement is None
        self.heading = "Add a statement that was missed" if new else "Correct this statement"

    def lay_out(self, width: int) -> None:
        """Wrap the passage with its edges marked."""
        text, draft = self.draft.article.text, self.draft
        first = max(0, draft.start - AROUND)
        parts = (text[first : draft.start], draft.words, text[draft.end : draft.end + AROUND])
        before, words, after = (shown(part).text for part in parts)
        self.text = f"{before}{LEFT_EDGE}{words}{RIGHT_EDGE}{after}"
        self.edges = len(before), len(before) + len(words) + 2
        wrapped = cells.wrap(self.text, 0, len(self.text), max(8, width - 4))
        self.lines = [line for line in wrapped if line[0] < line[1]]

    def draw(self) -> None:
        """The draft has changed: show it, the span in sight."""
        self.content_changed()
        start, end = self.edges
        within = [n for n, (a, b) in enumerate(self.lines) if a < end and b > start]
        if within:
            self.show_lines(within[0], within[-1] + 1, context=2)
        self.repaint()

    def line_count(self) -> int:
        """The lines of the passage."""
        return len(self.lines)

    def line_at(self, number: int) -> Line:
        """A line of the passage, the span marked in it."""
        start, end = self.lines[number]
        first, last = (max(start, min(end, edge)) for edge in self.edges)
        style = "dropped" if self.draft.drop else "current"
        return Line(
            (
                ("  ", ""),
                (self.text[start:first], "dim"),
                (self.text[first:last], style),
                (self.text[last:end], "dim"),
            )
        )

    def position(self) -> str:
        """How to get away."""
        return "enter keeps it  esc gives up"

    @property
    def body_height(self) -> int:
        """Lines of the passage: what the fields leave."""
        return max(1, self.size.height - 1 - len(self._fields()))

    def composed(self, y: int) -> tuple[Line, str]:
        """Title, passage, fields."""
        fields = self._fields()
        below = y - (self.size.height - len(fields))
        if y and below >= 0:
            return fields[below], ""
        return super().composed(y)

    def _fields(self) -> list[Line]:
        draft, was = self.draft, self.draft.statement
        rule = "─" * max(0, self.text_width - 2)
        speaker = draft.speaker or "not known"
        act = ACT_WORDS[draft.act] or "states"
        said = NOT_SAID if draft.drop else "yes"
        lines = [
            Line(((f" {rule}", "rule"),)),
            self._field("speaker", speaker, was.speaker or "not known" if was else speaker),
            self._field("act", act, ACT_WORDS[was.act] or "states" if was else act),
        ]
        if was is not None:
            lines.append(self._field("drop", said, "yes", "said"))
        lines += [
            self._keys(("end_on", "end_back", "the end"), ("start_on", "start_back", "the start")),
            self._keys(
                ("sentence_end", "", "to sentence end"), ("sentence_start", "", "to sentence start")
            ),
            self._keys(("next", "previous", "other sentence"), ("reset", "", "as it was")),
            Line(((f" {self.said}", "false"),)) if self.said else EMPTY,
        ]
        return lines

    def _field(self, name: str, now: str, was: str, label: str = "") -> Line:
        """A key, what it changes, how that stands, and how it was."""
        room = max(4, self.text_width - 14)
        shown_now = cells.cut(display.line(now), room)
        before = f"   was {display.line(was)}" if now != was else ""
        return Line(
            (
                (f" {self.keys[name]}", "strong"),
                (f"  {label or name:<9}", "dim"),
                (shown_now, "strong" if now != was else ""),
                (cells.cut(before, room - len(shown_now)), "dim"),
            )
        )

    def _keys(self, *told: tuple[str, str, str]) -> Line:
        """Pairs of keys and what they do."""
        pieces: list[Piece] = []
        for first, second, words in told:
            pair = self.keys[first] + (f" {self.keys[second]}" if second else "")
            pieces += [(f" {pair:<3}", "strong"), (f" {words:<18}", "dim")]
        return Line(tuple(pieces))
