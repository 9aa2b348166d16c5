"""The sentences of an article that belong to the story, read only where a rule looks.

Most sentences hold no word that any rule asks for; they are never made into tokens.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from analysis import text as layout
from analysis.dateline import place_line
from analysis.demands import tokens, triggers
from analysis.demands.tokens import Line
from analysis.pieces import pieces
from store.records import Article

LONGEST = 1500
REGIONS = 40
Place = int
"""The number of a sentence in its text."""


class Story:
    """Sentences in text order, without boilerplate, subheads and title."""

    def __init__(self, article: Article) -> None:
        closed = [(r.start, r.end) for r in article.boilerplate]
        closed += [(s.start, s.end) for s in article.subheads]
        closed += [(m.start, m.end) for m in article.metadata if m.kind == "title"]
        self._text = article.text
        opening = place_line(article)
        self._opening = (opening.start, opening.end) if opening else (0, 0)
        self._closed = sorted(closed)
        self._spans = _parts(layout.sentences(article.text))
        self._bits = _bits(article.text, self._spans)
        self._lines: dict[Place, Line] = {}

    def line(self, place: Place) -> Line:
        """The sentence at this place."""
        known = self._lines.get(place)
        if known is None:
            start, end = self._spans[place]
            inside = self._opening[0] <= start < self._opening[1] < end
            start = self._opening[1] if inside else start
            known = self._lines[place] = tokens.line(self._text, start, end)
        return known

    def demanding(self) -> Iterator[Place]:
        """The places of the sentences that can hold a demand."""
        for place, bits in enumerate(self._bits):
            if bits and triggers.demanding(bits) and not self._outside(place):
                yield place

    def answering(self) -> Iterator[Place]:
        """The places of the sentences that can hold an answer."""
        for place, bits in enumerate(self._bits):
            if bits & triggers.ANSWER and not self._outside(place):
                yield place

    def after(self, place: Place, count: int) -> Iterator[Line]:
        """The next sentences behind a place, at most `count`."""
        following = range(place + 1, len(self._spans))
        return islice((self.line(at) for at in following if not self._outside(at)), count)

    def _outside(self, place: Place) -> bool:
        start, end = self._spans[place]
        last = bisect_left(self._closed, (end, 0))
        for left, right in self._closed[max(0, last - REGIONS) : last]:
            if min(right, end) - max(left, start) > (end - start) / 2:
                return True
        return False


def _parts(sentences: list[layout.Sentence]) -> list[layout.Span]:
    """The spans of sentences; one without an end in sight in parts, so that work stays linear."""
    found: list[layout.Span] = []
    for start, end, _ in sentences:
        while end - start > LONGEST:
            found.append(layout.Span(start, start + LONGEST))
            start += LONGEST
        found.append(layout.Span(start, end))
    return found


def _bits(text: str, spans: list[layout.Span]) -> list[int]:
    """For each span the bits of the pieces of text that reach into it, as `triggers` tells them."""
    found = [0] * len(spans)
    texts, starts = pieces(text)
    marks, last, place = [*map(triggers.MARKS.__getitem__, texts), 0], len(spans) - 1, 0
    for index, bits in enumerate(marks):
        if not bits or place > last:
            continue
        start = starts[index]
        while place < last and spans[place].end <= start:
            place += 1
        if bits > triggers.QUOTE and triggers.paired(bits, marks[index + 1]):
            bits |= triggers.CUE
        if start <= spans[place].start:
            bits &= ~triggers.FOR
        found[place] |= bits
        past, at = start + len(texts[index]), place + 1
        while at <= last and spans[at].start < past:
            found[at] |= bits
            at += 1
    return found
