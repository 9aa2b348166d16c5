"""Groups that are likely of one question though no rule joins them: weighed pairs, best first.

Only articles that tell one event are looked at: they share names and what rules joined, so that
not all that is said of the same people comes together.  Of each claim the likest partners are
looked up by the words, events and numbers that they share; what speaks for and against each pair is
weighed (`weighing`), and two groups become one while their claims are on the whole likely of one
question.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from heapq import nlargest
from itertools import chain, combinations

from analysis.claims.alike import Member, Places
from analysis.claims.questions import LOOSE
from analysis.claims.retold import CLEAR, contradict, digits
from analysis.claims.weighing import RANK, Rarity, View, log_odds, view

MOST = 400
"""A story with more claims is left to the rules: there much is alike by chance."""
PARTNERS = 2
"""So many of the likest partners of a claim are weighed."""
SHOWN = 4
"""So many claims of a group stand for it."""
COMMON = 1
"""Articles of which the rules joined so many claims tell one event where they share SOME_NAMES."""
SOME_NAMES, MANY_NAMES = 0.3, 0.45
"""Share of the names that stand for an article which stand for another too."""
HOPE = -2.0
"""Groups are weighed only where two of their claims are likelier than this of one question."""
SURE = 6.0
"""No pair counts for or against more than this."""
ENOUGH = -0.5
"""Mean log-odds from which on two groups are one: what is found so is worth more than it costs."""

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
        if len(own) > 1 and sum(map(len, own)) <= MOST:
            articles = _Articles([[places.article[at] for at in group] for group in own], names)
            own = _Story(own, look, articles).joined() if articles.any_close() else own
        result += own
    return [sorted(group, key=places) for group in result]


def marks(one: View) -> Iterator[str]:
    """By what a claim's partners are looked up, in one order: its worth is summed up."""
    asked = one.member.question
    yield from sorted(one.words)
    if asked.event not in LOOSE:
        yield f"={asked.event}"
    if one.counted:
        yield f"#{one.counted}"
    if one.member.claim.quantity is not None and digits(one.amount) > 1:
        yield f"{one.amount:.10g}"
    if one.hour is not None:
        yield "@"


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
    """The groups of one story while they are joined; a group is known by its place."""

    def __init__(self, groups: Sequence[list[int]], look: Look, articles: _Articles) -> None:
        self._look, self._articles = cache(look), articles
        self._groups = {at: list(group) for at, group in enumerate(groups)}
        self._shown = {at: group[:SHOWN] for at, group in self._groups.items()}
        numbers = sorted(chain.from_iterable(self._shown.values()))
        self._views = {number: view(number, self._look(number)) for number in numbers}
        self._rarity = Rarity(map(marks, self._views.values()))
        self._weighed: dict[Pair, float] = {}

    def joined(self) -> list[list[int]]:
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
            if self._torn(best, scores):
                del scores[best]
            else:
                self._merge(best, scores)
        return list(self._groups.values())

    def _torn(self, pair: Pair, scores: Mapping[Pair, float]) -> bool:
        """Whether one voice of one article tells two numbers in the two, or in two likely mates."""
        if self._contradict(*pair):
            return True
        for at, mate in (pair, pair[::-1]):
            rivals = (
                a + b - at
                for (a, b), score in scores.items()
                if at in (a, b) and score > max(ENOUGH, scores[pair] - CLEAR)
            )
            if any(rival != mate and self._contradict(mate, rival) for rival in rivals):
                return True
        return False

    def _contradict(self, left: int, right: int) -> bool:
        return contradict(self._groups[left], self._groups[right], self._look)

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
        """Claims of one sort that share the most; and what is said against the claim before."""
        facts, numbers = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
        for number, one in self._views.items():
            index = facts if one.member.claim.quantity is None else numbers
            shared = defaultdict[int, float](float)
            for mark in marks(one):
                worth = self._rarity.of[mark]
                for other in index[mark]:
                    shared[other] += worth
                index[mark].append(number)
            may = (o for o in shared if self._open(self._views[o].member, one.member))
            for other in nlargest(PARTNERS, may, key=lambda at: (shared[at], -at)):
                yield other, number
            if one.member.against and number - 1 in home:
                yield number - 1, number

    def _score(self, left: int, right: int) -> float:
        """How likely two groups are of one question, on the whole.

        Claims of one event and thing that the rules told apart, by who, where or when, stay so.
        """
        first, second = (self._views[self._shown[at][0]].member.question for at in (left, right))
        if first.by_thing and first.base == second.base:
            return -SURE
        pairs = [(a, b) for a in self._shown[left] for b in self._shown[right]]
        return math.fsum(self._weigh(min(p), max(p)) for p in pairs) / len(pairs)

    def _open(self, one: Member, other: Member) -> bool:
        """Whether two claims may be of one question: of near articles, or of two voices in one.

        What was the first or the largest is a question of its own.
        """
        if (RANK in one.question.base) != (RANK in other.question.base):
            return False
        if one.article == other.article:
            return one.claim.asserted_by != other.claim.asserted_by
        return self._articles.close(one.article, other.article)

    def _weigh(self, one: int, other: int) -> float:
        found = self._weighed.get((one, other))
        if found is None:
            mine, theirs, odds = self._views[one], self._views[other], -SURE
            if self._open(mine.member, theirs.member):
                odds = log_odds(mine, theirs, self._rarity)
            found = self._weighed[one, other] = max(-SURE, min(SURE, odds))
        return found


__all__ = ["joined", "marks"]
