"""In whose mouth a passage is: the statement around it, else "X said that" in its sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from analysis.demands import subjects
from analysis.demands.lexicon import words
from analysis.demands.tokens import CLOSE, OPEN, STRAIGHT, Line
from store.records import Statement

NEAREST = 40
MARKS = re.compile("[" + "".join(sorted({*OPEN, *CLOSE, STRAIGHT})) + "]")


class Utterances:
    """The statements of an article, to be asked by place; each question costs a few steps."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._by_start = sorted(statements, key=lambda s: (s.start, -s.end))
        self._starts = [s.start for s in self._by_start]
        self._longest = max((s.end - s.start for s in statements), default=0)
        cued = [s for s in statements if s.cue_start is not None]
        self._by_cue = sorted(cued, key=lambda s: s.cue_start or 0)
        self._cues = [s.cue_start or 0 for s in self._by_cue]

    def around(self, start: int, end: int) -> Statement | None:
        """The shortest statement that covers the span."""
        best: Statement | None = None
        last = bisect_right(self._starts, start) - 1
        for index in range(last, max(-1, last - NEAREST), -1):
            item = self._by_start[index]
            if start - item.start > self._longest:
                break
            if item.end >= end and (best is None or item.end - item.start < best.end - best.start):
                best = item
        return best

    def cued(self, start: int, end: int) -> Statement | None:
        """The statement whose cue overlaps the span."""
        last = bisect_right(self._cues, end - 1) - 1
        for index in range(last, max(-1, last - NEAREST), -1):
            item = self._by_cue[index]
            if (item.cue_end or 0) > start:
                return item
            if start - (item.cue_start or 0) > 200:
                break
        return None

    def before(self, position: int) -> list[Statement]:
        """The last statements that begin before the position, nearest first."""
        last = bisect_right(self._starts, position)
        return self._by_start[max(0, last - 12) : last][::-1]


class Voice(NamedTuple):
    """Who speaks at a token: a noun phrase, where the clause begins, the verb before it if any."""

    speaker: tuple[int, int] | None
    floor: int
    verb: int | None = None


def quoted(item: Line, at: int, *, inside: bool) -> bool:
    """Whether the token stands in a quotation; `inside`: the sentence began in one."""
    state = inside
    marked = at > 0 and MARKS.search(item.text, item.start, item.past(at - 1))
    for k in range(at) if marked else ():
        low = item.low(k)
        if low in OPEN:
            state = True
        elif low in CLOSE:
            state = False
        elif low == STRAIGHT:
            state = not state
    return state


def here(item: Line, at: int) -> Voice | None:
    """ "X said (that) ..." before the token or ", X said" after it, None when nobody speaks."""
    for k in range(at - 1, -1, -1):
        if item.low(k) in words("speech") and not _attributes(item, k):
            speaker = subjects.before(item, k)
            if speaker is None:
                continue
            floor = k + 1
            for j in range(k + 1, min(k + 14, at)):
                if item.low(j) in ("that", ":") or item.low(j) in OPEN:
                    floor = j + 1
            return Voice(speaker, floor, k)
        if item.low(k) == ";":
            speaker = subjects.before(item, k - 1) if item.low(k - 1) in words("speech") else None
            if speaker:
                return Voice(speaker, k + 1)
            break
    return _after(item, at)


def _attributes(item: Line, verb: int) -> bool:
    """Whether a speech verb belongs to ", X said" of what stands before it."""
    return item.low(verb + 1) in (",", ";", ".", "”") and verb > 6


def _after(item: Line, at: int) -> Voice | None:
    for k in range(at + 1, len(item.lows)):
        if item.low(k) not in words("speech"):
            continue
        start = k
        while start > at and item.low(start - 1) not in ("”", '"', ",", "»") and k - start < 14:
            start -= 1
        if start <= at or item.low(start - 1) not in ("”", '"', ",", "»"):
            continue
        if item.low(start) in ("came", "come", "went"):
            speaker = _from(item, k)
        else:
            speaker = subjects.trimmed(item, start, k) if start < k else _inverted(item, k)
        clause = max((j + 1 for j in range(at) if item.low(j) in (";", "“")), default=0)
        return Voice(speaker, clause) if speaker else None
    return None


def _from(item: Line, cry: int) -> tuple[int, int] | None:
    """ ", came shouts from X": the phrase after "from"."""
    start = next((k for k in range(cry, min(cry + 4, len(item.lows))) if item.low(k) == "from"), -1)
    return _inverted(item, start) if start > 0 else None


def _inverted(item: Line, verb: int) -> tuple[int, int] | None:
    """ ", said Ms. Nelson, whose ...": the phrase after the verb."""
    past = verb + 1
    while past < len(item.lows) and item.low(past) not in words("boundary") | {",", "”", '"'}:
        past += 1
    return subjects.trimmed(item, verb + 1, past)
