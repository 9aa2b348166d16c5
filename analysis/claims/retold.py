"""One number told in other words: groups that structure alone shows to be of one question.

`grouping` joins claims whose event or words are the same.  What is left is often one number told
with another noun or verb: "the loot" and "the haul", "ill" and "cases".  In one story two numbers
of one kind and one size are of one question when nothing speaks against it and no other fits as
well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from analysis import wordforms
from analysis.claims.alike import Member, apart, narrower, whole
from analysis.claims.counting import MORE
from analysis.claims.lexicon import table
from analysis.claims.questions import LOOSE
from analysis.units import rules
from store.records import Claim

CROWD = 30
"""In a story with more groups of a kind than this a number's size tells nothing."""
NEXT = 12
"""A number is compared with so many that are next to it in size."""
FURTHEST = 3.0
"""Numbers further apart than this are not joined by their size."""
SHOWN = 6
"""So many claims of a group stand for it."""
ENOUGH = 1.0
"""Evidence from which on two numbers are of one question."""
CLEAR = 0.4
"""By so much the best partner of a number outdoes another that contradicts it."""
LARGE = 20
"""Smaller numbers are the same by chance."""
MANY = 1000
"""Numbers as large as this that lie near are seldom so by chance."""
TELLING = 3
"""A number of so many digits that are not zeros at its end is hardly the same by chance."""
BESIDE = 300
"""So many characters apart two voices of an article speak of one number."""
AGAINST = 130
"""So near, two voices with a name of their own stand against each other with their numbers."""
ROUGH = 1.15
"""A rounded number lies no further from the exact one."""
SOON = 30
"""Hours of two articles that lie so many minutes apart are those of one event."""
HOUR = "hour"
TIME = re.compile(r"T(\d\d):(\d\d)")
PART = 3
"""Where the base of a count tells its part."""
ANY = frozenset(("", "share", "time", "force", "formation", "age", "temperature", "speed"))
"""Kinds of which a story has many numbers that have nothing to do with each other."""


class Pair(NamedTuple):
    """Two groups, by their places, and how much speaks for one question."""

    score: float
    left: int
    right: int


def joined(groups: Sequence[list[Member]], story: Sequence[int]) -> list[list[Member]]:
    """The groups, where those that tell one number again are one; members stay in text order.

    `story` is the number of its story for each article.  The work grows with the number of claims.
    """
    buckets: dict[tuple[int, str], list[int]] = defaultdict(list)
    kinds = _kinds(groups)
    for at, group in enumerate(groups):
        place = story[group[0].article]
        if _first_hour(group) is not None:
            buckets[place, HOUR].append(at)
        if kinds[at]:
            buckets[place, kinds[at]].append(at)
    merged = {at: list(group) for at, group in enumerate(groups)}
    for (_, kind), bucket in buckets.items():
        if 1 < len(bucket) <= CROWD:
            pairs = _by_hour(groups, bucket) if kind == HOUR else _pairs(groups, bucket)
            _join(pairs, {at: at for at in bucket}, merged)
    return [_sorted(merged[at]) for at in sorted(merged)]


def _kinds(groups: Sequence[list[Member]]) -> list[str]:
    """What each group counts, "" where it counts nothing.

    A lone number without a noun counts what the number of another named voice beside it counts:
    "1,150 pilots are taking part, the guild says.  According to the company it is fewer than 900".
    """
    kinds = [_counts(group[0]) for group in groups]
    told = sorted(
        (m.article, m.claim.start, m.claim.end, at, m.claim.asserted_by)
        for at, group in enumerate(groups)
        for m in group
        if m.claim.quantity is not None
    )
    for one, other in pairwise(told):
        at = other[3]
        beside = one[0] == other[0] and other[1] - one[2] <= AGAINST and one[4] != other[4]
        if beside and not kinds[at] and len(groups[at]) == 1:
            kinds[at] = kinds[one[3]]
    return kinds


def _counts(member: Member) -> str:
    """What kind of thing: "homes" are counted as "households" are, soldiers as people are."""
    base, counted = member.question.base, member.question.counted
    if base[:1] != ("count",) or len(base) <= PART:
        return ""
    plain = (
        base[2] not in ANY and base[2] != "person" and base[2] not in rules().currencies.values()
    )
    return counted if counted and plain else base[2]


def _sorted(group: list[Member]) -> list[Member]:
    return sorted(group, key=lambda m: (m.article, m.claim.start, m.claim.end))


def _join(pairs: Sequence[Pair], owner: dict[int, int], merged: dict[int, list[Member]]) -> None:
    """Merge the groups of the pairs, the best first, where no other fits one of them as well."""
    for pair in sorted(pairs, key=lambda p: (-p.score, p.left, p.right)):
        left, right = owner[pair.left], owner[pair.right]
        if left == right or _contradict(merged[left], merged[right]):
            continue
        if any(_as_good(pair, other, owner, merged) for other in pairs):
            continue
        low, high = sorted((left, right))
        merged[low] += merged.pop(high)
        for at, name in owner.items():
            if name == high:
                owner[at] = low


def _as_good(
    pair: Pair, other: Pair, owner: dict[int, int], merged: dict[int, list[Member]]
) -> bool:
    """Whether another partner of one of the two fits nearly as well, and is not of one question."""
    if other.score < pair.score - CLEAR or (other.left, other.right) == (pair.left, pair.right):
        return False
    mine, theirs = {pair.left, pair.right}, {other.left, other.right}
    shared = mine & theirs
    if len(shared) != 1:
        return False
    (one,), (rival,) = mine - shared, theirs - shared
    first, second = owner[one], owner[rival]
    return first != second and _contradict(merged[first], merged[second])


def _contradict(one: Sequence[Member], other: Sequence[Member]) -> bool:
    """Whether one voice of one article gives another number in each."""
    told = {(m.article, m.claim.asserted_by): m for m in one}
    return any(
        _apart(told[m.article, m.claim.asserted_by], m)
        for m in other
        if (m.article, m.claim.asserted_by) in told
    )


def _apart(one: Member, other: Member) -> bool:
    """Whether two answers are not the same, nor one number the other rounded."""
    hours = _hour(one), _hour(other)
    if None not in hours:
        return hours[0] != hours[1]
    low, high = sorted((_amount(one.claim), _amount(other.claim)))
    rounded = one.claim.bound != "exact" or other.claim.bound != "exact"
    return high > low * (ROUGH if rounded else 1.0)


def _hour(member: Member) -> int | None:
    """The minute of the day at which a claim without a number tells that something happened."""
    found = TIME.search(member.claim.value) if member.claim.quantity is None else None
    return 60 * int(found[1]) + int(found[2]) if found is not None else None


def _first_hour(group: Sequence[Member]) -> tuple[int, Member] | None:
    """The first claim of a group that tells an hour, with its minute of the day."""
    told = ((hour, member) for member in group if (hour := _hour(member)) is not None)
    return next(told, None)


def _by_hour(groups: Sequence[list[Member]], bucket: Sequence[int]) -> list[Pair]:
    """The pairs of groups of two articles that tell almost the same hour: it is one event's."""
    told = [(found, at) for at in bucket if (found := _first_hour(groups[at])) is not None]
    hours = sorted(((hour, at, member) for (hour, member), at in told), key=lambda row: row[:2])
    pairs = []
    for place, (early, at, one) in enumerate(hours):
        for late, other, two in hours[place + 1 : place + 1 + NEXT]:
            if late - early <= SOON and one.article != two.article:
                near = 1.0 - (late - early) / (2 * SOON)
                pairs.append(Pair(ENOUGH + near, min(at, other), max(at, other)))
    return pairs


def _pairs(groups: Sequence[list[Member]], bucket: Sequence[int]) -> list[Pair]:
    """The pairs of groups whose numbers are next to each other and may be of one question."""
    values = sorted(
        (_amount(member.claim), at, number)
        for at in bucket
        for number, member in enumerate(groups[at][:SHOWN])
    )
    best: dict[tuple[int, int], float] = {}
    for place, (low, at, number) in enumerate(values):
        for high, other, index in values[place + 1 : place + 1 + NEXT]:
            if other == at or low <= 0 or high > FURTHEST * low:
                continue
            score = evidence(groups[at][number], groups[other][index])
            key = (min(at, other), max(at, other))
            best[key] = max(best.get(key, score), score)
    return [Pair(score, *key) for key, score in best.items() if score >= ENOUGH]


def evidence(one: Member, other: Member) -> float:
    """How much speaks for it that two numbers of a kind and story are of one question."""
    mine, theirs = one.question, other.question
    if mine.year != theirs.year or one.claim.unit == other.claim.unit == "times":
        return 0.0
    if mine.by_thing and mine.base == theirs.base:
        return 0.0
    if _further(one.claim.text) or _further(other.claim.text):
        return 0.0
    parts = (whole(one.claim.text) is None) != (whole(other.claim.text) is None)
    if parts and not _against(one, other):
        return 0.0
    if apart(one.claim, other.claim):
        return 0.0
    if narrower(mine) != narrower(theirs):
        return 0.0
    score = _by_size(one, other) + _by_kind(one, other) + _by_voice(one, other)
    common, like = _common(_words(mine.stems - mine.doers), _words(theirs.stems - theirs.doers))
    return score + min(common, 2) + 0.5 * (like and not common)


@lru_cache(maxsize=1 << 14)
def _further(text: str) -> bool:
    return MORE.search(text) is not None


def _amount(claim: Claim) -> float:
    """The number of a claim; a fraction as its percent."""
    return float(claim.quantity or 0) * (100 if claim.unit == "share" else 1)


def _by_size(one: Member, other: Member) -> float:
    low, high = sorted((_amount(one.claim), _amount(other.claim)))
    if low == high:
        return 0.5 if low < LARGE else 2.0 + (_digits(low) >= TELLING)
    if high <= low * ROUGH:
        rough = {one.claim.bound, other.claim.bound} != {"exact"}
        rounded = min(_digits(low), _digits(high)) == 1 and high >= LARGE
        return 1.0 + 0.5 * (rough or rounded) + 0.5 * (low >= MANY)
    return 0.5 if high <= 1.5 * low else 0.0


def _digits(value: float) -> int:
    return len(f"{value:.10g}".replace(".", "").strip("0"))


def _by_kind(one: Member, other: Member) -> float:
    mine, theirs = one.question, other.question
    kind = mine.base[2]
    score = (
        0.5 if kind in rules().currencies.values() else -0.5 if kind in ANY | {"person"} else 1.0
    )
    if mine.counted and mine.counted == theirs.counted:
        score += 1.0 if kind not in rules().currencies.values() else 0.0
    if mine.event == theirs.event and mine.event not in LOOSE:
        score += 1.0
    tolls = table("events")["questions"]["tolls"]
    if mine.event != theirs.event and mine.event in tolls and theirs.event in tolls:
        score -= 2.0
    if mine.base[PART:] != theirs.base[PART:] and mine.event and theirs.event:
        score -= 1.0
    return score


def _against(one: Member, other: Member) -> bool:
    """Whether two voices with names of their own give numbers side by side."""
    by = {one.claim.asserted_by, other.claim.asserted_by}
    return _between(one, other) <= AGAINST and len(by) > 1 and "(article)" not in by


def _between(one: Member, other: Member) -> float:
    """How many characters lie between two claims of one article."""
    if one.article != other.article:
        return float("inf")
    return max(one.claim.start, other.claim.start) - min(one.claim.end, other.claim.end)


def _by_voice(one: Member, other: Member) -> float:
    by, whose = one.claim.asserted_by, other.claim.asserted_by
    if one.article != other.article:
        return 0.5 * (by == whose != "(article)")
    if _against(one, other):
        return 0.4 if one.question.base[2] in rules().currencies.values() else 1.5
    low, high = sorted((_amount(one.claim), _amount(other.claim)))
    near = _between(one, other) <= BESIDE or MANY <= low >= high / ROUGH
    return -0.5 if near and by != whose else -1.0


@lru_cache(maxsize=1 << 12)
def _words(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(map(wordforms.stem, stems))


def _common(mine: frozenset[str], theirs: frozenset[str]) -> tuple[int, bool]:
    """How many words both have, and whether a word of one means what a word of the other does."""
    like = any(wordforms.synonyms(word) & theirs for word in mine - theirs)
    return len(mine & theirs), like


__all__ = ["evidence", "joined"]
