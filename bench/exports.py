"""Rows per CPU second and peak memory of each export, over a workspace with many statements.

    python -m bench.exports [--statements 100000] [--formats csv,jsonl,...] [--stored]

The workspace is made in memory, so that reading a store is not measured, but with `--stored`.
`added MiB` is what the export itself takes above the workspace, `work` the time of a fixed piece of
work before and after: what the machine is worth just then.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.engine import work
from store import exports
from store.exports.scope import Scope
from store.records import Article, Findings, Published, Statement, Story, article_id, finding_id
from store.workspace import Workspace

PER_ARTICLE = 20
SENTENCE = "The minister said on Tuesday that “at least {n} trucks had left the depot by noon”. "


def story(folder: Path, statements: int) -> Workspace:
    """A workspace of that many statements, 20 to an article, 1 in 10 with a note."""
    articles, found = [], {}
    for number in range(statements // PER_ARTICLE):
        parts = [SENTENCE.format(n=number * PER_ARTICLE + i) for i in range(PER_ARTICLE)]
        text = "".join(parts)
        source = f"inbox/{number}.txt"
        ident = article_id(source, text)
        articles.append(
            Article(
                ident, f"{number}.txt", source, text, title=f"Depot, day {number}",
                outlet="Harbour Post", published=Published("2024-05-03"),
            )
        )  # fmt: skip
        rows, start = [], 0
        for part in parts:
            first, last = start + part.index("“"), start + part.index("”") + 1
            rows.append(
                Statement(
                    finding_id(ident, "s", first, last), ident, first, last, text[first:last],
                    "mixed", speaker="The minister", cue="said", when="2024-05-03",
                    act="announce", confidence=0.9, rule="cue-that",
                )
            )  # fmt: skip
            start += len(part)
        found[ident] = Findings(ident, tuple(rows), engine="bench")
    workspace = Workspace.open(folder, create=True)
    return Held(workspace, articles, found)


class Held(Workspace):
    """A workspace whose articles and findings are in memory already."""

    def __init__(
        self, base: Workspace, articles: list[Article], found: dict[str, Findings]
    ) -> None:
        super().__init__(base.path, "bench", {})
        self.held, self.found = articles, found

    def articles(self) -> list[Article]:
        return self.held

    def every_version(self) -> list[Article]:
        return self.held

    def findings(self, article_id: str) -> Findings:
        return self.found[article_id]

    def all_findings(self) -> dict[str, Findings]:
        return self.found

    def story(self) -> Story:
        return Story()


def pace() -> float:
    """CPU milliseconds of a fixed piece of work, the best of five."""
    text = "".join(SENTENCE.format(n=n) for n in range(200))
    spent = []
    for _ in range(5):
        start = time.process_time()
        work(text)
        spent.append(time.process_time() - start)
    return min(spent) * 1000


def measure(workspace: Workspace, name: str, target: Path, rows: int) -> None:
    fresh = pace()
    before = resource.getrusage(resource.RUSAGE_SELF)
    start = time.process_time()
    exports.write(target, exports.stream(workspace, name, Scope()), force=True)
    spent = time.process_time() - start
    after = resource.getrusage(resource.RUSAGE_SELF)
    size = target.stat().st_size
    print(
        f"{name:<16}{rows / spent:>10,.0f} rows/s{spent:>9.2f} s{size / 1e6:>9.1f} MB"
        f"{(after.ru_maxrss - before.ru_maxrss) / 1024:>9.1f} added MiB"
        f"{after.ru_maxrss / 1024:>9.1f} peak MiB   work {fresh:.2f}, {pace():.2f} ms",
        flush=True,
    )


def store_it(folder: Path, statements: int) -> None:
    """Keep such a workspace on disk."""
    made = story(folder / "made", statements)
    kept = Workspace.open(folder / "kept", create=True)
    kept.put_articles(made.articles())
    kept.put_analysis(made.articles(), made.all_findings(), Story())


def measure_stored(folder: Path, name: str, target: Path, rows: int) -> None:
    measure(Workspace.open(folder / "kept"), name, target, rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--formats", default="csv,tsv,jsonl,json")
    parser.add_argument("--stored", action="store_true")
    options = parser.parse_args()
    wanted, rows = options.formats.split(","), options.statements
    with TemporaryDirectory() as name:
        folder = Path(name)
        jobs: list[tuple[Callable[..., None], tuple[object, ...]]]
        if options.stored:
            jobs = [(store_it, (folder, rows))]
            jobs += [(measure_stored, (folder, one, folder / "out", rows)) for one in wanted]
        else:
            held = story(folder / "w", rows)
            jobs = [(measure, (held, one, folder / "out", rows)) for one in wanted]
        for act, given in jobs:
            start = get_context("spawn") if options.stored else get_context("fork")
            job = start.Process(target=act, args=given)
            job.start()
            job.join()


if __name__ == "__main__":
    main()
