"""A stretch of a sentence to its clauses, by marks, conjunctions and the verbs around them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from analysis import moments
from analysis.claims.lexicon import BASE, ING, PARTICIPLE, PAST, lexicon
from analysis.claims.tokens import BREAKS, Token, predicates

Kind = Literal["main", "coordinate", "subordinate", "relative", "participial", "content"]
ABSOLUTE = 12
"""So many words behind "with" its verb can stand."""
PLAIN = frozenset(("when", "while", "because", "although", "though", "whereas"))
"""Words that open a clause and nothing else."""
RANGE = 5
"""So many words lie between "between" and "and", or before "of whom"."""
TIMES = frozenset("second minute hour day week month year decade century noon local".split())
"""What follows a number that is a time, without the ending of its plural."""
PAIR = 8
"""So many words are two subjects joined by "and" at most."""
KNOWING = frozenset(("knew", "known"))
"""Forms of a verb of which the "that" clause is told with it."""


@dataclass(slots=True)
class Clause:
    """The words of one clause; `marker` is the word that opened it, as "which" or "after".

    `starts` are the offsets of the words, `ordered` if they only rise; `verbal` tells which words
    are finite verbs.
    """

    kind: Kind
    marker: str = ""
    words: list[Token] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    verbal: list[bool] = field(default_factory=list)
    comma: bool = False
    ordered: bool = True
    _bits: int = field(default=-1, init=False, repr=False, compare=False)

    @property
    def bits(self) -> int:
        """What its words can bring to a claim: the bits of all of them."""
        if self._bits < 0:
            self._bits = 0
            for word in self.words:
                self._bits |= word.bits
        return self._bits

    @property
    def start(self) -> int:
        """Offset of the first word."""
        return self.starts[0]

    @property
    def end(self) -> int:
        """Offset past the last word."""
        return self.starts[-1] + len(self.words[-1].text)

    def past(self, at: int) -> int:
        """Offset past the word at an index."""
        return self.starts[at] + len(self.words[at].text)

    def holds(self, place: int) -> bool:
        """Whether an offset lies in one of the words; those of an insertion are not its own."""
        starts = self.starts
        if self.ordered:
            at = bisect_right(starts, place) - 1
            return at >= 0 and place < starts[at] + len(self.words[at].text)
        return any(
            start <= place < start + len(word.text)
            for start, word in zip(starts, self.words, strict=True)
        )

    def take(self, other: Clause) -> None:
        """Add the words of another clause to the end of this one."""
        self.ordered = self.ordered and other.ordered and self.starts[-1] < other.starts[0]
        self._bits = -1
        self.words += other.words
        self.starts += other.starts
        self.verbal += other.verbal

    def upto(self, at: int) -> Clause:
        """Cut off what stands before the word at an index, as a clause; the word is dropped."""
        head = Clause(self.kind, self.marker, self.words[:at], self.starts[:at], self.verbal[:at])
        self._bits = -1
        self.words, self.starts = self.words[at + 1 :], self.starts[at + 1 :]
        self.verbal = self.verbal[at + 1 :]
        return head

    def has_finite(self) -> bool:
        """Whether a predicate has been met."""
        return True in self.verbal

    def finite(self) -> Iterator[int]:
        """The indexes of the words that are finite verbs."""
        return (index for index, verb in enumerate(self.verbal) if verb)


class _Cutter:
    """Walks over the words once; `outer` waits for its verb while an insertion is read."""

    def __init__(self, words: list[Token], starts: list[int]) -> None:
        self.words = words
        self.starts = starts
        self.sets = lexicon().sets
        self.verbal = predicates(words)
        self.stops = [index for index, w in enumerate(words) if w.stops]
        self.edges = [index for index in self.stops if words[index].edge]
        self.done: list[Clause] = []
        self.current = Clause("main")
        self.outer: Clause | None = None
        self.seen = False

    def _next_edge(self, at: int) -> int:
        """The index of the next word after `at` at which a clause may begin."""
        place = bisect_right(self.edges, at)
        return self.edges[place] if place < len(self.edges) else len(self.words)

    def _verb_follows(self, at: int) -> bool:
        """Whether a predicate stands between the word at `at` and the next possible edge."""
        return True in self.verbal[at + 1 : self._next_edge(at)]

    def _open(self, kind: Kind, marker: str, comma: bool, at: int) -> None:
        held = kind in {"relative", "participial"} and comma
        insertion = held and (not self.seen or self._closes(at))
        if self.current.words:
            if insertion:
                self.outer = self.current
            else:
                self.done.append(self.current)
        self.current = Clause(kind, marker, comma=comma)
        self.seen = False

    def _closes(self, at: int) -> bool:
        """Whether the insertion at `at` ends with a comma and an auxiliary: ", had begun"."""
        for index in range(at + 1, len(self.words) - 1):
            if self.words[index].low == "," or self.words[index].low in BREAKS:
                following = self.words[index + 1]
                return self.verbal[index + 1] and bool(following.role)
        return False

    def _joins(self, at: int, comma: bool) -> bool:
        """Whether "and" at `at` joins clauses or predicates, not noun phrases."""
        if not (self.seen or self.current.kind == "participial"):
            return False
        follower = at + 1
        if self._ranges(at):
            return False
        while (
            follower < len(self.words) and self.words[follower].low in self.sets["clause.adverbs"]
        ):
            follower += 1
        if follower >= len(self.words):
            return False
        if self.verbal[follower]:
            return not self._shares(follower)
        if self.current.kind == "participial" and self.words[follower].low.endswith("ing"):
            return True
        if self.words[follower].low in self.sets["clause.opening"]:
            return True
        edge = self._next_edge(at)
        counted = self.words[follower].low[:1].isdigit()
        further = (comma or counted) and edge < len(self.words) and self._verb_follows(edge)
        return self._verb_follows(at) or further

    def _shares(self, at: int) -> bool:
        """Whether a plain verb shares its auxiliary: "would take six weeks and cost 3 million"."""
        word, current = self.words[at], self.current
        if not word.flags & BASE or word.role:
            return False
        helper = next((current.words[index] for index in current.finite()), None)
        return helper is not None and helper.role in {"future", "modal"}

    def _ranges(self, at: int) -> bool:
        """Whether it joins words: "between 45,000 and 60,000 people", "no wounded or dead"."""
        after = self.words[at + 1].low if at + 1 < len(self.words) else ""
        between = any(word.low == "between" for word in self.words[max(0, at - RANGE) : at])
        none = self.words[at].low == "or" and at > 1 and self.words[at - 2].low == "no"
        return none or (between and after[:1].isdigit() and self.words[at - 1].text[-1:].isalnum())

    def _of_whom(self, at: int) -> bool:
        """Whether "about 400 of whom" begins at a word: a relative clause from the number on."""
        pairs = zip(self.words[at + 1 : at + RANGE], self.words[at + 2 : at + RANGE], strict=False)
        return any(one.low == "of" and two.low in {"whom", "which"} for one, two in pairs)

    def _relates(self, at: int) -> bool:
        """Whether a relative clause begins: its verb follows, and it has not begun before."""
        begun = at and self.words[at - 1].low == "of" and len(self.current.words) < RANGE
        first = at if self.words[at].edge else self._next_edge(at)
        follows = first < len(self.words) and self._verb_follows(first)
        return bool(self.current.words) and not begun and follows

    def _begins(self, at: int, comma: bool) -> Kind | None:
        """The kind of clause that the word at `at` opens, None where it opens none."""
        low = self.words[at].low
        if low in self.sets["clause.joining"]:
            return "coordinate" if self._joins(at, comma) else None
        if low in self.sets["clause.relative"] or (comma and self._of_whom(at)):
            return "relative" if self._relates(at) else None
        if low == "that":
            held = any(word.negative for word in self.current.words) and self._perceives()
            if not self.seen or held or not self._verb_follows(at) or self._knows():
                return None
            return "relative" if self.verbal[at + 1] else "content"
        if low == "as" and at and self.words[at - 1].low in {"such", "well", "far", "same", "so"}:
            return None
        if low in self.sets["clause.opening"]:
            follows = self._verb_follows(at) or (low in PLAIN and self._verb_far(at))
            return "subordinate" if follows and not self._of_time(at) else None
        if comma and not self.seen and self._reduced(at):
            return "participial"
        if comma and self.seen and self._new_main(at):
            return "main"
        if low == "with":
            return "participial" if comma and self.seen and self._absolute(at) else None
        ing = self.words[at].flags & ING or (low.endswith("ing") and len(low) > 5)
        ing = ing and low not in self.sets["clause.prepositions"]
        if comma and ing and self.seen and self.words[at].text[0].islower():
            return "participial"
        return None

    def _verb_far(self, at: int) -> bool:
        """Whether a predicate follows past "and" in a subject: "when A and B exchanged fire"."""
        edge = self._next_edge(at)
        joined = edge < len(self.words) and self.words[edge].low in {"and", "or"}
        return joined and edge - at < PAIR and self._verb_follows(edge)

    def _of_time(self, at: int) -> bool:
        """Whether "since", "until" or "after" is followed by a time, and by no clause."""
        after = self.words[at + 1].low if at + 1 < len(self.words) else ""
        number = after[:1].isdigit() and not self._counts(at + 1)
        timed = after in moments.DAYS or after in moments.MONTHS or number
        return timed and self.words[at].low in {"since", "until", "before", "after"}

    def _counts(self, at: int) -> bool:
        """Whether a number at a word counts who or what does something: "46 children fell ill"."""
        noun = self.words[at + 1] if at + 2 < len(self.words) else None
        if noun is None or noun.role or not noun.low.isalpha() or not noun.text.islower():
            return False
        return noun.low.rstrip("s") not in TIMES and noun.low not in {"am", "pm"}

    def _reduced(self, at: int) -> bool:
        """Whether ", identified as X," is put in between a subject and its verb."""
        word, after = self.words[at], self.words[at + 1 : at + 2]
        past = word.flags & PARTICIPLE or (word.low.endswith("ed") and word.text[0].islower())
        led = bool(after) and after[0].low in self.sets["clause.prepositions"]
        return bool(past) and led and self._closes(at)

    def _absolute(self, at: int) -> bool:
        """Whether "with" opens what happens besides: ", with the number of dead rising to 30"."""
        for word in self.words[at + 2 : at + ABSOLUTE]:
            if word.role or word.low in BREAKS:
                return False
            if word.flags & (ING | PARTICIPLE) and not word.flags & BASE:
                return True
        return False

    def _new_main(self, at: int) -> bool:
        """Whether a clause of its own begins after a comma without any conjunction."""
        if self.words[at].low in self.sets["clause.subjects"]:
            return any(self.verbal[at + 1 : at + 4])
        fronted = self.current.kind == "subordinate" and self.outer is None
        first = not any(clause.has_finite() for clause in self.done)
        return fronted and first and not self.verbal[at] and self._verb_follows(at)

    def _perceives(self) -> bool:
        seen = self.sets["perception.seen"] | self.sets["perception.verified"]
        seen |= self.sets["perception.evidence"]
        return any(word.low in seen for word in self.current.words)

    def _knows(self) -> bool:
        """Whether the clause tells that somebody knew: what he knew is part of it."""
        words = self.current.words
        return any(w.low in KNOWING for w in words) and not any(w.negative for w in words)

    def _resumes(self, at: int) -> bool:
        """Whether the word after a comma is the verb for which the outer clause waits."""
        return self.outer is not None and (
            self.verbal[at] or bool(self.words[at].flags & (PAST | PARTICIPLE))
        )

    def run(self) -> list[Clause]:
        """The clauses in order."""
        comma, at = False, 0
        for stop in [*self.stops, len(self.words)]:
            if at < stop:
                first = not comma or self._word(at, comma)
                self._keep(at if first else at + 1, stop)
                comma = False
            if stop == len(self.words):
                break
            word, at = self.words[stop], stop + 1
            if word.role != "mark":
                if self._word(stop, comma):
                    self._keep(stop, at)
                comma = False
            elif word.edge:
                self._open("main", "", comma=False, at=stop)
            else:
                comma = comma or word.low == ","
        self.done += [clause for clause in (self.outer, self.current) if clause is not None]
        found = [clause for clause in self.done if clause.words]
        return found if len(found) < 2 else sorted(found, key=_start)

    def _word(self, at: int, comma: bool) -> bool:
        """Close and open clauses before a word; False where it is no part of the one it opens."""
        word = self.words[at]
        if comma and self._resumes(at):
            outer, self.outer = self.outer, None
            self.done.append(self.current)
            self.current = outer or Clause("main")
            self.seen = False
        elif comma or word.edge:
            kind = self._begins(at, comma)
            if kind is not None:
                self._open(kind, word.low, comma, at)
        return bool(self.current.words) or word.low != "with"

    def _keep(self, start: int, end: int) -> None:
        """Add words[start:end], none of which can begin a clause, to the present one."""
        current = self.current
        while not current.words and start < end and self.words[start].low == "with":
            start += 1
        verbal = self.verbal[start:end]
        current.words += self.words[start:end]
        current.starts += self.starts[start:end]
        current.verbal += verbal
        self.seen = self.seen or True in verbal


def _start(clause: Clause) -> int:
    return clause.starts[0]


def clauses(words: list[Token], starts: list[int]) -> list[Clause]:
    """The clauses of the words of one sentence or of a part of it; `starts` are their offsets."""
    if not words:
        return []
    first = next((at for at, word in enumerate(words) if word.stops), len(words))
    ends = first == len(words) or (first + 1 == len(words) and not words[first].edge)
    if not ends or not first or words[0].low == "with":
        return _Cutter(words, starts).run()
    return [Clause("main", "", words[:first], starts[:first], predicates(words)[:first])]
