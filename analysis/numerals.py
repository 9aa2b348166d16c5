"""Text to numbers: digits, number words, scales, fractions and ranges, each with its span.

Only amounts; what a number counts is the business of `quantities`, dates that of `moments`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import NamedTuple


class Numeral(NamedTuple):
    """A number as written; `high` is the upper end of a range, `vague` for "tens of thousands"."""

    start: int
    end: int
    value: float | int
    high: float | int | None = None
    fraction: bool = False
    vague: bool = False
    words: bool = False


ONES = dict(
    zip(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen"
        ).split(),
        range(20),
        strict=True,
    )
)
TENS = dict(
    zip(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        range(20, 100, 10),
        strict=True,
    )
)
SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "lakh": 10**5, "crore": 10**7, "dozen": 12,
}  # fmt: skip
SUFFIXES = {
    "k": 1000, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12,
    "trn": 10**12,
}  # fmt: skip
PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
VAGUE = {
    "tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000,
    "millions": 10**6, "billions": 10**9,
}  # fmt: skip

SPACE = "[ \\t\u00a0\u2009\u202f]"
_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)"
    "|\\d{1,3}(?:[\u00a0\u2009\u202f]\\d{3})+(?!\\d)"
    r"|[1-9]\d{0,2}(?: 000)+(?!\d)"
    r"|\d+(?:[.,]\d+)?(?!\d)"
)
_SMALL = "|".join((*ONES, *TENS))
_SCALE = "|".join(SCALES)
_DASH = "[-\u2010-\u2014]"
_WORDS = (
    rf"(?:(?:{_SMALL}|half an?|an?){SPACE}+(?:{_SCALE})|(?:{_SMALL}))"
    rf"(?:(?:{SPACE}+and{SPACE}+|{SPACE}+|{_DASH})(?:{_SMALL}|{_SCALE}))*"
)
_SUFFIX = rf"(?:{SPACE}*{_DASH}?{SPACE}*(?:{_SCALE})s?\b|(?:k|mn|mln|m|bn|b|tn|trn)\b)"
_VAGUE = rf"(?:{'|'.join(VAGUE)})(?:{SPACE}+of{SPACE}+(?:{'|'.join(VAGUE)}))?"
_PART = (
    rf"(?:an?|one)(?:{SPACE}+|{_DASH})(?:{'|'.join(PARTS)})(?={SPACE}+of\b|{SPACE}*(?:[,.;:)]|$)"
    rf"|{SPACE}+(?:in|since|from|to|on|over|by|more|less|this|last|compared|after|among)\b)"
    rf"|(?:two|three|four|five|seven|nine)(?:{SPACE}+|{_DASH})(?:{'|'.join(PARTS)})s\b"
)
_PORTION = (
    rf"(?:an?|one|two|three)(?:{SPACE}+|{_DASH})(?:{'|'.join(PARTS)})s?"
    rf"{SPACE}+of{SPACE}+an?{SPACE}+(?:{_SCALE})\b"
)
TOKEN = re.compile(
    rf"(?P<digits>(?<![\w.,/:])(?<![a-zA-Z]-)(?:{_DIGITS}))(?P<suffix>{_SUFFIX})?"
    rf"|\b(?P<mixed>(?:{_SMALL}|an?)(?:{SPACE}+(?:{_SCALE}))?{SPACE}+and{SPACE}+a{SPACE}+half"
    rf"(?:{SPACE}+(?:{_SCALE})\b)?)"
    rf"|\b(?P<portion>{_PORTION})"
    rf"|\b(?P<part>{_PART})(?!{SPACE}+an?\b|{SPACE}+(?:{_SCALE})\b)"
    rf"|\b(?P<halved>half{SPACE}+(?:of{SPACE}+)?(?:an?|one|1))(?={SPACE}+per{SPACE}?cent)"
    rf"|\b(?P<half>half)(?={SPACE}+(?:of|the|its|their|his|her|our|all)\b)"
    rf"|\b(?P<words>{_WORDS})\b"
    rf"|\b(?P<vague>{_VAGUE})\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W_]+")
OPENING = frozenset((*ONES, *TENS, *SCALES, *VAGUE, "a", "an", "half"))
"""Words with which a written number can begin."""
ARTICLES = frozenset(("a", "an"))
"""Words that open a number only before one that `scales`."""
SPACES = re.compile(SPACE)
COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
POINTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
BETWEEN_ENDS = re.compile(rf"({SPACE}*{_DASH}{SPACE}*|{SPACE}+(?:to|and|or){SPACE}+)[€$£]?$")
AMONG = re.compile(rf"{SPACE}+(in|out of)({SPACE}+every)?{SPACE}+$", re.IGNORECASE)
"""Between the two numbers of a ratio: "four in 10", "nine out of every ten"."""
WHOLES = frozenset((5, 10, 20, 100, *(10**power for power in range(3, 7))))
"""Of so many one tells how many do something; of any other number only one ("one in three")."""
SPELLS = re.compile(
    rf"{SPACE}*-?{SPACE}*(?:\w+{SPACE}+)?(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?"
    r"|decades?|games?|match(?:es)?|starts?|outings?|innings|attempts?|tries|attacks?|strikes?|raids?"
    r"|incidents?|rounds?|metres?|meters?|miles?|cities|countries|states|villages|towns|places)\b",
    re.IGNORECASE,
)
"""What "four in 10" happened in, and is no ratio of: "two in five days", "one in 20 attempts"."""
AND = re.compile(rf"{SPACE}+and{SPACE}+", re.IGNORECASE)
BETWEEN = re.compile(rf"\bbetween{SPACE}+(?:\w{{0,12}}{SPACE}+)?\S?$", re.IGNORECASE)


def tidy(value: float) -> float | int:
    """An integer where the number is one; rounding hides binary noise (4.1 million)."""
    if not math.isfinite(value):
        return 0
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _digits(text: str, scaled: bool) -> float:
    if text.isdecimal():
        return float(text[:30])
    bare = SPACES.sub("", text)
    if COMMAS.fullmatch(bare):
        return float(bare.replace(",", ""))
    if POINTS.fullmatch(bare):
        return float(bare.replace(".", ""))
    whole, _, rest = bare.replace(",", ".").partition(".")
    if len(rest) > 2 and "," in bare and not scaled:
        return float(whole + rest)
    return float(f"{whole[:30]}.{rest[:12] or 0}")


def _words(text: str) -> float:
    """ "two hundred and fifty thousand" to 250000; "half a million" to 500000."""
    total = current = 0.0
    for word in re.findall(r"[a-z]+", text.casefold()):
        if word in ONES:
            current += ONES[word]
        elif word in TENS:
            current += TENS[word]
        elif word == "half":
            current = 0.5
        elif word in {"a", "an"}:
            current = current or 1
        elif word in SCALES:
            scale = SCALES[word]
            if scale <= 100:
                current = (current or 1) * scale
            else:
                total += (current or 1) * scale
                current = 0.0
    return total + current


def _mixed(text: str) -> float | int:
    """ "two and a half million" and "a million and a half"."""
    before, _, after = text.casefold().partition(" and ")
    inner = SCALES.get(before.split()[-1], 1)
    outer = SCALES.get(after.split()[-1], 1)
    return tidy((_words(before) + inner * 0.5) * outer)


def _scale(suffix: str) -> int:
    if not suffix:
        return 1
    word = re.sub(r"[^a-z]", "", suffix.casefold())
    return SCALES.get(word) or SCALES.get(word.rstrip("s")) or SUFFIXES.get(word, 1)


def _one(found: re.Match[str]) -> Numeral:
    """The number of one token."""
    start, end = found.span()
    if found["digits"]:
        scale = _scale(found["suffix"] or "")
        return Numeral(start, end, tidy(_digits(found["digits"], scale > 1) * scale))
    if found["portion"]:
        first, part, *_, scale_word = re.findall(r"[a-z]+", found["portion"].casefold())
        share = ONES.get(first, 1) / (PARTS.get(part) or PARTS.get(part.removesuffix("s")) or 2)
        return Numeral(start, end, tidy(share * _scale(scale_word)), words=True)
    if found["part"]:
        pieces = re.findall(r"[a-z]+", found["part"].casefold())
        over = PARTS.get(pieces[-1]) or PARTS.get(pieces[-1].removesuffix("s")) or 2
        share = ONES.get(pieces[0], 1) / over
        return Numeral(start, end, round(share, 4), fraction=True, words=True)
    if found["mixed"]:
        return Numeral(start, end, _mixed(found["mixed"]), words=True)
    if found["halved"]:
        return Numeral(start, end, 0.5, words=True)
    if found["half"]:
        return Numeral(start, end, 0.5, fraction=True, words=True)
    if found["vague"]:
        value = math.prod(VAGUE.get(word, 1) for word in found["vague"].casefold().split())
        return Numeral(start, end, value, vague=True, words=True)
    return Numeral(start, end, tidy(_words(found["words"])), words=True)


def _range(text: str, left: Numeral, right: Numeral) -> Numeral | None:
    """ "100-150,000", "2 to 3 million", "between 10 and 20" as one number with two ends."""
    if left.fraction != right.fraction or left.vague or right.vague or left.high is not None:
        return None
    between = text[left.end : right.start]
    if BETWEEN_ENDS.match(between) is None:
        return None
    if AND.match(between) and not BETWEEN.search(text[max(0, left.start - 30) : left.start]):
        return None
    if re.search(r"\bfrom\W+$", text[max(0, left.start - 8) : left.start], re.IGNORECASE):
        return None
    scale = _borrowed(text, left, right)
    low = tidy(left.value * scale)
    if low >= right.value:
        low = left.value
    if low >= right.value:
        return None
    return Numeral(left.start, right.end, low, right.value, left.fraction, words=left.words)


def _ratio(text: str, left: Numeral, right: Numeral) -> Numeral | None:
    """ "four in 10", "one in every three", "nine out of 10" as a share of 1."""
    if left.high is not None or right.high is not None or left.vague or right.vague:
        return None
    if not 0 < left.value < right.value or left.fraction or right.fraction:
        return None
    among = AMONG.match(text, left.end, right.start)
    if among is None or SPELLS.match(text, right.end):
        return None
    in_, every = among[1].casefold() == "in", among[2] is not None
    round_ = right.value in WHOLES and (in_ or right.value in {10, 100})
    if not (every or round_ or _one_of_few(in_, left, right)):
        return None
    share = round(left.value / right.value, 6)
    return Numeral(left.start, right.end, share, fraction=True, words=left.words)


def _one_of_few(in_: bool, left: Numeral, right: Numeral) -> bool:
    """ "one in three", "three in four"; a year is none of them ("one in 2015")."""
    return in_ and (left.value == 1 or right.value == 4) and right.value <= 30


def _borrowed(text: str, left: Numeral, right: Numeral) -> int:
    """What a bare left number borrows from the right one: its thousands or its scale word."""
    if not re.fullmatch(r"[\d.]+|[a-z-]+", text[left.start : left.end], re.IGNORECASE):
        return 1
    written = text[right.start : right.end].casefold()
    if left.value < 1000 and (zeros := re.search(r"(?:,000)+$", written)):
        return int(1000 ** (len(zeros.group()) // 4))
    word = re.search(r"([a-z]+)s?$", written)
    if word is None or word.group(1) in text[left.start : left.end].casefold():
        return 1
    return SCALES.get(word.group(1)) or SUFFIXES.get(word.group(1), 1)


def opens(word: str) -> bool:
    """Whether a number can begin with the word: a digit, "three", "dozens", "a", "half"."""
    return word[:1].isdecimal() or word.casefold() in OPENING


def scales(word: str) -> bool:
    """Whether "a" before the word can be a number: "a million", "a third", "a and a half"."""
    low = word.casefold()
    return low in SCALES or low in PARTS or low == "and"


def read(
    text: str, start: int = 0, end: int | None = None, at: Iterable[int] | None = None
) -> list[Numeral]:
    """The numbers of text[start:end] in order; ranges are one item.

    `at` are the offsets of the words that can open one, where the caller knows them already.
    """
    stop = len(text) if end is None else end
    if at is None:
        at = (m.start() for m in WORD.finditer(text, start, stop) if opens(m.group()))
    found: list[Numeral] = []
    past = start
    for offset in at:
        match = TOKEN.match(text, offset, stop) if offset >= past else None
        if match is None:
            continue
        past = match.end()
        item = _one(match)
        if found and item.start - found[-1].end <= 14:
            joined = _range(text, found[-1], item) or _ratio(text, found[-1], item)
            if joined is not None:
                found[-1] = joined
                continue
        found.append(item)
    return found
