"""The detail below the board: one value in its own words, who says it, on which day, by whom."""

from __future__ import annotations

from rich.cells import cell_len

from store.records import Claim
from tui import claim_facts, display, theme
from tui.board import Value, speaker
from tui.panes.demand_detail import paragraph
from tui.session import Session
from tui.widgets import cells
from tui.widgets.line_view import Line
from tui.wording import quoted

LONGEST, MOST = 1200, 3


def detail(session: Session, value: Value, claim: Claim, size: tuple[int, int]) -> list[Line]:
    """The lines that say all of a value as one article has it; `size` is width and height."""
    width, height = size
    if height < 4:
        return []
    lines = [_rule(f"{value.shown} ", f"in {session.label(claim.article)}", width)]
    lines.append(_who(session, claim, width))
    facts = [claim_facts.when(session, claim)]
    facts += [claim_facts.bound(claim), display.line(claim.scope)]
    if relay := claim_facts.relay(session, claim):
        facts.append(f"relayed by {relay}")
    shown = "  ·  ".join(display.line(fact, LONGEST) for fact in facts if fact)
    lines += paragraph(shown, width, "dim") if shown else []
    lines += paragraph(quoted(display.line(claim.text, LONGEST)), width, "claim")
    for lead, others in (
        ("says of others: ", claim_facts.about(session, claim)),
        ("said of it: ", claim_facts.doubts(session, claim)),
    ):
        if others:
            told = lead + claim_facts.listed(session, others, MOST)
            lines += paragraph(display.line(told, LONGEST), width, "dim")
    if len(lines) > height:
        lines = [*lines[: height - 1], Line(((" …  i tells all", "dim"),))]
    return lines


def _rule(title: str, where: str, width: int) -> Line:
    """A thin rule with the value on it."""
    shown = cells.cut(display.line(title), max(4, width - len(where) - 6))
    rest = max(0, width - len(where) - 4 - cell_len(shown) - 1)
    return Line(
        (("─ ", "rule"), (f"{shown} ", "strong"), (f"{where} ", "dim"), ("─" * rest, "rule"))
    )


def _who(session: Session, claim: Claim, width: int) -> Line:
    """Who says it, and its verdict."""
    review = session.review(claim.id)
    verdict = f" {theme.verdict_glyph(review)} {review.verdict or 'unreviewed'}"
    who = speaker(claim) or "the article itself, no source named"
    room = width - cell_len(verdict) - 1
    return Line(
        (
            (cells.fit(f" {display.line(who)}", max(0, room)), "strong"),
            (verdict, theme.verdict_style(review.verdict)),
        )
    )
