"""Answers to demands in the stories marked by hand: what is lost where, and how to weigh evidence.

python -P -m bench.answers           what is asked, given, right, and why the rest is lost, by round
python -P -m bench.answers --loso    the same with the weights fitted on all other stories
python -P -m bench.answers --early   rounds from the sixth on, with weights fitted on the first five
python -P -m bench.answers --fit     the weights fitted on all stories, for evidence.toml

Fitted by Newton's method for the logistic loss with a square penalty (PENALTY times half the sum of
squares), one row for each demand and each move after it; a row is right where the marks have an
answer of that demand in the move.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from unittest.mock import patch

from analysis.demands import evidence, turns
from bench import logistic
from tests.heldout import stories

PENALTY = 2.0
EARLY = ("first", "later", "third", "fourth", "fifth")
BARRING = frozenset(("another",))
"""Reasons for which no weight is needed: they bar an answer."""
CLASSES = ("asked", "right", "given", "no demand", "not seen", "other demand", "label", "false")


class Row(NamedTuple):
    """A demand and a move: the story, the reasons that hold, and whether the marks agree."""

    story: str
    reasons: frozenset[str]
    right: bool


def rows() -> list[Row]:
    """Every demand of the stories that was found and marked, with every move after it."""
    heard: list[tuple[str, int, int, int, int, frozenset[str]]] = []
    pairs = turns.pairs

    def listening(found: Any, text: str, *rest: Any) -> Iterator[Any]:
        for item, move, reasons, stands in pairs(found, text, *rest):
            heard.append((text, item.start, item.end, move.start, move.end, frozenset(reasons)))
            yield item, move, reasons, stands

    made = []
    with patch.object(turns, "pairs", listening):
        for name in (name for names in stories.ROUNDS.values() for name in names):
            heard.clear()
            stories.told.cache_clear()
            made += list(_marked(name, heard))
    stories.told.cache_clear()
    return made


def _marked(
    name: str, heard: Sequence[tuple[str, int, int, int, int, frozenset[str]]]
) -> Iterator[Row]:
    story = stories.told(name)
    for article, gold in story.gold.items():
        text = (stories.HERE / "articles" / article).read_bytes().decode("utf-8")
        both = stories.pairs(gold["demands"], story.found["files"][article]["demands"])
        marked = {(item["start"], item["end"]): row["responses"] for row, item in both}
        for whole, start, end, first, past, reasons in heard:
            if whole == text and (start, end) in marked:
                answers = marked[start, end]
                right = any(a["start"] < past and first < a["end"] for a in answers)
                yield Row(name, reasons, right)


def fitted(given: Sequence[Row]) -> dict[str, float]:
    """The weight of each reason, "base" for what holds always."""
    rows = [({"base": 1.0} | dict.fromkeys(row.reasons - BARRING, 1.0), row.right) for row in given]
    return logistic.fitted(rows, lambda _: PENALTY)


def losses(name: str) -> Counter[str]:
    """How many answers of a story are asked, given and right, and why the others are lost."""
    story, count = stories.told(name), Counter[str]()
    for article, gold in story.gold.items():
        found = story.found["files"][article]["demands"]
        every = [answer for item in found for answer in item["responses"]]
        both = stories.pairs(gold["demands"], found)
        known = {id(row): item for row, item in both}
        for row in gold["demands"]:
            if id(row) not in known:
                count["no demand"] += len(row["responses"])
                continue
            left = list(known[id(row)]["responses"])
            count["given"] += len(left)
            for answer in row["responses"]:
                count["asked"] += 1
                count[_why(answer, left, every)] += 1
                met = next((one for one in left if _overlap(answer, one)), None)
                left = [one for one in left if one is not met]
            count["false"] += len(left)
    return count


def _why(answer: Any, left: Sequence[Any], every: Sequence[Any]) -> str:
    """Right, or why an answer is lost: another sort, given to another demand, or not seen."""
    own = [one for one in left if _overlap(answer, one)]
    positive = stories.POSITIVE
    for one in own:
        sorts = {one["response"], answer["response"]}
        if len(sorts) == 1 or sorts <= positive:
            return "right"
    if own:
        return "label"
    return "other demand" if any(_overlap(answer, one) for one in every) else "not seen"


def _overlap(one: Any, other: Any) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _table(counts: dict[str, Counter[str]]) -> Iterator[str]:
    yield "\t".join(("round", *CLASSES))
    for name, count in [*counts.items(), ("all", sum(counts.values(), Counter[str]()))]:
        yield "\t".join((name, *(str(count[one]) for one in CLASSES)))


def measured(weights: dict[str, dict[str, float]] | None = None) -> dict[str, Counter[str]]:
    """The losses by round; `weights` by story where they are not those of evidence.toml."""
    found: dict[str, Counter[str]] = {}
    for round_, names in stories.ROUNDS.items():
        for name in names:
            if weights is not None and name not in weights:
                continue
            stories.told.cache_clear()
            own = weights[name] if weights is not None else evidence.weights()
            with patch.object(evidence, "weights", lambda own=own: own):
                found.setdefault(round_, Counter()).update(losses(name))
    stories.told.cache_clear()
    return found


def main(arguments: Sequence[str]) -> None:
    """Print the table or the weights."""
    if not arguments:
        print("\n".join(_table(measured())))
        return
    data = rows()
    names = [name for names in stories.ROUNDS.values() for name in names]
    if "--fit" in arguments:
        print("[weight]")
        for name, weight in sorted(fitted(data).items(), key=lambda pair: -pair[1]):
            print(f"{name} = {weight:.2f}")
    if "--loso" in arguments:
        own = {name: fitted([row for row in data if row.story != name]) for name in names}
        print("\n".join(_table(measured(own))))
    if "--early" in arguments:
        early = {name for round_ in EARLY for name in stories.ROUNDS[round_]}
        weights = fitted([row for row in data if row.story in early])
        late = {name: weights for name in names if name not in early}
        print("\n".join(_table(measured(late))))


if __name__ == "__main__":
    main(sys.argv[1:])
