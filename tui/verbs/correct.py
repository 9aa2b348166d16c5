"""`correct`: what a reader says of a statement: its speaker, act and span, or that it is none."""

from __future__ import annotations

import shlex
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from store import corrections as words
from store.records import ACTS, Article, Statement
from tui import place
from tui.failure import DONE, REFUSED, USAGE, Failure
from tui.prose import wrapped
from tui.verbs.marks import reader
from tui.verbs.output import say

if TYPE_CHECKING:
    from seeds.amending import Alike
    from store.workspace import Workspace


def _declare(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="a statement; with --add an article")
    parser.add_argument("--speaker", metavar="NAME", help="who said it")
    parser.add_argument("--act", metavar="ACT", choices=ACTS, help=", ".join(ACTS))
    parser.add_argument("--start", metavar="N", type=int, help="first character of what was said")
    parser.add_argument("--end", metavar="N", type=int, help="one past its last character")
    parser.add_argument("--drop", action="store_true", help="nobody said this")
    parser.add_argument(
        "--add", metavar=("START", "END"), nargs=2, type=int, help="a statement that was missed"
    )
    parser.add_argument("--reason", metavar="TEXT", default="", help="why, kept in the history")
    parser.add_argument("--by", metavar="NAME", help="who says so (default: the login name)")


def run(options: Namespace) -> int:
    """Correct, drop or add one statement; durable when it returns."""
    from store.workspace import AmbiguousId

    given = (options.speaker, options.act, options.start, options.end, options.drop or None)
    if not options.add and all(item is None for item in given):
        raise Failure(USAGE, "needs --speaker, --act, --start, --end, --drop or --add", "correct")
    workspace = place.opened(options.workspace, create=False).workspace
    try:
        item = workspace.article(options.id) if options.add else workspace.find(options.id)
    except AmbiguousId as error:
        say(str(error))
        return REFUSED
    if isinstance(item, Article) and options.add:
        return _add(workspace, item, options)
    if not isinstance(item, Statement):
        say(f"{options.id}: no {'article' if options.add else 'statement'} has this id")
        return REFUSED
    return _change(workspace, item, options)


def _change(workspace: Workspace, old: Statement, options: Namespace) -> int:
    from seeds import amending

    article = workspace.article(old.article)
    if article is None:
        raise Failure(REFUSED, "its article is not here", old.id)
    span = None
    if options.start is not None or options.end is not None:
        start = old.start if options.start is None else options.start
        end = old.end if options.end is None else options.end
        _within(article, start, end)
        span = start, end
    change = amending.Change(options.speaker, options.act, span, options.drop)
    value = amending.told(workspace, old, change)
    others = amending.alike(workspace, old, change)
    _keep(workspace, old.id, value, options)
    for other in others:
        print(wrapped(_suggested(old, other), "", "    "))
    return DONE


def _add(workspace: Workspace, article: Article, options: Namespace) -> int:
    from seeds import amending

    start, end = options.add
    _within(article, start, end)
    change = amending.Change(options.speaker, options.act, (start, end))
    _keep(workspace, article.id, amending.missed(workspace, article, change), options)
    return DONE


def _within(article: Article, start: int, end: int) -> None:
    if not 0 <= start < end <= len(article.text) or not article.text[start:end].strip():
        raise Failure(USAGE, f"no words stand at {start} to {end}", article.name)


def _keep(workspace: Workspace, target: str, value: object, options: Namespace) -> None:
    from seeds import amending

    workspace.amend({target: value}, reason=options.reason, by=reader(options))
    amending.keep_up(workspace)
    print(wrapped(f"corrected {words.in_words(value)}", "", "    "))


def _suggested(old: Statement, other: Alike) -> str:
    """Where else the correction may be right, and the command that says so."""
    one, change = other.statement, other.change
    command = f"wirecopy correct {one.id}"
    if change.speaker is not None:
        command += f" --speaker {shlex.quote(change.speaker)}"
    command += f" --act {change.act}" if change.act else ""
    if change.span:
        command += f" --start {change.span[0]} --end {change.span[1]}"
    command += " --drop" if change.drop else ""
    if other.why == "mention":
        return f"“{other.mention}” is {old.speaker} in {one.id}, too: {command}"
    return f"the same passage is {one.id}: {command}"


VERBS = {"correct": (_declare, run)}
