"""Reviews as they stand now: own ones under their present ids, and those inherited from copies."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import msgspec

from store.history import History
from store.records import Review

UNREVIEWED = Review()


class _Held(NamedTuple):
    direct: bool
    number: int
    review: Review


def standing(
    history: History,
    now_at: Mapping[str, str],
    moved_on: Collection[str],
    occurrences: Sequence[Sequence[str]],
) -> dict[str, Review]:
    """Every present id that has a review.

    `now_at` maps judged ids to present ones.  Those in `moved_on` were judged in an older version
    of the article: nobody has judged the passage where it stands now, so they count as inherited.
    `occurrences` are sets of ids that are one finding in copies of one text.
    """
    held: dict[str, _Held] = {}
    for target, present in now_at.items():
        review = history.review(target)
        if review == UNREVIEWED:
            continue
        if target in moved_on:
            review = msgspec.structs.replace(review, inherited=True)
        entry = _Held(target == present, history.number_of(target), review)
        if present not in held or entry[:2] > held[present][:2]:
            held[present] = entry
    reviews = {present: entry.review for present, entry in held.items()}
    for same in occurrences:
        judged = [held[one] for one in same if one in held and _judged(held[one].review)]
        if not judged:
            continue
        source = max(judged, key=lambda entry: entry.number).review
        for one in same:
            reviews[one] = _inherit(reviews.get(one), source)
    return reviews


def _judged(review: Review) -> bool:
    return review.verdict is not None and not review.inherited


def _inherit(own: Review | None, source: Review) -> Review:
    """The verdict of the copy, with its note and evidence where there are none of one's own."""
    if own is None:
        return msgspec.structs.replace(source, inherited=True)
    if own.verdict is not None:
        return own
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
