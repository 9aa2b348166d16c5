"""Two numbers of two sources in one sentence: "20,000 by police and 100,000 by the organisers".

A number with its own source beside it, next to another number with another source, is a claim of
that source, though the sentence has one verb for both, or none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from analysis.claims.lexicon import table
from analysis.quantities import Quantity
from store.records import Article, Claim, finding_id

REACH = 120
"""So many characters lie between two such numbers, and between a verb of putting and its number."""
NAME = r"(?:[\w’'.-]+ ){0,4}?[\w’'-]+"
ENDS = r"(?=[,;.)”\"]|\s(?:and|but|while|whereas|or|to|with)\b|\s*$)"
AFTER = re.compile(
    rf"(?:\s[\w’'-]+){{0,6}}?,?\s(?:according to|as per)\s(?P<told>{NAME}){ENDS}"
    rf"|(?:\s[\w’'-]+){{0,2}}?\s\((?:by )?(?P<set>[^()\d“”\"]{{3,40}})\)"
    rf"|(?:\s[\w’'-]+){{0,4}}?,?\s(?:by|on|in)\s(?P<counted>{NAME}?)(?:[’']s?)?\s"
    rf"(?:own\s)?(?:estimates?|counts?|figures?|reckoning)\b"
)
"""The source behind its number."""
BARE = re.compile(
    rf"(?:\band|\bbut|\bwhile|\bwhereas|,|;)\s(?P<by>(?!and|but|while|whereas){NAME})"
    r"(?:\s(?:put|puts|placed)\s(?:it|them|the\s\w+))?\sat\s(?:[a-z]+\s){0,3}$"
)
"""A source before its number, where the verb stands by the number before: "and organisers at"."""
PUTTING = r"(?:put|puts|estimated|estimates|reckoned|counted|placed)"
PUT = re.compile(rf"\b{PUTTING}\b")
"""Without such a verb "at" tells where somebody stands: "Hale is at 13 percent, Lund at 12"."""
FIRST = re.compile(
    rf"(?<![\w’'.-])(?P<by>(?:(?!(?:that|which|who|and|but|while)\b)[\w’'.-]+\s){{1,4}}){PUTTING}\s"
    r"(?:[^.;:\d]{0,80}?\s)?at\s(?:[a-z]+\s){0,3}$"
)
"""A source before its number, with its verb: "police put the crowd at"."""
ACCORDING = re.compile(rf"\baccording to (?P<by>{NAME}),?\s(?:[a-z]+\s){{0,3}}$", re.IGNORECASE)
"""A source brought in before its number: "according to police 20,000"."""
LEADING = re.compile(r"^(?:the|an?|its|their)\s+", re.IGNORECASE)
WITH = re.compile(r"\bwith (?:[a-z]+ ){0,2}$")


class Rival(NamedTuple):
    """A number with the span that tells it and the words for its source."""

    number: Quantity
    start: int
    end: int
    by: str


def _behind(text: str, item: Quantity, stop: int) -> Rival | None:
    found = AFTER.match(text, item.number[1], min(stop, item.number[1] + 2 * REACH))
    if found is None:
        return None
    by = found.group("told") or found.group("set") or found.group("counted")
    lead = WITH.search(text, max(0, item.start - 20), item.start)
    return Rival(item, lead.start() if lead else item.start, found.end(), by)


def _before(text: str, item: Quantity, begin: int, start: int) -> Rival | None:
    """The source before a number, not before `begin`; the sentence begins at `start`."""
    for pattern in (ACCORDING, BARE, FIRST):
        found = pattern.search(text, max(begin, item.number[0] - REACH), item.number[0])
        if found is not None and pattern is BARE and not PUT.search(text, start, found.start()):
            continue
        if found is not None:
            return Rival(item, found.start("by"), max(item.end, item.number[1]), found.group("by"))
    return None


def _one_kind(one: Quantity, other: Quantity) -> bool:
    return not one.unit or not other.unit or one.kind == other.kind


def rivals(text: str, start: int, end: int, numbers: Sequence[Quantity]) -> list[Rival]:
    """The numbers of text[start:end] that stand beside another with another source, in order.

    `numbers` are the quantities of the sentence in text order.
    """
    told = [item for item in numbers if item.kind not in {"time", "age"}]
    found: dict[int, Rival] = {}
    for one, other in pairwise(told):
        if other.start - one.end > REACH or not _one_kind(one, other):
            continue
        left = _behind(text, one, other.start) or _before(text, one, start, start)
        right = _behind(text, other, end) or _before(text, other, one.number[1], start)
        if left is None or right is None or _bare(left.by) == _bare(right.by):
            continue
        found.setdefault(one.start, left)
        found[other.start] = right
    return [found[place] for place in sorted(found)]


def _bare(words: str) -> str:
    return LEADING.sub("", words.strip()).casefold()


def settle(
    found: dict[tuple[int, int], Claim],
    given: Sequence[Rival],
    article: Article,
    event: str,
    names: Sequence[str],
) -> None:
    """Put claims for the rivals of one sentence among those found, by span.

    A claim that holds two of the numbers goes; one that holds one of them gets its source.
    `event` is what the sentence tells of, `names` are the sources, one for each rival.
    """
    first, last = given[0].start, given[-1].end
    for span in [span for span in found if span[0] < last and first < span[1]]:
        if sum(span[0] <= one.number.number[0] < span[1] for one in given) > 1:
            del found[span]
    told = {c.quantity: span for span, c in found.items() if span[0] < last and first < span[1]}
    unit = next((one.number.unit for one in given if one.number.unit), "")
    unit = unit or ("people" if event in table("events")["tolls"] else "")
    for one, name in zip(given, names, strict=True):
        held = told.get(one.number.value)
        if held is not None and one.start <= held[0] and held[1] <= one.end:
            del found[held]
            held = None
        if held is not None:
            found[held] = msgspec.structs.replace(found[held], asserted_by=name)
        else:
            found[one.start, one.end] = _claim(one, article, unit, event, name)


def _claim(one: Rival, article: Article, unit: str, event: str, name: str) -> Claim:
    number = one.number
    return Claim(
        id=finding_id(article.id, "c", one.start, one.end),
        article=article.id,
        start=one.start,
        end=one.end,
        text=article.text[one.start : one.end],
        asserted_by=name,
        quantity=number.value,
        quantity_high=number.high,
        qualifier=number.qualifier,
        bound=number.bound,
        unit=number.unit or unit,
        subject=number.noun,
        scope=number.scope,
        confidence=0.6,
        rule="claim:figure" + (f":{event}" if event else ""),
    )


__all__ = ["Rival", "rivals", "settle"]
