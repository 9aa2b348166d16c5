"""Readers' notes beside the text: each begins where its finding does, none covers another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from store.records import Review
from tui import display
from tui.widgets import cells

WIDTH = 26
"""Cells of the column of notes, its rule and blanks among them."""
FROM = 80
"""Cells of a reader from which on there is room for it beside the text."""
RULE, FIRST = "│ ", "├ "
LONGEST = 600
IDENT = re.compile(r"\b[sdc][0-9a-f]{10}\b")


def text_of(review: Review) -> str:
    """What stands beside the text for a review: note and tags, on one line; "" for neither."""
    tags = " ".join(f"#{tag}" for tag in review.tags)
    return display.line(f"{review.note} {tags}".strip(), LONGEST)


def laid_out(notes: Iterable[tuple[int, str]], lines: int) -> dict[int, tuple[str, str]]:
    """Rule and words beside each line, from (line, text) in order of lines.

    A note that has no room before the next one goes on below it; the last may be cut at the end.
    """
    column: dict[int, tuple[str, str]] = {}
    free = 0
    for line, text in notes:
        place = max(line, free)
        for start, end in cells.wrap(text, 0, len(text), WIDTH - len(RULE) - 1):
            column[place] = (RULE if start else FIRST), text[start:end]
            place += 1
        free = place
    return {place: text for place, text in column.items() if place < lines}


def links(note: str, known: Mapping[str, object]) -> list[str]:
    """The ids of findings that a note names, in order, each once."""
    return [one for one in dict.fromkeys(IDENT.findall(note)) if one in known]
