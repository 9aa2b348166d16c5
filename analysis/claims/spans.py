"""The span of a claim: its clause without openers, purpose, reason and apposition."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from analysis.claims.clauses import Clause
from analysis.claims.lexicon import lexicon


def _letters(name: str, *more: str) -> str:
    """A set of the letters with which words begin: looked at before all of them are tried."""
    return "[" + "".join(sorted({word[0] for word in (*lexicon().lists[name], *more)})) + "]"


def _branches(words: Iterable[str]) -> str:
    """A pattern for one of the words, in their order, by its first letter."""
    rows = dict[str, list[str]]()
    for word in words:
        rows.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in rows.items())


@functools.cache
def _leading() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in lexicon().lists["trim.leading"])
    first = _letters("trim.leading")
    return re.compile(rf"[\s,;:“‘\"'—–-]*(?={first})(?:{words})\b[\s,]*", re.IGNORECASE)


@functools.cache
def _trailing() -> re.Pattern[str]:
    words = _branches(lexicon().lists["trim.trailing"])
    purpose = "|".join(re.escape(word) for word in lexicon().lists["trim.purpose"])
    apart = "|".join(lexicon().lists["trim.apart"])
    first = _letters("trim.trailing", "to", *lexicon().lists["trim.apart"])
    return re.compile(
        rf",?\s+(?={first})(?:(?:{words})\b|to\s+(?:{purpose})\b|(?<=,\s)(?:{apart})\b)",
        re.IGNORECASE,
    )


@functools.cache
def _dangling() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in lexicon().lists["trim.dangling"])
    return re.compile(rf"[\s,]+(?:{words})$", re.IGNORECASE)


CALLED = re.compile(r"\s+as\s+(?:an?\s+)?[“\"‘]")
PLACE = re.compile(r"\bin\s+(?:the\s+)?[A-Z]")
TIME_APART = (
    r"(?:(?:nearly|almost|about|around|just|only|some|more than|less than|over|at least) )?"
    r"(?:[\w-]+ ){0,2}(?:minutes?|hours?|days?|weeks?|months?|years?)"
    r" (?:later|earlier|before|after|into|ahead)\b"
)
"""How long before or after something else: "nearly two hours later than the company had said"."""
COMPARED = (
    r"(?:(?:well|far|just|slightly|much|still|even) )?"
    r"(?:more|less|fewer|lower|higher|larger|smaller|bigger|above|below|short)"
    r"(?: than| of| the| what| its| their)"
)
"""What a number is held against: "well below the level of last year"."""
APPOSITION = re.compile(
    rf",\s+(?:{COMPARED}|the|an?|down|up|compared|including|according|both|most|many|some|its|their|his|her|among"
    rf"|twice|double|half|[\w-]+ of (?:them|whom)|one (?:more|fewer|less)|{TIME_APART})\b"
)
MARKS = " \t\r\n,;:—–-"
SHORTEST = 12
BARE_BE = re.compile(r"\b(?:is|are|was|were|be|been)$")
DANGLING = 24
"""More characters than the longest word that dangles, with the blanks before it."""
CLOSING = frozenset(('"', "”"))
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
    for pattern in (_trailing(), APPOSITION, CALLED):
        tail = pattern.search(text, floor, end)
        if tail is not None and tail.start() - start > SHORTEST and _goes(text, tail, end):
            end = tail.start()
    end = _undangled(text, start, end)
    while start < end and text[start] in MARKS:
        start += 1
    while end > start and text[end - 1] in MARKS:
        end -= 1
    if text[end : end + 1] in CLOSING and _open_mark(text, start, end):
        end += 1
    dot = text[end : end + 1] == "." and ABBREVIATED.search(text[start : end + 1])
    return start, end + 1 if dot else end


def _undangled(text: str, start: int, end: int) -> int:
    """The end without a last word that belongs to what follows."""
    near = max(start, end - DANGLING)
    while near > start and (text[near].isspace() or text[near] == ","):
        near -= 1
    dangling = _dangling().search(text, near, end)
    return end if dangling is None else dangling.start()


def _open_mark(text: str, start: int, end: int) -> bool:
    """Whether a quotation that the span opens is not closed in it."""
    inside = text[start:end]
    return inside.count('"') % 2 == 1 or inside.count("“") > inside.count("”")


def _goes(text: str, tail: re.Match[str], end: int) -> bool:
    """Whether a tail may be cut: a purpose that names the place of the deed stays, a state too.

    What a noun before it asks for or promises is no purpose: "dismissed the demand to free him".
    """
    before = text[max(0, tail.start() - DANGLING) : tail.start()]
    if BARE_BE.search(before):
        return False
    if "to" not in tail.group().split():
        return True
    explained = before.rpartition(" ")[2].casefold() in lexicon().sets["trim.explained"]
    return not explained and not PLACE.search(text, tail.end(), end)
