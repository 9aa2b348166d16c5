"""Many texts to the pairs that may share wording: an exact index of word n-grams.

Not a sketch: two texts that share an indexed n-gram always meet.  Small collections index every
n-gram of words; large ones windows of letters at one word in eight or sixteen, chosen by its first
letter, so that all texts choose the same ones and no text has to be cut into words.  Postings are
kept in buckets of plain numbers, so that memory stays near 16 bytes for each.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

GRAM = 5
BUCKETS = 64
LOW, SHIFT = BUCKETS - 1, BUCKETS.bit_length() - 1
DOC_BITS = 24
MASK = (1 << (63 - DOC_BITS)) - 1
MOST_TEXTS = 60
NEIGHBOURS = 4
FEWEST_SHARED = 2
MEAN_LETTERS = 6
FEW_WORDS = 6_000_000
MANY_WORDS = 24_000_000
LONG_TEXT = 250
WINDOW = 24
ANY_START = re.compile(r" \S")


def grams(words: Sequence[str]) -> set[int]:
    """Hashes of the word n-grams of a text."""
    return set(map(hash, zip(*(words[start:] for start in range(GRAM)), strict=False)))


def _plain_starts(text: str, one_in: int) -> Iterator[int]:
    """Where a chosen word of a lower-case ASCII text begins, the space before it included."""
    for letter in filter(str.isalnum, map(chr, range(0, 128, one_in))):
        at = text.find(" " + letter) if letter in text else -1
        while at >= 0:
            yield at
            at = text.find(" " + letter, at + 1)


def windows(text: str, one_in: int) -> set[int]:
    """Hashes of stretches of 24 letters, four words or so, at one word in `one_in`."""
    while "  " in text:
        text = text.replace("  ", " ")
    text, last = " " + text, 1 + len(text) - WINDOW
    starts: Iterable[int] = _plain_starts(text, one_in)
    if not text.isascii():
        words = ANY_START.finditer(text)
        starts = (found.start() for found in words if not ord(found[0][1]) % one_in)
    return {hash(text[at : at + WINDOW]) for at in starts if at <= last}


class Index:
    """Postings of n-grams; texts are numbered in the order in which they are added."""

    def __init__(self, letters: int = 0, texts: int = 1) -> None:
        """An empty index for a collection of so many letters in so many texts.

        Short texts have few words to choose from, so that more of them are taken.
        """
        words = letters // MEAN_LETTERS
        many = words > MANY_WORDS and words >= LONG_TEXT * texts
        sampled = 0 if words <= FEW_WORDS else 16 if many else 8
        self.sampled = sampled
        self.size = 0
        self._buckets = [array("q") for _ in range(BUCKETS)]

    def add(self, text: str) -> None:
        """The next text, its words with nothing but spaces between them."""
        buckets, number = self._buckets, self.size
        for gram in windows(text, self.sampled) if self.sampled else grams(text.split()):
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
