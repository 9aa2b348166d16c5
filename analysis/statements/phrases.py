"""Noun phrases around a cue: where a speaker's mention starts and ends."""

from __future__ import annotations

from analysis.statements.lexicon import lexicon
from analysis.statements.tokens import Unit

BOUNDARY = ",;:-.scwh(bDqm"


def start_of(unit: Unit, last: int, low: int = 0) -> int:
    """The first token of the longest noun phrase that ends with token `last`."""
    tags = unit.tags
    if tags[last] in "row":
        return last
    i, joined = last, -1
    while i > low:
        step, ended = _left(unit, i, low, joined >= 0)
        if tags[i - 1] == "c" and step < i and joined < 0:
            joined = i
        i = step
        if ended:
            break
    if joined >= 0 and i > low and tags[i - 1] not in BOUNDARY:
        i = joined
    while i < last and tags[i] in "pc,'":
        i += 1
    return i


def _left(unit: Unit, i: int, low: int, joined: bool) -> tuple[int, bool]:
    """One step to the left of token i: the new first token, and whether the phrase ends there."""
    tags, tokens = unit.tags, unit.tokens
    previous, second = tags[i - 1], tags[i - 2] if i >= 2 else ""
    if previous == "r":
        one = tokens[i - 1].low == "one" and tags[i] in "nNa"
        return (i - 1, True) if one else (i, True)
    if previous in "nN#'" or (previous == "d" and tags[i] != "r"):
        ends = tags[i] == "d" and previous in "nN"
        return (i, True) if ends else (i - 1, False)
    if previous in "agv":
        return _left_of_verb(unit, i)
    if previous == "b":
        inside = second and second in "d'" and tags[i] in "nvg"
        return (i - 1, False) if inside else (i, True)
    if previous in "pT":
        lists = lexicon().lists
        linked = tokens[i - 1].low in lists["links"] and second and second in "nN)a#"
        if not linked or not _noun(unit, i - 2):
            return i, True
        if previous == "T" and tokens[i - 2].low not in lists["to_nouns"]:
            return i, True
        return i - 2, False
    if previous == "c":
        follows = tokens[i - 1].low != "but" and i - 2 >= low and second and second in "nN)'"
        return (i - 2, False) if follows else (i, True)
    if previous == ",":
        return (i - 2, False) if joined and second and second == tags[i] else (i, True)
    if previous == ")":
        opening = tags.rfind("(", low, i)
        if opening > low:
            return (opening - 1 if tags[opening - 1] in "nN" else opening), False
    return i, True


def _left_of_verb(unit: Unit, i: int) -> tuple[int, bool]:
    """A step over a word that may be a verb: "the ruling party", "campaign manager"."""
    tags, tokens = unit.tags, unit.tokens
    previous, second = tags[i - 1], tags[i - 2] if i >= 2 else ""
    if second and second in "d'#" and tags[i] in "nNagv":
        return i - 1, False
    if tags[i] not in "nN":
        return i, True
    if previous == "v":
        named = second == "" or (second == "q" and tokens[i - 1].low not in lexicon().cues)
        return (i - 1, True) if named else (i, True)
    if previous != "a" or tokens[i - 1].low[-1:] == "s":
        return i, True
    if second == "w" and tokens[i - 2].low in ("who", "which"):
        return i, True
    if not second or second in ",q:;-.wh":
        return i - 1, True
    return (i - 1, False) if second in "nN" else (i, True)


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
        if tags[i] == "d" and i > first and tags[i - 1] in "nN#":
            break
        step = i + 1 if tags[i] in "dnN#'" else _right(unit, i, first)
        if step == i:
            break
        i = step
    while i > first + 1 and tags[i - 1] in "pc'd":
        i -= 1
    return i


def _right(unit: Unit, i: int, first: int) -> int:
    """One step over token i, no plain part of a noun phrase; i itself when it ends there."""
    tags, tokens = unit.tags, unit.tokens
    tag, before, after = tags[i], tags[i - 1] if i else "", tags[i + 1 : i + 2]
    if tag == "(":
        closing = tags.find(")", i)
        return closing + 1 if 0 <= closing <= i + 5 else i
    if i == first:
        return i
    if tag in "ag" and before in "d'#nNa":
        return i + 1 if before in "d'" or _noun_here(unit, i) else i
    if tag == "v":
        return i + 1 if before in "d'" and after in ("n", "N") else i
    if tag in "pT" and tokens[i].low in lexicon().lists["links"] and after in ("d", "n", "N"):
        if tag == "T" and tokens[i - 1].low not in lexicon().lists["to_nouns"]:
            return i
        placed = tokens[i].low in ("on", "at", "in", "from", "with")
        return i if placed and before == "N" and after != "N" else i + 2
    if tag == "c" and tokens[i].low in ("and", "&") and after in ("d", "N"):
        return i + 2
    return i


def _noun_here(unit: Unit, i: int) -> bool:
    """Whether an ambiguous word after a noun belongs to its phrase: no complement follows."""
    tags, tokens = unit.tags, unit.tokens
    after = tags[i + 1] if i + 1 < len(tags) else "."
    if tags[i] == "g":
        return after in "nN" and tags[i - 1] not in "nN"
    if after in "drhqoTwb":
        return False
    singular = not tokens[i - 1].low.endswith("s")
    return not (after in "nN" and tokens[i].low.endswith("s") and singular)
