"""Noun phrases and adverbials around a cue: where a speaker's mention starts and ends."""

from __future__ import annotations

import re

from analysis.statements.lexicon import Lexicon
from analysis.statements.tokens import Unit

LINKS = frozenset("of for in at on from with to".split())
BOUNDARY = ",;:-.scwh(bDqm"


def start_of(unit: Unit, last: int, low: int = 0) -> int:
    """The first token of the longest noun phrase that ends with token `last`."""
    tags, tokens = unit.tags, unit.tokens
    if tags[last] in "row":
        return last
    i, joined = last, -1
    while i > low:
        previous = tags[i - 1]
        if previous == "r" and tokens[i - 1].low == "one" and tags[i] in "nNa":
            return i - 1
        if previous in "nN#'" or (previous == "d" and tags[i] != "r"):
            if tags[i] == "d" and previous in "nN":
                break
            i -= 1
        elif previous in "agv":
            if i < 2 or tags[i - 2] not in "d'#" or tags[i] not in "nNagv":
                opens = i == 1 or tags[i - 2] in ",q:;-.wh"
                fronted = i == 1 or tags[i - 2] == "q"
                if previous == "v" and fronted and tags[i] in "nN":
                    i -= 1
                    break
                if previous == "a" and opens and tags[i] in "nN" and tokens[i - 1].low[-1:] != "s":
                    i -= 1
                    break
                if (
                    previous == "a"
                    and i >= 2
                    and tags[i - 2] in "nN"
                    and tags[i] in "nN"
                    and tokens[i - 1].low[-1] != "s"
                ):
                    i -= 1
                    continue
                break
            i -= 1
        elif previous == "b" and i >= 2 and tags[i - 2] in "d'" and tags[i] in "nvg":
            i -= 1
        elif (
            previous in "pT"
            and tokens[i - 1].low in LINKS
            and i >= 2
            and tags[i - 2] in "nN)a#"
            and _noun(unit, i - 2)
        ):
            if previous == "T" and tokens[i - 2].low not in TO_NOUNS:
                break
            i -= 2
        elif (
            previous == "c"
            and tokens[i - 1].low != "but"
            and i >= 2
            and tags[i - 2] in "nN)'"
            and i - 2 >= low
        ):
            joined = i if joined < 0 else joined
            i -= 2
        elif previous == "," and joined >= 0 and i >= 2 and tags[i - 2] in "nN":
            i -= 2
        elif previous == ")":
            opening = tags.rfind("(", low, i)
            if opening <= low:
                break
            i = opening
            if tags[i - 1] in "nN":
                i -= 1
        else:
            break
    if joined >= 0 and i > low and tags[i - 1] not in BOUNDARY:
        i = joined
    while i < last and tags[i] in "pc,'":
        i += 1
    return i


def _noun_here(unit: Unit, i: int) -> bool:
    """Whether an ambiguous word after a noun belongs to its phrase: what follows is no complement."""
    tags = unit.tags
    after = tags[i + 1] if i + 1 < len(tags) else "."
    if tags[i] == "g":
        return after in "nN" and tags[i - 1] not in "nN"
    if after in "drhqoTwb":
        return False
    if (
        after in "nN"
        and unit.tokens[i].low.endswith("s")
        and not unit.tokens[i - 1].low.endswith("s")
    ):
        return False
    return True


TO_NOUNS = frozenset(
    "ambassador envoy adviser advisor aide aides candidate secretary close assistant counsel representative heir successor".split()
)


def _noun(unit: Unit, at: int) -> bool:
    """Whether an ambiguous word is used as a noun: something before it asks for one."""
    if unit.tags[at] != "a":
        return True
    return at > 0 and unit.tags[at - 1] in "dnN'#p"


def end_of(unit: Unit, first: int) -> int:
    """One past the last token of the noun phrase that starts at token `first`."""
    tags, tokens = unit.tags, unit.tokens
    i = first
    if first < len(tags) and tags[first] in "row":
        if tokens[first].low != "one" or tags[first + 1 : first + 2] not in ("n", "N"):
            return first + 1
        i = first + 1
    while i < len(tags):
        tag = tags[i]
        if tag in "dnN#'":
            i += 1
        elif tag in "ag" and i > first and tags[i - 1] in "d'#nNa":
            if tags[i - 1] not in "d'" and not _noun_here(unit, i):
                break
            i += 1
        elif (
            tag == "v"
            and i > first
            and tags[i - 1] in "d'"
            and i + 1 < len(tags)
            and tags[i + 1] in "nN"
        ):
            i += 1
        elif (
            tag in "pT"
            and i > first
            and tokens[i].low in LINKS
            and i + 1 < len(tags)
            and tags[i + 1] in "dnN"
        ):
            if tokens[i].low != "of" and (tag == "T" and tokens[i - 1].low not in TO_NOUNS):
                break
            if (
                tokens[i].low in ("on", "at", "in", "from", "with")
                and tags[i - 1] == "N"
                and tags[i + 1] != "N"
            ):
                break
            i += 2
        elif (
            tag == "c"
            and i > first
            and tokens[i].low in ("and", "&")
            and i + 1 < len(tags)
            and tags[i + 1] in "dN"
        ):
            i += 2
        elif tag == "(":
            closing = tags.find(")", i)
            if closing < 0 or closing - i > 5:
                break
            i = closing + 1
        else:
            break
    while i > first + 1 and tags[i - 1] in "pc'd":
        i -= 1
    return i


VENUE_HEAD = re.compile(r"[dnN#'avg]*")


def skip_time(unit: Unit, i: int, lex: Lexicon) -> int:
    """The token after time words, adverbs: "on Tuesday", "late last week", "again"."""
    begin, tags, tokens = i, unit.tags, unit.tokens
    while i < len(tags):
        tag, low = tags[i], tokens[i].low
        if tag == "D" or (tag == "b" and low not in ("not", "never")):
            i += 1
            if i < len(tags) and tags[i] == "#":
                i += 1
                if i + 1 < len(tags) and tags[i] == "," and tags[i + 1] == "#":
                    i += 2
            if i + 2 < len(tags) and tag == "D" and tags[i] == "(" and tags[i + 2] == ")":
                i += 3
        elif low in lex.markers and _time_after(unit, i + 1, lex):
            i += 1
        elif (
            tag == "d"
            and i + 1 < len(tags)
            and (
                tags[i + 1] == "D"
                or (tokens[i + 1].low in lex.markers and i + 2 < len(tags) and tags[i + 2] == "D")
            )
        ):
            i += 2
        elif (
            tag == "p"
            and low in ("on", "in", "at", "since", "by", "during", "for")
            and _time_after(unit, i + 1, lex)
        ):
            i += 1
            while i < len(tags) and (
                tags[i] in "dD#"
                or tokens[i].low in lex.markers
                or (tags[i] == "," and i + 1 < len(tags) and tags[i + 1] in "#D")
            ):
                i += 1
        elif (
            tag == "#"
            and i + 1 < len(tags)
            and (tags[i + 1] == "D" or tokens[i + 1].low in ("a.m.", "p.m."))
        ):
            i += 2
        else:
            break
    return begin if tags[i : i + 1] == "'" else i


def _time_after(unit: Unit, i: int, lex: Lexicon) -> bool:
    tags, tokens = unit.tags, unit.tokens
    while i < len(tags) and (tags[i] == "d" or tokens[i].low in lex.markers or tags[i] == "b"):
        i += 1
    if i < len(tags) and tags[i] == "D":
        return True
    return (
        i < len(tags)
        and tags[i] == "#"
        and len(tokens[i].low) == 4
        and tokens[i].low[:2] in ("19", "20")
    )


def skip_adverbials(unit: Unit, i: int, lex: Lexicon) -> int:
    """The token after time, place and manner of speaking: "on Sunday in an interview with X"."""
    tags, tokens = unit.tags, unit.tokens
    while i < len(tags):
        j = skip_time(unit, i, lex)
        if j < len(tags) and tags[j] in "pT" and tokens[j].low in PLACES and j + 1 < len(tags):
            k = end_of(unit, j + 1)
            if k < len(tags) and tags[k] == "q" and (k == j + 1 or tags[k - 1] in "'N"):
                k += not unit.quotes[k].stopped
            g = j + 1
            if k == g and tags[g] == "g":
                k = end_of(unit, g + 1)
            heads = any(tokens[m].low in lex.venue or tags[m] == "o" for m in range(j + 1, k))
            follows = k >= len(tags) or tags[k] in "hq:.," or skip_time(unit, k, lex) > k
            if k > j + 1 and (heads or follows or (tokens[j].low == "to" and tags[j + 1] != "a")):
                j = k
        if j == i:
            return i
        i = j
    return i


PLACES = frozenset(
    "in on at during to by via from through after before ahead with over outside inside near following while of about under amid".split()
)


def skip_aside(unit: Unit, i: int) -> int:
    """The token after ", however," and the like; `i` is at the comma."""
    tags = unit.tags
    match = ASIDE.match(tags, i)
    return match.end() if match else i


ASIDE = re.compile(r",[bpD][dnND#b]{0,4},")
