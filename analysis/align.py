"""Two articles to an alignment of their sentences and words."""

from __future__ import annotations

from collections.abc import Sequence

from analysis import copies_retold, language
from analysis.align_links import Link, in_order, links
from analysis.align_units import Unit, units
from analysis.align_words import changes
from store.records import AlignedRow, Alignment, Article, Label, Span

RETOLD = (
    "Probably two translations of one text: few words are common, but the order of what is told."
)
LABELS: dict[tuple[bool, bool], Label] = {
    (True, True): "same",
    (False, True): "edited",
    (True, False): "moved",
    (False, False): "moved+edited",
}


def _spans(side: Sequence[Unit], numbers: Sequence[int]) -> tuple[Span, ...]:
    return tuple(Span(side[number].start, side[number].end) for number in numbers)


def _row(
    left: Article,
    right: Article,
    sides: tuple[Sequence[Unit], Sequence[Unit]],
    link: Link,
    kept: bool,
    common: frozenset[str],
) -> AlignedRow:
    """The row of one link."""
    lefts, rights = _spans(sides[0], link.left), _spans(sides[1], link.right)
    words = [
        " ".join(side[n].key for n in numbers)
        for side, numbers in zip(sides, link[:2], strict=True)
    ]
    same = link.same or words[0] == words[1]
    texts = [
        [article.text[span.start : span.end] for span in spans]
        for article, spans in ((left, lefts), (right, rights))
    ]
    exact = texts[0] == texts[1]
    found = () if exact else changes(left.text, lefts, right.text, rights, common)
    return AlignedRow(LABELS[same, kept], lefts, rights, found, same and not exact)


def _rows(
    left: Article, right: Article, sides: tuple[list[Unit], list[Unit]], found: list[Link]
) -> tuple[AlignedRow, ...]:
    """Rows in the order of the left; what only the right has follows its right neighbour."""
    common = language.profiles().get(left.language or "en", frozenset())
    kept = in_order(found)
    by_left = {n: number for number, link in enumerate(found) for n in link.left}
    linked = {n for link in found for n in link.right}
    after: dict[int, list[int]] = {}
    place = -1
    owner = {n: number for number, link in enumerate(found) if kept[number] for n in link.right}
    for n in range(len(sides[1])):
        if n in owner:
            place = found[owner[n]].left[0]
        elif n not in linked:
            after.setdefault(place, []).append(n)
    rows: list[AlignedRow] = []

    def added(position: int) -> None:
        rows.extend(
            AlignedRow("only_right", (), _spans(sides[1], (n,))) for n in after.get(position, ())
        )

    added(-1)
    for n in range(len(sides[0])):
        number = by_left.get(n)
        if number is None:
            rows.append(AlignedRow("only_left", _spans(sides[0], (n,))))
        elif found[number].left[0] == n:
            rows.append(_row(left, right, sides, found[number], kept[number], common))
        added(n)
    return tuple(rows)


def _retold(
    articles: Sequence[Article],
    sides: Sequence[Sequence[Unit]],
    found: Sequence[Link],
    common: frozenset[str],
) -> list[Link]:
    """More links where most units have none and one text is the other in other words."""
    taken = {n for link in found for n in link.left}, {n for link in found for n in link.right}
    smaller = 0 if len(sides[0]) <= len(sides[1]) else 1
    few = 2 * len(taken[smaller]) < len(sides[smaller])
    if not few or max(map(len, sides)) > copies_retold.MOST_SENTENCES:
        return []
    told = [
        [
            (number, copies_retold.sentence(article.text[unit.start : unit.end], common))
            for number, unit in enumerate(side)
            if not any(one.start < unit.end and unit.start < one.end for one in article.boilerplate)
        ]
        for article, side in zip(articles, sides, strict=True)
    ]
    rows = copies_retold.rows(*told)
    return [
        Link(lefts, rights, False, float(len(lefts) + len(rights)))
        for lefts, rights in rows
        if taken[0].isdisjoint(lefts) and taken[1].isdisjoint(rights)
    ]


def _notice(
    left: Article, right: Article, rows: Sequence[AlignedRow], sides: Sequence[Sequence[Unit]]
) -> str:
    """What a reader should know before the rows."""
    if not left.text.strip() or not right.text.strip():
        empty = dict.fromkeys(a.name for a in (left, right) if not a.text.strip())
        return f"No text in {' and '.join(empty)}."
    if left.text == right.text:
        return "The two texts are identical."
    if all(row.label == "same" for row in rows):
        return "The two texts have the same words; only marks, case or line breaks differ."
    if any(row.left and row.right for row in rows):
        return ""
    vocabulary = [{word for unit in side for word in unit.key.split()} for side in sides]
    shared = len(vocabulary[0] & vocabulary[1])
    words = f"{shared} different words, but no sentence" if shared else "no word"
    return (
        f"The two texts have {words} in common. Looked for equal sentences, runs of five words, "
        "and sentences that share half of their words in the same order."
    )


def align(left: Article, right: Article) -> Alignment:
    """What was kept, edited, moved, dropped and added between two articles.

    The articles should have been read (`engine.read`), so that boilerplate does not stick to
    sentences.  Rows come in the order of the left; `notice` says what the rows cannot.
    """
    keys: dict[str, str] = {}
    sides = units(left, keys), units(right, keys)
    common = language.profiles().get(left.language or "en", frozenset())
    found = links(*sides, common)
    told = _retold((left, right), sides, found.links, common) if found.reworked else []
    linked = sorted([*found.links, *told], key=lambda link: (link.left[0], link.right[0]))
    rows = _rows(left, right, sides, linked)
    notice = RETOLD if told else _notice(left, right, rows, sides)
    if not found.reworked:
        notice = (
            "The texts are too long to look for reworked sentences: only equal ones are paired. "
            + notice
        ).strip()
    return Alignment(left.id, right.id, rows, notice)
