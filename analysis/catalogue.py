"""The catalogue of demands: which entry the wording of a demand means.

The format is told in docs/demands.md.  Matching looks at the meaning words of a clause, whatever
their order: an entry is meant when every group of one of its formulas occurs in the clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from analysis.catalogue_file import (
    SAMPLE,
    Catalogue,
    CatalogueError,
    Entry,
    Formula,
    load,
    shipped,
)
from store.records import Record

__all__ = [
    "Catalogue",
    "CatalogueError",
    "Entry",
    "Failure",
    "Formula",
    "Meaning",
    "check",
    "classify",
    "default",
    "folded",
    "load",
    "shipped",
]

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
GAP = 7


class Meaning(Record, frozen=True):
    """The entry that a clause means, and whether it says less than the whole of it."""

    entry: Entry
    weaker: bool = False


class Failure(Record, frozen=True):
    """An example of an entry that the entry does not read as it should."""

    key: str
    example: str
    expected: bool


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for the words of a group: "enlarg*", "open door", "keep ... out"."""
    return re.compile(r"\b(?:" + "|".join(map(_one, words)) + r")(?!\w)")


@cache
def _beginnings(words: tuple[str, ...]) -> tuple[str, ...]:
    """What the words of a group begin with: a text without any of it holds none of them."""
    firsts = (word.casefold().split()[:1] for word in words)
    return tuple(dict.fromkeys(first.split("*")[0] for row in firsts for first in row or [""]))


def _occurs(words: tuple[str, ...], text: str) -> bool:
    """Whether a folded text holds a word of a group."""
    held = any(map(text.__contains__, _beginnings(words)))
    return held and _pattern(words).search(text) is not None


def _one(word: str) -> str:
    gap = rf"(?:\s+\S+){{0,{GAP}}}?\s+"
    halves = []
    for half in word.casefold().split(" ... "):
        escaped = r"\s+".join(re.escape(part) for part in half.split())
        halves.append(escaped.replace(r"\*", r"[\w'-]*"))
    return gap.join(halves)


def folded(text: str) -> str:
    """The words of a text, folded, possessive marks taken off, with single spaces between them."""
    words = [m.group().casefold().replace("’", "'") for m in WORD.finditer(text)]
    return " ".join(word.removesuffix("'s") for word in words)


class _Found(dict[str, bool]):
    """Whether a folded text holds a word of the group of a name; looked for when it is asked."""

    def __init__(self, groups: Iterable[tuple[str, tuple[str, ...]]], text: str) -> None:
        super().__init__()
        self._groups, self._text = dict(groups), text

    def __missing__(self, name: str) -> bool:
        words = self._groups.get(name, ())
        held = self[name] = bool(words) and _occurs(words, self._text)
        return held


def classify(catalogue: Catalogue, clause: str, holder: Sequence[str] = ()) -> Meaning | None:
    """The entry that the clause means, None when it fits none.

    `holder` are names, aliases and roles of who makes the demand: an entry that names its holders
    fits only one of them, or a holder who is not known (empty).
    """
    text = folded(clause)
    found = _Found(catalogue.groups, text)
    names = folded(" ; ".join(holder))
    for entry in catalogue.entries:
        if names and entry.holder and not _pattern(entry.holder).search(names):
            continue
        for formula in entry.meaning:
            wanted = all(found[name] for name in formula.all)
            if wanted and not any(found[name] for name in formula.none):
                return Meaning(entry, bool(entry.full) and not found[entry.full])
    return None


def check(catalogue: Catalogue) -> tuple[Failure, ...]:
    """The examples that are read otherwise than their entry says, in the order of the catalogue.

    An example is the wording of a demand; "Poland: more troops" gives its holder as well.
    """
    failures = []
    for entry in catalogue.entries:
        for expected, examples in ((True, entry.positive), (False, entry.negative)):
            for example in examples:
                holder, colon, clause = example.partition(": ")
                names = (holder,) if colon else ()
                meaning = classify(catalogue, clause if colon else example, names)
                if (meaning is not None and meaning.entry.key == entry.key) != expected:
                    failures.append(Failure(entry.key, example, expected))
    return tuple(failures)


def default() -> Catalogue:
    """The catalogue that is used unless the reader has another."""
    return shipped(SAMPLE)
