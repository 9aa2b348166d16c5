"""Claims of many articles to groups that answer one question.

Articles are first put into stories by the names they share, claims into buckets by event and thing;
inside a bucket they are told apart by who, where and what.  What is told in other words is joined
by `retold` and `weighed`.  Every step is an index look-up or a sort: the work grows with the number
of claims, not with its square.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise
from sys import intern
from typing import overload

from analysis.claims import manifold, plenty, retold, weighed, witness
from analysis.claims.alike import DAY, Member, Outline, Places, alike, keys, near, outline, perhaps
from analysis.claims.asking import Asked, Named, ask
from analysis.claims.questions import Question, power
from store.records import Article, Claim, Findings

SHARED = 3
"""Articles that share so many of the names that stand for them tell one story."""
FEW, SHARE = 12, 0.4
"""Among more than FEW articles also this share of the names of the one with fewer: people of whom
all speak tell no story."""
COMMON = 40
"""A word that more claims of a bucket hold joins nothing; of a name so many last articles count."""
SCALE = 10
"""Numbers of a crowd that lie further apart, with none between, are of two crowds."""
MAIN = 0.34
"""A place that so many of a question's claims name is where the question is about."""


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


def _known(named: Iterable[Named]) -> frozenset[str]:
    """What is a name within sentences, and stands nowhere with a small letter."""
    names = {name for one in named for name in one.within()}
    written = defaultdict[str, list[str]](list)
    for name in names:
        written[name.casefold()].append(name)
    for one in named:
        for word in written.keys() & one.small:
            names.difference_update(written[word])
    return frozenset(names)


def salient(named: Sequence[Named]) -> list[frozenset[str]]:
    """The names that stand for each article."""
    known = _known(named)
    return [frozenset(map(intern, one.salient(known))) for one in named]


def stories(named: Sequence[Named]) -> list[int]:
    """The number of its story for each article: those that share enough salient names."""
    known = _known(named)
    return _stories([one.salient(known) for one in named])


def _stories(salient: Sequence[Sequence[str]]) -> list[int]:
    """The same, by the salient names of each article."""
    sets, index = _Sets(len(salient)), defaultdict[str, list[int]](list)
    share = SHARE if len(salient) > FEW else 0.0
    for number, names in enumerate(salient):
        shared: Counter[int] = Counter()
        for name in names:
            held = index[name]
            shared.update(held)
            held.append(number)
            del held[:-COMMON]
        for other, count in sorted(shared.items()):
            if count >= max(SHARED, share * min(len(names), len(salient[other]))):
                sets.join(other, number)
    return [sets.find(number) for number in range(len(salient))]


def members(articles: Sequence[Article], found: Sequence[Findings]) -> Sequence[Member]:
    """All claims with their questions, article by article in text order."""
    return ask(articles, found).members


def _main(values: Iterable[frozenset[str]], share: float) -> frozenset[str]:
    """The names that at least two claims and a share of those that name any have in common."""
    sets = [names for names in values if names]
    counts = Counter(name for names in sets for name in names)
    least = max(2.0, share * len(sets))
    return frozenset(name for name, count in counts.items() if count >= least)


def _by_thing(numbers: Sequence[int], told: Sequence[Member]) -> list[list[int]]:
    """Groups of claims about one thing, told apart by who, where and when."""
    bucket = [told[number] for number in numbers]
    place = {id(member): number for member, number in zip(bucket, numbers, strict=True)}
    return [[place[id(member)] for member in part] for part in _by_names(bucket)]


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


def _by_words(numbers: Sequence[int], told: Sequence[Member], often: Set[str]) -> list[list[int]]:
    """Groups of claims that are alike, looked for by the words that they share.

    Of a thing that is counted `often` two numbers are alike only by their words.
    """
    sets, index = _Sets(len(numbers)), defaultdict[str, list[int]](list)
    outlines = list[Outline]()
    for at, number in enumerate(numbers):
        member, close = told[number], set[int]()
        for word in keys(member):
            holders = index[word]
            if len(holders) <= COMMON:
                close.update(holders)
                holders.append(at)
        own = outline(member)
        mine, words = at, frozenset(own.words)
        for other in sorted(close):
            theirs = sets.find(other)
            if theirs == mine or not perhaps(own, outlines[other], words):
                continue
            if alike(told[numbers[other]], member) and not plenty.by_chance(
                told[numbers[other]], member, often
            ):
                sets.join(theirs, mine)
                mine = min(theirs, mine)
        outlines.append(own)
    return [
        part
        for group in sets.all()
        for part in manifold.apart(
            [numbers[at] for at in group], [told[numbers[at]] for at in group]
        )
    ]


class _Tolls:
    """The tolls of stories, which numbers of the people of a toll join: "9,000 drivers take part".

    Only if a story has one toll of such people, and a number there that is of its size.
    """

    def __init__(self, members: Iterable[Member], story: Sequence[int]) -> None:
        self._story = story
        self._known: dict[tuple[int, str], list[Claim]] = {}
        self._first: dict[tuple[int, str], Question | None] = {}
        for member in members:
            asked = member.question
            toll = asked.base[:1] == ("count",) and "".join(asked.base[2:]) == "person"
            if toll and asked.by_thing and asked.counted:
                self._take((story[member.article], asked.counted), member)

    def _take(self, place: tuple[int, str], member: Member) -> None:
        """Keep a claim of a toll; of two tolls in a place none is told from the other."""
        held = self._known.setdefault(place, [])
        if len(held) < COMMON:
            first = self._first.setdefault(place, member.question)
            if first is not None and first.base != member.question.base:
                self._first[place] = None
            held.append(Claim("", "", 0, 0, "", quantity=member.claim.quantity))

    def asked(self, member: Member) -> Question:
        """The question of a claim: that of a toll which it joins, else its own."""
        asked = member.question
        if asked.base[:3] != ("count", "", "person") or asked.event:
            return asked
        place = (self._story[member.article], asked.counted)
        first = self._first.get(place)
        if first is None or not any(near(member.claim, one) for one in self._known[place]):
            return asked
        asked = asked._replace(base=first.base, event=first.event, by_thing=True)
        return asked._replace(doers=frozenset())


class Told(Sequence[Member]):
    """The claims, looked up by their number where they lie, those that join a toll with it."""

    def __init__(self, members: Sequence[Member], tolls: _Tolls) -> None:
        self._members, self._tolls = members, tolls

    def _whole(self, member: Member) -> Member:
        asked = self._tolls.asked(member)
        return member if asked is member.question else member._replace(question=asked)

    @overload
    def __getitem__(self, number: int) -> Member: ...
    @overload
    def __getitem__(self, number: slice) -> list[Member]: ...
    def __getitem__(self, number: int | slice) -> Member | list[Member]:
        if isinstance(number, slice):
            return list(map(self._whole, self._members[number]))
        return self._whole(self._members[number])

    def __iter__(self) -> Iterator[Member]:
        return map(self._whole, self._members)

    def __len__(self) -> int:
        return len(self._members)


def groups(asked: Asked) -> tuple[Told, list[list[int]]]:
    """The claims, and their groups as numbers of claims, in the order of their first claims.

    Those of a group stand in the order of articles and texts.  One bucket at a time is in memory.
    """
    known = _known(asked.named)
    names = [tuple(map(intern, one.salient(known))) for one in asked.named]
    story = _stories(names)
    told, places = Told(asked.members, _Tolls(asked.members, story)), Places()
    buckets: dict[tuple[int, tuple[str, ...]], array[int]] = {}
    for number, member in enumerate(told):
        places.add(member)
        key = story[member.article], member.question.base
        buckets.setdefault(key, array("L")).append(number)
    result, often = list[list[int]](), defaultdict[int, set[str]](set)
    for place, thing in plenty.plentiful(told, story):
        often[place].add(thing)
    for key in list(buckets):
        numbers = buckets.pop(key)
        by_thing = told[numbers[0]].question.by_thing
        result += _by_thing(numbers, told) if by_thing else _by_words(numbers, told, often[key[0]])
    kinds = [retold.counts(told[numbers[0]]) for numbers in result]
    joined = retold.joined(result, kinds, told, places, story)
    joined = weighed.joined(joined, told.__getitem__, places, story, names)
    joined = witness.sifted(joined, told.__getitem__, places, story, names, often)
    return told, sorted(joined, key=lambda group: places(group[0]))


__all__ = ["Member", "Told", "groups", "members", "salient", "stories"]
