"""How much speaks for it that two claims of one story answer one question: signs and their weights.

The weights are those of a logistic regression (`weights.toml`), fitted by `bench/claim_weights.py`
on stories whose claims were grouped by hand.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from analysis import wordforms
from analysis.claims.alike import AHEAD, DAY, OF, Member, whole
from analysis.claims.contents import small
from analysis.claims.counting import MORE, of_some
from analysis.claims.lexicon import table
from analysis.claims.plenty import amount
from analysis.claims.questions import LOOSE, STANCES
from analysis.claims.retold import digits, minute

WORD = re.compile(r"[a-z][\w’'-]+")
SILENT = small() | frozenset("said says say saying told according people number percent".split())
"""Words that most claims of any story have."""
KIND = 2
"""Where the base of a count tells what is counted."""
CLOSE, BESIDE = 40, 250
"""So many characters lie between two claims of a sentence, or of neighbouring ones."""
SOON = 30
"""Minutes between two hours that can be one."""
LARGE, MANY = 20, 1000
"""Smaller numbers are the same by chance; as large ones are seldom near by chance."""
ROUGH, SIZE, TIMES, ORDER = 1.15, 1.5, 3.0, 10.0
"""Steps by which numbers lie apart."""
SHORTEST = 3
RANK = "rank"
"""In the base of a claim that tells the first or the largest: of no other claim is it a rival."""
ARTICLE = "(article)"


class View(NamedTuple):
    """What of a claim is compared, made once; `number` is that of the claim among all."""

    number: int
    member: Member
    words: frozenset[str]
    day: str
    hour: int | None
    ahead: bool
    limit: bool
    rest: bool
    more: bool
    some: bool
    part: bool
    amount: float
    kind: str
    counted: str


@cache
def cue(name: str) -> frozenset[str]:
    """The words of a cue of `weights.toml`."""
    return frozenset(table("weights")["cues"][name].split())


def lows(text: str) -> frozenset[str]:
    """The words of a text in small letters."""
    return frozenset(WORD.findall(text.lower()))


def view(number: int, member: Member) -> View:
    """What of a claim is compared."""
    claim, asked = member.claim, member.question
    text, counts = claim.text, asked.base[:1] == ("count",)
    words, day = lows(text), DAY.search(text)
    return View(
        number=number,
        member=member,
        words=frozenset(wordforms.stem(word) for word in words - SILENT if len(word) >= SHORTEST),
        day=day.group().casefold() if day is not None else "",
        hour=minute(member),
        ahead=AHEAD.search(text) is not None,
        limit=not words.isdisjoint(cue("limit")),
        rest=not words.isdisjoint(cue("rest")),
        more=counts and MORE.search(text) is not None,
        some=counts and of_some(claim),
        part=OF.search(text) is not None,
        amount=amount(claim),
        kind=asked.base[KIND] if counts and len(asked.base) > KIND else "",
        counted=wordforms.stem(asked.counted) if asked.counted else "",
    )


class Rarity:
    """How much it says that claims of a story share a word or another mark."""

    def __init__(self, marks: Iterable[Iterable[str]]) -> None:
        """`marks` are those of each claim of the story."""
        often, claims = Counter[str](), 0
        for own in marks:
            often.update(own)
            claims += 1
        self.of = {mark: math.log((claims + 1) / (count + 0.5)) for mark, count in often.items()}
        self._lengths: dict[frozenset[str], float] = {}

    def _length(self, words: frozenset[str]) -> float:
        found = self._lengths.get(words)
        if found is None:
            found = self._lengths[words] = math.sqrt(self._sum(words))
        return found

    def likeness(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Cosine of the words of two claims of the story, each weighed by its rarity, 0..1."""
        common = one & other
        if not common:
            return 0.0
        return self._sum(common) / (self._length(one) * self._length(other))

    def _sum(self, words: frozenset[str]) -> float:
        return sum(self.of[word] ** 2 for word in sorted(words))


def sort_of_pair(one: View, other: View) -> str:
    """Which weights hold: of two numbers, of two facts, of one of each."""
    counts = (one.member.claim.quantity is not None) + (other.member.claim.quantity is not None)
    return ("facts", "mixed", "numbers")[counts]


def signs(one: View, other: View, rarity: Rarity) -> Iterator[tuple[str, float]]:
    """What speaks for or against one question: the names of what holds, and how much of it."""
    like, numbers = rarity.likeness(one.words, other.words), sort_of_pair(one, other) == "numbers"
    yield "any", 1.0
    yield "words", like
    told = [*_by_question(one, other), *_by_time(one, other), *_by_place(one, other)]
    if numbers:
        told += [*_by_number(one, other), *_by_count(one, other)]
        yield "words of one size", like if _ratio(one, other) <= SIZE else 0.0
    yield from ((name, 1.0) for name, holds in told if holds)


Told = Iterator[tuple[str, bool]]


def _by_question(one: View, other: View) -> Told:
    """Event, doers and places of the two."""
    mine, theirs = one.member.question, other.member.question
    same, tolls = mine.event == theirs.event, table("events")["questions"]["tolls"]
    loose = mine.event in LOOSE, theirs.event in LOOSE
    yield "event", same and not any(loose)
    yield "loose event", same and any(loose) and mine.event != ""
    yield "other event", not same and not any(loose)
    yield "other toll", not same and mine.event in tolls and theirs.event in tolls
    yield "base", mine.by_thing and mine.base == theirs.base
    doers, places = mine.doers & theirs.doers, mine.places & theirs.places
    yield "doers", bool(doers)
    yield "other doers", not doers and bool(mine.doers) and bool(theirs.doers)
    yield "places", bool(places)
    yield "other places", not places and bool(mine.places) and bool(theirs.places)
    yield "ahead", one.ahead != other.ahead
    yield "limit", one.limit != other.limit
    yield "rest", one.rest != other.rest
    stances = (one.member.claim.value in STANCES) + (other.member.claim.value in STANCES)
    yield "stance", stances == 1


def _by_time(one: View, other: View) -> Told:
    """Days and hours of the two."""
    mine, theirs = one.member.claim.when, other.member.claim.when
    yield "date", bool(mine) and mine == theirs
    yield "other date", bool(mine) and bool(theirs) and mine != theirs
    yield "day", bool(one.day) and one.day == other.day
    yield "other day", bool(one.day) and bool(other.day) and one.day != other.day
    if one.hour is None or other.hour is None:
        yield "one hour", one.hour is not None or other.hour is not None
    else:
        apart = abs(one.hour - other.hour)
        yield "hour", apart <= SOON
        yield "other hour", apart > SOON


def _by_place(one: View, other: View) -> Told:
    """Where the two stand, and in whose voice."""
    mine, theirs = one.member, other.member
    voices = mine.claim.asserted_by == theirs.claim.asserted_by
    if mine.article != theirs.article:
        yield "voice", voices and mine.claim.asserted_by != ARTICLE
        return
    first, second = (mine, theirs) if mine.claim.start <= theirs.claim.start else (theirs, mine)
    gap = second.claim.start - first.claim.end
    yield "one article", True
    yield "one voice", voices
    yield "close", gap <= CLOSE
    yield "beside", CLOSE < gap <= BESIDE
    yield (
        "two voices",
        not voices
        and gap <= BESIDE
        and ARTICLE
        not in (
            mine.claim.asserted_by,
            theirs.claim.asserted_by,
        ),
    )
    yield "against", not voices and second.against and abs(one.number - other.number) == 1


def _ratio(one: View, other: View) -> float:
    """The larger of the two numbers by the smaller."""
    low, high = sorted((one.amount, other.amount))
    return high / low if low > 0 else 2 * ORDER


def _by_number(one: View, other: View) -> Told:
    """How the two numbers lie to each other."""
    low, apart = min(one.amount, other.amount), _ratio(one, other)
    same = one.amount == other.amount
    told = same and digits(low) > 1
    yield "equal", same
    yield "equal, two digits", told
    yield "equal, three digits", told and digits(low) > 2
    yield "equal and large", same and low >= LARGE
    yield "rounded", not same and apart <= ROUGH
    bounds = one.member.claim.bound, other.member.claim.bound
    yield "bound", apart <= ROUGH and bounds != ("exact", "exact")
    yield "near and large", apart <= ROUGH and low >= MANY
    yield "size", ROUGH < apart <= SIZE
    yield "times", SIZE < apart <= TIMES
    yield "order", TIMES < apart <= ORDER
    yield "far", apart > ORDER


def _by_count(one: View, other: View) -> Told:
    """What the two numbers count."""
    mine, theirs = one.member.question, other.member.question
    yield "kind", one.kind == other.kind != ""
    yield "other kind", one.kind != other.kind and one.kind != "" != other.kind
    yield "one kind", (one.kind == "") != (other.kind == "")
    named = one.counted != "" != other.counted
    like = named and other.counted in wordforms.synonyms(one.counted)
    yield "counted", named and one.counted == other.counted
    yield "counted alike", named and one.counted != other.counted and like
    yield "other counted", named and one.counted != other.counted and not like
    yield "other part", mine.base[KIND + 1 :] != theirs.base[KIND + 1 :]
    yield "other year", mine.year != theirs.year
    yield "more", one.more != other.more
    yield "some", one.some != other.some
    yield "whole", _part_of(one, other) or _part_of(other, one)
    yield "of", one.part != other.part


def _part_of(one: View, other: View) -> bool:
    """Whether one number is told as a part of the other."""
    return one.part and whole(one.member.claim.text) == other.member.claim.quantity


def log_odds(one: View, other: View, rarity: Rarity) -> float:
    """How likely two claims of a story answer one question, as the logarithm of the odds."""
    weights = table("weights").get(sort_of_pair(one, other), {})
    return math.fsum(weights.get(name, 0.0) * much for name, much in signs(one, other, rarity))


__all__ = ["RANK", "Rarity", "View", "cue", "log_odds", "lows", "signs", "sort_of_pair", "view"]
