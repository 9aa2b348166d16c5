"""What is said or done in an article, by its sentences: the moves that may answer a demand.

A move is a statement, or a clause of a sentence in which nobody speaks: "The army pulled back".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.demands import asked, subjects, tokens
from analysis.demands.lexicon import words
from analysis.demands.parties import NOBODY, PRONOUNS, Parties, Party
from analysis.demands.story import Place, Story
from analysis.demands.tokens import Line
from store.records import Demand, Statement

BACK = 4
"""So many statements before a sentence may reach into it."""
JOINED = 60
"""So many characters after what is said or demanded the sentence goes on with a deed."""
APPOSITION = 16
"""So many words at most stand between a subject and its verb: "Orlin, the maker of tyres, ..."."""
PART = re.compile(
    r";\s|,?\s(?:but|while|yet)\s"
    r"|,\sand\s(?=(?:the|an?|he|she|it|they|there|this|[A-Z]\w+)\s)"
    r"|,?\sand\s(?=(?:\w+ed|was|were|has|have|had|will|would|is|are|said|took|gave|set|put|made|went"
    r"|got|told|let|left|sent|began|withdrew)\b)"
)
"""Where the next clause of a sentence begins."""
AROUND = 3000
"""So many characters before and behind a clause its subject is a name within a sentence."""
HE = frozenset("he she it they".split())
INSERTED = frozenset("who which the a an its his her their whose".split())
"""What a relative clause or an apposition begins with."""
NAMELESS = frozenset("you one there that this what these those nobody someone somebody".split())


class Move(NamedTuple):
    """A statement or the clause of a deed, by whom, and the place of its sentence.

    `name` are the words for who it is by, in small letters; `cue` the verb of saying or doing;
    `said` is None for a deed, which has its words and the index of its verb instead.
    """

    start: int
    end: int
    text: str
    by: Party
    name: str
    cue: str
    place: Place
    said: Statement | None
    line: Line | None = None
    verb: int = 0
    pronoun: bool = False

    @property
    def words(self) -> str:
        """What is said, or what is done without who does it."""
        if self.line is None:
            return self.text
        return self.text[self.line.starts[self.verb] - self.start :]


class Moves:
    """The moves of an article, read sentence by sentence where one looks."""

    def __init__(
        self,
        text: str,
        story: Story,
        statements: Sequence[Statement],
        found: Sequence[Demand],
        parties: Parties,
    ) -> None:
        self._text, self._story, self._parties = text, story, parties
        self._said = sorted((s for s in statements if not s.nested), key=lambda s: s.start)
        self._starts = [said.start for said in self._said]
        self._found, self._asked = found, [item.start for item in found]
        self._known: dict[Place, list[Move]] = {}

    def after(self, position: int, count: int) -> Iterator[Move]:
        """The moves that begin behind a position, in its sentence and the next ones."""
        for place in self._story.following(self._story.place(position - 1), count):
            known = self._known.get(place)
            if known is None:
                known = self._known[place] = sorted(self._read(place), key=_start)
            yield from (move for move in known if move.start >= position)

    def _read(self, place: Place) -> Iterator[Move]:
        start, end = self._story.span(place)
        first, past = bisect_left(self._starts, start), bisect_left(self._starts, end)
        before = self._said[max(0, first - BACK) : first]
        inside = [said for said in before if said.end > start] + self._said[first:past]
        for said in self._said[first:past]:
            by = self._parties.named(said.speaker) if said.speaker else NOBODY
            by = by if by.name or not said.speaker else Party(said.speaker, None)
            name = asked.named(said, self._text)
            cue = said.cue.casefold()
            yield Move(said.start, said.end, said.text, by, name, cue, place, said)
        at = bisect_left(self._asked, start), bisect_left(self._asked, end)
        wanted = [item for item in self._found[max(0, at[0] - 1) : at[1]] if item.end > start]
        yield from self._told(place, inside, wanted)

    def _told(
        self, place: Place, inside: Sequence[Statement], wanted: Sequence[Demand]
    ) -> Iterator[Move]:
        """The clauses behind what is said and demanded in a sentence: all, if nothing is."""
        start, end = self._story.span(place)
        last = max([start, *(said.end for said in inside), *(item.end for item in wanted)])
        cuts = [(m.start(), m.end()) for m in PART.finditer(self._text, last, end)]
        if last > start:
            cuts = cuts[:1] if cuts and cuts[0][0] - last < JOINED else []
        else:
            cuts = [(start, start), *cuts]
        by = NOBODY
        if inside and inside[-1].speaker:
            by = self._parties.named(inside[-1].speaker)
        elif wanted and not inside:
            by = self._parties.named(wanted[-1].holder)
        stops = [*(left for left, _ in cuts[1:]), end][: len(cuts)]
        for (_, first), stop in zip(cuts, stops, strict=True):
            move = self._clause(place, first, stop, by)
            if move is not None:
                by = move.by
                yield move

    def _clause(self, place: Place, start: int, end: int, by: Party) -> Move | None:
        """The deed that a clause tells; without a subject it is by who acts in the one before."""
        line = tokens.line(self._text, start, end)
        size = len(line.lows)
        if size < 2:
            return None
        shared, verb, pronoun = _verb(line, 0), 0, False
        if not shared:
            subject = subjects.leading(line, 0, size)
            if subject is None:
                by, verb = NOBODY, _finite(line)
            else:
                by, verb = self._parties.mention(line.span(*subject)), _behind(line, subject[1])
                pronoun = subject[1] - subject[0] == 1 and line.low(subject[0]) in PRONOUNS
        if (
            verb >= size
            or not by.name
            or by.name.casefold() in NAMELESS
            or not (shared or self._can_act(by, start))
        ):
            by, verb = NOBODY, _finite(line)
            pronoun = line.low(verb - 1) in HE
            if verb >= size:
                return None
        head = verb
        while head + 1 < size and _helps(line.low(head)):
            head += 1
        text = self._text[start:end].rstrip(" .,\n\t")
        cue, name = line.low(head), by.name.casefold()
        past = start + len(text)
        return Move(start, past, text, by, name, cue, place, None, line, verb, pronoun)

    def _can_act(self, by: Party, start: int) -> bool:
        """Whether a subject is an actor or a name of the story, or a word for who can act."""
        if by.actor is not None and by.actor.kind != "unknown":
            return True
        if by.name.split()[-1].casefold() in words("actors") or asked.ROLE.search(by.name):
            return True
        name = re.escape(by.name)
        near = self._text[max(0, start - AROUND) : start + AROUND]
        return by.name[:1].isupper() and re.search(rf"[a-z,] {name}\b", near) is not None


def _start(move: Move) -> int:
    return move.start


def _finite(line: Line) -> int:
    """The index of the first word that can be a finite verb; past the end if there is none."""
    size = len(line.lows)
    return next((k for k in range(size) if _is_finite(line, k)), size)


def _is_finite(line: Line, at: int) -> bool:
    return line.low(at) in words("auxiliary") or tokens.past_verb(line, at)


def _helps(low: str) -> bool:
    return low in words("auxiliary") or tokens.is_adverb(low)


def _verb(line: Line, at: int) -> bool:
    """Whether the token, after adverbs, is a verb: the clause has the subject of the one before."""
    while tokens.is_adverb(line.low(at)):
        at += 1
    low = line.low(at)
    return low in words("finite") or low in words("auxiliary") or low.endswith("ed")


def _behind(line: Line, at: int) -> int:
    """The index behind a subject and its apposition or relative clause."""
    if line.low(at) != "," or line.low(at + 1) not in INSERTED:
        return at
    reach = range(at + 2, min(len(line.lows), at + APPOSITION))
    return next((k + 1 for k in reach if line.low(k) == ","), at)


__all__ = ["Move", "Moves"]
