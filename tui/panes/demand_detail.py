"""The detail below the ledger: one cell's exact wording, who wants it of whom, how it was met."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from store.records import Demand, Response
from tui import display, theme
from tui.ledger import LedgerRow
from tui.session import Session
from tui.widgets import cells
from tui.widgets.line_view import Line, Piece
from tui.wording import new_words, quoted

LONGEST, MOST_LABELS = 1200, 24


def detail(
    session: Session, row: LedgerRow, article: str, chosen: Demand | None, size: tuple[int, int]
) -> list[Line]:
    """The lines that say all of a cell; `chosen` is None where the article lacks the demand.

    `size` is width and height in cells; where all is too high, the answers' quotes are cut short.
    """
    width, height = size
    lines = _lines(session, row, article, chosen, width)
    return (
        lines if len(lines) <= height else _lines(session, row, article, chosen, width, short=True)
    )


def _lines(
    session: Session,
    row: LedgerRow,
    article: str,
    chosen: Demand | None,
    width: int,
    *,
    short: bool = False,
) -> list[Line]:
    label = session.label(article)
    if chosen is None:
        return [_rule(row.title, "", width), *_missing(session, row, label, width)]
    lines = [_rule(row.title, f"in {label}", width), _parties(session, chosen, width)]
    lines += wording(row, chosen, width)
    for answer in chosen.responses:
        lines += _answer(session, answer, article, width, short=short)
    if not chosen.responses:
        lines.append(Line(((" no answer found", "dim"),)))
    cell = row.cell(article)
    if len(cell) > 1:
        place = cell.index(chosen) + 1
        lines.append(Line(((f" {place} of {len(cell)} wordings in {label}: l, h go on", "dim"),)))
    return lines + _comparison(session, row, chosen, width)


def _rule(title: str, where: str, width: int) -> Line:
    """A thin rule with the cell's name on it."""
    where = f" {where} " if where else " "
    shown = cells.cut(display.line(title), max(4, width - len(where) - 4))
    rest = max(0, width - len(where) - 3 - cell_len(shown))
    return Line((("─ ", "rule"), (shown, "strong"), (where, "dim"), ("─" * rest, "rule")))


def _missing(session: Session, row: LedgerRow, label: str, width: int) -> list[Line]:
    there = _labels(session, row.articles())
    lines = [Line(((" not in this article: ", ""), (label, "strong")))]
    lines += paragraph(f"It stands in {there}.", width, "dim")
    example = row.commonest or row.first
    said = f"{session.label(example.article)}: {quoted(_line(example.text))}"
    return lines + paragraph(said, width, "dim")


def _labels(session: Session, articles: Sequence[str]) -> str:
    """Short names of articles, some of them where there are many."""
    shown = " ".join(session.label(item) for item in articles[:MOST_LABELS])
    rest = len(articles) - MOST_LABELS
    return f"{shown} and {rest} more" if rest > 0 else shown


def _parties(session: Session, demand: Demand, width: int) -> Line:
    """Holder and target, the verdict, and what is less than the full demand."""
    review = session.review(demand.id)
    glyph = f" {theme.verdict_glyph(review)}"
    glyph += f" {review.verdict or 'unreviewed'}"
    weaker = f" {theme.DEMAND_WEAKER} weaker" if demand.weaker else ""
    room = width - len(glyph) - len(weaker) - 1
    holder, target = _line(demand.holder) or "holder unknown", _line(demand.target)
    who = f" {holder} → {target}" if target else f" {holder}"
    return Line(
        (
            (cells.fit(who, room), "strong"),
            (weaker, "demand"),
            (glyph, theme.verdict_style(review.verdict)),
        )
    )


def wording(row: LedgerRow, demand: Demand, width: int) -> list[Line]:
    """The exact words, those underlined that the commonest wording does not have."""
    text = quoted(_line(demand.text))
    reference = row.commonest
    marks = new_words(text, reference.text) if reference else []
    return paragraph(text, width, "demand", marks)


def _comparison(session: Session, row: LedgerRow, demand: Demand, width: int) -> list[Line]:
    """How the wording compares with those of the other articles."""
    same = _labels(session, row.same_words(demand))
    reference = row.commonest
    if same:
        return paragraph(f"the same words in {same}", width, "dim")
    if reference is None or reference.id == demand.id:
        return paragraph("worded so only here", width, "dim") if len(row.articles()) > 1 else []
    where = [reference.article, *row.same_words(reference)]
    labels = _labels(session, where)
    said = f"underlined: not in the commonest wording, {labels}: {quoted(_line(reference.text))}"
    return paragraph(said, width, "dim")


def _answer(
    session: Session, answer: Response, article: str, width: int, *, short: bool
) -> list[Line]:
    elsewhere = answer.article and answer.article != article
    where = f", in {session.label(answer.article)}" if elsewhere else ""
    by = f" by {_line(answer.by)}" if answer.by else ""
    said = f"{answer.response.replace('-', ' ')}{by}{where}"
    head = Line(((" ↳ ", "dim"), (cells.cut(said, width - 4), "strong")))
    quote = quoted(_line(answer.text))
    if short:
        quote = cells.cut(quote, width - 4)
    return [head, *paragraph(quote, width, "", indent=3)]


def paragraph(
    text: str,
    width: int,
    style: str,
    marks: list[tuple[int, int]] | None = None,
    *,
    indent: int = 1,
) -> list[Line]:
    """The text wrapped; `marks` are spans of it that are underlined."""
    lines = []
    for start, end in cells.wrap(text, 0, len(text), max(8, width - indent - 1)):
        pieces: list[Piece] = [(" " * indent, "")]
        place = start
        for first, last in marks or ():
            first, last = max(first, start), min(last, end)
            if first < last:
                pieces += [(text[place:first], style), (text[first:last], f"{style} underline")]
                place = last
        pieces.append((text[place:end], style))
        lines.append(Line(tuple(pieces)))
    return lines


def _line(text: str) -> str:
    return display.line(text, LONGEST)
