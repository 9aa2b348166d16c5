"""Which articles are not independent sources: copies and shared passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Literal, TypeVar

from analysis.copies_compare import PASSAGE, Comparer, Evidence, story_text
from analysis.copies_index import Index
from analysis.copies_same import matches
from store.records import Article, CopyLink, Findings

Key = TypeVar("Key", bound=Hashable)
Grouping = Literal["strict", "usual", "loose"]
LEAST: dict[Grouping, float] = {"strict": 0.5, "usual": 0.0, "loose": 0.15}
WHOLE, LITTLE = 0.995, 0.3
SHORT = 400


def links(articles: Sequence[Article]) -> tuple[CopyLink, ...]:
    """Every pair that is a copy or shares a passage, strongest first.

    The articles must have been read (`engine.read`): their boilerplate does not count.  A copy has
    45 % of the shorter text's word 3-grams in common, or 20 % if they stand in eight of its tenths
    (a text read by machine, or worked over); a passage is a common run of twelve words.
    """
    lengths = [len(article.text) for article in articles]
    index = Index(sum(lengths), len(lengths))
    for article in articles:
        index.add(story_text(article))
    compare = Comparer(articles)
    pairs = set(index.pairs()) | set(_equal_short(articles, lengths))
    found = []
    for left, right in sorted(pairs):
        evidence = compare.evidence(left, right)
        if evidence is not None:
            found.append(_link(articles[left], articles[right], evidence))
    return tuple(
        sorted(found, key=lambda link: (link.relation != "copy", -link.containment, -link.jaccard))
    )


def _equal_short(articles: Sequence[Article], lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Texts too short for the index, where they are the same."""
    seen: dict[str, int] = {}
    for number, length in enumerate(lengths):
        if length < SHORT:
            words = story_text(articles[number]).split()
            key = " ".join(words)
            if len(words) >= 3 and key in seen:
                yield seen[key], number
            seen.setdefault(key, number)


def _link(left: Article, right: Article, evidence: Evidence) -> CopyLink:
    return CopyLink(
        left.id,
        right.id,
        evidence.relation,
        round(evidence.containment, 4),
        round(evidence.jaccard, 4),
        evidence.words,
        why(evidence),
    )


def why(evidence: Evidence) -> str:
    """The evidence as a reader is told it."""
    run = f"common run of {evidence.run} words"
    if evidence.relation == "shares-passage":
        if evidence.run < PASSAGE:
            return f"a passage with small edits, {evidence.run} words of it in a row"
        return run if evidence.words <= evidence.run else f"{run}, {evidence.words} words in all"
    if evidence.containment >= WHOLE:
        return f"all of the shorter text; {run}"
    share = f"{round(100 * evidence.containment)} % of the shorter text"
    if evidence.containment < LITTLE:
        spread = f"shared wording in {evidence.parts} of its 10 parts"
        return f"{share} word for word, {spread}; {run}"
    return f"{share}; {run}"


def _joined(items: Iterable[Key], pairs: Iterable[tuple[Key, Key]]) -> list[list[Key]]:
    """Items in groups: those that a chain of pairs connects, each group in the order of items."""
    above = {item: item for item in items}

    def top(item: Key) -> Key:
        while above[item] != item:
            above[item] = above[above[item]]
            item = above[item]
        return item

    for left, right in pairs:
        if left in above and right in above:
            above[top(right)] = top(left)
    grouped: dict[Key, list[Key]] = defaultdict(list)
    for item in above:
        grouped[top(item)].append(item)
    return list(grouped.values())


def groups(
    articles: Sequence[Article], found: Sequence[CopyLink], grouping: Grouping = "usual"
) -> tuple[tuple[str, ...], ...]:
    """Article ids by copy group; an article without copies is a group of its own.

    Only copies join a group, shared passages do not.  "strict" asks for half of the shorter text in
    common word 5-grams, "loose" is content with a passage that makes 15 % of it.
    """
    least = LEAST[grouping]
    copied = [
        (link.left, link.right)
        for link in found
        if link.containment >= least and (link.relation == "copy" or grouping == "loose")
    ]
    return tuple(map(tuple, _joined([article.id for article in articles], copied)))


def weakest(group: Sequence[str], found: Sequence[CopyLink]) -> CopyLink | None:
    """The weakest link that holds a group together: without it and weaker ones the group splits."""
    members = set(group)
    inside = [
        link
        for link in found
        if link.relation == "copy" and link.left in members and link.right in members
    ]
    for number, link in enumerate(sorted(inside, key=lambda link: -link.containment), start=1):
        strong = sorted(inside, key=lambda link: -link.containment)[:number]
        if len(_joined(group, ((one.left, one.right) for one in strong))) == 1:
            return link
    return None


def occurrences(
    articles: Sequence[Article], found: Sequence[Findings], links: Sequence[CopyLink]
) -> tuple[tuple[str, ...], ...]:
    """Sets of finding ids that are the same finding printed in copies of one text.

    `found` holds the findings of the articles in their order.  Same words, same sort of finding, in
    copied text, and no other speaker: a re-attributed statement is another statement.
    """
    by_article = {
        article.id: (article, item) for article, item in zip(articles, found, strict=True)
    }
    pairs: list[tuple[str, str]] = []
    for link in links:
        if link.left in by_article and link.right in by_article:
            pairs += matches(by_article[link.left], by_article[link.right], link.relation == "copy")
    ids = dict.fromkeys(
        item.id
        for one in found
        for items in (one.statements, one.demands, one.claims)
        for item in items
    )
    return tuple(tuple(group) for group in _joined(ids, pairs) if len(group) > 1)
