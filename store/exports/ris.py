"""The sources as RIS, which every reference manager reads: UTF-8, CRLF, one field a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.exports.sources import Source, sources

if TYPE_CHECKING:
    from store.exports.scope import Scope
    from store.workspace import Workspace


def export(workspace: Workspace, scope: Scope) -> Iterator[bytes]:
    """One record for each source."""
    for source in sources(workspace, scope):
        yield record(source).encode("utf-8")


def record(source: Source) -> str:
    """One record; what is not known is left out."""
    fields = [
        ("TY", "NEWS"),
        ("ID", source.key),
        ("TI", source.title),
        ("T2", source.outlet),
        *(("AU", name) for name in source.agencies),
        ("PY", "".join(f"{part:04}" for part in source.published[:1])),
        ("DA", "/".join(f"{part:02}" for part in source.published)),
        ("Y2", "/".join(f"{part:02}" for part in source.added)),
        ("UR", source.address),
        ("LA", source.language),
        ("N1", source.note),
        *(("KW", tag) for tag in source.tags),
        ("C1", source.name),
        ("C2", f"SHA-256 {source.sha256}"),
    ]
    lines = [f"{tag}  - {value}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", "", ""])
