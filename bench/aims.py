"""Of whom demands are asked in the stories marked by hand, where their clause does not say it.

python -P -m bench.aims           right, given and right of given: the rules alone, and each story
                                  with the weights of all others
python -P -m bench.aims --fit     the weights fitted on all stories, for aims.toml

Fitted by Newton's method for the logistic loss with a square penalty, one row for each demand and
each candidate; a row is right where the marks name the candidate.  Nobody is right where the marks
leave the target open.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence, Set
from typing import Any, NamedTuple
from unittest.mock import patch

from analysis.demands import aims
from bench import logistic
from tests.heldout import stories

PENALTY = 2.0


class Asked(NamedTuple):
    """A demand of a story: the targets that its marks allow, and the candidates with reasons."""

    story: str
    targets: str
    candidates: dict[str, Set[str]]


def asked() -> list[Asked]:
    """Every demand that was found and marked and whose clause does not say who must act."""
    heard: list[tuple[str, int, int, dict[str, Set[str]]]] = []
    candidates = aims.Aims.candidates

    def listening(self: Any, found: Any, number: int) -> dict[str, set[str]]:
        given = candidates(self, found, number)
        item = found[number]
        heard.append((self.text, item.start, item.end, {k: set(v) for k, v in given.items()}))
        return given

    made: list[Asked] = []
    with patch.object(aims.Aims, "candidates", listening):
        for name in (name for names in stories.ROUNDS.values() for name in names):
            heard.clear()
            stories.told.cache_clear()
            made += list(_marked(name, heard))
    stories.told.cache_clear()
    return made


def _marked(
    name: str, heard: Sequence[tuple[str, int, int, dict[str, Set[str]]]]
) -> Iterator[Asked]:
    story = stories.told(name)
    for article, gold in story.gold.items():
        text = (stories.HERE / "articles" / article).read_bytes().decode("utf-8")
        both = stories.pairs(gold["demands"], story.found["files"][article]["demands"])
        marked = {(item["start"], item["end"]): row["target"] for row, item in both}
        for whole, start, end, given in heard:
            if whole == text and (start, end) in marked:
                yield Asked(name, marked[start, end], given)


def right(targets: str, name: str) -> bool:
    """Whether a name is one of the targets of the marks; "" where they leave it open."""
    names = [one.strip() for one in targets.split(";")]
    if not name:
        return "" in names
    return stories.same_name({"names": [one for one in names if one]}, name)


def fitted(given: Sequence[Asked], kept: Set[str]) -> dict[str, float]:
    """The weight of each reason that is kept."""
    rows = [
        ({"base": 1.0} | dict.fromkeys(reasons & kept, 1.0), right(one.targets, name))
        for one in given
        for name, reasons in one.candidates.items()
    ]
    return logistic.fitted(rows, lambda _: PENALTY)


def best(one: Asked, weights: dict[str, float]) -> str:
    """The candidate for whom most speaks, "" where nothing speaks for anybody."""
    with patch.object(aims, "weights", lambda: weights):
        ranked = [(aims.score(r), name) for name, r in one.candidates.items()]
    score, name = max(ranked, default=(aims.ENOUGH, ""))
    return name if score > aims.ENOUGH else ""


def by_rules(one: Asked) -> str:
    """Whom the rules name, without any weight."""
    return next((name for name, reasons in one.candidates.items() if "before" in reasons), "")


def _line(name: str, pairs: Sequence[tuple[Asked, str]]) -> str:
    given = [(one, found) for one, found in pairs if found]
    hits = sum(right(one.targets, found) for one, found in pairs)
    sure = sum(right(one.targets, found) for one, found in given)
    return f"{name}\t{hits} of {len(pairs)}\tgiven {len(given)}\tright of these {sure}"


def main(arguments: Sequence[str]) -> None:
    """Print the figures or the weights."""
    data, kept = asked(), set(aims.weights()) - {"base"}
    if "--fit" in arguments:
        found = fitted(data, kept)
        for name in sorted(found, key=lambda one: -found[one]):
            print(f"{name} = {found[name]:.2f}")
        return
    print(_line("rules", [(one, by_rules(one)) for one in data]))
    others = {
        name: fitted([one for one in data if one.story != name], kept)
        for name in {one.story for one in data}
    }
    print(_line("weighed", [(one, best(one, others[one.story])) for one in data]))
    print(_line("seen", [(one, best(one, aims.weights())) for one in data]))


if __name__ == "__main__":
    main(sys.argv[1:])
