"""Verbs about the house: keys, settings, the log, completions."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from tui import place
from tui.display import line
from tui.failure import DONE, USAGE
from tui.prose import heading, wrapped
from tui.verbs import TABLE
from tui.verbs.output import say

if TYPE_CHECKING:
    from tui.settings import Settings

TAIL = 40


def _declare_nothing(parser: ArgumentParser) -> None:
    del parser


def _declare_config(parser: ArgumentParser) -> None:
    parser.add_argument(
        "what",
        nargs="?",
        default="show",
        choices=["show", "path", "check", "schema"],
        help="what is in force (default), where the file is, whether it is right, what it can say",
    )


def _declare_keys(parser: ArgumentParser) -> None:
    parser.add_argument("--markdown", action="store_true", help="as the page docs/keys.md")


def _declare_completions(parser: ArgumentParser) -> None:
    parser.add_argument("shell", metavar="SHELL", choices=["bash", "zsh", "fish"])


def keys(options: Namespace) -> int:
    """Print every key of the app, by group."""
    from tui.actions import ACTIONS, key_line

    if options.markdown:
        from tui.keys_page import page

        sys.stdout.write(page())
        return DONE
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
    if options.what == "schema":
        for key, meaning in settings.KNOWN.items():
            print(wrapped(f"{key}: {meaning}", "", "    "))
        return DONE
    held = settings.load()
    if options.what == "check":
        return _checked(held)
    there = "" if settings.path().exists() else " (not there; none is needed)"
    print(f"settings   {line(str(settings.path()))}{there}")
    print(f"workspace  {line(str(place.located(options.workspace)))}")
    print(f"reader     {line(held.reader) or '(the login name)'}")
    print(f"data       {line(str(place.data_folder()))}")
    print(f"log        {line(str(log.place()))}")
    for key, meaning in settings.KNOWN.items():
        say(f"setting {key}: {meaning}")
    return DONE


def _checked(held: Settings) -> int:
    """Say what is wrong with the settings that could be read; exit code 2 where something is."""
    from tui import keymap, settings

    unread = (f"{key}: no such setting" for key in settings.unknown(held.source))
    wrong = [*unread, *keymap.of(held)[1]]
    for reason in wrong:
        print(line(reason))
    if not wrong:
        print(f"{line(str(settings.path()))}: nothing is wrong")
    return USAGE if wrong else DONE


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
    "keys": (_declare_keys, keys),
    "config": (_declare_config, config),
    "log": (_declare_nothing, log),
    "completions": (_declare_completions, completions),
}
