"""Which articles are not independent sources: copies and shared passages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from functools import lru_cache, partial
from typing import Literal

import msgspec

from analysis import copies_link
from analysis.copies_compare import Comparer
from analysis.copies_index import FOUND, sampling
from analysis.copies_join import Held, Run, Shelf, candidates, here, index_of, joined, verified
from analysis.copies_retold import TRANSLATIONS, landmarks, retellings
from analysis.copies_same import Print, matches, printed
from analysis.copies_words import story
from store.records import Article, CopyLink, Findings

Grouping = Literal["strict", "usual", "loose"]
LEAST: dict[Grouping, float] = {"strict": 0.5, "usual": 0.0, "loose": 0.15}
NEWS_LETTERS = 2_500
TOGETHER = 32
"""Articles whose landmarks are found together."""
KEPT = 200
"""So many articles are kept ready for a comparison with others."""


def links(
    articles: Sequence[Article],
    run: Run = here,
    shelf: Shelf | None = None,
    thorough: bool = False,
) -> tuple[CopyLink, ...]:
    """Every pair that is a copy or shares a passage, strongest first.

    The articles must have been read (`engine.read`): their boilerplate does not count.  A copy has
    45 % of the shorter text's word 3-grams in common, or 20 % if they stand in eight of its tenths
    (a text read by machine, or worked over); a passage is a common run of twelve words.  `run` says
    where the parts of the work are done, `shelf` where the parts have the articles from; `thorough`
    finds most of the short passages among more than 24 million words too, at twice the cost.
    """
    shelf = shelf or Held(articles)
    index = index_of(shelf, density(shelf, thorough), run)
    found = verified(candidates(index, run), shelf, run)
    return with_retellings(articles, (one.link for one in found), run, shelf)


def density(shelf: Shelf, thorough: bool = False) -> int:
    """At one word in how many the articles are indexed."""
    return sampling(sum(shelf.letters), thorough)


def missed(one_in: int) -> str:
    """What a reader should know of an index at one word in so many; "" where nothing is missed."""
    if FOUND[one_in] == 1:
        return ""
    share = round(10 * FOUND[one_in])
    return f"among so many articles about {share} in 10 short passages that two share are found"


def missed_among(articles: int) -> str:
    """The same of so many articles of a workspace, taken to be as long as news mostly is."""
    return missed(sampling(articles * NEWS_LETTERS, thorough=True))


def with_retellings(
    articles: Sequence[Article],
    found: Iterable[CopyLink],
    run: Run = here,
    shelf: Shelf | None = None,
) -> tuple[CopyLink, ...]:
    """Links, and copies that only tell the same in other words; strongest first.

    `found` are in the order of the articles.  Texts that two different agencies are credited for,
    by themselves or by their copies, are two reports and no retelling.
    """
    links = {(one.left, one.right): one for one in found}
    copied = [pair for pair, one in links.items() if one.relation == "copy"]
    credit: dict[str, frozenset[str]] = {}
    marks = partial(_landmarks, shelf or Held(articles), run)
    for left, right, retold in retellings(articles, copied, marks):
        credit = credit or _credited(articles, copied)
        theirs = credit[articles[left].id], credit[articles[right].id]
        if all(theirs) and theirs[0].isdisjoint(theirs[1]):
            continue
        stories = {number: story(articles[number]) for number in (left, right)}
        evidence = Comparer(stories).evidence(left, right, copied=True)
        if evidence is not None:
            one = copies_link.link(articles[left].id, articles[right].id, evidence)
            quotes = f", {retold.quotes} of them with a quotation" if retold.quotes else ""
            said = f"{retold.rows} sentences{quotes}, in the same order in other words"
            why = f"{TRANSLATIONS}: {said}"
            links[one.left, one.right] = msgspec.structs.replace(one, why=why)
    return ranked(links.values())


def _landmarks(shelf: Shelf, run: Run) -> list[frozenset[str]]:
    """The landmarks of all articles, of which equal ones are held once."""
    size = len(shelf.letters)
    parts = (shelf.some(range(at, min(at + TOGETHER, size))) for at in range(0, size, TOGETHER))
    one: dict[str, str] = {}
    return [
        frozenset(one.setdefault(mark, mark) for mark in marks)
        for part in run(landmarks, parts)
        for marks in part
    ]


def _credited(
    articles: Sequence[Article], copied: Sequence[tuple[str, str]]
) -> dict[str, frozenset[str]]:
    """The agencies credited for each article, by its id, in it or in a copy of it."""
    named = {article.id: article.agencies for article in articles}
    found: dict[str, frozenset[str]] = {}
    for group in joined(list(named), copied):
        agencies = frozenset(agency for one in group for agency in named[one])
        found.update(dict.fromkeys(group, agencies))
    return found


def ranked(found: Iterable[CopyLink]) -> tuple[CopyLink, ...]:
    """Links as they are shown: copies first, those with most in common first."""
    return tuple(
        sorted(found, key=lambda link: (link.relation != "copy", -link.containment, -link.jaccard))
    )


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
    last: CopyLink | None = None
    parts = {one: {one} for one in group}
    for link in sorted(inside, key=lambda link: -link.containment):
        left, right = sorted((parts[link.left], parts[link.right]), key=len)
        if left is not right:
            right |= left
            parts.update(dict.fromkeys(left, right))
            last = link
    return last if last and len(parts[last.left]) == len(members) else None


def occurrences(
    articles: Sequence[Article], found: Sequence[Findings], links: Sequence[CopyLink]
) -> tuple[tuple[str, ...], ...]:
    """Sets of finding ids that are the same finding printed in copies of one text.

    `found` holds the findings of the articles in their order.  Same words, same sort of finding, in
    copied text, and no other speaker: a re-attributed statement is another statement.
    """
    number = {article.id: at for at, article in enumerate(articles)}

    @lru_cache(maxsize=KEPT)
    def text(at: int) -> Print:
        return printed(articles[at], found[at])

    pairs: list[tuple[str, str]] = []
    linked: set[int] = set()
    for link in sorted(links, key=lambda link: (link.left, link.right)):
        if link.left in number and link.right in number:
            left, right = number[link.left], number[link.right]
            pairs += matches(text(left), text(right), link.relation == "copy")
            linked |= {left, right}
    known = {one for pair in pairs for one in pair}
    ids = dict.fromkeys(ident for at in sorted(linked) for ident in _ids(found[at], known))
    return tuple(tuple(group) for group in joined(ids, pairs) if len(group) > 1)


def _ids(found: Findings, known: Set[str]) -> list[str]:
    """The ids of those findings that are known, in order."""
    sorts = (found.statements, found.demands, found.claims)
    return [item.id for items in sorts for item in items if item.id in known]
