"""Count how often the statements of each rule are right: `analysis/statements/confidence.toml`.

python -P bench/rule_rates.py CORPUS.jsonl ... --findings GOLD.json FOLDER [--findings ...]

A statement is right when its span matches an annotated one (words at a Jaccard of .8 in a corpus
of quotes, characters at .5 in findings) and the speaker agrees.  What meets only optional
annotations is not counted.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analysis import actors
from analysis.statements import extract
from bench.accuracy import Gold, compare, of_findings, of_quotes
from store.records import Article

Rows = list[tuple[Article, list[Gold]]]


def count(rows: Rows, right: Counter[str], of: Counter[str], *, by_words: bool) -> None:
    """Add what each rule found in these articles; the articles of findings are one story."""
    story = None if by_words else actors.learn([article for article, _ in rows])
    for article, golds in rows:
        for one in extract(article, story or actors.learn([article])):
            counts = compare(article, golds, [one], by_words=by_words).counts
            of[one.rule] += counts["found"]
            right[one.rule] += counts["joint"]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", nargs="*", type=Path)
    parser.add_argument("--findings", nargs=2, type=Path, action="append", default=[])
    given = parser.parse_args(arguments)
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for corpus in given.corpora:
        count(list(of_quotes(corpus, 1, core=True)), right, of, by_words=True)
    for gold, folder in given.findings:
        count(list(of_findings(gold, folder)), right, of, by_words=False)
    print(
        "# Written by bench/rule_rates.py: statements that were right, statements found.\n[rules]"
    )
    for rule in sorted(rule for rule in of if of[rule]):
        print(f'"{rule}" = [{right[rule]}, {of[rule]}]')
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
