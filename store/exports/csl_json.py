"""The sources as CSL-JSON, the input of citation processors; agencies are literal names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from store.exports.json_rows import line
from store.exports.sources import Source, sources

if TYPE_CHECKING:
    from store.exports.scope import Scope
    from store.workspace import Workspace


def export(workspace: Workspace, scope: Scope) -> Iterator[bytes]:
    """An array, one source a line."""
    parted = b"[\n"
    for source in sources(workspace, scope):
        yield parted + line(item(source))[:-1]
        parted = b",\n"
    yield b"\n]\n" if parted == b",\n" else b"[]\n"


def item(source: Source) -> dict[str, Any]:
    """One source; what is not known is left out."""
    known: dict[str, Any] = {
        "id": source.key,
        "type": "webpage" if source.address and not source.outlet else "article-newspaper",
        "title": source.title,
        "container-title": source.outlet,
        "author": [{"literal": name} for name in source.agencies],
        "issued": _date(source.published),
        "accessed": _date(source.added),
        "URL": source.address,
        "language": source.language,
        "note": source.note,
        "keyword": ", ".join(source.tags),
        "custom": {"article": source.name, "sha256": source.sha256},
    }
    return {key: value for key, value in known.items() if value}


def _date(parts: tuple[int, ...]) -> dict[str, Any] | None:
    return {"date-parts": [list(parts)]} if parts else None
