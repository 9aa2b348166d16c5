"""Whose turn it is: what the one who was asked says next, in whatever words.

A report puts the answer straight after the demand, in the same paragraph.  So the next to speak
there answers if he was asked, or may speak for who was; his words only tell how.  Evidence adds up:
who speaks, whether he refuses, promises or weighs something, whether he points back or names what
was demanded; a number of something else speaks against it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from analysis.demands import retorts
from analysis.demands.offers import numbers_answer
from analysis.demands.parties import Parties, Party
from analysis.demands.replies import Kind
from analysis.demands.retorts import Retort
from analysis.demands.topics import against, denies, grants, meaning, touches
from store.records import Article, Demand, Response, Statement

NEXT = 320
"""So many characters after a demand its answer begins."""
MOST = 4
"""So many demands before a statement may be what it answers."""
LATER = 0.1
"""Of demands that fit alike, of several holders, the later one is answered."""
ENOUGH = 3.0
"""Evidence from which on a statement answers."""
BLANK = re.compile(r"\n\s*\n")
WEIGHED = re.compile(
    r"\b(?:is|was|were|are|being|be) being (?:\w+ed|held|thought over|looked \w+)\b"
    r"|\b(?:consider|examin|study|review|discuss|assess|weigh|look|explor|think|investigat)\w*ing\b"
    r"|\b(?:would|will) (?:consider|examine|study|review|discuss|assess|weigh|decide|look|listen)\b"
    r"|\b(?:is|was|were) (?:open|ready|willing|prepared|free|welcome)\b|\bunder (?:review|way)\b",
    re.IGNORECASE,
)
"""What is weighed is neither granted nor refused."""
DONE = re.compile(
    r"\b(?:has|have|had) (?:already |now |all |both )*been \w+(?:ed|en|ght|nt|id|de|ne|wn|ld|et)\b"
    r"|\b(?:has|have|had) already\b|\bon (?:its|their|the) way\b",
    re.IGNORECASE,
)
"""What has been done meets a demand to do something."""
FIRM = re.compile(
    r"\bas planned\b|\b(?:would|will|to) (?:continue|go on|go ahead|proceed|remain|stay|stand|keep"
    r"|carry on|see \w+|be back|be running|resume|begin|start)\b",
    re.IGNORECASE,
)
"""What goes on is not stopped."""
AIDE = re.compile(
    r"(?:(?:an? |the |another )?(?:spokes\w+|aides?|lawyers?|deputy|office) (?:for|of|to) (?:the )?"
    r"(.+)"
    r"|(.+)[’']s (?:office|spokes\w+|aides?|lawyers?))$",
    re.IGNORECASE,
)
"""Who speaks for another."""
INFORMING = frozenset(("deny", "accuse", "demand"))
TELLING = re.compile(r"\b(?:according|estimat|report|show|found|count|record)", re.IGNORECASE)
DIGIT = re.compile(r"\d")


def with_turns(
    found: Sequence[Demand], article: Article, statements: Sequence[Statement], parties: Parties
) -> tuple[Demand, ...]:
    """The demands of a text in order, with the answers of those who speak next."""
    more: dict[str, list[Response]] = {}
    for turn in turns(found, statements, parties, article.text):
        answer = Response(
            start=turn.said.start,
            end=turn.said.end,
            text=article.text[turn.said.start : turn.said.end],
            by=turn.by.name,
            response=turn.kind,
            article=article.id,
        )
        more.setdefault(turn.item.id, []).append(answer)
    return tuple(
        msgspec.structs.replace(item, responses=_in_order(item.responses, more.get(item.id, ())))
        for item in found
    )


def _in_order(*given: Iterable[Response]) -> tuple[Response, ...]:
    return tuple(sorted((one for part in given for one in part), key=lambda one: one.start))


def turns(
    found: Sequence[Demand],
    statements: Sequence[Statement],
    parties: Parties,
    text: str,
) -> Iterator[Retort]:
    """Answers by those who speak next; `found` are the demands of the text in order.

    Of demands that have an answer only what both sides are asked is answered again, and what
    answers one demand answers no other here.
    """
    used = sorted({(a.start, a.end) for item in found for a in item.responses})
    before: list[Statement] = []
    at = 0
    for said in sorted((s for s in statements if not s.nested and s.speaker), key=_place):
        while at < len(found) and found[at].start < said.start:
            at += 1
        near = _near(found[max(0, at - MOST) : at], said, text)
        since = [other for other in before if near and other.start >= near[0].end]
        before = [*before[-retorts.LAST :], said]
        if said.act in INFORMING or not near or _among(used, said):
            continue
        by = parties.named(said.speaker)
        by = by if by.name else Party(said.speaker, None)
        asked = [Asked(item, parties, by, retorts.named(said, text)) for item in near]
        free = [one for one in asked if one.waits()]
        for item in _best(free, said, since):
            yield Retort(item, said, by, how(item, said))


class Asked:
    """A demand before a statement, and whether who speaks there was asked, or may answer at all."""

    def __init__(self, item: Demand, parties: Parties, by: Party, name: str) -> None:
        called = retorts.called(item, name)
        whom = _spoken_for(by, parties)
        self.item = item
        self.asked = called or any(retorts.asked(item, one, parties) for one in (by, whom))
        self.other = called or retorts.other(item, by, parties)
        self.both = retorts.BOTH.match(item.target) is not None
        self.office = any(retorts.OFFICE.search(name) for name in (*by.names(), *whom.names()))
        self._by = by.name

    def waits(self) -> bool:
        """Whether the demand has no answer yet, or, if both sides were asked, none of this one."""
        given = self.item.responses
        again = any(answer.by == self._by for answer in given)
        return self.other and (not given or (self.both and not again))


def _spoken_for(by: Party, parties: Parties) -> Party:
    """For whom a spokesman or an office speaks, else the speaker."""
    found = AIDE.match(by.name)
    name = next(filter(None, found.groups()), "") if found is not None else ""
    return parties.named(name) if name else by


def _among(used: Sequence[tuple[int, int]], said: Statement) -> bool:
    """Whether a statement overlaps one of the spans, which are in order."""
    at = bisect_right(used, (said.end, 0))
    return any(start < said.end and said.start < end for start, end in used[max(0, at - MOST) : at])


def _place(said: Statement) -> tuple[int, int]:
    return said.start, said.end


def _near(found: Sequence[Demand], said: Statement, text: str) -> list[Demand]:
    """The demands before a statement in its paragraph."""
    near = [i for i in found if i.end <= said.start < i.end + NEXT and i.statement != said.id]
    return [item for item in near if BLANK.search(text, item.end, said.start) is None]


def _best(near: Sequence[Asked], said: Statement, since: Sequence[Statement]) -> list[Demand]:
    """The demands that a statement answers: what it names, else those of one row that fit best.

    What is granted of a row without its words is the first of it: the rest is answered after it.
    """
    scored = [(evidence(one, said, since) + LATER * at, one.item) for at, one in enumerate(near)]
    top, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    if best is None or top < ENOUGH:
        return []
    about = touches(best.text, said.text)
    row = [
        item
        for score, item in scored
        if score >= ENOUGH and item.holder == best.holder and item.target == best.target
    ]
    row = [item for item in row if touches(item.text, said.text) == about]
    return row if about or how(best, said) == "rejected" else row[:1]


def evidence(one: Asked, said: Statement, since: Sequence[Statement]) -> float:
    """How much speaks for it that a statement in a demand's paragraph answers it.

    `since` are the statements before it in the paragraph.
    """
    item = one.item
    if item.target and not one.asked:
        return 0.0
    between = [other for other in since if other.start >= item.end]
    if any(s.speaker not in (said.speaker, item.holder) for s in between if s.act != "demand"):
        return 0.0
    shared = bool(meaning(item.text) & meaning(said.text))
    about = touches(item.text, said.text)
    number = DIGIT.search(said.text) is not None and DIGIT.search(item.text) is None
    score = 3.0 if one.asked and not one.both else 2.0 if one.office or one.both else 1.0
    if not one.asked and said.kind == "direct":
        score -= 1.0
    points = retorts.POINTS.search(said.text) is not None
    score += 1.0 * _formed(said) + 0.5 * about + 0.5 * shared + 0.5 * points
    score -= 1.0 * (number and not about) + 1.0 * (TELLING.search(said.cue) is not None)
    repeated = any(other.speaker == said.speaker for other in between)
    return score - 1.5 * repeated - 2.0 * (said.act == "reject" and not about)


def _formed(said: Statement) -> bool:
    """Whether a statement refuses, promises or weighs something, or tells that it is done."""
    words = said.text
    if said.act in ("promise", "offer") or retorts.NEGATED.search(words) or grants(words):
        return True
    return any(pattern.search(words) for pattern in (WEIGHED, DONE, FIRM)) or denies(words)


def how(item: Demand, said: Statement) -> Kind:
    """What the words of an answer make of the demand."""
    words, stop = said.text, against(item.text) or bool(meaning(item.text) & meaning("resign"))
    if numbers_answer(words, item.text):
        return "counter-offer"
    if WEIGHED.search(words):
        return "counter-offer" if retorts.IF.search(words) else "assurance"
    if retorts.NEGATED.search(words) or denies(words):
        return "assurance" if stop and touches(item.text, words) else "rejected"
    if said.act in ("promise", "offer"):
        return "assurance"
    if stop:
        return "conceded" if against(words) and not FIRM.search(words) else "rejected"
    if DONE.search(words):
        return "conceded"
    return "assurance" if grants(words) and not FIRM.search(words) else "rejected"


__all__ = ["evidence", "how", "turns", "with_turns"]
