"""What two texts share, in the words and figures of the link that is kept and shown."""

from __future__ import annotations

from typing import NamedTuple

from analysis.copies_compare import PASSAGE, Evidence
from store.records import CopyLink

WHOLE, LITTLE = 0.995, 0.3


class Linked(NamedTuple):
    """Two texts by number, lower one first, and their link."""

    left: int
    right: int
    link: CopyLink


def link(left: str, right: str, evidence: Evidence) -> CopyLink:
    """The link of two articles, by id."""
    return CopyLink(
        left,
        right,
        evidence.relation,
        round(evidence.containment, 4),
        round(evidence.jaccard, 4),
        evidence.words,
        why(evidence),
    )


def why(evidence: Evidence) -> str:
    """The evidence as a reader is told it."""
    run = f"common run of {evidence.run} words"
    if evidence.relation == "shares-passage":
        if evidence.run < PASSAGE:
            return f"a passage with small edits, {evidence.run} words of it in a row"
        return run if evidence.words <= evidence.run else f"{run}, {evidence.words} words in all"
    if evidence.containment >= WHOLE:
        return f"all of the shorter text; {run}"
    share = f"{round(100 * evidence.containment)} % of the shorter text"
    if evidence.containment < LITTLE:
        spread = f"shared wording in {evidence.parts} of its 10 parts"
        return f"{share} word for word, {spread}; {run}"
    return f"{share}; {run}"
