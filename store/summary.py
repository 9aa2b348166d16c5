"""A large workspace at a glance: what its first screen needs, and where everything else stands.

`summary.bin` lies beside articles and findings, is made from them, and holds for exactly the files
that it names; it can be thrown away at any time.  With it a workspace of 100,000 statements opens
without reading them: records are read from their place in the file when somebody asks for them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import accumulate, chain, repeat
from operator import add
from pathlib import Path

import msgspec

from store import utterances
from store.by_place import Places
from store.corpus import stamp_of
from store.demand_rows import DemandRows
from store.files import Stamp
from store.id_block import IdBlock
from store.lookup import newest_of
from store.records import Claim, Demand
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

    def current(self) -> list[str]:
        """The ids of the newest versions, in the order in which articles were first added."""
        keys, previous = self.places.keys, self.previous
        if not previous:
            return keys
        newest, stored = newest_of({key: previous.get(key) for key in keys}), set(keys)
        return [newest[key] for key in keys if previous.get(key) not in stored]


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


class Parts(msgspec.Struct, frozen=True, array_like=True, gc=False):
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

    def __init__(self, folder: Path, data: Parts) -> None:
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
        found = msgspec.msgpack.decode(data, type=Parts)
        if found.format != FORMAT or (found.articles, found.findings) != stamps(folder):
            return None
        return Summary(folder, found)
    except (OSError, msgspec.DecodeError):
        return None


def stamps(folder: Path) -> tuple[Stamp | None, Stamp | None]:
    """The stamps of the files of articles and of findings."""
    return stamp_of(folder / "articles.json"), stamp_of(folder / "findings.json")
