"""Verbs that write what a reader made of a finding: mark, note, tag, and their undoing."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, cast

from seeds import regrouping
from store import corrections, listing
from store.records import VERDICTS, Article, Event, Verdict
from tui import place, settings
from tui.failure import DONE, REFUSED, USAGE, Failure
from tui.glyphs import VERDICT_GLYPHS
from tui.prose import wrapped
from tui.verbs.output import print_json, say

if TYPE_CHECKING:
    from store.workspace import Workspace

CLEAR = ("clear", "unreviewed")


def _declare_mark(parser: ArgumentParser) -> None:
    parser.add_argument("ids", nargs="+", metavar="ID", help="findings, or a short form of an id")
    parser.add_argument("verdict", metavar="VERDICT", help=", ".join((*VERDICTS, *CLEAR)))
    parser.add_argument("--note", metavar="TEXT", help="also write this note")
    parser.add_argument(
        "--evidence", metavar="TEXT", action="append", default=[], help="an address; repeatable"
    )
    parser.add_argument("--reason", metavar="TEXT", default="", help="why, kept in the history")
    parser.add_argument("--by", metavar="NAME", help="who judges (default: the login name)")


def _declare_by(parser: ArgumentParser) -> None:
    parser.add_argument("--by", metavar="NAME", help="whose acts (default: the login name)")


def _declare_history(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.add_argument("id", nargs="?", metavar="ID", help="one finding or article")


def _declare_note(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID")
    parser.add_argument("text", nargs="+", metavar="TEXT", help='the note; "" takes it away')
    _declare_by(parser)


def _declare_tag(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID")
    parser.add_argument("tags", nargs="*", metavar="TAG", help="all its tags; none takes them away")
    _declare_by(parser)


def _declare_attach(parser: ArgumentParser) -> None:
    parser.add_argument("lost", metavar="LOST", help="what was judged; wirecopy check lists them")
    parser.add_argument("id", metavar="ID", help="the finding that it is now")
    _declare_by(parser)


def reader(options: Namespace) -> str | None:
    """Who acts: as said now, else as set; None is the workspace's own reader."""
    return options.by or settings.load().reader or None


def _resolved(workspace: Workspace, idents: Iterable[str]) -> tuple[list[str], int]:
    """Whole ids of what is meant, and 1 when something is not there, which is said."""
    from store.workspace import AmbiguousId

    found: list[str] = []
    code = DONE
    for ident in idents:
        try:
            item = workspace.find(ident)
        except AmbiguousId as error:
            say(str(error))
            code = REFUSED
            continue
        if item is not None:
            found.append(item.id)
        elif any(True for _ in workspace.events(ident)):
            found.append(ident)
        else:
            say(f"{ident}: no finding or article has this id")
            code = REFUSED
    return found, code


def mark(options: Namespace) -> int:
    """Give findings a verdict, with note and evidence as one act; done only when it is on disk."""
    word = options.verdict.lower().replace("_", "-").replace(" ", "-")
    if word not in VERDICTS and word not in CLEAR:
        known = ", ".join((*VERDICTS, "clear"))
        raise Failure(USAGE, f"no such verdict; there are {known}", options.verdict)
    verdict = None if word in CLEAR else cast("Verdict", word)
    workspace = place.opened(options.workspace, create=False).workspace
    targets, code = _resolved(workspace, options.ids)
    articles = [target for target in targets if isinstance(workspace.find(target), Article)]
    for target in articles:
        say(f"{target}: an article has no verdict; mark its findings, or write a note")
        targets.remove(target)
        code = REFUSED
    if targets:
        workspace.mark(
            targets,
            verdict,
            note=options.note,
            evidence=options.evidence,
            reason=options.reason,
            by=reader(options),
        )
    for target in targets:
        print(f"{VERDICT_GLYPHS[verdict]} {target} {verdict or 'unreviewed'}")
    return code


def note(options: Namespace) -> int:
    """Write the note of a finding or an article."""
    return _write(
        options,
        lambda space, target: space.note(target, " ".join(options.text), by=reader(options)),
    )


def tag(options: Namespace) -> int:
    """Set the tags of a finding or an article."""
    return _write(
        options, lambda space, target: space.tag(target, options.tags, by=reader(options))
    )


def attach(options: Namespace) -> int:
    """Say that a review whose passage was lost belongs to a finding."""
    workspace = place.opened(options.workspace, create=False).workspace
    lost, code = _resolved(workspace, [options.lost])
    there, other = _resolved(workspace, [options.id])
    if lost and there:
        print(_said(workspace.attach(lost[0], there[0], by=reader(options))))
    return max(code, other)


def _write(options: Namespace, act: Callable[[Workspace, str], Event]) -> int:
    workspace = place.opened(options.workspace, create=False).workspace
    targets, code = _resolved(workspace, [options.id])
    for target in targets:
        print(_said(act(workspace, target)))
    return code


def undo(options: Namespace) -> int:
    """Take back the reader's last act."""
    workspace = place.opened(options.workspace, create=False).workspace
    return _turned(workspace, workspace.undo(reader(options)), "nothing to undo")


def redo(options: Namespace) -> int:
    """Bring back what was undone last."""
    workspace = place.opened(options.workspace, create=False).workspace
    return _turned(workspace, workspace.redo(reader(options)), "nothing to redo")


def _turned(workspace: Workspace, events: list[Event], nothing: str) -> int:
    if not events:
        say(nothing)
    regrouping.keep_up(workspace)
    for event in events:
        print(_said(event))
    return DONE


def history(options: Namespace) -> int:
    """Print who did what and when, oldest first."""
    workspace = place.opened(options.workspace, create=False).workspace
    targets, code = _resolved(workspace, [options.id] if options.id else [])
    if options.id and not targets:
        return code
    target = targets[0] if targets else None
    if options.json:
        print_json(listing.history(workspace, target))
        return code
    events = workspace.events(target)
    for event in events:
        print(_said(event))
    if not events:
        say("nothing was marked yet")
    return code


def _said(event: Event) -> str:
    """An event on one line: when, who, what, on what, and why."""
    change = f"{_value(event.before)} → {_value(event.after)}"
    change = _value(event.after) if event.op == "correct" else change
    why = f" ({event.reason})" if event.reason else ""
    when = event.time[:16].replace("T", " ")
    return wrapped(f"{when} {event.by}: {event.op} {event.target}: {change}{why}", "", "    ")


def _value(value: object) -> str:
    if isinstance(value, dict):
        return corrections.in_words(value)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    return "none" if value in (None, "") else str(value)


VERBS = {
    "mark": (_declare_mark, mark),
    "undo": (_declare_by, undo),
    "redo": (_declare_by, redo),
    "history": (_declare_history, history),
    "attach": (_declare_attach, attach),
    "note": (_declare_note, note),
    "tag": (_declare_tag, tag),
}
