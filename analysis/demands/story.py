"""The sentences of an article that belong to the story, split and read only where a rule looks.

Most paragraphs hold no word that any rule asks for; they are never split into sentences.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Set
from itertools import islice

from analysis import text as layout
from analysis.dateline import place_line
from analysis.demands import tokens
from analysis.demands.lexicon import words
from analysis.demands.tokens import Line
from store.records import Article

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
OBLIGED = ("has to", "have to", "had to", "need to", "needs to", "ought to")
AIMS = frozenset("campaign campaigns campaigned campaigning time".split())
OBLIGATION = "has to"
PURPOSE = "time for"
LONGEST = 1500
REGIONS = 40
Place = tuple[int, int]


class Story:
    """Sentences by place (paragraph, number in it), without boilerplate, subheads and title."""

    def __init__(self, article: Article) -> None:
        closed = [(r.start, r.end) for r in article.boilerplate]
        closed += [(s.start, s.end) for s in article.subheads]
        closed += [(m.start, m.end) for m in article.metadata if m.kind == "title"]
        self._text = article.text
        opening = place_line(article)
        self._opening = (opening.start, opening.end) if opening else (0, 0)
        self._closed = sorted(closed)
        self._blocks = layout.paragraphs(article.text)
        self._held = [held_words(article.text[b.start : b.end]) for b in self._blocks]
        self._split: dict[int, list[layout.Sentence]] = {}
        self._words: dict[int, list[set[str]]] = {}
        self._lines: dict[Place, Line] = {}

    def line(self, place: Place) -> Line:
        """The sentence at this place."""
        known = self._lines.get(place)
        if known is None:
            span = self._sentences(place[0])[place[1]]
            inside = self._opening[0] <= span.start < self._opening[1] < span.end
            start = self._opening[1] if inside else span.start
            known = self._lines[place] = tokens.line(self._text, start, span.end)
        return known

    def with_words(self, triggers: Set[str]) -> Iterator[Place]:
        """The places of the sentences that hold one of the folded words.

        OBLIGATION and PURPOSE stand for "has to" and "time ... for"; an order counts only with
        "“" before it, in a sentence with a quotation mark.
        """
        for block, held in enumerate(self._held):
            if held.isdisjoint(triggers):
                continue
            for number, words_ in enumerate(self._in_sentences(block)):
                if not words_.isdisjoint(triggers):
                    yield block, number

    def after(self, place: Place, count: int) -> Iterator[Line]:
        """The next sentences behind a place, at most `count`."""
        return islice(self._after(place), count)

    def _after(self, place: Place) -> Iterator[Line]:
        for block in range(place[0], len(self._blocks)):
            for number in range(len(self._sentences(block))):
                if (block, number) > place:
                    yield self.line((block, number))

    def _in_sentences(self, block: int) -> list[set[str]]:
        """The held words of each sentence of a paragraph; those of an only one are known."""
        if block not in self._words:
            spans = self._sentences(block)
            alone = [span[:2] for span in spans] == [self._blocks[block]]
            self._words[block] = (
                [self._held[block]]
                if alone
                else [held_words(self._text[span.start : span.end]) for span in spans]
            )
        return self._words[block]

    def _sentences(self, block: int) -> list[layout.Sentence]:
        if block not in self._split:
            self._split[block] = [
                part
                for span in layout.sentences(self._text, [self._blocks[block]])
                for part in _parts(span)
                if not self._outside(part.start, part.end)
            ]
        return self._split[block]

    def _outside(self, start: int, end: int) -> bool:
        last = bisect_left(self._closed, (end, 0))
        for left, right in self._closed[max(0, last - REGIONS) : last]:
            if min(right, end) - max(left, start) > (end - start) / 2:
                return True
        return False


def _parts(span: layout.Sentence) -> Iterator[layout.Sentence]:
    """The sentence; one without an end in sight in parts, so that work stays linear."""
    for start in range(span.start, max(span.end, span.start + 1), LONGEST):
        yield layout.Sentence(start, min(span.end, start + LONGEST), span.paragraph)


def held_words(raw: str) -> set[str]:
    """The folded words of a passage, with the marks that `Story.with_words` tells of."""
    low = raw.casefold().replace("’", "'")
    held = set(WORD.findall(low))
    if " to " in low and any(pair in low for pair in OBLIGED):
        held.add(OBLIGATION)
    if " for" in low and not held.isdisjoint(AIMS):
        held.add(PURPOSE)
    if "“" in raw or '"' in raw or "«" in raw:
        held.update(["“" + word for word in held & words("quoted_orders")])
    return held
