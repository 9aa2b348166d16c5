"""Do two claims answer one question?  By event, by what is counted, and by the words they share."""

from __future__ import annotations

import re
from array import array
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from analysis import moments, numerals
from analysis.claims.counting import MORE
from analysis.claims.questions import LOOSE, STANCES, Question
from store.records import Claim

NEAR = 1.5
"""Numbers that are no further apart than this are of one size."""
FAR = 10.0
"""Numbers further apart need more than a name in common: "22 million tonnes" and "400,000"."""
THINGS = 3.0
"""Numbers of one thing no further apart are of one question where one tells no other deed."""
SHORT = 6
"""So many letters of a word tell it from others."""
NARROWER = frozenset(
    "southern northern eastern western rural urban stronghold central coastal overseas".split()
)
"""Stems of words for a part of a country: what is counted there is a question of its own."""
AREA = frozenset(("hectar", "acre"))
"""Stems of units: land is measured in a story for one reason: what burnt, was flooded or sown."""
AHEAD = re.compile(
    r"\b(?:will|would|shall|could|may|might|next"
    r"|(?:is|are|due|expected|set|agreed|agreed in principle) to)\b",
    re.IGNORECASE,
)
"""What is still to come: another number than that of what happened."""
SMALL = "|".join(sorted(numerals.ONES.keys() - {"zero", "one"}))
OF = re.compile(
    rf"(?:\d|\b(?:{SMALL}|one)) of (?:[\w’']+ ){{0,3}}?"
    rf"(\d{{1,3}}(?:,\d{{3}})+|\d{{1,15}}(?:\.\d{{1,6}})?|(?:{SMALL})\b)",
    re.IGNORECASE,
)
"""A number of the whole that is named beside it: "9,000 of the 11,000 evacuees", "one of four"."""
DAY = re.compile(rf"\b(?:{'|'.join(sorted(moments.DAYS))})\b", re.IGNORECASE)


class Member(NamedTuple):
    """A claim with its question and the place of its article among all articles.

    `against`: another voice than that of the claim before speaks against what was said there;
    `around`: the words of its sentence that are not its own.
    """

    claim: Claim
    question: Question
    article: int
    against: bool = False
    around: str = ""


class Places:
    """Where claims stand, by their number: called, it gives what they are sorted by."""

    def __init__(self) -> None:
        self.article = array("L")
        self._span = array("Q")

    def add(self, member: Member) -> None:
        """Take the next claim."""
        self.article.append(member.article)
        self._span.append(member.claim.start << 32 | member.claim.end)

    def __call__(self, number: int) -> tuple[int, int]:
        """The article of a claim, and its place there."""
        return self.article[number], self._span[number]


def keys(member: Member) -> frozenset[str]:
    """By what claims that may be alike are found: words, what is counted, and the event."""
    asked = member.question
    marks = {f"#{asked.counted}"} if asked.counted else {f"={asked.event}"} - {"="}
    words = short(asked) or frozenset((one_text(member.claim),))
    return words | marks if asked.base[0] == "count" else words


def one_text(claim: Claim) -> str:
    """A key that only a claim of the same words has."""
    return '"' + _folded(claim.text)


def short(asked: Question) -> frozenset[str]:
    """The beginnings of the question's words: "subsidised" and "subsidies" are one."""
    return _beginnings(asked.stems)


# A claim is compared with many others: what it is compared by is made once.
@lru_cache(maxsize=1 << 11)
def _beginnings(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(word[:SHORT] for word in stems)


@lru_cache(maxsize=1 << 11)
def _folded(text: str) -> str:
    return text.casefold()


class Outline(NamedTuple):
    """What of a claim shows at once that most others are not alike, in little memory.

    words: those of `short`, stems: of how many; amount: its number; told and text: a hash of the
    question and of the words; timed, doubted: whether it tells a time, or that something is not so.
    """

    words: tuple[str, ...]
    stems: int
    counts: bool
    event: str
    counted: str
    amount: float
    told: int
    text: int
    timed: bool
    doubted: bool


def outline(member: Member) -> Outline:
    """The outline of a claim."""
    claim, asked = member.claim, member.question
    return Outline(
        words=tuple(map(intern, short(asked))),
        stems=len(asked.stems),
        counts=asked.base[0] == "count",
        event=intern(asked.event),
        counted=intern(asked.counted),
        amount=float(claim.quantity or 0),
        told=hash(asked),
        text=hash(claim.text.casefold()),
        timed=_timed(claim),
        doubted=claim.value in STANCES,
    )


def perhaps(one: Outline, other: Outline, words: frozenset[str]) -> bool:
    """Whether two claims of one bucket may be `alike`; `words` are those of the first.

    Where this says no, `alike` does.
    """
    if one.text == other.text or (one.counts and one.told == other.told):
        return True
    common, least = len(words.intersection(other.words)), min(one.stems, other.stems)
    same = one.event == other.event
    if _most(common, least) or (same and common >= least > 0):
        return True
    if not one.counts:
        told = (one.timed and other.timed) or one.doubted or other.doubted
        return same and (told if common else least == 0)
    if one.counted != other.counted and one.counted and other.counted:
        return False
    sized = same or _sized(one.amount, other.amount, FAR)
    if one.counted and one.counted == other.counted:
        return sized or common > 1 or one.counted in AREA
    return common > 0 and (sized or common >= least)


def alike(one: Member, other: Member) -> bool:
    """Whether two claims of one bucket answer one question."""
    mine, theirs = one.question, other.question
    if mine.base[0] == "count" and mine == theirs:
        return True
    if _folded(one.claim.text) == _folded(other.claim.text):
        return True
    common = len(short(mine) & short(theirs))
    if mine.base[0] == "count" and not near(one.claim, other.claim, FAR):
        common -= len(short(mine) & short(theirs) & _names(mine))
    least = min(len(mine.stems), len(theirs.stems))
    much = 2 if "rejection" in (mine.event, theirs.event) else 3
    told = common - len(_beginnings(mine.doers) & _beginnings(theirs.doers) & short(mine))
    if (
        _most(common, least)
        and (mine.event == theirs.event or common > much)
        and (told > 0 or mine.base[0] == "count")
    ):
        return True
    if common == len(mine.stems) == len(theirs.stems) > 0 and mine.event == theirs.event:
        return True
    voices = one.claim.asserted_by != other.claim.asserted_by
    if not voices and one.article == other.article:
        return False
    if mine.base[0] == "count":
        return _numbers_alike(one, other, common, least)
    return _facts_alike(one, other, common, least)


def _timed(claim: Claim) -> bool:
    """Whether the claim tells when something happened, if only by a weekday."""
    return bool(claim.when or claim.value) or DAY.search(claim.text) is not None


def _one_day(one: Claim, other: Claim) -> bool:
    """Whether two claims name one day of the week."""
    days = [DAY.search(claim.text) for claim in (one, other)]
    named = {_folded(day.group()) for day in days if day is not None}
    return all(days) and len(named) == 1


def _most(common: int, least: int) -> bool:
    return common > 1 and 2 * common >= least


def _numbers_alike(one: Member, other: Member, common: int, least: int) -> bool:
    """Whether numbers of different sources or articles count one thing."""
    mine, theirs = one.question, other.question
    if mine.counted != theirs.counted and mine.counted and theirs.counted:
        return False
    if narrower(mine) != narrower(theirs) or apart(one.claim, other.claim):
        return False
    same = bool(mine.event) and mine.event == theirs.event
    if not same and AREA & {mine.counted, theirs.counted} and mine.counted == theirs.counted:
        return True
    if common < 2 and not same and not near(one.claim, other.claim, FAR):
        return False
    if any(word[0] == "$" for word in mine.stems & theirs.stems):
        return near(one.claim, other.claim, FAR)
    if mine.counted and mine.counted == theirs.counted:
        faint = mine.event in LOOSE or theirs.event in LOOSE
        loose = mine.base[2] == "person" and not (mine.event and theirs.event)
        things = mine.base[2] != "person" and faint and not _more(one, other)
        alike_things = things and near(one.claim, other.claim, THINGS)
        return common > 0 or same or loose or alike_things or near(one.claim, other.claim)
    return common > 0 and (same or common == least or near(one.claim, other.claim))


def apart(one: Claim, other: Claim) -> bool:
    """Whether two numbers cannot be of one question: one is to come, or is a part of the other."""
    if _ahead(one.text) != _ahead(other.text):
        return True
    return _part_of(one, other) or _part_of(other, one)


# A claim is compared with many others: what its words say of its number is read once.
@lru_cache(maxsize=1 << 11)
def _ahead(text: str) -> bool:
    return AHEAD.search(text) is not None


@lru_cache(maxsize=1 << 11)
def whole(text: str) -> float | None:
    """The number of which a claim's number is told as a part, None where it tells no whole."""
    found = OF.search(text)
    if found is None:
        return None
    said = found.group(1).casefold()
    return float(numerals.ONES.get(said) or said.replace(",", ""))


def _part_of(one: Claim, other: Claim) -> bool:
    """Whether one number is told as a part of the other."""
    return whole(one.text) is not None and whole(one.text) == other.quantity


def narrower(asked: Question) -> frozenset[str]:
    """The words for a part of a country in a question, but for those in a name."""
    return (asked.stems - asked.doers - asked.places) & NARROWER


def _more(one: Member, other: Member) -> bool:
    """Whether one number comes on top of another: "another 7,000"."""
    return MORE.search(one.claim.text) is not None or MORE.search(other.claim.text) is not None


@lru_cache(maxsize=1 << 11)
def _names(asked: Question) -> frozenset[str]:
    """The beginnings of the names of a question: all numbers of a story stand beside them."""
    return frozenset(name[:SHORT] for name in asked.doers | asked.places)


def near(one: Claim, other: Claim, most: float = NEAR) -> bool:
    """Whether two numbers are of one size: what is near is likely the same thing counted twice."""
    return _sized(float(one.quantity or 0), float(other.quantity or 0), most)


def _sized(one: float, other: float, most: float) -> bool:
    low, high = (one, other) if one < other else (other, one)
    return 0 < high <= low * most


def _facts_alike(one: Member, other: Member, common: int, least: int) -> bool:
    """Whether deeds told by different sources or articles are one."""
    mine, theirs = one.question, other.question
    if mine.event != theirs.event:
        return False
    if not common:
        return bool(mine.event) and least == 0 and _one_day(one.claim, other.claim)
    timed = _timed(one.claim) and _timed(other.claim)
    doubted = one.claim.value in STANCES or other.claim.value in STANCES
    if one.claim.when and other.claim.when and one.claim.when != other.claim.when:
        timed = timed and common > 1
    return timed or doubted or common == least
