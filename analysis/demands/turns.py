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
from analysis.demands.parties import Parties, Party
from analysis.demands.retorts import Retort
from analysis.demands.topics import meaning, touches
from analysis.demands.wordings import BACK, formed, how
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
AIDE = re.compile(
    r"(?:(?:an? |the |another )?(?:spokes\w+|aides?|lawyers?|deputy|office) (?:for|of|to) (?:the )?"
    r"(.+)"
    r"|(.+)[’']s (?:office|spokes\w+|aides?|lawyers?))$",
    re.IGNORECASE,
)
"""Who speaks for another."""
MINISTERIAL = re.compile(r"\b(?:minist(?:er|ry|ers|ries)|government|cabinet)\b", re.IGNORECASE)
INFORMING = frozenset(("deny", "accuse", "demand"))
LEADER = re.compile(
    r"\b(?:chief executive|chief|boss|chairman|chairwoman|director|head|owner|operator|company|ceo"
    r"|manager|management|leader|commander|colonel|general|navy|army|police|coast ?guard)\b",
    re.IGNORECASE,
)
"""Who can grant or refuse something, though nobody said of whom it was asked."""
BODY = frozenset(
    "company firm operator airline bank group agency club owner manufacturer producer employer"
    " retailer shipowner insurer developer union federation league association party regulator"
    " hospital university school railway utility organisation organization committee".split()
)
"""Words for a body that has been named."""
TOLD_TO = re.compile(r"(?:\w+ ){0,2}to (?!the\b|an?\b)[a-z]+\b")
"""What somebody is told to do."""
OF_BODY = re.compile(
    r"(?:the |its )?(\w+) "
    r"(?:spokes\w+|chief(?: executive)?|boss|head|director|president|chair\w*)$",
    re.IGNORECASE,
)
"""Who speaks for "the company"."""
SPEAKING = re.compile(r"\b(?:spokes\w+|officials?|army|military|ministry|government)$")
"""Who speaks for the side that was named."""
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
        ordered = TOLD_TO.match(said.text) is not None
        if said.act in INFORMING or not near or ordered or _among(used, said):
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
        self.asked = (
            called
            or any(retorts.asked(item, one, parties) for one in (by, whom))
            or _speaks_for_state(item, by, parties)
            or _stands_for(item, by)
        )
        self.other = called or retorts.other(item, by, parties)
        self.vague = item.target.islower()
        self.both = retorts.BOTH.match(item.target) is not None
        names = [name.removesuffix(" (government)") for name in (*by.names(), *whom.names())]
        self.office = any(retorts.OFFICE.search(name) for name in names)
        self.leads = any(LEADER.search(name) for name in names)
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


def _speaks_for_state(item: Demand, by: Party, parties: Parties) -> bool:
    """Whether a state is asked, and a ministry or minister of no named state speaks."""
    asked = parties.named(item.target).actor
    place = asked is None or asked.kind not in ("person", "org")
    named = item.target[:1].isupper() and " " not in item.target and place
    if not item.target.endswith(" (government)") and not named:
        return False
    return any(MINISTERIAL.search(name) for name in by.names())


def _stands_for(item: Demand, by: Party) -> bool:
    """Whether "the company" or its spokesman speaks, and a body with a name was asked."""
    if not item.target[:1].isupper():
        return False
    body = by.name.casefold().removeprefix("the ").removeprefix("its ").removeprefix("a ")
    if by.name.islower() and SPEAKING.search(body) is not None:
        return True
    roles = (found.group(1).casefold() for name in by.names() if (found := OF_BODY.match(name)))
    whole = body in BODY and by.name.islower()
    return not item.target.endswith(")") and (whole or any(role in BODY for role in roles))


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
    ousted = one.office and bool(meaning(item.text) & meaning("resign"))
    if item.target and not one.asked and not one.vague and not ousted:
        return 0.0
    between = [other for other in since if other.start >= item.end]
    if any(s.speaker not in (said.speaker, item.holder) for s in between if s.act != "demand"):
        return 0.0
    shared = bool(meaning(item.text) & meaning(said.text))
    about = touches(item.text, said.text)
    number = DIGIT.search(said.text) is not None and DIGIT.search(item.text) is None
    back = BACK.match(said.text) is not None
    score = 1.0 + 1.0 * (one.office or one.leads or one.both)
    score = 3.0 if one.asked and not one.both else score
    if not one.asked and said.kind == "direct":
        score -= 1.0
    points = retorts.POINTS.search(said.text) is not None
    score += 1.0 * formed(said) + 0.5 * about + 0.5 * shared + 0.5 * (points or back) + 0.5 * back
    score -= 1.0 * (number and not about) + 1.0 * (TELLING.search(said.cue) is not None)
    repeated = any(other.speaker == said.speaker for other in between)
    return score - (0.5 if shared else 1.5) * repeated - 2.0 * (said.act == "reject" and not about)


__all__ = ["evidence", "turns", "with_turns"]
