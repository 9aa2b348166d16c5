"""Long output on a terminal goes through the reader's pager, as git's does."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress

LESS = "FRX"
"""What less is asked for where LESS says nothing: end on one screen, colours, leave the text."""


def show(lines: Iterable[str], *, paged: bool = True) -> None:
    """Print lines, through a pager where standard output is a terminal.

    The pager is WIRECOPY_PAGER, else PAGER, else less; empty or "cat" means none.
    """
    command = pager() if paged and on_terminal() else []
    told = list(lines) if command else lines
    if command and _piped(command, told):
        return
    for line in told:
        print(line)


def on_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()


def pager() -> list[str]:
    """The words of the pager's command; [] for none."""
    wanted = os.environ.get("WIRECOPY_PAGER", os.environ.get("PAGER"))
    if wanted is None:
        wanted = "less" if shutil.which("less") else ""
    try:
        command = shlex.split(wanted)
    except ValueError:
        return []
    return [] if command == ["cat"] else command


def _piped(command: list[str], lines: Iterable[str]) -> bool:
    """Write the lines to a command and wait for it; False where it cannot be started."""
    sys.stdout.flush()
    environment = {"LESS": LESS, "LV": "-c"} | os.environ
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603 - the reader's own command
    except OSError:
        return False
    with suppress(BrokenPipeError, KeyboardInterrupt):
        if process.stdin is not None:
            with process.stdin as pipe:
                pipe.write("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
    while process.poll() is None:
        with suppress(KeyboardInterrupt):  # the pager's key, not ours
            process.wait()
    return True
