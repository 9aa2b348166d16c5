"""The diff of long texts: CPU of wirecopy and of difflib on the same two, in turn.

    python bench/copies_diff.py [--rounds 7] [--words 5000 50000 500000]

The texts are made: sentences of 22 words or so, of which three in five are kept, one in five is
reworded, and the others are moved, dropped or new.
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
import sys
import time
from collections.abc import Callable
from itertools import accumulate

from analysis.align import align
from store.records import Article

VOCABULARY = 20_000
LETTERS = "etaoinshrdlucmfwypvbgk"
DIFFLIB_UP_TO = 5_000


def made(words: int, seed: int = 3) -> tuple[str, str]:
    """Two versions of a text of so many words."""
    dice = random.Random(seed)
    known = ["".join(dice.choices(LETTERS, k=2 + n % 9)) for n in range(VOCABULARY)]
    weights = list(accumulate(1 / (4 + n) for n in range(VOCABULARY)))

    def sentence() -> list[str]:
        return dice.choices(known, cum_weights=weights, k=dice.randint(12, 32))

    left = [sentence() for _ in range(words // 22)]
    right: list[list[str]] = []
    for number, one in enumerate(left):
        fate = dice.random()
        if fate < 0.6:
            right.append(one)
        elif fate < 0.8:
            right.append([dice.choice(known) if dice.random() < 0.2 else word for word in one])
        elif fate < 0.87:
            right.insert(max(0, len(right) - dice.randint(1, 30)), one)
        elif fate < 0.93:
            right += [one, sentence()]
        if not number % 4 and right:
            right[-1] = [*right[-1]]
    return tuple(_text(side) for side in (left, right))  # type: ignore[return-value]


def _text(sentences: list[list[str]]) -> str:
    said = [" ".join(words).capitalize() + "." for words in sentences]
    return "\n\n".join(" ".join(said[start : start + 3]) for start in range(0, len(said), 3))


def best(rounds: int, act: Callable[[], object]) -> float:
    """The least CPU time of some rounds, in milliseconds."""
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        act()
        times.append(time.process_time() - begun)
    return round(1000 * min(times), 1)


def _difflib(left: str, right: str) -> object:
    return difflib.SequenceMatcher(None, left.split(), right.split(), autojunk=False).get_opcodes()


def measured(words: int, rounds: int) -> dict[str, float]:
    """What the diff of a text of so many words takes, and difflib's where it can be waited for."""
    texts = made(words)
    left, right = (Article(text[:9], "", "", text) for text in texts)
    found = {"words": words, "wirecopy_ms": best(rounds, lambda: align(left, right))}
    if words <= DIFFLIB_UP_TO:
        found["difflib_ms"] = best(rounds, lambda: _difflib(*texts))
    return found


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--words", type=int, nargs="+", default=[5_000, 50_000, 500_000])
    given = parser.parse_args(arguments)
    for words in given.words:
        print(json.dumps(measured(words, given.rounds if words <= 50_000 else 1)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
