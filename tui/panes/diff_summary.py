"""What changed between two articles in a few lines: dropped, added, numbers, attribution."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analysis.changes import Change
from store.records import Alignment
from tui import display

NAMED = 3
KINDS = {"statement": "statement", "demand": "demand", "claim": "claim", "quantity": "number"}
JOIN = {"statement": "by", "demand": "of", "claim": "of", "quantity": "from"}


class Item(NamedTuple):
    """One part of the summary: its text, style names, and the finding it leads to ("" for none)."""

    text: str
    style: str = ""
    finding: str = ""


def items(
    found: Sequence[Change], alignment: Alignment, left: str, right: str, *, looked: bool
) -> list[Item]:
    """The summary of a diff.  `left` and `right` are the short names of the articles.

    `looked` is False where no findings are there yet, so that "none" is not said of them.
    """
    shown = [Item(alignment.notice, "strong")] if alignment.notice else []
    shown.append(Item(sentences(alignment)))
    if not looked:
        return [*shown, Item("findings: not looked for yet", "dim")]
    for what, style, name in (("dropped", "dropped", right), ("added", "added", right)):
        rows = [c for c in found if c.what == what and c.kind in KINDS]
        shown.append(_counted(f"{what} in {name}", rows, style))
    shown += [
        _pairs("numbers", [c for c in found if c.kind == "quantity" and c.what == "altered"]),
        _pairs("attribution", [c for c in found if c.kind == "attribution"]),
    ]
    for what, name in (("dropped", left), ("added", right)):
        who = [c for c in found if c.kind == "speaker" and c.what == what]
        if who:
            names = _listed([display.line(c.who, 30) for c in who])
            shown.append(Item(f"speakers only in {name}: {names}", "", who[0].left or who[0].right))
    return shown


def sentences(alignment: Alignment) -> str:
    """How many sentences were kept, edited, moved, dropped and added."""
    counts = Counter(row.label for row in alignment.rows)
    said = [
        f"{counts[label]} {word}"
        for label, word in (
            ("same", "the same"), ("edited", "edited"), ("moved", "moved"),
            ("moved+edited", "moved and edited"), ("only_left", "dropped"), ("only_right", "added"),
        )
        if counts[label]
    ]  # fmt: skip
    return "sentences: " + (", ".join(said) or "none")


def _counted(title: str, rows: Sequence[Change], style: str) -> Item:
    """ "dropped in 003: 4 statements by Biden, 1 demand of Russia"; links to the first of them."""
    counts = Counter((row.kind, row.who) for row in rows)
    if not counts:
        return Item(f"{title}: none", "dim")
    by_kind: dict[str, list[str]] = {}
    for (kind, who), number in counts.most_common():
        name = display.line(who, 30) or ("unnamed" if kind == "statement" else "")
        join = f" {JOIN[kind]} {name}" if name else ""
        by_kind.setdefault(kind, []).append(f"{_count(number, KINDS[kind])}{join}")
    parts = [_listed(by_kind[kind]) for kind in KINDS if kind in by_kind]
    first = rows[0].left or rows[0].right
    return Item(f"{title}: {', '.join(parts)}", style, first)


def _pairs(title: str, rows: Sequence[Change]) -> Item:
    """ "numbers: 2 changed (150,000 → over 100,000; …)"."""
    if not rows:
        return Item(f"{title}: none changed", "dim")
    told = [f"{_side(row.before)} → {_side(row.after)}" for row in rows[:NAMED]]
    more = f"; {len(rows) - NAMED} more" if len(rows) > NAMED else ""
    first = rows[0].right or rows[0].left
    return Item(f"{title}: {len(rows)} changed ({'; '.join(told)}{more})", "edited", first)


def _side(text: str) -> str:
    return display.line(text, 40) or "nobody"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("s" if number != 1 else "")


def _listed(names: Iterable[str]) -> str:
    names = list(names)
    more = f", {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
