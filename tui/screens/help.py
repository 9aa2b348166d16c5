"""All keys by group, from the registry, and what the glyphs mean."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from store.records import Verdict
from tui import actions, theme
from tui.actions import Action
from tui.screens.sheet import Sheet
from tui.widgets import cells
from tui.widgets.line_view import EMPTY, Line, Piece

KEY_CELLS = 19
TWO_COLUMNS = 92
SCOPES = {"reader": "in Reader", "diff": "in Diff", "demands": "Demands, Claims"}
VERDICT_WORDS: tuple[tuple[str, Verdict | None], ...] = (
    ("unreviewed", None),
    ("verified", "verified"),
    ("unverified: looked at, could not be confirmed", "unverified"),
    ("disputed", "disputed"),
    ("false", "false"),
    ("not checkable", "not-checkable"),
)
LEGEND: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "Verdicts",
        (
            *(
                (theme.VERDICT_GLYPHS[verdict], theme.verdict_style(verdict), words)
                for words, verdict in VERDICT_WORDS
            ),
            ("(✓)", "verified", "inherited from a copy; mark it to confirm"),
            ("•", "unread", "an article that was not read yet"),
        ),
    ),
    (
        "Reader",
        (
            (theme.KIND_GLYPHS["s"], "statement", "a statement begins on this line"),
            (theme.KIND_GLYPHS["d"], "demand", "a demand"),
            (theme.KIND_GLYPHS["c"], "claim", "a claim that can be checked"),
            ("click", "strong", "to the finding; a drag takes words"),
        ),
    ),
    (
        "Demands",
        (
            (theme.DEMAND_FULL, "demand", "in the article, in its full meaning"),
            (theme.DEMAND_WEAKER, "demand", "in a weaker wording"),
            ("blank", "dim", "not in this article"),
            ("‹ ›", "strong", "more articles to the left, to the right"),
            ("+", "strong", "picked, to be merged (in Claims, too)"),
        ),
    ),
    (
        "Statements",
        (
            ("≈", "dim", "the day is inferred, not stated"),
            ("Name?", "", "probably this speaker"),
            ("└", "dim", "the utterance above in other words"),
            ("×3", "strong", "three articles carry it"),
            ("via", "dim", "who relays it"),
        ),
    ),
    (
        "Claims",
        (
            (">  <  ≈", "strong", "more than, less than, about"),
            ("≥  ≤", "strong", "at least, at most"),
            ("██→", "claim", "it may be more (← less)"),
            ("↳", "strong", "speaks of what the others claim"),
            ("██▌", "claim", "the value beside the largest of its group"),
            ("█░░", "claim", "a range"),
        ),
    ),
    (
        "Filter (F)",
        (
            ("conf<0.6", "statement", "what the engine is least sure of"),
            ("actor:putin", "statement", "who speaks, demands or asserts"),
            ("act:reject,deny", "statement", "what the speaker does"),
            ("status:false", "statement", "a verdict, or unreviewed"),
            ("demand:KEY", "statement", "an entry of the catalogue, or other"),
            ("number>1000", "statement", "claims by their number"),
            ("after:2022-02", "statement", "by day, month or year; before: too"),
            ("has:note", "statement", "what has a note, evidence, tags ..."),
            ("-word", "statement", "not"),
        ),
    ),
    (
        "Diff",
        (
            (theme.LABEL_GLYPHS["same"], "kept", "kept"),
            (theme.LABEL_GLYPHS["edited"], "edited", "edited"),
            (theme.LABEL_GLYPHS["moved"], "moved", "moved"),
            (theme.LABEL_GLYPHS["moved+edited"], "moved", "moved and edited"),
            (theme.LABEL_GLYPHS["only_left"], "dropped", "dropped"),
            (theme.LABEL_GLYPHS["only_right"], "added", "added"),
        ),
    ),
)


class HelpScreen(Sheet):
    """The help sheet."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "close_sheet", "Close", show=False)
    ]

    def __init__(self, known: Sequence[Action] = actions.ACTIONS, pane: str = "") -> None:
        super().__init__("Help", lambda width: lines(width, known, pane), widest=116)


def lines(width: int, known: Sequence[Action] = actions.ACTIONS, pane: str = "") -> list[Line]:
    """All of it for a width: keys at the left and glyphs at the right where there is room.

    What the glyphs of `pane` mean comes first.
    """
    if width < TWO_COLUMNS:
        return [*_keys(width, known), EMPTY, *_legend(width, pane)]
    left_cells = width * 11 // 20
    right = _legend(width - left_cells, pane)
    rows = zip_longest(_keys(left_cells - 1, known), right, fillvalue=EMPTY)
    return [Line((*_padded(left, left_cells), *right.pieces)) for left, right in rows]


def _padded(line: Line, width: int) -> tuple[Piece, ...]:
    used = sum(cell_len(text) for text, _ in line.pieces)
    return (*line.pieces, (" " * (width - used), ""))


def _keys(width: int, known: Sequence[Action]) -> list[Line]:
    """The actions of the registry, group by group in its order."""
    groups = dict.fromkeys(action.group for action in known)
    shown: list[Line] = []
    for group in groups:
        shown += [EMPTY, Line(((f" {group}", "strong"),))]
        for action in known:
            if action.group == group:
                where = SCOPES.get(action.scope, "")
                title = f"{action.title} ({where})" if where else action.title
                shown += _entry(actions.key_line(action), "statement", title, width)
    return shown


def _legend(width: int, pane: str = "") -> list[Line]:
    """The glyphs, pane by pane, those of `pane` first."""
    shown: list[Line] = []
    for title, entries in sorted(LEGEND, key=lambda part: part[0].lower() != pane):
        shown += [EMPTY, Line(((f" {title}", "strong"),))]
        signs = max(10, *(cell_len(glyph) + 1 for glyph, _, _ in entries))
        for glyph, style, words in entries:
            shown += _entry(glyph, style, words, width, signs)
    return shown


def _entry(
    sign: str, style: str, words: str, width: int, sign_cells: int = KEY_CELLS
) -> list[Line]:
    """A key or glyph and what it means, wrapped."""
    room = max(8, width - sign_cells - 3)
    entry = []
    for number, (start, end) in enumerate(cells.wrap(words, 0, len(words), room)):
        lead = cells.fit(sign if number == 0 else "", sign_cells)
        entry.append(Line((("  ", ""), (lead, style), (words[start:end], ""))))
    return entry
