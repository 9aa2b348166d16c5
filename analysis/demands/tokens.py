"""A sentence as tokens, and the small questions that the rules ask of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.demands.lexicon import words
from analysis.pieces import ByHeart, split

TOKEN = re.compile(r"[^\W_]+(?:[’'`.\-‐-‒][^\W_]+|,\d{3})*|[^\s\w]|_")
OPEN = frozenset("“«„")
SHORT = frozenset(("WHO", "US", "IT"))
CLOSE = frozenset("”»")
STRAIGHT = '"'
DETERMINERS = frozenset(
    "the a an its their his her our my your all any every each no some both these those".split()
)
PREPOSITIONS = frozenset(
    "of to for on in from that with by at into over about near against after before until".split()
)
OPENERS = PREPOSITIONS | frozenset(
    "among amid despite alongside besides unlike plus between under through during since without "
    "following citing like across beyond behind".split()
)
"""What else a phrase of circumstance begins with, before the subject or behind its head."""
SUBJECTS = frozenset("i you he she it we they".split())
SPANS = frozenset("days weeks months years decades".split())
WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june "
    "july august september october november december".split()
)


class Token(NamedTuple):
    """A word or mark: where it stands, as it is written, and folded ("’" as "'")."""

    start: int
    end: int
    raw: str
    low: str


@dataclass(slots=True)
class Line:
    """A sentence of a text; `starts`, `raws` and `lows` are the parts of its tokens."""

    text: str
    start: int
    end: int
    starts: list[int]
    raws: list[str]
    lows: list[str]
    made: list[Token] = field(default_factory=list)

    @property
    def tokens(self) -> list[Token]:
        """The tokens in order."""
        if not self.made:
            rows = zip(self.starts, self.raws, self.lows, strict=True)
            self.made += [Token(at, at + len(raw), raw, low) for at, raw, low in rows]
        return self.made

    def low(self, index: int) -> str:
        """The folded token at the index, "" outside the sentence."""
        return self.lows[index] if 0 <= index < len(self.lows) else ""

    def raw(self, index: int) -> str:
        """The token at the index as written, "" outside the sentence."""
        return self.raws[index] if 0 <= index < len(self.raws) else ""

    def past(self, index: int) -> int:
        """Where the token at the index ends."""
        return self.starts[index] + len(self.raws[index])

    def span(self, first: int, past: int) -> tuple[int, int]:
        """Character offsets of the tokens first..past (past is excluded)."""
        return self.starts[first], self.past(past - 1)


def line(text: str, start: int, end: int) -> Line:
    """The tokens of text[start:end]; a possessive mark after a plural belongs to its word."""
    texts, begins = split(text[start:end])
    cells = list(map(CELLS.__getitem__, texts))
    pairs = zip(begins, cells, strict=True)
    starts = [start + begin + place for begin, cell in pairs for place, _, _ in cell]
    raws = [raw for cell in cells for _, raw, _ in cell]
    lows = [low for cell in cells for _, _, low in cell]
    item = Line(text, start, end, starts, raws, lows)
    if text[start : start + 60].isupper():
        both = zip(raws, lows, strict=True)
        item.lows = [raw.casefold() if raw in SHORT else low for raw, low in both]
    if "'" in lows:
        _join_marks(item)
    return item


def _join_marks(item: Line) -> None:
    """Put the possessive marks of plurals to their words: "strikers' demands"."""
    for index in range(len(item.lows) - 1, 0, -1):
        if item.lows[index] == "'" and _possessive_mark(item, index):
            item.raws[index - 1] += item.raws[index]
            item.lows[index - 1] += "'"
            del item.starts[index], item.raws[index], item.lows[index]


def _possessive_mark(item: Line, index: int) -> bool:
    begin = item.starts[index]
    if item.past(index - 1) != begin or not item.lows[index - 1].endswith("s"):
        return False
    after = item.text[begin + 1 : begin + 3]
    return len(after) == 2 and after[0] == " " and after[1].isalpha()


def _cell(piece: str) -> tuple[tuple[int, str, str], ...]:
    """The tokens of a piece of text without blanks: place, as written, folded."""
    return tuple((m.start(), m.group(), _folded(m.group())) for m in TOKEN.finditer(piece))


CELLS = ByHeart(_cell)


def _folded(raw: str) -> str:
    """A token in small letters with a straight apostrophe; "US" is no pronoun."""
    return raw if raw in SHORT else raw.casefold().replace("’", "'")


CURRENCIES = frozenset("$£€¥₹")
"""Marks before an amount of money."""


def is_word(token: str) -> bool:
    """Whether a token is a word or a number, and no mark."""
    return token[:1].isalnum()


def is_possessive(low: str) -> bool:
    """Whether a token owns what follows ("union's", "strikers'", "its")."""
    return low.endswith(("'s", "s'")) or low in words("possessive")


def is_adverb(low: str) -> bool:
    """Whether a token may stand between a subject and its verb."""
    if low in words("adverb"):
        return True
    return low.endswith("ly") and len(low) > 4 and low not in words("not_adverb")


def past_verb(item: Line, index: int) -> bool:
    """Whether the token may be a finite verb in the past tense and no participle in a phrase."""
    low = item.low(index)
    if low in words("finite"):
        return True
    if not low.endswith("ed") or len(low) < 5 or low in ("united", "hundred", "armed", "allied"):
        return False
    return item.low(index - 1) not in DETERMINERS and not is_possessive(item.low(index - 1))


def is_action(item: Line, index: int) -> bool:
    """Whether the token can be read as a verb in its plain form.

    A word that is a noun of change as well ("end", "halt") is a verb only if an object or particle
    follows.
    """
    low = item.low(index)
    if low not in words("action"):
        return False
    if low in words("change") or low in (
        "stand",
        "place",
        "work",
        "head",
        "hand",
        "share",
        "order",
    ):
        after = item.low(index + 1)
        return is_word(after) and after not in ("of", "for", "and", "or", "by", "on", "in", "is")
    return True


def skip_time(item: Line, index: int) -> int:
    """The index after adverbs and words of time ("on Tuesday", "again", "this week")."""
    while index < len(item.lows):
        low, after = item.low(index), item.low(index + 1)
        if is_adverb(low) or low in WEEKDAYS:
            index += 1
        elif _dated(low, after) or (low == "for" and after in SPANS and _ends_span(item, index)):
            index += 2
        else:
            break
    return index


def _dated(low: str, after: str) -> bool:
    """Whether two tokens tell when: "on Tuesday", "in 2019", "last week"."""
    if low in ("on", "in"):
        return after in WEEKDAYS or re.fullmatch(r"[12]\d{3}", after) is not None
    return low in ("this", "last", "earlier") and after in ("week", "month", "year", "morning")


def _ends_span(item: Line, index: int) -> bool:
    """Whether "for years" tells how long, before what is called for: "for years on the state"."""
    return item.low(index + 2) in ("on", "for", "that")
