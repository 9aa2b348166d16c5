"""Entries of a diff to drawn lines: side by side, or one side below the other."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len

from store.records import Review
from tui import glyphs
from tui.panes.diff_drawn import Drawn, draw, styled, wrap
from tui.panes.diff_model import SIDES, DiffModel
from tui.panes.diff_rows import Entry, Fold, Side
from tui.session import Finding, kind_of
from tui.widgets import cells
from tui.widgets.lines import Line, Piece

SIGN, GUTTER = 3, 4
FOLD_HEAD = "   " + "─" * 5
SIDE_BY_SIDE = 119
"""Cells of text in a terminal of 120 columns: the last one is the scroll mark."""
STYLE_OF_LABEL = {
    "same": "kept", "edited": "edited", "moved": "moved", "moved+edited": "moved",
    "only_left": "dropped", "only_right": "added", "boilerplate": "boilerplate",
}  # fmt: skip
TEXT_STYLE = {"same": "kept", "boilerplate": "boilerplate"}
STYLE_OF_KIND = {"s": "statement", "d": "demand", "c": "claim"}


class Look(NamedTuple):
    """How rows are laid out.

    `width` are the cells of a line, `column` those of a side, `text` those of its text, `gutter`
    those for findings.  `keys`: the keys that go on from a row are named in it.
    """

    width: int
    column: int
    text: int
    wide: bool
    gutter: int = GUTTER
    keys: bool = True


def look(width: int, *, wide: bool | None = None, gutter: int = GUTTER, keys: bool = True) -> Look:
    """Two columns if `wide`, by default from 119 cells of text."""
    wide = width >= SIDE_BY_SIDE if wide is None else wide
    column = (width - 1) // 2 if wide else width
    return Look(width, column, max(8, column - SIGN - gutter - 1), wide, gutter, keys)


class Cell(NamedTuple):
    """One side of a row: its sign, its text in lines, and the findings in it."""

    sign: str
    sign_style: str
    base: str
    drawn: Drawn
    lines: list[tuple[int, int]]
    findings: list[Finding]


class Row(NamedTuple):
    """A laid-out entry: cells beside or below one another, and its height in lines."""

    cells: tuple[Cell | None, ...]
    height: int


class Reading(NamedTuple):
    """What a line needs of the session: reviews, and the finding that the reader is at."""

    review: Callable[[str], Review]
    current: Finding | None


def lay_out(model: DiffModel, number: int, how: Look) -> Row:
    """An entry wrapped for a look."""
    entry = model.entries[number]
    found = {side: _cell(model, number, entry, side, how) for side in SIDES}
    if entry.end:
        there: Side = "right" if entry.end == "left" else "left"
        found[there] = _note(model, number, entry, there, how)
    elif not how.wide and entry.label in ("same", "boilerplate") and entry.left and entry.right:
        found["left"] = None
    shown = tuple(found[side] for side in SIDES)
    if not how.wide:
        shown = tuple(cell for cell in shown if cell)
        if entry.end == "right":
            shown = shown[::-1]
        return Row(shown, sum(len(cell.lines) for cell in shown if cell))
    return Row(shown, max(len(cell.lines) for cell in shown if cell))


def estimate(model: DiffModel, number: int, how: Look) -> int:
    """About how many lines an entry takes, from the length of its passages."""
    entry = model.entries[number]
    sides = model.sides(entry)
    if not how.wide and entry.label in ("same", "boilerplate"):
        sides = sides[:1]
    lengths = [
        sum(span.end - span.start for span in (entry.left if side == "left" else entry.right))
        for side in sides
    ]
    heights = [length // how.text + 1 for length in lengths]
    return max(heights) if how.wide else sum(heights) + bool(entry.end)


def _cell(model: DiffModel, number: int, entry: Entry, side: Side, how: Look) -> Cell | None:
    if side not in model.sides(entry):
        return None
    findings = model.findings(number, side)
    article = model.left if side == "left" else model.right
    cuts = [edge for item in findings for edge in (item.start, item.end)]
    drawn = draw(article.text, entry, side, cuts)
    if also := _also(model, entry, side):
        marks = (*drawn.marks, (len(drawn.text), len(drawn.text) + len(also), "dim"))
        drawn = drawn._replace(text=drawn.text + also, marks=marks)
    sign = glyphs.LABEL_GLYPHS.get(entry.label, " ")
    if not how.wide and entry.label == "edited":
        sign += "-" if side == "left" else "+"
    style = STYLE_OF_LABEL[entry.label]
    base = TEXT_STYLE.get(entry.label, "")
    return Cell(sign, style, base, drawn, wrap(drawn.text, how.text), findings)


def _also(model: DiffModel, entry: Entry, side: Side) -> str:
    """Where else a sentence is that stands in several of the other side; "" for other rows."""
    own, others = (entry.left, entry.right) if side == "left" else (entry.right, entry.left)
    if len(own) != 1 or len(others) < 2:
        return ""
    there: Side = "right" if side == "left" else "left"
    text = (model.right if side == "left" else model.left).text
    apart = [b for a, b in pairwise(others) if text[a.end : b.start].strip()]
    if apart:
        numbers = dict.fromkeys(f"¶{model.place(span, there)}" for span in apart)
        where = ", ".join(numbers)
    else:
        where = "the next sentence" if len(others) == 2 else f"the next {len(others) - 1} sentences"
    return f"  (also in {where} of {model.names[SIDES.index(there)]})"


def _note(model: DiffModel, number: int, entry: Entry, side: Side, how: Look) -> Cell:
    """What stands in the place of a moved passage: where it went, or where it came from."""
    other = model.other_end(number)
    arrow = "↓" if other is not None and other > number else "↑"
    place, name = model.paragraph(entry, side), model.names[SIDES.index(side)]
    said = "went to" if side == "right" else "came from"
    text = f"{arrow} {said} ¶{place} of {name}" + ("  (m)" if how.keys else "")
    return Cell("", "moved", "moved", Drawn(text, (), ()), wrap(text, how.text), [])


def row_line(row: Row, line: int, how: Look, reading: Reading) -> Line:
    """Line number `line` of a row."""
    if not how.wide:
        for cell in row.cells:
            if cell and line < len(cell.lines):
                return Line(tuple(_pieces(cell, line, how, reading)))
            line -= len(cell.lines) if cell else 0
        return Line(())
    left, right = (
        _padded(
            _pieces(cell, line, how, reading) if cell and line < len(cell.lines) else [], how.column
        )
        for cell in row.cells
    )
    return Line((*left, ("│", "rule"), *right))


def _padded(pieces: list[Piece], width: int) -> list[Piece]:
    used = sum(cell_len(text) for text, _ in pieces)
    return [*pieces, (" " * max(0, width - used), "")]


def _pieces(cell: Cell, line: int, how: Look, reading: Reading) -> list[Piece]:
    """Sign, gutter and text of one line of a cell."""
    start, end = cell.lines[line]
    sign = f" {cell.sign:<{SIGN - 1}}" if line == 0 else " " * SIGN
    gutter, style = _gutter(cell, start, end, reading)
    current = reading.current
    marks = []
    if current is not None and current in cell.findings:
        marks.append((cell.drawn.at(current.start), cell.drawn.at(current.end), "current"))
    text = styled(cell.drawn, start, end, cell.base, marks)
    return [(sign, cell.sign_style), (f"{gutter:<{how.gutter}}", style), *text]


def _gutter(cell: Cell, start: int, end: int, reading: Reading) -> tuple[str, str]:
    """Kind and verdict of the finding that begins on a line: the current, then a judged one."""
    best: tuple[int, str, str] = (0, "", "")
    for item in cell.findings:
        spot = cell.drawn.at(item.start)
        if not start <= spot < end or (spot == 0 and item.start < cell.drawn.offsets[0][0]):
            continue
        review, kind = reading.review(item.id), kind_of(item.id)
        weight = 1 + bool(review.verdict) + 2 * (item is reading.current)
        if weight > best[0]:
            shown = glyphs.verdict_glyph(review) if review.verdict else ""
            text = shown if review.inherited and shown else glyphs.KIND_GLYPHS[kind] + shown
            style = (review.verdict or "unreviewed") if shown else STYLE_OF_KIND[kind]
            best = (weight, text, style)
    return best[1], best[2]


def fold_line(fold: Fold, how: Look) -> Line:
    """A fold: "… 9 sentences the same …" between two rules."""
    count = fold.last - fold.first
    noun = "sentence" if count == 1 else "sentences"
    if fold.kind == "same":
        text = f" … {count} {noun} the same … "
    else:
        text = f" … {count} {noun} of boilerplate … "
    hint = "o unfolds " if how.keys else ""
    rule = how.width - len(FOLD_HEAD) - len(text) - len(hint)
    if rule < 0:
        return Line(((cells.cut(text, how.width), "dim"),))
    return Line(((FOLD_HEAD, "rule"), (text + hint, "dim"), ("─" * rule, "rule")))
