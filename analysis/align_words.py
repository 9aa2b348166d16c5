"""Two reworked stretches to the words that were kept, replaced, dropped and added.

Words and quotation marks are compared, other marks are not.  The result is cleaned for reading:
a word or two that happen to stand in both versions of a rewritten clause do not cut it in pieces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from rapidfuzz.distance import Indel

from analysis.align_units import folded
from store.records import Span

TOKEN = re.compile(
    r"[^\W_]+(?:[’'.][^\W_]+)*|[“”„«»\"‹›]|(?<!\w)[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)"
)
MARKS = frozenset("“”„«»\"‹›‘’'")
Change = tuple[str, int, int, int, int]


class Word(NamedTuple):
    """A word or quotation mark, and the number of the stretch that it stands in."""

    start: int
    end: int
    key: str
    stretch: int


def _words(text: str, spans: Sequence[Span]) -> list[Word]:
    return [
        Word(
            found.start(),
            found.end(),
            '"' if found.group() in MARKS else folded(found.group()),
            number,
        )
        for number, span in enumerate(spans)
        for found in TOKEN.finditer(text, span.start, span.end)
    ]


def _clean(
    blocks: list[tuple[int, int, int, int]],
    left: list[Word],
    right: list[Word],
    common: frozenset[str],
) -> list[tuple[int, int, int, int]]:
    """Equal blocks (left start, end, right start, end) worth showing.

    A block between two changes goes when it is small beside them: one or two words without content,
    or marks, where both neighbours rewrite at least as much.
    """
    kept: list[tuple[int, int, int, int]] = []
    ends = [*blocks, (len(left), len(left), len(right), len(right))]
    for number, block in enumerate(blocks):
        start, end, other, other_end = block
        after = ends[number + 1]
        before = kept[-1] if kept else (0, 0, 0, 0)
        changed_before = min(start - before[1], other - before[3])
        changed_after = min(after[0] - end, after[2] - other_end)
        wide_before = max(start - before[1], other - before[3])
        wide_after = max(after[0] - end, after[2] - other_end)
        words = [word.key for word in left[start:end]]
        content = sum(word not in common and word not in MARKS for word in words)
        poor = content == 0 and len(words) <= 2
        weak = content <= 1 and len(words) <= 2
        edge = (start == 0 and other == 0) or (end == len(left) and other_end == len(right))
        between = min(wide_before, wide_after) > 0
        rewritten = changed_before > 0 and changed_after > 0
        drop = (
            between
            and not edge
            and (
                (poor and (rewritten or min(wide_before, wide_after) >= 2))
                or (weak and rewritten and wide_before + wide_after >= 4 * len(words))
            )
        )
        if not drop:
            kept.append(block)
    return kept


def _offset(words: list[Word], index: int, spans: Sequence[Span], stretch: int) -> int:
    """Where a change that begins at word `index` begins in the text: at the word, or the end."""
    span = spans[stretch]
    if index >= len(words) or words[index].stretch > stretch:
        return span.end
    first = index == 0 or words[index - 1].stretch < stretch
    return span.start if first else words[index].start


def _parts(words: list[Word], start: int, end: int) -> list[tuple[int, int]]:
    """A range of words cut where one stretch ends and the next begins."""
    edges = [start]
    edges += [i for i in range(start + 1, end) if words[i].stretch != words[i - 1].stretch]
    return list(zip(edges, [*edges[1:], end], strict=True))


class _Writer:
    """Turns ranges of words into changes in offsets of the two texts."""

    def __init__(
        self, left: list[Word], right: list[Word], lefts: Sequence[Span], rights: Sequence[Span]
    ) -> None:
        self.left, self.right, self.lefts, self.rights = left, right, lefts, rights
        self.changes: list[Change] = []
        self.at = [lefts[0].start, rights[0].start]

    def _range(self, side: int, start: int, end: int) -> tuple[int, int]:
        words, spans = ((self.left, self.lefts), (self.right, self.rights))[side]
        if start == end:
            return self.at[side], self.at[side]
        stretch = words[start].stretch
        first = _offset(words, start, spans, stretch)
        last = _offset(words, end, spans, stretch)
        self.at[side] = last
        return first, last

    def write(self, op: str, ls: int, le: int, rs: int, re_: int) -> None:
        """One change; pieces of several stretches are written one by one."""
        if op == "equal":
            cuts = {a - ls for a, _ in _parts(self.left, ls, le)}
            cuts |= {a - rs for a, _ in _parts(self.right, rs, re_)}
            edges = [*sorted(cuts), le - ls]
            for a, b in pairwise(edges):
                self._put("equal", (ls + a, ls + b), (rs + a, rs + b))
            return
        lefts = _parts(self.left, ls, le) if le > ls else []
        rights = _parts(self.right, rs, re_) if re_ > rs else []
        for gone, new in zip_longest(lefts, rights):
            kind = "insert" if gone is None else "delete" if new is None else "replace"
            self._put(kind, gone or (le, le), new or (re_, re_))

    def _put(self, op: str, left: tuple[int, int], right: tuple[int, int]) -> None:
        self.changes.append((op, *self._range(0, *left), *self._range(1, *right)))


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
    left, right = _words(left_text, lefts), _words(right_text, rights)
    blocks = [
        (block.src_start, block.src_end, block.dest_start, block.dest_end)
        for block in Indel.opcodes([w.key for w in left], [w.key for w in right])
        if block.tag == "equal"
    ]
    writer = _Writer(left, right, lefts, rights)
    a = b = 0
    for start, end, other, other_end in _clean(blocks, left, right, common):
        if (a, b) != (start, other):
            writer.write("change", a, start, b, other)
        writer.write("equal", start, end, other, other_end)
        a, b = end, other_end
    if (a, b) != (len(left), len(right)):
        writer.write("change", a, len(left), b, len(right))
    return tuple(writer.changes)
