"""Lines as panes draw them and the command line prints them: pieces of text and style names."""

from __future__ import annotations

from typing import NamedTuple

Piece = tuple[str, str]
"""Text and the names of its styles, separated by blanks ("demand underline")."""


class Line(NamedTuple):
    """One drawn line: its pieces, and a style under all of them."""

    pieces: tuple[Piece, ...]
    under: str = ""


EMPTY = Line(())
