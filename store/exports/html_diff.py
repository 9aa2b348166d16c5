"""Two copies of a text side by side as a table: what was kept, edited, moved, dropped, added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from store.exports.html_text import exact
from store.exports.markdown_text import count
from store.records import AlignedRow, Alignment, Article, Label, Span

SIGNS: dict[Label, tuple[str, str]] = {
    "same": ("=", "same"),
    "edited": ("~", "edited"),
    "moved": ("↕", "moved"),
    "moved+edited": ("↕~", "moved and edited"),
    "only_left": ("−", "dropped"),
    "only_right": ("+", "added"),
}


_TAG = re.compile("<[^>]*>")


def table(left: Article, right: Article, alignment: Alignment, names: tuple[str, str]) -> str:
    """The rows of an alignment; runs of three and more that are the same are folded.

    `names` are what the columns are called, as HTML.
    """
    head = (
        '<div class="scroll" tabindex="0" role="region"'
        f' aria-label="Comparison of {" and ".join(_TAG.sub("", name) for name in names)}">'
        '<table class="diff"><thead><tr><th scope="col">What</th>'
        f'<th scope="col">{names[0]}</th><th scope="col">{names[1]}</th></tr></thead><tbody>'
    )
    parts = [head]
    for same, run in groupby(alignment.rows, lambda row: row.label == "same"):
        rows = list(run)
        if same and len(rows) > 2:
            parts.append(_row(left, right, rows[0]))
            folded = count(len(rows) - 1, "more sentence is", "more sentences are")
            parts.append(f'<tr class="fold"><td>=</td><td colspan="2">{folded} the same</td></tr>')
        else:
            parts += (_row(left, right, row) for row in rows)
    return "\n".join(parts) + "\n</tbody></table></div>"


def tally(alignment: Alignment) -> str:
    """How many rows are of each kind, in words."""
    found = {label: sum(row.label == label for row in alignment.rows) for label in SIGNS}
    return ", ".join(f"{number} {SIGNS[label][1]}" for label, number in found.items() if number)


def _row(left: Article, right: Article, row: AlignedRow) -> str:
    sign, name = SIGNS[row.label]
    kind = row.label.replace("+", " ")
    return (
        f'<tr class="{kind}"><td><abbr title="{name}">{sign}</abbr></td>'
        f"<td>{_side(left.text, row.left, list(_left(row)), 'del')}</td>"
        f"<td>{_side(right.text, row.right, list(_right(row)), 'ins')}</td></tr>"
    )


def _left(row: AlignedRow) -> Iterator[tuple[int, int]]:
    if row.label == "only_left":
        yield from ((span.start, span.end) for span in row.left)
    yield from ((word[1], word[2]) for word in row.words if word[0] in ("replace", "delete"))


def _right(row: AlignedRow) -> Iterator[tuple[int, int]]:
    if row.label == "only_right":
        yield from ((span.start, span.end) for span in row.right)
    yield from ((word[3], word[4]) for word in row.words if word[0] in ("replace", "insert"))


def _side(
    source: str, spans: tuple[Span, ...], changed: list[tuple[int, int]], element: str
) -> str:
    """The sentences of one side with what changed in them marked."""
    parts = []
    for span in spans:
        place, pieces = span.start, []
        for start, end in changed:
            start, end = max(start, place), min(end, span.end)
            if start >= end:
                continue
            pieces.append(exact(source[place:start]))
            pieces.append(f"<{element}>{exact(source[start:end])}</{element}>")
            place = end
        pieces.append(exact(source[place : span.end]))
        parts.append("".join(pieces))
    return " ".join(parts)
