"""Rows of the ledger in the stories marked by hand: which pairs of demands are one thing asked for.

python -P -m bench.rows [--more FOLDER]     pairs right, given and asked, weights of rows.toml
python -P -m bench.rows --left-out          the same, each round with weights fitted on the others
python -P -m bench.rows --fit               the weights fitted on all stories, for rows.toml

A pair of demands of two articles is right where the marks give both one name.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from analysis.actors import ActorTable
from analysis.demands import across, likeness, rows
from bench import logistic
from store.records import Demand, Findings, article_id
from tests.heldout import stories

PENALTY = 1.0
CUTS = (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0)


class Told(NamedTuple):
    """The demands of a story that were found, the row of those that are marked, its actors."""

    name: str
    found: list[Findings]
    row: dict[str, str]
    table: ActorTable


class Row(NamedTuple):
    """A pair of demands: its story, its signs, and whether it is one row."""

    story: str
    signs: dict[str, float]
    right: bool
    texts: tuple[str, str]


def told(name: str) -> Told:
    """A story as the engine reads it, before rows are made."""
    heard: list[tuple[Sequence[Findings], ActorTable]] = []
    real = across.link

    def listening(found: Sequence[Findings], table: ActorTable) -> list[Findings]:
        heard.append((found, table))
        return real(found, table)

    stories.told.cache_clear()
    with patch.object(across, "link", listening):
        stories.told(name)
    found, table = heard[0]
    place = {(demand.article, demand.start, demand.end): demand.id for demand in _demands(found)}
    named = {}
    for article, (row, item) in stories.by_article(name):
        text = (stories.HERE / "articles" / article).read_bytes().decode("utf-8")
        key = place.get((article_id(article, text), item["start"], item["end"]))
        if key is not None:
            named[key] = row["name"]
    return Told(name, list(found), named, table)


def _demands(found: Iterable[Findings]) -> list[Demand]:
    return [demand for item in found for demand in item.demands if demand.demand == "other"]


def _pairs(
    found: Sequence[Findings], table: ActorTable
) -> Iterator[tuple[Demand, Demand, dict[str, float]]]:
    asked = [likeness.asked(demand, table) for demand in _demands(found)]
    homes = [one.demand.article for one in asked]
    near = [(a, b) for a, b in rows.candidates(asked) if homes[a] != homes[b]]
    for pair in rows.pairs(asked, near, table):
        yield asked[pair.one].demand, asked[pair.other].demand, pair.signs


def marked(story: Told) -> Iterator[Row]:
    """The pairs of the marked demands of a story."""
    for one, other, signs in _pairs(story.found, story.table):
        if one.id in story.row and other.id in story.row:
            right = story.row[one.id] == story.row[other.id]
            yield Row(story.name, signs, right, (one.text, other.text))


def asked(story: Told) -> int:
    """How many pairs of marked demands of two articles are one row."""
    known = [demand for demand in _demands(story.found) if demand.id in story.row]
    both = combinations(known, 2)
    return sum(a.article != b.article and story.row[a.id] == story.row[b.id] for a, b in both)


def fitted(data: Sequence[Row]) -> dict[str, float]:
    """The weight of each sign."""
    return logistic.fitted([(row.signs, row.right) for row in data], lambda _: PENALTY)


def _counts(scored: Sequence[tuple[float, Row]], wanted: int) -> Iterator[str]:
    for cut in CUTS:
        given = [row for score, row in scored if score > cut]
        right = sum(row.right for row in given)
        f1 = 2 * right / (len(given) + wanted)
        yield f"above {cut:4}: {right} right of {len(given)} given, {wanted} asked, F1 {f1:.3f}"


def _score(weights: dict[str, float], row: Row) -> float:
    with patch.object(rows, "weights", lambda: weights):
        return rows.score(row.signs)


def main(arguments: Sequence[str]) -> None:
    """Print the counts or the weights."""
    names = [name for names in stories.ROUNDS.values() for name in names]
    known = [told(name) for name in names]
    data = [row for story in known for row in marked(story)]
    wanted = sum(map(asked, known))
    if "--fit" in arguments:
        for name, weight in sorted(fitted(data).items(), key=lambda pair: -pair[1]):
            print(f'"{name}" = {weight:.2f}')
        return
    scored = []
    if "--left-out" in arguments:
        for group in stories.ROUNDS.values():
            own = fitted([row for row in data if row.story not in group])
            scored += [(_score(own, row), row) for row in data if row.story in group]
    else:
        scored = [(_score(rows.weights(), row), row) for row in data]
    print("\n".join(_counts(scored, wanted)))
    if "--more" in arguments:
        stories.HERE = Path(arguments[arguments.index("--more") + 1])
        more = [told(name) for name in (stories.HERE / "list.txt").read_text().split()]
        fresh = [row for story in more for row in marked(story)]
        print(
            "more:",
            *_counts([(_score(rows.weights(), r), r) for r in fresh], sum(map(asked, more))),
            sep="\n",
        )


if __name__ == "__main__":
    main(sys.argv[1:])
