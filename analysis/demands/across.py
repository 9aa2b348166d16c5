"""Answers to a demand that stand in another article of the story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from analysis.actors import ActorTable
from analysis.demands import sides
from analysis.demands.parties import Party
from store.records import Demand, Findings, Response

MOST, REACH = 3, 60


def link(found: Sequence[Findings], table: ActorTable) -> list[Findings]:
    """The findings, where a demand without an answer takes those it got in other articles.

    The same demand is one of the same catalogue key, or of no entry and the same name, whose holder
    is on the same side.  At most three answers, one of each sort by each actor; a `Response` tells
    its article.
    """
    answered: dict[tuple[str, str], list[Demand]] = defaultdict(list)
    for item in found:
        for demand in item.demands:
            if demand.responses:
                answered[_key(demand)].append(demand)

    def party(name: str) -> Party:
        return Party(name, table.named.get(name))

    def full(demand: Demand) -> Demand:
        if demand.responses:
            return demand
        once: dict[tuple[str, str], Response] = {}
        for other in answered.get(_key(demand), ())[:REACH]:
            if sides.same(party(demand.holder), party(other.holder)):
                for answer in other.responses:
                    once.setdefault((answer.by, answer.response), answer)
        return msgspec.structs.replace(demand, responses=tuple(once.values())[:MOST])

    return [msgspec.structs.replace(item, demands=tuple(map(full, item.demands))) for item in found]


def _key(demand: Demand) -> tuple[str, str]:
    return demand.demand, demand.name if demand.demand == "other" else ""
