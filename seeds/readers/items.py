"""What every reader takes and gives: a source, and from it articles and what was left out.

A reader is a function `read(data: bytes, source: Source) -> Iterator[Item]`; those of archives take
an open file in place of the bytes.  UnreadableError says why a whole source gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from seeds.readers.scripts import mixed
from store.records import Article, Metadata, Notice, Published, article_id

MEGABYTE = 1_000_000
LONE = re.compile("[\ud800-\udfff]")
LIMIT = 50 * MEGABYTE
"""The most bytes of one file, page or member that are read."""


class UnreadableError(Exception):
    """A source that holds no article; its message is the reason, for people."""


class EmptyError(UnreadableError):
    """A source that was read and holds no article: a page of links, a picture's page."""


class Source(NamedTuple):
    """Something to read.

    `name` is what its articles are called, `place` its path or address: what tells one source from
    another.  `address` is the web address of its content and `charset` the encoding that whoever
    sent it stated; both may be "".  `depth` counts the archives around it, `facts` are kept
    with its articles as metadata.
    """

    name: str
    place: str
    address: str = ""
    charset: str = ""
    notices: tuple[Notice, ...] = ()
    depth: int = 0
    facts: tuple[tuple[str, str], ...] = ()

    def item(self, number: int, place: str = "", address: str = "") -> Source:
        """The source of the `number`-th item in this one, counted from 1."""
        place = place or f"{self.place}#{number}"
        return Source(f"{self.name}#{number}", place, address, "", self.notices)


class Left(NamedTuple):
    """A part of a source that gave no article: where it is, and why.

    `skipped` says that nothing is missing: a request record, a picture, a second copy.
    """

    where: str
    reason: str
    skipped: bool = False


Item = Article | Left
Items = Iterator[Item]


class Facts(NamedTuple):
    """What a source states of an article beside its text; "" and () where it does not."""

    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: Published | None = None
    language: str = ""
    address: str = ""
    date_source: str = ""


NOTHING = Facts()


def build(
    source: Source,
    text: str,
    form: str,
    facts: Facts = NOTHING,
    notices: Iterable[Notice] = (),
) -> Article:
    """An article whose text was taken out of a source of the format `form`.

    What stands nowhere in the text is kept as metadata without a span: format, canonical, author,
    date-source.  Raises UnreadableError when there is no text.
    """
    text = LONE.sub("\N{REPLACEMENT CHARACTER}", text)
    if not text.strip():
        raise UnreadableError(f"no text found in this {form}")
    place = LONE.sub("\N{REPLACEMENT CHARACTER}", source.place)
    stated = [("format", form), ("canonical", web_address(facts.address or source.address))]
    stated += [("author", name) for name in facts.authors]
    stated += source.facts
    stated += [("date-source", facts.date_source if facts.published else "")]
    return Article(
        id=article_id(place, text),
        name=source.name,
        source=place,
        text=text,
        title=squeezed(facts.title),
        outlet=squeezed(facts.outlet),
        published=facts.published,
        language=facts.language,
        metadata=tuple(
            Metadata(kind, squeezed(value, 4000), 0, 0) for kind, value in stated if value
        ),
        notices=(*source.notices, *notices, *mixed(text)),
    )


def squeezed(text: str, longest: int = 1000) -> str:
    """A name or title on one line, without white space around it; an endless one is cut."""
    return LONE.sub("\N{REPLACEMENT CHARACTER}", " ".join(text[: 4 * longest].split())[:longest])


def web_address(text: str) -> str:
    """The text if it is an address that may be followed (http or https), else ""."""
    text = text.strip()
    try:
        parts = urlsplit(text)
        good = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    return text if good and len(text) < 4000 else ""
