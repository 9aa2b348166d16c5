"""One entry of a catalogue's text taken out to be edited, and put back where it was.

Whatever else the file holds, comments too, stays as it is.  The excerpt is TOML that can be read by
itself: the common groups that the entry uses, and the entry.
"""

from __future__ import annotations

import re
import tomllib
from typing import NamedTuple

from analysis.catalogue_file import CatalogueError, load, names, shipped_text

HEAD = re.compile(r"\s*\[{1,2}\s*([\w.\-\"']+)\s*\]{1,2}\s*(?:#.*)?$")
NAMED = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")
Lines = list[str]


class Merged(NamedTuple):
    """The text of a catalogue with an edited entry in it; `key` is that of the entry now.

    `lines` gives, for each of its lines, the line of the excerpt that it comes from, from 1, or 0.
    """

    text: str
    lines: tuple[int, ...]
    key: str

    def line_of(self, line: int) -> int:
        """The line of the excerpt for a line of the text, from 1; 0 where it is none of it."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else 0


class _Part(NamedTuple):
    """A stretch of lines, end-exclusive, and the name of its table, group or entry."""

    start: int
    end: int
    name: str


def excerpt(text: str, key: str) -> str:
    """The entry of a key with the common groups that it uses; "" where the text has no such entry.

    An entry that a shipped catalogue lends to the file is given with groups of its own.
    """
    lines = text.split("\n")
    entry = _entry(lines, key)
    if entry is None:
        return next((found for name in names() if (found := _lent(name, key, text))), "")
    block = lines[entry.start : entry.end]
    groups = _used(lines, block)
    below = ["", "[groups]", *groups] if groups else []
    return "\n".join([*block, *below]) + "\n"


def merged(text: str, key: str, edited: str) -> Merged:
    """The text with the edited excerpt in the place of the entry of a key, at the end for "".

    Raises CatalogueError, its line one of the excerpt's, where that is no TOML or not one entry.
    """
    now = _key(edited)
    own = [(line, number) for number, line in enumerate(edited.split("\n"), 1)]
    mine = [line for line, _ in own]
    blocks = [part for part in _tables(mine) if part.name == "demand"]
    block = own[blocks[0].start : _trimmed(mine, *blocks[0][:2])]
    whole = [(line, 0) for line in text.rstrip("\n").split("\n")]
    there = _entry([line for line, _ in whole], key) if key else None
    if there is None:
        whole += [("", 0), *block]
    else:
        whole[there.start : there.end] = block
    for group in _groups(mine):
        _put(whole, group.name, own[group.start : group.end])
    text = "\n".join(line for line, _ in whole) + "\n"
    return Merged(text, tuple(number for _, number in whole), now)


def _key(edited: str) -> str:
    """The key of the one entry of an excerpt; CatalogueError where it is no TOML or not one."""
    try:
        document = tomllib.loads(edited)
    except (ValueError, RecursionError):
        load(edited)
        raise
    found = document.get("demand", [])
    if not isinstance(found, list) or len(found) != 1 or not isinstance(found[0], dict):
        raise CatalogueError("write one entry, below [[demand]]", 1)
    if others := set(document) - {"groups", "demand"}:
        raise CatalogueError(f"{min(others)} does not belong to an entry", 1)
    return str(found[0].get("key", ""))


def _put(whole: list[tuple[str, int]], name: str, group: list[tuple[str, int]]) -> None:
    """A common group in the place of the one of its name, else after the last one."""
    lines = [line for line, _ in whole]
    for old in _groups(lines):
        if old.name == name:
            whole[old.start : old.end] = group
            return
    tables = [part for part in _tables(lines) if part.name == "groups"]
    if tables:
        at = _trimmed(lines, tables[0].start, tables[0].end)
        whole[at:at] = group
    else:
        first = next(iter(_tables(lines)), _Part(len(lines), 0, "")).start
        whole[first:first] = [("[groups]", 0), *group, ("", 0)]


def _tables(lines: Lines) -> list[_Part]:
    """The tables of a text; those of an entry belong to it."""
    heads: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        found = HEAD.match(line)
        if found and not (heads and found[1].startswith("demand.")):
            heads.append((number, found[1]))
    ends = [*(start for start, _ in heads[1:]), len(lines)]
    return [_Part(start, end, name) for (start, name), end in zip(heads, ends, strict=False)]


def _entry(lines: Lines, key: str) -> _Part | None:
    """The lines of an entry, without the comments and blanks that lead to the next one."""
    named = re.compile(rf"""\s*key\s*=\s*["']{re.escape(key)}["']""")
    for part in _tables(lines):
        if part.name == "demand" and any(map(named.match, lines[part.start : part.end])):
            return part._replace(end=_trimmed(lines, part.start, part.end), name=key)
    return None


def _trimmed(lines: Lines, start: int, end: int) -> int:
    """The end of a stretch without blank lines and comments at its end."""
    while end > start + 1 and (not (last := lines[end - 1].strip()) or last.startswith("#")):
        end -= 1
    return end


def _groups(lines: Lines) -> list[_Part]:
    """The assignments of the table of common groups, each with all its lines."""
    found = []
    for table in _tables(lines):
        at = table.start + 1
        while table.name == "groups" and at < table.end:
            name = NAMED.match(lines[at])
            end = _whole(lines, at, table.end) if name else at + 1
            if name:
                found.append(_Part(at, end, name[1]))
            at = end
    return found


def _whole(lines: Lines, start: int, end: int) -> int:
    """Where the assignment that begins on a line ends: as soon as its lines are TOML."""
    for stop in range(start + 1, end + 1):
        try:
            tomllib.loads("\n".join(lines[start:stop]))
        except ValueError:
            continue
        return stop
    return start + 1


def _used(lines: Lines, block: Lines) -> Lines:
    """The lines of the common groups that the formulas of an entry name."""
    words = set(re.findall(r"[\w-]+", "\n".join(block)))
    return [
        line
        for group in _groups(lines)
        if group.name in words
        for line in lines[group.start : group.end]
    ]


def _lent(name: str, key: str, text: str) -> str:
    """The entry of a shipped catalogue that the file uses, with its groups as its own."""
    try:
        used = tomllib.loads(text).get("use", [])
    except (ValueError, RecursionError):
        return ""
    lines = shipped_text(name).split("\n")
    entry = _entry(lines, key) if isinstance(used, list) and name in used else None
    if entry is None:
        return ""
    block = lines[entry.start : entry.end]
    head = [] if any("[demand.groups]" in line for line in block) else ["[demand.groups]"]
    return "\n".join([*block, *head, *_used(lines, block)]) + "\n"
