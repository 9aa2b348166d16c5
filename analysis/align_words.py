"""Two reworked stretches to the words that were kept, replaced, dropped and added.

Words and quotation marks are compared, other marks are not.  The result is cleaned for reading:
a word or two that happen to stand in both versions of a rewritten clause do not cut it in pieces.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from rapidfuzz.distance import Indel

from analysis.align_units import folded
from store.records import Span

TOKEN = re.compile(
    r"[^\W_]+(?:(?:[’'.]|(?<=\d),(?=\d))[^\W_]+)*|[“”„«»\"‹›]"
    r"|(?<!\w)[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)"
)
MARKS = frozenset("“”„«»\"‹›‘’'")
Change = tuple[str, int, int, int, int]
Block = tuple[int, int, int, int]


class _Side:
    """The words and quotation marks of one side, and where its changes lie in the text."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.spans = spans
        self.starts: list[int] = []
        self.keys: list[str] = []
        self.firsts: list[int] = []
        self.at = spans[0].start
        for span in spans:
            self.firsts.append(len(self.keys))
            found = list(TOKEN.finditer(folded(text[span.start : span.end])))
            self.starts += [span.start + match.start() for match in found]
            self.keys += ['"' if (key := match[0]) in MARKS else key for match in found]

    def parts(self, start: int, end: int) -> list[tuple[int, int]]:
        """A range of words cut where one stretch ends and the next begins."""
        if len(self.firsts) == 1:
            return [(start, end)]
        edges = [start, *(first for first in self.firsts if start < first < end), end]
        return list(pairwise(edges))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a range of words of one stretch stands in the text; an empty one after the last.

        A space goes with the word before it, so that the ranges cover the stretches wholly.
        """
        if start == end:
            return self.at, self.at
        stretch = bisect_right(self.firsts, start) - 1
        span, first = self.spans[stretch], self.firsts[stretch]
        after = self.firsts[stretch + 1] if stretch + 1 < len(self.firsts) else len(self.keys)
        self.at = span.end if end >= after else self.starts[end]
        return (span.start if start == first else self.starts[start]), self.at


def _clean(blocks: list[Block], left: list[str], right: int, common: frozenset[str]) -> list[Block]:
    """Equal blocks (left start, end, right start, end) worth showing; `right` counts its words.

    A word or two between two changes go when they are small beside what is rewritten around them.
    """
    kept: list[Block] = []
    ends = [*blocks, (len(left), len(left), right, right)]
    for number, (start, end, other, other_end) in enumerate(blocks):
        before, after = kept[-1] if kept else (0, 0, 0, 0), ends[number + 1]
        gone = start - before[1], after[0] - end
        new = other - before[3], after[2] - other_end
        between = all(map(any, zip(gone, new, strict=True)))
        edge = (start, other) == (0, 0) or (end, other_end) == (len(left), right)
        if edge or not between or end - start > 2:
            kept.append((start, end, other, other_end))
            continue
        rewritten = all(gone) and all(new)
        wide = [max(pair) for pair in zip(gone, new, strict=True)]
        content = sum(key not in common and key != '"' for key in left[start:end])
        poor = content == 0 and (rewritten or min(wide) >= 2)
        weak = content == 1 and rewritten and sum(wide) >= 4 * (end - start)
        if not poor and not weak:
            kept.append((start, end, other, other_end))
    return kept


class _Writer:
    """Turns ranges of words into changes in offsets of the two texts."""

    def __init__(self, left: _Side, right: _Side) -> None:
        self.left, self.right = left, right
        self.changes: list[Change] = []

    def equal(self, left: int, right: int, length: int) -> None:
        """Words that both sides have, cut where either side begins a stretch."""
        cuts = {start - left for start, _ in self.left.parts(left, left + length)}
        cuts |= {start - right for start, _ in self.right.parts(right, right + length)}
        for a, b in pairwise([*sorted(cuts), length]):
            self._put("equal", (left + a, left + b), (right + a, right + b))

    def change(self, left: tuple[int, int], right: tuple[int, int]) -> None:
        """Words that only one side has, or that stand for one another."""
        gone = self.left.parts(*left) if left[0] < left[1] else []
        new = self.right.parts(*right) if right[0] < right[1] else []
        for a, b in zip_longest(gone, new):
            op = "insert" if a is None else "delete" if b is None else "replace"
            self._put(op, a or (left[1], left[1]), b or (right[1], right[1]))

    def _put(self, op: str, left: tuple[int, int], right: tuple[int, int]) -> None:
        self.changes.append((op, *self.left.place(*left), *self.right.place(*right)))


def changes(
    left_text: str,
    lefts: Sequence[Span],
    right_text: str,
    rights: Sequence[Span],
    common: frozenset[str],
) -> tuple[Change, ...]:
    """(op, left start, end, right start, end) in offsets of the two texts, in reading order.

    `lefts` and `rights` are the stretches of each side in order; the changes cover them wholly, a
    space going with the word before it.  `common` are words that mean little.
    """
    left, right = _Side(left_text, lefts), _Side(right_text, rights)
    blocks = [
        (block.src_start, block.src_end, block.dest_start, block.dest_end)
        for block in Indel.opcodes(left.keys, right.keys)
        if block.tag == "equal"
    ]
    writer = _Writer(left, right)
    a = b = 0
    for start, end, other, other_end in _clean(blocks, left.keys, len(right.keys), common):
        writer.change((a, start), (b, other))
        writer.equal(start, other, end - start)
        a, b = end, other_end
    writer.change((a, len(left.keys)), (b, len(right.keys)))
    return tuple(writer.changes)
