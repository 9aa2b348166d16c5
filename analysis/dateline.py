"""What an article's text says of itself: title, outlet, agencies, date, language, subheads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from analysis import language
from analysis.boilerplate import SENTENCE_END, is_prose, lines
from analysis.credits import PLACE, cited, credited, media
from analysis.datewords import Dated, dates, day_of_year
from analysis.text import Span
from store.records import Article, Metadata, Published, Region
from store.records import Span as Stretch


class Header(NamedTuple):
    """What an article's text says of itself."""

    title: str
    outlet: str
    agencies: tuple[str, ...]
    published: Published | None
    language: str
    subheads: tuple[Stretch, ...]
    metadata: tuple[Metadata, ...]


LONGEST_TITLE = 30
LONGEST_SUBHEAD = 12
CUT_TITLE = 80
FRONT = 5000
"""The lead, and a dateline, stand within so many characters from the start."""
PHOTO_LABEL = re.compile(
    r"(?:\b[Pp]hotos?|\b[Ii]mages?|\bPicture|\bPHOTO|[Cc]redit|\b[Pp]hotograph|\bFoto)"
    r"(?:\s+(?:[Cc]redit|[Cc]ourtesy(?: of)?))?(?:\s*:\s*|\s+by\s+|\.\.\.\s*)©?\s*(?=[A-Z])"
)
PHOTO_NAME = re.compile(r"[A-Z][^\n()|–—]{1,80}?(?=\.?\s*(?:[()|–—\n]|\Z)|\.\s+[A-Z])")
BARE_CREDIT = re.compile(
    r"\((?P<bracket>[^()]*(?:/|\bPhoto\b|\bGetty\b)[^()]*)\)"
    r"|(?P<slash>\b(?:REUTERS|Reuters|AFP|AP|EPA|EPA-EFE|TASS|Sputnik|dpa)/[A-Z][\w.’'-]+"
    r"(?: [A-Z][\w.’'-]+){0,4})[\s.)]*(?=\n|\Z)"
    r"|\b[Ii]mage (?:source|copyright), ?(?P<source>[A-Z][^\n]{1,60})"
)
COPYRIGHT = re.compile(
    r"(?:©|\b[Cc]opyright\b)(?: ?©| ?\([cC]\))?,?(?: (?:19|20)\d\d(?:[-–]\d+)?)?,?(?: by)? "
    r"(?P<name>(?:The |the )?[A-Z][\w&’'-]*(?: (?:of |the )?[A-Z][\w&’'-]*){0,4})"
)
DATELINE = re.compile(rf"\W*{PLACE}[^()\n]{{0,30}}?(?:\([^()]{{1,40}}\))?\s*[-–—:]\s")
PLACE_LINE = re.compile(
    r"\W*(?:[A-Z][A-Z .,/’'-]{2,}[^()\n]{0,25}?(?:\([^()]{1,30}\))?"
    r"|[A-Z][^()\n]{0,40}\([A-Z][\w /]{1,20}\))\s*[-–—]+\s+"
)


def _lead(text: str, spans: Sequence[Span], taken: Sequence[Region]) -> Span | None:
    """The first running text that no region covers, without what is glued to its front."""
    for span in spans:
        start = span.start
        for region in taken:
            if region.start <= start < region.end:
                start = min(region.end, span.end)
        while start < span.end and text[start].isspace():
            start += 1
        if start < span.end:
            return Span(start, span.end)
    return None


def _headline(text: str, spans: Sequence[Span], taken: Sequence[Region]) -> Span | None:
    """The first line that no region covers, if it reads as a headline and a text follows."""
    first = _lead(text, spans, taken)
    if first is None or first.start not in {span.start for span in spans}:
        return None
    line = text[first.start : first.end]
    rest = [span for span in spans if span.start > first.start]
    prose = any(is_prose(text[span.start : span.end]) for span in rest)
    closed = SENTENCE_END.search(line) is not None and not line.endswith(("?", "!"))
    short = 2 <= len(line.split()) <= LONGEST_TITLE
    begins = not line[:1].islower() and line[:1] not in "•*-–—"
    return first if short and prose and not closed and begins else None


# Demands and claims ask for it of one article after the other.
@lru_cache(maxsize=2)
def place_line(article: Article) -> Stretch | None:
    """The dateline in front of the lead ("LISBON, May 3 (Reuters) - "), None without one."""
    titles = {item.start for item in article.metadata if item.kind == "title"}
    spans = [span for span in lines(article.text[:FRONT]) if span.start not in titles]
    lead = _lead(article.text, spans, article.boilerplate)
    found = PLACE_LINE.match(article.text, lead.start, lead.end) if lead else None
    return Stretch(found.start(), found.end()) if found else None


def day_without_year(article: Article) -> tuple[int, int] | None:
    """Month and day of a dateline that gives no year ("LISBON, May 3 (Reuters) - ")."""
    for span in lines(article.text[:FRONT]):
        if head := PLACE_LINE.match(article.text, span.start, span.end):
            return day_of_year(head.group())
    return None


def _cut(line: str) -> str:
    """A lead as a title: cut at a word, with an ellipsis."""
    line = " ".join(line[: 4 * CUT_TITLE].split())
    if len(line) <= CUT_TITLE:
        return line
    return line[: CUT_TITLE + 1].rsplit(" ", 1)[0].rstrip(" ,;:-–—") + " …"


def _inside(position: int, regions: Sequence[Region]) -> Region | None:
    return next((r for r in regions if r.start <= position < r.end), None)


def _subheads(
    text: str, spans: Sequence[Span], taken: Sequence[Region], title: Span | None
) -> Iterator[Stretch]:
    """Short open lines of their own between running text; two in a row are a list."""
    plain = [s for s in spans if _inside(s.start, taken) is None and s != title]

    def is_head(span: Span) -> bool:
        line = text[span.start : span.end]
        begins = line[:1].isupper() or line[:1].isdigit() or line[:1] in "‘'“\""
        open_end = SENTENCE_END.search(line) is None or line.endswith("?")
        return (
            begins and open_end and len(line.split()) <= LONGEST_SUBHEAD and line[-1] not in ":;,"
        )

    heads = [is_head(span) for span in plain]
    for position in range(1, len(plain) - 1):
        alone = heads[position] and not heads[position - 1] and not heads[position + 1]
        if alone and text[plain[position].start] not in '“"':
            yield Stretch(plain[position].start, plain[position].end)


def _labelled_credits(caption: str) -> Iterator[Span]:
    """The names behind "Photo:" in a caption.

    A caption printed twice has its credit twice; the last one, which the end of the caption bounds,
    tells where the first one ends.
    """
    starts = [found.end() for found in PHOTO_LABEL.finditer(caption)]
    last = PHOTO_NAME.match(caption, starts[-1]) if starts else None
    for start in starts:
        if last is not None and caption.startswith(last.group(), start):
            yield Span(start, start + len(last.group()))
        elif found := PHOTO_NAME.match(caption, start):
            yield Span(start, found.end())


def _photo_credits(text: str, regions: Sequence[Region]) -> Iterator[Metadata]:
    for region in regions:
        if region.kind != "photo_caption":
            continue
        caption = text[region.start : region.end]
        spans = list(_labelled_credits(caption))
        for found in BARE_CREDIT.finditer(caption):
            bare = Span(*found.span(found.lastgroup or 0))
            if not any(span.start <= bare.start < span.end for span in spans):
                spans.append(bare)
        for span in spans:
            start, end = region.start + span.start, region.start + span.end
            yield Metadata("photo_credit", text[start:end], start, end)


def _agency_items(text: str, regions: Sequence[Region], lead: Span | None) -> Iterator[Metadata]:
    """Credits for the whole story: credit lines, and the brackets of a dateline."""
    credit_lines = [Span(r.start, r.end) for r in regions if r.kind == "credit_line"]
    for start, end in credited(text, lead, credit_lines):
        yield Metadata("agency", text[start:end], start, end)


def _inline_credits(
    text: str, regions: Sequence[Region], others: Sequence[Metadata]
) -> Iterator[Metadata]:
    """Media named in the story itself, where they are not the credit of the whole."""
    taken = {item.start for item in others}
    for start, end in cited(text):
        if start not in taken and _inside(start, regions) is None:
            yield Metadata("inline_credit", text[start:end], start, end)


def _date_items(
    text: str, regions: Sequence[Region], lead: Span | None
) -> Iterator[tuple[Dated, Literal["stated", "caption", "inferred"]]]:
    """Dates that speak of the article or its pictures; first those that state its own."""
    for region in regions:
        if region.kind in ("date_prefix", "credit_line"):
            for date in dates(text, region.start, region.end):
                yield date, "stated"
    if lead is not None:
        head = DATELINE.match(text, lead.start, min(lead.end, lead.start + 160))
        for date in dates(text, head.start(), head.end()) if head else ():
            yield date, "stated"
    for region in regions:
        if region.kind == "photo_caption":
            for date in dates(text, region.start, region.end):
                yield date, "caption"


def _published(
    text: str,
    found: Sequence[tuple[Dated, Literal["stated", "caption", "inferred"]]],
    lead: Span | None,
    name: str,
) -> Published | None:
    """The date of publication by the best evidence: stated, file name, caption, lead."""
    for how in ("stated", "caption"):
        hits = [date for date, kind in found if kind == how]
        if hits:
            best = next((date for date in hits if date.full), hits[0])
            return Published(best.iso, "day" if best.full else "month", how)
    named = re.search(r"(?<!\d)((?:19|20)\d\d)[-_]?(\d\d)[-_]?(\d\d)(?!\d)", name)
    sources = [f"{named[1]}-{named[2]}-{named[3]}"] if named else []
    sources += [text[lead.start : min(lead.end, lead.start + 1000)]] if lead else []
    for source in sources:
        for date in dates(source):
            if date.full:
                return Published(date.iso, "day", "inferred")
    return None


def _outlet(text: str, regions: Sequence[Region]) -> str:
    """Who holds the copyright, if that is no agency; else unknown."""
    for region in regions:
        if region.kind == "credit_line":
            found = COPYRIGHT.search(text, region.start, region.end)
            if found and found["name"].removeprefix("The ") not in media().agencies:
                return found["name"]
    return ""


def read(text: str, regions: Sequence[Region], name: str = "") -> Header:
    """The header of an article with these boilerplate regions; `name` is its file name."""
    spans = lines(text)
    title = _headline(text, spans, regions)
    lead = _lead(text, [s for s in spans if s != title], regions)
    agency = list(_agency_items(text, regions, lead))
    found = list(_date_items(text, regions, lead))
    items = [
        *(Metadata("date", date.iso, date.start, date.end) for date, _ in found),
        *agency,
        *_photo_credits(text, regions),
        *_inline_credits(text, regions, agency),
    ]
    shown = ""
    if title is not None:
        shown = " ".join(text[title.start : title.end].split())
        items.append(Metadata("title", text[title.start : title.end], title.start, title.end))
    elif lead is not None:
        opening = PLACE_LINE.match(text, lead.start, lead.end)
        shown = _cut(text[opening.end() if opening else lead.start : lead.end])
    names = dict.fromkeys(item.value for item in agency)
    return Header(
        title=shown or name,
        outlet=_outlet(text, regions),
        agencies=tuple(names),
        published=_published(text, found, lead, name),
        language=language.detect(text),
        subheads=tuple(_subheads(text, spans, regions, title)),
        metadata=tuple(sorted(items, key=lambda item: (item.start, item.kind))),
    )
