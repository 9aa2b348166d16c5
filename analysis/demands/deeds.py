"""What is done straight after it was demanded: "The government freed 12 of them on Monday"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.demands import sides
from analysis.demands.lexicon import same_words
from analysis.demands.parties import Parties, Party
from analysis.demands.topics import meaning
from store.records import Demand

REACH = 400
"""The sentence after a demand ends within so many characters."""
BEFORE = 6
"""So many words at most are the subject of the deed."""
NEXT = re.compile(r"(?<=[.!?])[”\"]?\s+(?=[A-Z])")
WORD = re.compile(r"[\w’'-]+")
PRESENT = frozenset("freed met paid sent gave withdrew built left sold shut set".split())
TAKEN_UP = re.compile(r"\s(?:\d|(?:it|them|him|her|one|all|both|some|most)\b)")


class Deed(NamedTuple):
    """A deed that meets a demand, and by whom."""

    item: Demand
    start: int
    end: int
    by: Party


def deeds(found: Sequence[Demand], text: str, parties: Parties) -> Iterator[Deed]:
    """The sentences that follow a demand and tell that it was met by whom it was made to."""
    for item in found:
        opened = NEXT.search(text, item.end, item.end + REACH)
        if opened is None or "\n\n" in text[item.end : opened.start()]:
            continue
        closed = NEXT.search(text, opened.end(), opened.end() + REACH)
        end = closed.start() if closed else min(len(text), opened.end() + REACH)
        read = _read(item, text, opened.end(), end, parties)
        if read is not None:
            yield read


def _read(item: Demand, text: str, start: int, end: int, parties: Parties) -> Deed | None:
    wanted = meaning(item.text)
    words = list(WORD.finditer(text, start, end))[: BEFORE + 1]
    for number, word in enumerate(words):
        low = word.group().casefold()
        if low in ("not", "never", "had", "would", "to"):
            return None
        done = low.endswith("ed") or low in PRESENT
        if not number or not done or not meaning(f"it {same_words().get(low, low)}") & wanted:
            continue
        rest = text[word.end() : end]
        same = meaning(rest) & wanted
        if not (TAKEN_UP.match(rest) or same):
            return None
        by = parties.mention((start, word.start()))
        asked = sides.same(parties.named(item.target), by) if item.target else None
        if asked is False or not by.name or sides.same(parties.named(item.holder), by):
            return None
        stop = end - 1 if text[end - 1 : end] == "." else end
        return Deed(item, start, stop, by)
    return None
