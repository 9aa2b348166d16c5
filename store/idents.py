"""Ids that nobody else gives: sixteen hexadecimal digits of the system's randomness."""

from __future__ import annotations

import os

_AT_ONCE = 64
_ready: list[str] = []


def fresh() -> str:
    """An id of its own, of those that were drawn together."""
    while True:
        try:
            return _ready.pop()
        except IndexError:
            digits = os.urandom(8 * _AT_ONCE).hex()
            _ready.extend(digits[at : at + 16] for at in range(0, len(digits), 16))


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_ready.clear)
