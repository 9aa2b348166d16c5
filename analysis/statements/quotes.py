"""Quotation marks to quoted stretches, with stray, missing and doubled marks repaired.

Marks are paired inside a paragraph; an opener that repeats at the head of the next paragraph
carries the quotation on.  What had to be repaired is called damaged.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from analysis.statements import dashes
from analysis.text import Span


class Quote(NamedTuple):
    """A quoted stretch, marks included.

    `open` tells that it runs on into the next paragraph, `stopped` that a comma, full stop,
    question or exclamation mark stands before its closing mark, `final` that it is no comma,
    `capital` that it begins with one, `first` that it speaks in the first person.
    """

    start: int
    end: int
    damaged: bool
    open: bool = False
    stopped: bool = False
    capital: bool = False
    first: bool = False
    final: bool = False


class Marks(NamedTuple):
    """The quotations of a text and the marks that belong to none."""

    quotes: tuple[Quote, ...]
    stray: tuple[Span, ...]


MARK = re.compile(
    r"''|``|(?<!\d[’']\d)(?<!\d[’']\d\d)[“”\"]|[«»‹›„‟]"
    r"|(?<!\w)[‘'‚](?=[\w$“])|(?<=[\w.,!?…])[’'](?!\w)"
)
MARKLIKE = re.compile(r"[“”\"«»‹›„‟‘’'‚`]")
"""What every mark begins with; most paragraphs without quotations hold none of it."""
OPEN, CLOSE, EITHER = 1, 2, 3
BEFORE_SPEAKER = re.compile(
    r",(?= (?:[A-Z][\w’'-]* ){1,4}(?:said|told|added)\b| (?:he|she) said"
    r"| (?:said|says|added) [A-Z])"
    r"|(?<=[.!?…])(?= (?:[A-Z][\w’'-]+ ){1,3}(?:said|added)[.,])"
)
BETWEEN = re.compile(
    r",(?= (?P<told>(?:(?:he|she)|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}) (?:said|added|told)"
    r" (?:in|on|at|during|after|before|to) [^,“”\"\n]{3,60},) )"
)
FIRST = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me)\b")
STOP = re.compile(r"[.!?…]+(?=\s|$)")
LATER = re.compile(r"[\w.,!?][’'](?!\w)")
ATTRIBUTION = re.compile(
    r"\s*,?\s*(?:[A-Z][\w.’'-]*\s+){0,5}(?:said|says|told|added|asked)\b|\s*(?:he|she|they) \w+"
)


def _role(text: str, start: int, end: int) -> int:
    """Whether the mark at text[start:end] opens or closes."""
    mark = text[start:end]
    if mark == "”":
        return CLOSE
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if mark in "“„‟``":
        wrong = (
            not before.isspace() and before not in "([—–-/:" and (after.isspace() or after in ".,[")
        )
        turned = before in ".,!?" and not after.isalnum()
        last = before.isspace() and after == "\n"
        return CLOSE if start and (wrong or turned or last) else OPEN
    opens = before.isspace() or before in "([—–-/‘'“:" or start == 0
    closes = after.isspace() or after in ")].,;:!?—–-’'”"
    if mark in "‘‚":
        return OPEN
    if opens and not after.isspace():
        return OPEN
    if closes or not before.isspace():
        return CLOSE
    return EITHER


def _single(text: str, start: int, end: int) -> bool:
    return end - start == 1 and text[start] in "‘’'‚"


class _Pairing:
    """Pairs the marks of one paragraph; inner quotations belong to the outer one."""

    def __init__(self, text: str, end: int) -> None:
        self.text, self.end = text, end
        self.found: list[Quote] = []
        self.stray: list[Span] = []
        self.opened: Span | None = None
        self.single: Span | None = None
        self.shut: Quote | None = None
        self.depth = 0

    def mark(self, span: Span) -> None:
        """Take the next mark."""
        role = _role(self.text, *span)
        if _single(self.text, *span):
            self._single(span, role)
        elif role != CLOSE or (self.opened is None and self._glued(span)):
            self._open(span, role)
        elif self.opened is None:
            self.stray.append(span)
        else:
            self.depth -= 1
            self.shut = Quote(self.opened.start, span.end, damaged=False)
            if self.depth <= 0:
                self.found.append(self.shut)
                self.opened = self.single = self.shut = None

    def _glued(self, span: Span) -> bool:
        """Whether a straight mark opens though no space stands before it: `he said."It is old`."""
        after = self.text[span.end : span.end + 1]
        return (
            self.text[span.start] == '"' and self.text[span.start - 1] in ".!?" and after.isupper()
        )

    def _single(self, span: Span, role: int) -> None:
        if self.opened is not None:
            return
        if role == OPEN:
            self.single = span
        elif self.single is not None and _closes_single(self.text, span, self.end):
            self.found.append(Quote(self.single.start, span.end, damaged=False))
            self.single = None

    def _open(self, span: Span, role: int) -> None:
        """A mark that opens; inside an open quotation it is nested, the end, or the real start."""
        if self.opened is None:
            self.opened, self.depth, self.shut = span, 1, None
        elif self.text[span.start] == '"' or role == EITHER:
            self.found.append(Quote(self.opened.start, span.end, damaged=True))
            self.opened = None
        elif self.text[max(0, span.start - 2) : span.start - 1].isalnum():
            self.depth += 1
        else:
            self.stray.append(self.opened)
            self.opened, self.depth, self.shut = span, 1, None

    def close(self) -> tuple[list[Quote], list[Span]]:
        """The quotations and stray marks; what is still open ends with the paragraph."""
        if self.opened is not None and self.shut is not None:
            self.found.append(self.shut._replace(damaged=True))
        elif self.opened is not None:
            self.found.append(Quote(self.opened.start, self.end, damaged=True, open=True))
        return self.found, self.stray


def _pairs(text: str, paragraph: Span) -> tuple[list[Quote], list[Span]]:
    """The quotations of one paragraph, outermost stretches only, and its stray marks."""
    pairing = _Pairing(text, paragraph.end)
    at, end = paragraph
    while near := MARKLIKE.search(text, at, end):
        match = MARK.match(text, near.start(), end)
        at = (match or near).end()
        if match:
            pairing.mark(Span(*match.span()))
    return pairing.close()


def _closes_single(text: str, span: Span, end: int) -> bool:
    """An apostrophe after a plural ("the workers’ demands") does not close."""
    if text[span.start - 1] in ".,!?":
        return True
    if text[span.start - 1] != "s":
        return True
    return not LATER.search(text, span.end, min(end, span.end + 400))


def _close_open(text: str, quote: Quote, heads: set[int], following: int) -> Quote:
    """Where a quotation that lost its closing mark ends."""
    if following in heads:
        return Quote(quote.start, quote.end, damaged=False, open=True)
    match = BEFORE_SPEAKER.search(text, quote.start, quote.end)
    if match:
        return Quote(quote.start, match.end(), damaged=True)
    stop = STOP.search(text, quote.start, quote.end)
    end = quote.end if stop is None else stop.start()
    return Quote(quote.start, end, damaged=True)


def _stretched(text: str, quotes: list[Quote], stray: list[Span]) -> tuple[list[Quote], list[Span]]:
    """A second closing mark before an attribution: the first one was the stray one."""
    left: list[Span] = []
    for mark in stray:
        at = bisect_right(quotes, mark.start, key=lambda q: q.end)
        previous = quotes[max(0, at - 1) : at]
        clear = (
            previous
            and mark.start - previous[-1].end < 600
            and "\n" not in text[previous[-1].end : mark.start]
        )
        if clear and text[mark.start - 1] in ",.!?" and ATTRIBUTION.match(text, mark.end):
            between = text[previous[-1].end : mark.start]
            if (
                between[:2].strip()
                and not ATTRIBUTION.match(between)
                and between.lstrip()[:1].islower()
            ):
                quotes[at - 1] = Quote(previous[-1].start, mark.end, damaged=True)
                continue
        left.append(mark)
    return quotes, left


def _cut(text: str, quote: Quote) -> list[Quote]:
    """A quotation that lost its marks around "he said in a speech": its two pieces."""
    found = BETWEEN.search(text, quote.start, quote.end)
    if found is None or quote.open or MARK.search(text, quote.start + 1, quote.end - 1):
        return [quote]
    first = Quote(quote.start, found.end(), damaged=True)
    return [first, Quote(found.end("told") + 1, quote.end, damaged=True)]


def _stopped(text: str, quote: Quote) -> bool:
    tail = text[max(quote.start, quote.end - 5) : quote.end].rstrip("”’\"'» ")
    return quote.open or (bool(tail) and tail[-1] in ",.!?…—-")


def _capital(text: str, quote: Quote) -> bool:
    return text[quote.start : quote.start + 4].lstrip("“\"'«„`‘…. ")[:1].isupper()


def _described(text: str, quote: Quote) -> Quote:
    """The quotation with what its words tell."""
    first = FIRST.search(text, quote.start, min(quote.end, quote.start + 80)) is not None
    return quote._replace(
        stopped=_stopped(text, quote),
        capital=_capital(text, quote),
        first=first,
        final=text[max(quote.start, quote.end - 5) : quote.end].rstrip("”’\"'» ")[-1:]
        in tuple(".!?"),
    )


def find(text: str, paragraphs: Sequence[Span]) -> Marks:
    """The quotations of a text in order, and the marks left over."""
    quotes: list[Quote] = []
    strays: list[Span] = []
    heads = {
        p.start for p in paragraphs if text[p.start] in "“\"'«„`" and MARK.match(text, p.start)
    }
    for number, paragraph in enumerate(paragraphs):
        found, stray = _pairs(text, paragraph)
        if not found and not stray:
            spoken = dashes.find(text, paragraph)
            quotes += [_described(text, Quote(*s, False))._replace(stopped=True) for s in spoken]
            continue
        following = paragraphs[number + 1].start if number + 1 < len(paragraphs) else -1
        found = [_close_open(text, q, heads, following) if q.open else q for q in found]
        found, stray = _stretched(text, sorted(found), stray)
        found = [piece for quote in found for piece in _cut(text, quote)]
        quotes += [_described(text, q) for q in found]
        strays += stray
    return Marks(tuple(sorted(quotes)), tuple(sorted(strays)))
