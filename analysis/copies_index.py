"""Many texts to the pairs that may share wording: an exact index of word n-grams.

Not a sketch: two texts that share an indexed n-gram always meet.  Small collections index every
n-gram; large ones one in four, chosen by the first word, so that all texts choose the same ones.
Postings are kept in buckets of plain numbers, so that memory stays near 16 bytes for an n-gram.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

GRAM = 5
BUCKETS = 64
LOW, SHIFT = BUCKETS - 1, BUCKETS.bit_length() - 1
DOC_BITS = 24
MASK = (1 << (63 - DOC_BITS)) - 1
MOST_TEXTS = 60
NEIGHBOURS = 4
FEWEST_SHARED = 2
FEW_WORDS = 2_000_000


def grams(words: Sequence[str], sampled: bool) -> set[int]:
    """Hashes of the word n-grams of a text; one in four or so if `sampled`."""
    if sampled:
        starts = [at for at, word in enumerate(words[: 1 - GRAM]) if not ord(word[-1]) & 3]
        return {hash(tuple(words[at : at + GRAM])) for at in starts}
    return set(map(hash, zip(*(words[start:] for start in range(GRAM)), strict=False)))


class Index:
    """Postings of n-grams; texts are numbered in the order in which they are added."""

    def __init__(self, sampled: bool = False) -> None:
        """An empty index; `sampled` for collections of millions of words."""
        self.sampled = sampled
        self.size = 0
        self._buckets = [array("q") for _ in range(BUCKETS)]

    def add(self, words: Sequence[str]) -> None:
        """The next text."""
        buckets, number = self._buckets, self.size
        for gram in grams(words, self.sampled):
            buckets[gram & LOW].append((gram >> SHIFT & MASK) << DOC_BITS | number)
        self.size += 1

    def pairs(self) -> dict[tuple[int, int], int]:
        """Pairs of texts (lower number first) and how many indexed n-grams they share.

        An n-gram of more than some tens of texts is a formula; it only joins neighbours in the
        order of the texts, so that a hundred copies of one story still meet in a chain.
        """
        shared: Counter[tuple[int, int]] = Counter()
        for bucket in self._buckets:
            shared.update(_bucket_pairs(sorted(bucket)))
        return {pair: count for pair, count in shared.items() if count >= FEWEST_SHARED}


def _bucket_pairs(postings: list[int]) -> Iterator[tuple[int, int]]:
    """The pairs of texts that meet in a sorted bucket."""
    one = 1 << DOC_BITS
    meeting = [at for at, (a, b) in enumerate(pairwise(postings)) if a ^ b < one]
    number = 0
    while number < len(meeting):
        start = end = meeting[number]
        while number < len(meeting) and meeting[number] == end:
            end += 1
            number += 1
        texts = [posting & (one - 1) for posting in postings[start : end + 1]]
        reach = len(texts) if len(texts) <= MOST_TEXTS else NEIGHBOURS
        for place, text in enumerate(texts):
            for other in texts[place + 1 : place + 1 + reach]:
                yield text, other
