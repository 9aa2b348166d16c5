"""Weights of the signs that two claims answer one question: `python -P -m bench.claim_weights`.

Fits logistic regressions for `analysis/claims/weights.toml` on the stories of `tests/heldout`, the
claims of which were grouped by hand: they are read where the marks have them, found by the engine
or not, and as the engine finds them.  Prints pairwise F1 of the groups of each round of stories,
with weights fitted on all others, given the marked claims (given) and as the engine finds them
(found), which takes half an hour; with `--write` the tables of weights.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations
from typing import NamedTuple

import msgspec

from analysis import actors, actors_names, catalogue, claims, engine, moments, quantities
from analysis.claims import company, grouping, weighing
from analysis.claims.clauses import Clause, clauses
from analysis.claims.extraction import LONGEST, Extractor
from analysis.claims.judge import judge
from analysis.claims.lexicon import table
from analysis.claims.nominal import event_noun
from analysis.claims.verdicts import Context, Verdict
from analysis.claims.voices import Voices
from bench import logistic
from store.records import Article, Claim, Findings
from tests.heldout import stories

RIDGE, OWN = 1.0, 0.4
"""Penalty of a squared weight, the constant has less; how freely a sort of pairs has its own."""
RELATED = frozenset(
    ("words", "event", "base", "equal", "rounded", "size", "counted", "counted alike", "hour")
) | {"against"}
NEAR = 0.1
"""A pair with none of these signs, and no nearer, is hardly ever weighed."""

ANY, SORTS = "any", ("facts", "mixed", "numbers")
"""The sign of all pairs, and the sorts of them."""

Row = tuple[str, dict[str, float], bool]
"""Sort of a pair, its signs, whether the marks have both in one group."""


class Told(NamedTuple):
    """A story: its articles, findings with the marked claims, the groups of these, as found."""

    name: str
    articles: list[Article]
    given: list[Findings]
    groups: list[list[str]]
    found: list[Findings]
    matched: list[tuple[str, str]]


def read(extractor: Extractor, start: int, end: int) -> Claim:
    """What the engine makes of text[start:end] of the extractor's article, were it a claim."""
    opening = extractor.words
    days = moments.find(extractor.text, published=extractor.published, at=opening.dating)
    amounts = quantities.find(extractor.text, taken=days, at=opening.counting)
    when = [item for item in days if start <= item.start and item.end <= end + 1]
    numbers = [item for item in amounts if start <= item.number[0] and item.number[1] <= end]
    voices = extractor.voices.over(start, end)
    voice = max(voices, key=lambda item: item.end - item.start)
    words, starts = opening.between(start, end, LONGEST)
    whole = Clause("main", "", words, starts, [False] * len(words))
    verdicts = list[Verdict]()
    for clause in [*clauses(words, starts), whole]:
        inner = [item for item in numbers if clause.holds(item.number[0])]
        dates = [item for item in when if clause.holds(item.start)]
        found = judge(clause, Context(voice.statement, inner, dates, True))
        verdicts += [found] if found is not None and (inner or not numbers) else []
    plain = Verdict("number" if numbers else "deed", event_noun(words))
    verdict = max(verdicts, key=lambda item: item.confidence, default=plain)
    verdict = verdict._replace(start=start, end=end)
    context = Context(voice.statement, numbers, when, True)
    claim = extractor._claim(whole, context, verdict, voice)
    return msgspec.structs.replace(claim, start=start, end=end, text=extractor.text[start:end])


def told(name: str) -> Told:
    """A story of `tests/heldout/stories` by its name."""
    story = stories.told(name)
    plain = [
        Article(f"a{at}", path.name, path.name, path.read_bytes().decode())
        for at, path in enumerate(sorted((stories.HERE / "articles").glob(f"{name}_*.txt")))
    ]
    full, findings, _ = engine.analyse(plain, catalogue.default())
    known = actors.learned(actors_names.census_of(full), actors.first_day(full))
    whole = Told(name, list(full), [], [], [findings[item.id] for item in full], [])
    for article, own in zip(whole.articles, whole.found, strict=True):
        extractor = Extractor(article, Voices(own.statements, frozenset()), known)
        items = [{"start": c.start, "end": c.end, "claim": c} for c in own.claims]
        rows = story.gold[article.name]["claims"]
        pairs = stories.pairs(rows, items)
        by_row = {id(row): item["claim"] for row, item in pairs}
        spans = dict[tuple[int, int], tuple[Claim, str]]()
        for row in rows:
            claim = by_row.get(id(row)) or read(extractor, row["start"], row["end"])
            spans.setdefault((claim.start, claim.end), (claim, row["group"]))
        both = [spans[span] for span in sorted(spans)]
        given = tuple(claim for claim, _ in both)
        whole.given.append(msgspec.structs.replace(own, claims=given))
        whole.groups.append([group for _, group in both])
        whole.matched.extend((row["group"], item["claim"].id) for row, item in pairs)
    return whole


def rows(story: Told) -> Iterator[Row]:
    """The pairs of marked claims of a story with their signs, as marked and as found."""
    marked = list(chain.from_iterable(story.groups))
    yield from _rows(story.articles, story.given, marked)
    home = {claim: group for group, claim in story.matched}
    claims_ = chain.from_iterable(own.claims for own in story.found)
    yield from _rows(story.articles, story.found, [home.get(one.id) for one in claims_])


def _rows(
    articles: Sequence[Article], found: Sequence[Findings], groups: Sequence[str | None]
) -> Iterator[Row]:
    """The pairs of claims, `groups` being theirs in the marks, None of one that is not marked."""
    asked = claims.ask(articles, found)
    apart = grouping.stories(asked.named)
    views = [weighing.view(number, member) for number, member in enumerate(asked.members)]
    told = company.Company(views)
    for one, other in combinations(views, 2):
        first, second = groups[one.number], groups[other.number]
        together = apart[one.member.article] == apart[other.member.article]
        if together and first is not None and second is not None:
            signs = {sign: much for sign, much in told.signs(one, other).items() if much}
            if not RELATED.isdisjoint(signs) or signs.get("near", 0.0) >= NEAR:
                yield weighing.sort_of_pair(one, other), signs, first == second


def fit(given: Iterable[Row]) -> dict[str, dict[str, float]]:
    """The weights for facts, for numbers, and for one of each.

    One logistic regression with a ridge: each sign has a weight for all, and what a sort of pairs
    has besides; what holds of all is hardly held.
    """
    told, names = list[tuple[dict[str, float], bool]](), set[str]()
    for sort, signs, same in given:
        own = {f"{sort}:{sign}": OWN * much for sign, much in signs.items() if sign != ANY}
        told.append((signs | own | {f"{sort}:{ANY}": 1.0}, same))
        names.update(signs)
    found = logistic.fitted(told, lambda name: RIDGE / 50 if name == ANY else RIDGE)
    return {
        sort: {
            name: found[name] + (1.0 if name == ANY else OWN) * found.get(f"{sort}:{name}", 0.0)
            for name in sorted(names)
            if f"{sort}:{name}" in found
        }
        for sort in SORTS
    }


def counted(pairs: Sequence[tuple[str, str]]) -> list[int]:
    """Pairs in one group of both, of the marks, of the engine."""
    both = [0, 0, 0]
    for (row, own), (other_row, other_own) in combinations(pairs, 2):
        same, found = row == other_row, own == other_own
        both = [n + more for n, more in zip(both, (same and found, same, found), strict=True)]
    return both


def scored(story: Told) -> tuple[list[int], list[int]]:
    """Counts of pairs of a story, given the marked claims and as the engine finds them."""
    _, given = claims.group(story.articles, story.given)
    keys = [claim.group for own in given for claim in own.claims]
    _, found = claims.group(story.articles, story.found)
    home = {claim.id: claim.group for own in found for claim in own.claims}
    matched = [(group, home[claim]) for group, claim in story.matched]
    return counted(list(zip(chain.from_iterable(story.groups), keys, strict=True))), counted(
        matched
    )


def main() -> None:
    """Print the scores; with --write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="print the tables of weights")
    write = parser.parse_args().write
    every = [told(name) for names in stories.ROUNDS.values() for name in names]
    pairs = {story.name: list(rows(story)) for story in every}
    if write:
        for sort, weights in fit(chain.from_iterable(pairs.values())).items():
            print(f"[{sort}]")
            print("\n".join(f'"{name}" = {weight:.2f}' for name, weight in weights.items()), "\n")
        return
    sums = defaultdict[str, list[list[int]]](lambda: [[0] * 3, [0] * 3])
    for round_, names in stories.ROUNDS.items():
        rest = (pairs[story.name] for story in every if story.name not in names)
        table("weights").update(fit(chain.from_iterable(rest)))
        for story in every:
            for name in (round_, "all") if story.name in names else ():
                for total, more in zip(sums[name], scored(story), strict=True):
                    total[:] = [a + b for a, b in zip(total, more, strict=True)]
    for name in (*stories.ROUNDS, "all"):
        given, found = (2 * both / (marked + own) for both, marked, own in sums[name])
        print(f"{name:8} given {given:.3f} {sums[name][0]}   found {found:.3f} {sums[name][1]}")


if __name__ == "__main__":
    main()
