"""What the finding rules hand on: a content with its parties, still as places in the text."""

from __future__ import annotations

from typing import NamedTuple

Place = tuple[int, int]


class Draft(NamedTuple):
    """One demand before it is named.

    `holder` and `target` are character spans of mentions; without a holder the speaker of the
    statement around `cue` holds it.  `addressee` is whom the sentence, not the clause, names.
    `family` numbers the drafts of one cue; `noun` tells that the cue is a noun.
    """

    span: Place
    cue: Place
    rule: str
    confidence: float
    holder: Place | None = None
    target: Place | None = None
    addressee: Place | None = None
    family: int = 0
    noun: bool = False
