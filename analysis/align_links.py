"""Two lists of units to links: what stands for what, and which links keep the common order.

Equal units first, then reworked ones: candidates by shared words and word pairs, verified by the
words in common order, assigned best first; what is left may join a link (several sentences in one).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from analysis.align_compare import Comparer, Likeness
from analysis.align_units import Unit, tokens

WIDEST_GAP, BESIDE = 4, 0.35
MOST_WORDS = 1_000_000


class Link(NamedTuple):
    """Units of both sides that stand for one another; `words` is what they have in common."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    same: bool
    words: float


def anchors(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of equal keys.

    A key that stands several times is paired where its neighbours are, the rest in order.
    """
    at_left, at_right = defaultdict(list), defaultdict(list)
    for index, key in enumerate(left):
        at_left[key].append(index)
    for index, key in enumerate(right):
        at_right[key].append(index)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    repeated = []
    for key, lefts in at_left.items():
        rights = at_right.get(key, [])
        if len(lefts) == len(rights):
            pairs.update(zip(lefts, rights, strict=True))
            taken.update(rights)
        elif rights:
            repeated.append((lefts, rights))
    for step in (-1, 1):
        for lefts, _ in repeated:
            for index in lefts[::-step]:
                beside = pairs.get(index + step, -2) - step
                near = 0 <= beside < len(right) and beside not in taken
                if index not in pairs and near and right[beside] == left[index]:
                    pairs[index] = beside
                    taken.add(beside)
    for lefts, rights in repeated:
        free = (index for index in rights if index not in taken)
        pairs.update(zip([i for i in lefts if i not in pairs], free, strict=False))
    return sorted(pairs.items())


def _assign(
    scored: dict[tuple[int, int], Likeness], fixed: dict[int, int]
) -> dict[int, tuple[int, float]]:
    """Best pairs first, each unit once; a pair beside another pair goes before an equal one."""

    def rank(item: tuple[tuple[int, int], Likeness]) -> tuple[float, int]:
        (left, right), like = item
        beside = any(fixed.get(left + step) == right + step for step in (-1, 1))
        return -like.score - 0.05 * beside, left

    chosen: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for (left, right), like in sorted(scored.items(), key=rank):
        if left not in chosen and right not in used:
            chosen[left] = right, like.common
            used.add(right)
    return chosen


def _rest(words: list[str], taken: list[str]) -> list[str]:
    """Words without those that another unit already explains."""
    blocks = LCSseq.opcodes(words, taken)
    return [w for b in blocks if b.tag != "equal" for w in words[b.src_start : b.src_end]]


def _merged(
    compare: Comparer,
    scored: dict[tuple[int, int], Likeness],
    parts: list[tuple[int, int]],
    chosen: dict[int, tuple[int, float]],
) -> list[Link]:
    """Links of several units: what is left joins where it explains words that are still free.

    Of `parts` one unit is contained in the other: a short one joins the link that it stands beside.
    """
    lefts = {right: [left] for left, (right, _) in chosen.items()}
    rights = {left: [right] for left, (right, _) in chosen.items()}
    common = {left: weight for left, (_, weight) in chosen.items()}
    ranked = sorted(scored.items(), key=lambda item: -item[1].score)
    for left, right in [*(pair for pair, _ in ranked), *parts]:
        beside = (left, right) in scored or _beside(left, right, lefts, rights)
        if not beside:
            continue
        if left not in chosen and left not in rights and right in lefts:
            primary = lefts[right][0]
            if len(rights[primary]) == 1:
                free = compare.right[right]
                for other in lefts[right]:
                    free = _rest(free, compare.left[other])
                if like := compare.likeness(compare.left[left], free):
                    lefts[right].append(left)
                    rights[left] = [right]
                    common[primary] += like.common
        elif right not in lefts and left in chosen and len(lefts[rights[left][0]]) == 1:
            free = compare.left[left]
            for other in rights[left]:
                free = _rest(free, compare.right[other])
            if like := compare.likeness(free, compare.right[right]):
                rights[left].append(right)
                lefts[right] = [left]
                common[left] += like.common
    return [
        Link(
            tuple(sorted(lefts[chosen[left][0]])), tuple(sorted(rights[left])), False, common[left]
        )
        for left in chosen
    ]


def _beside(
    left: int, right: int, lefts: dict[int, list[int]], rights: dict[int, list[int]]
) -> bool:
    """Whether a unit stands beside one that is linked with the other."""
    return any(abs(left - other) == 1 for other in lefts.get(right, ())) or any(
        abs(right - other) == 1 for other in rights.get(left, ())
    )


def _gaps(
    compare: Comparer, pairs: list[tuple[int, int]], merged: list[Link], sizes: tuple[int, int]
) -> list[Link]:
    """Links of what stands in one place of both texts with few words in common (a retranslation).

    A gap of a few units between two neighbouring links is evidence of its own, so that a weaker
    likeness is enough there.
    """
    whole = sorted([*pairs, *((i, j) for link in merged for i in link.left for j in link.right)])
    taken = {i for i, _ in whole}, {j for _, j in whole}
    found = []
    for (a, b), (c, d) in pairwise([(-1, -1), *whole, sizes]):
        lefts = [i for i in range(a + 1, c) if i not in taken[0]]
        rights = [j for j in range(b + 1, d) if j not in taken[1]]
        if not (1 <= len(lefts) <= WIDEST_GAP and 1 <= len(rights) <= WIDEST_GAP):
            continue
        least = b
        for i in lefts:
            ranked = [(compare.overlap(compare.left[i], compare.right[j]), j) for j in rights]
            value, j = max((entry for entry in ranked if entry[1] > least), default=(0.0, -1))
            if value >= BESIDE:
                mass = min(compare.mass(compare.left[i]), compare.mass(compare.right[j]))
                found.append(Link((i,), (j,), False, value * mass))
                least = j
    return found


class Linked(NamedTuple):
    """All links in the order of the left side, and whether reworked units were looked for."""

    links: list[Link]
    reworked: bool


def links(left: Sequence[Unit], right: Sequence[Unit], common: frozenset[str]) -> Linked:
    """The links of two texts; `common` are words that mean little.

    Where too much is left after the equal units (a million words), that is all: no search then.
    """
    pairs = anchors([unit.key for unit in left], [unit.key for unit in right])
    fixed = dict(pairs)
    found = [Link((i,), (j,), True, 1.0 + left[i].key.count(" ")) for i, j in pairs]
    taken = set(fixed.values())
    rest = [unit for i, unit in enumerate(left) if i not in fixed]
    rest += [unit for j, unit in enumerate(right) if j not in taken]
    if sum(unit.key.count(" ") + 1 for unit in rest) > MOST_WORDS:
        return Linked(found, reworked=False)
    compare = Comparer(
        {i: tokens(unit) for i, unit in enumerate(left) if i not in fixed},
        {j: tokens(unit) for j, unit in enumerate(right) if j not in taken},
        common,
    )
    scored, parts = {}, []
    for i, j in compare.candidates():
        like = compare.likeness(compare.left[i], compare.right[j])
        if like is not None:
            scored[i, j] = like
        elif compare.contained(compare.left[i], compare.right[j]):
            parts.append((i, j))
    chosen = _assign(scored, fixed)
    merged = _merged(compare, scored, parts, chosen)
    found += merged + _gaps(compare, pairs, merged, (len(left), len(right)))
    return Linked(sorted(found, key=lambda link: (link.left[0], link.right[0])), reworked=True)


def in_order(found: Sequence[Link]) -> list[bool]:
    """For each link (in the order of the left), whether it keeps the heaviest common order.

    A heaviest increasing subsequence over the right side by a tree of maxima: n log n.
    """
    size = 1 + max((link.right[0] for link in found), default=0)
    tree: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    before = [-1] * len(found)
    last, top = -1, 0.0
    for number, link in enumerate(found):
        position, best = link.right[0], (0.0, -1)
        while position > 0:
            if tree[position][0] > best[0]:
                best = tree[position]
            position -= position & -position
        weight, before[number] = best[0] + link.words, best[1]
        if weight > top:
            top, last = weight, number
        position = link.right[0] + 1
        while position <= size:
            if weight > tree[position][0]:
                tree[position] = weight, number
            position += position & -position
    kept = [False] * len(found)
    while last >= 0:
        kept[last] = True
        last = before[last]
    return kept
