"""Verbs about the house: keys, settings, the log, completions."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from tui import place
from tui.display import line
from tui.failure import DONE
from tui.prose import heading
from tui.verbs import TABLE
from tui.verbs.output import say

if TYPE_CHECKING:
    pass

TAIL = 40


def _declare_nothing(parser: ArgumentParser) -> None:
    del parser


def _declare_config(parser: ArgumentParser) -> None:
    parser.add_argument("what", nargs="?", choices=["path"], help="only where the file is")


def _declare_completions(parser: ArgumentParser) -> None:
    parser.add_argument("shell", metavar="SHELL", choices=["bash", "zsh", "fish"])


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
    "keys": (_declare_nothing, keys),
    "config": (_declare_config, config),
    "log": (_declare_nothing, log),
    "completions": (_declare_completions, completions),
}
