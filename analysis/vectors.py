"""How near two words are in meaning, by the company that they keep in a large body of text.

The table `vectors.bin` is made by `bench/vectors.py` from GloVe (Pennington, Socher and Manning,
"GloVe: Global Vectors for Word Representation", 2014; public domain): 25,000 English words that
are no names, each with a code of 256 bits.  The share of bits in which two codes differ is the
angle between the vectors of the words, so that a cosine is one count of bits (Charikar, 2002).
"""

from __future__ import annotations

import math
from functools import cache
from importlib import resources
from pathlib import Path

BITS = 256
PATH = Path(__file__).with_name("vectors.bin")


@cache
def _table() -> tuple[dict[str, int], bytes]:
    """The place of each word, and the codes of all, one after another."""
    head, _, codes = resources.files("analysis").joinpath(PATH.name).read_bytes().partition(b"\n")
    return {word: place for place, word in enumerate(head.decode("ascii").split())}, codes


@cache
def _cosines() -> list[float]:
    """The cosine for so many bits that differ."""
    return [math.cos(math.pi * apart / BITS) for apart in range(BITS + 1)]


def code(word: str) -> int | None:
    """The bits of a lower-case word; None for one that the table does not hold."""
    places, codes = _table()
    if (place := places.get(word)) is None:
        return None
    wide = BITS // 8
    return int.from_bytes(codes[place * wide : (place + 1) * wide], "big")


def cosine(one: int, other: int) -> float:
    """How near the words of two codes are: 1 for the same, about 0 for what is unrelated."""
    return _cosines()[(one ^ other).bit_count()]


__all__ = ["BITS", "PATH", "code", "cosine"]
