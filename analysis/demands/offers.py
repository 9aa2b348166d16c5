"""Offers in answer to demands: of what was refused, of another number, of something instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.demands import sides
from analysis.demands.parties import Parties
from analysis.demands.passages import Answer
from analysis.demands.topics import shares
from store.records import Demand

SOON = 320
"""So many characters after a demand a number for a number is about it, or an offer instead."""
NUMBER = re.compile(r"\d")
DATED = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" \d{1,2}\b|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)\b|\b(?:19|20)\d\d\b"
)
"""A day or a year is no number that is asked for or offered."""
SORTS = {
    "share": re.compile(r"%|\bper ?cent\b"),
    "time": re.compile(r"\d[\d.,]*[ -](?:hour|day|week|month|year)s?\b"),
}
"""How a number is told from another: a share, a time, else money or things."""
INSTEAD = re.compile(r"\s?\binstead\b")


def refused_later(
    answer: Answer, refused: Sequence[tuple[Answer, list[Demand]]], parties: Parties
) -> list[Demand]:
    """What the maker of an offer refuses a little later: "offered X, but turned down Y"."""
    for later, hit in refused:
        if 0 < later.start - answer.start < SOON and sides.same(later.by, answer.by):
            return [i for i in hit if not sides.same(parties.named(i.holder), answer.by)]
    return []


def offered(
    answer: Answer,
    found: Sequence[Demand],
    refused: Sequence[tuple[Answer, list[Demand]]],
    parties: Parties,
) -> list[Demand]:
    """The demands that an offer answers: what its maker refused, else what was asked of it."""
    for earlier, hit in reversed(refused):
        if sides.same(earlier.by, answer.by):
            return hit
    hit = [
        item
        for item in found
        if item.start < answer.start
        and (
            sides.same(parties.named(item.target), answer.by)
            or (not item.target and shares(item.text, answer.about))
            or (
                answer.start - item.end < SOON
                and (numbers_answer(answer.about, item.text) or INSTEAD.search(answer.about))
            )
        )
        and not sides.same(parties.named(item.holder), answer.by)
    ]
    summed = [item for item in hit if NUMBER.search(item.text)]
    if not summed or NUMBER.search(answer.about) is None:
        return hit
    return [item for item in summed if _sort(item.text) == _sort(answer.about)] or summed


def instead(answer: Answer, near: Sequence[Demand], text: str) -> bool:
    """Whether a promise is of something else: "promised vouchers instead", "promised 2 million"."""
    if INSTEAD.match(text, answer.end) or INSTEAD.search(answer.about):
        return True
    last = next((i for i in reversed(near) if i.end <= answer.start < i.end + SOON), None)
    return last is not None and numbers_answer(answer.about, last.text)


def numbers_answer(offered: str, asked: str) -> bool:
    """Whether a number answers a number: both of one sort, money or a share or a time."""
    if NUMBER.search(offered) is None or NUMBER.search(asked) is None:
        return False
    if not all(NUMBER.search(DATED.sub("", text)) for text in (offered, asked)):
        return False
    mine, theirs = _sort(offered), _sort(asked)
    return not mine or not theirs or mine == theirs


def _sort(text: str) -> str:
    return next((name for name, pattern in SORTS.items() if pattern.search(text)), "")
