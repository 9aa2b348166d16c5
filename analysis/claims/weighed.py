"""The claims of one event sorted anew: weighed pairs, best first; what rules joined is a sign too.

Only articles that tell one event are looked at: they share names and what rules joined, so that
not all that is said of the same people comes together.  Each claim is weighed against those that
are the nearest to it by what they mean, and those that rules joined to it (`weighing`); two groups
become one while their claims are on the whole likely of one question.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import chain, combinations

from analysis.claims.alike import Member, Places, near
from analysis.claims.company import Company
from analysis.claims.plenty import plentiful, thing_of, worded
from analysis.claims.retold import contradict
from analysis.claims.weighing import RANK, view

MOST = 400
"""A story with more claims is left to the rules: there much is alike by chance."""
SHOWN = 8
"""So many claims of a group stand for it."""
COMMON = 1
"""Articles of which the rules joined so many claims tell one event where they share SOME_NAMES."""
SOME_NAMES, MANY_NAMES = 0.3, 0.45
"""Share of the names that stand for an article which stand for another too."""
HOPE = -2.0
"""Groups are weighed only where two of their claims are likelier than this of one question."""
RULED, ANEW = 1.25, 10
"""What it adds that rules joined two claims; larger groups of the rules stay as they are."""
SURE = 6.0
"""No pair counts for or against more than this."""
ENOUGH = -0.6
"""Mean log-odds from which on two groups are one: what is found so is worth more than it costs."""

PART = 3
"""Where the base of a toll tells its part."""

Look = Callable[[int], Member]
"""Gives the claim of a number."""
Pair = tuple[int, int]


def joined(
    groups: Sequence[list[int]],
    look: Look,
    places: Places,
    story: Sequence[int],
    names: Sequence[Sequence[str]],
) -> list[list[int]]:
    """The groups, where those that are likely of one question are one; members in text order.

    Groups hold numbers of claims, which `look` gives and which stand at `places`; `story` is the
    number of its story for each article, `names` are those that stand for it.  The work grows with
    the number of claims.
    """
    told = defaultdict[int, list[list[int]]](list)
    for group in groups:
        told[story[places.article[group[0]]]].append(group)
    result = list[list[int]]()
    for own in told.values():
        if 1 < sum(map(len, own)) <= MOST:
            articles = _Articles([[places.article[at] for at in group] for group in own], names)
            if articles.any_close():
                members = [look(number) for number in sorted(chain.from_iterable(own))]
                often = frozenset(thing for _, thing in plentiful(members, story))
                own = _Story(own, look, articles, often).sorted()
        result += own
    return [sorted(group, key=places) for group in result]


class _Articles:
    """Which articles of a story tell one event, and not only of the same people and places."""

    def __init__(self, groups: Sequence[Sequence[int]], names: Sequence[Sequence[str]]) -> None:
        """`groups` hold the articles of the claims that rules joined."""
        self._all = sorted(set(chain.from_iterable(groups)))
        self._names = {article: frozenset(names[article]) for article in self._all}
        pairs = (combinations(sorted(set(group)), 2) for group in groups)
        self._common = Counter(chain.from_iterable(pairs))
        self._known: dict[Pair, bool] = {}

    def any_close(self) -> bool:
        """Whether any two articles of the story are close."""
        return any(self.close(one, other) for one, other in combinations(self._all, 2))

    def all_close(self, articles: Set[int]) -> bool:
        """Whether each of the articles is close to each other one."""
        return all(self.close(one, other) for one, other in combinations(sorted(articles), 2))

    def close(self, one: int, other: int) -> bool:
        """Whether claims of the two articles may be of one question without a rule that says so."""
        pair = min(one, other), max(one, other)
        found = self._known.get(pair)
        if found is None:
            mine, theirs = (self._names[at] for at in pair)
            share = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
            few = self._common[pair] < COMMON
            found = self._known[pair] = share >= (MANY_NAMES if few else SOME_NAMES)
        return found


class _Story:
    """The groups of one story while they are sorted anew; a group is known by its place.

    A group of the rules is taken apart first, but for large ones and those of articles that do not
    tell one event; that rules joined two claims speaks for them.
    """

    def __init__(
        self, groups: Sequence[list[int]], look: Look, articles: _Articles, often: Set[str]
    ) -> None:
        """`often` are the things of which so many are counted that a number tells no question."""
        self._look, self._articles, self._often = cache(look), articles, often
        self._rule, parts = dict[int, int](), list[list[int]]()
        for at, group in enumerate(groups):
            if 1 < len(group) <= ANEW and articles.all_close({look(n).article for n in group}):
                self._rule |= dict.fromkeys(group, at)
                parts += [[number] for number in group]
            else:
                parts.append(list(group))
        self._groups = dict(enumerate(parts))
        self._shown = {at: group[:SHOWN] for at, group in self._groups.items()}
        numbers = sorted(chain.from_iterable(self._shown.values()))
        self._views = {number: view(number, self._look(number)) for number in numbers}
        self._company = Company(list(self._views.values()))
        self._weighed: dict[Pair, float] = {}

    def sorted(self) -> list[list[int]]:
        """The groups, the likeliest two made one until none are likely enough."""
        home = {number: at for at, shown in self._shown.items() for number in shown}
        pairs = {
            (min(home[a], home[b]), max(home[a], home[b]))
            for a, b in self._partners(home)
            if home[a] != home[b] and self._weigh(a, b) > HOPE
        }
        scores = {pair: self._score(*pair) for pair in sorted(pairs)}
        while scores:
            best = max(scores, key=lambda pair: (scores[pair], -pair[0], -pair[1]))
            if scores[best] <= ENOUGH:
                break
            if contradict(self._groups[best[0]], self._groups[best[1]], self._look):
                del scores[best]
            else:
                self._merge(best, scores)
        return list(self._groups.values())

    def _merge(self, pair: Pair, scores: dict[Pair, float]) -> None:
        """Make one group of two, and weigh it anew against those that either was weighed with."""
        low, high = pair
        self._groups[low] += self._groups.pop(high)
        self._shown[low] = (self._shown[low] + self._shown.pop(high))[:SHOWN]
        near = {a + b - at for a, b in scores for at in pair if at in (a, b)} - {low, high}
        for other in near:
            scores.pop((min(high, other), max(high, other)), None)
            key = min(low, other), max(low, other)
            scores[key] = self._score(*key)
        del scores[pair]

    def _partners(self, home: Mapping[int, int]) -> Iterator[Pair]:
        """Claims that may be of one question.

        Those that are the nearest of an article by what they mean, those of the same words, those
        that rules joined; and what is said against the claim before.
        """
        ruled, worded = defaultdict[int, list[int]](list), dict[Set[str], int]()
        for number, one in self._views.items():
            last = worded.get(one.words)
            if last is not None and self._open(self._views[last].member, one.member):
                yield last, number
            worded[one.words] = number
            for other in self._company.nearest(number):
                if self._open(self._views[other].member, one.member):
                    yield min(other, number), max(other, number)
            if number in self._rule:
                mates = ruled[self._rule[number]]
                yield from ((other, number) for other in mates)
                mates.append(number)
            if one.member.against and number - 1 in home:
                yield number - 1, number

    def _score(self, left: int, right: int) -> float:
        """How likely two groups are of one question, on the whole."""
        pairs = [(a, b) for a in self._shown[left] for b in self._shown[right]]
        return math.fsum(self._weigh(min(p), max(p)) for p in pairs) / len(pairs)

    def _open(self, one: Member, other: Member) -> bool:
        """Whether two claims that no rule joins may be of one question.

        They are of near articles, or of two voices in one.
        """
        if self._apart(one, other):
            return False
        if one.article == other.article:
            return one.claim.asserted_by != other.claim.asserted_by
        return self._articles.close(one.article, other.article)

    def _apart(self, one: Member, other: Member) -> bool:
        """Whether two claims are of two questions, whatever their words.

        What was the first or the largest is a question of its own; claims of an event and thing
        that the rules told apart, by who, where or when, stay so, and numbers of another size that
        they told apart by a part, or of what is counted often without a word in common.
        """
        mine, theirs = one.question, other.question
        if (RANK in mine.base) != (RANK in theirs.base):
            return True
        if mine.by_thing and mine.base == theirs.base:
            return True
        if None in (one.claim.quantity, other.claim.quantity) or near(one.claim, other.claim):
            return False
        if mine.by_thing and theirs.by_thing and mine.base[:PART] == theirs.base[:PART]:
            return True
        thing = thing_of(one)
        return thing in self._often and thing == thing_of(other) and not worded(one, other)

    def _weigh(self, one: int, other: int) -> float:
        found = self._weighed.get((one, other))
        if found is None:
            found = self._weighed[one, other] = max(-SURE, min(SURE, self._odds(one, other)))
        return found

    def _odds(self, one: int, other: int) -> float:
        """The log-odds of two claims, with what it counts that rules joined them."""
        mine, theirs = self._views[one], self._views[other]
        ruled = one in self._rule and self._rule[one] == self._rule.get(other)
        if not ruled and not self._open(mine.member, theirs.member):
            return -SURE
        return self._company.log_odds(mine, theirs) + RULED * ruled


__all__ = ["joined"]
