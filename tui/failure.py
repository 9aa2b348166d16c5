"""How a run ends when it cannot do what was asked: one line, and an exit code of the contract."""

from __future__ import annotations

DONE = 0
REFUSED = 1
USAGE = 2
WORKSPACE = 3
BUG = 4
INTERRUPTED = 130


class Failure(Exception):  # noqa: N818 - it ends a run, it is not an error of the program
    """Ends the run with a line on standard error; `about` is the input or place it is about."""

    def __init__(self, code: int, reason: str, about: str = "") -> None:
        super().__init__(reason)
        self.code = code
        self.about = about
