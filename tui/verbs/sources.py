"""Verbs that take files: add stores them, extract only looks."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from analysis import engine
from seeds import intake
from seeds.fetch import Fetcher
from store import contract
from store.records import Article
from tui import place
from tui.failure import BUG
from tui.log import not_analysed
from tui.verbs import report
from tui.verbs.catalogue import catalogue_of
from tui.verbs.output import ProgressLine, print_json, refuse, say, say_notices


def _declare_files(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="the JSON contract, for machines")
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, a folder, or -")


def _declare_add(parser: ArgumentParser) -> None:
    said = "a file, a folder, an address, or -"
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help=said)
    parser.add_argument("--json", action="store_true", help="what became of each article")
    said = "also fetch from this machine and its network (tests, intranets)"
    parser.add_argument("--allow-private", action="store_true", help=said)
    said = "read and analyse in N processes (default: as many as the amount is worth)"
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help=said)


def _read(sources: list[str]) -> tuple[list[Article], int]:
    """The articles of files, and the exit code so far; refusals are said."""
    progress = ProgressLine()
    articles, refused = intake.read_sources(sources, progress)
    progress.end()
    return articles, refuse(refused)


def add(options: Namespace) -> int:
    """Store what the sources hold, and say what became of each."""
    spot = place.opened(options.workspace, hint=False)
    progress = ProgressLine()
    try:
        fetcher = Fetcher(private=options.allow_private)
        done = intake.add(
            spot.workspace,
            options.sources,
            progress,
            progress.analysing,
            fetcher,
            options.jobs,
            progress.analysed,
        )
    finally:
        progress.end()
    if options.json:
        print_json(
            [{"id": put.id, "article": put.name, "outcome": put.outcome} for put in done.puts]
        )
    say_notices(done.puts)
    code = refuse(done.refused)
    for said in not_analysed(done.failed):
        say(said)
        code = BUG
    print(done.summary(), f"({spot.path})", file=sys.stderr)
    return max(code, spot.code)


def extract(options: Namespace) -> int:
    """Print the findings of files."""
    articles, code = _read(options.files)
    full, found, story = engine.analyse(articles, catalogue_of(options.workspace))
    if options.json:
        print_json(contract.extraction(full, found, story))
    elif full:
        report.print_findings(full, found, story)
    return code


VERBS = {
    "add": (_declare_add, add),
    "extract": (_declare_files, extract),
}
