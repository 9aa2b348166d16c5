"""Settings of a reader: a small TOML file below the configuration folder of platformdirs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from tui.failure import USAGE, Failure

VARIABLE = "WIRECOPY_CONFIG"
KNOWN = {"workspace": "the workspace that opens when none is named", "reader": "who judges"}


class Settings(NamedTuple):
    """What the file says; "" where it says nothing."""

    workspace: str = ""
    reader: str = ""


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
        table = tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Failure(USAGE, f"byte {error.start} is not UTF-8", str(place)) from error
    except tomllib.TOMLDecodeError as error:
        raise Failure(USAGE, _where(error), str(place)) from error
    for key in ("workspace", "reader"):
        if not isinstance(table.get(key, ""), str):
            raise Failure(USAGE, f"{key} must be text", str(place))
    return Settings(table.get("workspace", ""), table.get("reader", ""))


def _where(error: ValueError) -> str:
    """What is wrong and where, without the text that is wrong."""
    said = str(error)
    reason, _, position = said.rpartition("(")
    cause = reason.partition(":")[0].strip() or "cannot be read"
    return f"{position.rstrip(')') or 'somewhere'}: {cause}"
