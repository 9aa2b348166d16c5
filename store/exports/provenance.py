"""Rows that carry what is needed to check them: where the words stand, who judged them, when."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import starmap
from typing import TYPE_CHECKING, Any, NamedTuple

from store import listing
from store.anchors import AROUND, Finding
from store.listing import KINDS, Kind, Located
from store.query import Query
from store.records import Article

if TYPE_CHECKING:
    from store.workspace import Workspace

Row = dict[str, Any]
ACTOR_KEYS = {"statement": "speaker", "demand": "holder", "claim": "asserted_by"}


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
    told = Told(workspace, query)
    return Notes(list(told.articles()), list(told.findings()), told.orphans())


class Told:
    """The rows that a query leaves of a workspace, made one at a time."""

    def __init__(self, workspace: Workspace, query: Query) -> None:
        self.workspace = workspace
        self.query = query
        self.events: dict[str, list[Row]] = defaultdict(list)
        for row in listing.history(workspace):
            present = workspace.present(row["target"])
            self.events[present.id if present else row["target"]].append(row)
        self._origin: tuple[Article | None, Row] = None, {}

    @cached_property
    def known(self) -> listing.Known:
        """What the rows are made from beside findings and articles."""
        return listing.Known(self.workspace)

    def articles(self) -> Iterator[Row]:
        """The articles that match or hold a finding that does, with sha256 and history."""
        by_id = {article.id: article for article in self.workspace.articles()}
        rows = listing.articles(self.workspace)
        if self.query:
            found = listing.each_finding(self.workspace, self.query)
            held = {row["article_id"] for row in found}
            rows = [row for row in rows if row["id"] in held or self.query.matches(row)]
        for row in rows:
            row["sha256"] = sha256(by_id[row["id"]])
            row["history"] = self.events.get(row["id"], [])
            yield row

    def findings(self, kinds: Sequence[Kind] = KINDS) -> Iterator[Row]:
        """The findings that match, with where they stand and what was done to them."""
        return starmap(self.row, self.located(kinds))

    def located(self, kinds: Sequence[Kind] = KINDS) -> Iterator[Located]:
        """The findings that match, each with its article."""
        return listing.located(self.workspace, self.known, self.query, kinds)

    def row(self, item: Finding, article: Article) -> Row:
        """The row of one finding."""
        if self._origin[0] is not article:
            self._origin = article, origin(article)
        row = self.known.row(item, article)
        text, start, end = article.text, item.start, item.end
        row["quote"] = text[start:end]
        row["prefix"] = text[max(0, start - AROUND) : start]
        row["suffix"] = text[end : end + AROUND]
        row.update(self._origin[1])
        row["history"] = self.events.get(item.id, [])
        return row

    def orphans(self) -> list[Row]:
        """Reviews whose passage is gone; none where a query asks for something."""
        return [] if self.query else _orphans(self.workspace, self.events)


def origin(article: Article) -> Row:
    """Where an article is from, its date and the sum of its text, as every row of it says them."""
    return {
        "source": article.source,
        "published": listing.day(article),
        "sha256": sha256(article),
    }


def sha256(article: Article) -> str:
    """The SHA-256 of the article's exact text in UTF-8, in hexadecimal."""
    return hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()


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
            "history": events.get(orphan.target, []),
        }
        for orphan in workspace.orphans()
    ]


def actor_of(row: Row) -> str:
    """Whose words, wish or assertion a finding is; "" where that is not known."""
    key = ACTOR_KEYS.get(row["record"])
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
