"""Statements of different articles that render one utterance: verbatim, retranslated, paraphrased.

A statement falls into pieces (sentences, and the parts of "that ... and that ...").  Two pieces of
one speaker are the same utterance when the rarer words of the shorter one, or synonyms, recur in
the other, when they share a run of words, or when they are a little alike and nothing else in
either article comes near.  Groups grow from the likest pair on and stay alike on the whole; a
statement of several pieces may stand in several.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from analysis.variants_book import Book, Nearness, Piece
from analysis.wordforms import synonyms
from store.records import Article, Findings, QuoteVariant, Statement

LIKE = 0.6
PERHAPS = 0.42
MARGIN = 0.6
TOGETHER = 0.4
SYNONYM = 0.7
OF_LONGER = 0.2
DAYS = 3
RUN = 4


def _run(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """The longest run of stems that both have."""
    best = 0
    row = [0] * (len(b) + 1)
    for x in a:
        previous = 0
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], previous + 1 if x == y else 0
            best = max(best, row[j])
    return best


class Likeness:
    """How alike two pieces of a story are: the share of the shorter one's words found in the other.

    A word weighs the more the fewer pieces of the story hold it.  Where two articles tell of one
    event, a synonym counts SYNONYM of the word.
    """

    def __init__(self, pieces: Mapping[int, Piece], book: Book, near: Nearness) -> None:
        """Some pieces of a book by number, and which articles are near."""
        self.pieces = pieces
        self.weight = {
            word: math.log(1 + book.total / book.count[word])
            for word in {word for piece in pieces.values() for word in piece.words}
        }
        self.whole = {
            number: sum(self.weight[w] for w in piece.words) for number, piece in pieces.items()
        }
        self.known: dict[tuple[int, int], tuple[float, int]] = {}
        self.near = near

    def related(self, a: int, b: int) -> bool:
        """Whether the articles of two pieces tell of one event."""
        return self.near.both(self.pieces[a].article, self.pieces[b].article)

    def of(self, a: int, b: int) -> tuple[float, int]:
        """The likeness of two pieces from 0 to 1, and how many words they share."""
        key = (a, b) if a < b else (b, a)
        if (known := self.known.get(key)) is None:
            known = self.known[key] = self._measure(*key)
        return known

    def _measure(self, a: int, b: int) -> tuple[float, int]:
        if self.pieces[a].asks != self.pieces[b].asks:
            return 0.0, 0
        if self.whole[a] > self.whole[b]:
            a, b = b, a
        left, right = self.pieces[a].words, self.pieces[b].words
        common = left & right
        shared, size = sum(self.weight[w] for w in common), len(common)
        free = right - common if self.related(a, b) else frozenset[str]()
        for word in sorted(left - common) if free else ():
            if met := free & synonyms(word):
                other = min(met)
                free -= {other}
                size += 1
                shared += SYNONYM * (self.weight[word] + self.weight[other]) / 2
        if ("not" in left) != ("not" in right) and size < self._enough(a, b):
            return 0.0, size
        return shared / self.whole[a], size

    def _enough(self, a: int, b: int) -> int:
        """How many words must be shared where only one denies: the longer may do so besides."""
        one, two = self.pieces[a], self.pieces[b]
        shorter = one if len(one.stems) <= len(two.stems) else two
        return 5 if "not" in shorter.words else 3

    def perhaps(self, a: int, b: int) -> bool:
        """Whether two pieces may render one utterance if nothing else comes near."""
        one, two = self.pieces[a].day, self.pieces[b].day
        if one is not None and two is not None and abs(one - two) > DAYS:
            return False
        score, size = self.of(a, b)
        longer = max(self.whole[a], self.whole[b])
        return (
            score >= PERHAPS
            and size > 1
            and score * min(self.whole[a], self.whole[b]) >= OF_LONGER * longer
            and self.related(a, b)
        )

    def same(self, a: int, b: int) -> bool:
        """Whether two pieces render one utterance whatever else was said."""
        one, two = self.pieces[a], self.pieces[b]
        score, size = self.of(a, b)
        if score >= LIKE and (size > 1 or one.words == two.words):
            return True
        return (
            score >= LIKE / 2
            and len(one.words & two.words) >= RUN
            and _run(one.stems, two.stems) >= RUN
        )


def _edges(pairs: Iterable[tuple[int, int]], like: Likeness) -> list[tuple[float, int, int]]:
    """The pairs to join, likest first: alike, or each by far the likest of the other's article."""
    pieces = like.pieces
    sure: list[tuple[float, int, int]] = []
    maybe: list[tuple[float, int, int]] = []
    best: dict[tuple[int, str], dict[int, float]] = defaultdict(dict)
    for a, b in pairs:
        one, two = pieces[a], pieces[b]
        score = like.of(a, b)[0]
        for here, there in ((a, two), (b, one)):
            held = best[here, there.article]
            held[there.owner] = max(score, held.get(there.owner, 0.0))
        if like.same(a, b):
            sure.append((1 + score, a, b))
        elif like.perhaps(a, b):
            maybe.append((score, a, b))
    for score, a, b in maybe:
        rivals = (
            rival
            for here, there in ((a, pieces[b]), (b, pieces[a]))
            for owner, rival in best[here, there.article].items()
            if owner != there.owner
        )
        if score * MARGIN > max(rivals, default=0.0):
            sure.append((score, a, b))
    return sorted(sure, key=lambda edge: (-edge[0], edge[1:]))


def _fits(one: Sequence[int], two: Sequence[int], like: Likeness) -> bool:
    """Whether two groups of pieces may be one: alike on the whole, and so within each article."""
    total = 0.0
    for a in one:
        for b in two:
            score = like.of(a, b)[0]
            left, right = like.pieces[a], like.pieces[b]
            if left.article == right.article and left.owner != right.owner and score < LIKE:
                return False
            total += score
    return total >= TOGETHER * len(one) * len(two)


def join(articles: Sequence[Article], found: Sequence[Findings]) -> tuple[QuoteVariant, ...]:
    """Groups of statement ids that render one utterance in at least two articles, largest first.

    `found` holds the findings of `articles`, in their order or any other.
    """
    near = Nearness(articles)
    book = Book(found, near.number)
    if book.sources < 2:
        return ()
    pairs = book.candidates()
    pieces, items = book.pieces(number for pair in pairs for number in pair)
    like = Likeness(pieces, book, near)
    group = {number: [number] for number in sorted(pieces)}
    for _, a, b in _edges(pairs, like):
        one, two = group[a], group[b]
        if one is not two and _fits(one, two, like):
            one.extend(two)
            for number in two:
                group[number] = one
    groups = {id(members): members for members in group.values()}.values()
    return _variants(([pieces[n] for n in sorted(members)] for members in groups), items)


def _variants(
    groups: Iterable[list[Piece]], items: Mapping[int, Statement]
) -> tuple[QuoteVariant, ...]:
    made: dict[tuple[str, ...], QuoteVariant] = {}
    for group in groups:
        owners = sorted({p.owner for p in group}, key=lambda n: (items[n].article, items[n].start))
        if len({items[n].article for n in owners}) < 2:
            continue
        ids = tuple(items[n].id for n in owners)
        name = " ".join(min((p.text for p in group), key=lambda t: (len(t), t)).split()[:8])
        made.setdefault(ids, QuoteVariant(name=name, ids=ids))
    return tuple(sorted(made.values(), key=lambda v: (-len(v.ids), v.name)))
