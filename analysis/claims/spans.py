"""The span of a claim: its clause without openers, purpose, reason and apposition."""

from __future__ import annotations

import functools
import re

from analysis.claims.clauses import Clause
from analysis.claims.lexicon import lexicon


@functools.cache
def _leading() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in lexicon().lists["trim.leading"])
    return re.compile(rf"[\s,;:“‘\"'—–-]*(?:{words})\b[\s,]*", re.IGNORECASE)


@functools.cache
def _trailing() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in lexicon().lists["trim.trailing"])
    purpose = "|".join(re.escape(word) for word in lexicon().lists["trim.purpose"])
    return re.compile(rf",?\s+(?:(?:{words})\b|to\s+(?:{purpose})\b)", re.IGNORECASE)


MARKS = " \t\r\n,;:—–-"
ABBREVIATED = re.compile(r"\b(?:[ap]\.\s?m|[A-Z]\.[A-Z])\.$")


def trimmed(
    text: str, clause: Clause, start: int, end: int, keep: tuple[int, ...]
) -> tuple[int, int]:
    """The span inside text[start:end]; nothing is cut before the last offset in `keep`.

    `keep` are the ends of the numbers, dates and verbs on which the claim rests.
    """
    while clause.kind != "relative":
        opener = _leading().match(text, start, end)
        if opener is None or opener.end() >= end:
            break
        start = opener.end()
    floor = max((position for position in keep if position <= end), default=start)
    tail = _trailing().search(text, floor, end)
    if tail is not None and tail.start() - start > 12:
        end = tail.start()
    while start < end and text[start] in MARKS:
        start += 1
    while end > start and text[end - 1] in MARKS:
        end -= 1
    dot = text[end : end + 1] == "." and ABBREVIATED.search(text[start : end + 1])
    return start, end + 1 if dot else end
