"""Short names of articles, for columns and references."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

HEAD = re.compile("[^_.-]*")
LONGEST = 6
"""Characters of a file name's head that still makes a label."""


def short_labels(ids: Iterable[str], names: Sequence[str]) -> dict[str, str]:
    """A short unique name for each article: the head of its file name, else a number.

    "000_decbcba93c33204b.txt" is "000" where no other name begins so.
    """
    heads = [head if head.isalnum() else "" for head in map(_head, names)]
    counts = Counter(heads)
    labels = {
        ident: head if head and counts[head] == 1 and len(head) <= LONGEST else f"{number:03}"
        for number, (ident, head) in enumerate(zip(ids, heads, strict=True), 1)
    }
    if len(set(labels.values())) < len(labels):
        return {ident: f"{number:03}" for number, ident in enumerate(labels, 1)}
    return labels


def _head(name: str) -> str:
    found = HEAD.match(name)
    return found[0] if found else ""
