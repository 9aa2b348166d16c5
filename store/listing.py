"""The workspace as rows: what `wirecopy articles|statements|demands|claims|history --json` prints.

A row is a dict with the keys of the JSON contract.  Every row of a finding also says where it
stands (`article`, the article's name) and what readers made of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from store import contract
from store.query import Query
from store.records import Article, Claim, Demand, Event, Review, Statement

if TYPE_CHECKING:
    from store.workspace import Workspace

Row = dict[str, Any]
ALL = Query()


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
    rows = [row for kind in ("statements", "demands", "claims") for row in _rows(workspace, kind)]
    order = {article.id: place for place, article in enumerate(workspace.articles())}
    rows.sort(key=lambda row: (order[row["article_id"]], row["start"], row["end"]))
    return [row for row in rows if query.matches(row)]


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


def _matching(workspace: Workspace, query: Query, kind: str) -> list[Row]:
    return [row for row in _rows(workspace, kind) if query.matches(row)]


def _rows(workspace: Workspace, kind: str) -> Iterator[Row]:
    found = workspace.all_findings()
    names = {article.id: article.name for article in workspace.articles()}
    copies = {ident: len(same) for same in workspace.story().occurrences for ident in same}
    titles = dict(workspace.story().demand_titles)
    for article in workspace.articles():
        for item in getattr(found[article.id], kind):
            titled = {"demand_title": _title(item, titles)} if isinstance(item, Demand) else {}
            yield {
                **titled,
                **_shape(item, names),
                **_placed(item, article),
                "occurrences": copies.get(item.id, 1),
                **_reviewed(workspace.review(item.id)),
            }


def _title(item: Demand, titles: Mapping[str, str]) -> str:
    return titles.get(item.demand) or item.name or item.demand


def _shape(item: Statement | Demand | Claim, names: Mapping[str, str]) -> Row:
    if isinstance(item, Statement):
        return {"record": "statement", **contract.statement(item)}
    if isinstance(item, Demand):
        return {"record": "demand", **contract.demand(item, names)}
    return {"record": "claim", **contract.claim(item)}


def _placed(item: Statement | Demand | Claim, article: Article) -> Row:
    published = article.published.date if article.published else None
    return {
        "article": article.name,
        "article_id": article.id,
        "article_title": article.title,
        "outlet": article.outlet,
        "date": getattr(item, "when", None) or published,
    }


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
