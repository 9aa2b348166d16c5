"""Groups that disagree, sifted: who says that two claims stand against each other needs a reason.

Rules and words join more than is of one question, and where two claims agree that costs little.  A
conflict is another matter: of two claims that exclude each other one must be a witness against the
other.  What speaks for one question is weighed (`weighing`), and it must be more where one voice
of one article tells both, or where two articles tell of different events.  A group without a
witness is taken apart into parts that do not contradict each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain, combinations

from analysis.claims import status
from analysis.claims.alike import Member, Places
from analysis.claims.weighed import Look, marks
from analysis.claims.weighing import Rarity, View, log_odds, view

MOST = 40
"""A group with more claims is left as it is."""
KNOWN = 400
"""So many claims of a story tell how rare its words are."""
ONE_ARTICLE, ONE_EVENT, APART = -0.55, -1.7, 2.5
"""Log-odds from which on two claims that exclude each other are of one question: of two voices in
one article, of two articles about one event, of two articles that have little in common."""
ONE_VOICE, DENIED = 1.0, -1.5
"""The same, of one voice in one article, and of a number and its denial."""
SOME_NAMES, MANY_NAMES, COMMON = 0.3, 0.45, 2
"""Articles are about one event where they share MANY_NAMES of the names that stand for one of them,
or SOME_NAMES and claims of COMMON groups."""

BESIDE = 0.5
"""How well claims that do not exclude each other stand together at least."""

Pair = tuple[int, int]


def sifted(
    groups: Sequence[list[int]],
    look: Look,
    places: Places,
    story: Sequence[int],
    names: Sequence[Sequence[str]],
) -> list[list[int]]:
    """The groups; those that disagree with no witness are taken apart.

    Groups hold numbers of claims, which `look` gives and which stand at `places`; `story` is the
    number of its story for each article, `names` are those that stand for it.  The work grows with
    the number of claims.
    """
    result, stories = list[list[int]](), dict[int, _Story]()
    told = defaultdict[int, list[list[int]]](list)
    for group in groups:
        told[story[places.article[group[0]]]].append(group)
    for group in groups:
        if not 1 < len(group) <= MOST or not status.disagree([look(at) for at in group]):
            result.append(group)
            continue
        home = story[places.article[group[0]]]
        if home not in stories:
            stories[home] = _Story(told[home], look, places, names)
        result += (sorted(part, key=places) for part in stories[home].parts(group))
    return result


class _Story:
    """What the claims of one story are weighed by."""

    def __init__(
        self,
        groups: Sequence[Sequence[int]],
        look: Look,
        places: Places,
        names: Sequence[Sequence[str]],
    ) -> None:
        self._look, self._groups, self._places = look, groups, places
        self._names = names
        self._views: dict[int, View] = {}
        held = (sorted({places.article[at] for at in group}) for group in groups)
        self._common = Counter(chain.from_iterable(combinations(own, 2) for own in held))

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
        odds = log_odds(self._view(one), self._view(other), self._rarity) - self._least(mine, theirs)
        return odds if status.exclude(mine.claim, theirs.claim) else max(BESIDE, odds)

    def _least(self, one: Member, other: Member) -> float:
        """The log-odds from which on two claims are of one question."""
        if (one.claim.quantity is None) != (other.claim.quantity is None):
            return DENIED
        if one.article == other.article:
            return ONE_VOICE if one.claim.asserted_by == other.claim.asserted_by else ONE_ARTICLE
        first, second = sorted((one.article, other.article))
        mine, theirs = frozenset(self._names[first]), frozenset(self._names[second])
        share = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
        enough = SOME_NAMES if self._common[first, second] >= COMMON else MANY_NAMES
        return ONE_EVENT if share >= enough else APART

    def _view(self, number: int) -> View:
        found = self._views.get(number)
        if found is None:
            found = self._views[number] = view(number, self._look(number))
        return found

    @cached_property
    def _rarity(self) -> Rarity:
        known = sorted(chain.from_iterable(self._groups))[:KNOWN]
        return Rarity(marks(self._view(number)) for number in known)


__all__ = ["sifted"]
