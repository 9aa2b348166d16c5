"""Claims of many articles to groups that answer one question.

Articles are first put into stories by the names they share, claims into buckets by event and thing;
inside a bucket they are told apart by who, where and what.  Every step is an index look-up or a
sort: the work grows with the number of claims, not with its square.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise

from analysis import moments
from analysis.claims import retold
from analysis.claims.alike import DAY, Member, alike, keys, near
from analysis.claims.counting import LONG_TIME
from analysis.claims.questions import Question, named, power, question, small
from store.records import Article, Claim, Findings

CALENDAR = frozenset((*moments.MONTHS, *moments.DAYS))
SALIENT = 20
"""So many names stand for an article when stories are told apart."""
SHARED = 3
"""Articles that share so many of them tell one story."""
COMMON = 40
"""A word that more claims of a bucket hold joins nothing; of a name so many last articles count."""
AGAIN = 400
"""So many characters after a number "the figure" or a bare number can be another for it."""
LEAST = 4
"""A smaller number is taken up by no other claim: "the two sides"."""
SCALE = 10
"""Numbers of a crowd that lie further apart, with none between, are of two crowds."""
MAIN = 0.34
"""A place that so many of a question's claims name is where the question is about."""
CHIEF = 4
"""So many names of an article may be where its story takes place."""
PART = 3
"""Where the base of a toll tells its part."""
FRONTED = re.compile(r"(?:In|At|Near|Around) (?:the )?([A-Z][\w’'-]+)")
YEAR_BEFORE = re.compile(r"\b((?:19|20)\d\d),? (?:when|in which|during which|that|which) ")
YEAR_REACH = 12
"""So near before a claim stands the year that it speaks of."""
CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
SMALL = re.compile(r"\b[a-z][\w’'-]+")
NAME = re.compile(r"(?<![.!?“\"]\s)(?<![\n“\"])(?<!^)\b[A-Z][\w’'-]+")


class _Sets:
    """Disjoint sets of numbers; the smallest member names its set."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, item: int) -> int:
        """The name of the item's set."""
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, left: int, right: int) -> None:
        """Make one set of two."""
        low, high = sorted((self.find(left), self.find(right)))
        self.parent[high] = low

    def all(self) -> list[list[int]]:
        """The sets, each sorted, in the order of their names."""
        sets: dict[int, list[int]] = defaultdict(list)
        for item in range(len(self.parent)):
            sets[self.find(item)].append(item)
        return [sets[name] for name in sorted(sets)]


def _salient(article: Article, known: Container[str] = ()) -> list[str]:
    """The names that stand for an article, most frequent first, without days and months.

    What begins a sentence is a name only if it is `known` as one.
    """
    found = (
        name
        for match in CAPITAL.finditer(article.text)
        if (name := match.group()).casefold() not in CALENDAR
        and name.casefold() not in small()
        and (name in known or NAME.match(article.text, match.start()))
    )
    counts = Counter(named(name) for name in found)
    return sorted(counts, key=lambda name: (-counts[name], name))[:SALIENT]


def _names(articles: Sequence[Article]) -> frozenset[str]:
    """What is a name within sentences, and stands nowhere with a small letter."""
    names, words = set[str](), set[str]()
    for article in articles:
        names.update(NAME.findall(article.text))
        words.update(SMALL.findall(article.text))
    return frozenset(name for name in names if name.casefold() not in words)


def stories(articles: Sequence[Article]) -> list[int]:
    """The number of its story for each article: those that share enough salient names."""
    sets, index = _Sets(len(articles)), defaultdict[str, list[int]](list)
    known = _names(articles)
    for number, article in enumerate(articles):
        shared: Counter[int] = Counter()
        names = _salient(article, known)
        for name in names:
            shared.update(index[name][-COMMON:])
            index[name].append(number)
        for other, count in sorted(shared.items()):
            if count >= SHARED:
                sets.join(other, number)
    return [sets.find(number) for number in range(len(articles))]


def members(articles: Sequence[Article], found: Sequence[Findings]) -> list[Member]:
    """All claims with their questions, article by article in text order."""
    result = []
    for number, (texts, findings) in enumerate(zip(articles, found, strict=True)):
        previous: Question | None = None
        counted, reach = None, 0
        main = frozenset(_salient(texts)[:CHIEF])
        for claim in findings.claims:
            asked = question(claim, previous, counted if claim.start < reach else None)
            asked = _elsewhere(_long_ago(asked, texts.text, claim), claim, main)
            previous = asked if asked.event or previous is None else previous
            if claim.quantity is not None and claim.quantity >= LEAST:
                counted, reach = asked, claim.end + AGAIN
            result.append(Member(claim, asked, number))
    return result


def _elsewhere(asked: Question, claim: Claim, main: frozenset[str]) -> Question:
    """The question of a toll in another place than the story's: "In Lissa, 7,000 turned out"."""
    fronted = FRONTED.match(claim.text)
    if fronted is None or asked.base[:1] + asked.base[2:3] != ("count", "person"):
        return asked
    place = named(fronted.group(1))
    if place in main or asked.base[PART] or place not in asked.places:
        return asked
    return asked._replace(base=(*asked.base[:PART], f"in {place}", *asked.base[PART + 1 :]))


def _long_ago(asked: Question, text: str, claim: Claim) -> Question:
    """The question of a number, with the time beside it: "since 1987, when 61 people died"."""
    if asked.base[:1] != ("count",) or asked.year:
        return asked
    start = claim.start
    told = YEAR_BEFORE.search(text, max(0, start - YEAR_REACH), start + YEAR_REACH)
    if told is not None and told.end() >= start:
        return asked._replace(base=(*asked.base[:-1], told.group(1)), year=told.group(1))
    if LONG_TIME.match(text, claim.end + 1):
        return asked._replace(base=(*asked.base[:-1], "long"), year="long")
    return asked


def _main(values: Iterable[frozenset[str]], share: float) -> frozenset[str]:
    """The names that at least two claims and a share of those that name any have in common."""
    sets = [names for names in values if names]
    counts = Counter(name for names in sets for name in names)
    least = max(2.0, share * len(sets))
    return frozenset(name for name, count in counts.items() if count >= least)


def _by_names(bucket: Sequence[Member]) -> list[list[Member]]:
    """One group for the main place and each main doer, one for each place apart."""
    main = _main((m.question.places for m in bucket), MAIN)
    doing = Counter(name for m in bucket for name in m.question.doers if name[0] != "~")
    chief = max(sorted(doing), key=lambda name: doing[name], default="")
    doers = _main((m.question.doers for m in bucket), 0.0)
    split: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for member in bucket:
        places, who = member.question.places, member.question.doers
        apart = "" if not places or places & main or not main else min(places - main)
        known = sorted(who & doers, key=lambda name: (-doing[name], name))
        apart_too = member.question.event == "rejection"
        powers = sorted(name for name in who - main if apart_too or power(name))
        doer = known[0] if known else powers[0] if powers else chief
        split[apart, "" if doer == chief else doer].append(member)
    days = [day for key in sorted(split) for day in _by_day(split[key])]
    return [part for day in days for part in _by_scale(day)]


def _by_day(group: list[Member]) -> list[list[Member]]:
    """Crowds of another day are others; a number without a day is of that of the number before."""
    if group[0].question.event != "protest":
        return [group]
    days: dict[str, list[Member]] = defaultdict(list)
    day, article = "", -1
    for member in sorted(group, key=lambda m: (m.article, m.claim.start)):
        told = DAY.search(member.claim.text)
        day = told.group().casefold() if told else day if member.article == article else ""
        article = member.article
        days[day].append(member)
    named = [name for name in days if name]
    if len(named) < 2:
        return [group]
    days[named[0]] += days.pop("", [])
    return [days[name] for name in named]


def _by_scale(group: list[Member]) -> list[list[Member]]:
    """Crowds of another order of size are others: 600 at the gate, 25,000 in the capital."""
    if group[0].question.event != "protest":
        return [group]
    counted = sorted(group, key=lambda member: float(member.claim.quantity or 0))
    parts = [[counted[0]]]
    for one, other in pairwise(counted):
        apart = float(other.claim.quantity or 0) > SCALE * float(one.claim.quantity or 0) > 0
        parts += [[]] if apart else []
        parts[-1].append(other)
    order = {id(member): number for number, member in enumerate(group)}
    return [sorted(part, key=lambda member: order[id(member)]) for part in parts]


def _by_words(bucket: Sequence[Member]) -> list[list[Member]]:
    """Groups of claims that are alike, looked for by the words that they share."""
    sets, index = _Sets(len(bucket)), defaultdict[str, list[int]](list)
    for number, member in enumerate(bucket):
        near: set[int] = set()
        for word in sorted(keys(member)):
            holders = index[word]
            if len(holders) <= COMMON:
                near.update(holders)
            holders.append(number)
        for other in sorted(near):
            if sets.find(other) != sets.find(number) and alike(bucket[other], member):
                sets.join(other, number)
    return [[bucket[number] for number in group] for group in sets.all()]


def _in_tolls(told: Sequence[Member], story: Sequence[int]) -> list[Member]:
    """The claims, where a number of the people of one toll joins it: "9,000 drivers take part".

    Only if its story has one toll of such people, and a number there that is of its size.
    """
    tolls: dict[tuple[int, str], list[Member]] = defaultdict(list)
    for member in told:
        asked = member.question
        toll = list(asked.base[:1]) == ["count"] and "".join(asked.base[2:]) == "person"
        if toll and asked.by_thing and asked.counted:
            held = tolls[story[member.article], asked.counted]
            held += [member] if len(held) < COMMON else []
    result = []
    for member in told:
        asked = member.question
        if list(asked.base[:3]) == ["count", "", "person"] and not asked.event:
            known = tolls.get((story[member.article], asked.counted)) or []
            if len({other.question.base for other in known}) == 1 and any(
                near(member.claim, other.claim) for other in known
            ):
                first = known[0].question
                asked = asked._replace(base=first.base, event=first.event, by_thing=True)
                asked = asked._replace(doers=frozenset())
        result.append(member._replace(question=asked))
    return result


def groups(articles: Sequence[Article], found: Sequence[Findings]) -> list[list[Member]]:
    """The groups, each in the order of articles and texts, in the order of their first claims."""
    story = stories(articles)
    buckets: dict[tuple[int, tuple[str, ...]], list[Member]] = defaultdict(list)
    for member in _in_tolls(members(articles, found), story):
        buckets[story[member.article], member.question.base].append(member)
    result = []
    for bucket in buckets.values():
        told = bucket[0].question.by_thing
        result += _by_names(bucket) if told else _by_words(bucket)
    return sorted(
        retold.joined(result, story),
        key=lambda group: (group[0].article, group[0].claim.start, group[0].claim.end),
    )


__all__ = ["Member", "groups", "members", "stories"]
