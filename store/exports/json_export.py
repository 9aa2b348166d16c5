"""The workspace as one JSON document: exact texts, findings with provenance and history."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from store import contract, neutral
from store.exports.provenance import notes
from store.query import Query

if TYPE_CHECKING:
    from store.workspace import Workspace

VERSION = 1


def export(workspace: Workspace, query: Query) -> bytes:
    """JSON in UTF-8.  Texts are exact; characters that act or hide are written as \\u escapes."""
    found = notes(workspace, query)
    held = {row["id"] for row in found.findings}
    story = contract.across(workspace.articles(), workspace.story())
    groups = [group for group in story["claim_groups"] if not query or held & set(group["ids"])]
    variants = [one for one in story["quote_variants"] if not query or held & set(one["ids"])]
    document = {
        "format": "wirecopy-notes",
        "version": VERSION,
        "workspace": workspace.name,
        "query": query.text,
        "articles": found.articles,
        "statements": found.of("statement"),
        "demands": found.of("demand"),
        "claims": found.of("claim"),
        "claim_groups": groups,
        "quote_variants": variants,
        "copies": story["copies"],
        "orphans": found.orphans,
    }
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    return neutral.json_text(text).encode("utf-8") + b"\n"
