"""What a copy or a new version changed, in words: a line for each finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from store.exports.differences import Comparison
from store.exports.provenance import Row

NOUNS = {
    "statement": ("statement", "by"), "demand": ("demand", "of"), "claim": ("claim", "of"),
    "quantity": ("number", "from"),
}  # fmt: skip
NOTHING = "No finding was dropped, added or altered."
Words = Callable[[str], str]


def lines(
    comparison: Comparison, names: tuple[str, str], plain: Words, quoted: Words
) -> Iterator[str]:
    """Sentences in the format of `plain` and `quoted`, which make text from outside harmless.

    `names` are what the two articles are called, in that format already.
    """
    for row in comparison.rows:
        if row["kind"] == "speaker":
            name = names[row["what"] == "added"]
            yield f"Speaks only in {name}: {plain(row['who'])}"
        elif row["kind"] == "attribution":
            words = comparison.texts.get(row["right"]) or comparison.texts.get(row["left"], "")
            sides = (plain(row[side]) or "nobody" for side in ("before", "after"))
            yield f"Attribution changed: {' → '.join(sides)}: {quoted(words)}"
        elif row["what"] != "altered":
            words = quoted(row["before"] or row["after"])
            yield f"{row['what'].capitalize()}: {_named(row, plain)}: {words}"
        elif row["kind"] == "quantity":
            by = f" ({plain(row['who'])})" if row["who"] else ""
            yield f"Number changed: {plain(row['before'])} → {plain(row['after'])}{by}"
        else:
            told = f"{quoted(row['before'])} → {quoted(row['after'])}"
            yield f"Reworded: {_named(row, plain)}: {told}"


def _named(row: Row, plain: Words) -> str:
    """ "statement by Ida Borg"; without the name where nobody is named."""
    noun, join = NOUNS[row["kind"]]
    return f"{noun} {join} {plain(row['who'])}" if row["who"] else noun
