"""Lines as panes draw them and the command line prints them: pieces of text and style names."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

Piece = tuple[str, str]
"""Text and the names of its styles, separated by blanks ("demand underline")."""


class Line(NamedTuple):
    """One drawn line: its pieces, and a style under all of them."""

    pieces: tuple[Piece, ...]
    under: str = ""


EMPTY = Line(())


def hits_marked(pieces: tuple[Piece, ...], needle: re.Pattern[str]) -> tuple[Piece, ...]:
    """The pieces with the style "hit" where the needle occurs in their joined text."""
    whole = "".join(text for text, _ in pieces)
    spans = [match.span() for match in needle.finditer(whole)]
    if not spans:
        return pieces
    marked: list[Piece] = []
    start = 0
    for text, names in pieces:
        end = start + len(text)
        edges = sorted({start, end, *(e for span in spans for e in span if start < e < end)})
        for first, last in pairwise(edges):
            inside = any(a <= first and last <= b for a, b in spans)
            marked.append((whole[first:last], f"{names} hit".strip() if inside else names))
        start = end
    return tuple(marked)
