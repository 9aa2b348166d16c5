"""What the readers of a unit share: the statements found so far and how one is added."""

from __future__ import annotations

from typing import NamedTuple

from analysis.statements.adverbials import skip_time
from analysis.statements.lexicon import Cue, Lexicon
from analysis.statements.limits import Limits
from analysis.statements.phrases import end_of
from analysis.statements.subjects import Subject
from analysis.statements.tokens import Unit


class Found(NamedTuple):
    """A statement in token numbers of its unit.

    `cue` is the token span of its cue, `to` that of the addressee; `colon` tells that the content
    comes with the next unit.  The rule "relay" is no statement: its mention passes on
    the one before.
    """

    start: int
    end: int
    mention: Subject | None
    cue: tuple[int, int]
    lemma: str
    act: str
    rule: str
    confidence: float
    colon: bool = False
    to: tuple[int, int] | None = None


# How often the statements of a rule were right, in rounded figures.
CONFIDENCE = {
    "quote": 0.95, "that": 0.9, "bare": 0.85, "clause": 0.75, "wh": 0.7, "object": 0.6, "inf": 0.65,
    "of": 0.8, "for": 0.75, "on": 0.75, "subject": 0.7, "as": 0.6, "label": 0.6, "colon": 0.9,
    "quote, speaker after": 0.95, "clause, speaker after": 0.8, "clause, attribution first": 0.8,
    "quote, second piece": 0.9, "clause, second piece": 0.6, "according to, first": 0.85,
    "according to, last": 0.85, "quote, unknown verb": 0.6, "quote, led to": 0.6,
}  # fmt: skip


class Reading:
    """One unit being read: `found` so far, `edge` the first token that no attribution has used."""

    def __init__(self, unit: Unit, lex: Lexicon) -> None:
        """Read `unit` with the word lists `lex`."""
        self.unit, self.lex = unit, lex
        self.tags, self.tokens = unit.tags, unit.tokens
        self.found: list[Found] = []
        self.limits = Limits(unit, lex)
        self.edge = 0

    def add(
        self, span: tuple[int, int], who: Subject | None, at: tuple[int, int], cue: Cue, rule: str
    ) -> None:
        """Note a statement: content tokens, subject, cue tokens, cue and rule."""
        to = self._addressee(at[0]) if "person" in cue.takes else None
        sure = CONFIDENCE.get(rule, 0.7)
        self.found.append(Found(*span, who, at, cue.lemma, cue.act, rule, sure, to=to))

    def relay(self, at: int, who: Subject) -> None:
        """Note who passes on the statement just found."""
        self.found.append(Found(at, at, who, (at, at + 1), "relay", "", "relay", 0.9))

    def _addressee(self, i: int) -> tuple[int, int] | None:
        """Whom the verb at token i addresses."""
        j = skip_time(self.unit, i + 1, self.lex)
        if j >= len(self.tags) or self.tags[j] not in "dnN":
            return None
        end = end_of(self.unit, j)
        return (j, end) if end > j else None
