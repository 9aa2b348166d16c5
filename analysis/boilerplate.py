"""A text to the regions that are not its story, each with its kind.

Rules are data (boilerplate.toml) and speak of single lines; what follows a heading line, what is
printed twice, and what another text shows to be a link is decided here.  A line that no rule names
stays: losing body text is worse than keeping furniture.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple, NotRequired, TypedDict

from analysis.text import Span, trim
from store.records import Region


class Rule(NamedTuple):
    """One line of the rule book; a line that it takes `holds` one of these, whatever its case."""

    kind: str
    scope: str
    words: int
    pattern: re.Pattern[str]
    example: str
    counter: str
    holds: tuple[str, ...] = ()

    def takes(self, body: str, low: str) -> bool:
        """Whether the rule takes a line's body; `low` is the same, `lowered`."""
        if self.holds and not any(map(low.__contains__, self.holds)):
            return False
        return self.pattern.fullmatch(body) is not None


class _Entry(TypedDict):
    kind: str
    scope: str
    words: int
    pattern: str
    example: str
    holds: NotRequired[list[str]]


class Mark(NamedTuple):
    """What is known of a line: its kind and whether it opens a stretch ("list", "rest")."""

    kind: str
    scope: str


LONGEST_LINE = 1000
LONGEST = LONGEST_LINE + 100
MOST_PRINTINGS = 8
OPENING, LETTERS = 60, 12
"""So many characters of a line, and letters in them, are compared first."""
WORDS = re.compile(r"\W+")
BULLET = re.compile(r"[\s•●▪►▶→*·–—\-|>»]*")
LINE = re.compile(r"[^\r\n\u2028\u2029]+")
LINK_LABEL = re.compile(
    r"(?:read|see|watch|also|related|recommended)(?: (?:too|also|more|next|it|now|this|read))*"
    r"\s*[:|»>→]\s*",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?…][”’\"')\]»]*$")


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The rule book, in the order in which rules are tried."""
    source = resources.files("analysis").joinpath("boilerplate.toml").read_text("utf-8")
    entries: list[_Entry] = tomllib.loads(source)["rule"]
    return tuple(
        Rule(
            entry["kind"],
            entry["scope"],
            entry["words"],
            re.compile(entry["pattern"], re.IGNORECASE),
            entry["example"],
            str(dict(entry).get("not", "")),
            tuple(entry.get("holds", ())),
        )
        for entry in entries
    )


def match(rule: Rule, line: str) -> Span | None:
    """The stretch of a line that a rule takes, or nothing."""
    if rule.scope == "inside":
        found = rule.pattern.match(line, 0, LONGEST_LINE)
        return trim(line, found.start(), found.end()) if found else None
    body = _body(line)
    taken = body and len(body.split()) <= rule.words and rule.takes(body, lowered(body))
    return Span(0, len(line)) if taken else None


def lowered(line: str) -> str:
    """A line in small letters: what a pattern that ignores case matches is in it."""
    low = line.casefold()
    return low if low.isascii() else low.replace("i\u0307", "i").replace("ı", "i")


def _body(line: str) -> str:
    """A line without its bullet, as rules read it; empty when it is too long for any."""
    bullet = BULLET.match(line)
    body = line[bullet.end() :] if bullet else line
    return body.rstrip() if len(body) <= LONGEST_LINE else ""


@lru_cache(maxsize=2)
def lines(text: str) -> tuple[Span, ...]:
    """The lines of a text that hold anything, without the white space around them.

    What is asked for one text after the other is remembered.
    """
    spans = (trim(text, *found.span()) for found in LINE.finditer(text))
    return tuple(span for span in spans if span.start < span.end)


def folded(line: str) -> str:
    """A line as it is compared: case, quotation marks and spaces do not count."""
    return " ".join(re.findall(r"\w+", line.casefold()))


def labelled_links(text: str) -> Iterator[str]:
    """The link texts that stand behind a label ("READ TOO: ...") in a text, folded."""
    for start, end in lines(text):
        end = min(end, start + LONGEST_LINE)
        label = LINK_LABEL.match(text, start, end)
        if label and len(text[label.end() : end].split()) >= 3:
            yield folded(text[label.end() : end])


def links(texts: Iterable[str]) -> frozenset[str]:
    """What any of the texts prints behind a link label, for `find` to know it in the others."""
    return frozenset(link for text in texts for link in labelled_links(text))


def is_prose(line: str) -> bool:
    """Whether a line is running text: long enough, and closed like a sentence."""
    count = len(line.split())
    return count >= 25 or (count >= 8 and SENTENCE_END.search(line.rstrip()) is not None)


@lru_cache(maxsize=2048)
def _mark(line: str) -> Mark | None:
    """What the first rule that takes the line says of it; furniture recurs, so it is remembered."""
    body = _body(line)
    count, low = len(body.split()), lowered(body)
    for rule in _of_lines() if count else ():
        if count <= rule.words and rule.takes(body, low):
            return Mark(rule.kind, rule.scope)
    return None


@lru_cache(maxsize=1)
def _of_lines() -> tuple[Rule, ...]:
    return tuple(rule for rule in rules() if rule.scope != "inside")


def _stretches(text: str, spans: Sequence[Span], marks: list[Mark | None]) -> None:
    """Carry headings on over the lines that they head."""
    total = sum(span.end - span.start for span in spans)
    position = 0
    while position < len(spans):
        mark = marks[position]
        after = position + 1
        if mark is not None and mark.scope == "next":
            if after < len(spans) and marks[after] is None:
                line = text[spans[after].start : spans[after].end]
                if len(line.split()) <= 5 and not SENTENCE_END.search(line):
                    marks[after] = Mark(mark.kind, "line")
        elif mark is not None and mark.scope in ("list", "rest"):
            behind = sum(span.end - span.start for span in spans[after:])
            tail = mark.scope == "rest" and behind <= 0.7 * total
            while after < len(spans) and (found := marks[after] or mark).kind == mark.kind:
                if marks[after] is not None and found.scope != "line":
                    break
                if not tail and is_prose(text[spans[after].start : spans[after].end]):
                    break
                marks[after] = Mark(mark.kind, "line")
                after += 1
        position += 1


def _opening(line: str) -> str:
    """The first letters of a line: lines that differ here are not `folded` into one."""
    near = WORDS.sub("", line[:OPENING].casefold())
    return (near if len(near) >= LETTERS else WORDS.sub("", line.casefold()))[:LETTERS]


def _repeats(text: str, spans: Sequence[Span], marks: list[Mark | None]) -> None:
    """A line printed twice: the title again, or a caption under its picture again.

    The first printing of a caption goes too where two follow at once, and it has no full stop or
    comes a third time.
    """
    caption = Mark("photo_caption", "line")
    lines_ = [text[span.start : min(span.end, span.start + LONGEST)] for span in spans]
    openings = [_opening(line) for line in lines_]
    printings = Counter(openings)
    places: dict[str, list[int]] = {}
    for position, line in enumerate(lines_):
        if printings[openings[position]] > 1 and len(line) <= LONGEST_LINE:
            key = folded(line)
            if key.count(" ") >= 3:
                places.setdefault(key, []).append(position)
    for positions in places.values():
        if len(positions) == 1:
            continue
        first = positions[0]
        line = text[spans[first].start : spans[first].end]
        closed = SENTENCE_END.search(line) is not None
        title = first == 0 and not closed
        for before, position in pairwise(positions):
            if marks[position] is None and (title or not closed or before == position - 1):
                marks[position] = Mark("title_repeat", "line") if title else caption
        doubled = any(after == before + 1 for before, after in pairwise(positions))
        several = 2 < len(positions) <= MOST_PRINTINGS or not closed
        if marks[first] is None and not title and doubled and several:
            marks[first] = caption


def _prefixes(text: str, spans: Sequence[Span], marks: list[Mark | None]) -> None:
    """A caption is often printed once without its credit beside the one that has it."""
    for position, span in enumerate(spans):
        line = text[span.start : span.end]
        if marks[position] is not None or not 4 <= len(line[:LONGEST].split()) <= 60:
            continue
        for other in (position - 2, position - 1, position + 1, position + 2):
            mark = marks[other] if 0 <= other < len(spans) else None
            if mark is not None and mark.kind == "photo_caption":
                whole = text[spans[other].start : spans[other].end].lstrip("•- ")
                if whole.startswith(line.rstrip(".")):
                    marks[position] = Mark("photo_caption", "line")
                    break


def _linked(
    text: str, spans: Sequence[Span], marks: list[Mark | None], known: Collection[str]
) -> None:
    """A headline that another text prints behind a link label is a link here too."""
    for position, span in enumerate(spans if known else ()):
        line = text[span.start : span.end]
        if marks[position] is None and len(line) < 300 and folded(line) in known:
            marks[position] = Mark("related_link", "line")


def _glued_title(text: str, spans: Sequence[Span]) -> Span | None:
    """The title, printed again in front of the lead with or without a space between.

    With no line of its own, a title shows by a break inside a word: "says ministerThe army ...",
    where both halves of the word stand alone elsewhere in the text.
    """
    if len(spans) >= 2:
        first, lead = spans[0], spans[1]
        title = text[first.start : first.end]
        longer = lead.end - lead.start > len(title) + 20
        repeated = longer and text.startswith(title, lead.start)
        if repeated and 3 <= len(title.split()) <= 40 and not SENTENCE_END.search(title):
            return Span(lead.start, lead.start + len(title))
    if not spans:
        return None
    first = spans[0]
    head = text[first.start : min(first.end, first.start + 300)]
    for found in re.finditer(r"(?<![^\W_])([^\W\d_]*[a-z]{2})([A-Z][a-z]+)(?![^\W_])", head):
        before, after = found.group(1), found.group(2)
        enough = 4 <= len(head[: found.end(1)].split()) <= 25
        alone = all(re.search(rf"\b{re.escape(w)}\b", text) for w in (before, after))
        if enough and alone and text.count(found.group()) == 1:
            return Span(first.start, first.start + found.end(1))
    return None


def _regions(
    text: str, spans: Sequence[Span], marks: Sequence[Mark | None], extra: Sequence[Region]
) -> tuple[Region, ...]:
    """Neighbouring lines of one kind as one region, in order and without overlap."""
    found = [
        Region(span.start, span.end, mark.kind)
        for span, mark in zip(spans, marks, strict=True)
        if mark is not None
    ]
    joined: list[Region] = []
    for region in sorted([*found, *extra], key=lambda item: (item.start, -item.end)):
        last = joined[-1] if joined else None
        if last is not None and region.start < last.end:
            continue
        between = text[last.end : region.start] if last else "-"
        if last is not None and last.kind == region.kind and not between.strip(" \t\r\n\xa0•-"):
            joined[-1] = Region(last.start, region.end, last.kind)
        else:
            joined.append(region)
    return tuple(joined)


def find(text: str, known: Collection[str] = ()) -> tuple[Region, ...]:
    """Boilerplate regions in order; `known` are the `links` of the texts that came with this one.

    Work is linear in the text.
    """
    spans = lines(text)
    marks = [_mark(text[span.start : min(span.end, span.start + LONGEST)]) for span in spans]
    extra = [
        Region(part.start, part.end, rule.kind)
        for rule in rules()
        if rule.scope == "inside" and (part := match(rule, text))
    ]
    _stretches(text, spans, marks)
    _linked(text, spans, marks, known)
    _repeats(text, spans, marks)
    _prefixes(text, spans, marks)
    title = _glued_title(text, spans)
    if title is not None and not extra:
        extra.append(Region(title.start, title.end, "title_repeat"))
    return _regions(text, spans, marks, extra)
