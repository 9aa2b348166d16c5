"""Details of failures, for whoever mends them: one file below the log folder of platformdirs."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

LIMIT = 256 * 1024


def place() -> Path:
    """The log file; it need not be there."""
    from platformdirs import user_log_path

    return user_log_path("wirecopy", appauthor=False) / "wirecopy.log"


def record(error: BaseException) -> Path | None:
    """Write where an error arose; the file, or None when it cannot be written.

    Only code places and the kind of error go in: never texts, notes or settings.
    """
    from tui import VERSION

    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} wirecopy {VERSION}: {type(error).__name__}"]
    lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    try:
        path = place()
        path.parent.mkdir(parents=True, exist_ok=True)
        old = path.read_text("utf-8", "replace") if path.exists() else ""
        whole = (old + "\n".join(lines) + "\n")[-LIMIT:]
        path.write_text(whole, "utf-8")
    except OSError:
        return None
    return path


def not_analysed(failures: Iterable[tuple[str, Exception]]) -> list[str]:
    """One line for each article that a rule failed on; where it failed goes to the log."""
    lines = []
    for name, error in failures:
        record(error)
        lines.append(f"{name}: not analysed: a bug in wirecopy, recorded in the log")
    return lines
