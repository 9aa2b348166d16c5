"""The articles as sources to cite: what a reference manager wants to know of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from store import neutral
from store.exports.provenance import Told
from store.exports.web_annotation import is_address

if TYPE_CHECKING:
    from store.exports.scope import Scope
    from store.workspace import Workspace

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?")


class Source(NamedTuple):
    """One article as a source; texts are neutral and on one line, dates (year, month, day).

    `key` is unique, of letters and digits.  `address` is a web address or "".
    """

    key: str
    title: str
    outlet: str
    agencies: tuple[str, ...]
    published: tuple[int, ...]
    added: tuple[int, ...]
    address: str
    language: str
    name: str
    sha256: str
    note: str
    tags: tuple[str, ...]


def sources(workspace: Workspace, scope: Scope) -> Iterator[Source]:
    """The articles that a scope leaves, in their order."""
    for row in Told(workspace, scope.query).articles():
        published = row["published"] or {}
        yield Source(
            key=row["id"],
            title=_line(row["title"] or row["article"]),
            outlet=_line(row["outlet"]),
            agencies=tuple(map(_line, row["agencies"])),
            published=date(published.get("date", "")),
            added=date(row["added"]),
            address=row["source"] if is_address(row["source"]) else "",
            language=row["language"],
            name=_line(row["article"]),
            sha256=row["sha256"],
            note=_line(row["note"]),
            tags=tuple(map(_line, row["tags"])),
        )


def date(text: str) -> tuple[int, ...]:
    """An ISO date as (year, month, day), as much of it as is known; () for what is none."""
    found = _DATE.fullmatch(text)
    return tuple(int(part) for part in found.groups() if part) if found else ()


def _line(text: str) -> str:
    return " ".join(neutral.single_line(text).split())
