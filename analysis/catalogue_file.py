"""The file of a catalogue: TOML to entries, and the line on which it is wrong.

The format is told in docs/demands.md.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple, NoReturn

from store.records import Record

REQUIRED = ("key", "title", "meaning", "positive", "negative")
KNOWN = frozenset((*REQUIRED, "holder", "target", "full", "groups"))
SAMPLE = "sample"
"""The name of the catalogue that is in use unless the reader has another."""
WORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PLACED = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
Words = Mapping[str, tuple[str, ...]]


class CatalogueError(ValueError):
    """A catalogue that cannot be read; `line` counts from 1 and is where to look."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


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


class _Where(NamedTuple):
    """A place in the file: entry `number` from 1 (0 for none), its key, a field or group."""

    number: int = 0
    key: str = ""
    field: str = ""
    group: str = ""

    def wrong(self, reason: str) -> NoReturn:
        """Refuse the catalogue for what stands here."""
        raise _WrongError(self, reason)

    def __str__(self) -> str:
        entry = f"demand {self.key}" if self.key else f"demand number {self.number}"
        if self.group:
            return f"{entry}: group {self.group}" if self.number else f"group {self.group}"
        return entry if self.number else self.field


class _WrongError(Exception):
    """What is wrong with a document, before the line is known."""

    def __init__(self, where: _Where, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where


def load(text: str) -> Catalogue:
    """The catalogue that a TOML text describes.  Raises CatalogueError, a ValueError."""
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _not_toml(text, error) from error
    try:
        return _catalogue(document)
    except _WrongError as error:
        raise CatalogueError(str(error), line_of(text, *error.where)) from error


def shipped(name: str) -> Catalogue:
    """A catalogue that ships, by name ("labour"); FileNotFoundError if there is none."""
    return load(shipped_text(name))


def shipped_text(name: str) -> str:
    """The TOML of a catalogue that ships; FileNotFoundError if there is none."""
    if name == SAMPLE:
        return (files("analysis") / "catalogue.toml").read_text("utf-8")
    if not WORD.fullmatch(name):
        raise FileNotFoundError(name)
    return (files("analysis") / "catalogues" / f"{name}.toml").read_text("utf-8")


@cache
def names() -> tuple[str, ...]:
    """The names of the catalogues that ship."""
    found = (item.name for item in (files("analysis") / "catalogues").iterdir())
    more = sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml"))
    return (SAMPLE, *more)


def line_of(text: str, number: int = 0, key: str = "", field: str = "", group: str = "") -> int:
    """The line, from 1, of entry `number`, of a field or group in it, or of a common group.

    Where the field is not written the entry's first line stands for it; `key` does not matter.
    """
    del key
    entry, table, best = 0, "", 1
    wanted = re.escape(group or field)
    named = re.compile(rf"\s*[\"']?{wanted}[\"']?\s*=")
    home = "groups" if group and not number else "demand.groups" if group else "demand"
    home = home if number or group else ""
    for place, line in enumerate(text.split("\n"), 1):
        head = re.match(r"\s*\[{1,2}\s*([\w.-]+)\s*\]", line)
        if head:
            table = head.group(1)
            entry += table == "demand"
            if number and entry == number and table == "demand":
                best = place
        if wanted and table == home and entry == (number or entry) and named.match(line):
            return place
    return best


def line_of_example(text: str, key: str, example: str) -> int:
    """The line on which an example of an entry stands; the entry's first line if it is not seen."""
    lines = text.split("\n")
    heads = [at for at, line in enumerate(lines) if re.match(r"\s*\[\[\s*demand\s*\]\]", line)]
    quoted = json.dumps(example, ensure_ascii=False)[1:-1]
    named = re.compile(rf"\s*key\s*=\s*[\"']{re.escape(key)}[\"']")
    for head, following in zip(heads, [*heads[1:], len(lines)], strict=True):
        if any(map(named.match, lines[head:following])):
            own = range(head, following)
            return next((at for at in own if quoted in lines[at] or example in lines[at]), head) + 1
    return 1


def _not_toml(text: str, error: Exception) -> CatalogueError:
    if isinstance(error, RecursionError):
        return CatalogueError("the catalogue is not TOML: nested too deep", 1)
    said = str(error)
    found = PLACED.search(said)
    last = text.count("\n") + (not text.endswith("\n"))
    line = int(found.group(1)) if found and found.group(1) else last if found else 1
    reason = PLACED.sub("", said)
    return CatalogueError(f"the catalogue is not TOML: {reason[:1].lower()}{reason[1:]}", line)


def _catalogue(document: Mapping[str, Any]) -> Catalogue:
    unknown = set(document) - {"groups", "demand", "use"}
    if unknown:
        _Where(field=min(unknown)).wrong("no such table; there are groups, demand and use")
    groups = _groups(document.get("groups", {}), _Where(field="groups"))
    raw = document.get("demand", [])
    if not isinstance(raw, list):
        _Where(field="demand").wrong("write each entry under [[demand]]")
    entries: dict[str, Entry] = {}
    for number, item in enumerate(raw, 1):
        entry, own = _entry(item, groups, number)
        if entry.key in entries:
            _Where(number, entry.key, "key").wrong("two entries have this key")
        entries[entry.key] = entry
        groups = {**groups, **own}
    for name in _strings(document.get("use", []), _Where(field="use")):
        groups = {**groups, **_used(name, entries)}
    return Catalogue(entries=tuple(entries.values()), groups=tuple(groups.items()))


def _used(name: str, entries: dict[str, Entry]) -> Words:
    """Add the entries of a shipped catalogue that have a new key; its groups, under its name."""
    try:
        more = shipped(name)
    except FileNotFoundError:
        _Where(field="use").wrong(f"no catalogue {name} ships; there are {', '.join(names())}")
    for entry in more.entries:
        entries.setdefault(entry.key, _renamed(entry, f"{name}/"))
    return {f"{name}/{group}": words for group, words in more.groups}


def _renamed(entry: Entry, lead: str) -> Entry:
    """The entry with names of groups that begin with `lead`."""
    meaning = tuple(
        Formula(tuple(lead + name for name in one.all), tuple(lead + name for name in one.none))
        for one in entry.meaning
    )
    return Entry(
        key=entry.key,
        title=entry.title,
        holder=entry.holder,
        target=entry.target,
        meaning=meaning,
        full=lead + entry.full if entry.full else "",
        positive=entry.positive,
        negative=entry.negative,
    )


def _groups(value: object, where: _Where) -> Words:
    if not isinstance(value, dict):
        where.wrong("must be a table of lists of words")
    return {name: _strings(words, where._replace(group=name)) for name, words in value.items()}


def _strings(value: object, where: _Where) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        lead = f"{where.field}: " if where.number and not where.group else ""
        where.wrong(f"{lead}must be a list of words in quotes")
    return tuple(value)


def _entry(item: object, groups: Words, number: int) -> tuple[Entry, Words]:
    """An entry, and the groups of its own under names that no other entry has."""
    where = _Where(number)
    if not isinstance(item, dict):
        where.wrong("must be a table")
    key = item.get("key")
    if not isinstance(key, str) or not WORD.fullmatch(key):
        where._replace(field="key").wrong("key must be small letters, digits and hyphens")
    where = _Where(number, key)
    if key == "other":
        where._replace(field="key").wrong("this key is kept for demands without an entry")
    _refuse_fields(item, where)
    own = _groups(item.get("groups", {}), where._replace(field="groups"))
    reach = {**{name: name for name in groups}, **{name: f"{key}/{name}" for name in own}}
    meaning = tuple(
        _formula(text, reach, where._replace(field="meaning"))
        for text in _strings(item["meaning"], where._replace(field="meaning"))
    )
    if not meaning:
        where._replace(field="meaning").wrong("meaning is empty")
    full = item.get("full", "")
    if full and full not in reach:
        where._replace(field="full").wrong(f"no group is named {full}")
    entry = Entry(
        key=key,
        title=item["title"],
        holder=_strings(item.get("holder", []), where._replace(field="holder")),
        target=item.get("target", ""),
        meaning=meaning,
        full=reach[full] if full else "",
        positive=_strings(item["positive"], where._replace(field="positive")),
        negative=_strings(item["negative"], where._replace(field="negative")),
    )
    return entry, {f"{key}/{name}": words for name, words in own.items()}


def _refuse_fields(item: Mapping[str, Any], where: _Where) -> None:
    """Fields that are missing, unknown, or no text."""
    for name in REQUIRED:
        if name not in item:
            where.wrong(f"{name} is missing")
    unknown = set(item) - KNOWN
    if unknown:
        where._replace(field=min(unknown)).wrong(f"unknown key {min(unknown)}")
    for name in ("title", "target", "full"):
        if not isinstance(item.get(name, ""), str):
            where._replace(field=name).wrong(f"{name} must be text")


def _formula(text: str, reach: Mapping[str, str], where: _Where) -> Formula:
    """ "alliance + join + stop - reverse" to its groups; `reach` are the groups by their names."""
    parts = re.findall(r"([+-]?)\s*([^\s+-][^\s+]*)", text)
    for _, name in parts:
        if name not in reach:
            where.wrong(f"no group is named {name}")
    wanted = tuple(reach[name] for sign, name in parts if sign != "-")
    if not wanted:
        where.wrong("a meaning needs a group")
    return Formula(wanted, tuple(reach[name] for sign, name in parts if sign == "-"))
