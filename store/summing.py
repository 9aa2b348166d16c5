"""Articles and findings to `summary.bin`, one article after another: little stays in memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple, SupportsBytes

import msgspec

from store import utterances
from store.beginning import richest
from store.by_place import BESIDE, Places, numbers_of
from store.corpus import Told
from store.demand_rows import numbered
from store.documents import record
from store.files import Stamp, WorkspaceError, replace
from store.frames import journal_of
from store.id_block import id_block
from store.known import heads
from store.labels import short_labels
from store.laid import Laid, Placed, laid
from store.records import Claim, CopyLink, Demand, Published, QuoteVariant, Story
from store.sources import families
from store.spill import Spill, Spilled
from store.summary import FORMAT, NAME, Finds, Parts, Shelf


class Shelved(NamedTuple):
    """What a summary keeps of articles; `stamp` is that of their file."""

    shelf: Shelf | None
    dates: dict[str, Published | None]
    stamp: Stamp | None


def write(folder: Path, articles: Shelved, findings: Told | Laid, current: Sequence[str]) -> bool:
    """Keep the summary of two files as they were read; False where it could not be kept.

    `current` are the ids of present articles in their order.  Half of a surrogate pair in what a
    summary tells is no text that it can hold.
    """
    if articles.stamp is None or findings.stamp is None:
        return False
    shelf, dates, _ = articles
    with suppress(OSError, WorkspaceError, UnicodeEncodeError), Spill(folder) as spill:
        found = _Gathered(folder / "findings.json", findings, spill)
        story = found.story()
        order = utterances.ordered(found.present(current), story)
        finds = found.finds()
        if shelf is None or finds is None:
            return False
        names = dict(zip(shelf.places.keys, shelf.names, strict=True))
        demands = [found.demands[one] for one in current]
        groups = {one: group for group in story.copies for one in group}
        begin = richest((one for own in demands for one in own), groups, dates.get)
        pack = msgspec.msgpack.encode
        head = FORMAT, articles.stamp, findings.stamp, begin, shelf, finds, order
        parts = (
            *head, short_labels(current, [names[one] for one in current]),
            families(current, story.links, story.copies), numbered(demands, story),
            [one for own in demands for one in own],
        )  # fmt: skip
        pieces = chain(
            (head_of(Parts),), map(pack, parts), packed_array(found.number, found.claims)
        )
        replace(folder / NAME, pieces)
        return True
    return False


def head_of(kind: type[msgspec.Struct]) -> bytes:
    """The head of the msgpack array that a record of this kind is: its fields, 15 at most."""
    return bytes((0x90 + len(kind.__struct_fields__),))


def packed_array(length: int, pieces: Iterable[SupportsBytes]) -> Iterator[bytes]:
    """A msgpack array of so many items, which are in the pieces one after another."""
    yield b"\xdd" + length.to_bytes(4, "big")
    yield from map(bytes, pieces)


class _Head(msgspec.Struct, gc=False):
    id: str
    name: str
    previous: str | None = None
    published: Published | None = None


def shelved(file: Path, told: Told) -> Shelved:
    """What a summary keeps of the articles of a file as they were read.  Raises WorkspaceError."""
    found = [head for _, head in heads(told.table("articles"), "articles", _Head, file)]
    places = _places(file, told, "articles", [head.id for head in found])
    previous = {head.id: head.previous for head in found if head.previous is not None}
    names = [head.name for head in found]
    dates = {head.id: head.published for head in found}
    return Shelved(Shelf(places, names, previous) if places else None, dates, told.stamp)


class _Said(msgspec.Struct, gc=False):
    """As much of a statement as its place in time takes."""

    id: str
    speaker: str = ""
    speakers: tuple[str, ...] = ()
    when: str | None = None
    when_source: str | None = None


class _Whose(msgspec.Struct, gc=False):
    article: str


class _Found(msgspec.Struct, gc=False):
    """As much of Findings as a summary needs."""

    article: str
    statements: tuple[_Said, ...] = ()
    demands: tuple[Demand, ...] = ()
    claims: tuple[Claim, ...] = ()
    engine: str = ""


class _Joint(msgspec.Struct, gc=False):
    """As much of a Story as a summary needs."""

    links: tuple[CopyLink, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()
    quote_variants: tuple[QuoteVariant, ...] = ()
    occurrences: tuple[tuple[str, ...], ...] = ()
    demand_titles: tuple[tuple[str, str], ...] = ()


class _Gathered:
    """What a summary tells of findings, while it is gathered: their claims do not stay in memory.

    `claims` are those of present articles as msgpack, so many as `number` says; `demands` all by
    article.
    """

    def __init__(self, file: Path, told: Told | Laid, spill: Spill) -> None:
        self._file, self._told, self._spill = file, told, spill
        self._rows = told.table("findings")
        told_of = heads(self._rows, "findings", _Whose, file)
        self._key_of = {whose.article: key for key, whose in told_of}
        self._ids: dict[str, list[str]] = {}
        self._counts: dict[str, tuple[int, int, int]] = {}
        self._engines: dict[str, str] = {}
        self.demands: dict[str, tuple[Demand, ...]] = {}
        self.claims: list[Spilled] = []
        self.number = 0

    def present(self, current: Iterable[str]) -> Iterator[tuple[str, tuple[_Said, ...]]]:
        """These articles with their statements; all else of them is gathered on the way."""
        for article in current:
            key = self._key_of.get(article)
            found = _Found(article) if key is None else self._take(self._rows[key])
            self.demands[article] = found.demands
            self.claims.append(self._spill.add(b"".join(map(msgspec.msgpack.encode, found.claims))))
            self.number += len(found.claims)
            yield article, found.statements

    def _take(self, row: bytes | msgspec.Raw) -> _Found:
        found = record(row, _Found, self._file, "findings")
        kinds = found.statements, found.demands, found.claims
        self._ids[found.article] = [item.id for items in kinds for item in items]
        self._counts[found.article] = len(kinds[0]), len(kinds[1]), len(kinds[2])
        self._engines[found.article] = found.engine
        return found

    def finds(self) -> Finds | None:
        """What is told of all findings, those of older versions among them."""
        for article, key in self._key_of.items():
            if article not in self._counts:
                self._take(self._rows[key])
        keys = list(self._key_of)
        places = _places(self._file, self._told, "findings", keys)
        there = _places(self._file, self._told, "story", list(self._told.table("story")))
        if places is None or there is None or len(keys) < len(self._rows):
            return None
        starts, lengths = numbers_of(there.starts), numbers_of(there.lengths)
        where = (starts[-1], lengths[-1]) if starts else (0, 0)
        counts = utterances.packed(number for key in keys for number in self._counts[key])
        ids = id_block([ident for key in keys for ident in self._ids[key]])
        return Finds(places, [self._engines[key] for key in keys], ids, counts, where)

    def story(self) -> Story:
        """What holds across articles, without the groups of claims."""
        stories = list(self._told.table("story").values())
        found = record(stories[-1], _Joint, self._file, "story") if stories else _Joint()
        return Story(**msgspec.structs.asdict(found))


def _places(file: Path, told: Told | Laid, name: str, keys: list[str]) -> Places | None:
    """Where the documents of a table stand; None if not as the store writes them."""
    there = told.places(name) if isinstance(told, Laid) else _looked_up(file, told, name)
    if there is None:
        return None
    rows = [there[key] for key in told.table(name)]
    starts, lengths = (array("Q", (row[part] for row in rows)) for part in (0, 1))
    return Places(file.name, keys, starts.tobytes(), lengths.tobytes())


def _looked_up(file: Path, told: Told, name: str) -> Placed | None:
    """Where the documents of a table stand in the file and beside it."""
    with file.open("rb") as handle, mmap(handle.fileno(), 0, access=ACCESS_READ) as data:
        there = _in_file(data, told.base, name)
    since = told.since.get(name, {})
    if there is None:
        return None
    if since:
        beside = journal_of(file).read_bytes()
        place = 0
        for key, row in since.items():
            place = beside.find(row, place)
            place = beside.find(row) if place < 0 else place
            if place < 0:
                return None
            there[key] = place + BESIDE, len(row)
    return there


def _in_file(
    data: mmap, tables: Mapping[str, Mapping[str, msgspec.Raw]], name: str
) -> Placed | None:
    """The first byte and length of each document of a table in the file itself."""
    places = dict(laid(tables)).get(name, {})
    for key, (start, length) in places.items():
        if data[start : start + length] != memoryview(tables[name][key]):
            return None
    return places
