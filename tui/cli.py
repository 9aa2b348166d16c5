"""The command line: a verb, or the app on a workspace.

Nothing is imported before it is needed: `--help` and `--version` load no library at all.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from typing import TYPE_CHECKING

from tui import VERSION
from tui.failure import BUG, DONE, INTERRUPTED, USAGE, WORKSPACE, Failure
from tui.verbs import TABLE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

WORKSPACE_OPTIONS = ("-w", "--workspace")
EPILOGUE = """
  -w, --workspace WORKSPACE   use this workspace (also: WIRECOPY_WORKSPACE)
      --plain                 the app with one pane at a time and no boxes
  -h, --help                  this page; wirecopy VERB --help for one verb
      --version               the version

Without a verb the app opens; where there is no terminal the digest is printed.
Exit codes: 0 done, 1 some input refused, 2 usage, 3 workspace damaged, locked,
full or newer, 4 a bug, 130 interrupted."""


def entry() -> None:
    """The console script."""
    _speak_utf8()
    sys.exit(_guarded(sys.argv[1:]))


def _speak_utf8() -> None:
    """Output is UTF-8 whatever the locale says; a closed stream goes nowhere.

    A lone surrogate, which UTF-8 cannot carry, is written as an escape.
    """
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            if nowhere != number:
                os.dup2(nowhere, number)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _hush() -> None:
    """Nobody reads on: let the interpreter's last flush go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _guarded(arguments: list[str]) -> int:
    """Run, and turn every way to fail into a line and an exit code."""
    try:
        code = main(arguments)
        sys.stdout.flush()
        return code
    except Failure as failure:
        _complain(str(failure), failure.about)
        return failure.code
    except BrokenPipeError:
        _hush()
        return DONE
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last door: a bug ends in one line and the log
        return _unexpected(error)


def _unexpected(error: Exception) -> int:
    """A disk or a workspace that fails, else a bug: which goes to the log."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
        _complain(f"cannot write: {(error.strerror or 'no space').lower()}", "")
        _hush()
        return WORKSPACE
    from store.workspace import WorkspaceError

    if isinstance(error, WorkspaceError):
        if not error.told:
            _complain(str(error), "")
        return USAGE if error.kind == "missing" else WORKSPACE
    from seeds.pool import KilledError

    if isinstance(error, KilledError):
        _complain(str(error), "")
        return WORKSPACE
    from tui.log import record

    place = record(error)
    said = f"a bug in wirecopy ({type(error).__name__})"
    _complain(said + (f"; details: {place}" if place else ""), "")
    return BUG


def _complain(reason: str, about: str) -> None:
    from tui.display import line

    whole = f"wirecopy: {about}: {reason}" if about else f"wirecopy: {reason}"
    print(line(whole), file=sys.stderr)


def main(arguments: list[str]) -> int:
    """Do what the arguments ask; the exit code, or Failure."""
    before, verb, rest = _split(arguments)
    asked = set(before) if verb is None else set()
    if asked & {"-h", "--help"}:
        print(help_text())
        return DONE
    if "--version" in asked:
        print(f"wirecopy {VERSION}")
        return DONE
    if verb is None:
        return _open(before + rest)
    declare, run = _family(TABLE[verb].family)[verb]
    parser = _parser(f"wirecopy {verb}", TABLE[verb].does)
    declare(parser)
    return run(parser.parse_args(before + rest))


def help_text() -> str:
    """The page of `wirecopy --help`."""
    lines = [
        f"wirecopy {VERSION}: read every version of a story at once",
        "",
        "  wirecopy [WORKSPACE]         open the app on a workspace or folder of articles",
    ]
    for name, verb in TABLE.items():
        lines.append(f"  {name + ' ' + verb.takes:<28} {verb.does}".rstrip())
    return "\n".join(lines) + "\n" + EPILOGUE


def _split(arguments: list[str]) -> tuple[list[str], str | None, list[str]]:
    """What stands before the verb, the verb (None for the app), what stands after it."""
    place = 0
    while place < len(arguments):
        argument = arguments[place]
        if argument in WORKSPACE_OPTIONS:
            place += 2
        elif argument.startswith("-") and argument not in ("-", "--"):
            place += 1
        elif argument in TABLE:
            return arguments[:place], argument, arguments[place + 1 :]
        else:
            break
    return arguments, None, []


def _parser(name: str, does: str) -> argparse.ArgumentParser:
    import argparse

    class Parser(argparse.ArgumentParser):
        def error(self, message: str) -> None:  # type: ignore[override]
            raise Failure(USAGE, f"{message} (see {name} --help)", name.removeprefix("wirecopy "))

    parser = Parser(prog=name, description=does, allow_abbrev=False)
    parser.add_argument(
        *WORKSPACE_OPTIONS, metavar="WORKSPACE", help="use this workspace (default: the last one)"
    )
    return parser


def _family(
    name: str,
) -> dict[
    str, tuple[Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]]
]:
    """The verbs of one family module, loaded now."""
    from importlib import import_module

    table: dict[
        str,
        tuple[Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]],
    ] = import_module(f"tui.verbs.{name}").VERBS
    return table


def _open(arguments: list[str]) -> int:
    """The app on the workspace that is named, or the digest where there is no terminal."""
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if terminal:
        gc.disable()  # until the first frame stands: see WirecopyApp
    alone, named, plain = _what_to_open(arguments)
    from tui import place

    if alone is not None:
        place.refuse_misspelt(alone, TABLE)
    named = alone if alone is not None else named
    spot = place.opened(named, analyse=not terminal)
    if not terminal:
        from tui.verbs.story import print_digest

        return max(spot.code, print_digest(spot.workspace))
    place.remember(spot.path)
    from tui.app import run

    return max(spot.code, run(spot.path, plain=plain))


def _what_to_open(arguments: list[str]) -> tuple[str | None, str | None, bool]:
    """The workspace that stands alone, the one of -w, and whether the app is to be plain.

    A single name, or none, needs no parser.
    """
    if not arguments or (len(arguments) == 1 and not arguments[0].startswith("-")):
        return (arguments[0] if arguments else None), None, False
    parser = _parser("wirecopy", "open the app")
    parser.add_argument("place", nargs="?", metavar="WORKSPACE")
    parser.add_argument("--plain", action="store_true", help="one pane at a time, no boxes")
    options = parser.parse_args(arguments)
    if options.place is not None and options.workspace is not None:
        raise Failure(USAGE, "name one workspace, by -w or alone", "wirecopy")
    return options.place, options.workspace, options.plain
