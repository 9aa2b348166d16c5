"""Whether two demands of no catalogue entry ask for one thing in different words.

Words are compared by their stems, by the rows of answers.toml and by WordNet's synonyms
(`wordforms`); who holds a demand and who shall act do not count among the words, only by side.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from analysis import actors_data
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


class Asked(NamedTuple):
    """A demand with its words of meaning, its numbers, and whether something is to be not."""

    demand: Demand
    words: frozenset[str]
    numbers: frozenset[str]
    against: bool


def asked(demand: Demand, table: ActorTable) -> Asked:
    """What a demand asks for, without the names of those between whom it stands.

    A thing that shall be done something to is a word of it.
    """
    parties = " ".join(one for one in (demand.holder, demand.target) if _acts(one, table))
    found, numbers, against = _wording(demand.text, parties)
    return Asked(demand, found, numbers, against)


def _acts(name: str, table: ActorTable) -> bool:
    """Whether a name is that of an actor, or a word for somebody who can act."""
    head, nouns = name.rpartition(" ")[2].casefold(), actors_data.words()
    sorts = nouns.organisations, nouns.firms, nouns.governments, nouns.roles
    return name in table.named or any(head in sort for sort in sorts)


@lru_cache(maxsize=1 << 11)
def _wording(text: str, parties: str) -> tuple[frozenset[str], frozenset[str], bool]:
    """The words of meaning, the numbers, and whether something is to be not."""
    for phrase, word in same_phrases():
        text = text.replace(phrase, word)
    between = {stem(word) for word in WORD.findall(parties)}
    known, found = same_words(), set()
    for word in WORD.findall(text):
        low = word.casefold()
        if low not in _empty() and not word[0].isdigit():
            found.add(stem(known.get(low, low)))
    numbers = frozenset(number.strip(".,") for number in NUMBER.findall(text))
    against = topics.against(text) or ENDING.search(text) is not None
    return frozenset(found - between) or frozenset(found), numbers, against


TIMES_AND_LIGHT = frozenset(
    "year years month months week weeks day days hour hours ago last next past now today two three"
    " four five six make made take taken give given get put carry carried hold held".split()
)
"""Words of time, small numbers, and verbs that tell nothing of what is done."""
POINTING = frozenset(
    "and or not who which what that it they them he him she her we us you this".split()
)


@cache
def _empty() -> frozenset[str]:
    """Words that tell nothing of what is asked for."""
    listed = words("empty") | words("auxiliary") | words("adverb")
    return frozenset(listed | DETERMINERS | PREPOSITIONS | POINTING | TIMES_AND_LIGHT)


def near(found: Asked) -> list[str]:
    """The words under which a like wording may stand."""
    more = {other for word in found.words for other in synonyms(word)}
    return sorted(found.words) + sorted(more - found.words)


def alike(mine: Asked, theirs: Asked, table: ActorTable) -> bool:
    """Whether two demands ask the same: half of the shorter one's words, where one side asks.

    Of two sides more is asked, and that they do not mean two actors.
    """
    if mine.against != theirs.against or (
        mine.numbers and theirs.numbers and mine.numbers.isdisjoint(theirs.numbers)
    ):
        return False
    one, other = mine.demand, theirs.demand
    less, more = sorted((mine.words, theirs.words), key=len)
    common = in_common(less, more)
    if one_side(one.holder, other.holder, table):
        return common >= max(FEWEST, len(less) / 2) or (common >= 1 and len(more) <= FEW)
    targets = one.target, other.target
    if all(name in table.named for name in targets) and not one_side(*targets, table):
        return False
    return common >= max(FEWEST, SHORTER * len(less), LONGER * len(more))


@lru_cache(maxsize=1 << 11)
def common(demand: str, target: str, passage: str) -> tuple[float, int]:
    """How many words of a demand stand in a passage, or synonyms of them, and how many it has.

    Who is asked is no part of what is.
    """
    wanted, given = _wording(demand, target)[0], _wording(passage, "")[0]
    return in_common(wanted, given), len(wanted)


def in_common(less: frozenset[str], more: frozenset[str]) -> float:
    """How many words of the one stand in the other, or synonyms of them."""
    both = less & more
    rest = more - both
    return len(both) + PARTLY * sum(not synonyms(word).isdisjoint(rest) for word in less - both)


def one_side(one: str, other: str, table: ActorTable) -> bool:
    """Whether two names stand for one side."""
    return sides.same(Party(one, table.named.get(one)), Party(other, table.named.get(other)))
