"""How much the words of a clause speak for something that was done or is so, by their meaning.

Each word of `vectors` has a weight of its own, the sum over the bits of its code of what is fitted
for them (`worth.toml`, by `bench/claims_worth.py`); a clause has the mean of its words.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from analysis import vectors
from analysis.claims.lexicon import table
from analysis.claims.tokens import Token

BYTE, VALUES = 8, 256


@functools.cache
def _bytes() -> list[list[float]]:
    """For each byte of a code, the sum of the weights of its bits by its value."""
    weights = table("worth")["bits"]
    found = []
    for first in range(0, vectors.BITS, BYTE):
        own = weights[first : first + BYTE]
        signs = [[1 if value >> (BYTE - 1 - at) & 1 else -1 for at in range(BYTE)]
                 for value in range(VALUES)]  # fmt: skip
        found.append([sum(s * w for s, w in zip(row, own, strict=True)) for row in signs])
    return found


@functools.lru_cache(maxsize=1 << 15)
def word(low: str) -> float | None:
    """The weight of a lower-case word; None for one that `vectors` does not know."""
    code = vectors.code(low)
    if code is None:
        return None
    places = code.to_bytes(vectors.BITS // BYTE, "big")
    return sum(row[value] for row, value in zip(_bytes(), places, strict=True))


def mean(words: Sequence[Token]) -> float:
    """The mean weight of the words that have one, 0 without any."""
    known = [weight for item in words if (weight := word(item.low)) is not None]
    return sum(known) / len(known) if known else 0.0


__all__ = ["mean", "word"]
