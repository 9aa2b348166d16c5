"""Words of a sentence with what the claim rules need to know of them: is it an auxiliary, a verb?

No part-of-speech model: forms come from the lexicon, the rest is decided by the neighbours.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.claims.lexicon import BASE, ING, PARTICIPLE, PAST, S_FORM, Lexicon, lexicon

TOKEN = re.compile(
    r"[^\W_]+(?:[’'.,\-‐-‒][^\W_]+)*(?:\.(?=[^\W_]\.))?|[,;:()\[\]“”\"‘’'«»–—]|--|\.\.\.|…|[.!?]"
)
PRONOUN_BE = re.compile(
    r"(?:it|that|he|she|there|what|who|this|here)[’']s$|(?:we|they|you|who)[’']re$|i[’']m$",
    re.IGNORECASE,
)
PRONOUN_HAVE = re.compile(r"(?:i|we|you|they|who)[’']ve$", re.IGNORECASE)
PRONOUN_WILL = re.compile(r"(?:i|we|you|they|he|she|it|that|there|who)[’'](?:ll|d)$", re.IGNORECASE)
NOT = re.compile(r"n[’']t$", re.IGNORECASE)


class Token(NamedTuple):
    """A word or mark; `role` is be, have, do, future, modal, mark or ""; `forms` verb readings."""

    start: int
    end: int
    text: str
    low: str
    role: str
    forms: tuple[tuple[str, int], ...]


def _role(low: str, table: Lexicon) -> str:
    for role in ("be", "have", "do", "future", "modal"):
        if low in table.sets[f"verbal.{role}"]:
            return role
    if PRONOUN_BE.match(low):
        return "be"
    if PRONOUN_HAVE.match(low):
        return "have"
    return "future" if PRONOUN_WILL.match(low) else ""


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of text[start:end]."""
    table, found = lexicon(), []
    for match in TOKEN.finditer(text, start, end):
        word = match.group()
        low = word.casefold()
        if not word[0].isalnum():
            found.append(Token(match.start(), match.end(), word, low, "mark", ()))
            continue
        forms = table.forms.get(low, ())
        found.append(Token(match.start(), match.end(), word, low, _role(low, table), forms))
    return found


def flags(token: Token) -> int:
    """All verb forms that a token may be."""
    total = 0
    for _, flag in token.forms:
        total |= flag
    if (
        not token.forms
        and token.low.endswith("ed")
        and len(token.low) > 4
        and token.text[0].islower()
    ):
        total = PAST | PARTICIPLE
    return total


def negative(token: Token) -> bool:
    """Whether a word denies its clause: "not", "no", "didn’t"."""
    return token.low in lexicon().sets["verbal.negative"] or bool(NOT.search(token.low))


def before(words: list[Token], at: int) -> int:
    """The index of the word before `at` that is no adverb and no negation, -1 without one."""
    adverbs = lexicon().sets["clause.adverbs"]
    index = at - 1
    while index >= 0 and (
        words[index].low in adverbs
        or (negative(words[index]) and words[index].role == "")
        or (words[index].low.endswith("ly") and words[index].text[0].islower())
        or words[index].text in '“”"‘’'
    ):
        index -= 1
    return index


def finite(words: list[Token], at: int) -> bool:
    """Whether the word at `at` is a finite verb (or an auxiliary that makes one)."""
    word = words[at]
    if word.role:
        return word.role != "mark" and word.low not in {"be", "been", "being", "having"}
    table = lexicon()
    previous = words[before(words, at)] if before(words, at) >= 0 else None
    if previous is not None and _blocks(previous):
        return False
    kind = flags(word)
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
        return not _ambiguous(word.low) or _opens_noun(after)
    if kind & BASE and previous is not None:
        plural = previous.low in {"we", "they", "you", "i", "who"} or _plural(previous.low)
        return plural and after != "of" and (not _ambiguous(word.low) or _opens_noun(after))
    return False


def _ambiguous(low: str) -> bool:
    """Whether the word may as well be a noun: "strikes", "visit"."""
    table = lexicon()
    return low in table.nouns or low in table.things or low in table.sets["clause.nouns"]


def _plural(low: str) -> bool:
    return low.endswith("s") and not low.endswith(("ss", "’s", "'s", "us", "is"))


def _opens_noun(low: str) -> bool:
    sets = lexicon().sets
    return low in sets["clause.determiners"] or low[:1].isdigit()


def _blocks(previous: Token) -> bool:
    """A word after which no finite verb can stand: "the reported", "of closed", "to leave"."""
    sets = lexicon().sets
    return (
        (
            previous.low in sets["clause.determiners"]
            and previous.low not in {"that", "this", "these", "those", "some"}
        )
        or previous.low
        in sets["clause.prepositions"] - {"as", "since", "than", "before", "after", "until"}
        or previous.role in {"do", "modal", "future"}
        or previous.low.endswith(("’s", "'s"))
    ) and previous.low not in {"it’s", "that’s"}


__all__ = [
    "BASE", "ING", "PARTICIPLE", "PAST", "S_FORM", "Token", "before", "finite", "flags", "negative",
    "tokens",
]  # fmt: skip
