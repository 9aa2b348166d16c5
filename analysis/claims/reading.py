"""A text to its tokens: what can begin a number, a date or a claim is known at every place."""

from __future__ import annotations

import functools
import operator
from bisect import bisect_left, bisect_right
from itertools import chain
from typing import NamedTuple

from analysis import numerals
from analysis.claims.tokens import OPENS, WORD, Token, token
from analysis.pieces import LONGEST, ByHeart, pieces


class Cell(NamedTuple):
    """The tokens of a piece of text, where in it they begin, and the bits of all of them.

    `numbers` and `dates` are the places in it where a number or a date can begin; an `article` can
    open a number with what follows.
    """

    tokens: tuple[Token, ...]
    places: tuple[int, ...]
    bits: int
    numbers: tuple[int, ...]
    dates: tuple[int, ...]
    article: bool


def _cell(piece: str) -> Cell:
    """The tokens of a piece of text without blanks."""
    return _of([(match.start(), token(match.group())) for match in WORD.finditer(piece)])


def _of(found: list[tuple[int, Token]]) -> Cell:
    """The cell of tokens and their places."""
    article = bool(found) and found[-1][1].low in numerals.ARTICLES
    return Cell(
        tuple(item for _, item in found),
        tuple(place for place, _ in found),
        functools.reduce(operator.or_, (item.bits for _, item in found), 0),
        tuple(place + inner for place, item in found for inner in item.numbers),
        tuple(place + inner for place, item in found for inner in item.dates),
        article,
    )


CELLS = ByHeart(_cell)


class Words:
    """The words and marks of a text; they are laid out when they are first looked at."""

    def __init__(self, text: str) -> None:
        """Know every word of `text`.

        `counting` and `dating` are the places where a number and where a date can begin, in order.
        """
        texts, self._begins = pieces(text)
        self.cells = list(map(CELLS.__getitem__, texts))
        if max(map(len, texts)) > LONGEST:
            self._cut(texts)
        self._bits = [cell.bits for cell in self.cells]
        self.counting: list[int] = []
        self.dating: list[int] = []
        for index in [at for at, bits in enumerate(self._bits) if bits & OPENS]:
            begin, cell = self._begins[index], self.cells[index]
            self.dating += [begin + place for place in cell.dates]
            if len(cell.tokens) > 1 or not cell.article or self._scales(index + 1):
                self.counting += [begin + place for place in cell.numbers]

    def _cut(self, texts: list[str]) -> None:
        """Make a cell of each word of a longer piece, so that a stretch lays out only its own."""
        begins, cells = list[int](), list[Cell]()
        for text, begin, cell in zip(texts, self._begins, self.cells, strict=True):
            if len(text) <= LONGEST:
                begins.append(begin)
                cells.append(cell)
            else:
                begins += [begin + place for place in cell.places]
                cells += [_of([(0, item)]) for item in cell.tokens]
        self._begins, self.cells = begins, cells

    def _scales(self, index: int) -> bool:
        """Whether the next word is one that makes a number of the article before it."""
        while index < len(self.cells) and not self.cells[index].tokens:
            index += 1
        return index < len(self.cells) and self.cells[index].tokens[0].scales

    @functools.cached_property
    def _laid(self) -> tuple[list[Token], list[int]]:
        """All words, and where they begin."""
        pairs = zip(self._begins, self.cells, strict=True)
        return (
            list(chain.from_iterable([cell.tokens for cell in self.cells])),
            [begin + place for begin, cell in pairs for place in cell.places],
        )

    def _reach(self, start: int, end: int, most: int) -> int:
        """Before where words are read: stretches without a word count as words."""
        if end - start <= most:
            return end
        past = max(0, bisect_left(self._begins, start) - 1) + most + 1
        return min(end, self._begins[past]) if past < len(self._begins) else end

    def bits(self, start: int, end: int) -> int:
        """The bits of the words in text[start:end], and of words that hang on to them."""
        low = bisect_right(self._begins, start, 1) - 1
        return functools.reduce(operator.or_, self._bits[low : bisect_left(self._begins, end)], 0)

    def between(self, start: int, end: int, most: int) -> tuple[list[Token], list[int]]:
        """The first `most` words that lie within text[start:end], and where they begin."""
        words, starts = self._laid
        first = bisect_left(starts, start)
        past = min(bisect_left(starts, self._reach(start, end, most), first), first + most)
        while past > first and starts[past - 1] + len(words[past - 1].text) > end:
            past -= 1
        return words[first:past], starts[first:past]
