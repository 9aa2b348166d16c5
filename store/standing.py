"""Reviews as they stand now: own ones under their present ids, and those inherited from copies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import msgspec

from store.anchors import Places
from store.history import History
from store.records import Event, Review

UNREVIEWED = Review()


class _Held(NamedTuple):
    direct: bool
    number: int
    review: Review


class Standing:
    """The review of every present id that has one, kept up with a growing history.

    `places` says where judged ids are now.  Those in `moved_on` were judged in an older version of
    the article: nobody has judged the passage where it stands now, so they count as inherited.
    `occurrences` are sets of ids that are one finding in copies of one text.  `reviews` is replaced
    when it changes, never altered, so that a thread may go through it.
    """

    def __init__(
        self,
        history: History,
        places: Places,
        moved_on: Collection[str],
        occurrences: Sequence[Sequence[str]],
    ) -> None:
        self.history = history
        self.places = places
        self._moved_on = moved_on
        self._seen = history.last
        self._judged_as: dict[str, list[str]] = defaultdict(list)
        for target, present in places.now.items():
            self._judged_as[present].append(target)
        self._groups: dict[str, list[Sequence[str]]] = defaultdict(list)
        for same in occurrences:
            for one in same:
                self._groups[one].append(same)
        self.reviews: dict[str, Review] = {}
        self._renew(self._with_copies(self._judged_as))

    def advance(self, history: History, known: Collection[str]) -> bool:
        """Take in new events of the same history; False if it has to be begun anew.

        `known` are the ids of present articles and findings.
        """
        if history is not self.history:
            return False
        fresh = history.since(self._seen)
        if not fresh:
            return True
        if any(_moves(event, history) for event in fresh):
            return False
        lost = set(self.places.lost)
        for target in dict.fromkeys(event.target for event in fresh):
            if target in self.places.now or target in lost:
                continue
            if target not in known:
                return False
            self.places.now[target] = target
            self._judged_as[target].append(target)
        self._seen = fresh[-1].number
        places = {self.places.now.get(event.target) for event in fresh}
        self._renew(self._with_copies(place for place in places if place is not None))
        return True

    def _with_copies(self, presents: Iterable[str]) -> set[str]:
        wanted = set(presents)
        for present in list(wanted):
            wanted.update(*self._groups.get(present, ()))
        return wanted

    def _renew(self, presents: Iterable[str]) -> None:
        reviews = dict(self.reviews)
        for present in presents:
            review = self._review(present)
            if review == UNREVIEWED:
                reviews.pop(present, None)
            else:
                reviews[present] = review
        self.reviews = reviews

    def _review(self, present: str) -> Review:
        own = self._held(present)
        mine = own.review if own else UNREVIEWED
        if mine.verdict is not None:
            return mine
        others = (self._held(one) for same in self._groups.get(present, ()) for one in same)
        judged = [held for held in others if held is not None and _judged(held.review)]
        if not judged:
            return mine
        return _inherit(mine, max(judged, key=lambda held: held.number).review)

    def _held(self, present: str) -> _Held | None:
        """The review that was given here: under this very id rather than under an earlier one."""
        found: list[_Held] = []
        for target in self._judged_as.get(present, ()):
            review, number = self.history.standing(target)
            if review == UNREVIEWED:
                continue
            if target in self._moved_on:
                review = msgspec.structs.replace(review, inherited=True)
            found.append(_Held(target == present, number, review))
        return max(found, key=_newest, default=None) if len(found) != 1 else found[0]


def _moves(event: Event, history: History) -> bool:
    """Whether the event says where a passage is now, or takes that back."""
    about = history.about(event.of) if event.of else event
    return about is not None and about.op == "attach"


def _newest(held: _Held) -> tuple[bool, int]:
    return held.direct, held.number


def _judged(review: Review) -> bool:
    return review.verdict is not None and not review.inherited


def _inherit(own: Review, source: Review) -> Review:
    """The verdict of the copy, with its note and evidence where there are none of one's own."""
    return msgspec.structs.replace(
        own,
        verdict=source.verdict,
        note=own.note or source.note,
        tags=own.tags or source.tags,
        evidence=own.evidence or source.evidence,
        inherited=True,
        by=source.by,
        time=source.time,
    )
