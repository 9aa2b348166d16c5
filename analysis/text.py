"""Text to paragraphs, sentences and words; every offset points into the exact text.

A paragraph is a block between blank lines, or a line of its own where lines are not wrapped prose.
Sentence ends are decided by evidence at each stop mark: abbreviation, initial, what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
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
BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
OPENERS = "“‘\"'«„([‹"
CLOSERS = "”’\"'»“)]›"
# Three dots, "…", or a run of marks; it begins with a set of letters, so that it is found quickly.
STOP = re.compile(r"[.!?…](?:(?<=\.)\.\.|(?<!…)[.!?]*|)")
TO_LAST_BREAK = re.compile(r"(?s:.*)[\s“”\"«»(\[]")
LONGEST_WORD = 24
ABBREVIATIONS = frozenset(
    (
        "mr mrs ms dr prof st gen col lt maj capt cmdr sgt adm rev hon gov sen rep del pres "
        "sec supt mt ft jr sr vs etc inc ltd co corp no nos vol fig al ca approx dept est jan feb "
        "mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"
    ).split()
)
NEVER_FINAL = frozenset(
    (
        "mr mrs ms dr prof gen col lt maj capt cmdr sgt adm rev hon gov sen rep del pres supt vs"
    ).split()
)
DOTTED = re.compile(r"(?:[^\W\d_]\.)+$")


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The words of text[start:end]: letters and digits, joined by inner marks ("Russia’s")."""
    stop = len(text) if end is None else end
    new = tuple.__new__
    return [new(Span, found.span()) for found in WORD.finditer(text, start, stop)]


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
    return list(_paragraphs(text))


# The layers of the analysis ask for the paragraphs and sentences of one article after the other.
@lru_cache(maxsize=2)
def _paragraphs(text: str) -> tuple[Span, ...]:
    found: list[Span] = []
    position = 0
    edges = [found.span() for found in BLANK.finditer(text)]
    for start, end in [*edges, (len(text), len(text))]:
        block = trim(text, position, start)
        position = end
        if block.start < block.end:
            lines = list(_lines(text, block))
            found += [block] if _wrapped(lines) else lines
    return tuple(found)


def _lines(text: str, block: Span) -> Iterator[Span]:
    """The lines of a block that hold anything."""
    start, end = block
    while (line_end := text.find("\n", start, end)) >= 0:
        span = trim(text, start, line_end)
        if span.start < span.end:
            yield span
        start = line_end + 1
    yield trim(text, start, end) if start > block.start else block


def _ends_sentence(text: str, begin: int, stop: int, after: int, end: int) -> bool:
    """Whether the stop mark text[begin:stop] closes a sentence; `after` is past closing marks."""
    if after >= end:
        return True
    rest = after
    while rest < end and text[rest].isspace():
        rest += 1
    first = text[rest]
    closed = after > stop
    mark = text[begin:stop]
    if rest == after:
        opens = first == '"' and text[rest + 1 : rest + 2].isupper()
        return (first.isupper() or first in "“«" or opens) and _glued_end(
            text, mark, _word_before(text, begin), first, closed, rest, end
        )
    if not (first.isupper() or first.isdigit() or first in OPENERS or first in "-–—•"):
        return False
    if mark[0] in "!?":
        return True
    if mark in ("...", "…"):
        return first.isupper() or first in OPENERS
    return closed or not _abbreviated(text, _word_before(text, begin), first, rest, end)


def _word_before(text: str, place: int) -> str:
    """The word that ends at a place, or its last letters."""
    near = text[max(0, place - LONGEST_WORD) : place]
    if near[-1:].isalpha() and (word := near.rsplit(None, 1)[-1]).isalnum():
        return word
    near = near.removesuffix("\n")
    found = TO_LAST_BREAK.match(near)
    return near[found.end() :] if found else near


def _glued_end(
    text: str, mark: str, word: str, first: str, closed: bool, rest: int, end: int
) -> bool:
    """A missing space after a full stop: "the plan.Russia said", "home.”The".

    `first` is a capital or opens a quotation.
    """
    if closed:
        return first.isupper() or first in "“«"
    if mark != "." or len(word) < 3 or DOTTED.fullmatch(word + ".") is not None:
        return mark[0] in "!?" and first.isupper()
    follower = text[rest + 1 : rest + 2] if rest + 1 < end else ""
    return word.islower() and (first in '“«"' or follower.islower())


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
        "Earlier When While If As After Before Since Its His Her Their There What Who Why How "
        "Another Some Several Most Many All Both Nearly Almost About Around More Others "
        "One Two Three Four Five Six Seven Eight Nine Ten"
    ).split()
)


def _split(text: str, paragraph: Span) -> Iterator[Span]:
    """The sentences of one paragraph."""
    start, end = paragraph
    for stop in STOP.finditer(text, start, end):
        begin, after = stop.span()
        if begin < start:
            continue
        mark_end = after
        while after < end and text[after] in CLOSERS:
            if text[after] in "\"'" and after + 1 < end and text[after + 1].isalnum():
                break
            after += 1
        if _ends_sentence(text, begin, mark_end, after, end):
            span = trim(text, start, after)
            if span.start < span.end:
                yield span
            start = after
    if start < end:
        span = trim(text, start, end)
        if span.start < span.end:
            yield span


def sentences(text: str, blocks: Sequence[Span] | None = None) -> list[Sentence]:
    """The sentences of a text in order, each with its paragraph's number.

    `blocks` are paragraphs of the text where not all of them are wanted.
    """
    return list(_sentences(text) if blocks is None else _in_blocks(text, blocks))


@lru_cache(maxsize=2)
def _sentences(text: str) -> tuple[Sentence, ...]:
    return tuple(_in_blocks(text, _paragraphs(text)))


def _in_blocks(text: str, blocks: Sequence[Span]) -> Iterator[Sentence]:
    for number, paragraph in enumerate(blocks):
        for start, end in _split(text, paragraph):
            yield Sentence(start, end, number)
