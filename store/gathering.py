"""Some articles with their findings to the part of `words.bin` that is theirs: a pure map.

Parts are made in any number of processes; joined in the order of the articles they are the words
of all findings.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from store.anchors import Finding, everything
from store.by_place import Places, Records, numbers_of
from store.files import WorkspaceError
from store.filters import FILTERS, HAS, SEARCHED, Row, fold
from store.records import Article, Claim, Demand, Findings, Statement
from store.utterances import packed

TOGETHER = 32
"""Articles whose words are gathered together."""
REVIEWED = {*HAS, "tags"}
"""Keys that readers fill, not the engine."""
GROUPS = tuple(
    dict.fromkeys(found.reads for found in FILTERS.values() if not REVIEWED.issuperset(found.reads))
)
"""The keys that the filters read together."""
_OF_ARTICLE = frozenset(("article", "article_id", "article_title", "outlet"))
_OWN = tuple(keys for keys in GROUPS if not _OF_ARTICLE.issuperset(keys))
_SHARED = tuple(keys for keys in GROUPS if _OF_ARTICLE.issuperset(keys))
_LISTS = ("tags", "speakers")
_SAID = tuple(key for key in SEARCHED if key not in _OF_ARTICLE and key not in _LISTS)
_AROUND = tuple(key for key in SEARCHED if key in _OF_ARTICLE)
_place = attrgetter("start", "end")


class Part(msgspec.Struct, frozen=True, gc=False):
    """Where some articles and their findings stand, and what demands are called.

    The files are those in `folder`.
    """

    folder: str
    articles: Places
    findings: Places
    titles: Mapping[str, str]


class Gathered(msgspec.Struct, frozen=True, gc=False):
    """The words of some findings, in order: how many, ids and texts as msgpack one after another.

    For each of GROUPS the number of a combination of values (32 bit) for each finding, and those
    combinations.
    """

    count: int
    ids: bytes
    texts: bytes
    numbers: tuple[bytes, ...]
    values: tuple[tuple[Row, ...], ...]


def gather(part: Part) -> Gathered | None:
    """The words of some articles, in the order of their keys; None where a file cannot be read."""
    folder = Path(part.folder)
    try:
        articles = Records(folder, part.articles, Article)
        found = Records(folder, part.findings, Findings)
        words = _Words(part.titles)
        for ident in part.articles.keys:
            if ident in found:
                words.add(articles.once(ident), found.once(ident))
    except (OSError, WorkspaceError):
        return None
    return words.gathered()


class _Words:
    """The words of findings while they are gathered."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self._titles = titles
        self._ids: list[str] = []
        self._texts: list[str] = []
        self._columns = {keys: _Column(keys) for keys in GROUPS}

    def add(self, article: Article, found: Findings) -> None:
        """The findings of one article, in order of the text."""
        home = {
            "article": article.name,
            "article_id": article.id,
            "article_title": article.title,
            "outlet": article.outlet,
        }
        around = fold("\0".join([home[key] or "" for key in _AROUND]))
        day = article.published.date if article.published else None
        items = sorted(everything(found), key=_place)
        own = [self._columns[keys] for keys in _OWN]
        for item in items:
            row = _row(item, day, self._titles)
            said = "\0".join([value for value in map(row.get, _SAID) if value])
            if speakers := row.get("speakers"):
                said = "\0".join((said, *speakers))
            self._ids.append(item.id)
            self._texts.append(f"{fold(said)}\0{around}")
            for column in own:
                column.add(row)
        for keys in _SHARED if items else ():
            self._columns[keys].add(home, len(items))

    def gathered(self) -> Gathered:
        """All of it."""
        columns = [self._columns[keys] for keys in GROUPS]
        return Gathered(
            len(self._ids),
            b"".join(map(msgspec.msgpack.encode, self._ids)),
            b"".join(map(msgspec.msgpack.encode, self._texts)),
            tuple(packed(column.numbers) for column in columns),
            tuple(tuple(column.values) for column in columns),
        )


def _row(item: Finding, day: str | None, titles: Mapping[str, str]) -> Row:
    """As much of the row of a finding (`listing`) as words and filters read of it alone."""
    row: dict[str, Any] = {
        "text": item.text,
        "confidence": item.confidence,
        "date": getattr(item, "when", None) or day,
    }
    row.update(_OF_KIND[type(item)](item, titles))
    return row


def _statement(item: Statement, _: Mapping[str, str]) -> Row:
    row = {
        "record": "statement",
        "kind": item.kind,
        "speaker": item.speaker,
        "relayed_by": item.relayed_by,
        "cue": item.cue,
        "act": item.act,
    }
    return {**row, "speakers": list(item.speakers)} if len(item.speakers) > 1 else row


def _demand(item: Demand, titles: Mapping[str, str]) -> Row:
    return {
        "record": "demand",
        "demand": item.demand,
        "name": item.name,
        "demand_title": titles.get(item.demand) or item.name or item.demand,
        "holder": item.holder,
        "target": item.target,
        "responses": [{"by": answer.by} for answer in item.responses],
    }


def _claim(item: Claim, _: Mapping[str, str]) -> Row:
    return {
        "record": "claim",
        "asserted_by": item.asserted_by,
        "subject": item.subject,
        "quantity": item.quantity,
        "quantity_high": item.quantity_high,
    }


_OF_KIND: Mapping[type[Finding], Callable[[Any, Mapping[str, str]], Row]] = {
    Statement: _statement,
    Demand: _demand,
    Claim: _claim,
}


class _Column:
    """A column while rows are added to it."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = keys
        self._number_of: dict[object, int] = {}
        self.numbers: list[int] = []
        self.values: list[Row] = []

    def add(self, row: Row, times: int = 1) -> None:
        """The next row, which so many findings have."""
        found = [row.get(key) for key in self._keys]
        known = tuple([repr(one) if isinstance(one, list) else one for one in found])
        number = self._number_of.get(known)
        if number is None:
            number = self._number_of[known] = len(self.values)
            pairs = zip(self._keys, found, strict=True)
            self.values.append({key: value for key, value in pairs if value not in (None, [], "")})
        if times == 1:
            self.numbers.append(number)
        else:
            self.numbers += [number] * times


class Stand(NamedTuple):
    """Where the records of two files stand that have the same keys, and what demands are called."""

    folder: Path
    articles: Places
    findings: Places
    titles: Mapping[str, str]

    def parts(self, keys: Sequence[str]) -> Iterator[Part]:
        """The articles of these keys, some at a time."""
        places = self.articles, self.findings
        where = [{key: number for number, key in enumerate(one.keys)} for one in places]
        numbers = [(numbers_of(one.starts), numbers_of(one.lengths)) for one in places]
        for at in range(0, len(keys), TOGETHER):
            own = []
            for one, known, edges in zip(places, where, numbers, strict=True):
                some = [key for key in keys[at : at + TOGETHER] if key in known]
                starts, lengths = (
                    array("Q", (edge[known[key]] for key in some)).tobytes() for edge in edges
                )
                own.append(Places(one.path, some, starts, lengths))
            yield Part(str(self.folder), own[0], own[1], self.titles)
