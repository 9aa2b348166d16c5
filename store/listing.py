"""The workspace as rows: what `wirecopy articles|statements|demands|claims|history --json` prints.

A row is a dict with the keys of the JSON contract.  Every row of a finding also says where it
stands (`article`, the article's name) and what readers made of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

from store import contract
from store.query import Query
from store.records import Article, Claim, Demand, Event, Review, Statement

if TYPE_CHECKING:
    from store.workspace import Workspace

Row = dict[str, Any]
Kind = Literal["statements", "demands", "claims"]
ALL = Query()
KINDS: tuple[Kind, ...] = ("statements", "demands", "claims")


def articles(workspace: Workspace, query: Query = ALL) -> list[Row]:
    """One row for each article, in the order they were added."""
    found = workspace.all_findings()
    copies = {ident: group for group in workspace.story().copies for ident in group}
    rows = []
    for article in workspace.articles():
        findings = found[article.id]
        row: Row = {
            "id": article.id,
            "record": "article",
            "article": article.name,
            "title": article.title,
            "outlet": article.outlet,
            "agencies": list(article.agencies),
            "published": contract.published(article),
            "date": article.published.date if article.published else None,
            "language": article.language,
            "source": article.source,
            "version": article.version,
            "previous": article.previous,
            "added": article.added,
            "copies": [one for one in copies.get(article.id, ()) if one != article.id],
            "statements": len(findings.statements),
            "demands": len(findings.demands),
            "claims": len(findings.claims),
            "notices": [notice.text for notice in article.notices],
            **_reviewed(workspace.review(article.id)),
        }
        rows.append(row)
    return [row for row in rows if query.matches(row)]


def statements(workspace: Workspace, query: Query = ALL) -> list[Row]:
    """One row for each statement, article by article, in order of the text."""
    return _matching(workspace, query, "statements")


def demands(workspace: Workspace, query: Query = ALL) -> list[Row]:
    """One row for each demand."""
    return _matching(workspace, query, "demands")


def claims(workspace: Workspace, query: Query = ALL) -> list[Row]:
    """One row for each claim."""
    return _matching(workspace, query, "claims")


def findings(workspace: Workspace, query: Query = ALL) -> list[Row]:
    """One row for each statement, demand and claim, article by article, in order of the text."""
    return list(each_finding(workspace, query))


def each_finding(
    workspace: Workspace, query: Query = ALL, kinds: Sequence[Kind] = KINDS
) -> Iterator[Row]:
    """The rows of `findings` of these kinds, made one at a time."""
    table = _Table(workspace)
    for article in workspace.articles():
        found = workspace.findings(article.id)
        items = [item for kind in kinds for item in getattr(found, kind)]
        items.sort(key=_place)
        for item in items:
            row = table.row(item, article)
            if not query or query.matches(row):
                yield row


_place = attrgetter("start", "end")


def history(workspace: Workspace, target: str | None = None) -> list[Row]:
    """One row for each event, oldest first; `target` limits it to one finding or article."""
    names = _names(workspace)
    return [event_row(workspace, event, names) for event in workspace.events(target)]


def event_row(workspace: Workspace, event: Event, names: Mapping[str, str]) -> Row:
    """One event; `names` maps article ids to names."""
    home = event.anchor.article if event.anchor else event.target
    item = None
    if home not in names:
        item = workspace.present(event.target)
        home = item.article if item is not None and not isinstance(item, Article) else home
    return {**contract.event(event), "article": names.get(home)}


def _names(workspace: Workspace) -> dict[str, str]:
    return {row.id: row.name for row in workspace.every_version()}


def _matching(workspace: Workspace, query: Query, kind: Kind) -> list[Row]:
    table = _Table(workspace)
    found = (
        table.row(item, article)
        for article in workspace.articles()
        for item in getattr(workspace.findings(article.id), kind)
    )
    return [row for row in found if query.matches(row)]


class _Table:
    """What rows of findings are made from, looked up once."""

    def __init__(self, workspace: Workspace) -> None:
        story = workspace.story()
        self.names = {article.id: article.name for article in workspace.articles()}
        self.copies = {ident: len(same) for same in story.occurrences for ident in same}
        self.titles = dict(story.demand_titles)
        self.groups = contract.by_claim(story)
        self.reviews = workspace.reviews()

    def row(self, item: Statement | Demand | Claim, article: Article) -> Row:
        """The row of one finding."""
        row: Row = {}
        if isinstance(item, Demand):
            row["demand_title"] = self.titles.get(item.demand) or item.name or item.demand
        row.update(self._shape(item))
        published = article.published.date if article.published else None
        row["article"] = article.name
        row["article_id"] = article.id
        row["article_title"] = article.title
        row["outlet"] = article.outlet
        row["date"] = getattr(item, "when", None) or published
        row["occurrences"] = self.copies.get(item.id, 1)
        row.update(_reviewed(self.reviews.get(item.id, _UNREVIEWED)))
        return row

    def _shape(self, item: Statement | Demand | Claim) -> Row:
        if isinstance(item, Statement):
            return {"record": "statement", **contract.statement(item)}
        if isinstance(item, Demand):
            return {"record": "demand", **contract.demand(item, self.names)}
        return {"record": "claim", **contract.claim(item, self.groups)}


_UNREVIEWED = Review()


def _reviewed(review: Review) -> Row:
    return {
        "verdict": review.verdict,
        "inherited": review.inherited,
        "note": review.note,
        "tags": list(review.tags),
        "evidence": list(review.evidence),
        "reviewed_by": review.by or None,
        "reviewed": review.time or None,
    }
