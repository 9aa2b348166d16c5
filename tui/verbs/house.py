"""Verbs about the house: check, backup and restore, keys, settings, the log, completions."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from tui import place
from tui.display import line
from tui.failure import DONE, REFUSED, WORKSPACE, Failure
from tui.prose import count, heading, wrapped
from tui.verbs import TABLE
from tui.verbs.output import say

if TYPE_CHECKING:
    from store.workspace import Workspace

TAIL = 40


def _declare_nothing(parser: ArgumentParser) -> None:
    del parser


def _declare_restore(parser: ArgumentParser) -> None:
    parser.add_argument("backup", nargs="?", metavar="BACKUP", help="its name; none lists them")


def _declare_config(parser: ArgumentParser) -> None:
    parser.add_argument("what", nargs="?", choices=["path"], help="only where the file is")


def _declare_completions(parser: ArgumentParser) -> None:
    parser.add_argument("shell", metavar="SHELL", choices=["bash", "zsh", "fish"])


def check(options: Namespace) -> int:
    """Read everything that the workspace keeps and say whether it fits together."""
    path = place.located(options.workspace, must_exist=True)
    from store.workspace import Workspace

    workspace = Workspace.open(path)
    wrong = list(_misfits(workspace))
    for problem in wrong:
        say(problem)
    findings = workspace.all_findings()
    total = sum(len(f.statements) + len(f.demands) + len(f.claims) for f in findings.values())
    facts = (
        count(len(workspace.articles()), "article"),
        count(total, "finding"),
        count(len(workspace.events()), "event"),
        count(len(workspace.orphans()), "review without its passage", "reviews without passages"),
    )
    state = "whole" if not wrong else count(len(wrong), "problem")
    print(f"{line(str(path))}: {state}; {', '.join(facts)}")
    for orphan in workspace.orphans():
        print(wrapped(f"kept, its passage is gone: {orphan.target}", "   "))
    return WORKSPACE if wrong else DONE


def _misfits(workspace: Workspace) -> list[str]:
    """What cannot be: findings whose text is not what the article has there."""
    from store.anchors import everything

    return [
        f"{item.id}: is not what {article.name} says there"
        for article in workspace.articles()
        for item in everything(workspace.findings(article.id))
        if article.text[item.start : item.end] != item.text
    ]


def backup(options: Namespace) -> int:
    """Copy the workspace's files into a new folder below its backups."""
    path = place.located(options.workspace, must_exist=True)
    from store import backups
    from store.workspace import Workspace

    workspace = Workspace.open(path)
    workspace.articles(), workspace.story(), workspace.events()
    print(line(str(backups.make(path))))
    return DONE


def restore(options: Namespace) -> int:
    """List the backups, or put one in the place of the present files, which are kept."""
    path = place.located(options.workspace)
    from store import backups

    found = backups.listed(path)
    if options.backup is None:
        for copy in found:
            print(line(copy.name))
        if not found:
            say(f"{path}: there is no backup yet")
        return DONE
    chosen = [copy for copy in found if copy.name == options.backup]
    if not chosen:
        raise Failure(
            REFUSED, "no backup of this name; wirecopy restore lists them", options.backup
        )
    kept = backups.restore(path, chosen[0])
    print(f"{line(chosen[0].name)} restored; what was there is kept in {line(kept.name)}")
    return DONE


def keys(options: Namespace) -> int:
    """Print every key of the app, by group."""
    del options
    from tui.actions import ACTIONS, key_line

    groups = dict.fromkeys(action.group for action in ACTIONS)
    for group in groups:
        print(heading(group))
        for action in ACTIONS:
            if action.group == group:
                scope = "" if action.scope == "everywhere" else f" (in the {action.scope})"
                print(f"{key_line(action):<22} {action.title}{scope}")
        print()
    return DONE


def config(options: Namespace) -> int:
    """Print the settings in force and every place that wirecopy uses."""
    from tui import log, settings

    if options.what == "path":
        print(line(str(settings.path())))
        return DONE
    held = settings.load()
    there = "" if settings.path().exists() else " (not there; none is needed)"
    print(f"settings   {line(str(settings.path()))}{there}")
    print(f"workspace  {line(str(place.located(options.workspace)))}")
    print(f"reader     {line(held.reader) or '(the login name)'}")
    print(f"data       {line(str(place.data_folder()))}")
    print(f"log        {line(str(log.place()))}")
    for key, meaning in settings.KNOWN.items():
        say(f"setting {key}: {meaning}")
    return DONE


def log(options: Namespace) -> int:
    """Print the end of the log."""
    del options
    from tui import log as journal

    path = journal.place()
    say(str(path) if path.exists() else f"{path}: nothing was logged yet")
    if path.exists():
        for entry in path.read_text("utf-8", "replace").splitlines()[-TAIL:]:
            print(line(entry) if not entry.startswith(" ") else "  " + line(entry))
    return DONE


def completions(options: Namespace) -> int:
    """Print a completion script: verbs first, then files."""
    words = " ".join(TABLE)
    sys.stdout.write(SCRIPTS[options.shell].replace("VERBS", words).replace("LINES", _fish()))
    return DONE


def _fish() -> str:
    return "\n".join(
        f"complete -c wirecopy -n __fish_use_subcommand -f -a {name} -d {verb.does!r}"
        for name, verb in TABLE.items()
    )


SCRIPTS = {
    "bash": """_wirecopy() {
  local word=${COMP_WORDS[COMP_CWORD]}
  COMPREPLY=($(compgen -f -- "$word"))
  [ "$COMP_CWORD" -eq 1 ] && COMPREPLY=($(compgen -W "VERBS" -- "$word") "${COMPREPLY[@]}")
}
complete -o filenames -F _wirecopy wirecopy
""",
    "zsh": """#compdef wirecopy
_arguments '1: :(VERBS)' '*: :_files'
""",
    "fish": "LINES\n",
}

VERBS = {
    "check": (_declare_nothing, check),
    "backup": (_declare_nothing, backup),
    "restore": (_declare_restore, restore),
    "keys": (_declare_nothing, keys),
    "config": (_declare_config, config),
    "log": (_declare_nothing, log),
    "completions": (_declare_completions, completions),
}
