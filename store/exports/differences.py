"""What copies and new versions changed: pairs of articles, compared, and a row for each finding.

What compares comes from the caller, in the scope: this room knows no alignment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from store.anchors import everything
from store.exports.provenance import Row
from store.records import Alignment, Article, CopyLink

if TYPE_CHECKING:
    from store.exports.scope import Scope
    from store.workspace import Workspace

KEYS = ("what", "kind", "left", "right", "before", "after", "who")


class Pair(NamedTuple):
    """Two articles to compare, the earlier at the left, and why: "copy" or "version"."""

    left: Article
    right: Article
    relation: str
    why: str


class Comparison(NamedTuple):
    """A pair, its alignment, and the rows of what was dropped, added and altered.

    `texts` are the words of the findings of both, by id.
    """

    pair: Pair
    alignment: Alignment
    rows: list[Row]
    texts: dict[str, str]


def pairs(workspace: Workspace) -> Iterator[Pair]:
    """Each article with its former version, and each copy with the earliest it is linked with.

    A group of n copies makes n - 1 pairs: in order of their dates, if all have one, else of the
    workspace.
    """
    articles = workspace.articles()
    known = {article.id: article for article in articles}
    for article in articles:
        before = workspace.article(article.previous) if article.previous else None
        if before is not None:
            yield Pair(before, article, "version", f"version {article.version} of one source")
    story = workspace.story()
    place = {article.id: number for number, article in enumerate(articles)}
    linked: dict[str, list[CopyLink]] = {}
    for link in story.links:
        if link.relation == "copy":
            linked.setdefault(link.left, []).append(link)
            linked.setdefault(link.right, []).append(link)
    for group in story.copies:
        members = [known[one] for one in group if one in known]
        dated = all(one.published for one in members)
        members.sort(
            key=lambda one: (one.published.date if dated and one.published else "", place[one.id])
        )
        rank = {one.id: number for number, one in enumerate(members)}
        for number, article in enumerate(members):
            ends = [
                (rank[other], link)
                for link in linked.get(article.id, ())
                if rank.get(other := _other(link, article.id), number) < number
            ]
            if ends:
                first, link = min(ends, key=lambda end: end[0])
                yield Pair(members[first], article, "copy", link.why)


def _other(link: CopyLink, article: str) -> str:
    return link.right if link.left == article else link.left


def compared(workspace: Workspace, scope: Scope) -> Iterator[Comparison]:
    """The pairs with what changed in them; none where the scope cannot compare."""
    if scope.align is None:
        return
    for pair in pairs(workspace):
        alignment = scope.align(pair.left, pair.right)
        sides = workspace.findings(pair.left.id), workspace.findings(pair.right.id)
        looked = scope.differ is not None and all(side.engine for side in sides)
        found = scope.differ(*sides, alignment) if scope.differ and looked else ()
        texts = {one.id: one.text for side in sides for one in everything(side)}
        yield Comparison(pair, alignment, [_row(pair, item) for item in found], texts)


def rows(workspace: Workspace, scope: Scope, held: Collection[str] | None = None) -> Iterator[Row]:
    """A row for each finding that a copy or version dropped, added or altered.

    Only those about findings of `held`, where it is given.
    """
    for comparison in compared(workspace, scope) if scope.differ else ():
        for row in comparison.rows:
            if held is None or row["left"] in held or row["right"] in held:
                yield row


def _row(pair: Pair, change: object) -> Row:
    """`left` and `right` are ids of findings, "" where that side has none."""
    told = {key: getattr(change, key) for key in KEYS}
    return {
        "record": "change",
        "relation": pair.relation,
        "left_article": pair.left.name,
        "left_article_id": pair.left.id,
        "right_article": pair.right.name,
        "right_article_id": pair.right.id,
        **told,
    }
