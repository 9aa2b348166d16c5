"""What the other side says will be, or not be: an assurance or a refusal of what was demanded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.catalogue import Catalogue, classify
from analysis.demands import sides
from analysis.demands.parties import NOBODY, Parties
from analysis.demands.passages import Answer
from analysis.demands.replies import Kind
from analysis.demands.topics import against, denies, grants, shares, touches
from store.records import Demand, Statement

REACH = 60
FAR = 900
"""So many characters lie between a demand and a statement of the other side that names it."""
BOTH = frozenset(("both sides", "both parties", "all sides", "all parties", "sides", "parties"))
"""Targets of which any may answer."""


class Ledger(NamedTuple):
    """The demands of an article in text order, and their starts."""

    found: Sequence[Demand]
    starts: Sequence[int]

    def near(self, position: int) -> Sequence[Demand]:
        """The demands before and after a position that an answer there can be about."""
        at = bisect_right(self.starts, position)
        return self.found[max(0, at - REACH) : at + REACH]


def assurances(
    ledger: Ledger,
    statements: Sequence[Statement],
    parties: Parties,
    catalogue: Catalogue,
) -> Iterator[tuple[Answer, Demand, Kind]]:
    """Statements of the other side that a thing demanded will be, or not be."""
    for said in statements:
        if said.nested or not said.speaker:
            continue
        denied = denies(said.text)
        will = not denied and grants(said.text)
        if not (will or denied):
            continue
        speaker = parties.named(said.speaker)
        meaning = classify(catalogue, said.text) if denied else None
        answer = Answer("assurance", said.start, said.end, speaker, said.text, NOBODY, -1)
        for item in ledger.near(said.start):
            if sides.same(parties.named(item.holder), speaker) or item.statement == said.id:
                continue
            if item.start < said.end and said.start < item.end:
                continue
            later = item.start > said.start
            same_entry = meaning is not None and meaning.entry.key == item.demand
            if not same_entry and abs(said.start - item.end) > FAR:
                continue
            asked = sides.same(parties.named(item.target), speaker) or item.target in BOTH
            if will:
                near = touches if said.act == "promise" else shares
                told = item.start < said.start and near(item.text, said.text)
                open_to = asked or not item.target or item.target.startswith(("both ", "all "))
                if told and open_to and against(item.text) == against(said.text):
                    yield answer, item, "assurance"
                continue
            if not item.target and item.start < said.start and shares(item.text, said.text):
                yield answer, item, "assurance" if against(item.text) else "rejected"
                continue
            if same_entry or (
                asked and not later and item.demand == "other" and touches(item.text, said.text)
            ):
                yield answer, item, "assurance" if same_entry or against(item.text) else "rejected"


__all__ = ["Ledger", "assurances"]
