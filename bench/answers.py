"""Answers to demands in the stories marked by hand: what is lost where, and how to weigh evidence.

python -P -m bench.answers           what is asked, given, right, and why the rest is lost, by round
python -P -m bench.answers --loso    the same with the weights fitted on all other stories
python -P -m bench.answers --rounds  the same with the weights fitted on all other rounds
python -P -m bench.answers --fit     the weights fitted on all stories, for the two tables

Fitted by Newton's method for the logistic loss with a square penalty (PENALTY times half the sum of
squares), one row for each demand and each move after it; a row is right where the marks have an
answer of that demand in the move.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from analysis.demands import evidence, sorts, turns, wordings
from analysis.demands.moves import Move
from bench import logistic
from store.records import Demand
from tests.analysis import test_demand_rules
from tests.heldout import stories

PENALTY = 2.0
CASES = Path(test_demand_rules.__file__).with_name("answer_cases.toml")
Heard = tuple[str, Demand, Move, dict[str, float]]
"""A text, a demand and a move in it, and how much each reason holds."""
CLASSES = ("asked", "right", "given", "no demand", "not seen", "other demand", "label", "false")


class Row(NamedTuple):
    """A demand and a move: the story, how much each reason holds, and whether the marks agree.

    `marks` tell of the sort, which is `sort` in the marks; None where they have no answer here.
    """

    story: str
    reasons: dict[str, float]
    right: bool
    marks: dict[str, float]
    sort: str | None


class Weights(NamedTuple):
    """The weights of evidence.toml, and those of sorts.toml."""

    evidence: dict[str, float]
    sorts: dict[str, dict[str, float]]


def rows() -> list[Row]:
    """Every demand that was found and marked, with every move after it that may answer.

    Of the stories, and of the contexts of `answer_cases.toml`, which belong to no story.
    """
    heard: list[Heard] = []
    pairs = turns.pairs

    def listening(found: Any, text: str, *rest: Any) -> Iterator[Any]:
        for item, move, reasons, stands in pairs(found, text, *rest):
            heard.append((text, item, move, reasons))
            yield item, move, reasons, stands

    made = []
    with patch.object(turns, "pairs", listening):
        for case in tomllib.loads(CASES.read_text("utf-8"))["case"]:
            heard.clear()
            found = test_demand_rules.read(case["text"])
            made += list(_of_case(found, dict(case["answers"]), heard))
        for name in (name for names in stories.ROUNDS.values() for name in names):
            heard.clear()
            stories.told.cache_clear()
            made += list(_marked(name, heard))
    stories.told.cache_clear()
    return made


def _of_case(
    found: Sequence[Demand], answers: dict[int, str], heard: Sequence[Heard]
) -> Iterator[Row]:
    """The rows of a context of our own, which tells what answers which of its demands."""
    number = {item.id: at for at, item in enumerate(found)}
    for _, item, move, reasons in heard:
        kind = answers.get(number[item.id])
        told = sorts.marks(item, move, wordings.how(item, move))
        yield Row("", reasons, kind is not None, told, _sort(kind))


def _sort(kind: str | None) -> str | None:
    return sorts.GRANTED if kind in stories.POSITIVE else kind


def _marked(name: str, heard: Sequence[Heard]) -> Iterator[Row]:
    story = stories.told(name)
    for article, gold in story.gold.items():
        text = (stories.HERE / "articles" / article).read_bytes().decode("utf-8")
        both = stories.pairs(gold["demands"], story.found["files"][article]["demands"])
        marked = {(item["start"], item["end"]): row["responses"] for row, item in both}
        for whole, item, move, reasons in heard:
            if whole == text and (item.start, item.end) in marked:
                answers = marked[item.start, item.end]
                met = [a for a in answers if a["start"] < move.end and move.start < a["end"]]
                told = sorts.marks(item, move, wordings.how(item, move))
                kind = met[0]["response"] if met else None
                yield Row(name, reasons, bool(met), told, _sort(kind))


def fitted(given: Sequence[Row]) -> Weights:
    """The weight of each reason, and of each mark for each sort; "base" for what holds always."""
    rows = [({"base": 1.0} | row.reasons, row.right) for row in given]
    met = [row for row in given if row.sort is not None]
    of_sort = {
        name: logistic.fitted(
            [({"base": 1.0} | row.marks, row.sort == name) for row in met], lambda _: PENALTY
        )
        for name in sorts.SORTS
    }
    return Weights(logistic.fitted(rows, lambda _: PENALTY), of_sort)


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


def measured(weights: dict[str, Weights] | None = None) -> dict[str, Counter[str]]:
    """The losses by round; `weights` by story where they are not those that are shipped."""
    found: dict[str, Counter[str]] = {}
    for round_, names in stories.ROUNDS.items():
        for name in names:
            if weights is not None and name not in weights:
                continue
            stories.told.cache_clear()
            own = weights[name] if weights else Weights(evidence.weights(), sorts.weights())
            with (
                patch.object(evidence, "weights", lambda own=own: own.evidence),
                patch.object(sorts, "weights", lambda own=own: own.sorts),
            ):
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
        print("\n".join(_tables(fitted(data))))
    if "--loso" in arguments:
        own = {name: fitted([row for row in data if row.story != name]) for name in names}
        print("\n".join(_table(measured(own))))
    if "--rounds" in arguments:
        own = {}
        for told in stories.ROUNDS.values():
            own |= dict.fromkeys(told, fitted([row for row in data if row.story not in told]))
        print("\n".join(_table(measured(own))))


def _tables(weights: Weights) -> Iterator[str]:
    """The weights as they stand in evidence.toml and in sorts.toml."""
    tables = {"weight": weights.evidence} | weights.sorts
    for title, table in tables.items():
        yield f"\n[{title}]"
        yield from (f"{name} = {weight:.2f}" for name, weight in _largest_first(table))


def _largest_first(table: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(table.items(), key=lambda pair: -pair[1])


if __name__ == "__main__":
    main(sys.argv[1:])
