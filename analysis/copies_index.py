"""Many texts to the pairs that may share wording: an exact index of stretches of letters.

Not a sketch: two texts that share an indexed stretch always meet.  Small collections index the
stretch at every word, large ones that at one word in four, eight or sixteen and more, chosen by its
first letter, so that all texts choose the same ones and no text has to be cut into words.  The
hashes are the same in every process and on every day, so that an index may be kept.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import Final, NamedTuple
from zlib import crc32

DENSITIES = {1: 6_000_000, 4: 24_000_000, 8: 48_000_000}
THOROUGH = {1: 6_000_000, 4: 96_000_000, 8: 192_000_000}
"""At one word in how many collections of up to so many words are indexed: for the copies, or so
that the short passages which texts share are found as well, at twice the cost."""
FOUND = {1: 1.0, 4: 0.93, 8: 0.78, 16: 0.6}
"""Which share of short passages is found, measured on synthetic wire copies."""
SPARSEST, MEAN_LETTERS = 16, 6
FIRST = {1: b"a-z0-9", 4: b"048dhlptx", 8: b"08hpx", 16: b"p"}
WINDOWS = {1: 28, 4: 24, 8: 40, 16: 40}
FEWEST = {1: 2, 4: 2, 8: 1, 16: 1}
"""How many stretches two texts must share to be looked at: of long ones a single one tells."""
BUCKETS: Final = 256
DOC_BITS: Final = 24
DOC_MASK: Final = (1 << DOC_BITS) - 1
MOST_TEXTS = 60
NEIGHBOURS = 4
SHORT, SHORT_WORDS = 400, 3
SALT = 1


def _starts(one_in: int) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """Patterns of the stretches that begin at one word in `one_in`: in ASCII, and in any text.

    A letter of several bytes is chosen by the last of them, and its stretch has twice the bytes.
    One letter to look for is found twice as fast as one of several.
    """
    size, letters = WINDOWS[one_in], FIRST[one_in]
    last = b"[" + b"".join(b"\\x%x" % code for code in range(0x80, 0xC0, one_in)) + b"]"
    wide = b"(?:[\xc0-\xdf]|[\xe0-\xef].|[\xf0-\xff]..)" + last + b".{%d}" % (2 * size - 2)
    first = letters if len(letters) == 1 else b"[" + letters + b"]"
    plain = first + b"(?=(.{%d}))" % (size - 1)
    return (
        re.compile(b" " + plain, re.DOTALL),
        re.compile(b" (?:" + plain + b"|(?=(" + wide + b")))", re.DOTALL),
    )


STARTS = {one_in: _starts(one_in) for one_in in WINDOWS}


def sampling(letters: int, thorough: bool = False) -> int:
    """At one word in how many a collection of so many letters is indexed."""
    words = letters // MEAN_LETTERS
    most_words = THOROUGH if thorough else DENSITIES
    return next((one_in for one_in, most in most_words.items() if words <= most), SPARSEST)


def prints(text: bytes, one_in: int) -> set[int]:
    """Hashes (32 bits) of the stretches of a text, its words with spaces between them.

    Very short texts have two of the whole, so that equal ones meet.
    """
    while b"  " in text:
        text = text.replace(b"  ", b" ")
    ascii_only, any_text = STARTS[one_in]
    if text.isascii():
        found = set(map(crc32, ascii_only.findall(b" " + text)))
    else:
        found = set(map(crc32, map(b"".join, any_text.findall(b" " + text))))
    if len(text) < SHORT:
        words = text.split()
        if len(words) >= SHORT_WORDS:
            whole = b" ".join(words)
            found |= {crc32(whole), crc32(whole, SALT)}
    return found


class Index:
    """Postings of texts that are numbered in the order in which they are added.

    `buckets` holds them as plain numbers: the hash, and in the lowest 24 bits the text.  A posting
    is in the bucket of its hash's lowest byte, and those of one bucket are in the order of texts.
    """

    def __init__(self, one_in: int = 1, first: int = 0) -> None:
        """An empty index; `one_in` says how densely, `first` is the number of its first text."""
        self.one_in = one_in
        self.size = first
        self.buckets = [array("Q") for _ in range(BUCKETS)]

    def add(self, found: Iterable[int]) -> None:
        """The next text, by its `prints`."""
        buckets, number = self.buckets, self.size
        for one in found:
            buckets[one & (BUCKETS - 1)].append(one << DOC_BITS | number)
        self.size += 1

    def extend(self, later: Index) -> None:
        """Take in an index whose texts come after these."""
        for mine, other in zip(self.buckets, later.buckets, strict=True):
            mine.extend(other)
        self.size = later.size


class Met(NamedTuple):
    """Pairs of texts as numbers, the lower text's above 24 bits, by how many stretches they share.

    `often` share several, `once` one.
    """

    often: array[int]
    once: array[int]


def met(parts: Iterable[Met], fewest: int) -> list[tuple[int, int]]:
    """The pairs (lower number first) that share one stretch, or two, in one part or in several."""
    often: set[int] = set()
    once: set[int] = set()
    for part in parts:
        often.update(part.often, once.intersection(part.once))
        once.update(part.once)
    wanted = often if fewest > 1 else often | once
    return [(pair >> DOC_BITS, pair & DOC_MASK) for pair in wanted]


def meeting(buckets: Iterable[Sequence[int]]) -> Met:
    """Which pairs of texts share stretches of some buckets.

    A stretch of more than some tens of texts is a formula; it only joins neighbours in the order of
    the texts, so that a hundred copies of one story still meet in a chain.
    """
    shared: Counter[int] = Counter()
    for bucket in buckets:
        shared.update(_pairs(bucket))
    often, once = array("Q"), array("Q")
    for pair, count in shared.items():
        (often if count > 1 else once).append(pair)
    return Met(often, once)


def _pairs(postings: Sequence[int]) -> Iterator[int]:
    """The pairs of texts that meet in a bucket."""
    hashes = [posting >> DOC_BITS for posting in postings]
    counts = Counter(hashes)
    often = {one for one, count in counts.items() if count > 1}
    known = sorted(compress(postings, map(often.__contains__, hashes)))
    start = 0
    while start < len(known):
        end = start + counts[known[start] >> DOC_BITS]
        texts = [posting & DOC_MASK for posting in known[start:end]]
        reach = len(texts) if len(texts) <= MOST_TEXTS else NEIGHBOURS
        for place, text in enumerate(texts):
            for other in texts[place + 1 : place + 1 + reach]:
                yield text << DOC_BITS | other
        start = end
