"""The statements of a story in pieces, of which only the words stay in memory.

Which pieces may render one utterance is found from their words; what those say is then read again.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from analysis.pieces import ByHeart
from analysis.wordforms import stem
from store.records import Article, Findings, Statement

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
RELATED = 0.15
COMMONEST = 60
KEPT = 300
"""So many articles are kept ready for a comparison with others."""


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
    for text, stems in _told(statement):
        asks = text.rstrip("”’\"' ").endswith("?")
        bare = text.strip(" “”\"'‘’.,")
        found.append(Piece(number, statement.article, stems, frozenset(stems), bare, day, asks))
    return found


def _told(statement: Statement) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The parts of a statement that tell something, each with the stems of its words."""
    known = STEMS
    for text in CUT.split(statement.text):
        said = FAR_FROM.sub("not", text) if "far from" in text.lower() else text
        stems = tuple([stemmed for word in WORD.findall(said) if (stemmed := known[word])])
        if stems:
            yield text, stems


STEMS = ByHeart(lambda word: "" if word.lower() in STOP else stem(word))
"""The stem of a word that tells something; "" of others."""


def _speakers(statement: Statement) -> frozenset[str]:
    """The names of a statement's speakers, none when unknown."""
    return frozenset(n.casefold() for n in (statement.speaker, *statement.speakers) if n)


class Nearness:
    """Which articles tell of one event: the longer words of the shorter recur in the other.

    A word weighs the more the fewer articles hold it.  Articles without a text may be near to any.
    What is kept is how many articles hold each word; those of an article are found when asked for.
    """

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = articles
        self.number: dict[str, int] = {}
        self.count: Counter[str] = Counter()
        for number, article in enumerate(articles):
            self.number[article.id] = number
            self.count.update(_long_words(article))
        self.known: dict[tuple[str, str], bool] = {}
        self.words = lru_cache(maxsize=KEPT)(self._words)

    def weight(self, word: str) -> float:
        """How much a word tells."""
        return math.log(1 + len(self.articles) / self.count[word])

    def _words(self, article: str) -> tuple[frozenset[str], float]:
        """The words of an article, by id, and what they weigh together."""
        words = _long_words(self.articles[self.number[article]])
        return words, sum(map(self.weight, words))

    def both(self, one: str, two: str) -> bool:
        """Whether two articles, by id, tell of one event."""
        key = (one, two) if one < two else (two, one)
        if (known := self.known.get(key)) is None:
            (words, whole), (others, all_of_it) = self.words(one), self.words(two)
            shared = sum(map(self.weight, words & others))
            known = shared >= RELATED * min(whole, all_of_it)
            self.known[key] = known
        return known


def _long_words(article: Article) -> frozenset[str]:
    return frozenset(LONG_WORD.findall(article.text.lower()))


class Book:
    """The pieces of a story by number, of which only their words are kept, and who said them.

    `total` pieces are of `sources` articles; `count` says how many hold each word.
    """

    def __init__(self, found: Sequence[Findings], wanted: Collection[str]) -> None:
        """All statements of the articles with these ids."""
        self._found = found
        self._firsts = array("Q")
        self._homes = array("Q")
        self._said: list[frozenset[str]] = []
        self._index: dict[str, array[int]] = defaultdict(lambda: array("Q"))
        self.count: Counter[str] = Counter()
        self.total = self.sources = 0
        same: dict[frozenset[str], frozenset[str]] = {}
        for item in found:
            self._firsts.append(self.total)
            statements = item.statements if item.article in wanted else ()
            self.sources += bool(statements)
            for statement in statements:
                speakers = _speakers(statement)
                speakers = same.setdefault(speakers, speakers)
                for _, stems in _told(statement):
                    self._take(frozenset(stems), speakers, len(self._firsts) - 1)

    def _take(self, words: frozenset[str], speakers: frozenset[str], home: int) -> None:
        self._said.append(speakers)
        self._homes.append(home)
        counts, index, number = self.count, self._index, self.total
        for word in words:
            counts[word] = count = counts.get(word, 0) + 1
            if count <= COMMONEST:
                index[word].append(number)
            else:
                index.pop(word, None)
        self.total += 1

    def candidates(self) -> list[tuple[int, int]]:
        """Pairs of pieces of one speaker in two articles that share a word not too common."""
        pairs: set[tuple[int, int]] = set()
        homes = self._homes
        for numbers in self._index.values():
            said: dict[str, list[int]] = {}
            for number in numbers if len(numbers) > 1 else ():
                for name in self._said[number]:
                    others = said.setdefault(name, [])
                    pairs.update((n, number) for n in others if homes[n] != homes[number])
                    others.append(number)
        return sorted(pairs)

    def pieces(self, numbers: Iterable[int]) -> tuple[dict[int, Piece], dict[int, Statement]]:
        """Pieces by number, and their statements by the number that they are owned by."""
        wanted = set(numbers)
        pieces: dict[int, Piece] = {}
        items: dict[int, Statement] = {}
        for home in sorted({self._homes[number] for number in wanted}):
            number = self._firsts[home]
            for statement in self._found[home].statements:
                owner = number
                for piece in _pieces(owner, statement):
                    if number in wanted:
                        pieces[number], items[owner] = piece, statement
                    number += 1
        return pieces, items
