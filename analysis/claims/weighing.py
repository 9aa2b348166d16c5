"""How much speaks for it that two claims of one story answer one question: signs and their weights.

The weights are those of a logistic regression (`weights.toml`), fitted by `bench/claim_weights.py`
on stories whose claims were grouped by hand.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from analysis import wordforms
from analysis.claims.alike import AHEAD, DAY, OF, Member, whole
from analysis.claims.contents import small
from analysis.claims.counting import MORE, of_some
from analysis.claims.lexicon import table
from analysis.claims.nearness import code
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
    """What of a claim is compared, made once; `number` is that of the claim among all.

    words are stems, codes those of the words that they are of (`analysis.vectors`); around: the
    stems of the other words of its sentence.
    """

    number: int
    member: Member
    words: frozenset[str]
    codes: Mapping[str, int | None]
    around: frozenset[str]
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


@lru_cache(maxsize=1 << 14)
def _stem(word: str) -> str:
    """The stem of a word that says something of a claim, "" of any other."""
    return wordforms.stem(word) if len(word) >= SHORTEST and word not in SILENT else ""


def view(number: int, member: Member) -> View:
    """What of a claim is compared."""
    claim, asked = member.claim, member.question
    text, counts = claim.text, asked.base[:1] == ("count",)
    words, day = lows(text), DAY.search(text)
    codes = {stem: code(word) for word in sorted(words) if (stem := _stem(word))}
    around = frozenset(map(_stem, lows(member.around))) - codes.keys() - {""}
    return View(
        number=number,
        member=member,
        words=frozenset(codes),
        codes=codes,
        around=around,
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


def marks(one: View) -> Iterator[str]:
    """By what a claim's partners are looked up, in one order: its worth is summed up."""
    asked = one.member.question
    yield from sorted(one.words)
    if asked.event not in LOOSE:
        yield f"={asked.event}"
    if one.counted:
        yield f"#{one.counted}"
    if one.member.claim.quantity is not None and digits(one.amount) > 1:
        yield f"{one.amount:.10g}"
    if one.hour is not None:
        yield "@"


def summed(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The log-odds that signs with these weights add up to."""
    return math.fsum(weights.get(name, 0.0) * much for name, much in signs.items())


def signs(one: View, other: View, rarity: Rarity) -> dict[str, float]:
    """What of two claims themselves speaks for or against one question, and how much of it."""
    like, numbers = rarity.likeness(one.words, other.words), sort_of_pair(one, other) == "numbers"
    told, names = {"any": 1.0, "words": like}, list[str]()
    _by_question(one, other, names)
    _by_time(one, other, names)
    _by_place(one, other, names)
    if numbers:
        _by_number(one, other, names)
        _by_count(one, other, names)
        if _ratio(one, other) <= SIZE:
            told["words of one size"] = like
    told |= dict.fromkeys(names, 1.0)
    return told


def log_odds(one: View, other: View, rarity: Rarity) -> float:
    """How likely two claims answer one question, by themselves: the scale of `witness`."""
    return summed(signs(one, other, rarity), table("witness")[sort_of_pair(one, other)])


def sort_of_pair(one: View, other: View) -> str:
    """Which weights hold: of two numbers, of two facts, of one of each."""
    counts = (one.member.claim.quantity is not None) + (other.member.claim.quantity is not None)
    return ("facts", "mixed", "numbers")[counts]


def _by_question(one: View, other: View, names: list[str]) -> None:
    """Event, doers and places of the two."""
    mine, theirs = one.member.question, other.member.question
    tolls = table("events")["questions"]["tolls"]
    loose = mine.event in LOOSE or theirs.event in LOOSE
    if mine.event == theirs.event:
        names += ["event"] if not loose else ["loose event"] if mine.event else []
    else:
        names += ["other event"] if not loose else []
        names += ["other toll"] if mine.event in tolls and theirs.event in tolls else []
    if mine.by_thing and mine.base == theirs.base:
        names.append("base")
    if mine.doers and theirs.doers:
        names.append("doers" if mine.doers & theirs.doers else "other doers")
    if mine.places and theirs.places:
        names.append("places" if mine.places & theirs.places else "other places")
    names += ["ahead"] if one.ahead != other.ahead else []
    names += ["limit"] if one.limit != other.limit else []
    names += ["rest"] if one.rest != other.rest else []
    if (one.member.claim.value in STANCES) != (other.member.claim.value in STANCES):
        names.append("stance")


def _by_time(one: View, other: View, names: list[str]) -> None:
    """Days and hours of the two."""
    mine, theirs = one.member.claim.when, other.member.claim.when
    if mine and theirs:
        names.append("date" if mine == theirs else "other date")
    if one.day and other.day:
        names.append("day" if one.day == other.day else "other day")
    if one.hour is None or other.hour is None:
        names += ["one hour"] if one.hour != other.hour else []
    else:
        names.append("hour" if abs(one.hour - other.hour) <= SOON else "other hour")


def _by_place(one: View, other: View, names: list[str]) -> None:
    """Where the two stand, and in whose voice."""
    mine, theirs = one.member, other.member
    speakers = mine.claim.asserted_by, theirs.claim.asserted_by
    voices = speakers[0] == speakers[1]
    if mine.article != theirs.article:
        names += ["voice"] if voices and speakers[0] != ARTICLE else []
        return
    first, second = (mine, theirs) if mine.claim.start <= theirs.claim.start else (theirs, mine)
    gap = second.claim.start - first.claim.end
    names += ["one article", "one voice"] if voices else ["one article"]
    if gap <= BESIDE:
        names.append("close" if gap <= CLOSE else "beside")
        names += ["two voices"] if not voices and ARTICLE not in speakers else []
    if not voices and second.against and abs(one.number - other.number) == 1:
        names.append("against")


def _ratio(one: View, other: View) -> float:
    """The larger of the two numbers by the smaller."""
    low, high = sorted((one.amount, other.amount))
    return high / low if low > 0 else 2 * ORDER


def _by_number(one: View, other: View, names: list[str]) -> None:
    """How the two numbers lie to each other."""
    low, apart = min(one.amount, other.amount), _ratio(one, other)
    if one.amount == other.amount:
        told = digits(low)
        names.append("equal")
        names += ["equal, two digits"] if told > 1 else []
        names += ["equal, three digits"] if told > 2 else []
        names += ["equal and large"] if low >= LARGE else []
    elif apart <= ROUGH:
        names.append("rounded")
    if apart <= ROUGH:
        bounds = one.member.claim.bound, other.member.claim.bound
        names += ["bound"] if bounds != ("exact", "exact") else []
        names += ["near and large"] if low >= MANY else []
    else:
        step = (apart > SIZE) + (apart > TIMES) + (apart > ORDER)
        names.append(("size", "times", "order", "far")[step])


def _by_count(one: View, other: View, names: list[str]) -> None:
    """What the two numbers count."""
    mine, theirs = one.member.question, other.member.question
    if one.kind and other.kind:
        names.append("kind" if one.kind == other.kind else "other kind")
    elif one.kind or other.kind:
        names.append("one kind")
    if one.counted and other.counted:
        if one.counted == other.counted:
            names.append("counted")
        else:
            like = other.counted in wordforms.synonyms(one.counted)
            names.append("counted alike" if like else "other counted")
    names += ["other part"] if mine.base[KIND + 1 :] != theirs.base[KIND + 1 :] else []
    names += ["other year"] if mine.year != theirs.year else []
    names += ["more"] if one.more != other.more else []
    names += ["some"] if one.some != other.some else []
    names += ["of"] if one.part != other.part else []
    if _part_of(one, other) or _part_of(other, one):
        names.append("whole")


def _part_of(one: View, other: View) -> bool:
    """Whether one number is told as a part of the other."""
    return one.part and whole(one.member.claim.text) == other.member.claim.quantity


__all__ = [
    "KIND",
    "RANK",
    "Rarity",
    "View",
    "cue",
    "log_odds",
    "lows",
    "marks",
    "signs",
    "sort_of_pair",
    "summed",
    "view",
]
