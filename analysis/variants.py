"""Statements of different articles that render one utterance: verbatim, retranslated, paraphrased.

A statement falls into pieces (sentences, and the parts of "that ... and that ...").  Two pieces of
one speaker are the same utterance when the rarer words of the shorter one recur in the other, or
when they share a run of words.  Pieces are joined transitively, so a statement may stand in two
groups.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from analysis.actors_data import world
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
SUFFIX = re.compile(
    r"(?:sions?|de[sd]?|ding|ibility|ability|ations?|itions?|ments?|ingly|ings?|ions?|ness|ible|able|edly|ed|ly|es|e|s)$"
)
NEGATIONS = frozenset("not no never don't doesn't didn't won't isn't aren't hasn't haven't".split())
FAR_FROM = re.compile(r"\bfar from\b", re.IGNORECASE)
THRESHOLD = 0.6
RUN = 4
COMMONEST = 60


class Piece(NamedTuple):
    """A part of a statement: its stems in order, and which statement it belongs to."""

    owner: int
    stems: tuple[str, ...]
    text: str
    asks: bool = False


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A crude stem: endings cut, at most six letters, so that "possible" meets "possibility"."""
    low = word.lower().replace("’", "'").removesuffix("'s")
    adjectives = world().adjectives
    if state := adjectives.get(low) or adjectives.get(low.removesuffix("s")):
        return state.casefold()[:6]
    if low in NEGATIONS:
        return "not"
    short = SUFFIX.sub("", low) if len(low) > 5 else low.removesuffix("s") if len(low) > 3 else low
    return (short if len(short) > 2 else low)[:6]


def _pieces(number: int, statement: Statement) -> list[Piece]:
    found = []
    for text in CUT.split(statement.text):
        told = WORD.findall(FAR_FROM.sub("not", text))
        stems = tuple(stem(word) for word in told if word.lower() not in STOP)
        if stems:
            asks = text.rstrip("”’\"' ").endswith("?")
            found.append(Piece(number, stems, text.strip(" “”\"'‘’.,"), asks))
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


def _alike(a: Piece, b: Piece, weight: dict[str, float]) -> bool:
    """Whether two pieces render one utterance."""
    left, right = set(a.stems), set(b.stems)
    common = left & right
    if a.asks != b.asks:
        return False
    if ("not" in left) != ("not" in right) and len(common) < 4:
        return False
    known = sum(weight[s] for s in common)
    least = min(sum(weight[s] for s in left), sum(weight[s] for s in right))
    if least and known / least >= THRESHOLD and (len(common) > 1 or left == right):
        return True
    return len(common) >= RUN and _run(a.stems, b.stems) >= RUN and known / least >= THRESHOLD / 2


def _candidates(pieces: Sequence[Piece], items: Sequence[Statement]) -> list[tuple[int, int]]:
    """Pairs of pieces of one speaker that share a word which is not among the commonest."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, piece in enumerate(pieces):
        for word in set(piece.stems):
            index[word].append(number)
    speakers = [_speakers(item) for item in items]
    pairs: set[tuple[int, int]] = set()
    for numbers in index.values():
        if 1 < len(numbers) <= COMMONEST:
            said: dict[str, list[int]] = {}
            for number in numbers:
                for name in speakers[pieces[number].owner]:
                    for other in said.setdefault(name, []):
                        pairs.add((other, number))
                    said[name].append(number)
    return sorted(pairs)


def join(articles: Sequence[Article], found: Sequence[Findings]) -> tuple[QuoteVariant, ...]:
    """Groups of statement ids that render one utterance in at least two articles, largest first.

    `found` holds the findings of `articles`, in their order or any other.
    """
    wanted = {article.id for article in articles}
    items = [s for f in found if f.article in wanted for s in f.statements]
    if len({item.article for item in items}) < 2:
        return ()
    pieces = [p for n, s in enumerate(items) for p in _pieces(n, s)]
    count = Counter(word for p in pieces for word in set(p.stems))
    weight = {w: math.log(1 + len(pieces) / n) for w, n in count.items()}
    parent = list(range(len(pieces)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in _candidates(pieces, items):
        if items[pieces[a].owner].article == items[pieces[b].owner].article:
            continue
        if _alike(pieces[a], pieces[b], weight):
            parent[root(b)] = root(a)
    groups: dict[int, list[Piece]] = defaultdict(list)
    for number, piece in enumerate(pieces):
        groups[root(number)].append(piece)
    return _variants(groups.values(), items)


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
