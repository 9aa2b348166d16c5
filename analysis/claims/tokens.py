"""Words of a sentence with what the claim rules need to know of them: is it an auxiliary, a verb?

No part-of-speech model: forms come from the lexicon, the rest is decided by the neighbours.
"""

from __future__ import annotations

import functools
import operator
import re
from bisect import bisect_left
from typing import NamedTuple

from analysis import moments, numerals
from analysis.claims.lexicon import BASE, ING, PARTICIPLE, PAST, S_FORM, Lexicon, lexicon

TOKEN = re.compile(
    r"[^\W_]+(?:[’'.,\-‐-‒][^\W_]+|(?<=\d):(?=\d\d)\d+)*(?:\.(?=[^\W_]\.))?|[,;:()\[\]“”\"‘’'«»–—]|--|\.\.\.|…|[.!?]"
)
BREAKS = frozenset((";", ":", "–", "—", "--", "…", "..."))
QUOTES = frozenset('“”"‘’')
PART = re.compile(r"[^\W_]+")
PRONOUN_BE = re.compile(
    r"(?:it|that|he|she|there|what|who|this|here)[’']s$|(?:we|they|you|who)[’']re$|i[’']m$",
    re.IGNORECASE,
)
PRONOUN_HAVE = re.compile(r"(?:i|we|you|they|who)[’']ve$", re.IGNORECASE)
PRONOUN_WILL = re.compile(r"(?:i|we|you|they|he|she|it|that|there|who)[’'](?:ll|d)$", re.IGNORECASE)
NOT = re.compile(r"n[’']t$", re.IGNORECASE)


DEMONSTRATIVE = frozenset(("that", "this", "these", "those", "some"))
CONJUNCTIVE = frozenset(("as", "since", "than", "before", "after", "until"))


class Token(NamedTuple):
    """A word or mark of a text.

    `role` is be, have, do, future, modal, mark or ""; `forms` the event verbs of which it may be a
    form, `flags` which forms; `negative` stands for "not", `skipped` for adverbs and the like.
    `opens` are the places within it where a number or a date can begin; a claim can rest on it if
    it `tells`, a clause begin at it if it is an `edge`, a predicate be it if it is `verbish`.
    """

    start: int
    end: int
    text: str
    low: str
    role: str
    forms: tuple[tuple[str, int], ...]
    flags: int
    negative: bool
    skipped: bool
    opens: tuple[int, ...]
    tells: bool
    edge: bool
    verbish: bool


class _Facts(NamedTuple):
    text: str
    low: str
    role: str
    forms: tuple[tuple[str, int], ...]
    flags: int
    negative: bool
    skipped: bool
    opens: tuple[int, ...]
    tells: bool
    edge: bool
    verbish: bool


def _role(low: str, table: Lexicon) -> str:
    for role in ("be", "have", "do", "future", "modal"):
        if low in table.sets[f"verbal.{role}"]:
            return role
    if PRONOUN_BE.match(low):
        return "be"
    if PRONOUN_HAVE.match(low):
        return "have"
    return "future" if PRONOUN_WILL.match(low) else ""


@functools.lru_cache(maxsize=50_000)
def _facts(word: str) -> _Facts:
    """What is known of a word by itself."""
    table, low = lexicon(), word.casefold()
    if not word[0].isalnum():
        quote, breaks = word in QUOTES, low in BREAKS
        return _Facts(word, low, "mark", (), 0, False, quote, (), False, breaks, False)
    forms, role = table.forms.get(low, ()), _role(low, table)
    kind = functools.reduce(operator.or_, (flag for _, flag in forms), 0)
    if not forms and low.endswith("ed") and len(low) > 4 and word[0].islower():
        kind = PAST | PARTICIPLE
    denies = low in table.sets["verbal.negative"] or NOT.search(low) is not None
    adverb = low in table.sets["clause.adverbs"] or (low.endswith("ly") and word[0].islower())
    opens = tuple(
        part.start()
        for part in PART.finditer(word)
        if numerals.opens(part.group()) or moments.opens(part.group())
    )
    skipped = adverb or (denies and not role)
    tells = bool(opens) or _tells(low, role)
    edge = low in table.sets["clause.joining"] or low in table.sets["clause.opening"]
    verbish = bool(role or kind) or low in table.sets["common.finite"]
    return _Facts(word, low, role, forms, kind, denies, skipped, opens, tells, edge, verbish)


def _tells(low: str, role: str) -> bool:
    """Whether a claim can rest on the word: without one a stretch of text holds none."""
    table = lexicon()
    if low in table.nouns or low in table.states or (low in table.forms and not role):
        return True
    return low in table.sets["perception.verified"] | table.sets["perception.known"]


class Words:
    """The words and marks of a text; they are made into tokens only where they are looked at."""

    def __init__(self, text: str) -> None:
        """Find every word of `text`."""
        pieces = TOKEN.findall(text)
        self._facts = list(map(_facts, pieces))
        self._starts: list[int] = []
        find, past, note = text.find, 0, self._starts.append
        for piece in pieces:
            start = find(piece, past)
            note(start)
            past = start + len(piece)
        self._telling = [
            start for start, facts in zip(self._starts, self._facts, strict=True) if facts.tells
        ]

    def opening(self) -> list[int]:
        """The places where a number or a date can begin, in order."""
        pairs = zip(self._starts, self._facts, strict=True)
        return [start + place for start, facts in pairs if facts.opens for place in facts.opens]

    def tell(self, start: int, end: int) -> bool:
        """Whether a word on which a claim can rest begins in text[start:end]."""
        return bisect_left(self._telling, start) < bisect_left(self._telling, end)

    def between(self, start: int, end: int, most: int) -> list[Token]:
        """The first `most` words that lie within text[start:end]."""
        starts, facts, make = self._starts, self._facts, tuple.__new__
        low, high = bisect_left(starts, start), bisect_left(starts, end)
        found = []
        for index in range(low, min(high, low + most)):
            known, at = facts[index], starts[index]
            found.append(make(Token, (at, at + len(known[0]), *known)))
        while found and found[-1].end > end:
            found.pop()
        return found


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of text[start:end]."""
    return Words(text).between(start, end, end - start)


def before(words: list[Token], at: int) -> int:
    """The index of the word before `at` that is no adverb and no negation, -1 without one."""
    index = at - 1
    while index >= 0 and words[index].skipped:
        index -= 1
    return index


def finite(words: list[Token], at: int) -> bool:
    """Whether the word at `at` is a finite verb (or an auxiliary that makes one)."""
    word = words[at]
    if word.role:
        return word.role != "mark" and word.low not in {"be", "been", "being", "having"}
    if not word.flags and word.low not in lexicon().sets["common.finite"]:
        return False
    table = lexicon()
    index = before(words, at)
    previous = words[index] if index >= 0 else None
    if previous is not None and _bars(previous.low, previous.role):
        return False
    kind = word.flags
    after = words[at + 1].low if at + 1 < len(words) else ""
    if kind & PAST:
        if after == "by" and kind & PARTICIPLE:
            return False
        return not (previous is not None and previous.role in {"be", "have"})
    if word.low in table.sets["common.finite"]:
        return previous is None or previous.role != "modal"
    if kind & S_FORM:
        if previous is None or after in table.sets["clause.joining"] | {"of", ""}:
            return False
        if any(near.low[:1].isdigit() for near in words[max(0, at - 2) : at]):
            return False
        return not _ambiguous(word.low) or _opens_noun(after) or _counts(words, at + 1)
    if kind & BASE and previous is not None:
        plural = previous.low in {"we", "they", "you", "i", "who"} or _plural(previous.low)
        return plural and after != "of" and (not _ambiguous(word.low) or _opens_noun(after))
    return False


def _ambiguous(low: str) -> bool:
    """Whether the word may as well be a noun: "strikes", "visit"."""
    table = lexicon()
    return low in table.nouns or low in table.things or low in table.sets["clause.nouns"]


def _counts(words: list[Token], at: int) -> bool:
    """Whether a bounded number follows: "counts at least 90", "costs more than"."""
    pair = (words[at].low, words[at + 1].low) if at + 1 < len(words) else ("", "")
    return pair[1] in {"least", "most", "than"} and pair[0] in {"at", "more", "fewer", "less"}


def _plural(low: str) -> bool:
    return low.endswith("s") and not low.endswith(("ss", "’s", "'s", "us", "is"))


def _opens_noun(low: str) -> bool:
    sets = lexicon().sets
    return low in sets["clause.determiners"] or low[:1].isdigit()


@functools.lru_cache(maxsize=50_000)
def _bars(low: str, role: str) -> bool:
    """Whether no finite verb can stand after the word: "the reported", "of closed", "to leave"."""
    sets = lexicon().sets
    if low in {"it’s", "that’s", "it's", "that's"}:
        return False
    return (
        (low in sets["clause.determiners"] and low not in DEMONSTRATIVE)
        or (low in sets["clause.prepositions"] and low not in CONJUNCTIVE)
        or role in {"do", "modal", "future"}
        or low.endswith(("’s", "'s"))
    )


__all__ = [
    "BASE", "ING", "PARTICIPLE", "PAST", "S_FORM", "Token", "Words", "before",
    "finite", "tokens",
]  # fmt: skip
