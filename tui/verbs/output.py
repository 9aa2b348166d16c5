"""What verbs print: JSON for machines, neutral lines for people, messages on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

from seeds.intake import Refusal, Skip
from store.neutral import json_text
from tui.display import line
from tui.failure import DONE, REFUSED


def print_json(document: Any) -> None:
    """The document on standard output; control and bidi characters only as escapes."""
    print(json_text(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)))


def say(text: str) -> None:
    """One neutral line on standard error."""
    print(f"wirecopy: {line(text)}", file=sys.stderr)


def refuse(refused: Iterable[Refusal]) -> int:
    """One line for each refused input; the exit code that this means."""
    code = DONE
    for refusal in refused:
        say(f"{refusal.name}: {refusal.reason}")
        if not isinstance(refusal, Skip):
            code = REFUSED
    return code


class ProgressLine:
    """Which file is being read, on one line of a terminal that is written over."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._width = 0

    def __call__(self, number: int, total: int, name: str) -> None:
        """Show file `number` of `total`; nothing for one file or without a terminal."""
        if self._live and total > 1:
            self._show(f"reading {number} of {total}: {line(name, 50)}")

    def analysing(self) -> None:
        """Show that reading is over and thinking has begun."""
        if self._live and self._width:
            self._show("analysing ...")

    def end(self) -> None:
        """Take the line away."""
        if self._width:
            self._show("")
            sys.stderr.write("\r")
            self._width = 0

    def _show(self, text: str) -> None:
        sys.stderr.write("\r" + text.ljust(self._width))
        sys.stderr.flush()
        self._width = len(text)
