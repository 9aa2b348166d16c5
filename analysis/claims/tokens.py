"""Words of a sentence with what the claim rules need to know of them: is it an auxiliary, a verb?

No part-of-speech model: forms come from the lexicon, the rest is decided by the neighbours.
"""

from __future__ import annotations

import functools
import operator
import re
from dataclasses import dataclass

from analysis import moments, numerals
from analysis.claims.lexicon import (
    BASE,
    ING,
    PARTICIPLE,
    PAST,
    S_FORM,
    Entry,
    Lexicon,
    lexicon,
)

WORD = re.compile(
    r"[^\W_]+(?:[’'.,\-‐-‒][^\W_]+|(?<=\d):(?=\d\d)\d+)*(?:\.(?=[^\W_]\.))?"
    r"|[,;:()\[\]“”\"‘’'«»–—]|--|\.\.\.|…|[.!?]"
)
"""A word ("Russia’s", "100,000", "U.S.") or a mark; none has a blank within."""
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


MONTH = "May"
"""A capital tells the month from the modal, but where a sentence begins with it."""
DEMONSTRATIVE = frozenset(("that", "this", "these", "those", "some"))
INFINITE = frozenset(("be", "been", "being", "having"))
"""Forms of auxiliaries that make no finite verb."""
CONJUNCTIVE = frozenset(("as", "since", "than", "before", "after", "until"))
NOUN, DEED, FIRM, PLAIN, GERUND, STATE, VERIFIED, KNOWN = (1 << place for place in range(8))
SEEN, NO, RANK, REPORT, PROMISE, SOURCE, OPENS, GOVERNS = (1 << place for place in range(8, 16))
ATTITUDE, DUTY = 1 << 16, 1 << 17
"""What a word can bring to a claim: bits of `Token.bits`, each what some rule cannot do without.

A deed without a number or a date is FIRM where it can be told so by itself, PLAIN where only a
word that GOVERNS it makes it done ("did not win", "began to move"); GERUND is one as such.
"""
TELLS = DEED | STATE | VERIFIED | KNOWN | NOUN | OPENS
"""Without such a word a stretch of text holds no claim."""
STRONG = FIRM | STATE | VERIFIED | KNOWN
"""On such a word a claim can rest that has neither a number nor a date."""
WEAK = SEEN | NO | RANK | PROMISE
"""On such a word a claim can rest beside one that `TELLS`."""
PRESENT = frozenset(
    ("withdrawal", "presence", "deployment", "upkeep", "attack", "movement", "strike", "closure")
)
"""Events that a simple present can tell: "the army maintains a base"."""


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """A word or mark by itself, one for all of its occurrences.

    `role` is be, have, do, future, modal, mark or ""; `forms` the event verbs of which it may be a
    form, `flags` which forms, `entries` what they can mean, some only
    `of_things` of a sort; `negative` stands for "not", `skipped`
    for adverbs and the like.  `numbers` and `dates` are the places within it where a number or a
    date can begin, `scales` says that "a" before it can be a number.  A clause can begin at it if
    it is an `edge`, a predicate be it if it is `verbish`, and is it where it `helps`; `stops` are
    edges and marks.  `bits` tell on which rules a claim with it can rest.
    """

    text: str
    low: str
    role: str
    forms: tuple[tuple[str, int], ...] = ()
    flags: int = 0
    negative: bool = False
    skipped: bool = False
    numbers: tuple[int, ...] = ()
    dates: tuple[int, ...] = ()
    scales: bool = False
    edge: bool = False
    verbish: bool = False
    stops: bool = False
    helps: bool = False
    bits: int = 0
    entries: tuple[Entry, ...] = ()
    of_things: bool = False

    @property
    def opens(self) -> bool:
        """Whether a number or a date can begin in it."""
        return bool(self.bits & OPENS)


def _role(low: str, table: Lexicon) -> str:
    for role in ("be", "have", "do", "future", "modal"):
        if low in table.sets[f"verbal.{role}"]:
            return role
    if PRONOUN_BE.match(low):
        return "be"
    if PRONOUN_HAVE.match(low):
        return "have"
    return "future" if PRONOUN_WILL.match(low) else ""


NO_VERBS = frozenset("hundred indeed hatred sacred naked wicked".split())
"""Words that end as a past tense does: "two hundred and fifty people marched"."""


@functools.lru_cache(maxsize=50_000)
def token(word: str) -> Token:
    """What is known of a word by itself."""
    table, low = lexicon(), word.casefold()
    if not word[0].isalnum():
        breaks = low in BREAKS
        return Token(word, low, "mark", skipped=word in QUOTES, edge=breaks, stops=True)
    forms = table.forms.get(low, ())
    role = "" if word == MONTH else _role(low, table)
    kind = functools.reduce(operator.or_, (flag for _, flag in forms), 0)
    past = low.endswith("ed") and low not in NO_VERBS
    if not forms and past and len(low) > 4 and word[0].islower():
        kind = PAST | PARTICIPLE
    denies = low in table.sets["verbal.negative"] or NOT.search(low) is not None
    adverb = low in table.sets["clause.adverbs"] or (low.endswith("ly") and word[0].islower())
    parts = [(part.start(), part.group()) for part in PART.finditer(word)]
    numbers = tuple(start for start, part in parts if numerals.opens(part))
    dates = tuple(start for start, part in parts if moments.opens(part))
    edge = low in table.sets["clause.joining"] or low in table.sets["clause.opening"]
    entries = tuple(entry for head, _ in forms for entry in table.verbs.get(head, ()))
    bits = _bits(low, role, table) | (OPENS if numbers or dates else 0)
    if bits & DEED:
        bits |= _deed_bits(kind, entries)
    if low in ("being", "having"):
        bits |= GERUND
    return Token(
        word, low, role, forms, kind, denies, adverb or (denies and not role), numbers, dates,
        scales=bool(parts) and numerals.scales(parts[0][1]), edge=edge,
        verbish=bool(role or kind) or low in table.sets["common.finite"], stops=edge,
        helps=bool(role) and low not in INFINITE,
        bits=bits, entries=entries,
        of_things=any(entry.event.things for entry in entries),
    )  # fmt: skip


def _bits(low: str, role: str, table: Lexicon) -> int:
    """What a claim with the word can rest on."""
    sets = table.sets
    told = (
        (NOUN, low in table.nouns or low in _noun_openings()),
        (DEED, low in table.forms and not role),
        (STATE, low in table.states),
        (VERIFIED, low in sets["perception.verified"]),
        (KNOWN, low in sets["perception.known"]),
        (SEEN, low in sets["perception.seen"]),
        (NO, low == "no"),
        (RANK, low in sets["rank.words"]),
        (REPORT, low in sets["cues.reports"]),
        (PROMISE, low in sets["cues.promises"]),
        (SOURCE, low in sets["speech.words"] or low in _sourcing()),
        (ATTITUDE, low in sets["attitude.words"]),
        (DUTY, low in sets["verbal.duty"]),
        (GOVERNS, role == "do" or low in sets["common.causative"] or _phased(low, table)),
    )
    return sum(bit for bit, holds in told if holds)


def _phased(low: str, table: Lexicon) -> bool:
    """Whether a word is a form of a verb that names a phase: "began"."""
    return any(head in table.phases for head, _ in table.forms.get(low, ()))


@functools.cache
def _noun_openings() -> frozenset[str]:
    """The first words of event nouns of two words."""
    return frozenset(noun.split()[0] for noun in lexicon().nouns if " " in noun)


def _deed_bits(kind: int, entries: tuple[Entry, ...]) -> int:
    """What a deed can tell without a number or a date."""
    gerund, firm = (GERUND if kind & ING else 0), [entry for entry in entries if not entry.weak]
    if not firm:
        return gerund
    told = kind & (PAST | PARTICIPLE | ING) or any(e.event.name in PRESENT for e in firm)
    return gerund | (FIRM if told else PLAIN)


@functools.cache
def _sourcing() -> frozenset[str]:
    """Words with which a source gives a number, besides those of speech."""
    sets = lexicon().sets
    named = sets["size.putting"] | sets["size.put"] | sets["size.spoken"] | sets["size.telling"]
    return named | {"spoken"}


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of text[start:end]."""
    return list(map(token, WORD.findall(text, start, end)))


def before(words: list[Token], at: int) -> int:
    """The index of the word before `at` that is no adverb and no negation, -1 without one."""
    index = at - 1
    while index >= 0 and words[index].skipped:
        index -= 1
    return index


def finite(words: list[Token], at: int) -> bool:
    """Whether the word at `at` is a finite verb (or an auxiliary that makes one)."""
    word = words[at]
    if word.role or not word.verbish:
        return word.helps
    table = lexicon()
    index = before(words, at)
    previous = words[index] if index >= 0 else None
    if previous is not None and _bars(previous.low, previous.role):
        return False
    kind = word.flags
    after = words[at + 1].low if at + 1 < len(words) else ""
    if kind & PAST:
        if after == "by" and kind & PARTICIPLE:
            return previous is not None and previous.low in table.sets["clause.agents"]
        return not (previous is not None and previous.role in {"be", "have"})
    if word.low in table.sets["common.finite"]:
        return previous is None or previous.role != "modal"
    if kind & S_FORM:
        if previous is None or after in {"of", ""} or after in table.sets["clause.joining"]:
            return False
        if any(near.low[:1].isdigit() for near in words[max(0, at - 2) : at]):
            return False
        return not _ambiguous(word.low) or _opens_noun(after) or _counts(words, at + 1)
    if kind & BASE and previous is not None:
        plural = previous.low in {"we", "they", "you", "i", "who"} or _plural(previous.low)
        return plural and after != "of" and (not _ambiguous(word.low) or _opens_noun(after))
    return False


def predicates(words: list[Token]) -> list[bool]:
    """Which words are finite verbs."""
    return [w.verbish and (w.helps or finite(words, at)) for at, w in enumerate(words)]


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
    "BASE", "ING", "PARTICIPLE", "PAST", "S_FORM", "Token", "before",
    "finite", "predicates", "tokens",
]  # fmt: skip
