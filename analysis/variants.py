"""Statements of different articles that render one utterance: verbatim, retranslated, paraphrased.

A statement falls into pieces (sentences, and the parts of "that ... and that ...").  Two pieces of
one speaker are the same utterance when the rarer words of the shorter one, or synonyms, recur in
the other, when they share a run of words, or when they are a little alike and nothing else in
either article comes near.  Groups grow from the likest pair on and stay alike on the whole; a
statement of several pieces may stand in several.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from analysis.wordforms import stem, synonyms
from store.records import Article, Findings, QuoteVariant, Statement

WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
CUT = re.compile(
    r"(?<=[.!?…])[”\"’']*\s+|;\s+|,?\s+and\s+that\s+|,?\s+but\s+that\s+|,?\s+and\s+(?=would\b|will\b)"
)
STOP = frozenset(
    """a an the and or of to in on at by for from with as that this these those it its he his him
    she her they their them we our us i my me you your is are was were be been being am has have had
    do does did will would shall should there here so very also just which who whom whose what than
    then into about upon up out s""".split()
)
LONG_WORD = re.compile(r"[^\W\d_]{5,}")
FAR_FROM = re.compile(r"\bfar from\b", re.IGNORECASE)
LIKE = 0.6
PERHAPS = 0.42
MARGIN = 0.6
TOGETHER = 0.4
SYNONYM = 0.7
RELATED = 0.15
OF_LONGER = 0.2
DAYS = 3
RUN = 4
COMMONEST = 60


class Piece(NamedTuple):
    """A part of a statement: its stems in order and as a set, and which statement it belongs to."""

    owner: int
    article: str
    stems: tuple[str, ...]
    words: frozenset[str]
    text: str
    day: int | None = None
    asks: bool = False


def _day(when: str | None) -> int | None:
    """The number of an ISO date; None when there is none or only a year or month."""
    try:
        return date.fromisoformat(when or "").toordinal()
    except ValueError:
        return None


def _pieces(number: int, statement: Statement) -> list[Piece]:
    found = []
    day = _day(statement.when)
    for text in CUT.split(statement.text):
        told = WORD.findall(FAR_FROM.sub("not", text))
        stems = tuple(stem(word) for word in told if word.lower() not in STOP)
        if stems:
            asks = text.rstrip("”’\"' ").endswith("?")
            bare = text.strip(" “”\"'‘’.,")
            found.append(Piece(number, statement.article, stems, frozenset(stems), bare, day, asks))
    return found


def _speakers(statement: Statement) -> frozenset[str]:
    """The names of a statement's speakers, none when unknown."""
    return frozenset(n.casefold() for n in (statement.speaker, *statement.speakers) if n)


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


class Nearness:
    """Which articles tell of one event: the longer words of the shorter recur in the other.

    A word weighs the more the fewer articles hold it.  Articles without a text may be near to any.
    """

    def __init__(self, articles: Sequence[Article]) -> None:
        self.words = {a.id: frozenset(LONG_WORD.findall(a.text.lower())) for a in articles}
        count = Counter(word for words in self.words.values() for word in words)
        self.weight = {w: math.log(1 + len(articles) / n) for w, n in count.items()}
        self.whole = {a: sum(self.weight[w] for w in words) for a, words in self.words.items()}
        self.known: dict[tuple[str, str], bool] = {}

    def both(self, one: str, two: str) -> bool:
        """Whether two articles, by id, tell of one event."""
        key = (one, two) if one < two else (two, one)
        if (known := self.known.get(key)) is None:
            shared = sum(self.weight[w] for w in self.words[one] & self.words[two])
            known = shared >= RELATED * min(self.whole[one], self.whole[two])
            self.known[key] = known
        return known


class Likeness:
    """How alike two pieces of a story are: the share of the shorter one's words found in the other.

    A word weighs the more the fewer pieces of the story hold it.  Where two articles tell of one
    event, a synonym counts SYNONYM of the word.
    """

    def __init__(self, pieces: Sequence[Piece], near: Nearness) -> None:
        self.pieces = pieces
        count = Counter(word for piece in pieces for word in piece.words)
        self.weight = {w: math.log(1 + len(pieces) / n) for w, n in count.items()}
        self.whole = [sum(self.weight[w] for w in piece.words) for piece in pieces]
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


def _candidates(pieces: Sequence[Piece], items: Sequence[Statement]) -> list[tuple[int, int]]:
    """Pairs of pieces of one speaker in two articles that share a word not too common."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, piece in enumerate(pieces):
        for word in piece.words:
            index[word].append(number)
    speakers = [_speakers(item) for item in items]
    pairs: set[tuple[int, int]] = set()
    for numbers in index.values():
        if 1 < len(numbers) <= COMMONEST:
            said: dict[str, list[int]] = {}
            for number in numbers:
                for name in speakers[pieces[number].owner]:
                    others = said.setdefault(name, [])
                    here = pieces[number].article
                    pairs.update((n, number) for n in others if pieces[n].article != here)
                    others.append(number)
    return sorted(pairs)


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
    wanted = {article.id for article in articles}
    items = [s for f in found if f.article in wanted for s in f.statements]
    if len({item.article for item in items}) < 2:
        return ()
    pieces = [p for n, s in enumerate(items) for p in _pieces(n, s)]
    like = Likeness(pieces, Nearness(articles))
    group = [[number] for number in range(len(pieces))]
    for _, a, b in _edges(_candidates(pieces, items), like):
        one, two = group[a], group[b]
        if one is not two and _fits(one, two, like):
            one.extend(two)
            for number in two:
                group[number] = one
    groups = {id(members): members for members in group}.values()
    return _variants(([pieces[n] for n in sorted(members)] for members in groups), items)


def _variants(
    groups: Iterable[list[Piece]], items: Sequence[Statement]
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
