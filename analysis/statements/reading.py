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
    colon: bool = False
    to: tuple[int, int] | None = None


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
        self.found.append(Found(*span, who, at, cue.lemma, cue.act, rule, to=to))

    def relay(self, at: int, who: Subject) -> None:
        """Note who passes on the statement just found."""
        self.found.append(Found(at, at, who, (at, at + 1), "relay", "", "relay"))

    def _addressee(self, i: int) -> tuple[int, int] | None:
        """Whom the verb at token i addresses."""
        j = skip_time(self.unit, i + 1, self.lex)
        if j >= len(self.tags) or self.tags[j] not in "dnN":
            return None
        end = end_of(self.unit, j)
        return (j, end) if end > j else None
