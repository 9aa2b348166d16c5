"""Whether two demands of no catalogue entry ask for one thing in different words.

Words are compared by their stems, by the rows of answers.toml and by WordNet's synonyms
(`wordforms`); who holds a demand and who shall act do not count among the words, only by side.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.actors import ActorTable
from analysis.demands import sides, topics
from analysis.demands.lexicon import same_phrases, same_words, words
from analysis.demands.parties import Party
from analysis.demands.tokens import DETERMINERS, PREPOSITIONS
from analysis.wordforms import stem, synonyms
from store.records import Demand

WORD = re.compile(r"[^\W\d_][^\W\d_’'-]+|\d[\d.,]*")
NUMBER = re.compile(r"\d[\d.,]*")
ENDING = re.compile(r"\b(?:leav\w+|left|vacat\w+|exit\w*|clos\w+|shut\w*)\b", re.IGNORECASE)
"""More words for a thing that is to end or be away than an answer can be held against."""
PARTLY = 0.75
"""What a synonym is worth of a word itself."""
SHORTER, LONGER, FEWEST = 0.6, 0.3, 1.7
"""What two wordings have in common: of the shorter, of the longer one, and at all."""
FEW = 2
"""Of so few words one is enough, where one side asks for both."""


class Wording(NamedTuple):
    """What a demand asks for: its words of meaning, its numbers, and whether it is to be not."""

    words: frozenset[str]
    numbers: frozenset[str]
    against: bool


@lru_cache(maxsize=1 << 11)
def wording(text: str, holder: str = "", target: str = "") -> Wording:
    """The words of a demand without the names of those between whom it stands."""
    for phrase, word in same_phrases():
        text = text.replace(phrase, word)
    parties = {stem(word) for name in (holder, target) for word in WORD.findall(name)}
    known, found = same_words(), set()
    for word in WORD.findall(text):
        low = word.casefold()
        if low not in _empty() and not word[0].isdigit():
            found.add(stem(known.get(low, low)))
    numbers = frozenset(number.strip(".,") for number in NUMBER.findall(text))
    against = topics.against(text) or ENDING.search(text) is not None
    return Wording(frozenset(found - parties) or frozenset(found), numbers, against)


@cache
def _empty() -> frozenset[str]:
    """Words that tell nothing of what is asked for."""
    return frozenset(
        words("empty")
        | words("auxiliary")
        | words("adverb")
        | DETERMINERS
        | PREPOSITIONS
        | {
            "and",
            "or",
            "not",
            "who",
            "which",
            "what",
            "that",
            "it",
            "they",
            "them",
            "he",
            "him",
            "she",
            "her",
            "we",
            "us",
            "you",
        }
    )


def near(found: Wording) -> list[str]:
    """The words under which a like wording may stand."""
    more = {other for word in found.words for other in synonyms(word)}
    return sorted(found.words) + sorted(more - found.words)


def alike(one: Demand, other: Demand, table: ActorTable) -> bool:
    """Whether two demands ask the same: half of the shorter one's words, where one side asks.

    Of two sides more is asked, and that they do not mean two actors.
    """
    mine = wording(one.text, one.holder, one.target)
    theirs = wording(other.text, other.holder, other.target)
    if mine.against != theirs.against or (
        mine.numbers and theirs.numbers and mine.numbers.isdisjoint(theirs.numbers)
    ):
        return False
    less, more = sorted((mine.words, theirs.words), key=len)
    common = _common(less, more)
    if _same(one.holder, other.holder, table):
        return common >= max(FEWEST, len(less) / 2) or (common >= 1 and len(more) <= FEW)
    targets = one.target, other.target
    if all(name in table.named for name in targets) and not _same(*targets, table):
        return False
    return common >= max(FEWEST, SHORTER * len(less), LONGER * len(more))


def _common(less: frozenset[str], more: frozenset[str]) -> float:
    """How many words of the one stand in the other, or synonyms of them."""
    both = less & more
    rest = more - both
    return len(both) + PARTLY * sum(not synonyms(word).isdisjoint(rest) for word in less - both)


def _same(one: str, other: str, table: ActorTable) -> bool:
    return sides.same(Party(one, table.named.get(one)), Party(other, table.named.get(other)))
