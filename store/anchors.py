"""Where a judged finding is now: by its id, its exact words, words much like them, else nowhere.

The words are looked for in the newest version of the article that they were judged in, among the
findings of the same kind; of several equal passages the one with the same surroundings is taken.
Words that changed are taken for the same passage only if they are alike, no other passage is nearly
as much alike, and every number and every negation in them is the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from store.records import Anchor, Article, Claim, Demand, Findings, Review, Statement

AROUND = 25
ALIKE = 75.0
"""Least likeness of two wordings, 0..100 (rapidfuzz `ratio`); a changed clause stays above it."""
LEAD = 0.05
"""By how much the best passage must be ahead of the next to be taken."""

Finding = Statement | Demand | Claim


class Orphan(NamedTuple):
    """A review whose passage is no longer found, with what is known of it."""

    target: str
    review: Review
    anchor: Anchor | None


class Places(NamedTuple):
    """`now` maps every placed target to its present id, `lost` are the others.

    `guessed` are those whose words changed, with the likeness, 0..1.
    """

    now: dict[str, str]
    lost: tuple[str, ...]
    guessed: dict[str, float]


class Present(NamedTuple):
    """What there is now: texts and findings of the newest versions, and all their ids.

    `newest` maps the id of any stored version of an article to the id of its newest one.
    """

    texts: Mapping[str, str]
    found: Mapping[str, Findings]
    known: Collection[str]
    newest: Mapping[str, str]


def anchor(article: Article, start: int, end: int) -> Anchor:
    """The words of a span and up to 25 code points on either side."""
    text = article.text
    before = text[start - AROUND if start > AROUND else 0 : start]
    return Anchor(article.id, start, end, text[start:end], before, text[end : end + AROUND])


def place(
    targets: Iterable[str],
    anchors: Mapping[str, Anchor],
    attached: Mapping[str, str],
    present: Present,
) -> Places:
    """Find every target among present articles and findings.

    `attached` are those that a reader has placed.  Only articles that were judged are looked into.
    """
    now: dict[str, str] = {}
    lost: list[str] = []
    guessed: dict[str, float] = {}
    for target in targets:
        there, likeness = _find(target, anchors.get(target), attached.get(target), present)
        if there is None:
            lost.append(target)
            continue
        now[target] = there
        if likeness < 1:
            guessed[target] = likeness
    return Places(now, tuple(lost), guessed)


def everything(findings: Findings) -> Iterable[Finding]:
    """Statements, demands and claims of one article."""
    yield from findings.statements
    yield from findings.demands
    yield from findings.claims


def _find(
    target: str, was: Anchor | None, attached: str | None, present: Present
) -> tuple[str | None, float]:
    if attached is not None and attached in present.known:
        return attached, 1.0
    if target in present.texts or target in present.known:
        return target, 1.0
    if present.newest.get(target) in present.texts:
        return present.newest[target], 1.0
    if was is None:
        return None, 0.0
    article = present.newest.get(was.article, was.article)
    findings = present.found.get(article)
    if findings is None:
        return None, 0.0
    same_kind = [item for item in everything(findings) if item.id[:1] == target[:1]]
    text = present.texts.get(article, "")
    exact = [item for item in same_kind if item.text == was.quote]
    if exact:
        return max(exact, key=lambda item: _fit(item, was, text)).id, 1.0
    return _alike(same_kind, was, text)


def _fit(item: Finding, was: Anchor, text: str) -> tuple[int, int]:
    before, after = _around(item, was, text)
    same = _shared(before[::-1], was.prefix[::-1]) + _shared(after, was.suffix)
    return same, -abs(item.start - was.start)


def _around(item: Finding, was: Anchor, text: str) -> tuple[str, str]:
    before = text[max(0, item.start - len(was.prefix)) : item.start]
    return before, text[item.end : item.end + len(was.suffix)]


def _alike(items: Sequence[Finding], was: Anchor, text: str) -> tuple[str | None, float]:
    """The one passage whose words are much like those judged, and how much, 0..1."""
    from rapidfuzz import fuzz

    facts = _facts(was.quote)
    found: list[tuple[float, str]] = []
    for item in items:
        words = fuzz.ratio(was.quote, item.text, score_cutoff=ALIKE)
        if not words or _facts(item.text) != facts:
            continue
        before, after = _around(item, was, text)
        around = (fuzz.ratio(was.prefix, before) + fuzz.ratio(was.suffix, after)) / 2
        found.append((round((0.7 * words + 0.3 * around) / 100, 3), item.id))
    found.sort(reverse=True)
    if not found or (len(found) > 1 and found[0][0] - found[1][0] < LEAD):
        return None, 0.0
    return found[0][1], min(found[0][0], 0.99)


def _facts(words: str) -> list[str]:
    """What must not differ: numbers and negations, in order."""
    return [match.group().casefold() for match in _FACT.finditer(words)]


_FACT = re.compile(
    r"\d+(?:[.,]\d+)*%?|\b(?:not|no|nor|never|none|nothing|nobody|neither|without|cannot)\b|n[’']t\b",
    re.IGNORECASE,
)


def _shared(left: str, right: str) -> int:
    length = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        length += 1
    return length
