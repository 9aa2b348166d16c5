"""Demands in lines of their own below "... demands:" or "... wants the company to:"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analysis.demands import nouns, verbs
from analysis.demands.drafts import Draft, Place
from analysis.demands.lexicon import nouns as noun_cues
from analysis.demands.lexicon import verbs as verb_cues
from analysis.demands.tokens import Line

BULLET = re.compile(r"\s*(?:[-–—•*·]|\(?\d{1,2}[.)])\s+")
CONFIDENCE = 0.85
NEAR = 12
"""So many words before the colon the cue stands."""


def read(item: Line, following: Iterable[Line]) -> Iterator[Draft]:
    """The bullets after a sentence that announces demands and ends with a colon."""
    found = _announcing(item)
    if found is None:
        return
    cue, holder, target = found
    place = item.starts[cue], item.past(cue)
    for span in following:
        mark = BULLET.match(item.text, span.start, span.end)
        if mark is None:
            return
        last = span.end
        while last > mark.end() and item.text[last - 1] in " .;,":
            last -= 1
        if last > mark.end():
            yield Draft(
                span=(mark.end(), last), cue=place, rule="list", confidence=CONFIDENCE,
                holder=holder, target=target, family=place[0],
            )  # fmt: skip


def _announcing(item: Line) -> tuple[int, Place | None, Place | None] | None:
    """(cue, holder, target) of "main demands:" and of "wants X to:", "is calling for:"."""
    last = len(item.lows) - 1
    for at, low in enumerate(item.lows):
        cue = noun_cues().get(low)
        if cue is not None and cue.list and nouns.real(item, at):
            return at, _span(item, nouns.holder(item, at, at)), None
    for at in range(last - 1, max(-1, last - NEAR), -1):
        verb = verb_cues().get(item.low(at))
        if verb is None or not verbs.verb_reading(item, at, verb):
            continue
        before = item.low(last - 1)
        if at == last - 1 or before in verb.content or before == "that":
            return at, _span(item, verbs.subject(item, at)), None
        if before == "to" and last - 1 > at + 1:
            first = at + 1 + (item.low(at + 1) in verb.person)
            return at, _span(item, verbs.subject(item, at)), _span(item, (first, last - 1))
    return None


def _span(item: Line, phrase: tuple[int, int] | None) -> Place | None:
    return item.span(*phrase) if phrase and phrase[0] < phrase[1] else None
