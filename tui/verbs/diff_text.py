"""An alignment to plain lines: unified, side by side, or as one text with the changed words in it.

The lines are neutral text, no wider than asked for; signs and brackets carry what colour carries.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from store.records import Alignment, Article, CopyLink, Findings, Review
from tui import display
from tui.glyphs import LABEL_GLYPHS
from tui.panes import diff_head, diff_lines
from tui.panes.diff_drawn import Drawn, merged, styled, wrap
from tui.panes.diff_lines import GUTTER, SIGN, STYLE_OF_LABEL, TEXT_STYLE, Look, Reading
from tui.panes.diff_model import DiffModel
from tui.panes.diff_rows import Fold
from tui.panes.diff_summary import Item
from tui.session import short_labels
from tui.widgets.lines import Line, Piece

Mode = Literal["unified", "side-by-side", "word"]
NARROWEST = 60
RESET = "\x1b[0m"
COLOURS = {
    "dropped": "31", "added": "32", "edited": "33", "moved": "36", "strong": "1",
    "kept": "2", "dim": "2", "rule": "2", "boilerplate": "2;3",
    "statement": "34", "demand": "33", "claim": "35",
}  # fmt: skip
UNMARKED = Reading(lambda _: Review(), None)


def render(
    left: Article,
    right: Article,
    alignment: Alignment,
    mode: Mode = "unified",
    width: int = 80,
    colour: bool = False,
    *,
    whole: bool = False,
    found: tuple[Findings, Findings] | None = None,
    link: CopyLink | None = None,
) -> Iterator[str]:
    """The lines of a diff without line ends: both articles, a summary, the rows.

    `width` is in cells; below 60 "side-by-side" is "unified".  `colour` adds SGR sequences.
    `whole` unfolds what is the same.  `found` are the findings of both sides: the summary then says
    which of them changed, and they stand in the gutter.  `link` says why the two are compared.
    """
    labels = short_labels((left.id, right.id), (left.name, right.name))
    names = (labels[left.id], labels[right.id])
    if names[0] == names[1]:
        names = ("left", "right")
    model = DiffModel((left, right), names, alignment, found or (None, None), link)
    if whole:
        model.opened = set(range(len(model.runs)))
        model.refold()
    wide = mode == "side-by-side" and width >= NARROWEST
    how = diff_lines.look(width, wide=wide, gutter=GUTTER if found else 1, keys=False)
    for line in _lines(model, how, words=mode == "word", looked=found is not None):
        yield _painted(line, colour)


def _lines(model: DiffModel, how: Look, *, words: bool, looked: bool) -> Iterator[Line]:
    """Head, summary and rows."""
    yield from diff_head.file_lines((model.left, model.right), model.names, how)
    if model.link:
        both = (model.left, model.right)
        yield from diff_head.link_lines(both, model.names, model.link, how)
    for item in model.items:
        if looked or item.about != "findings":
            yield from diff_head.item_lines(item, how)
    yield Line(())
    for shown in model.rows:
        if isinstance(shown, Item):
            continue
        if isinstance(shown, Fold):
            yield diff_lines.fold_line(shown, how)
        elif words and model.entries[shown].label in ("edited", "same", "boilerplate"):
            yield from _word_lines(model, shown, how)
        else:
            row = diff_lines.lay_out(model, shown, how)
            for number in range(row.height):
                yield diff_lines.row_line(row, number, how, UNMARKED)


def _word_lines(model: DiffModel, number: int, how: Look) -> Iterator[Line]:
    """An entry of both sides as one text: [-dropped-] {+added+}, as wdiff writes them."""
    entry = model.entries[number]
    drawn: Drawn = merged(model.left.text, model.right.text, entry)
    sign, base = LABEL_GLYPHS.get(entry.label, " "), TEXT_STYLE.get(entry.label, "")
    for line, (start, end) in enumerate(wrap(drawn.text, how.text)):
        head = f" {sign:<{SIGN - 1}}" if line == 0 else " " * SIGN
        pieces: list[Piece] = [(head, STYLE_OF_LABEL[entry.label]), (" " * how.gutter, "")]
        yield Line((*pieces, *styled(drawn, start, end, base)))


def _painted(line: Line, colour: bool) -> str:
    """The line as neutral text, in colour where asked for, without blanks at its end."""
    pieces = [(display.piece(text), names) for text, names in line.pieces if text]
    while pieces and not pieces[-1][0].strip():
        pieces.pop()
    if pieces:
        pieces[-1] = (pieces[-1][0].rstrip(), pieces[-1][1])
    if not colour:
        return "".join(text for text, _ in pieces)
    return "".join(_coloured(text, names) for text, names in pieces)


def _coloured(text: str, names: str) -> str:
    codes = ";".join(COLOURS[name] for name in names.split() if name in COLOURS)
    return f"\x1b[{codes}m{text}{RESET}" if codes and text.strip() else text
