"""A text to the stretches between its blanks: made once, for every layer that reads words.

What a layer knows of a stretch ("“We", "plan.", "100,000") it can keep by heart: they come again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate, count
from operator import add
from typing import NamedTuple, TypeVar

LONGEST = 40
"""A longer stretch is not worth keeping by heart: it does not come again."""
MOST = 50_000
Known = TypeVar("Known")


class ByHeart(dict[str, Known]):
    """What `learn` tells of a word or stretch, kept by heart; all is forgotten at `MOST` of them.

    Like a bounded cache, but a look-up costs no more than one in a dict.
    """

    def __init__(self, learn: Callable[[str], Known]) -> None:
        """Know nothing; `learn` is pure."""
        super().__init__()
        self._learn = learn

    def __missing__(self, stretch: str) -> Known:
        known = self._learn(stretch)
        if len(stretch) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[stretch] = known
        return known


class Pieces(NamedTuple):
    """The stretches of a text between its blanks, in order, and the offset where each begins."""

    texts: list[str]
    starts: list[int]


# The layers of the analysis ask for the words of one article after the other.
@lru_cache(maxsize=2)
def pieces(text: str) -> Pieces:
    """The stretches of a text between its blanks, to be looked at only.

    A line break is a blank; some are empty (two blanks); other white space is part of them.
    """
    return split(text)


def split(text: str) -> Pieces:
    """`pieces` of a text that nobody else asks for."""
    texts = text.replace("\n", " ").split(" ")
    return Pieces(texts, list(map(add, accumulate(map(len, texts), initial=0), count()))[:-1])
