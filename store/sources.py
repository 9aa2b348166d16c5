"""Which articles are one source: prints of one wire story, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store.records import CopyLink

ONE_SOURCE, SENTENCES = 0.05, 30
"""Texts that share more than this part of the shorter one, and so many words, draw on one source.

A common quotation or agency sentence stays below that; a rewritten agency story does not.
"""


def _much(link: CopyLink) -> bool:
    """Whether a shared passage is more than somebody's words that both print."""
    return link.containment >= ONE_SOURCE and link.shared_words >= SENTENCES


def families(
    ids: Sequence[str], links: Iterable[CopyLink], copies: Sequence[Sequence[str]] = ()
) -> list[list[str]]:
    """Article ids joined into sources, in the order of `ids`; most sources have one article.

    Copies are joined, and texts that share so much that one is a rewriting of the other.  An
    agency's sentence in an otherwise different article joins nothing.  Where `copies`, the groups
    as readers want them, are given, no link joins copies of different groups.
    """
    group_of = {item: number for number, group in enumerate(copies) for item in group}
    known = set(ids)
    joining = [
        link
        for link in links
        if (link.relation == "copy" or _much(link))
        and link.left in known
        and link.right in known
        and (link.relation != "copy" or group_of.get(link.left) == group_of.get(link.right))
    ]
    home = {item: item for link in joining for item in (link.left, link.right)}
    for group in copies:
        present = [item for item in group if item in known] if len(group) > 1 else []
        for item in present:
            home[item] = present[0]

    def root(item: str) -> str:
        while home[item] != item:
            home[item] = home[home[item]]
            item = home[item]
        return item

    for link in joining:
        home[root(link.right)] = root(link.left)
    found: dict[str, list[str]] = {}
    for item in ids:
        if item in home:
            found.setdefault(root(item), []).append(item)
        else:
            found[item] = [item]
    return list(found.values())
