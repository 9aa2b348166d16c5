"""Where a text names the medium or agency that a story, a quote or a report comes from."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from analysis.text import Span


class Media(NamedTuple):
    """Names of media by their first word, longest first, which words end others, or come before."""

    agencies: frozenset[str]
    by_first: dict[str, tuple[str, ...]]
    endings: frozenset[str]
    kinds: frozenset[str]


CAPITAL = re.compile(r"(?<![\w.-])[A-Z]")
FIRST = re.compile(r"[^\s,;:()“”\"]+")
COINED = re.compile(
    r"(?!(?:The|A|An|In|On|At|But|And|As|For|Meanwhile|Earlier|Later|Since|After|Before) )"
    r"[A-Z][\w-]*(?: [A-Z][\w-]*){1,3}"
)
NAMED = re.compile(r"[A-Z][\w.’'-]*\w(?: (?:[A-Z][\w-]*|\d{1,2}(?!\w|[.,]\d)))*")
PLACE = r"[A-Z][\w.’'-]*(?:[ /,]+[A-Z][\w.’'-]*){0,4}"
SAID = re.compile(
    r"(?:,? (?:also|first|has|had|later|news agency|newspaper)){0,3},? (?:said|says|quoted|cited|"
    r"reported|reports|wrote|writes|headlined|noted|published|informed|claimed|revealed|announced|"
    r"estimated|broadcast|ran|led with|tweeted)\b|(?: news)? (?:agency|newspaper|daily|report)\b"
)
CITING = re.compile(
    r"\b(?:according to|as reported by|reported by|told|cited by|quoted by|interviewed by|in an "
    r"interview with|citing|quoting|published (?:by|in)|carried by|seen by|obtained by|speaking to|"
    r"spoke to|reports from|a report (?:by|in|from)|said|reported|wrote|reports|writes) "
    r"(?:(?:the|its|a) )?(?:[\w’'-]+ ){0,2}?(?:(?:news |radio |television )?(?:agency|newspaper|"
    r"broadcaster|network|daily|weekly|channel|station|magazine|tabloid|website|portal|site) )?\Z",
    re.IGNORECASE,
)
BEFORE = 70
FOLLOWERS = ("_", "-")
LONGEST = 120


@lru_cache(maxsize=1)
def media() -> Media:
    """The media book (media.toml)."""
    book = tomllib.loads(resources.files("analysis").joinpath("media.toml").read_text("utf-8"))
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in sorted({*book["agencies"], *book["outlets"]}, key=len, reverse=True):
        by_first[name.split(" ")[0]].append(name)
    return Media(
        frozenset(book["agencies"]),
        {first: tuple(names) for first, names in by_first.items()},
        frozenset(book["endings"]),
        frozenset(book["kinds"]),
    )


def bare(text: str, span: Span) -> Span:
    """An agency without its article: "The Associated Press" is the Associated Press."""
    name = text[span.start : span.end]
    article = name.startswith("The ") and name[4:] in media().agencies
    return Span(span.start + 4, span.end) if article else span


def _name_at(text: str, start: int) -> Span | None:
    """The medium whose name begins here: a known one, or "Port Gazette" by its ending."""
    first = FIRST.match(text, start)
    for known in media().by_first.get(first.group().rstrip(".’'") if first else "", ()):
        after = start + len(known)
        follower = text[after : after + 1]
        if text.startswith(known, start) and not (follower.isalnum() or follower in FOLLOWERS):
            return bare(text, Span(start, after))
    named = NAMED.match(text, start) if _kind_before(text, start) else None
    if named:
        return Span(*named.span())
    coined = COINED.match(text, start)
    if coined and coined.group().rsplit(" ", 1)[-1] in media().endings:
        return Span(*coined.span())
    return None


def _kind_before(text: str, start: int) -> bool:
    """Whether a word for a medium stands before a place: "the daily Izvor"."""
    if start < 2 or text[start - 1] != " " or text[start - 2].isspace():
        return False
    return text[max(0, start - 20) : start - 1].split()[-1] in media().kinds


def names(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The media that text[start:end] names, in order; "The" belongs to names that have it."""
    stop = len(text) if end is None else end
    position = start
    while found := CAPITAL.search(text, position, stop):
        span = _name_at(text, found.start())
        if span is None:
            position = found.end()
            continue
        position = span.end
        if span.start == found.start() >= 4 and text.startswith("The ", span.start - 4):
            span = bare(text, Span(span.start - 4, span.end))
        if span.end <= stop:
            yield span


def named(mention: str) -> str:
    """The medium that a phrase names behind a word for one: "the daily Izvor" is Izvor, else ""."""
    for found in CAPITAL.finditer(mention[:LONGEST]):
        kind = mention[: found.start()].rstrip().rpartition(" ")[2]
        name = NAMED.match(mention, found.start()) if kind in media().kinds else None
        if name and name.end() == len(mention):
            return name.group()
    return ""


def cited(text: str) -> Iterator[Span]:
    """Media that running text names as the source of a quote or a report."""
    for span in names(text):
        before = text[max(0, span.start - BEFORE) : span.start]
        line = before.rsplit("\n", 1)[-1]
        if SAID.match(text, span.end) or CITING.search(line):
            yield span


def credited(text: str, lead: Span | None, lines: Sequence[Span]) -> Iterator[Span]:
    """Agencies that the whole story is credited to.

    `lead` is the first running text, whose dateline may hold one ("LISBON (Reuters) -"); `lines`
    are credit lines.
    """
    for line in lines:
        for span in names(text, line.start, line.end):
            if text[span.start : span.end] in media().agencies:
                yield span
    if lead is not None:
        for span in names(text, lead.start, min(lead.end, lead.start + 160)):
            name = re.escape(text[span.start : span.end])
            dateline = rf"\W*(?:{PLACE}[^()\n]{{0,40}})?\({name}\)\s*[-–—:]?|\W*{name}\s*[-–—]+\s"
            agency = text[span.start : span.end] in media().agencies
            if agency and re.compile(dateline).match(text, lead.start):
                yield span
                return
