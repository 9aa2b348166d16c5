"""Which articles are one source: prints of one wire story, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store.records import CopyLink

ONE_SOURCE = 0.05
"""Two texts that share more than this part of the shorter one draw on one source.

A common quotation or agency sentence stays below it; a rewritten agency story does not.
"""


def families(ids: Sequence[str], links: Iterable[CopyLink]) -> list[list[str]]:
    """Article ids joined into sources, in the order of `ids`; most sources have one article.

    Copies are joined, and texts that share so much that one is a rewriting of the other.  An
    agency's sentence in an otherwise different article joins nothing.
    """
    home = {item: item for item in ids}

    def root(item: str) -> str:
        while home[item] != item:
            home[item] = home[home[item]]
            item = home[item]
        return item

    for link in links:
        joins = link.relation == "copy" or link.containment >= ONE_SOURCE
        if joins and link.left in home and link.right in home:
            home[root(link.right)] = root(link.left)
    found: dict[str, list[str]] = {}
    for item in ids:
        found.setdefault(root(item), []).append(item)
    return list(found.values())
