"""The claims of one article to the questions that they answer, and the names that tell its story.

Everything here is of one article alone, so that it can be done where the article is; `grouping`
puts together what many articles ask.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from analysis import moments, text
from analysis.claims.alike import Member
from analysis.claims.contents import named, small
from analysis.claims.counting import LONG_TIME
from analysis.claims.questions import Question, question
from analysis.claims.weighing import cue, lows
from store.records import Article, Claim, Findings, Record

CALENDAR = frozenset((*moments.MONTHS, *moments.DAYS))
SALIENT = 20
"""So many names stand for an article when stories are told apart."""
CHIEF = 4
"""So many names of an article may be where its story takes place."""
AGAIN = 400
"""So many characters after a number "the figure" or a bare number can be another for it."""
LEAST = 4
"""A smaller number is taken up by no other claim: "the two sides"."""
PART = 3
"""Where the base of a toll tells its part."""
FRONTED = re.compile(r"(?:In|At|Near|Around) (?:the )?([A-Z][\w’'-]+)")
COUNTER = 250
"""So many characters after a claim another voice may still speak against it."""
YEAR_BEFORE = re.compile(r"\b((?:19|20)\d\d),? (?:when|in which|during which|that|which) ")
YEAR_REACH = 12
"""So near before a claim stands the year that it speaks of."""
SMALL = re.compile(r"[a-z](?<=\b[a-z])[\w’'-]+")
WITHIN = r"[A-Z](?<=\b[A-Z])(?<![.!?“\"]\s[A-Z])(?<![\n“\"][A-Z])(?<!^[A-Z])[\w’'-]+"
NAME = re.compile(WITHIN)
"""A word with a capital letter where no sentence and no quotation begins."""
CAPITAL = re.compile(rf"({WITHIN})|[A-Z](?<=\b[A-Z])[\w’'-]+")
"""Any word with a capital letter; the group is one of `NAME`."""


class Named(Record, frozen=True, gc=False):
    """What an article names.

    name: its own; words: (word with a capital letter, how often, how often where no sentence
    begins), in the order of the text; others: further names within sentences; small: its words
    with a small letter; claims: how many claims it has.
    """

    name: str
    words: tuple[tuple[str, int, int], ...]
    others: tuple[str, ...]
    small: tuple[str, ...]
    claims: int = 0

    def within(self) -> Iterable[str]:
        """What is a name within its sentences."""
        yield from (word for word, _, sure in self.words if sure)
        yield from self.others

    def salient(self, known: Container[str] = ()) -> list[str]:
        """The names that stand for the article, most frequent first, without days and months.

        What begins a sentence is a name only if it is `known` as one.
        """
        counts: Counter[str] = Counter()
        for word, often, sure in self.words:
            count = often if word in known else sure
            if count:
                counts[named(word)] += count
        return sorted(counts, key=lambda name: (-counts[name], name))[:SALIENT]


class Asked(NamedTuple):
    """What is known of articles before their claims are put into groups.

    named: what each article names; members: all claims with their questions, article by article in
    text order.  Both may lie in a file: they are gone through in order, and members are looked up
    by their number.
    """

    named: Sequence[Named]
    members: Sequence[Member]


def named_in(article: Article, claims: int = 0) -> Named:
    """What an article with so many claims names."""
    often, sure = dict[str, int](), dict[str, int]()
    others = set[str]()
    for match in CAPITAL.finditer(article.text):
        name, within = match[0], match[1] is not None
        often[name] = often.get(name, 0) + 1
        sure[name] = sure.get(name, 0) + within
        inner = None if within or name.isalnum() else NAME.search(article.text, *_inner(match))
        if inner is not None:
            others.add(inner[0])
    words = [
        (name, count, sure[name])
        for name, count in often.items()
        if (low := name.casefold()) not in CALENDAR and low not in small()
    ]
    certain = {name for name, count in sure.items() if count}
    return Named(
        name=article.name,
        words=tuple(words),
        others=tuple(sorted(others - certain)),
        small=tuple(sorted(set(SMALL.findall(article.text)))),
        claims=claims,
    )


def _inner(match: re.Match[str]) -> tuple[int, int]:
    """Where a name may stand within a word that is none: "“Anglo-Swiss"."""
    return match.start() + 1, match.end()


def asked_in(article: Article, found: Findings, number: int) -> tuple[Named, list[Member]]:
    """What the article of that number names, and its claims with their questions."""
    names = named_in(article, len(found.claims))
    main = frozenset(names.salient()[:CHIEF])
    result = list[Member]()
    previous: Question | None = None
    counted, reach = None, 0
    starts = [sentence.start for sentence in text.sentences(article.text)] if found.claims else []
    for claim in found.claims:
        asked = question(claim, previous, counted if claim.start < reach else None)
        asked = _elsewhere(_long_ago(asked, article.text, claim), claim, main)
        previous = asked if asked.event or previous is None else previous
        if claim.quantity is not None and claim.quantity >= LEAST:
            counted, reach = asked, claim.end + AGAIN
        against = bool(result) and _against(article.text, result[-1].claim, claim)
        around = _around(article.text, starts, claim)
        result.append(Member(claim, asked, number, against, around))
    return names, result


def ask(articles: Iterable[Article], found: Iterable[Findings]) -> Asked:
    """What all articles ask; `found` holds their findings in the same order."""
    names, members = list[Named](), list[Member]()
    for number, (article, findings) in enumerate(zip(articles, found, strict=True)):
        own, asked = asked_in(article, findings, number)
        names.append(own)
        members += asked
    return Asked(names, members)


def _around(whole: str, starts: Sequence[int], claim: Claim) -> str:
    """The words of a claim's sentence that are not its own; sentences begin at `starts`."""
    first, last = bisect_right(starts, claim.start), bisect_left(starts, claim.end)
    before = whole[starts[first - 1] if first else 0 : claim.start]
    behind = whole[claim.end : starts[last] if last < len(starts) else len(whole)]
    return f"{before} {behind}"


def _against(whole: str, before: Claim, claim: Claim) -> bool:
    """Whether another voice speaks against the claim before: "the union denied any cuts"."""
    if before.asserted_by == claim.asserted_by or claim.start - before.end > COUNTER:
        return False
    return not lows(whole[before.end : claim.end]).isdisjoint(cue("against"))


def _elsewhere(asked: Question, claim: Claim, main: frozenset[str]) -> Question:
    """The question of a toll in another place than the story's: "In Lissa, 7,000 turned out"."""
    fronted = FRONTED.match(claim.text)
    if fronted is None or asked.base[:1] + asked.base[2:3] != ("count", "person"):
        return asked
    place = named(fronted.group(1))
    if place in main or asked.base[PART] or place not in asked.places:
        return asked
    return asked._replace(base=(*asked.base[:PART], f"in {place}", *asked.base[PART + 1 :]))


def _long_ago(asked: Question, whole: str, claim: Claim) -> Question:
    """The question of a number, with the time beside it: "since 1987, when 61 people died"."""
    if asked.base[:1] != ("count",) or asked.year:
        return asked
    start = claim.start
    told = YEAR_BEFORE.search(whole, max(0, start - YEAR_REACH), start + YEAR_REACH)
    if told is not None and told.end() >= start:
        return asked._replace(base=(*asked.base[:-1], told.group(1)), year=told.group(1))
    if LONG_TIME.match(whole, claim.end + 1):
        return asked._replace(base=(*asked.base[:-1], "long"), year="long")
    return asked
