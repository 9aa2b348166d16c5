"""A workspace as JSON Lines: every record and every event, exact, one a line.

The first line says what the file is.  Then come articles (whole records with their text), findings
(rows with provenance and review), what copies and new versions changed, and the events that are
about them, in order.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from store.exports import differences
from store.exports.json_rows import line, lines, noted
from store.exports.provenance import Told, sha256

if TYPE_CHECKING:
    from store.exports.scope import Scope
    from store.workspace import Workspace

FORMAT, VERSION = "wirecopy-lines", 1


def export(workspace: Workspace, scope: Scope) -> Iterator[bytes]:
    """One JSON object a line; its key "record" says what it is."""
    held = Told(workspace, scope.query)
    yield line(
        {
            "record": "header",
            "format": FORMAT,
            "version": VERSION,
            "workspace": workspace.name,
            "query": scope.query.text,
        }
    )
    by_id = {article.id: article for article in workspace.articles()}
    about: set[str] = set()
    for row in held.articles():
        about.add(row["id"])
        article = by_id[row["id"]]
        whole = msgspec.to_builtins(article)
        yield line({"record": "article", "sha256": sha256(article), **whole})
    findings = held.located()
    if scope.query:
        findings = noted(findings, about)
    yield from lines(held, findings, history=False)
    for row in differences.rows(workspace, scope, about if scope.query else None):
        yield line(row)
    for event in workspace.events():
        present = workspace.present(event.target)
        if not scope.query or (present and present.id in about):
            yield line({"record": "event", **msgspec.to_builtins(event)})
