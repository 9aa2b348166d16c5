"""Text to paragraphs, sentences and words; every offset points into the exact text.

A paragraph is a block between blank lines, or a line of its own where lines are not wrapped prose.
Sentence ends are decided by evidence at each stop mark: abbreviation, initial, what follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of text, end-exclusive."""

    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence and the number of the paragraph that it stands in."""

    start: int
    end: int
    paragraph: int


WORD = re.compile(r"[^\W_]+(?:[’'`.\-‐-‒][^\W_]+)*")
BLANK = re.compile(r"\r?\n[^\S\n]*(?:\r?\n[^\S\n]*)+")
OPENERS = "“‘\"'«„([‹"
CLOSERS = "”’\"'»“)]›"
STOP = re.compile(r"(?:\.{3}|…|[.!?]+)")
ABBREVIATIONS = frozenset(
    (
        "mr mrs ms dr prof st gen col lt maj capt cmdr sgt adm rev hon gov sen rep pres sec supt "
        "mt ft jr sr vs etc inc ltd co corp no nos vol fig al ca approx dept est jan feb mar apr "
        "jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"
    ).split()
)
NEVER_FINAL = frozenset(
    ("mr mrs ms dr prof gen col lt maj capt cmdr sgt adm rev hon gov sen rep pres supt vs").split()
)
DOTTED = re.compile(r"(?:[^\W\d_]\.)+$")


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The words of text[start:end]: letters and digits, joined by inner marks ("Russia’s")."""
    stop = len(text) if end is None else end
    return [Span(*m.span()) for m in WORD.finditer(text, start, stop)]


def trim(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _wrapped(lines: list[Span]) -> bool:
    """Whether the lines of a block are one paragraph broken at a fixed width."""
    if len(lines) < 3:
        return False
    widths = [line.end - line.start for line in lines[:-1]]
    return max(widths) <= 100 and min(widths) >= 0.6 * max(widths) and min(widths) >= 30


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text, without the white space around them."""
    found: list[Span] = []
    position = 0
    edges = [(m.start(), m.end()) for m in BLANK.finditer(text)]
    for start, end in [*edges, (len(text), len(text))]:
        block = trim(text, position, start)
        position = end
        if block.start == block.end:
            continue
        lines, at = [], block.start
        for line in text[block.start : block.end].split("\n"):
            span = trim(text, at, at + len(line))
            at += len(line) + 1
            if span.start < span.end:
                lines.append(span)
        found += [block] if _wrapped(lines) else lines
    return found


def _ends_sentence(text: str, stop: re.Match[str], after: int, end: int) -> bool:
    """Whether the stop mark closes a sentence; `after` is past it and any closing marks."""
    if after >= end:
        return True
    rest = after
    while rest < end and text[rest].isspace():
        rest += 1
    spaced = rest > after
    first = text[rest]
    mark = stop.group()
    before = re.search(r"[^\s“”\"«»(\[]*$", text[max(0, stop.start() - 24) : stop.start()])
    word = before.group() if before else ""
    closed = after > stop.end()
    if not spaced:
        return _glued_end(text, mark, word, first, closed, rest, end)
    starts = first.isupper() or first.isdigit() or first in OPENERS or first in "-–—•"
    if mark[0] in "!?":
        return starts
    if mark in ("...", "…"):
        return starts and (first.isupper() or first in OPENERS)
    if closed:
        return starts
    return starts and not _abbreviated(text, word, first, rest, end)


def _glued_end(
    text: str, mark: str, word: str, first: str, closed: bool, rest: int, end: int
) -> bool:
    """A missing space after a full stop: "the plan.Russia said", "home.”The"."""
    if not (first.isupper() or first in "“«"):
        return False
    if closed:
        return first.isupper()
    if mark != "." or len(word) < 3 or DOTTED.search(word + ".") is not None:
        return mark[0] in "!?" and first.isupper()
    follower = text[rest + 1 : rest + 2] if rest + 1 < end else ""
    return word.islower() and (first in "“«" or follower.islower())


def _abbreviated(text: str, word: str, first: str, rest: int, end: int) -> bool:
    """Whether the word before a full stop is an abbreviation that goes on."""
    bare = word.strip("'’").casefold().rpartition("-")[2]
    if bare in NEVER_FINAL:
        return True
    if len(bare) == 1 and word.isupper() and word.isalpha():
        return True
    if "." in word and DOTTED.search(word + "."):
        follower = WORD.match(text, rest, end)
        return not (follower and follower.group() in SENTENCE_STARTS)
    if bare in ABBREVIATIONS:
        return first.isdigit() or bare not in {
            "co",
            "inc",
            "ltd",
            "corp",
            "etc",
            "no",
            "sun",
            "sat",
            "mar",
        }
    return False


SENTENCE_STARTS = frozenset(
    (
        "The A An He She It They We I You But And In On At This That These Those However Meanwhile "
        "Earlier When While If As After Before Since Its His Her Their There What Who Why How"
    ).split()
)


def _split(text: str, paragraph: Span) -> list[Span]:
    """The sentences of one paragraph."""
    found: list[Span] = []
    start = paragraph.start
    for stop in STOP.finditer(text, paragraph.start, paragraph.end):
        if stop.start() < start:
            continue
        after = stop.end()
        while after < paragraph.end and text[after] in CLOSERS:
            if text[after] in "\"'" and after + 1 < paragraph.end and text[after + 1].isalnum():
                break
            after += 1
        if _ends_sentence(text, stop, after, paragraph.end):
            span = trim(text, start, after)
            if span.start < span.end:
                found.append(span)
            start = after
    span = trim(text, start, paragraph.end)
    if span.start < span.end:
        found.append(span)
    return found


def sentences(text: str, blocks: Sequence[Span] | None = None) -> list[Sentence]:
    """The sentences of a text in order, each with its paragraph's number.

    `blocks` are the text's paragraphs where the caller has them already.
    """
    return [
        Sentence(span.start, span.end, number)
        for number, paragraph in enumerate(paragraphs(text) if blocks is None else blocks)
        for span in _split(text, paragraph)
    ]
