"""Groups that disagree, sifted: who says that two claims stand against each other needs a reason.

Rules and words join more than is of one question, and where two claims agree that costs little.  A
conflict is another matter: of two claims that exclude each other one must be a witness against the
other.  What speaks for one question is weighed (`weighing`), and it must be more where one voice
of one article tells both, or where two articles tell of different events.  A group without a
witness is taken apart into parts that do not contradict each other.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from itertools import chain, combinations

from analysis.claims import status
from analysis.claims.alike import Member, Places
from analysis.claims.plenty import amount, thing_of
from analysis.claims.weighed import Look
from analysis.claims.weighing import KIND, Rarity, View, log_odds, marks, view

MOST = 40
"""A group with more claims is left as it is."""
KNOWN = 200
"""So many claims of a story tell how rare its words are."""
NEAR = ((250, -0.55), (600, 0.5), (float("inf"), 1.5))
"""Log-odds from which on two claims that exclude each other are of one question, where two voices
of one article tell them, by how many characters lie between them at most."""
ONE_VOICE, OFTEN = 1.55, 1.0
"""So much more is needed where one voice tells both, and of what is counted often in a story."""
DENIED = -1.5
"""The same of a number and its denial."""
ONE_EVENT, MANY_NAMES = -1.7, 0.5
"""The same of two articles that share so many of the names that stand for one of them."""
FEWER, LESS = -1.2, 4.0
"""The same of two articles that share a little less than that, and how much it grows until they
share none."""
SET, CROWD, COPIES = 3, 1.2, 0.8
"""In a story of more than SET articles so much more is needed with each doubling: the more there
are, the fewer tell of one event.  Articles that share COPIES of their names do."""
NEVER = 9.0
"""More than any two claims reach."""
TIMES = 1000
"""Numbers so many times apart are not of one question; "a year" and "a day" may be."""
SHARES, POINTS = frozenset(("percent", "share", "points")), "points"
BESIDE, SURE = 0.5, 6.0
"""How well claims that do not exclude each other stand together at least, and those that articles
tell in the same words."""
NUMBER = re.compile(r"\d[\d.,]*")

Pair = tuple[int, int]


def sifted(
    groups: Sequence[list[int]],
    look: Look,
    places: Places,
    story: Sequence[int],
    names: Sequence[Sequence[str]],
    often: Mapping[int, Set[str]],
) -> list[list[int]]:
    """The groups; those that disagree with no witness are taken apart.

    Groups hold numbers of claims, which `look` gives and which stand at `places`; `story` is the
    number of its story for each article, `names` are those that stand for it, `often` holds what
    is counted `plentiful` in each story.  The work grows with the number of claims.
    """
    result, stories, sizes = list[list[int]](), dict[int, _Story](), Counter(story)
    told = defaultdict[int, list[list[int]]](list)
    for group in groups:
        told[story[places.article[group[0]]]].append(group)
    for group in groups:
        if not 1 < len(group) <= MOST or not status.disagree([look(at) for at in group]):
            result.append(group)
            continue
        home = story[places.article[group[0]]]
        if home not in stories:
            stories[home] = _Story(
                told[home], look, names, often.get(home, frozenset()), sizes[home]
            )
        result += (sorted(part, key=places) for part in stories[home].parts(group))
    return result


class _Story:
    """What the claims of one story are weighed by."""

    def __init__(
        self,
        groups: Sequence[Sequence[int]],
        look: Look,
        names: Sequence[Sequence[str]],
        often: Set[str],
        articles: int,
    ) -> None:
        self._look, self._groups, self._names, self._often = look, groups, names, often
        self._views: dict[int, View] = {}
        self._crowd = CROWD * math.log2(max(SET, articles) / SET)

    def parts(self, group: Sequence[int]) -> list[list[int]]:
        """The claims of a group in parts: the two that stand best beside each other become one.

        They are one while their claims stand beside each other on the whole.
        """
        parts = [[number] for number in group]
        scores = {
            (one, other): self._stands(group[one], group[other])
            for one, other in combinations(range(len(parts)), 2)
        }
        while scores:
            best = max(scores, key=lambda pair: (scores[pair], -pair[0], -pair[1]))
            if scores[best] <= 0:
                break
            self._merge(best, parts, scores)
        return [part for part in parts if part]

    def _merge(self, pair: Pair, parts: list[list[int]], scores: dict[Pair, float]) -> None:
        """Make one part of two, the score of which is the mean of theirs."""
        low, high = pair
        sizes = len(parts[low]), len(parts[high])
        del scores[pair]
        for at, part in enumerate(parts):
            if at in pair or not part:
                continue
            kept, gone = (min(low, at), max(low, at)), (min(high, at), max(high, at))
            both = sizes[0] * scores[kept] + sizes[1] * scores.pop(gone)
            scores[kept] = both / sum(sizes)
        parts[low] += parts[high]
        parts[high] = []

    def _stands(self, one: int, other: int) -> float:
        """How well two claims stand beside each other, above 0 if they may be of one question."""
        mine, theirs = self._look(one), self._look(other)
        if mine.article != theirs.article and _wording(mine) == _wording(theirs):
            return SURE
        least = self._least(mine, theirs)
        odds = log_odds(self._view(one), self._view(other), self._rarity) - least
        return odds if status.exclude(mine.claim, theirs.claim) else max(BESIDE, odds)

    def _least(self, one: Member, other: Member) -> float:
        """The log-odds from which on two claims are of one question."""
        if (one.claim.quantity is None) != (other.claim.quantity is None):
            return DENIED
        if _incomparable(one, other):
            return NEVER
        more = OFTEN if not one.question.by_thing and thing_of(one) in self._often else 0.0
        if one.article == other.article:
            starts, ends = zip(*((m.claim.start, m.claim.end) for m in (one, other)), strict=True)
            more += ONE_VOICE if one.claim.asserted_by == other.claim.asserted_by else 0.0
            return more + next(need for most, need in NEAR if max(starts) - min(ends) <= most)
        mine, theirs = (frozenset(self._names[m.article]) for m in (one, other))
        share = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
        more += self._crowd if share < COPIES else 0.0
        return more + (ONE_EVENT if share >= MANY_NAMES else FEWER + LESS * (MANY_NAMES - share))

    def _view(self, number: int) -> View:
        found = self._views.get(number)
        if found is None:
            found = self._views[number] = view(number, self._look(number))
        return found

    @cached_property
    def _rarity(self) -> Rarity:
        """That of the words of the first claims; a word that none of them has is the rarest."""
        known = sorted(chain.from_iterable(self._groups))[:KNOWN]
        rarity = Rarity(marks(self._view(number)) for number in known)
        rarest = math.log(2 * (len(known) + 1))
        rarity.of = defaultdict(lambda: rarest, rarity.of)
        return rarity


def _wording(member: Member) -> str:
    """The words of a claim without its numbers: copies tell one thing in the same ones."""
    return NUMBER.sub("#", member.claim.text.casefold())


def _incomparable(one: Member, other: Member) -> bool:
    """Whether two claims tell of different things: a lead in points, a share in percent.

    Deeds of one kind that are more than a month apart are two.
    """
    mine, theirs = one.claim, other.claim
    if mine.quantity is None or theirs.quantity is None:
        dated = one.question.by_thing and mine.when and theirs.when
        return bool(dated) and status.months_apart(mine.when or "", theirs.when or "") > 1
    if not one.question.by_thing and _other_kind(one.question.base, other.question.base):
        return True
    if {mine.unit, theirs.unit} & SHARES and (mine.unit == POINTS) != (theirs.unit == POINTS):
        return True
    low, high = sorted((amount(mine), amount(theirs)))
    return high > TIMES * low > 0 and not (mine.scope and theirs.scope)


def _other_kind(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two numbers are of different kinds of things: years, and loopholes."""
    kinds = {base[KIND] for base in (mine, theirs) if len(base) > KIND}
    return len(kinds - {""}) > 1


__all__ = ["sifted"]
