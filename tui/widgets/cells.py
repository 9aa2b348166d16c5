"""Text measured in terminal cells: cut, padded and wrapped without losing an offset."""

from __future__ import annotations

import re

from rich.cells import cell_len, get_character_cell_size

CHUNK = re.compile(r"\S+|\s+")
ELLIPSIS = "…"
# Characters of one cell each, the blank the only white space: most lines of most articles.
ONE_CELL = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0377\u0384-\u038a\u0391-\u03a1\u03a3-\u0482"
    "\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Exactly `width` cells of the text: padded with blanks, or cut and ended with an ellipsis."""
    length = cell_len(text)
    if length > width:
        text = cut(text, width)
        length = cell_len(text)
    blank = " " * (width - length)
    return blank + text if right else text + blank


def cut(text: str, width: int) -> str:
    """At most `width` cells of the text, ended with an ellipsis where something is left out."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    return text[: cells_end(text, 0, len(text), width - 1)].rstrip() + ELLIPSIS


def cells_end(text: str, start: int, end: int, width: int) -> int:
    """How far text[start:...] reaches in `width` cells, as an offset not past `end`."""
    if text[start : start + width].isascii():
        return min(end, start + width)
    used, place = 0, start
    while place < end:
        used += get_character_cell_size(text[place])
        if used > width:
            break
        place += 1
    return place


def wrap(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """Offsets of the lines of text[start:end] broken at white space to `width` cells.

    A line feed always breaks.  White space at a break belongs to no line.  A word wider than the
    line is broken inside.  Linear in the length.
    """
    width = max(1, width)
    lines: list[tuple[int, int]] = []
    for piece in re.finditer(r"[^\n]*(?:\n|$)", text[start:end]):
        first, last = start + piece.start(), start + piece.end()
        if piece.group().endswith("\n"):
            last -= 1
        if first == last and last == end and lines:
            break
        lines += _wrap_line(text, first, last, width)
        if start + piece.end() >= end:
            break
    return lines


def _wrap_line(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    if ONE_CELL.fullmatch(text, start, end):
        return _wrap_cells(text, start, end, width)
    lines: list[tuple[int, int]] = []
    line_start = line_end = start
    used = 0
    for chunk in CHUNK.finditer(text, start, end):
        first, last = chunk.span()
        length = cell_len(chunk.group())
        if chunk.group().isspace():
            used += length
            continue
        if used + length <= width or (line_end == line_start and length <= width):
            if line_end == line_start:
                line_start, used = first, 0
            line_end, used = last, used + length
            continue
        if line_end > line_start:
            lines.append((line_start, line_end))
        while length > width:
            middle = max(first + 1, cells_end(text, first, last, width))
            lines.append((first, middle))
            first, length = middle, cell_len(text[middle:last])
        line_start, line_end, used = first, last, length
    if line_end > line_start or not lines:
        lines.append((line_start, line_end))
    return lines


def _wrap_cells(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """The same for text of which each character is one cell: a line at a time, not a word."""
    lines: list[tuple[int, int]] = []
    place = _past_blanks(text, start, end)
    while place < end:
        limit = place + width
        stop = text.rfind(" ", place, limit + 1) if limit < end else end
        if stop < 0:
            lines.append((place, limit))
            place = limit
            continue
        last = stop
        while text[last - 1] == " ":
            last -= 1
        lines.append((place, last))
        place = _past_blanks(text, stop, end)
    return lines or [(start, start)]


def _past_blanks(text: str, place: int, end: int) -> int:
    while place < end and text[place] == " ":
        place += 1
    return place
