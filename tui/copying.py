"""Text for the clipboard: by tmux, by the terminal (OSC 52), or to a file where there is none."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from tui import display
from tui.session import Finding

if TYPE_CHECKING:
    from textual.app import App

LARGEST = 72_000
"""Bytes: xterm and tmux drop OSC 52 strings longer than 100,000 characters of base64."""
DEAF_TERMS = ("linux", "dumb", "vt100", "vt220", "cons25", "ansi")
DEAF_PROGRAMS = ("Apple_Terminal",)


def exact(finding: Finding) -> str:
    """The words of a finding as the article has them, made harmless for pasting."""
    return display.plain(finding.text)


def hears(environment: dict[str, str], size: int) -> bool:
    """Whether the terminal is one that takes OSC 52 of this size in bytes."""
    if size > LARGEST or environment.get("TERM_PROGRAM") in DEAF_PROGRAMS:
        return False
    return environment.get("TERM", "dumb") not in DEAF_TERMS


def copy(app: App[None], text: str, way: str) -> str:
    """Copy, and say where the text went.  `way` is the setting: auto, terminal or file.

    Raises OSError where the file cannot be written.
    """
    size = len(text.encode("utf-8", "replace"))
    if way == "auto" and os.environ.get("TMUX") and by_tmux(text):
        return f"copied to tmux, and by it to the terminal's clipboard: {size:,} bytes"
    if way == "terminal" or (way == "auto" and hears(dict(os.environ), size)):
        app.copy_to_clipboard(text)
        inside = os.environ.get("TERM", "").startswith(("tmux", "screen"))
        rest = "; tmux hands it on where set-clipboard is on" if inside else ""
        return f"copied to the terminal's clipboard (OSC 52): {size:,} bytes{rest}"
    from tui.place import data_folder

    target = data_folder() / "copied.txt"
    write(target, text)
    return f"copied to a file, this terminal has no clipboard: {display.line(str(target))}"


def by_tmux(text: str) -> bool:
    """Hand text to the tmux that the app runs in; whether it took it.

    By itself tmux ignores OSC 52 of the programs in it, as long as set-clipboard is not "on".
    """
    command = ["tmux", "load-buffer", "-w", "-"]
    data = text.encode("utf-8", "replace")
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command
            command, input=data, capture_output=True, timeout=2, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def write(target: Path, text: str) -> None:
    """Put the text into a file that only its owner can read."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(text.encode("utf-8", "replace"))
    fresh.replace(target)
