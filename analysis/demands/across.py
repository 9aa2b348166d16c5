"""Answers to a demand that stand in another article of the story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from analysis.actors import ActorTable
from analysis.demands import rows, sides, topics
from analysis.demands.likeness import one_side
from analysis.demands.parties import Party
from store.records import Demand, Findings, Response, Statement

MOST, REACH = 3, 60


def link(
    found: Sequence[Findings], table: ActorTable, about: Mapping[str, frozenset[str]] | None = None
) -> list[Findings]:
    """The findings, where a demand without an answer takes those it got in other articles.

    The same demand is one of the same catalogue key, or of no entry and the same name, whose holder
    is on the same side.  What the one who is asked refuses to do, in the demand's own words,
    rejects it.  At most three answers, one of each sort by each actor; a `Response` tells its
    article.  `about` holds the names that stand for each article, as for `rows.names`.
    """
    found = _aimed_alike(_named(found, rows.names(found, table, about)), table)
    refused = _refused(found)
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
        for said in _refusing(demand, refused) if demand.target else ():
            if sides.same(party(demand.target), party(said.speaker)):
                answer = Response(
                    said.start, said.end, said.text, said.speaker, "rejected", said.article
                )
                once.setdefault((answer.by, answer.response), answer)
        return msgspec.structs.replace(demand, responses=tuple(once.values())[:MOST])

    return [msgspec.structs.replace(item, demands=tuple(map(full, item.demands))) for item in found]


Refusals = dict[str, list[tuple[Statement, frozenset[str]]]]
"""Statements and their meaning words, by each of these."""


def _refused(found: Sequence[Findings]) -> Refusals:
    """What somebody refuses; of those that share a common word the first ones."""
    by_word: Refusals = defaultdict(list)
    for said in (said for item in found for said in item.statements if said.act == "reject"):
        bag = topics.meaning(said.text)
        for word in bag:
            if len(by_word[word]) < REACH:
                by_word[word].append((said, bag))
    return by_word


def _refusing(demand: Demand, refused: Refusals) -> list[Statement]:
    """The refusals in other articles that repeat a demand."""
    wanted = topics.meaning(demand.text)
    near = {
        said.id: said
        for word in sorted(wanted)
        for said, bag in refused.get(word, ())
        if said.article != demand.article and topics.half(wanted, bag)
    }
    return list(near.values())


def _named(found: Sequence[Findings], names: Mapping[str, str]) -> Sequence[Findings]:
    """The findings with these names of demands, by id: one name is one row of the ledger."""
    if not names:
        return found

    def own(demand: Demand) -> Demand:
        name = names.get(demand.id)
        return demand if name is None else msgspec.structs.replace(demand, name=name)

    return [msgspec.structs.replace(item, demands=tuple(map(own, item.demands))) for item in found]


def _aimed_alike(found: Sequence[Findings], table: ActorTable) -> Sequence[Findings]:
    """The findings, where a demand takes its target from the same one in another article."""
    aims: dict[tuple[str, str], list[Demand]] = defaultdict(list)
    for demand in (one for item in found for one in item.demands if one.target):
        near = aims[_key(demand)]
        if len(near) < REACH:
            near.append(demand)

    def aimed(demand: Demand) -> Demand:
        known = () if demand.target else aims.get(_key(demand), ())
        same = (one for one in known if one_side(one.holder, demand.holder, table))
        other = next(same, None)
        return demand if other is None else msgspec.structs.replace(demand, target=other.target)

    return [msgspec.structs.replace(one, demands=tuple(map(aimed, one.demands))) for one in found]


def _key(demand: Demand) -> tuple[str, str]:
    return demand.demand, demand.name if demand.demand == "other" else ""
