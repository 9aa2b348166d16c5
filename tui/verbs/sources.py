"""Verbs that take files: add stores them, extract, copies and diff only look."""

from __future__ import annotations

import os
import shutil
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from analysis import align, catalogue, copies, engine
from seeds import intake
from seeds.fetch import Fetcher
from store import contract
from store.records import Article, Story
from tui import place
from tui.failure import BUG, DONE, REFUSED, USAGE, Failure
from tui.log import not_analysed
from tui.verbs import report
from tui.verbs.output import ProgressLine, print_json, refuse, say


def _declare_files(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="the JSON contract, for machines")
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, a folder, or -")


def _declare_add(parser: ArgumentParser) -> None:
    said = "a file, a folder, an address, or -"
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help=said)
    parser.add_argument("--json", action="store_true", help="what became of each article")
    said = "also fetch from this machine and its network (tests, intranets)"
    parser.add_argument("--allow-private", action="store_true", help=said)


def _declare_diff(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="the JSON contract, for machines")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--side-by-side", action="store_true", help="in two columns")
    form.add_argument("--words", action="store_true", help="changed words within one text")
    parser.add_argument("--whole", action="store_true", help="also print what is the same")
    parser.add_argument("left", metavar="LEFT", help="a file, or an article of the workspace")
    parser.add_argument("right", metavar="RIGHT", help="a file, or an article of the workspace")


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
        done = intake.add(spot.workspace, options.sources, progress, progress.analysing, fetcher)
    finally:
        progress.end()
    if options.json:
        print_json(
            [
                {"id": p.article.id, "article": p.article.name, "outcome": p.outcome}
                for p in done.puts
            ]
        )
    for put in done.puts:
        for notice in put.article.notices:
            say(f"{put.article.name}: {notice.text}")
    code = refuse(done.refused)
    for said in not_analysed(done.failed):
        say(said)
        code = BUG
    print(done.summary(), f"({spot.path})", file=sys.stderr)
    return max(code, spot.code)


def extract(options: Namespace) -> int:
    """Print the findings of files."""
    articles, code = _read(options.files)
    full, found, story = engine.analyse(articles, catalogue.default())
    if options.json:
        print_json(contract.extraction(full, found, story))
    elif full:
        report.print_findings(full, found, story)
    return code


def show_copies(options: Namespace) -> int:
    """Print which files are copies of one another or share passages."""
    articles, code = _read(options.files)
    full = engine.read_all(articles)
    links = copies.links(full)
    groups = copies.groups(full, links)
    if options.json:
        print_json(contract.copies(full, Story(links=links, copies=groups)))
    elif full:
        report.print_copies(full, groups, links)
    return code


def diff(options: Namespace) -> int:
    """Print the alignment of two articles."""
    sides = [_side(name, options.workspace) for name in (options.left, options.right)]
    if any(side is None for side in sides):
        return REFUSED
    left, right = (side for side in sides if side is not None)
    if options.json:
        left, right = engine.read_all([left, right])
        print_json(contract.diff(left, right, align.align(left, right)))
    else:
        _print_diff(left, right, options)
    return DONE


def _print_diff(left: Article, right: Article, options: Namespace) -> None:
    """The alignment for people, with the findings that an edit added, dropped or re-attributed."""
    from tui.verbs.diff_text import Mode, render

    (left, right), found, story = engine.analyse([left, right], catalogue.default())
    mode: Mode = "side-by-side" if options.side_by_side else "word" if options.words else "unified"
    lines = render(
        left,
        right,
        align.align(left, right),
        mode,
        shutil.get_terminal_size().columns,
        sys.stdout.isatty() and not os.environ.get("NO_COLOR"),
        whole=options.whole,
        found=(found[left.id], found[right.id]),
        link=story.links[0] if story.links else None,
    )
    for line in lines:
        print(line)


def _side(name: str, workspace: str | None) -> Article | None:
    """One side of a diff: a file, else an article of the workspace; None when it was refused."""
    if name == intake.STANDARD_INPUT or Path(name).exists():
        articles, refused = intake.read_sources([name])
        if len(articles) > 1:
            raise Failure(USAGE, "more than one article; name one", name)
        refuse(refused)
        return articles[0] if articles else None
    spot = place.opened(workspace, create=False)
    found = spot.workspace.find(name)
    article = found if isinstance(found, Article) else report.named(spot.workspace.articles(), name)
    if article is None:
        say(f"{name}: no such file, and no article of the workspace goes by this id or name")
    return article


VERBS = {
    "add": (_declare_add, add),
    "extract": (_declare_files, extract),
    "copies": (_declare_files, show_copies),
    "diff": (_declare_diff, diff),
}
