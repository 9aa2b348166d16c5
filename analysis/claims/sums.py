"""What a sum of money is: stolen, a fine, a debt, or what something costs."""

from __future__ import annotations

import functools
import re

from analysis.claims.lexicon import lexicon, table
from analysis.claims.terms import stem


@functools.cache
def _sums() -> re.Pattern[str]:
    rows = (
        (name, "|".join(map(re.escape, words))) for name, words in table("events")["sums"].items()
    )
    parts = "|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in rows)
    return re.compile(parts, re.IGNORECASE)


def sum_of(text: str) -> str:
    """What a sum of money in a passage is: "stolen", "fine", "debt"; "" where no word tells."""
    found = _sums().search(text)
    return found.lastgroup or "" if found is not None else ""


def costing(text: str, stems: frozenset[str]) -> frozenset[str]:
    """The content words of a sum of money, one for all words for what the sum is."""
    words = lexicon().sets["same.cost"]
    told = {word for word in words if re.search(rf"\b{word}\b", text, re.IGNORECASE)}
    topic = sum_of(text)
    stems = stems | {f"${topic}"} if topic else stems
    return stems - set(map(stem, words)) | {"cost"} if told and not topic else stems
