"""Which article to begin with: the one of most kinds of demands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from store.records import Demand, Published

RICHEST = 50
"""Articles with most kinds of demands that are looked at for the first one to show."""


def richest(
    demands: Iterable[Demand],
    groups: Mapping[str, Sequence[str]],
    published: Callable[[str], Published | None],
) -> str:
    """The id of the article that has most kinds of demands, "" where there are none.

    Among equals a dated article comes first, and one that has copies to compare it with: `groups`
    has the copies of an article, itself among them, by its id.
    """
    keys: dict[str, set[str]] = {}
    for demand in demands:
        keys.setdefault(demand.article, set()).add(demand.demand)
    if not keys:
        return ""
    kinds = {one: len(found) - ("other" in found) for one, found in keys.items()}
    most = max(kinds.values())
    best = [one for one, number in kinds.items() if number == most][:RICHEST]

    def rank(one: str) -> tuple[bool, int, int]:
        when = published(one)
        dated = when is not None and when.how != "inferred"
        return dated, len(groups.get(one, (one,))), len(keys[one])

    return max(best, key=rank)
