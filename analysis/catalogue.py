"""The catalogue of demands: TOML to entries, and which entry the wording of a demand means.

The format is told in docs/demands.md.  Matching looks at the meaning words of a clause, whatever
their order: an entry is meant when every group of one of its formulas occurs in the clause.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from store.records import Record

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
GAP = 7
REQUIRED = ("key", "title", "meaning", "positive", "negative")


class Formula(Record, frozen=True):
    """Groups of words that must all occur in a clause, and groups of which none may."""

    all: tuple[str, ...]
    none: tuple[str, ...] = ()


class Entry(Record, frozen=True):
    """One demand of the catalogue.

    `holder` are words of those who make it (empty: anybody); `target` is who must act, by canonical
    name; `full` is a group without which a wording is the weaker one.
    """

    key: str
    title: str
    holder: tuple[str, ...] = ()
    target: str = ""
    meaning: tuple[Formula, ...] = ()
    full: str = ""
    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()


class Catalogue(Record, frozen=True):
    """All entries, in the order in which a ledger shows them, and their groups of words."""

    entries: tuple[Entry, ...] = ()
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Meaning(Record, frozen=True):
    """The entry that a clause means, and whether it says less than the whole of it."""

    entry: Entry
    weaker: bool = False


class Failure(Record, frozen=True):
    """An example of an entry that the entry does not read as it should."""

    key: str
    example: str
    expected: bool


def load(text: str) -> Catalogue:
    """The catalogue that a TOML text describes; ValueError names the entry that is wrong."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"the catalogue is not TOML: {error}") from error
    groups = document.get("groups", {})
    if not isinstance(groups, dict):
        raise ValueError("groups: must be a table of lists of words")
    named = tuple((name, _strings(words, f"group {name}")) for name, words in groups.items())
    raw = document.get("demand", [])
    if not isinstance(raw, list):
        raise ValueError("demand: write each entry under [[demand]]")
    entries = tuple(_entry(item, dict(named), number) for number, item in enumerate(raw, 1))
    keys = [entry.key for entry in entries]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f"demand {key}: two entries have this key")
    return Catalogue(entries=entries, groups=named)


def _strings(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise ValueError(f"{where}: must be a list of words in quotes")
    return tuple(value)


def _entry(item: object, groups: Mapping[str, tuple[str, ...]], number: int) -> Entry:
    where = f"demand number {number}"
    if not isinstance(item, dict):
        raise ValueError(f"{where}: must be a table")
    key = item.get("key")
    if not isinstance(key, str) or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key):
        raise ValueError(f"{where}: key must be small letters, digits and hyphens")
    where = f"demand {key}"
    if key == "other":
        raise ValueError(f"{where}: this key is kept for demands without an entry")
    for name in REQUIRED:
        if name not in item:
            raise ValueError(f"{where}: {name} is missing")
    unknown = set(item) - {*REQUIRED, "holder", "target", "full"}
    if unknown:
        raise ValueError(f"{where}: unknown key {min(unknown)}")
    for name in ("title", "target", "full"):
        if not isinstance(item.get(name, ""), str):
            raise ValueError(f"{where}: {name} must be text")
    meaning = tuple(
        _formula(text, groups, where) for text in _strings(item["meaning"], f"{where}: meaning")
    )
    if not meaning:
        raise ValueError(f"{where}: meaning is empty")
    full = item.get("full", "")
    if full and full not in groups:
        raise ValueError(f"{where}: no group is named {full}")
    return Entry(
        key=key,
        title=item["title"],
        holder=_strings(item.get("holder", []), f"{where}: holder"),
        target=item.get("target", ""),
        meaning=meaning,
        full=full,
        positive=_strings(item["positive"], f"{where}: positive"),
        negative=_strings(item["negative"], f"{where}: negative"),
    )


def _formula(text: str, groups: Mapping[str, Any], where: str) -> Formula:
    """ "alliance + join + stop - reverse" to its groups."""
    parts = re.findall(r"([+-]?)\s*([^\s+-][^\s+]*)", text)
    wanted = tuple(name for sign, name in parts if sign != "-")
    barred = tuple(name for sign, name in parts if sign == "-")
    for name in (*wanted, *barred):
        if name not in groups:
            raise ValueError(f"{where}: no group is named {name}")
    if not wanted:
        raise ValueError(f"{where}: a meaning needs a group")
    return Formula(wanted, barred)


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for the words of a group: "enlarg*", "open door", "keep ... out"."""
    return re.compile(r"\b(?:" + "|".join(map(_one, words)) + r")(?!\w)")


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


def occurs(catalogue: Catalogue, group: str, text: str) -> bool:
    """Whether a word of the group occurs in the text; False when there is no such group."""
    words = dict(catalogue.groups).get(group)
    return bool(words) and _pattern(tuple(words or ())).search(folded(text)) is not None


def classify(catalogue: Catalogue, clause: str, holder: Sequence[str] = ()) -> Meaning | None:
    """The entry that the clause means, None when it fits none.

    `holder` are names, aliases and roles of who makes the demand: an entry that names its holders
    fits only one of them, or a holder who is not known (empty).
    """
    text = folded(clause)
    found = dict.fromkeys(
        name for name, words in catalogue.groups if words and _pattern(words).search(text)
    )
    names = folded(" ; ".join(holder))
    for entry in catalogue.entries:
        if names and entry.holder and not _pattern(entry.holder).search(names):
            continue
        for formula in entry.meaning:
            if all(name in found for name in formula.all) and not any(
                name in found for name in formula.none
            ):
                return Meaning(entry, bool(entry.full) and entry.full not in found)
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


def shipped(name: str) -> Catalogue:
    """A further catalogue that ships, by name ("labour"); FileNotFoundError if there is none."""
    return load((files("analysis") / "catalogues" / f"{name}.toml").read_text("utf-8"))


def default() -> Catalogue:
    """The catalogue that is used unless the reader has another."""
    return load((files("analysis") / "catalogue.toml").read_text("utf-8"))
