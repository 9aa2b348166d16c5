"""Fit the weights by which a clause is a claim or none, to stories marked by hand.

python -P -m bench.claims_worth [--more GOLD TEXTS]... [--check]
    Prints `analysis/claims/worth.toml`: a logistic regression (AdaGrad, each weight held near 0
    the more the rarer its feature is) over the clauses of the stories of `tests/heldout`
    and single sentences.  A clause
    whose span is that of a marked claim is one; those of optional claims are left out.  GOLD is
    further gold (JSON) with the folder of its TEXTS; each of its clauses counts threefold.
--check
    in place of the weights, the scores of each round of stories read with weights that were fitted
    to all others, and of the later rounds with weights of the earlier ones
"""

from __future__ import annotations

import argparse
import json
import math
import random
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import mul
from pathlib import Path
from typing import Any, NamedTuple

from analysis import actors, boilerplate, copies, dating, engine, vectors
from analysis.claims import deeds_told
from analysis.claims.extraction import Extractor
from analysis.claims.lexicon import table
from analysis.claims.voices import Voices
from analysis.claims.worth import features
from analysis.statements import extract
from store.records import Article, article_id
from tests.analysis import claim_stories
from tests.heldout import stories

OWN, TESTS = Path(stories.__file__).parent, Path(claim_stories.__file__).parent
HOLD, STEP, EPOCHS, RAREST = 0.9, 0.3, 25, 4
"""Pull of a weight to 0, learning rate, rounds, and how often a feature must occur."""
SCALE = 0.08
"""So large the bits of the words are beside a feature that holds."""
EXAMPLE, TWICE, THRICE = "examples", 2, 3
EARLIER = ("first", "later", "third", "fourth", "fifth")


class Row(NamedTuple):
    """One clause: the round and article it is from, its span, features, and is it a claim?

    `label` is None for an optional claim; `ruled` tells whether a rule found the clause.
    """

    part: str
    article: str
    start: int
    end: int
    names: tuple[str, ...]
    words: tuple[str, ...]
    label: bool | None
    ruled: bool


def rows(part: str, texts: Mapping[str, str], gold: Mapping[str, Any]) -> Iterator[Row]:
    """The clauses of one story, whose claims are given by article."""
    raw = [Article(article_id(name, text), name, name, text) for name, text in texts.items()]
    full = engine.Here().read(raw, boilerplate.links(one.text for one in raw))
    full = engine.Here().dated(full, dating.inferred(full, copies.links(full)))
    known = actors.learned(engine.Here().count(full), actors.first_day(full))
    for article in full:
        said = Voices(extract(article, known), deeds_told())
        given: dict[tuple[int, int], tuple[tuple[str, ...], tuple[str, ...], bool]] = {}
        for one, claim in Extractor(article, said, known).candidates():
            names = ("bias", *features(one.clause, one.context, one.verdict))
            words = tuple(word.low for word in one.clause.words)
            given.setdefault((claim.start, claim.end), (names, words, one.verdict is not None))
        spans = [{"start": start, "end": end} for start, end in given]
        both = stories.pairs(gold[article.name], spans)
        told = {(item["start"], item["end"]): not row.get("optional") for row, item in both}
        for span, (names, words, ruled) in given.items():
            label = told.get(span, False) or (None if span in told else False)
            yield Row(part, article.name, *span, names, words, label, ruled)


def marked() -> Iterator[Row]:
    """The clauses of all stories of our own, and of the examples of events."""
    for part, names in stories.ROUNDS.items():
        for name in names:
            paths = sorted((OWN / "stories" / "articles").glob(f"{name}_*.txt"))
            texts = {path.name: path.read_bytes().decode("utf-8") for path in paths}
            gold = {article: item["claims"] for article, item in stories.told(name).gold.items()}
            yield from rows(part, texts, gold)
    yield from further("other", OWN / "gold.json", OWN / "articles")
    for path in sorted(TESTS.glob("claims_*.toml")):
        read = tomllib.loads(path.read_text("utf-8"))["articles"]
        texts = {f"{path.stem} {number}": item["text"] for number, item in enumerate(read)}
        spans = zip(texts, read, strict=True)
        own = {name: [_placed(texts[name], row) for row in item["claims"]] for name, item in spans}
        yield from rows("own", texts, own)
    yield from THRICE * list(sentences())
    for number, row in enumerate(table("events")["event"]):
        text = row["example"]
        whole = [{"start": 0, "end": len(text) - 1}]
        yield from TWICE * list(rows(EXAMPLE, {str(number): text}, {str(number): whole}))


def sentences() -> Iterator[Row]:
    """The clauses of single sentences that are claims, or none."""
    read = tomllib.loads((TESTS / "claim_sentences.toml").read_text("utf-8"))
    for sort in ("claims", "others"):
        for number, text in enumerate(read[sort]):
            whole = [{"start": 0, "end": len(text) - 1}] if sort == "claims" else []
            yield from rows(EXAMPLE, {str(number): text}, {str(number): whole})


def _placed(text: str, row: dict[str, Any]) -> dict[str, Any]:
    """A claim that is given by its words, with its offsets."""
    start = text.index(row["text"])
    return row | {"start": start, "end": start + len(row["text"])}


def further(part: str, gold: Path, folder: Path) -> Iterator[Row]:
    """The clauses of articles with gold of the JSON contract."""
    read = json.loads(gold.read_text("utf-8"))["files"]
    texts = {name: (folder / name).read_bytes().decode("utf-8") for name in read}
    yield from rows(part, texts, {name: item["claims"] for name, item in read.items()})


@cache
def meaning(words: tuple[str, ...]) -> list[float]:
    """The mean of the signs of the bits of the words' codes, SCALE as large."""
    codes = [code for word in words if (code := vectors.code(word)) is not None]
    if not codes:
        return [0.0] * vectors.BITS
    ones = [sum(code >> place & 1 for code in codes) for place in range(vectors.BITS - 1, -1, -1)]
    return [SCALE * (2 * count / len(codes) - 1) for count in ones]


class Fitted(NamedTuple):
    """The weights of the features, and of the bits of the words' codes."""

    weights: dict[str, float]
    bits: list[float]

    def heavy(self, row: Row) -> float:
        """What the weights say of a clause."""
        told = sum(self.weights.get(name, 0.0) for name in row.names)
        return told + math.fsum(map(mul, self.bits, meaning(row.words)))


def fit(given: Sequence[Row]) -> Fitted:
    """The weights, by logistic regression; the same each time."""
    counts = Counter(name for row in given for name in row.names)
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    place = {name: at for at, name in enumerate(names)}
    known = [row for row in given if row.label is not None]
    data = [
        ([place[n] for n in row.names if n in place], meaning(row.words), float(bool(row.label)))
        for row in known
    ]
    hold = [0.0 if name == "bias" else HOLD / counts[name] for name in names]
    pull = HOLD / len(data)
    weights, slopes, chance = [0.0] * len(names), [1e-6] * len(names), random.Random(1)
    bits, steep = [0.0] * vectors.BITS, [1e-6] * vectors.BITS
    for _ in range(EPOCHS):
        chance.shuffle(data)
        for places, means, label in data:
            total = sum(weights[at] for at in places) + sum(map(mul, bits, means))
            off = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - label
            for at in places:
                slope = off + hold[at] * weights[at]
                slopes[at] += slope * slope
                weights[at] -= STEP * slope / math.sqrt(slopes[at])
            inner = [off * mean + pull * bit for mean, bit in zip(means, bits, strict=True)]
            steep = [s + slope * slope for s, slope in zip(steep, inner, strict=True)]
            bits = [
                bit - STEP * slope / math.sqrt(s)
                for bit, slope, s in zip(bits, inner, steep, strict=True)
            ]
    return Fitted(dict(zip(names, weights, strict=True)), bits)


def score(given: Sequence[Row], fitted: Fitted | None) -> tuple[int, int, int]:
    """(right, asked, given) of clauses that the weights, or without them the rules, take."""
    right = asked = taken = 0
    for row in given:
        take = row.ruled if fitted is None else fitted.heavy(row) > 0
        right += bool(take and row.label)
        asked += bool(row.label)
        taken += bool(take and row.label is not None)
    return right, asked, taken


def told(counts: tuple[int, int, int]) -> str:
    """F1, precision and recall of the clauses."""
    right, asked, given = counts
    return f"F1 {2 * right / (asked + given):.3f} P {right / given:.3f} R {right / asked:.3f}"


def check(given: Sequence[Row]) -> None:
    """Print what weights do to rounds of stories that they have not seen."""
    for part in stories.ROUNDS:
        own = [row for row in given if row.part == part]
        rest = fit([row for row in given if row.part != part])
        print(f"{part:8} rules {told(score(own, None))}; left out {told(score(own, rest))}")
    before = [row for row in given if row.part in {*EARLIER, "other", "own", EXAMPLE}]
    after = [row for row in given if row.part in stories.ROUNDS and row.part not in EARLIER]
    print(f"{'sixth on':8} rules {told(score(after, None))}; ", end="")
    print(f"fitted to those before {told(score(after, fit(before)))}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--more", nargs=2, type=Path, action="append", default=[])
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    found = list(marked())
    for gold, folder in options.more:
        found += THRICE * list(further(gold.stem, gold, folder))
    if options.check:
        check(found)
        return
    print("# By how much a feature of a clause speaks for a claim (above 0) or against it.")
    print("# Fitted by bench/claims_worth.py to the stories of tests/heldout; not to be edited.")
    fitted = fit(found)
    print("# `bits`: what each bit of the codes of its words adds, by their mean.")
    values = [f"{SCALE * value:.4f}" for value in fitted.bits]
    lines = (", ".join(values[at : at + 12]) for at in range(0, len(values), 12))
    print("bits = [\n    " + ",\n    ".join(lines) + ",\n]")
    print("\n[weights]")
    for name, value in sorted(fitted.weights.items()):
        print(f'"{name}" = {value:.2f}')


if __name__ == "__main__":
    main()
