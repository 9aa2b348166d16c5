"""Which articles are one source: prints of one wire story, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store.records import CopyLink

ONE_SOURCE = 0.05
"""Two texts that share more than this part of the shorter one draw on one source.

A common quotation or agency sentence stays below it; a rewritten agency story does not.
"""


def families(
    ids: Sequence[str], links: Iterable[CopyLink], copies: Iterable[Sequence[str]] = ()
) -> list[list[str]]:
    """Article ids joined into sources, in the order of `ids`; most sources have one article.

    Copies are joined, and texts that share so much that one is a rewriting of the other.  An
    agency's sentence in an otherwise different article joins nothing.  Where `copies`, the groups
    as readers want them, are given, no link joins copies of different groups.
    """
    group_of = {item: number for number, group in enumerate(copies) for item in group}
    home = {item: item for item in ids}

    def root(item: str) -> str:
        while home[item] != item:
            home[item] = home[home[item]]
            item = home[item]
        return item

    first_of: dict[int, str] = {}
    for item in home:
        if item in group_of:
            home[item] = first_of.setdefault(group_of[item], item)
    for link in links:
        joins = link.relation == "copy" or link.containment >= ONE_SOURCE
        if link.relation == "copy" and group_of.get(link.left) != group_of.get(link.right):
            continue
        if joins and link.left in home and link.right in home:
            home[root(link.right)] = root(link.left)
    found: dict[str, list[str]] = {}
    for item in ids:
        found.setdefault(root(item), []).append(item)
    return list(found.values())
