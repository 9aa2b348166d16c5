"""Own hand-aligned pairs: each with real editing operations, `hold_*` put aside before tuning.

In the left text `{a}` opens a sentence; in the right one `{a e}` says that it comes from there:
s same, e edited, m moved, me both; `{a+b e}` is a merge, `{+}` a sentence that only the right has.
"""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from analysis import engine
from analysis.align import align
from store.records import Alignment, Article, Label, Span

FOLDER = Path(__file__).parent / "alignments"
MARK = re.compile(r"\{([a-z+]+)(?: (s|e|m|me))?\}")
LABELS: dict[str, Label] = {"s": "same", "e": "edited", "m": "moved", "me": "moved+edited"}


class Marked(NamedTuple):
    start: int
    end: int
    ids: frozenset[str]
    label: str


class Score(NamedTuple):
    required: int
    found: int
    false: int
    labelled: int

    @property
    def f1(self) -> float:
        return 2 * self.found / (self.required + self.found + self.false)


def unmark(marked: str) -> tuple[str, list[Marked]]:
    """The text without its marks, and the sentences that they open."""
    text, found, position = "", [], 0
    marks = [*MARK.finditer(marked), None]
    for mark, after in pairwise(marks):
        assert mark is not None
        text += marked[position : mark.start()]
        position = after.start() if after else len(marked)
        sentence = marked[mark.end() : position]
        start = len(text)
        text += sentence
        ids = frozenset(mark[1].split("+")) - {""}
        found.append(Marked(start, start + len(sentence.rstrip()), ids, LABELS.get(mark[2], "")))
    return text, found


def covers(span: Span, sentence: Marked) -> bool:
    common = min(span.end, sentence.end) - max(span.start, sentence.start)
    return common > 0 and common >= 0.5 * min(span.end - span.start, sentence.end - sentence.start)


def score(found: Alignment, left: list[Marked], right: list[Marked]) -> Score:
    """Links of the alignment against those of the marks; one link of a merge is enough."""
    given: dict[tuple[int, int], str] = {}
    for row in found.rows:
        for a, one in enumerate(left):
            for b, other in enumerate(right):
                at_left = any(covers(span, one) for span in row.left)
                if at_left and any(covers(span, other) for span in row.right):
                    given[a, b] = row.label
    true = {
        (a, b): other.label
        for b, other in enumerate(right)
        for a, one in enumerate(left)
        if one.ids & other.ids
    }
    rows = [{pair for pair in true if pair[1] == b} for b, other in enumerate(right) if other.ids]
    hits = [row & given.keys() for row in rows]
    labelled = sum(any(given[pair] == true[pair] for pair in hit) for hit in hits)
    false = sum(pair not in true for pair in given)
    return Score(len(rows), sum(map(bool, hits)), false, labelled)


def case(name: str) -> tuple[Article, Article, Score]:
    book = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    (left, lefts), (right, rights) = unmark(book["left"]), unmark(book["right"])
    one = engine.read(Article("left", "left.txt", "", left))
    other = engine.read(Article("right", "right.txt", "", right))
    return one, other, score(align(one, other), lefts, rights)


def total(prefix: str) -> Score:
    scores = [case(path.stem)[2] for path in sorted(FOLDER.glob(f"{prefix}*.toml"))]
    assert len(scores) >= 6
    return Score(*(sum(values) for values in zip(*scores, strict=True)))


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.toml")))
def test_every_pair_is_aligned_better_than_by_chance(name: str) -> None:
    result = case(name)[2]
    assert result.f1 >= 0.85, result


@pytest.mark.parametrize("prefix", ["dev_", "hold_"])
def test_links_reach_the_figure_of_the_project(prefix: str) -> None:
    result = total(prefix)
    assert result.f1 >= 0.95, result  # issue 5: link F1 >= .95 on the six put aside
    assert result.labelled >= 0.93 * result.found, result
