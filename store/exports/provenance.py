"""Rows that carry what is needed to check them: where the words stand, who judged them, when."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from store import listing
from store.anchors import anchor
from store.query import Query
from store.records import Article

if TYPE_CHECKING:
    from store.workspace import Workspace

Row = dict[str, Any]


class Notes(NamedTuple):
    """What an export is made from: the rows that a query leaves, and the articles they are from."""

    articles: list[Row]
    findings: list[Row]
    orphans: list[Row]

    def of(self, record: str) -> list[Row]:
        """The findings of one kind: "statement", "demand" or "claim"."""
        return [row for row in self.findings if row["record"] == record]


def notes(workspace: Workspace, query: Query) -> Notes:
    """The rows of `store.listing` with quote, prefix, suffix, sha256, source and history.

    With a query, only articles that match it or hold a finding that does are listed.
    """
    by_id = {article.id: article for article in workspace.articles()}
    hashes = {ident: sha256(article) for ident, article in by_id.items()}
    events: dict[str, list[Row]] = defaultdict(list)
    for row in listing.history(workspace):
        present = workspace.present(row["target"])
        events[present.id if present else row["target"]].append(row)
    findings = listing.findings(workspace, query)
    for row in findings:
        _add_provenance(row, by_id[row["article_id"]], hashes, events[row["id"]])
    held = {row["article_id"] for row in findings}
    matching = {row["id"] for row in listing.articles(workspace, query)}
    articles = [row for row in listing.articles(workspace) if row["id"] in held | matching]
    for row in articles:
        row["sha256"] = hashes[row["id"]]
        row["history"] = events[row["id"]]
    return Notes(articles, findings, _orphans(workspace, events) if not query else [])


def sha256(article: Article) -> str:
    """The SHA-256 of the article's exact text in UTF-8, in hexadecimal."""
    return hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()


def _add_provenance(row: Row, article: Article, hashes: dict[str, str], history: list[Row]) -> None:
    where = anchor(article, row["start"], row["end"])
    row["quote"], row["prefix"], row["suffix"] = where.quote, where.prefix, where.suffix
    row["source"] = article.source
    row["published"] = article.published.date if article.published else None
    row["sha256"] = hashes[article.id]
    row["history"] = history


def _orphans(workspace: Workspace, events: dict[str, list[Row]]) -> list[Row]:
    return [
        {
            "id": orphan.target,
            "record": "orphan",
            "verdict": orphan.review.verdict,
            "note": orphan.review.note,
            "tags": list(orphan.review.tags),
            "evidence": list(orphan.review.evidence),
            "reviewed_by": orphan.review.by,
            "reviewed": orphan.review.time,
            "quote": orphan.anchor.quote if orphan.anchor else None,
            "article_id": orphan.anchor.article if orphan.anchor else None,
            "history": events[orphan.target],
        }
        for orphan in workspace.orphans()
    ]


def actor_of(row: Row) -> str:
    """Whose words, wish or assertion a finding is; "" where that is not known."""
    key = {"statement": "speaker", "demand": "holder", "claim": "asserted_by"}.get(row["record"])
    return (row[key] or "") if key else ""


def told(history: Iterable[Row]) -> str:
    """A history on one line: who did what when; "…" between acts."""
    return "; ".join(_act(row) for row in history)


def _act(row: Row) -> str:
    when = f"{row['time'][:16].replace('T', ' ')} UTC"
    if row["op"] in ("undo", "redo"):
        return f"{when} {row['by']}: {row['op']}"
    what = f"{_value(row['before'])} → {_value(row['after'])}"
    reason = f" ({row['reason']})" if row["reason"] else ""
    return f"{when} {row['by']}: {row['op']} {what}{reason}"


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return "none" if value in (None, "") else str(value)
