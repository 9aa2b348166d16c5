"""Which articles are not independent sources: copies and shared passages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import Literal

import msgspec

from analysis.copies_compare import PASSAGE, Comparer, Evidence
from analysis.copies_index import sampling
from analysis.copies_join import Run, Verified, candidates, here, index_of, joined, verified
from analysis.copies_retold import retellings
from analysis.copies_same import Print, matches, printed
from analysis.copies_words import story
from store.records import Article, CopyLink, Findings

Grouping = Literal["strict", "usual", "loose"]
LEAST: dict[Grouping, float] = {"strict": 0.5, "usual": 0.0, "loose": 0.15}
WHOLE, LITTLE = 0.995, 0.3
LOOKED_AT = 1_000
KEPT = 200
"""So many articles are kept ready for a comparison with others."""


def links(articles: Sequence[Article], run: Run = here) -> tuple[CopyLink, ...]:
    """Every pair that is a copy or shares a passage, strongest first.

    The articles must have been read (`engine.read`): their boilerplate does not count.  A copy has
    45 % of the shorter text's word 3-grams in common, or 20 % if they stand in eight of its tenths
    (a text read by machine, or worked over); a passage is a common run of twelve words.  `run` says
    where the parts of the work are done.
    """
    index = index_of(articles, density(articles), run)
    found = verified(candidates(index, run), articles.__getitem__, run)
    return with_retellings(articles, (link(one, articles) for one in sorted(found)))


def density(articles: Sequence[Article]) -> int:
    """At one word in how many the articles are indexed; the length of many is estimated."""
    step = -(-len(articles) // LOOKED_AT) or 1
    return sampling(step * sum(len(one.text) for one in islice(articles, 0, None, step)))


def with_retellings(articles: Sequence[Article], found: Iterable[CopyLink]) -> tuple[CopyLink, ...]:
    """Links, and copies that only tell the same in other words; strongest first.

    `found` are in the order of the articles.
    """
    links = {(one.left, one.right): one for one in found}
    copied = (pair for pair, one in links.items() if one.relation == "copy")
    for left, right, retold in retellings(articles, copied):
        stories = {number: story(articles[number]) for number in (left, right)}
        evidence = Comparer(stories).evidence(left, right, copied=True)
        if evidence is not None:
            one = link(Verified(left, right, evidence), articles)
            quotes = f", {retold.quotes} of them with a quotation" if retold.quotes else ""
            said = f"{retold.rows} sentences{quotes}, in the same order in other words"
            why = f"probably two translations of one text: {said}"
            links[one.left, one.right] = msgspec.structs.replace(one, why=why)
    return ranked(links.values())


def ranked(found: Iterable[CopyLink]) -> tuple[CopyLink, ...]:
    """Links as they are shown: copies first, those with most in common first."""
    return tuple(
        sorted(found, key=lambda link: (link.relation != "copy", -link.containment, -link.jaccard))
    )


def link(pair: Verified, articles: Sequence[Article]) -> CopyLink:
    """A pair of the articles as it is kept and shown."""
    evidence = pair.evidence
    return CopyLink(
        articles[pair.left].id,
        articles[pair.right].id,
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
        if (link.relation == "copy" and grouping == "loose")
        or (link.containment >= least and (link.relation == "copy" or grouping == "loose"))
    ]
    return tuple(map(tuple, joined([article.id for article in articles], copied)))


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
        if len(joined(group, ((one.left, one.right) for one in strong))) == 1:
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

    @lru_cache(maxsize=KEPT)
    def text(id_: str) -> Print:
        return printed(*by_article[id_])

    pairs: list[tuple[str, str]] = []
    for link in sorted(links, key=lambda link: (link.left, link.right)):
        if link.left in by_article and link.right in by_article:
            pairs += matches(text(link.left), text(link.right), link.relation == "copy")
    ids = dict.fromkeys(
        item.id
        for one in found
        for items in (one.statements, one.demands, one.claims)
        for item in items
    )
    return tuple(tuple(group) for group in joined(ids, pairs) if len(group) > 1)
