"""The sources as BibTeX (UTF-8, as BibLaTeX and reference managers read it).

Agencies stand in braces of their own, so that "Associated Press" is no "Press, Associated".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.exports.sources import Source, sources

if TYPE_CHECKING:
    from store.exports.scope import Scope
    from store.workspace import Workspace

# What TeX obeys, and braces, of which a value must hold pairs only.
_SPECIAL = re.compile(r"[\\{}$&%#_^~\"@]")
_WRITTEN = {
    "\\": "\\textbackslash ", "{": "\\textbraceleft ", "}": "\\textbraceright ",
    "^": "\\textasciicircum ", "~": "\\textasciitilde ", '"': "''", "@": "(at)",
}  # fmt: skip


def export(workspace: Workspace, scope: Scope) -> Iterator[bytes]:
    """One entry for each source."""
    for source in sources(workspace, scope):
        yield entry(source).encode("utf-8")


def entry(source: Source) -> str:
    """One entry; what is not known is left out."""
    fields = {
        "title": f"{{{plain(source.title)}}}",
        "author": " and ".join(f"{{{plain(name)}}}" for name in source.agencies),
        "journal": plain(source.outlet),
        "date": "-".join(f"{part:02}" for part in source.published),
        "year": "".join(f"{part:04}" for part in source.published[:1]),
        "month": "".join(f"{part}" for part in source.published[1:2]),
        "url": source.address.replace("{", "%7B").replace("}", "%7D"),
        "urldate": "-".join(f"{part:02}" for part in source.added),
        "language": source.language,
        "annote": plain(source.note),
        "keywords": ", ".join(map(plain, source.tags)),
        "note": plain(f"{source.name}, SHA-256 {source.sha256}"),
    }
    kind = "article" if source.outlet else "misc"
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{source.key},\n" + ",\n".join(lines) + "\n}\n\n"


def plain(text: str) -> str:
    """Text in which TeX has nothing to obey and every brace its partner."""
    return _SPECIAL.sub(lambda found: _WRITTEN.get(found[0], "\\" + found[0]), text)
