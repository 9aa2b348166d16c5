"""`correct`: what a reader says of a statement: its speaker, act and span, or that it is none."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from store import corrections as words
from store.anchors import anchor
from store.records import ACTS, Article, Statement
from tui import place
from tui.failure import DONE, REFUSED, USAGE, Failure
from tui.prose import wrapped
from tui.verbs.marks import reader
from tui.verbs.output import say

if TYPE_CHECKING:
    from analysis.corrections import Amendment
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
    from analysis import corrections

    article = workspace.article(old.article)
    if article is None:
        raise Failure(REFUSED, "its article is not here", old.id)
    known = corrections.read(workspace.amendments().get(old.id))
    one = known or corrections.Amendment(anchor(article, old.start, old.end))
    if options.start is not None or options.end is not None:
        start = old.start if options.start is None else options.start
        end = old.end if options.end is None else options.end
        _within(article, start, end)
        one = one._replace(span=anchor(article, start, end))
    one = one._replace(
        speaker=one.speaker if options.speaker is None else options.speaker,
        act=options.act or one.act,
        drop=options.drop,
    )
    _keep(workspace, old.id, corrections.told(one), options)
    if options.speaker is not None and not options.drop:
        _suggest(workspace, old, one)
    return DONE


def _add(workspace: Workspace, article: Article, options: Namespace) -> int:
    from analysis import corrections

    start, end = options.add
    _within(article, start, end)
    one = corrections.Amendment(
        anchor(article, start, end), options.speaker or "", options.act, add=True
    )
    value = workspace.amendments().get(article.id)
    before = value.get("added") if isinstance(value, dict) else None
    others = [other for other in before or [] if corrections.read(other) != one]
    _keep(workspace, article.id, {"added": [*others, corrections.told(one)]}, options)
    return DONE


def _within(article: Article, start: int, end: int) -> None:
    if not 0 <= start < end <= len(article.text) or not article.text[start:end].strip():
        raise Failure(USAGE, f"no words stand at {start} to {end}", article.name)


def _keep(workspace: Workspace, target: str, value: object, options: Namespace) -> None:
    from seeds import amending

    workspace.amend(target, value, reason=options.reason, by=reader(options))
    amending.keep_up(workspace)
    print(wrapped(f"corrected {words.in_words(value)}", "", "    "))


def _suggest(workspace: Workspace, old: Statement, one: Amendment) -> None:
    """Say where the same words name the speaker that was corrected."""
    import msgspec

    from analysis import corrections

    new = msgspec.structs.replace(old, speaker=one.speaker or "")
    articles, found = workspace.articles(), workspace.all_findings()
    for other in corrections.suggestions(articles, found, new, old.speaker):
        print(
            wrapped(
                f"“{other.mention}” is {other.instead_of} in {other.statement}, too: "
                f"wirecopy correct {other.statement} --speaker '{other.speaker}'",
                "",
                "    ",
            )
        )


VERBS = {"correct": (_declare, run)}
