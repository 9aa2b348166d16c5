"""Where a judged finding is now: by its id, else by its exact words, else nowhere.

The words are looked for in the newest version of the article that they were judged in, among the
findings of the same kind; of several equal passages the one with the same surroundings is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from store.records import Anchor, Article, Claim, Demand, Findings, Review, Statement

AROUND = 25

Finding = Statement | Demand | Claim


class Orphan(NamedTuple):
    """A review whose passage is no longer found, with what is known of it."""

    target: str
    review: Review
    anchor: Anchor | None


class Places(NamedTuple):
    """`now` maps every placed target to its present id, `lost` are the others."""

    now: dict[str, str]
    lost: tuple[str, ...]


def anchor(article: Article, start: int, end: int) -> Anchor:
    """The words of a span and up to 25 code points on either side."""
    text = article.text
    return Anchor(
        article=article.id,
        start=start,
        end=end,
        quote=text[start:end],
        prefix=text[max(0, start - AROUND) : start],
        suffix=text[end : end + AROUND],
    )


def place(
    targets: Iterable[str],
    anchors: Mapping[str, Anchor],
    articles: Sequence[Article],
    found: Mapping[str, Findings],
    newest: Mapping[str, str],
) -> Places:
    """Find every target among present articles and findings.

    `newest` maps the id of any stored version of an article to the id of its newest one.
    """
    texts = {article.id: article.text for article in articles}
    known = {*texts, *(item.id for findings in found.values() for item in everything(findings))}
    now: dict[str, str] = {}
    lost: list[str] = []
    by_words: dict[tuple[str, str, str], list[Finding]] | None = None
    for target in targets:
        if target in known:
            now[target] = target
            continue
        if newest.get(target) in texts:
            now[target] = newest[target]
            continue
        if by_words is None:
            by_words = _by_words(found)
        there = _match(target, anchors.get(target), by_words, texts, newest)
        if there is None:
            lost.append(target)
        else:
            now[target] = there
    return Places(now, tuple(lost))


def everything(findings: Findings) -> Iterable[Finding]:
    """Statements, demands and claims of one article."""
    yield from findings.statements
    yield from findings.demands
    yield from findings.claims


def _by_words(found: Mapping[str, Findings]) -> dict[tuple[str, str, str], list[Finding]]:
    index: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for findings in found.values():
        for item in everything(findings):
            index[item.article, item.id[:1], item.text].append(item)
    return index


def _match(
    target: str,
    was: Anchor | None,
    by_words: Mapping[tuple[str, str, str], list[Finding]],
    texts: Mapping[str, str],
    newest: Mapping[str, str],
) -> str | None:
    if was is None:
        return None
    article = newest.get(was.article, was.article)
    candidates = by_words.get((article, target[:1], was.quote), [])
    if not candidates:
        return None
    text = texts.get(article, "")

    def fit(item: Finding) -> tuple[int, int]:
        before = text[max(0, item.start - len(was.prefix)) : item.start]
        after = text[item.end : item.end + len(was.suffix)]
        same = _shared(before[::-1], was.prefix[::-1]) + _shared(after, was.suffix)
        return same, -abs(item.start - was.start)

    return max(candidates, key=fit).id


def _shared(left: str, right: str) -> int:
    length = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        length += 1
    return length
