"""Settings of a reader: a small TOML file below the configuration folder of platformdirs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tui.failure import USAGE, Failure

VARIABLE = "WIRECOPY_CONFIG"
KNOWN = {
    "workspace": "the workspace that opens when none is named",
    "reader": "who judges",
    "theme": "wirecopy-dark, wirecopy-light, wirecopy-contrast or ansi-dark",
    "after_mark": '"stay", or "next" to go to the next unreviewed finding after every verdict',
    "digits": '"panes": 1 to 6 go to a pane; "counts": they count, and alt+1 to alt+6 go there',
    "clipboard": '"auto" (tmux, the terminal or a file), "terminal" (OSC 52), "file": for y, Y',
    "citation": "how Y cites: plain, news, chicago, apa, mla, markdown or wikipedia",
    "plain": "true: one pane at a time, no boxes",
    "keys": "a table of action ids and their keys; wirecopy keys lists the ids",
}
CHOICES: dict[str, tuple[object, ...]] = {
    "theme": ("wirecopy-dark", "wirecopy-light", "wirecopy-contrast", "ansi-dark"),
    "after_mark": ("stay", "next"),
    "digits": ("panes", "counts"),
    "clipboard": ("auto", "terminal", "file"),
    "citation": ("plain", "news", "chicago", "apa", "mla", "markdown", "wikipedia"),
    "plain": (True, False),
}
NO_KEYS: Mapping[str, object] = {}


class Settings(NamedTuple):
    """What the file says; the defaults where it says nothing.  `source` is its text."""

    workspace: str = ""
    reader: str = ""
    theme: str = "wirecopy-dark"
    after_mark: str = "stay"
    digits: str = "panes"
    clipboard: str = "auto"
    citation: str = "plain"
    plain: bool = False
    keys: Mapping[str, object] = NO_KEYS
    source: str = ""


def path() -> Path:
    """Where the settings are; the file need not be there."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("wirecopy", appauthor=False) / "config.toml"


def load() -> Settings:
    """The settings in force; Failure names the file, and the line of a mistake in it.

    Values are never repeated in a message: a settings file may hold what nobody should see.
    """
    place = path()
    try:
        data = place.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        raise Failure(USAGE, (error.strerror or "cannot be read").lower(), str(place)) from error
    import tomllib

    try:
        source = data.decode("utf-8")
        table = tomllib.loads(source)
    except UnicodeDecodeError as error:
        raise Failure(USAGE, f"byte {error.start} is not UTF-8", str(place)) from error
    except tomllib.TOMLDecodeError as error:
        raise Failure(USAGE, _where(error), str(place)) from error
    wrong = _wrong(table)
    if wrong:
        raise Failure(USAGE, wrong, str(place))
    held = {key: value for key, value in table.items() if key in KNOWN}
    return Settings(**held, source=source)


def _wrong(table: Mapping[str, Any]) -> str:
    """What is wrong with the first value that cannot be; "" where all can."""
    for key in ("workspace", "reader"):
        if not isinstance(table.get(key, ""), str):
            return f"{key} must be text"
    for key, known in CHOICES.items():
        value = table.get(key, known[0])
        if value not in known or isinstance(value, bool) is not isinstance(known[0], bool):
            return f"{key} must be one of {', '.join(str(one).lower() for one in known)}"
    return "" if isinstance(table.get("keys", {}), dict) else "keys must be a table: [keys]"


def unknown(source: str) -> list[str]:
    """Settings in a file's text that nothing reads; the text must be TOML."""
    import tomllib

    return [key for key in tomllib.loads(source) if key not in KNOWN]


def _where(error: ValueError) -> str:
    """What is wrong and where, without the text that is wrong."""
    said = str(error)
    reason, _, position = said.rpartition("(")
    cause = reason.partition(":")[0].strip() or "cannot be read"
    return f"{position.rstrip(')') or 'somewhere'}: {cause}"
