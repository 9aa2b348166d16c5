"""An article to the sentences in which claims are looked for, and what lies in each of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Generic, TypeVar

from analysis import text
from analysis.dateline import place_line
from analysis.moments import Moment
from analysis.quantities import Quantity
from store.records import Article

SKIPPED = frozenset(("title", "title_repeat"))


def _left_out(article: Article) -> list[tuple[int, int]]:
    """Boilerplate, dateline, titles and subheads in order: no claim is looked for there."""
    opening = place_line(article)
    spans = [(opening.start, opening.end)] if opening else []
    spans += [(region.start, region.end) for region in article.boilerplate]
    spans += [(span.start, span.end) for span in article.subheads]
    spans += [(item.start, item.end) for item in article.metadata if item.kind in SKIPPED]
    return sorted(spans)


def told(article: Article) -> Iterator[tuple[int, int]]:
    """The sentences of the story, cut where a region that is not the story begins or ends."""
    spans = _left_out(article)
    starts = [start for start, _ in spans]
    reach = 0
    for sentence in text.sentences(article.text):
        begin = max(sentence.start, reach)
        for start, end in spans[
            bisect_left(starts, sentence.start - 4000) : bisect_right(starts, sentence.end)
        ]:
            if end <= begin or start >= sentence.end:
                continue
            if start - begin > 20:
                yield begin, start
            begin = reach = max(begin, end)
        if sentence.end - begin > 3:
            yield begin, sentence.end


Item = TypeVar("Item", Moment, Quantity)


class Slices(Generic[Item]):
    """Things of a text in order, to be cut out by offsets."""

    def __init__(self, items: list[Item]) -> None:
        self.items: list[Item] = items
        self.starts = [item.start for item in items]

    def between(self, start: int, end: int) -> list[Item]:
        """The things that lie within text[start:end]."""
        low = bisect_left(self.starts, start)
        if low == len(self.starts) or self.starts[low] >= end:
            return []
        high = bisect_left(self.starts, end, low)
        return [item for item in self.items[low:high] if item.end <= end]
