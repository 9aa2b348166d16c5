"""A large workspace at a glance: what its first screen needs, and where everything else stands.

`summary.bin` lies beside articles and findings, is made from them, and holds for exactly the files
that it names; it can be thrown away at any time.  With it a workspace of 100,000 statements opens
without reading them: records are read from their place in the file when somebody asks for them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from itertools import accumulate, chain, repeat
from mmap import ACCESS_READ, mmap
from operator import add
from pathlib import Path
from typing import NamedTuple

import msgspec

from store import utterances
from store.beginning import richest
from store.by_place import BESIDE, Places, numbers_of
from store.corpus import Told, stamp_of
from store.demand_rows import DemandRows, numbered
from store.files import Stamp, replace
from store.frames import journal_of
from store.id_block import IdBlock, id_block
from store.labels import short_labels
from store.records import Claim, Demand, Published, Story
from store.sources import families
from store.utterances import Order

NAME = "summary.bin"
FORMAT = 4
WORTH_IT = 1_000
"""Articles from which on a summary is kept: fewer are read in no time."""


class Shelf(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Articles: all versions by id, their names, which one each replaced."""

    places: Places
    names: list[str]
    previous: dict[str, str]


class Finds(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Findings: ids of each article's statements, demands, claims, one article after another.

    `counts` has the three numbers of every article in the order of `places` (32 bit each).
    """

    places: Places
    engines: list[str]
    ids: IdBlock
    counts: bytes
    story: tuple[int, int]

    def counted(self, present: Collection[str]) -> tuple[int, int, int]:
        """How many statements, demands and claims these articles have together."""
        counts = utterances.unpacked(self.counts)
        if len(present) == len(self.places.keys):
            return sum(counts[::3]), sum(counts[1::3]), sum(counts[2::3])
        rows = (
            counts[3 * number : 3 * number + 3]
            for number, key in enumerate(self.places.keys)
            if key in present
        )
        sums = [sum(column) for column in zip(*rows, strict=True)] or [0, 0, 0]
        return sums[0], sums[1], sums[2]

    def statements(self, articles: Sequence[str]) -> tuple[list[int], list[int]]:
        """The number of the id of each article's first statement, and how many it has."""
        counts, totals = utterances.unpacked(self.counts), self.totals()
        firsts = list(accumulate(totals, initial=0))[:-1]
        if articles == self.places.keys:
            return firsts, counts[::3].tolist()
        told = dict(zip(self.places.keys, zip(firsts, counts[::3], strict=True), strict=True))
        found = [told.get(one, (0, 0)) for one in articles]
        return [first for first, _ in found], [count for _, count in found]

    def totals(self) -> list[int]:
        """How many findings each article has."""
        counts = utterances.unpacked(self.counts)
        return list(map(add, map(add, counts[::3], counts[1::3]), counts[2::3]))

    def owners(self) -> dict[str, str]:
        """The id of every finding to that of its article."""
        homes = chain.from_iterable(map(repeat, self.places.keys, self.totals()))
        return dict(zip(self.ids.listed(), homes, strict=True))

    def ends(self) -> list[int]:
        """The number after that of each article's last id."""
        return list(accumulate(self.totals()))


class _File(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The file; parts are decoded when they are needed."""

    format: int
    articles: Stamp
    findings: Stamp
    begin: str
    shelf: msgspec.Raw
    finds: msgspec.Raw
    order: msgspec.Raw
    labels: msgspec.Raw
    families: msgspec.Raw
    rows: msgspec.Raw
    demands: msgspec.Raw
    claims: msgspec.Raw


class Summary:
    """The parts of a summary file that holds, each decoded once."""

    def __init__(self, folder: Path, data: _File) -> None:
        self.folder = folder
        self.stamps = data.articles, data.findings
        self._data = data
        self._ends: list[int] | None = None
        self.shelf = msgspec.msgpack.decode(data.shelf, type=Shelf)
        self.finds = msgspec.msgpack.decode(data.finds, type=Finds)

    def order(self) -> Order:
        """All utterances in time."""
        return msgspec.msgpack.decode(self._data.order, type=Order)

    def labels(self) -> dict[str, str]:
        """The short name of each present article, by id."""
        return msgspec.msgpack.decode(self._data.labels, type=dict[str, str])

    def families(self) -> list[list[str]]:
        """Ids of present articles joined into sources."""
        return msgspec.msgpack.decode(self._data.families, type=list[list[str]])

    def rows(self) -> DemandRows:
        """The rows of the ledger, over the demands of present articles."""
        return msgspec.msgpack.decode(self._data.rows, type=DemandRows)

    @property
    def begin(self) -> str:
        """The id of the article to begin with, "" where there is no demand."""
        return self._data.begin

    def owner(self, ident: str) -> str | None:
        """The article of a finding, None where it is not there; by halving, without a table."""
        number = self.finds.ids.number_of(ident)
        if number is None:
            return None
        if self._ends is None:
            self._ends = self.finds.ends()
        return self.finds.places.keys[bisect_right(self._ends, number)]

    def demands(self) -> list[Demand]:
        """All demands of present articles."""
        return msgspec.msgpack.decode(self._data.demands, type=list[Demand])

    def claims(self) -> list[Claim]:
        """All claims of present articles."""
        return msgspec.msgpack.decode(self._data.claims, type=list[Claim])


def read(folder: Path) -> Summary | None:
    """The summary of the workspace in a folder; None where there is none that holds."""
    try:
        data = (folder / NAME).read_bytes()
        found = msgspec.msgpack.decode(data, type=_File)
        if found.format != FORMAT or (found.articles, found.findings) != stamps(folder):
            return None
        return Summary(folder, found)
    except (OSError, msgspec.DecodeError):
        return None


def stamps(folder: Path) -> tuple[Stamp | None, Stamp | None]:
    """The stamps of the files of articles and of findings."""
    return stamp_of(folder / "articles.json"), stamp_of(folder / "findings.json")


class Shelved(NamedTuple):
    """What a summary keeps of articles; `stamp` is that of their file."""

    shelf: Shelf | None
    dates: dict[str, Published | None]
    stamp: Stamp | None


def write(folder: Path, articles: Shelved, findings: Told, current: Sequence[str]) -> bool:
    """Keep the summary of two files as they were read; False where it could not be kept.

    `current` are the ids of present articles in their order.
    """
    if articles.stamp is None or findings.stamp is None:
        return False
    shelf, dates, _ = articles
    finds, story, found = _finds(folder / "findings.json", findings)
    if shelf is None or finds is None:
        return False
    present = [found.get(one) or _Found(one) for one in current]
    order = utterances.ordered(((row.article, row.statements) for row in present), story)
    names = dict(zip(shelf.places.keys, shelf.names, strict=True))
    labels = short_labels(current, [names[one] for one in current])
    pack = msgspec.msgpack.encode
    parts = [
        shelf, finds, order, labels, families(current, story.links, story.copies),
        numbered([row.demands for row in present], story),
        [demand for row in present for demand in row.demands],
        [claim for row in present for claim in row.claims],
    ]  # fmt: skip
    groups = {one: group for group in story.copies for one in group}
    begin = richest((one for row in present for one in row.demands), groups, dates.get)
    raw = [msgspec.Raw(pack(part)) for part in parts]
    data = _File(FORMAT, articles.stamp, findings.stamp, begin, *raw)
    with suppress(OSError):
        replace(folder / NAME, pack(data))
        return True
    return False


class _Head(msgspec.Struct, gc=False):
    id: str
    name: str
    previous: str | None = None
    published: Published | None = None


def shelved(file: Path, told: Told) -> Shelved:
    """What a summary keeps of the articles of a file as they were read."""
    heads = [msgspec.json.decode(row, type=_Head) for row in told.table("articles").values()]
    places = _places(file, told, "articles", [head.id for head in heads])
    previous = {head.id: head.previous for head in heads if head.previous is not None}
    names = [head.name for head in heads]
    dates = {head.id: head.published for head in heads}
    return Shelved(Shelf(places, names, previous) if places else None, dates, told.stamp)


class _Said(msgspec.Struct, gc=False):
    """As much of a statement as its place in time takes."""

    id: str
    speaker: str = ""
    speakers: tuple[str, ...] = ()
    when: str | None = None
    when_source: str | None = None


class _Found(msgspec.Struct, gc=False):
    """As much of Findings as a summary needs."""

    article: str
    statements: tuple[_Said, ...] = ()
    demands: tuple[Demand, ...] = ()
    claims: tuple[Claim, ...] = ()
    engine: str = ""


def _finds(file: Path, told: Told) -> tuple[Finds | None, Story, dict[str, _Found]]:
    rows, stories = told.table("findings"), list(told.table("story").items())
    found = [msgspec.json.decode(row, type=_Found) for row in rows.values()]
    by_article = {row.article: row for row in found}
    places = _places(file, told, "findings", [row.article for row in found])
    there = _places(file, told, "story", [key for key, _ in stories])
    if places is None or there is None or len(by_article) < len(found):
        return None, Story(), {}
    story = msgspec.json.decode(stories[-1][1], type=Story) if stories else Story()
    where = (numbers_of(there.starts)[-1], numbers_of(there.lengths)[-1]) if stories else (0, 0)
    kinds = [(row.statements, row.demands, row.claims) for row in found]
    ids = id_block([item.id for kind in kinds for items in kind for item in items])
    counts = utterances.packed(len(items) for kind in kinds for items in kind)
    return Finds(places, [row.engine for row in found], ids, counts, where), story, by_article


def _places(file: Path, told: Told, name: str, keys: list[str]) -> Places | None:
    """Where the documents of a table stand; None if not as the store writes them."""
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
    rows = [there[key] for key in told.table(name)]
    starts, lengths = (array("Q", (row[part] for row in rows)) for part in (0, 1))
    return Places(file.name, keys, starts.tobytes(), lengths.tobytes())


def _in_file(
    data: mmap, tables: Mapping[str, Mapping[str, msgspec.Raw]], name: str
) -> dict[str, tuple[int, int]] | None:
    """The first byte and length of each document of a table in the file itself."""
    place = 1
    for table, documents in tables.items():
        place += len(_key(table)) + 1
        found = {}
        for key, document in documents.items():
            place += len(_key(key))
            length = len(memoryview(document))
            if data[place : place + length] != memoryview(document):
                return None
            found[key] = place, length
            place += length + 1
        if table == name:
            return found
        place += 1 if documents else 2
    return {}


def _key(key: str) -> bytes:
    return msgspec.json.encode(key) + b":"
