"""Articles with hardly a word in a row in common that tell one text: two translations of it.

What survives a translation are names, numbers and rare words, sentence by sentence in one order.
Reports of one event by two hands share the names too, but not the order of the sentences.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from analysis import language
from analysis import text as texts
from analysis.pieces import ByHeart
from store.records import Article

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]{4,}")
ENDING = re.compile(r"(?:ings?|ed|es|s|ly)\Z")
END = re.compile(r"[.!?…:\r\n\u2028\u2029]")
QUOTE_MARK = re.compile('[“”„«»"]')
STEM = 6
TRANSLATIONS = "probably two translations of one text"
NAME, FIGURE, OTHER, QUOTED = 1.5, 2.0, 1.0, 1.0
OFTEN, ENOUGH = 2, 2.0
MOST_SENTENCES, MOST_LETTERS, MOST_TEXTS = 150, 60_000, 3_000
FEW_SENTENCES, FEW_QUOTES = 5, 4
MOST, HALF, PART = 0.8, 0.55, 0.65
KEPT = 100
"""So many texts are kept ready for a comparison with others."""
ALL_PAIRS, RARE_IN, FEWEST_RARE = 60, 12, 6
FEW_MARKS, SHARED = 15, 0.33


class Sentence(NamedTuple):
    """The landmarks of a sentence with their weights, its length in words, and if it quotes."""

    marks: Mapping[str, float]
    words: int
    quoted: bool


class Told(NamedTuple):
    """The sentences of a text, and the landmarks that few of them have."""

    sentences: Sequence[Sentence]
    rare: frozenset[str]


class Retold(NamedTuple):
    """What two texts tell in one order.

    `pairs` are the numbers of sentences that stand for one another; `left` and `right` the shares
    of the words that stand in them; `quotes` counts those that quote on both sides, of `quoted` on
    the side that has more.
    """

    pairs: Sequence[tuple[int, int]]
    left: float
    right: float
    quotes: int
    quoted: int

    @property
    def rows(self) -> int:
        """How many sentences of one text have a counterpart, on the side that has fewer."""
        return min(len({pair[side] for pair in self.pairs}) for side in (0, 1))

    @property
    def same(self) -> bool:
        """Whether one is the other in other words: nearly all of one, or all of its quotations."""
        less, more = sorted((self.left, self.right))
        whole = self.rows >= FEW_SENTENCES and more >= MOST and less >= HALF
        quotes = self.quotes >= FEW_QUOTES and self.quotes >= MOST * self.quoted
        return whole or (quotes and more >= PART)


def sentence(said: str, common: frozenset[str]) -> Sentence:
    """What of a sentence would survive a translation; `common` are words that mean little."""
    marks: dict[str, float] = {}
    for token in TOKEN.finditer(said):
        word = token[0]
        if word[0].isdigit():
            marks[_mark(word)] = FIGURE if len(word) > 1 else OTHER
        elif word.casefold() not in common:
            marks[_mark(word)] = NAME if word[0].isupper() and token.start() > 1 else OTHER
    return Sentence(marks, said.count(" ") + 1, QUOTE_MARK.search(said) is not None)


@lru_cache(maxsize=30_000)
def _mark(word: str) -> str:
    """The landmark that a word or number is."""
    if word[0].isdigit():
        return word.replace(",", "").replace(".", "")
    low = word.casefold()
    return (ENDING.sub("", low) if len(low) > 5 else low.removesuffix("s"))[:STEM]


def story_sentences(article: Article) -> list[Sentence]:
    """The sentences of the story, without those that touch boilerplate; of a long one the first."""
    common = language.profiles().get(article.language or "en", frozenset())
    found = (sentence(article.text[start:end], common) for start, end, _ in _story(article))
    return [one for _, one in zip(range(MOST_SENTENCES), filter(_marked, found), strict=False)]


def _story(article: Article) -> Iterator[texts.Sentence]:
    """Where the sentences of the story stand."""
    spans = texts.sentences(article.text[:MOST_LETTERS])
    return (span for span in spans if not _cut(article, *span[:2]))


def _marked(one: Sentence) -> bool:
    return bool(one.marks)


def _cut(article: Article, start: int, end: int) -> bool:
    return any(one.start < end and start < one.end for one in article.boilerplate)


def compared(left: Sequence[Sentence], right: Sequence[Sentence]) -> Retold:
    """The heaviest chain of sentences in one order that share landmarks, each rare in its text.

    None is looked for where it could not make one text of them.
    """
    return _compared(_told(left), _told(right))


def _told(said: Sequence[Sentence]) -> Told:
    counts = Counter(mark for one in said for mark in one.marks)
    return Told(said, frozenset(mark for mark, count in counts.items() if count <= OFTEN))


def _compared(one: Told, other: Told) -> Retold:
    left, right = one.sentences, other.sentences
    weights = _weights(left, right, one.rare & other.rare)
    pairs = _chain(weights, len(right)) if _enough(weights, left, right) else []
    told = [{i for i, _ in pairs}, {j for _, j in pairs}]
    shares = [
        sum(side[number].words for number in numbers) / max(1, sum(one.words for one in side))
        for side, numbers in zip((left, right), told, strict=True)
    ]
    said = [(i, j) for i, j in pairs if left[i].quoted and right[j].quoted]
    sure = [(i, j) for i, j in said if weights[i][j] >= ENOUGH + QUOTED]
    quotes = min(len({pair[side] for pair in sure}) for side in (0, 1))
    quoted = max(sum(one.quoted for one in side) for side in (left, right))
    return Retold(pairs, shares[0], shares[1], quotes, quoted)


def _enough(
    weights: Sequence[Mapping[int, float]], left: Sequence[Sentence], right: Sequence[Sentence]
) -> bool:
    """Whether a chain of these pairs may hold as many rows and words as `Retold.same` wants."""
    lefts = [one.words for one, row in zip(left, weights, strict=True) if row]
    rights = [right[j].words for j in set().union(*weights)]
    if min(len(lefts), len(rights)) < min(FEW_SENTENCES, FEW_QUOTES):
        return False
    told = ((lefts, left), (rights, right))
    return any(sum(held) / max(1, sum(one.words for one in side)) >= PART for held, side in told)


def _weights(
    left: Sequence[Sentence], right: Sequence[Sentence], known: frozenset[str]
) -> list[dict[int, float]]:
    """For each sentence of the left those of the right that share enough landmarks with it.

    Only those `known` count.
    """
    at: dict[str, list[int]] = defaultdict(list)
    for j, other in enumerate(right):
        for mark in known & other.marks.keys():
            at[mark].append(j)
    found = []
    for one in left:
        row: dict[int, float] = defaultdict(float)
        for mark in known & one.marks.keys():
            for j in at[mark]:
                row[j] += min(one.marks[mark], right[j].marks[mark])
        for j in row:
            row[j] += QUOTED if one.quoted and right[j].quoted else 0
        found.append({j: weight for j, weight in row.items() if weight >= ENOUGH})
    return found


def _chain(weights: Sequence[Mapping[int, float]], size: int) -> list[tuple[int, int]]:
    """The heaviest chain of pairs that goes back in neither text; one may stand for several."""
    best = [[0.0] * (size + 1)]
    for row in weights:
        before, now = best[-1], [0.0]
        for j in range(size):
            most = max(now[j], before[j + 1])
            now.append(most + row[j] if j in row else most)
        best.append(now)
    pairs = []
    i, j = len(weights), size
    while i and j:
        if j - 1 in weights[i - 1]:
            pairs.append((i - 1, j - 1))
        if best[i - 1][j] >= best[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def retellings(
    articles: Sequence[Article],
    known: Iterable[tuple[str, str]],
    marks: Callable[[], Sequence[frozenset[str]]],
) -> Iterator[tuple[int, int, Retold]]:
    """The pairs of articles, by number, that tell one text in other words.

    The articles must have been read (`engine.read`); `known` are ids of pairs that need no look;
    `marks` gives the `landmarks` of the articles.  Of more than some thousands of articles none is
    looked at.
    """
    if len(articles) > MOST_TEXTS:
        return
    copied = set(known)
    told = lru_cache(maxsize=KEPT)(lambda number: _told(story_sentences(articles[number])))
    for i, j in _candidates(marks()):
        if (articles[i].id, articles[j].id) not in copied:
            found = _compared(told(i), told(j))
            if found.same:
                yield i, j, found


def landmarks(articles: Iterable[Article]) -> list[frozenset[str]]:
    """All landmarks of each article."""
    return [_landmarks(article) for article in articles]


def _landmarks(article: Article) -> frozenset[str]:
    """The landmarks of an article; where all its sentences count they need not be told apart."""
    text = article.text
    if article.boilerplate or len(text) > MOST_LETTERS or len(END.findall(text)) >= MOST_SENTENCES:
        spans = list(_story(article))
        if len(spans) > MOST_SENTENCES:
            return frozenset(mark for one in story_sentences(article) for mark in one.marks)
        text = " ".join([text[start:end] for start, end, _ in spans])
    known = _marks(article.language or "en")
    return frozenset(filter(None, map(known.__getitem__, set(TOKEN.findall(text)))))


@lru_cache(maxsize=8)
def _marks(code: str) -> ByHeart[str]:
    """The landmark that a word or number is in a language; "" for words that mean little."""
    common = language.profiles().get(code, frozenset())

    def mark(word: str) -> str:
        return _mark(word) if word[0].isdigit() or word.casefold() not in common else ""

    return ByHeart(mark)


def _candidates(marks: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
    """The pairs of texts that share so many landmarks that their order is worth a look.

    Of many texts only those with landmarks in common that few others have.
    """
    pairs: Iterable[tuple[int, int]] = combinations(range(len(marks)), 2)
    if len(marks) > ALL_PAIRS:
        holding: dict[str, list[int]] = defaultdict(list)
        for number, own in enumerate(marks):
            for mark in own:
                holding[mark].append(number)
        shared = Counter(
            pair
            for texts in holding.values()
            if len(texts) <= RARE_IN
            for pair in combinations(texts, 2)
        )
        pairs = (pair for pair, count in shared.items() if count >= FEWEST_RARE)
    return sorted(
        (i, j)
        for i, j in pairs
        if len(marks[i] & marks[j]) >= max(FEW_MARKS, SHARED * min(len(marks[i]), len(marks[j])))
    )


def rows(
    left: Sequence[tuple[int, Sentence]], right: Sequence[tuple[int, Sentence]]
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Which numbered sentences stand for which, where one text is the other in other words."""
    found = compared([one for _, one in left], [one for _, one in right])
    rows: list[tuple[list[int], list[int]]] = []
    for i, j in found.pairs if found.same else ():
        one, other = left[i][0], right[j][0]
        lefts, rights = rows[-1] if rows else ([], [])
        if one in lefts and len(lefts) == 1:
            rights.append(other)
        elif other in rights and len(rights) == 1:
            lefts.append(one)
        elif one not in lefts and other not in rights:
            rows.append(([one], [other]))
    return [(tuple(lefts), tuple(rights)) for lefts, rights in rows]
