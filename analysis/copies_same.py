"""Two linked articles with findings to the pairs of findings that are one, printed twice."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from analysis.copies_compare import FINE, Run, places, runs, shingles
from analysis.copies_words import words
from store.records import Article, Findings


class Place(NamedTuple):
    """A finding by the numbers of its first word and of the word after it."""

    id: str
    sort: str
    start: int
    end: int
    by: str


def _at(found: Findings, starts: list[int]) -> list[Place]:
    """The findings of an article by the numbers of their words."""
    items = [(item.id, "s", item.start, item.end, item.speaker) for item in found.statements]
    items += [(item.id, "d", item.start, item.end, item.holder) for item in found.demands]
    items += [(item.id, "c", item.start, item.end, item.asserted_by) for item in found.claims]
    spans = (
        Place(id_, sort, bisect_left(starts, start), bisect_left(starts, end), by)
        for id_, sort, start, end, by in items
    )
    return [place for place in spans if place.start < place.end]


def _agree(left: Place, right: Place) -> bool:
    """Whether nothing speaks against one source: unknown agrees with any."""
    return not left.by or not right.by or left.by == right.by


def _in_run(left: Place, right: Place, found: list[Run]) -> bool:
    """Whether both places lie at the same words of one common run."""
    return any(
        run.left <= left.start
        and left.end <= run.left + run.length
        and right.start - left.start == run.right - run.left
        for run in found
    )


class Print(NamedTuple):
    """What an article is compared by: its findings, with their words, and its shingles."""

    places: list[Place]
    keys: list[tuple[str, ...]]
    shingles: list[int]


def printed(article: Article, found: Findings) -> Print:
    """An article and its findings, ready for `matches`."""
    text = words(article)
    at = _at(found, text.starts)
    keys = [(place.sort, *text.words[place.start : place.end]) for place in at]
    return Print(at, keys, shingles(text.words, FINE) if at else [])


def matches(left: Print, right: Print, copied: bool) -> Iterator[tuple[str, str]]:
    """Pairs of finding ids with the same words at the same place of copied text.

    In a copy (`copied`) words that stand but once in either article count wherever they are.
    """
    at_right: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    for key, place in zip(right.keys, right.places, strict=True):
        at_right[key].append(place)
    at_left = Counter(left.keys)
    found: list[Run] | None = None
    for key, place in zip(left.keys, left.places, strict=True):
        others = at_right.get(key, ())
        for other in others:
            if not _agree(place, other):
                continue
            if not (copied and len(others) == 1 and at_left[key] == 1):
                if found is None:
                    found = runs(left.shingles, places(left.shingles), right.shingles)
                if not _in_run(place, other, found):
                    continue
            yield place.id, other.id
