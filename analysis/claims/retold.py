"""One number told in other words: groups that structure alone shows to be of one question.

`grouping` joins claims whose event or words are the same.  What is left is often one number told
with another noun or verb: "the loot" and "the haul", "ill" and "cases".  In one story two numbers
of one kind and one size are of one question when nothing speaks against it and no other fits as
well.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from functools import cache, lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from analysis.claims.alike import Member, Places, apart, narrower, whole
from analysis.claims.counting import MORE
from analysis.claims.lexicon import table
from analysis.claims.plenty import LARGE, amount, common, plentiful, stemmed, thing_of, worded
from analysis.claims.questions import LOOSE
from analysis.units import rules

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
HOUR = "@hour"
"""Where claims of an hour are looked for; no noun is called so."""
TIME = re.compile(r"T(\d\d):(\d\d)")
PART = 3
"""Where the base of a count tells its part."""
ANY = frozenset(("", "share", "time", "force", "formation", "age", "temperature", "speed"))
"""Kinds of which a story has many numbers that have nothing to do with each other."""


Merged = dict[int, list[int]]
"""Groups by their place, as numbers of claims."""
Look = Callable[[int], Member]
"""Gives the claim of a number."""


class Pair(NamedTuple):
    """Two groups, by their places, and how much speaks for one question."""

    score: float
    left: int
    right: int


def joined(
    groups: Sequence[list[int]],
    kinds: Sequence[str],
    told: Sequence[Member],
    places: Places,
    story: Sequence[int],
) -> list[list[int]]:
    """The groups, where those that tell one number again are one; members stay in text order.

    Groups hold numbers of claims, which `told` gives and which stand at `places`; `kinds` is what
    the first of each group counts; `story` the number of its story for each article.  The work
    grows with the number of claims, and few of them are in memory at a time.
    """
    buckets: dict[tuple[int, str], list[int]] = defaultdict(list)
    known, hours = _heard(groups, kinds, told)
    often = plentiful(told, story)
    for at, group in enumerate(groups):
        place = story[places.article[group[0]]]
        if not hours.keys().isdisjoint(group):
            buckets[place, HOUR].append(at)
        if known[at]:
            buckets[place, known[at]].append(at)
    merged = {at: list(group) for at, group in enumerate(groups)}
    for (place, kind), bucket in buckets.items():
        here = [at for at in bucket if at in merged]
        if 1 < len(bucket) <= CROWD:
            look = cache(told.__getitem__)
            if kind == HOUR:
                heard = {at: next(n for n in groups[at] if n in hours) for at in here}
                pairs = _by_hour({at: (hours[n], look(n)) for at, n in heard.items()})
            else:
                shown = {at: list(map(look, groups[at][:SHOWN])) for at in here}
                pairs = _pairs(shown, {thing for home, thing in often if home == place})
            _join(pairs, {at: at for at in here}, merged, look)
    return [sorted(merged[at], key=places) for at in sorted(merged)]


def _heard(
    groups: Sequence[list[int]], kinds: Sequence[str], told: Sequence[Member]
) -> tuple[list[str], dict[int, int]]:
    """What each group counts, "" where it counts nothing, and the minutes that claims tell.

    A lone number without a noun counts what the number of another named voice beside it counts:
    "1,150 pilots are taking part, the guild says.  According to the company it is fewer than 900".
    """
    known, hours, home = list(kinds), dict[int, int](), array("L", [0]) * len(told)
    for at, group in enumerate(groups):
        for number in group:
            home[number] = at
    for _, own in groupby(enumerate(told), key=lambda row: row[1].article):
        rows = list[tuple[int, int, int, str]]()
        for number, member in own:
            claim, hour = member.claim, minute(member)
            if hour is not None:
                hours[number] = hour
            if claim.quantity is not None:
                rows.append((claim.start, claim.end, home[number], claim.asserted_by))
        for one, other in pairwise(sorted(rows)):
            at, beside = other[2], other[0] - one[1] <= AGAINST and one[3] != other[3]
            if beside and not known[at] and len(groups[at]) == 1:
                known[at] = known[one[2]]
    return known, hours


def counts(member: Member) -> str:
    """What kind of thing: "homes" are counted as "households" are, soldiers as people are."""
    base, counted = member.question.base, member.question.counted
    if base[:1] != ("count",) or len(base) <= PART:
        return ""
    plain = (
        base[2] not in ANY and base[2] != "person" and base[2] not in rules().currencies.values()
    )
    return counted if counted and plain else base[2]


def _join(pairs: Sequence[Pair], owner: dict[int, int], merged: Merged, look: Look) -> None:
    """Merge the groups of the pairs, the best first, where no other fits one of them as well."""
    for pair in sorted(pairs, key=lambda p: (-p.score, p.left, p.right)):
        left, right = owner[pair.left], owner[pair.right]
        if left == right or contradict(merged[left], merged[right], look):
            continue
        if any(_as_good(pair, other, owner, merged, look) for other in pairs):
            continue
        low, high = sorted((left, right))
        merged[low] += merged.pop(high)
        for at, name in owner.items():
            if name == high:
                owner[at] = low


def _as_good(pair: Pair, other: Pair, owner: dict[int, int], merged: Merged, look: Look) -> bool:
    """Whether another partner of one of the two fits nearly as well, and is not of one question."""
    if other.score < pair.score - CLEAR or (other.left, other.right) == (pair.left, pair.right):
        return False
    mine, theirs = {pair.left, pair.right}, {other.left, other.right}
    shared = mine & theirs
    if len(shared) != 1:
        return False
    (one,), (rival,) = mine - shared, theirs - shared
    first, second = owner[one], owner[rival]
    return first != second and contradict(merged[first], merged[second], look)


def contradict(one: Sequence[int], other: Sequence[int], look: Look) -> bool:
    """Whether one voice of one article gives another number in each."""
    told = {(m.article, m.claim.asserted_by): m for m in map(look, one)}
    return any(
        _apart(told[m.article, m.claim.asserted_by], m)
        for m in map(look, other)
        if (m.article, m.claim.asserted_by) in told
    )


def _apart(one: Member, other: Member) -> bool:
    """Whether two answers are not the same, nor one number the other rounded."""
    hours = minute(one), minute(other)
    if None not in hours:
        return hours[0] != hours[1]
    low, high = sorted((amount(one.claim), amount(other.claim)))
    rounded = one.claim.bound != "exact" or other.claim.bound != "exact"
    return high > low * (ROUGH if rounded else 1.0)


def minute(member: Member) -> int | None:
    """The minute of the day at which a claim without a number tells that something happened."""
    found = TIME.search(member.claim.value) if member.claim.quantity is None else None
    return 60 * int(found[1]) + int(found[2]) if found is not None else None


def _by_hour(told: Mapping[int, tuple[int, Member]]) -> list[Pair]:
    """The pairs of groups of two articles that tell almost the same hour: it is one event's.

    `told` is the first hour that each group tells, as a minute of the day, and by which claim.
    """
    hours = sorted(((hour, at, one) for at, (hour, one) in told.items()), key=lambda row: row[:2])
    pairs = []
    for place, (early, at, one) in enumerate(hours):
        for late, other, two in hours[place + 1 : place + 1 + NEXT]:
            if late - early <= SOON and one.article != two.article:
                near = 1.0 - (late - early) / (2 * SOON)
                pairs.append(Pair(ENOUGH + near, min(at, other), max(at, other)))
    return pairs


def _pairs(groups: Mapping[int, Sequence[Member]], often: Set[str]) -> list[Pair]:
    """The pairs of groups whose numbers are next to each other and may be of one question.

    Of what is counted `often` numbers are joined by words, or where they are the same.
    """
    values = sorted(
        (amount(member.claim), at, number)
        for at, group in groups.items()
        for number, member in enumerate(group)
    )
    best: dict[tuple[int, int], float] = {}
    for place, (low, at, number) in enumerate(values):
        for high, other, index in values[place + 1 : place + 1 + NEXT]:
            if other == at or low <= 0 or high > FURTHEST * low:
                continue
            one, two = groups[at][number], groups[other][index]
            if low != high and thing_of(one) in often and not worded(one, two):
                continue
            score = evidence(one, two)
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
    shared, like = common(stemmed(mine.stems - mine.doers), stemmed(theirs.stems - theirs.doers))
    if not shared and not like and _by_chance(one, other):
        return 0.0
    score = _by_size(one, other) + _by_kind(one, other) + _by_voice(one, other)
    return score + min(shared, 2) + 0.5 * (like and not shared)


def _by_chance(one: Member, other: Member) -> bool:
    """Whether two numbers may be near by chance: small ones that differ."""
    low, high = sorted((amount(one.claim), amount(other.claim)))
    return low != high and one.article != other.article and low < LARGE


@lru_cache(maxsize=1 << 11)
def _further(text: str) -> bool:
    return MORE.search(text) is not None


def _by_size(one: Member, other: Member) -> float:
    low, high = sorted((amount(one.claim), amount(other.claim)))
    if low == high:
        return 0.5 if low < LARGE else 2.0 + (digits(low) >= TELLING)
    if high <= low * ROUGH:
        rough = {one.claim.bound, other.claim.bound} != {"exact"}
        rounded = min(digits(low), digits(high)) == 1 and high >= LARGE
        return 1.0 + 0.5 * (rough or rounded) + 0.5 * (low >= MANY)
    return 0.5 if high <= 1.5 * low else 0.0


def digits(value: float) -> int:
    """How many digits a number has that are not zeros at its ends."""
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
    low, high = sorted((amount(one.claim), amount(other.claim)))
    near = _between(one, other) <= BESIDE or MANY <= low >= high / ROUGH
    return -0.5 if near and by != whose else -1.0


__all__ = ["amount", "contradict", "digits", "evidence", "joined", "minute"]
