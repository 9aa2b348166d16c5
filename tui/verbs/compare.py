"""Verbs that hold articles against one another: copies and diff.  Nothing is stored."""

from __future__ import annotations

import os
import shutil
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import align, changes, copies, engine, provenance
from analysis.catalogue import Catalogue
from analysis.copies_join import Held
from seeds import intake
from store import contract
from store.records import Article, CopyLink, Findings, Story
from tui import place
from tui.failure import DONE, REFUSED, USAGE, Failure
from tui.verbs import matrix_text, report
from tui.verbs.catalogue import catalogue_of
from tui.verbs.output import ProgressLine, print_json, refuse, say

if TYPE_CHECKING:
    from store.workspace import Workspace

Read = tuple[tuple[Article, Article], tuple[Findings, Findings] | None, CopyLink | None]
READ_IN_FULL = 200_000
"""So many letters of both sides together are read for findings."""


def _declare_copies(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="the JSON contract, for machines")
    form = parser.add_mutually_exclusive_group()
    said = "only texts that are copies word for word for the most part make a group"
    form.add_argument("--strict", action="store_const", const="strict", dest="grouping", help=said)
    said = "texts that share long passages make a group too"
    form.add_argument("--loose", action="store_const", const="loose", dest="grouping", help=said)
    parser.set_defaults(grouping="usual")
    said = "look as hard for short passages among more than 24 million words, at twice the cost"
    parser.add_argument("--passages", action="store_true", help=said)
    said = "also tell which sentence is in which file"
    parser.add_argument("--sentences", action="store_true", help=said)
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, a folder, or -")


def _declare_diff(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="the JSON contract, for machines")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--side-by-side", action="store_true", help="in two columns")
    form.add_argument(
        "--word", "--words", action="store_true", help="changed words within one text", dest="words"
    )
    parser.add_argument("--whole", action="store_true", help="also print what is the same")
    parser.add_argument("--no-pager", action="store_true", help="print at once, on a terminal too")
    parser.add_argument("left", metavar="LEFT", help="a file, or an article of the workspace")
    said = "the same; without it, the former version of an article of the workspace, or its copy"
    parser.add_argument("right", metavar="RIGHT", nargs="?", help=said)


def show_copies(options: Namespace) -> int:
    """Print which files are copies of one another or share passages, and who has it from whom."""
    progress = ProgressLine()
    articles, refused = intake.read_sources(options.files, progress)
    progress.end()
    code = refuse(refused)
    full = engine.read_all(articles)
    links = copies.links(full, thorough=options.passages)
    if missed := copies.missed(copies.density(Held(full), options.passages)):
        say(missed if options.passages else f"{missed}; --passages finds more")
    groups = copies.groups(full, links, options.grouping)
    arrows = provenance.arrows(full, links)
    found = matrix_text.matrices(full, links) if options.sentences else []
    if options.json:
        shape = contract.copies(full, Story(links=links, copies=groups))
        shape = _with_origins(shape, full, groups, links, arrows)
        print_json(shape | ({"sentences": matrix_text.shape(found)} if options.sentences else {}))
    elif full:
        report.print_copies(full, groups, links, arrows)
        for line in matrix_text.lines(found, shutil.get_terminal_size().columns):
            print(line)
    return code


def _with_origins(
    shape: dict[str, Any],
    articles: Sequence[Article],
    groups: Sequence[Sequence[str]],
    links: Sequence[CopyLink],
    arrows: Sequence[provenance.Arrow],
) -> dict[str, Any]:
    """The shape with the direction of each pair, and the original and weakest pair of groups."""
    names = {article.id: article.name for article in articles}
    for pair, arrow in zip(shape["pairs"], arrows, strict=True):
        pair["source"] = names.get(arrow.source)
        pair["taker"] = names.get(arrow.taker)
        pair["sort"] = arrow.sort
        pair["direction"] = arrow.why
        pair["probable"] = arrow.probable
        pair["agency"] = arrow.outside or None
    shape["originals"] = []
    for group in groups:
        if len(group) > 1:
            origin, weak = provenance.original(group, arrows), copies.weakest(group, links)
            shape["originals"].append(
                {
                    "group": [names[member] for member in group],
                    "original": names.get(origin.article),
                    "why": origin.why,
                    "probable": origin.probable,
                    "weakest": weak
                    and {
                        "left": names[weak.left],
                        "right": names[weak.right],
                        "containment": weak.containment,
                        "why": weak.why,
                    },
                }
            )
    return shape


def diff(options: Namespace) -> int:
    """Print the alignment of two articles."""
    if options.right is None:
        sides = _own_pair(options.left, options.workspace)
    else:
        sides = [_side(name, options.workspace) for name in (options.left, options.right)]
    if any(side is None for side in sides):
        return REFUSED
    left, right = (side for side in sides if side is not None)
    if options.json:
        print_json(_diff_shape(left, right, catalogue_of(options.workspace)))
    else:
        _print_diff(left, right, options)
    return DONE


def _diff_shape(left: Article, right: Article, demands: Catalogue) -> dict[str, Any]:
    """The alignment as JSON; `changes` are the findings that differ, null for very long texts."""
    (left, right), found, _ = _read(left, right, demands)
    alignment = align.align(left, right)
    shape = contract.diff(left, right, alignment)
    if found is None:
        return shape | {"changes": None}
    rows = changes.changes(*found, alignment)
    return shape | {"changes": [row._asdict() for row in rows]}


def _read(left: Article, right: Article, demands: Catalogue) -> Read:
    """The articles as the engine reads them, their findings and their link.

    None of very long texts: looking for them takes longer than comparing sentence by sentence.
    """
    if len(left.text) + len(right.text) > READ_IN_FULL:
        left, right = engine.read_all([left, right])
        return (left, right), None, None
    (left, right), found, story = engine.analyse([left, right], demands)
    return (left, right), (found[left.id], found[right.id]), next(iter(story.links), None)


def _print_diff(left: Article, right: Article, options: Namespace) -> None:
    """The alignment for people, with the findings that an edit added, dropped or re-attributed."""
    from tui.verbs import paging
    from tui.verbs.diff_text import Mode, render

    (left, right), found, link = _read(left, right, catalogue_of(options.workspace))
    if found is None:
        say("these texts are too long to be read for findings: only sentences are compared")
    mode: Mode = "side-by-side" if options.side_by_side else "word" if options.words else "unified"
    lines = render(
        left,
        right,
        align.align(left, right),
        mode,
        shutil.get_terminal_size().columns,
        sys.stdout.isatty() and not os.environ.get("NO_COLOR"),
        whole=options.whole,
        found=found,
        link=link,
    )
    paging.show(lines, paged=not options.no_pager)


def _own_pair(name: str, where: str | None) -> list[Article | None]:
    """An article of the workspace after its former version, or beside its closest copy."""
    spot = place.opened(where, create=False)
    article = _stored(spot.workspace, name)
    if article is None:
        return [None]
    if article.previous and (former := spot.workspace.article(article.previous)):
        return [former, article]
    for link in spot.workspace.story().links:
        if article.id in (link.left, link.right):
            other = link.right if link.left == article.id else link.left
            return [spot.workspace.article(other), article]
    raise Failure(USAGE, "it has no former version and no copy; name what to compare it with", name)


def _side(name: str, workspace: str | None) -> Article | None:
    """One side of a diff: a file, else an article of the workspace; None when it was refused."""
    if name == intake.STANDARD_INPUT or Path(name).exists():
        articles, refused = intake.read_sources([name])
        if len(articles) > 1:
            raise Failure(USAGE, "more than one article; name one", name)
        refuse(refused)
        return articles[0] if articles else None
    return _stored(place.opened(workspace, create=False).workspace, name)


def _stored(workspace: Workspace, name: str) -> Article | None:
    """The article of a workspace that an id or name stands for; None when it was refused."""
    found = workspace.find(name) or workspace.article(name)
    article = found if isinstance(found, Article) else report.named(workspace.articles(), name)
    if article is None:
        say(f"{name}: no such file, and no article of the workspace goes by this id or name")
    return article


VERBS = {
    "copies": (_declare_copies, show_copies),
    "diff": (_declare_diff, diff),
}
