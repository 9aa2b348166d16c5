"""The articles that share text as a graph: rows below the one they are from, with the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from analysis import copies, provenance
from analysis.align import align
from analysis.provenance import Arrow
from store.records import Article, CopyLink
from tui import display
from tui.panes.diff_rows import stretch
from tui.wording import quoted

if TYPE_CHECKING:
    from tui.session import Session

LONGEST_PASSAGE = 400


class Node(NamedTuple):
    """A row: an article below the one it is from, or a pair that shares a passage.

    `told` are the reasons; `other` is the article to compare it with.
    """

    article: str
    other: str
    label: str
    depth: int
    told: tuple[str, ...] = ()
    head: tuple[str, ...] = ()


def nodes(session: Session, ids: Sequence[str]) -> list[Node]:
    """The rows for articles that share text: copy groups first, then shared passages."""
    known = {one: session.article_by_id[one] for one in ids}
    names = {one: session.label(one) for one in ids}
    links = [one for one in session.story.links if one.left in known and one.right in known]
    arrows = provenance.arrows(list(known.values()), links)
    pairs = list(zip(links, arrows, strict=True))
    found: list[Node] = []
    groups = dict.fromkeys(session.group_of(one) for one in ids)
    for group in groups:
        if len(group) > 1:
            found += _group(group, pairs, names, known)
    inside = {one: group for group in groups for one in group}
    between = [(a, b) for a, b in pairs if inside[a.left] is not inside[a.right]]
    for number, (link, arrow) in enumerate(between):
        node = _passage(link, arrow, known, names)
        found.append(node._replace(head=("Text in common",)) if number == 0 else node)
    return found


def _group(
    group: tuple[str, ...],
    pairs: Sequence[tuple[CopyLink, Arrow]],
    names: dict[str, str],
    known: dict[str, Article],
) -> Iterator[Node]:
    """The articles of a copy group as a tree, each below the one it is from."""
    own = [(link, arrow) for link, arrow in pairs if {link.left, link.right} <= set(group)]
    links, arrows = [link for link, _ in own], [arrow for _, arrow in own]
    head = [f"{len(group)} copies of one text", provenance.headed(group, arrows, names)]
    first_of_all = provenance.earliest([known[one] for one in group if one in known])
    if first_of_all and first_of_all.published:
        head.append(f"earliest: {names[first_of_all.id]}, {first_of_all.published.date}")
    weak = copies.weakest(group, links)
    if weak is not None and len(group) > 2:
        head.append(f"weakest pair: {names[weak.left]} and {names[weak.right]}, {weak.why}")
    above: dict[str, tuple[CopyLink, Arrow]] = {}
    for link, arrow in own:
        if arrow.taker and arrow.taker not in above and not _is_below(arrow, above):
            above[arrow.taker] = link, arrow
    first = True
    for one, depth in _walked(group, above):
        told, other = [], next((one_ for one_ in group if one_ != one), "")
        if one in above:
            link, arrow = above[one]
            told = [provenance.told(arrow, names), f"{arrow.sort}: {link.why}"]
            other = arrow.source
        elif depth == 0 and not first:
            told = _alone(one, own, names)
        yield Node(
            one, other, names.get(one, "?"), depth, tuple(told), tuple(head) if first else ()
        )
        first = False


def _is_below(arrow: Arrow, above: dict[str, tuple[CopyLink, Arrow]]) -> bool:
    """Whether the source stands below the taker already: a circle makes no tree."""
    one = arrow.source
    while one in above:
        one = above[one][1].source
        if one == arrow.taker:
            return True
    return one == arrow.taker


def _walked(
    group: Sequence[str], above: dict[str, tuple[CopyLink, Arrow]]
) -> Iterator[tuple[str, int]]:
    """The articles from the sources down, with their depth."""
    below: dict[str, list[str]] = {}
    for one in group:
        if one in above:
            below.setdefault(above[one][1].source, []).append(one)
    waiting = [(one, 0) for one in reversed(group) if one not in above]
    while waiting:
        one, depth = waiting.pop()
        yield one, depth
        waiting += [(taker, depth + 1) for taker in reversed(below.get(one, []))]


def _alone(one: str, own: Sequence[tuple[CopyLink, Arrow]], names: dict[str, str]) -> list[str]:
    """Why an article without a source is in the group."""
    for link, arrow in own:
        if one in (link.left, link.right):
            pair = f"{names[link.left]} and {names[link.right]}"
            return [f"{pair}: {provenance.told(arrow, names)}", f"{arrow.sort}: {link.why}"]
    return ["put here by a reader"]


def _passage(
    link: CopyLink, arrow: Arrow, known: dict[str, Article], names: dict[str, str]
) -> Node:
    """Two articles that are no copies, and what they have in common."""
    source, taker = arrow.source or link.left, arrow.taker or link.right
    sign = "─▸" if arrow.source else "──"
    label = f"{names[source]} {sign} {names[taker]}"
    if arrow.outside and not arrow.source:
        label = f"{display.line(arrow.outside, 30)} ─▸ {names[source]}, {names[taker]}"
    what = "copy, split off by a reader" if link.relation == "copy" else "shares a passage"
    told = [provenance.told(arrow, names), f"{what}: {link.why}"]
    if words := _words(known[link.left], known[link.right]):
        told.append(words)
    return Node(taker, source, label, 0, tuple(told))


def _words(left: Article, right: Article) -> str:
    """The longest part of a sentence that both have word for word."""
    texts = [stretch(left.text, row) for row in align(left, right).rows]
    longest = display.line(max(texts, key=len, default=""), LONGEST_PASSAGE)
    return f"both: {quoted(longest)}" if longest else ""
