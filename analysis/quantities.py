"""Text to quantities: the amount, how it is bounded, what is counted and in which scope.

Dates, times, years, ordinals, scores and names with numbers ("Article 5") are never quantities.
The words are data in `quantities.toml`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analysis import hours, moments, numerals
from analysis.numerals import Numeral
from analysis.units import Bound, Noun, next_word, rules
from analysis.units import noun as noun_after


class Quantity(NamedTuple):
    """An amount in a text.

    start, end: the whole phrase with bound and unit; `number` the span of the number itself.
    value: the amount, in the unit; `high` the upper end of a range; a share is a fraction of 1.
    unit: canonical ("troops", "percent", "EUR", "hours"), else the counted noun in lower case,
    "" when nothing is named.  kind: "person", "force", "money", "percent", "time", "share" ...
    noun: the counted phrase as it stands ("Russian forces"); scope: "a day", "of 230".
    """

    start: int
    end: int
    value: float | int
    high: float | int | None
    bound: Bound
    qualifier: str
    unit: str
    kind: str
    noun: str
    scope: str
    number: tuple[int, int]


PERCENT = re.compile(
    r"[\s-]*(%|per\s?cent\b|pct\b|percentage[\s-]points?\b|basis points?\b)", re.IGNORECASE
)
AGE = re.compile(r"[\s-]*(?:years?[\s-]old|year-olds?|months?[\s-]old|day-old)s?\b", re.IGNORECASE)
PERCENT_OPENS = frozenset(("%", "per", "percent", "pct", "percentage", "basis"))
AGE_OPENS = frozenset(("year", "years", "month", "months", "day"))
SPACED = re.compile(r"\S+")
QUOTES, OPENERS = "“”\"‘’'", "“\"‘'(["
LONGEST = 5
"""A wording such as "in the order of" has at most so many words."""
APPOSED_AGE = re.compile(r"[A-Z][\w’'-]+, \d{1,3}[,.;)]$")
DIGITS = 9
"""So many digits without a comma are no amount, unless they end in noughts: "id 756642903"."""
JOINING = frozenset("-–/:.’'#@_=&?~\n")
JOINED = re.compile(r"[-–/:]\d|\.\d|[’']s\b|/\w")
JOINS = re.compile(r"(?:\d[-–]|[#@_=&?~/])$")
ENDING = frozenset(",.;)")
LISTED = re.compile(r"[.)]\s")
LINE_START = re.compile(r"(?:^|\n)\s*$")
WORD_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[\s-]+$")
NO_BEFORE = re.compile(r"\bno\s+$", re.IGNORECASE)
MORE = re.compile(r"\s+(?:others|more)\b")
THEM = re.compile(r"them\b")
HYPHENED = re.compile(r"[-‑](?!strong|plus|odd)[^\W\d_]")
FOLLOWING = re.compile(
    r"(?:[\s,]+(?:are|were|is|was|have|had|has|been|still|be|others?|more|also))*\s+(\w+)"
)
OF = re.compile(
    r"\s+(?:out\s+)?of\s+(?:(?:the|its|their|his|her|our|all|those|these|a|about)\s+){0,2}"
    r"(?:[^\W\d_]{2,20}(?:[’']s|s[’'])\s+(?=\d))?",
    re.IGNORECASE,
)
EACH = re.compile(
    r"\s+((?:a|an|per|each|every)\s+(?:day|week|month|year|hour|minute|second|night|person|head|barrel"
    r"|tonne|ton|litre|liter|gallon|kilo|metre|square metre|capita)\b|daily\b|annually\b|so far\b"
    r"|in total\b|nationwide\b|worldwide\b)",
    re.IGNORECASE,
)
INCLUDING = re.compile(
    r",?\s+\(?((?:including|excluding|not including|counting)\s+[^,.;()]{2,40})", re.IGNORECASE
)
"""The words after an amount that narrow or widen what it covers."""


class _Wording(NamedTuple):
    wording: str
    bound: Bound
    start: int


def _wording(text: str, start: int) -> _Wording | None:
    """The longest bounding words that end before `start`, an article or a quote mark between."""
    floor, table = max(0, start - 40), rules()
    near = text[floor:start].split()
    while near and near[-1].strip(QUOTES).casefold() in {"", "the"}:
        near.pop()
    if not near or near[-1].lstrip(OPENERS).casefold() not in table.bound_ends:
        return None
    words = [(found.start() + floor, found.group()) for found in SPACED.finditer(text[floor:start])]
    words = words[: len(near)]
    for first in range(max(0, len(words) - LONGEST), len(words)):
        phrase = " ".join(word for _, word in words[first:])
        bare = phrase.lstrip(OPENERS)
        bound = table.bounds.get(bare.casefold())
        if bound is not None and bare[:1].isalpha() and not bare.casefold().startswith("or "):
            return _Wording(bare, bound, words[first][0] + len(phrase) - len(bare))
    return None


def _tail(text: str, at: int) -> re.Match[str] | None:
    """The bounding words that follow a number or its unit: "or more", "-strong"."""
    table = rules()
    return table.after.match(text, at) if next_word(text, at) in table.after_opens else None


def _bound(text: str, item: Numeral, start: int, end: int) -> tuple[Bound, str, int, int]:
    """(bound, wording, start, end) with the bounding words taken into the span."""
    table = rules()
    before = _wording(text, start)
    bound: Bound = "at-least" if item.vague else "exact"
    qualifier = text[item.start : item.end] if item.vague else ""
    if before is not None and not (item.vague and before.wording.casefold() == "some"):
        qualifier, bound, start = before
    after = _tail(text, end) or _tail(text, item.end)
    if after is not None and before is None:
        qualifier = after.group(1)
        key = " ".join(qualifier.casefold().split())
        bound = "at-least" if key == "+" else table.bounds[key]
        end = max(end, after.end())
    if item.high is not None and bound in {"exact", "about"}:
        bound = "range"
    return bound, qualifier, start, end


def _is_name(text: str, item: Numeral, stop: int) -> bool:
    """Whether the digits are part of a name, a score, an address or a list mark."""
    before, after = text[max(0, item.start - 24) : item.start], text[item.end : item.end + 4]
    if item.end - item.start >= DIGITS and text[item.start : item.end].isdigit():
        return bool(item.value % 1000)
    if after[:1] in JOINING and JOINED.match(after):
        return True
    if before[-1:] in JOINING and JOINS.search(before):
        return True
    listed = after[:1] in ENDING and LISTED.match(after) is not None
    if listed and LINE_START.search(before) and not item.words:
        return True
    word = WORD_BEFORE.search(before) if before[-1:].isspace() or before[-1:] == "-" else None
    if word is not None and word.group(1).casefold() in rules().names:
        noun = noun_after(text, item.end, stop)
        return item.value < 10000 and (noun is None or word.group(1)[0].isupper())
    return False


def _is_pronoun(text: str, item: Numeral, noun: Noun | None) -> bool:
    """Whether "one" is a pronoun or an idiom, and not a count."""
    if text[item.start : item.end].casefold() != "one":
        return False
    if NO_BEFORE.search(text[max(0, item.start - 5) : item.start]):
        return True
    return noun is None or noun.kind in {"time", "thing"} or noun.end - item.end > 25


def _money(text: str, item: Numeral) -> tuple[str, int, int] | None:
    """(currency, start, end) with the sign or word taken in."""
    table = rules()
    ahead = text[max(0, item.start - 5) : item.start]
    sign = table.sign.search(ahead) if ahead.rstrip()[-1:] in table.sign_ends else None
    opens = next_word(text, item.end) in table.money_opens
    word = table.money.match(text, item.end) if opens else None
    if sign is not None:
        start = max(0, item.start - 5) + sign.start(1)
        return table.signs[sign.group(1)], start, word.end() if word else item.end
    if word is not None:
        return table.currencies[" ".join(word.group(1).casefold().split())], item.start, word.end()
    return None


class _Counted(NamedTuple):
    unit: str
    kind: str
    noun: str
    start: int
    end: int
    scope: str


def _counted(text: str, item: Numeral, stop: int, left: Quantity | None) -> _Counted | None:
    """What the number counts; None where it counts nothing that is an amount."""
    start, end = item.start, item.end
    after = _tail(text, end)
    end = after.end() if after is not None else end
    follows = next_word(text, end)
    percent = PERCENT.match(text, end) if follows in PERCENT_OPENS else None
    if percent is not None:
        points = "point" in percent.group().casefold()
        of = _share_of(text, percent.end(), stop)
        return _Counted("points" if points else "percent", "percent", of, start, percent.end(), "")
    money = _money(text, item)
    if money is not None:
        return _Counted(money[0], "money", "", money[1], money[2], "")
    age = AGE.match(text, end) if follows in AGE_OPENS else None
    if age is not None:
        span = next(unit for unit in ("month", "day", "year") if unit in age.group().casefold())
        return _Counted(f"{span}s old", "age", "", start, age.end(), "")
    if item.fraction:
        whole = _share_of(text, end, stop) or _ratio_of(text, item, stop)
        return _Counted("share", "share", whole, start, end, "")
    closes = item.value <= 120 and text[end : end + 1] in ENDING
    if closes and APPOSED_AGE.search(text[max(0, start - 24) : end + 1]):
        return _Counted("years old", "age", "", start, end, "")
    noun = noun_after(text, end, stop)
    if noun is not None and not _is_pronoun(text, item, noun):
        return _Counted(
            noun.unit, noun.kind, text[end : noun.end].strip(' -‑”’"'), start, noun.end, ""
        )
    return _of_more(text, item, stop, left)


def _share_of(text: str, at: int, stop: int) -> str:
    of = OF.match(text, at)
    noun = noun_after(text, of.end(), stop) if of else None
    return text[noun.start : noun.end].strip() if noun else ""


def _ratio_of(text: str, item: Numeral, stop: int) -> str:
    """Of whom a ratio tells: "one in five pupils"."""
    noun = noun_after(text, item.end, stop)
    return text[noun.start : noun.end].strip() if noun else ""


def _of_more(text: str, item: Numeral, stop: int, left: Quantity | None) -> _Counted | None:
    """ "112 of 230 seats", "14,500 of its members", "49 of them", "two killed"."""
    start, end = item.start, item.end
    if _is_pronoun(text, item, None):
        return None
    of = OF.match(text, end)
    if of is not None:
        inner = next(iter(numerals.read(text, of.end(), min(stop, of.end() + 24))), None)
        at = inner.end if inner is not None and inner.start == of.end() else of.end()
        scope = text[end:at].strip() if at > of.end() else ""
        noun = noun_after(text, at, stop)
        if noun is not None:
            counted = text[at : noun.end].strip()
            return _Counted(noun.unit, noun.kind, counted, start, noun.end, scope)
        if left is not None and THEM.match(text[of.end() : of.end() + 6]):
            return _Counted(left.unit, left.kind, left.noun, start, of.end() + 4, scope)
    following = FOLLOWING.match(text[end : end + 60])
    if following is not None and following.group(1).casefold() in rules().people:
        return _Counted("people", "person", "", start, end, "")
    if left is not None and MORE.match(text[end : end + 10]):
        return _Counted(left.unit, left.kind, left.noun, start, end, "")
    if HYPHENED.match(text[end : end + 8]):
        return None
    return _Counted("", "", "", start, end, "")


def _scope(text: str, end: int, stop: int) -> str:
    each = EACH.match(text, end, stop)
    if each is not None:
        return each.group(1)
    including = INCLUDING.match(text, end, stop)
    return including.group(1).strip() if including else ""


def find(
    text: str,
    start: int = 0,
    end: int | None = None,
    taken: Sequence[moments.Moment] | None = None,
    at: Iterable[int] | None = None,
) -> list[Quantity]:
    """The quantities of text[start:end] in order.

    `taken` are the moments of that stretch, `at` the offsets of the words that can open a number,
    where the caller has them already.  Ages ("58-year-old")
    are quantities of kind "age".  Never raises; linear in the length of the stretch.
    """
    stop = len(text) if end is None else end
    when = moments.find(text, start, stop) if taken is None else taken
    starts = [moment.start for moment in when]
    found: list[Quantity] = []
    past = start
    for item in numerals.read(text, start, stop, at):
        past = max(past, hours.end_of(text, item))
        if item.start < past:
            continue
        index = bisect_right(starts, item.end - 1) - 1
        if index >= 0 and when[index].end > item.start:
            continue
        if (found and item.start < found[-1].end) or _is_name(text, item, stop):
            continue
        near = found[-1] if found and item.start - found[-1].end < 120 else None
        counted = _counted(text, item, stop, near)
        if counted is None:
            continue
        bound, qualifier, first, last = _bound(text, item, counted.start, counted.end)
        if counted.kind == "time" and qualifier.casefold() == "over":
            bound, qualifier, first = "exact", "", counted.start
        scope = counted.scope or _scope(text, last, stop)
        found.append(
            Quantity(
                first, last, item.value, item.high, bound, qualifier, counted.unit, counted.kind,
                counted.noun, scope, (item.start, item.end),
            )
        )  # fmt: skip
    return found
