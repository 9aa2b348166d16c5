"""Logistic regression with a ridge by Newton's method, for the tables of weights of `analysis`."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

STEPS = 100
"""So many steps at most."""
SMALL = 1e-4
"""No weight moves by more than this when the steps end."""
LONGEST = 2.0
"""A step that moves a weight by more is cut down to this."""


def fitted(
    rows: Sequence[tuple[Mapping[str, float], bool]], ridge: Callable[[str], float]
) -> dict[str, float]:
    """The weight of each sign, given rows of signs with their values and what is true.

    `ridge` tells how strongly the weight of a sign is held to 0.
    """
    names = sorted({name for signs, _ in rows for name in signs})
    place = {name: at for at, name in enumerate(names)}
    sparse = [([(place[n], v) for n, v in signs.items()], true) for signs, true in rows]
    held = [ridge(name) for name in names]
    weights = [0.0] * len(names)
    for _ in range(STEPS):
        slope = [-r * w for r, w in zip(held, weights, strict=True)]
        curve = [[r if a == b else 0.0 for b in range(len(names))] for a, r in enumerate(held)]
        for signs, true in sparse:
            chance = 1 / (1 + math.exp(-sum(weights[at] * v for at, v in signs)))
            for at, v in signs:
                slope[at] += (true - chance) * v
                for other, w in signs:
                    curve[at][other] += chance * (1 - chance) * v * w
        step = solved(curve, slope)
        largest = max(map(abs, step), default=0.0)
        cut = max(1.0, largest / LONGEST)
        weights = [w + s / cut for w, s in zip(weights, step, strict=True)]
        if largest < SMALL:
            break
    return dict(zip(names, weights, strict=True))


def solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """x of matrix x = right, by elimination; the matrix is positive definite."""
    lines = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for at, line in enumerate(lines):
        for below in lines[at + 1 :]:
            factor = below[at] / line[at]
            if factor:
                below[at:] = [b - factor * a for a, b in zip(line[at:], below[at:], strict=True)]
    found = [0.0] * len(lines)
    for at in reversed(range(len(lines))):
        rest = sum(lines[at][k] * found[k] for k in range(at + 1, len(lines)))
        found[at] = (lines[at][-1] - rest) / lines[at][at]
    return found
