"""Text for the clipboard: by the terminal (OSC 52), or to a file where the terminal has none."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tui import display
from tui.session import Finding, Session

if TYPE_CHECKING:
    from textual.app import App

LARGEST = 72_000
"""Bytes: xterm and tmux drop OSC 52 strings longer than 100,000 characters of base64."""
DEAF_TERMS = ("linux", "dumb", "vt100", "vt220", "cons25", "ansi")
DEAF_PROGRAMS = ("Apple_Terminal",)


def exact(_: Session, finding: Finding) -> str:
    """The words of a finding as the article has them, made harmless for pasting."""
    return display.plain(finding.text)


def cited(session: Session, finding: Finding) -> str:
    """The words with who said them, and where and when they stand."""
    article = session.article_by_id[finding.article]
    who = getattr(finding, "speaker", "") or getattr(finding, "holder", "")
    parts = [who, article.outlet or "", f"“{article.title}”" if article.title else ""]
    parts.append(article.published.date if article.published else "")
    parts += [article.source, f"characters {finding.start}–{finding.end}"]
    words = display.line(finding.text)
    quoted = words if words[:1] in "“\"'‘" else f"“{words}”"
    return f"{quoted}\n— {display.line(', '.join(part for part in parts if part))}\n"


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
    if way == "terminal" or (way == "auto" and hears(dict(os.environ), size)):
        app.copy_to_clipboard(text)
        return f"copied to the terminal's clipboard (OSC 52): {size:,} bytes"
    from tui.place import data_folder

    target = data_folder() / "copied.txt"
    write(target, text)
    return f"copied to a file, this terminal has no clipboard: {display.line(str(target))}"


def write(target: Path, text: str) -> None:
    """Put the text into a file that only its owner can read."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(text.encode("utf-8", "replace"))
    fresh.replace(target)
