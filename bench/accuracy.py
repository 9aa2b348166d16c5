"""Measure the statement engine against a corpus.

python -P bench/accuracy.py CORPUS.jsonl [--all] [--every N] [--errors N]
    articles with quotes, one JSON object a line: {"id", "text", "quotes": [{"start", "end", "kind",
    "speaker_start", "speaker_end", "core"?}]}; --all counts beliefs and very short spans too
python -P bench/accuracy.py GOLD.json FOLDER [--errors N]
    the texts of FOLDER with their findings, {"files": {NAME: {"statements": [...]}}}
python -P bench/accuracy.py --acts SENTENCES.jsonl
    sentences with their PLOVER event, {"text", "event"}

Spans match by words at a Jaccard of .8 (articles with quotes) or by characters at .5 (findings).
Figures carry a 95 % interval from a bootstrap over articles.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from analysis import actors, boilerplate, dateline
from analysis.statements import acts, extract
from store.records import Article, Statement, article_id

WORD = re.compile(r"\w+(?:[’'`-]\w+)*")
PLOVER = {
    "AGREE": "agree", "DEMAND": "demand", "REQUEST": "demand", "REJECT": "reject",
    "THREATEN": "threaten",
    "DISAPPROVE": "accuse", "INVESTIGATE": "accuse", "ACCUSE": "accuse", "CONCEDE": "concede",
}  # fmt: skip
ROUNDS = 1000


class Gold(NamedTuple):
    """An annotated statement: `optional` ones cost and earn nothing."""

    start: int
    end: int
    kind: str
    mention: tuple[int, int] | None
    speakers: frozenset[str]
    optional: bool


class Error(NamedTuple):
    """What went wrong, where, and how sure the engine was."""

    sort: str
    confidence: float
    article: str
    text: str
    note: str


class Tally(NamedTuple):
    """The counts of one article and its errors."""

    counts: Counter[str]
    errors: list[Error]


def words(text: str, start: int, end: int) -> frozenset[int]:
    """Where the words of a span start, a leading "that" left out."""
    found = [(m.start(), m.group()) for m in WORD.finditer(text, start, end)]
    if len(found) > 1 and found[0][1].lower() == "that":
        found = found[1:]
    return frozenset(at for at, _ in found)


def units(text: str, start: int, end: int, *, by_words: bool) -> frozenset[int]:
    """What spans are compared by: words or characters."""
    return words(text, start, end) if by_words else frozenset(range(start, end))


def same_speaker(text: str, gold: Gold, found: Statement, *, by_words: bool) -> bool:
    """Whether mention or name agree; a gold item without a speaker agrees with all."""
    if by_words:
        if gold.mention is None:
            return True
        if found.mention_start is None or found.mention_end is None:
            return False
        return bool(
            words(text, *gold.mention) & words(text, found.mention_start, found.mention_end)
        )
    given = {found.speaker.casefold(), *(name.casefold() for name in found.speakers)}
    return any(
        a == b or a.split()[-1] == b.split()[-1] for a in gold.speakers for b in given if a and b
    )


def matched_best_first(
    left: list[tuple[frozenset[int], Gold]], right: list[frozenset[int]], *, by_words: bool
) -> dict[int, int]:
    """Places of gold to places of what was found, one to one, best overlap first."""
    least = 0.8 if by_words else 0.5
    pairs = sorted(
        (-len(a & b) / len(a | b), g.optional, i, j)
        for i, (a, g) in enumerate(left)
        for j, b in enumerate(right)
        if a & b and not (by_words and g.optional)
    )
    theirs: dict[int, int] = {}
    taken: set[int] = set()
    for overlap, _, i, j in pairs:
        if -overlap >= least and i not in theirs and j not in taken:
            theirs[i] = j
            taken.add(j)
    return theirs


def compare(
    article: Article, golds: list[Gold], found: Iterable[Statement], *, by_words: bool
) -> Tally:
    """Match statements one to one, best overlap first, and count."""
    text = article.text
    left = [(units(text, g.start, g.end, by_words=by_words), g) for g in golds]
    right = [(units(text, s.start, s.end, by_words=by_words), s) for s in found]
    spare = frozenset().union(*(a for a, g in left if g.optional)) if by_words else frozenset()
    theirs = matched_best_first(left, [units for units, _ in right], by_words=by_words)
    ours = {j: i for i, j in theirs.items()}
    count: Counter[str] = Counter()
    errors: list[Error] = []
    for i, (_, gold) in enumerate(left):
        if gold.optional:
            continue
        count["gold"] += 1
        count[f"gold {gold.kind}"] += 1
        if i not in theirs:
            errors.append(
                Error(f"missed {gold.kind}", 1.0, article.name, text[gold.start : gold.end], "")
            )
            continue
        statement = right[theirs[i]][1]
        right_one = same_speaker(text, gold, statement, by_words=by_words)
        count["hit"] += 1
        count[f"hit {gold.kind}"] += 1
        count["joint"] += right_one
        if not right_one:
            errors.append(
                Error(
                    "speaker", statement.confidence, article.name, statement.text, statement.speaker
                )
            )
    for j, (tokens, statement) in enumerate(right):
        matched = ours.get(j)
        if matched is None and 2 * len(tokens & spare) >= len(tokens) and by_words:
            continue
        if matched is not None and left[matched][1].optional:
            continue
        count["found"] += 1
        if matched is None:
            note = f"{statement.rule}, {statement.speaker}"
            errors.append(Error("false", statement.confidence, article.name, statement.text, note))
    return Tally(count, errors)


def f1(count: Counter[str], part: str) -> float:
    """F1 of hits or of hits with the right speaker, in points."""
    total = count["found"] + count["gold"]
    return 200 * count[part] / total if total else 0.0


def share(count: Counter[str], part: str, whole: str) -> float:
    """A share in points."""
    return 100 * count[part] / count[whole] if count[whole] else 0.0


def interval(tallies: list[Tally], part: str) -> tuple[float, float]:
    """The 95 % interval of an F1 from resampled articles."""
    dice = random.Random(0)
    values = []
    for _ in range(ROUNDS):
        count: Counter[str] = Counter()
        for tally in dice.choices(tallies, k=len(tallies)):
            count.update({k: tally.counts[k] for k in ("found", "gold", part)})
        values.append(f1(count, part))
    values.sort()
    return values[ROUNDS // 40], values[-ROUNDS // 40]


def report(tallies: list[Tally], seconds: float, length: int, errors: int) -> None:
    """Print the figures and the most confident errors of each sort."""
    count: Counter[str] = Counter()
    for tally in tallies:
        count.update(tally.counts)
    for name, part in (("statements", "hit"), ("with speaker", "joint")):
        low, high = interval(tallies, part)
        precision, recall = share(count, part, "found"), share(count, part, "gold")
        exact = f"P {precision:5.1f}  R {recall:5.1f}  F1 {f1(count, part):5.1f}"
        print(f"{name:13} {exact}  ({low:.1f} - {high:.1f})")
    print(f"speaker right {share(count, 'joint', 'hit'):5.1f} of those found")
    for kind in ("direct", "mixed", "indirect"):
        recall = share(count, f"hit {kind}", f"gold {kind}")
        print(f"  {kind:9} recall {recall:5.1f} of {count[f'gold {kind}']}")
    speed = length / 600 / max(seconds, 1e-9)
    print(f"{len(tallies)} articles, {length} words, {speed:.0f} of 600 words a CPU second")
    by_sort: dict[str, list[Error]] = defaultdict(list)
    for tally in tallies:
        for error in tally.errors:
            by_sort[error.sort].append(error)
    for sort, items in sorted(by_sort.items()):
        print(f"\n{sort}: {len(items)}")
        for error in sorted(items, key=lambda e: -e.confidence)[:errors]:
            print(f"  {error.confidence:.2f} {error.article}: {error.text[:100]!r} {error.note}")


def of_quotes(path: Path, every: int, *, core: bool) -> Iterator[tuple[Article, list[Gold]]]:
    """The articles of a corpus of quotes."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % every:
                continue
            row = json.loads(line)
            article = Article(article_id(row["id"], row["text"]), row["id"], row["id"], row["text"])
            yield article, [_quote(q, core=core) for q in row["quotes"]]


def _quote(row: dict[str, Any], *, core: bool) -> Gold:
    who = row.get("speaker_start")
    mention = None if who is None else (who, row["speaker_end"])
    optional = core and not row.get("core", True)
    return Gold(row["start"], row["end"], row["kind"], mention, frozenset(), optional)


def of_findings(gold: Path, folder: Path) -> Iterator[tuple[Article, list[Gold]]]:
    """The articles of a folder with their findings, boilerplate and dates read."""
    files = json.loads(gold.read_text("utf-8"))["files"]
    texts = {name: (folder / name).read_bytes().decode("utf-8") for name in sorted(files)}
    links = boilerplate.links(texts.values())
    for name, text in texts.items():
        regions = boilerplate.find(text, links)
        header = dateline.read(text, regions, name=name)
        article = Article(
            article_id(name, text), name, name, text,
            boilerplate=regions, subheads=header.subheads, published=header.published,
        )  # fmt: skip
        yield article, [_finding(row) for row in files[name]["statements"]]


def _finding(row: dict[str, Any]) -> Gold:
    names = [row.get("speaker"), *row.get("speakers", []), *row.get("speaker_alt", [])]
    speakers = frozenset(name.casefold() for name in names if name)
    return Gold(row["start"], row["end"], row["kind"], None, speakers, bool(row.get("optional")))


def measure(rows: list[tuple[Article, list[Gold]]], *, by_words: bool, errors: int) -> None:
    """Run the engine over articles and report; a folder of findings is one story."""
    tallies = []
    story = None if by_words else actors.learn([article for article, _ in rows])
    seconds, length = 0.0, 0
    for article, golds in rows:
        begun = time.process_time()
        found = extract(article, story or actors.learn([article]))
        seconds += time.process_time() - begun
        length += len(article.text.split())
        tallies.append(compare(article, golds, found, by_words=by_words))
    report(tallies, seconds, length, errors)


def measure_acts(path: Path) -> None:
    """Accuracy of the speech-act classes on single sentences."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            wanted = PLOVER.get(row.get("event", ""))
            if wanted:
                asked[wanted] += 1
                right[wanted] += acts.force(row["text"]) == wanted
    total = sum(asked.values())
    print(f"accuracy {sum(right.values()) / total if total else 0:.3f} of {total} sentences")
    for name in sorted(asked):
        print(f"  {name:9} {right[name]} of {asked[name]}")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--acts", action="store_true")
    parser.add_argument("--all", action="store_true", dest="everything")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--errors", type=int, default=10)
    given = parser.parse_args(arguments)
    extract(Article("", "", "", "warm"), actors.ActorTable())
    if given.acts:
        measure_acts(given.paths[0])
    elif len(given.paths) > 1:
        measure(list(of_findings(*given.paths[:2])), by_words=False, errors=given.errors)
    else:
        rows = list(of_quotes(given.paths[0], given.every, core=not given.everything))
        measure(rows, by_words=True, errors=given.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
