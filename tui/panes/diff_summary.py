"""What changed between two articles in a few lines: dropped, added, numbers, attribution."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from analysis.changes import Change, Finding, who
from store.records import Alignment
from tui import display
from tui.wording import quoted

NAMED = 3
GLYPHS = {"dropped": "-", "added": "+", "altered": "~"}
KINDS = {"statement": "statement", "demand": "demand", "claim": "claim", "quantity": "number"}
JOIN = {"statement": "by", "demand": "of", "claim": "of", "quantity": "from"}
UNNAMED = {
    "statement": "unnamed",
    "demand": "unnamed",
    "claim": "the article",
    "quantity": "the article",
}


class Item(NamedTuple):
    """A line of the summary: what it is about, what is said, the style of that.

    It leads to a `finding` ("" for none) or to an `entry` of the diff (-1 for none).  `changes` are
    what it counts; `listed` makes it one of these, below the line that counts them.
    """

    about: str
    text: str
    style: str = "dim"
    finding: str = ""
    entry: int = -1
    changes: tuple[Change, ...] = ()
    listed: bool = False


def items(
    found: Sequence[Change],
    alignment: Alignment,
    names: tuple[str, str],
    *,
    looked: bool,
    copied: bool,
    outside: Collection[int] = (),
) -> list[Item]:
    """The summary of a diff.  `names` are the short names of the articles.

    `outside` are the numbers of the rows that are boilerplate.

    `looked` is False where no findings are there yet, so that "none" is not said of them.  Only of
    a copy (`copied`) it is said that it dropped or added something.
    """
    left, right = names
    shown = [Item("", alignment.notice, "strong")] if alignment.notice else []
    shown.append(Item("sentences", sentences(alignment, names, outside, copied=copied)))
    if not found and alignment.rows and all(row.label == "same" for row in alignment.rows):
        return shown
    if not looked:
        return [*shown, Item("findings", "not looked for yet")]
    unchanged = []
    for what, name in (("dropped", left), ("added", right)):
        rows = [c for c in found if c.what == what and c.kind in KINDS]
        about = f"{what} in {right}" if copied else f"only in {name}"
        if rows:
            first = rows[0].left or rows[0].right
            shown.append(Item(about, _counted(rows), what, first, changes=tuple(rows)))
        else:
            unchanged.append(f"{about}: no finding")
    if rows := _reworded(found):
        about = f"reworded in {right}" if copied else "reworded"
        first = rows[0].right or rows[0].left
        shown.append(Item(about, _counted(rows), "edited", first, changes=tuple(rows)))
    for about, rows in (
        ("numbers", [c for c in found if c.kind == "quantity" and c.what == "altered"]),
        ("attribution", [c for c in found if c.kind == "attribution"]),
    ):
        if rows:
            first = rows[0].right or rows[0].left
            shown.append(Item(about, _pairs(rows), "edited", first, changes=tuple(rows)))
        else:
            unchanged.append(f"{about}: none changed")
    shown += _speakers(found, left, right)
    return [*shown, Item("", " · ".join(unchanged))] if unchanged else shown


def _reworded(found: Sequence[Change]) -> list[Change]:
    """Demands, statements and claims in other words; none again whose number or demand is told."""
    altered = [c for c in found if c.what == "altered"]
    told = {c.left for c in altered if c.kind == "quantity"}
    asked = {c.before for c in altered if c.kind == "demand"}
    rows = [c for c in altered if c.kind == "demand"]
    rows += [c for c in altered if c.kind == "statement" and c.before not in asked]
    return rows + [c for c in altered if c.kind == "claim" and c.left not in told]


def listed(item: Item) -> list[Item]:
    """What a line of the summary counts, a line for each, where it counts several."""
    if len(item.changes) < 2:
        return []
    return [
        Item("", f"{GLYPHS[one.what]} {_told(one)}", "dim", one.right or one.left, listed=True)
        for one in item.changes
    ]


def _told(change: Change) -> str:
    """One change: "statement by Ada Holm: “We will not …”"."""
    name = display.line(change.who, 30)
    if change.what == "altered":
        words = f"{_side(change.before)} → {_side(change.after)}"
        return f"{words} ({name})" if name and change.kind != "attribution" else words
    noun, unnamed = KINDS[change.kind], UNNAMED[change.kind]
    by = f" {JOIN[change.kind]} {name or unnamed}"
    return f"{noun}{by}: {quoted(display.line(change.before or change.after, 200))}"


def common(texts: Sequence[str], entry: int) -> Item:
    """The line of two articles that are no copies: the longest of the words that they share.

    `texts` are what each common sentence keeps word for word; the line leads to `entry`.
    """
    longest = max(texts, key=len)
    words = quoted(display.line(longest, 90))
    return Item("in both", f"{_count(len(texts), 'sentence')}: {words}", "moved", entry=entry)


def _speakers(found: Sequence[Change], left: str, right: str) -> Iterator[Item]:
    """Who speaks in one article only."""
    for what, name in (("dropped", left), ("added", right)):
        rows = [c for c in found if c.kind == "speaker" and c.what == what]
        if rows:
            who_speaks = _listed([display.line(c.who, 30) for c in rows])
            first = rows[0].left or rows[0].right
            yield Item(f"speakers only in {name}", who_speaks, "strong", first)


def named(finding: Finding) -> str:
    """What a finding is and whose: "statement by Joe Biden"."""
    kind = {"s": "statement", "d": "demand"}.get(finding.id[:1], "claim")
    name = display.line(who(finding), 40) or UNNAMED[kind]
    return f"{kind} {JOIN[kind]} {name}"


def sentences(
    alignment: Alignment, names: tuple[str, str], outside: Collection[int] = (), *, copied: bool
) -> str:
    """How many sentences were kept, edited, moved, dropped and added; boilerplate apart."""
    gone, new = ("dropped", "added") if copied else (f"only in {name}" for name in names)
    told = (row.label for number, row in enumerate(alignment.rows) if number not in outside)
    counts = Counter[str](told)
    said = [
        f"{counts[label]} {word}"
        for label, word in (
            ("same", "the same"), ("edited", "edited"), ("moved", "moved"),
            ("moved+edited", "moved and edited"), ("only_left", gone), ("only_right", new),
        )
        if counts[label]
    ]  # fmt: skip
    said += [f"{len(outside)} of boilerplate"] if outside else []
    return ", ".join(said) or "none"


def _counted(rows: Sequence[Change]) -> str:
    """ "4 statements by Biden, 3 demands (2 Russia, 1 Ukraine)"."""
    told = []
    for kind, noun in KINDS.items():
        names = Counter(display.line(row.who, 30) for row in rows if row.kind == kind)
        if not names:
            continue
        said = _count(names.total(), noun)
        if len(names) > 1:
            listed = [f"{number} {name or UNNAMED[kind]}" for name, number in names.most_common()]
            said += f" ({_listed(listed)})"
        elif name := next(iter(names)):
            said += f" {JOIN[kind]} {name}"
        if names.total() == 1 and kind != "claim":
            one = next(row for row in rows if row.kind == kind)
            said += f" {quoted(display.line(one.before or one.after, 60))}"
            if one.what == "altered":
                said += f" → {quoted(display.line(one.after, 60))}"
        told.append(said)
    return ", ".join(told)


def _pairs(rows: Sequence[Change]) -> str:
    """ "2 changed (150,000 → over 100,000; …)"."""
    told = Counter(f"{_side(row.before)} → {_side(row.after)}" for row in rows)
    listed = [f"{text} ×{number}" if number > 1 else text for text, number in told.items()]
    return f"{len(rows)} changed ({_listed(listed, '; ')})"


def _side(text: str) -> str:
    return display.line(text, 40) or "nobody"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("s" if number != 1 else "")


def _listed(names: Sequence[str], between: str = ", ") -> str:
    """The first three, and how many more."""
    rest = [f"{len(names) - NAMED} more"] if len(names) > NAMED else []
    return between.join([*names[:NAMED], *rest])
