"""A sentence as tokens, and the small questions that the rules ask of them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from analysis.demands.lexicon import words

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


class Line(NamedTuple):
    """A sentence of a text with its tokens."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]

    def low(self, index: int) -> str:
        """The folded token at the index, "" outside the sentence."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def raw(self, index: int) -> str:
        """The token at the index as written, "" outside the sentence."""
        return self.tokens[index].raw if 0 <= index < len(self.tokens) else ""

    def span(self, first: int, past: int) -> tuple[int, int]:
        """Character offsets of the tokens first..past (past is excluded)."""
        return self.tokens[first].start, self.tokens[past - 1].end


def line(text: str, start: int, end: int) -> Line:
    """The tokens of text[start:end]; a possessive mark after a plural belongs to its word."""
    found: list[Token] = []
    make, note = tuple.__new__, found.append
    shouting = text[start : start + 60].isupper()
    for match in TOKEN.finditer(text, start, end):
        raw = match.group()
        if raw in "’'" and _possessive_mark(text, found, match):
            last = found.pop()
            found.append(Token(last.start, match.end(), last.raw + raw, last.low + "'"))
        else:
            low = _folded(raw)
            if shouting and raw in SHORT:
                low = raw.casefold()
            note(make(Token, (*match.span(), raw, low)))
    return Line(text, start, end, tuple(found))


@lru_cache(maxsize=1 << 14)
def _folded(raw: str) -> str:
    """A token in small letters with a straight apostrophe; "US" is no pronoun."""
    return raw if raw in SHORT else raw.casefold().replace("’", "'")


def _possessive_mark(text: str, found: list[Token], match: re.Match[str]) -> bool:
    if not found or found[-1].end != match.start() or not found[-1].low.endswith("s"):
        return False
    after = text[match.end() : match.end() + 2]
    return len(after) == 2 and after[0] == " " and after[1].isalpha()


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
    while index < len(item.tokens):
        low, after = item.low(index), item.low(index + 1)
        if is_adverb(low) or low in WEEKDAYS:
            index += 1
        elif (low in ("on", "in") and (after in WEEKDAYS or re.fullmatch(r"[12]\d{3}", after))) or (
            low in ("this", "last", "earlier") and after in ("week", "month", "year", "morning")
        ):
            index += 2
        else:
            break
    return index
