"""A web archive to the articles in its pages; what is no page is counted, what is broken named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple
from urllib.parse import urlsplit

import msgspec

from seeds.pool import Run, inline
from seeds.readers.choose import single
from seeds.readers.http_message import Answer, answer
from seeds.readers.inflate import Bytes, Plain
from seeds.readers.items import (
    EmptyError,
    Items,
    Left,
    Source,
    UnreadableError,
    web_address,
)
from seeds.readers.records import Record, records
from seeds.readers.stamps import published
from store.records import Article, Metadata

PAGES = frozenset(
    ("", "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf")
)
NAMED = 6


class _SkippedError(Exception):
    """A record that is no article and not meant to be; its message is the reason."""


class _Todo(NamedTuple):
    """A page that waits to be read."""

    number: int
    start: int
    address: str
    captured: str
    page: Answer
    source: Source


class _Empty(NamedTuple):
    """A page that holds no article."""

    number: int
    reason: str


def read(file: BinaryIO, source: Source, run: Run = inline) -> Items:
    """The articles of an archive that is not compressed."""
    yield from read_stream(Plain(file), source, run)


def read_stream(stream: Bytes, source: Source, run: Run = inline) -> Items:
    """The articles of the pages in an archive; each is called NAME#n, n counting the pages.

    The source of a page is its address: captures of one address are versions of one article.
    """
    skipped: dict[str, list[int]] = {}
    count = 0
    for done in run(_extracted, _pages(stream, source, skipped)):
        if isinstance(done, _Empty):
            skipped.setdefault(done.reason, []).append(done.number)
        elif isinstance(done, Left):
            yield done
        else:
            count += 1
            yield msgspec.structs.replace(done, name=f"{source.name}#{count}")
    for reason, numbers in skipped.items():
        yield Left("", _counted(reason, numbers), skipped=True)


def _pages(stream: Bytes, source: Source, skipped: dict[str, list[int]]) -> Iterator[_Todo | Left]:
    """The pages to read; what is none is counted in `skipped`, what is broken named."""
    seen: dict[tuple[str, bytes], int] = {}
    for record in records(stream):
        if isinstance(record, Left):
            yield record
            continue
        address = _address(record)
        try:
            page = _page(record, seen)
        except _SkippedError as error:
            skipped.setdefault(str(error), []).append(record.number)
        except UnreadableError as error:
            yield Left(_where(record.number, record.start), f"{address}: {error}")
        else:
            captured = record.fields.get("warc-date", "")
            yield _Todo(record.number, record.start, address, captured, page, source)


def _page(record: Record, seen: dict[tuple[str, bytes], int]) -> Answer:
    """The page in a record; _SkippedError says why there is none."""
    if record.kind == "revisit":
        where = record.fields.get("warc-refers-to-target-uri") or _address(record)
        raise _SkippedError(
            f"revisit of {where[:200]}: it refers to another record, no body of its own"
        )
    if record.kind not in ("response", "resource", "conversion"):
        raise _SkippedError(f"{record.kind[:30] or 'nameless'} record")
    address = _address(record)
    if record.kind == "response" and not record.body.startswith(b"HTTP/"):
        scheme = address.partition(":")[0].lower()[:20]
        raise _SkippedError("dns record" if scheme == "dns" else "response without an HTTP head")
    if record.kind == "response":
        page = answer(record.body)
    else:
        page = Answer(200, {"content-type": record.fields.get("content-type", "")}, record.body)
    _refuse(page, address)
    key = (address, hashlib.sha256(page.body).digest())
    if key in seen:
        raise _SkippedError(f"duplicate of record {seen[key]}: the same address and bytes")
    seen[key] = record.number
    return page


def _refuse(page: Answer, address: str) -> None:
    """_SkippedError for answers that are no pages."""
    if page.status != 200:
        said = "redirect" if 300 <= page.status < 400 else f"status {page.status}"
        raise _SkippedError(said)
    if page.kind not in PAGES:
        raise _SkippedError(f"not a page ({page.kind[:60]})")
    if not page.body.strip():
        raise _SkippedError("empty body")
    try:
        path = urlsplit(address).path
    except ValueError:
        path = ""
    if path == "/robots.txt":
        raise _SkippedError("robots.txt, no article")


def _extracted(todo: _Todo | Left) -> Article | Left | _Empty:
    """The article of a page, or what is said of it; may run in a process of its own."""
    if isinstance(todo, Left):
        return todo
    address = web_address(todo.address)
    place = address or f"{todo.source.place}#{todo.address[:2000]}"
    item = todo.source.item(0, place, address)._replace(charset=todo.page.charset)
    try:
        article = single(todo.page.body, item)
    except EmptyError as error:
        return _Empty(todo.number, str(error))
    except UnreadableError as error:
        return Left(_where(todo.number, todo.start), f"{todo.address}: {error}")
    captured = published(todo.captured)
    if captured is None:
        return article
    fact = Metadata("captured", captured.date, 0, 0)
    return msgspec.structs.replace(article, metadata=(*article.metadata, fact))


def _where(number: int, start: int) -> str:
    return f"record {number} (counted from 0) at byte {start}"


def _address(record: Record) -> str:
    return record.fields.get("warc-target-uri", "").strip("<> ")


def _counted(reason: str, numbers: list[int]) -> str:
    """ "status 404: skipped records 3, 8, 9 and 12 more"."""
    shown = ", ".join(map(str, numbers[:NAMED]))
    more = f" and {len(numbers) - NAMED} more" if len(numbers) > NAMED else ""
    return f"skipped record{'s' if len(numbers) > 1 else ''} {shown}{more}: {reason}"
