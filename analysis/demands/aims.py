"""Of whom a demand is asked whose clause does not say it: who is near is weighed by aims.toml.

Candidates are who answers, speaks or acts in the sentences around, who is named in them, of whom
the holder's other demands are asked, and whose thing it is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from math import fsum

import msgspec

from analysis.demands import asked, sides
from analysis.demands.evidence import signs
from analysis.demands.lexicon import packaged
from analysis.demands.moves import Moves
from analysis.demands.parties import Parties, Party
from analysis.demands.story import Story
from analysis.demands.topics import touches
from store.records import Demand

AFTER = 4
"""So many sentences, that of the demand included."""
NEXT = 3
"""So many moves of others after a demand are weighed."""
ENOUGH = 0.0
"""The log odds from which on somebody is asked."""
NEIGHBOURS = 6
REMOVED = re.compile(
    r"\b(?:dismiss\w*|fir(?:ed|ing)|sack\w*|remov\w+|oust\w*|arrest\w*|releas\w+|freed?\b|suspen\w+"
    r"|punish\w*|tried|trial|prosecut\w+|questioned|charged|extradit\w+|handed over"
    r"|held accountable)\b"
)
"""What somebody else has to do to the one who is named."""
OFFICE_OF = re.compile(r"(.+?)(?:[’']s (?:government|authorities|office|spokes\w+)| spokes\w+)$")
"""Who speaks or acts for the one that was named before."""
BESIDE = frozenset("accused row_same row_next".split())
SAY = frozenset("office leader role body is_org is_state".split())
ANSWERS = frozenset(
    "answers_rejected answers_conceded answers_assurance answers_counter-offer".split()
)
TURN = frozenset(
    "move_act_yes move_act_no move_told_yes move_told_no move_will move_replying move_weighed"
    " move_ready move_describing touches numbers".split()
)
DIGIT = re.compile(r"\d")


class Aims:
    """Who may be asked in one article."""

    def __init__(
        self,
        text: str,
        story: Story,
        moves: Moves,
        parties: Parties,
        told: Collection[tuple[int, int]],
    ) -> None:
        """`told` are the spans of the demands whose clause says who must act."""
        self.text, self._story, self._moves, self._parties = text, story, moves, parties
        self._told = told
        self._ranks: dict[str, frozenset[str]] = {}
        self._most = ""

    def aimed(self, found: Sequence[Demand]) -> Iterator[Demand]:
        """The demands, those without a word of who must act with the one for whom most speaks."""
        every = Counter(one.target for one in found if one.target and self._says(one))
        for name, count in every.most_common(1):
            self._most = name if count > 1 else ""
        for number, item in enumerate(found):
            if self._says(item) or not item.holder:
                yield item
                continue
            near = self.candidates(found, number)
            ranked = [(score(reasons), name) for name, reasons in near.items()]
            best = max(ranked, default=(ENOUGH, ""))
            yield msgspec.structs.replace(item, target=best[1] if best[0] > ENOUGH else "")

    def _says(self, item: Demand) -> bool:
        """Whether the clause of a demand says who must act, or the entry that it means."""
        return item.demand != "other" or (item.start, item.end) in self._told

    def candidates(self, found: Sequence[Demand], number: int) -> dict[str, set[str]]:
        """The names of who may be asked and has to do with it, each with the reasons that hold."""
        item = found[number]
        holder = self._parties.named(item.holder)
        reasons: dict[str, set[str]] = defaultdict(set)
        known: dict[str, Party] = {}
        for name, reason, party in self._near(found, number):
            one = party or self._parties.named(name)
            name, one = self._side(name, one)
            if not name or name == item.holder or sides.same(holder, one):
                continue
            known.setdefault(name, one)
            reasons[name].add(reason)
        for name, own in reasons.items():
            own |= set(self._kind(item, known[name]))
        met_by = {name: own for name, own in reasons.items() if met(own)}
        for name, own in met_by.items():
            own |= set(self._around(item, known[name]))
        return met_by

    def _side(self, name: str, party: Party) -> tuple[str, Party]:
        """For whom "a police spokesman" speaks, if no table knows him."""
        found = OFFICE_OF.match(name) if party.actor is None else None
        if found is None:
            return name, party
        whole = self._parties.known(found.group(1))
        return (whole.name, whole) if whole.name else (found.group(1), Party(found.group(1), None))

    def _near(
        self, found: Sequence[Demand], number: int
    ) -> Iterator[tuple[str, str, Party | None]]:
        item = found[number]
        if item.target:
            yield item.target, "before", None
        for answer in item.responses:
            yield answer.by, f"answers_{answer.response}", None
        yield from self._row(found, number)
        yield from self._after(item)
        accused = self._parties.accused(item.start)
        if accused.name:
            yield accused.name, "accused", accused

    def _row(self, found: Sequence[Demand], number: int) -> Iterator[tuple[str, str, Party | None]]:
        """Of whom the holder's other demands are asked."""
        item = found[number]
        holder = self._parties.named(item.holder)
        near = found[max(0, number - NEIGHBOURS) : number + NEIGHBOURS]
        own = [
            one
            for one in near
            if one is not item
            and one.target
            and self._says(one)
            and sides.same(self._parties.named(one.holder), holder)
        ]
        place = self._story.place(item.start)
        for one in own:
            gap = abs(self._story.place(one.start) - place)
            sort = "row_same" if gap == 0 else "row_next" if gap == 1 else "row_far"
            yield one.target, sort, None
        most = Counter(one.target for one in own).most_common(1)
        if most:
            yield most[0][0], "row_most", None
        if self._most:
            yield self._most, "most", None

    def _after(self, item: Demand) -> Iterator[tuple[str, str, Party | None]]:
        holder = self._parties.named(item.holder)
        place = self._story.place(item.end - 1)
        paragraph = self._story.paragraph(place)
        seen = 0
        for move in self._moves.after(item.end, AFTER):
            if seen == NEXT:
                break
            if not move.by.name or sides.same(holder, move.by):
                continue
            seen += 1
            if self._rank(move.by).isdisjoint(SAY):
                continue
            if seen == 1 and move.place - place < 2:
                yield move.by.name, "first", move.by
            if self._story.paragraph(move.place) != paragraph:
                yield move.by.name, "paragraph", move.by
            if DIGIT.search(item.text) and DIGIT.search(move.text):
                yield move.by.name, "numbers", move.by
            if touches(item.text, move.text):
                yield move.by.name, "touches", move.by
            own = signs(move).reasons
            yield from ((move.by.name, f"move_{one}", move.by) for one in own)
            if move.said is None:
                yield move.by.name, "did", move.by

    def _around(self, item: Demand, party: Party) -> Iterator[str]:
        """Where somebody is named in the sentence of a demand or in the one before it."""
        place = self._story.place(item.start)
        start, end = self._story.span(place)
        word = party.name.removesuffix(" (government)").rpartition(" ")[2]
        if self.text.find(word, start, item.start) >= 0:
            yield "same_before"
        if self.text.find(word, item.end, end) >= 0:
            yield "same_after"
        if place and self.text.find(word, *self._story.span(place - 1)) >= 0:
            yield "before_1"

    def _kind(self, item: Demand, party: Party) -> Iterator[str]:
        yield from self._rank(party)
        word = party.name.rpartition(" ")[2]
        if word in item.text and REMOVED.search(item.text):
            yield "removed"

    def _rank(self, party: Party) -> frozenset[str]:
        """What sort of actor a party is, and whether it has a say."""
        known = self._ranks.get(party.name)
        if known is None:
            known = self._ranks[party.name] = frozenset(_ranks(party))
        return known


def _ranks(party: Party) -> Iterator[str]:
    kind = party.actor.kind if party.actor is not None else "unknown"
    yield f"is_{kind}"
    names = [name.removesuffix(" (government)") for name in party.names()]
    if kind == "state" or any(asked.OFFICE.search(one) for one in names):
        yield "office"
    elif any(asked.LEADER.search(one) for one in names):
        yield "leader"
    elif any(asked.ROLE.search(one) for one in names):
        yield "role"
    if party.name.islower():
        yield "lower"
        if party.name.rpartition(" ")[2] in asked.BODY | asked.STATE | asked.CITY:
            yield "body"


def met(reasons: Collection[str]) -> bool:
    """Whether who has these reasons has to do with the demand, and is not just named near it.

    He is asked for something else in the same breath or was accused by who asks; or he has a say
    and answers, or it is his turn: he speaks or acts next, of the same thing or as one who grants,
    refuses or weighs.
    """
    if not BESIDE.isdisjoint(reasons):
        return True
    if SAY.isdisjoint(reasons):
        return False
    if not ANSWERS.isdisjoint(reasons):
        return True
    return "first" in reasons and "paragraph" not in reasons and not TURN.isdisjoint(reasons)


@cache
def weights() -> dict[str, float]:
    """The weight of each reason, and of "base"."""
    found: dict[str, dict[str, float]] = packaged("aims.toml")
    return found["weight"]


def score(found: Collection[str]) -> float:
    """The log odds that who has these reasons is asked."""
    known = weights()
    return known["base"] + fsum(known.get(name, 0.0) for name in found)


__all__ = ["Aims", "score", "weights"]
