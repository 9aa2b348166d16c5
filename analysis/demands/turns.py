"""Whose turn it is: what is said or done after a demand, and whether that answers it.

Evidence is weighed for each demand and move (`evidence`); the demand for which most speaks is
answered, and those beside it for which as much speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec

from analysis.demands import asked, evidence
from analysis.demands.asked import Asked
from analysis.demands.evidence import Signs, Where
from analysis.demands.moves import Move, Moves
from analysis.demands.parties import Parties
from analysis.demands.sorts import sort
from analysis.demands.story import Story
from analysis.demands.topics import touches
from store.records import Article, Demand, Response

SENTENCES = 6
"""So many sentences, that of the demand included, may hold its answer."""
MOVES = 20
"""So many moves after a demand are weighed."""
ROW = 6
"""So many demands before a move may be what it answers."""
PER_DEMAND = 1000
"""In an article with fewer demands than one to so many characters little is an answer."""
RELUCTANT = 2.5
"""So much more has to speak for an answer there."""
ENOUGH = 0.1
"""The log odds from which on a move answers."""
LESS = 0.7
"""A demand is answered too for which so much less speaks than for the best one."""
LEAD = 20
"""So many characters before what is said tell that it is not: "declined to say ..."."""
SILENT = re.compile(
    r"\b(?:(?:declin|refus)\w+ to (?:comment|say|speak|be drawn|answer)"
    r"|(?:not|never|n[’']t|yet to) (?:immediately |yet )*(?:respond|repl|comment|react|sa[iy]d?\b"
    r"|answer|reached)\w*|no (?:immediate )?(?:comment|reaction|reply|response)|non-?committal)",
    re.IGNORECASE,
)
"""What is no answer: silence."""
BACKING = re.compile(
    r"\b(?:back|support|echo|join|second|endors|repeat|renew|reiterat|cut|drop|withdr)\w* "
    r"(?:\w+ ){0,2}(?:demand|call|appeal|request|plea)s?\b",
    re.IGNORECASE,
)
"""Who backs a demand, or changes his own, does not answer it."""


ALL = re.compile(r"(?:both|all|these|those|them)\b", re.IGNORECASE)
"""What opens an answer to all that was demanded."""


class Turn(NamedTuple):
    """A move that may answer a demand, and how much speaks for it."""

    item: Demand
    move: Move
    score: float


def with_turns(
    found: Sequence[Demand],
    article: Article,
    story: Story,
    moves: Moves,
    parties: Parties,
) -> tuple[Demand, ...]:
    """The demands of a text in order, with the answers that lie in what follows them."""
    more: dict[str, list[Response]] = defaultdict(list)
    for turn in turns(found, article.text, story, moves, parties):
        move = turn.move
        answer = Response(
            start=move.start,
            end=move.end,
            text=article.text[move.start : move.end],
            by=_by(turn),
            response=sort(turn.item, move),
            article=article.id,
        )
        more[turn.item.id].append(answer)
    return tuple(
        msgspec.structs.replace(item, responses=_in_order(item.responses, more[item.id]))
        if item.id in more
        else item
        for item in found
    )


def turns(
    found: Sequence[Demand],
    text: str,
    story: Story,
    moves: Moves,
    parties: Parties,
) -> list[Turn]:
    """The moves that answer demands; what is an answer already answers no other demand here."""
    used = sorted({(a.start, a.end) for item in found for a in item.responses})
    weighed = [one for one in candidates(found, text, story, moves, parties) if one.score > ENOUGH]
    free = [one for one in weighed if not _among(used, one.move) and _more(one)]
    best: dict[int, float] = {}
    for one in free:
        best[one.move.start] = max(best.get(one.move.start, 0.0), one.score)
    near = [one for one in free if one.score >= best[one.move.start] - LESS]
    rows: dict[int, list[Turn]] = defaultdict(list)
    for one in near:
        rows[one.move.start].append(one)
    return [one for one in near if _first(one, rows[one.move.start])]


def _first(one: Turn, row: Sequence[Turn]) -> bool:
    """Whether what is granted of several demands without their words is the first of them."""
    if (
        ALL.match(one.move.text)
        or len(row) == 1
        or row[0] is one
        or sort(one.item, one.move) == "rejected"
    ):
        return True
    return any(touches(other.item.text, one.move.text) for other in row)


def _more(one: Turn) -> bool:
    """Whether somebody has not answered the demand yet, or speaks of it again."""
    again = any(answer.by == one.move.by.name for answer in one.item.responses)
    return not again or touches(one.item.text, one.move.text)


def candidates(
    found: Sequence[Demand],
    text: str,
    story: Story,
    moves: Moves,
    parties: Parties,
) -> Iterator[Turn]:
    """Every demand with every move after it that may answer it, and how much speaks for that."""
    sparse = _sparse(found, text)
    for item, move, reasons, stands in pairs(found, text, story, moves, parties):
        if sparse and not evidence.signed(reasons, stands):
            continue
        yield Turn(item, move, evidence.score(reasons) - (RELUCTANT if sparse else 0.0))


def _sparse(found: Sequence[Demand], text: str) -> bool:
    """Whether an article is about something else than demands."""
    return len(found) * PER_DEMAND < len(text)


def pairs(
    found: Sequence[Demand],
    text: str,
    story: Story,
    moves: Moves,
    parties: Parties,
) -> Iterator[tuple[Demand, Move, dict[str, float], Asked]]:
    """Every demand with every move after it that may answer, and the reasons for the two."""
    ledger = Ledger(found)
    known: dict[tuple[int, int], Signs] = {}
    sparse = _sparse(found, text)
    for item in found:
        place = story.place(item.end - 1)
        start, both = story.paragraph(place), asked.BOTH.match(item.target) is not None
        first, voice = True, False
        for move in islice(moves.after(item.end, SENTENCES), MOVES):
            if sparse and not move.by.name:
                continue
            if ledger.overlaps(move):
                first, voice = False, True
                continue
            stands = _stands(item, move, ledger, parties)
            own = move.said is not None and move.said.id == item.statement
            if own or not stands.other or _silent(move, text):
                continue
            away = story.paragraph(move.place) - start
            turn = both and not voice
            step = 1 if turn else move.place - place
            where = Where(step, away, first or turn, voice, ledger.last(move) is item)
            row = ledger.row(item, move, story)
            key = move.start, move.end
            signs = known[key] = known.get(key) or evidence.signs(move)
            reasons = evidence.reasons(item, move, signs, stands, where, row)
            if not evidence.barred(reasons, move):
                yield item, move, reasons, stands
            first, voice = False, voice or not stands.asked


class Ledger:
    """The demands of a text in order, to be asked by place."""

    def __init__(self, found: Sequence[Demand]) -> None:
        self._found = found
        self._starts = [item.start for item in found]

    def before(self, move: Move) -> Sequence[Demand]:
        """The last demands before a move."""
        at = bisect_left(self._starts, move.start)
        return self._found[max(0, at - ROW) : at]

    def row(self, item: Demand, move: Move, story: Story) -> list[Demand]:
        """What else the holder of a demand has asked for beside it, before a move."""
        place = story.place(item.start)
        own = (one for one in self.before(move) if one.holder == item.holder)
        beside = (one for one in own if abs(story.place(one.start) - place) <= 1)
        return [one for one in beside if one is not item]

    def last(self, move: Move) -> Demand | None:
        """The last demand before a move."""
        near = self.before(move)
        return near[-1] if near else None

    def overlaps(self, move: Move) -> bool:
        """Whether something is demanded in a move."""
        at = bisect_left(self._starts, move.end)
        return any(item.end > move.start for item in self._found[max(0, at - ROW) : at])


UNNAMED = Asked(asked=False, other=True, power=False, private=False)
"""How stands to a demand whom nothing names."""


def _stands(item: Demand, move: Move, ledger: Ledger, parties: Parties) -> Asked:
    """How who makes a move stands to a demand; "it did so" is said of whom was asked last."""
    stands = asked.stands(item, move.by, move.name, parties) if move.by.name else UNNAMED
    if move.pronoun and item.target and ledger.last(move) is item:
        return stands._replace(asked=True, other=True)
    return stands


def _by(turn: Turn) -> str:
    """By whom an answer is; of "it did so", and of what nobody is told to do, who was asked."""
    unnamed = turn.move.pronoun or not turn.move.by.name
    return turn.item.target if unnamed and turn.item.target else turn.move.by.name


def _silent(move: Move, text: str) -> bool:
    """Whether a move tells that there is no answer, or backs the demand."""
    first, past = max(0, move.start - LEAD), move.end
    if move.said is None:
        first = move.start
    if SILENT.search(text, first, past) is not None:
        return True
    return move.said is None and BACKING.search(move.text) is not None


def _among(used: Sequence[tuple[int, int]], move: Move) -> bool:
    """Whether a move overlaps one of the spans, which are in order."""
    at = bisect_right(used, (move.end, 0))
    near = used[max(0, at - ROW) : at]
    return any(start < move.end and move.start < end for start, end in near)


def _in_order(*given: Iterable[Response]) -> tuple[Response, ...]:
    return tuple(sorted((one for part in given for one in part), key=lambda one: one.start))


__all__ = ["Turn", "candidates", "pairs", "turns", "with_turns"]
