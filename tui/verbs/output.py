"""What verbs print: JSON for machines, neutral lines for people, messages on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from time import monotonic
from typing import Any

from seeds.intake import Refusal, Skip, Taken
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


NAMED = 3
SOON = 2.0
"""Seconds after which it is told how long the rest will take."""


def say_notices(puts: Iterable[Taken]) -> None:
    """What the reader should know of new articles; of many with one notice some are named."""
    named: dict[str, list[str]] = {}
    for put in puts:
        for notice in put.notices if put.outcome != "already" else ():
            named.setdefault(notice.text, []).append(put.name)
    for text, names in named.items():
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        say(f"{', '.join(names[:NAMED])}{more}: {text}")


class ProgressLine:
    """How far it is and how long it will take, on one line of a terminal that is written over."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._width = 0
        self._since: tuple[str, float] = ("", 0.0)

    def __call__(self, number: int, total: int, name: str) -> None:
        """Show file `number` of `total`; nothing for one file or without a terminal."""
        if self._live and total > 1:
            left = self._left("reading", number - 1, total)
            self._show(f"reading {number} of {total}{left}: {line(name, 50)}")

    def analysing(self) -> None:
        """Show that reading is over and thinking has begun."""
        if self._live and self._width:
            self._show("analysing ...")

    def analysed(self, done: int, total: int) -> None:
        """Show how many articles are analysed, of how many."""
        if self._live and total > 1:
            self._show(f"analysing {done} of {total}{self._left('analysing', done, total)}")

    def _left(self, doing: str, done: int, total: int) -> str:
        """How long the rest takes if it goes on like this; "" as long as that is not to be told."""
        now = monotonic()
        if doing != self._since[0]:
            self._since = doing, now
        spent = now - self._since[1]
        if done < 1 or spent < SOON:
            return ""
        seconds = round(spent * (total - done) / done)
        return f", {seconds // 60} min left" if seconds >= 120 else f", {seconds} s left"

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
