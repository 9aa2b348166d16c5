"""A passage of one side of a diff to neutral text with word marks, and that text to lines.

Changed words stand in {braces} as well as in colour, so that they are read without colour.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from store.neutral import shown
from tui.panes.diff_rows import Entry, Side
from tui.widgets import cells
from tui.widgets.lines import Piece

# Characters that take one cell each, so that a line can be measured by counting: Latin, Greek,
# Cyrillic and the marks of prose (rich.cells measures the rest).
NARROW = re.compile(
    "[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0588\u2010-\u2027\u2030-\u205e]"
)
BREAKS = str.maketrans("\n\t", "  ")
BETWEEN = " "


class Drawn(NamedTuple):
    """The text of one side as it is drawn.

    `marks` are (start, end, style) in it; `offsets` pairs (article offset, place in the text), at
    least one for each stretch, both rising.
    """

    text: str
    marks: tuple[tuple[int, int, str], ...]
    offsets: tuple[tuple[int, int], ...]

    def at(self, offset: int) -> int:
        """Where an article offset stands in the drawn text; exact at the offsets asked for."""
        place = bisect_right(self.offsets, (offset, len(self.text))) - 1
        if place < 0:
            return 0
        known, drawn = self.offsets[place]
        return min(len(self.text), drawn + offset - known)


def draw(text: str, entry: Entry, side: Side, cuts: Iterable[int] = ()) -> Drawn:
    """One side of an entry.  `cuts` are article offsets that `at` must place exactly."""
    spans = entry.left if side == "left" else entry.right
    changed = changed_spans(text, entry, side)
    style = "dropped" if side == "left" else "added"
    pieces: list[str] = []
    marks: list[tuple[int, int, str]] = []
    offsets: list[tuple[int, int]] = []
    wanted = sorted(cuts)
    length = 0

    def put(piece: str) -> None:
        nonlocal length
        pieces.append(piece)
        length += len(piece)

    for span in spans:
        if pieces:
            put(BETWEEN)
        neutral = shown(text[span.start : span.end])
        inside = [(max(a, span.start), min(b, span.end)) for a, b in changed]
        inside = [(a, b) for a, b in inside if a < b]
        edges = {span.start, span.end, *(edge for pair in inside for edge in pair)}
        edges.update(wanted[bisect_right(wanted, span.start) : bisect_left(wanted, span.end)])
        opens, closes = {a for a, _ in inside}, {b for _, b in inside}
        ordered, opened = sorted(edges), 0
        for first, last in zip(ordered, [*ordered[1:], None], strict=True):
            if first in closes:
                put("}")
                marks.append((opened, length, style))
            if last is None:
                offsets.append((first, length))
                break
            if first in opens:
                opened = length
                put("{")
            offsets.append((first, length))
            put(neutral.text[neutral.at(first - span.start) : neutral.at(last - span.start)])
    return Drawn("".join(pieces).translate(BREAKS), tuple(marks), tuple(offsets))


def merged(left: str, right: str, entry: Entry) -> Drawn:
    """Both sides of an entry as one text: [-dropped-] and {+added+} where the words differ."""
    if not entry.words or not entry.left or not entry.right:
        return draw(right, entry, "right") if entry.right else draw(left, entry, "left")
    pieces: list[str] = []
    marks: list[tuple[int, int, str]] = []
    length = 0

    def put(text: str, signs: tuple[str, str] = ("", ""), style: str = "") -> None:
        nonlocal length
        core = " ".join(shown(text).text.split())
        before, after = text[:1].isspace(), text[-1:].isspace()
        parted = before or (bool(style) and bool(pieces) and pieces[-1].endswith("-]"))
        gap = " " if parted and length and not pieces[-1].endswith(" ") else ""
        inner = f"{signs[0]}{core}{signs[1]}" if core else ""
        if style and core:
            marks.append((length + len(gap), length + len(gap) + len(inner), style))
        piece = gap + inner + (" " if after and core else "")
        if piece:
            pieces.append(piece)
            length += len(piece)

    old, new = entry.left[0].start, entry.right[0].start
    for op, left_start, left_end, right_start, right_end in entry.words:
        put(right[new:right_start] or left[old:left_start])
        if op == "equal":
            put(right[right_start:right_end])
        else:
            put(left[left_start:left_end], ("[-", "-]"), "dropped")
            put(right[right_start:right_end], ("{+", "+}"), "added")
        old, new = max(old, left_end), max(new, right_end)
    put(right[new : entry.right[-1].end])
    return Drawn("".join(pieces), tuple(marks), ((entry.right[0].start, 0),))


def changed_spans(text: str, entry: Entry, side: Side) -> list[tuple[int, int]]:
    """The stretches of one side that the other lacks, without white space at their ends.

    Stretches that only white space parts are one.  A row of one side has none: its sign says it.
    """
    found: list[tuple[int, int]] = []
    for op, left, left_end, right, right_end in entry.words:
        start, end = (left, left_end) if side == "left" else (right, right_end)
        if op == "equal":
            continue
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        if found and not text[found[-1][1] : start].strip() and found[-1][1] <= start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """The lines of a text as offsets, broken at blanks to `width` cells; linear.

    Text of one-cell characters is measured by counting.
    """
    if NARROW.search(text):
        return cells.wrap(text, 0, len(text), width)
    lines: list[tuple[int, int]] = []
    start, length = 0, len(text)
    while length - start > width:
        end = text.rfind(" ", start, start + width + 1)
        if end <= start:
            end = start + width
        lines.append((start, end))
        start = end
        while start < length and text[start] == " ":
            start += 1
    if start < length or not lines:
        lines.append((start, length))
    return lines


def styled(
    drawn: Drawn, start: int, end: int, base: str, more: Sequence[tuple[int, int, str]] = ()
) -> list[Piece]:
    """The pieces of one line: `base` under the word marks and the marks `more`."""
    active = [m for m in (*drawn.marks, *more) if m[0] < end and m[1] > start]
    edges = sorted(
        {start, end, *(edge for mark in active for edge in mark[:2] if start < edge < end)}
    )
    pieces: list[Piece] = []
    for first, last in pairwise(edges):
        names = " ".join(style for a, b, style in active if a <= first and last <= b)
        pieces.append((drawn.text[first:last], f"{base} {names}".strip()))
    return pieces
