"""The sentences of an article that belong to the story, read only where a rule looks.

Most sentences hold no word that any rule asks for; they are never made into tokens.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
        parts = _parts(layout.sentences(article.text))
        self._spans = [span for span, _ in parts]
        self._paragraphs = [paragraph for _, paragraph in parts]
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

    def place(self, position: int) -> Place:
        """The place of the last sentence that begins at or before a position."""
        return max(0, bisect_right(self._spans, (position, len(self._text) + 1)) - 1)

    def span(self, place: Place) -> layout.Span:
        """Where the sentence at this place begins and ends."""
        return self._spans[place]

    def paragraph(self, place: Place) -> int:
        """The number of the paragraph of the sentence at this place."""
        return self._paragraphs[place]

    def following(self, place: Place, count: int) -> Iterator[Place]:
        """The places from this one on, at most `count`, that belong to the story."""
        reach = range(place, min(place + count, len(self._spans)))
        return (at for at in reach if not self._outside(at))

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


def _parts(sentences: list[layout.Sentence]) -> list[tuple[layout.Span, int]]:
    """Sentences and their paragraphs; one without an end in sight in parts: work stays linear."""
    found: list[tuple[layout.Span, int]] = []
    for start, end, paragraph in sentences:
        while end - start > LONGEST:
            found.append((layout.Span(start, start + LONGEST), paragraph))
            start += LONGEST
        found.append((layout.Span(start, end), paragraph))
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
