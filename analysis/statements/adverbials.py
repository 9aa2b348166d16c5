"""Time, place and manner beside a cue: what stands between a reporting verb and its content."""

from __future__ import annotations

import re

from analysis.statements.lexicon import Lexicon
from analysis.statements.phrases import end_of
from analysis.statements.tokens import Unit

ASIDE = re.compile(r",(?:[bpD][dnND#b]{0,4}|cra),")


OF_AMOUNT = frozenset(("only", "just", "almost", "nearly", "even", "already", "still"))
"""Adverbs that belong to a number after them: "said only 20 soldiers had come"."""


def skip_time(unit: Unit, i: int, lex: Lexicon) -> int:
    """The token after time words and adverbs: "on Tuesday", "late last week", "again"."""
    begin = i
    while i < len(unit.tags):
        step = _time_step(unit, i, lex)
        if step == i:
            break
        i = step
    return begin if unit.tags[i : i + 1] == "'" else i


def _time_step(unit: Unit, i: int, lex: Lexicon) -> int:
    """The token after one expression of time at token i; i itself when there is none."""
    tags, tokens = unit.tags, unit.tokens
    tag, low, after = tags[i], tokens[i].low, tags[i + 1 : i + 2]
    if tag == "b" and low in OF_AMOUNT and after == "#":
        return i
    if tag == "D" or (tag == "b" and low not in ("not", "never")):
        return _past_number(unit, i)
    if low in lex.markers and _time_after(unit, i + 1, lex):
        return i + 1
    if tag == "d" and after:
        marked = tokens[i + 1].low in lex.markers and tags[i + 2 : i + 3] == "D"
        return i + 2 if after == "D" or marked else i
    if tag == "p" and low in ("on", "in", "at", "since", "by", "during", "for"):
        return _past_dates(unit, i + 1, lex) if _time_after(unit, i + 1, lex) else i
    if tag == "#" and after and (after == "D" or tokens[i + 1].low in ("a.m.", "p.m.")):
        return i + 2
    return i


def _past_number(unit: Unit, i: int) -> int:
    """The token after a time word with its number: "February 17, 2022", "Tuesday (15)"."""
    tags = unit.tags
    day = tags[i] == "D"
    i += 1
    if tags[i : i + 1] == "#":
        i += 1
        if tags[i : i + 2] == ",#":
            i += 2
    return i + 3 if day and re.match(r"\(.\)", tags[i : i + 3]) else i


def _past_dates(unit: Unit, i: int, lex: Lexicon) -> int:
    """The token after the words of a date that starts at token i."""
    tags, tokens = unit.tags, unit.tokens
    while i < len(tags):
        listed = tags[i] == "," and tags[i + 1 : i + 2] in ("#", "D")
        if tags[i] not in "dD#" and tokens[i].low not in lex.markers and not listed:
            break
        i += 1
    return i


def _time_after(unit: Unit, i: int, lex: Lexicon) -> bool:
    """Whether a time word or a year follows, past articles and "last", "early"."""
    tags, tokens = unit.tags, unit.tokens
    while i < len(tags) and (tags[i] in "db" or tokens[i].low in lex.markers):
        i += 1
    if tags[i : i + 1] == "D":
        return True
    return tags[i : i + 1] == "#" and re.fullmatch(r"(?:19|20)\d\d", tokens[i].low) is not None


def skip_adverbials(unit: Unit, i: int, lex: Lexicon) -> int:
    """The token after time, place and manner of speaking: "on Sunday in an interview with X"."""
    while i < len(unit.tags):
        j = _past_place(unit, skip_time(unit, i, lex), lex)
        if j == i:
            return i
        i = j
    return i


def _past_place(unit: Unit, j: int, lex: Lexicon) -> int:
    """The token after a phrase at token j that tells where or how something is said."""
    tags, tokens = unit.tags, unit.tokens
    if (
        tags[j : j + 2] == "Tq"
        or j + 1 >= len(tags)
        or tags[j] not in "pT"
        or tokens[j].low not in lex.lists["places"]
    ):
        return j
    k = end_of(unit, j + 1)
    if tags[k : k + 1] == "q" and (k == j + 1 or tags[k - 1] in "'N"):
        k += not unit.quotes[k].stopped
    if k == j + 1 and tags[k] == "g":
        k = end_of(unit, k + 1)
    k += tags[k : k + 1] == "a" and k > j + 1 and tokens[k].low in lex.venue
    heads = any(tokens[m].low in lex.venue or tags[m] == "o" for m in range(j + 1, k))
    follows = k >= len(tags) or tags[k] in "hq:.," or skip_time(unit, k, lex) > k
    addressed = tokens[j].low == "to" and tags[j + 1] != "a"
    if heads and k < len(tags) and tokens[k].low in lex.lists["printed"]:
        return k + 1
    return k if k > j + 1 and (heads or follows or addressed) else j


def skip_aside(unit: Unit, i: int) -> int:
    """The token after ", however," and the like; `i` is at the comma."""
    match = ASIDE.match(unit.tags, i)
    return match.end() if match else i
