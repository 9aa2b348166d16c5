"""The workspace as rows: what `wirecopy articles|statements|demands|claims|history --json` prints.

A row is a dict with the keys of the JSON contract.  Every row of a finding also says where it
stands (`article`, the article's name) and what readers made of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import starmap
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

from store import contract, fulltext
from store.anchors import Finding, everything
from store.query import Query
from store.records import Article, Demand, Event, Review, Statement
from store.standing import UNREVIEWED

if TYPE_CHECKING:
    from store.workspace import Workspace

Row = dict[str, Any]
Located = tuple[Finding, Article]
Kind = Literal["statements", "demands", "claims"]
ALL = Query()
KINDS: tuple[Kind, ...] = ("statements", "demands", "claims")


def articles(workspace: Workspace, query: Query = ALL) -> list[Row]:
    """One row for each article, in the order they were added."""
    copies = {ident: group for group in workspace.story().copies for ident in group}
    rows = []
    for article in workspace.articles():
        findings = workspace.findings_once(article.id)
        row: Row = {
            "id": article.id,
            "record": "article",
            "article": article.name,
            "title": article.title,
            "outlet": article.outlet,
            "agencies": list(article.agencies),
            "published": contract.published(article),
            "date": day(article),
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
            **reviewed(workspace.review(article.id)),
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
    known = Known(workspace)
    return starmap(known.row, located(workspace, known, query, kinds))


def located(
    workspace: Workspace, known: Known, query: Query = ALL, kinds: Sequence[Kind] = KINDS
) -> Iterator[Located]:
    """The findings of `each_finding` themselves, each with its article."""
    words = fulltext.read(workspace.path) if query else None
    if words is not None:
        shown = {kind[0] for kind in kinds}
        fitting = fulltext.found_in(workspace, words, query)
        yield from _by_id(workspace, known, (ident for ident in fitting if ident[0] in shown))
        return
    for article in workspace.articles():
        found = workspace.findings_once(article.id)
        items: list[Finding] = [item for kind in kinds for item in getattr(found, kind)]
        items.sort(key=_place)
        for item in items:
            if not query or query.matches(known.row(item, article)):
                yield item, article


def rows_of(workspace: Workspace, ids: Iterable[str]) -> Iterator[Row]:
    """The rows of these findings, in the order given; ids of nothing are passed over."""
    known = Known(workspace)
    return starmap(known.row, _by_id(workspace, known, ids))


def _by_id(workspace: Workspace, known: Known, ids: Iterable[str]) -> Iterator[Located]:
    owners = workspace.library.owners()
    held: dict[str, Finding] = {}
    for ident in ids:
        owner = owners.get(ident)
        if owner is None:
            continue
        if ident not in held:
            held = {item.id: item for item in everything(workspace.findings_once(owner))}
        yield held[ident], known.articles[owner]


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
    if query:
        return list(each_finding(workspace, query, (kind,)))
    known = Known(workspace)
    return [
        known.row(item, article)
        for ident, article in known.articles.items()
        for item in getattr(workspace.findings(ident), kind)
    ]


class Known:
    """What rows of findings are made from beside the finding and its article, looked up once.

    `names` are those of articles by id, `copies` how often a finding occurs in copies, `titles`
    those of demands, `groups` the groups of claims, `reviews` what readers made of findings.
    """

    def __init__(self, workspace: Workspace) -> None:
        story = workspace.story()
        self.articles = workspace.library.present()
        self.names = dict(zip(self.articles, workspace.library.names(), strict=True))
        self.copies = {ident: len(same) for same in story.occurrences for ident in same}
        self.titles = dict(story.demand_titles)
        self.groups = contract.by_claim(story)
        self.reviews: Mapping[str, Review] = workspace.reviews()

    def row(self, item: Finding, article: Article) -> Row:
        """The row of one finding."""
        row = self.shape(item)
        row.update(home(article))
        row["date"] = getattr(item, "when", None) or day(article)
        row["occurrences"] = self.copies.get(item.id, 1)
        row.update(reviewed(self.reviews.get(item.id, UNREVIEWED)))
        return row

    def shape(self, item: Finding) -> Row:
        """The part of a row that the finding alone decides."""
        if isinstance(item, Statement):
            return {"record": "statement", **contract.statement(item)}
        if isinstance(item, Demand):
            title = self.title(item)
            return {"demand_title": title, "record": "demand", **contract.demand(item, self.names)}
        return {"record": "claim", **contract.claim(item, self.groups)}

    def title(self, item: Demand) -> str:
        """What a demand is called in the catalogue, else by its own name or key."""
        return self.titles.get(item.demand) or item.name or item.demand


def home(article: Article) -> Row:
    """The part of a row that is the same for all findings of an article."""
    return {
        "article": article.name,
        "article_id": article.id,
        "article_title": article.title,
        "outlet": article.outlet,
    }


def day(article: Article) -> str | None:
    """The date of an article as far as it is known."""
    return article.published.date if article.published else None


def reviewed(review: Review) -> Row:
    """The part of a row that readers decide."""
    return {
        "verdict": review.verdict,
        "inherited": review.inherited,
        "note": review.note,
        "tags": list(review.tags),
        "evidence": list(review.evidence),
        "reviewed_by": review.by or None,
        "reviewed": review.time or None,
    }
