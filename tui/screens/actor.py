"""All of one actor: names, demands, statements day by day, and what changed between the days."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from store.records import Actor, Claim, Demand, Statement
from tui import display, theme
from tui.actor_days import AGAIN, NEW, OTHER, days
from tui.feed import Utterance
from tui.ledger import build as ledger
from tui.prose import count
from tui.screens.sheet import Sheet
from tui.session import Session
from tui.widgets import cells
from tui.widgets.line_view import EMPTY, Line
from tui.wording import ACT_WORDS, long_day, quoted

LONGEST = 600
CHANGE_STYLES = {NEW: "added", AGAIN: "kept", OTHER: "edited"}


def actor_of(session: Session) -> str:
    """Who speaks, demands or asserts at the finding that is chosen; "" for nobody."""
    finding = session.finding
    if isinstance(finding, Statement):
        return finding.speaker or ""
    if isinstance(finding, Demand):
        return finding.holder or ""
    if isinstance(finding, Claim) and finding.statement:
        within = session.finding_by_id.get(finding.statement)
        return (within.speaker or "") if isinstance(within, Statement) else ""
    return ""


class ActorScreen(Sheet):
    """The sheet of one actor."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("A", "close_sheet", "Close", show=False)]

    def __init__(self, session: Session, name: str) -> None:
        self.session, self.who = session, name
        super().__init__(display.line(name), self._lines, widest=110)

    def _lines(self, width: int) -> list[Line]:
        return [*self._names(width), *self._demands(width), *self._days(width)]

    def _names(self, width: int) -> list[Line]:
        actors = {actor.name: actor for actor in self.session.story.actors}
        actor: Actor | None = actors.get(self.who)
        facts: list[str] = [actor.kind] if actor and actor.kind else []
        if actor and actor.aliases:
            facts.append("also called " + ", ".join(actor.aliases))
        return _wrapped("; ".join(facts), "dim", width) if facts else []

    def _demands(self, width: int) -> list[Line]:
        lines: list[Line] = []
        for row in ledger(self.session):
            own = [demand for demand in row.demands() if demand.holder == self.who]
            if own:
                labels = dict.fromkeys(self.session.label(demand.article) for demand in own)
                text = f"{theme.DEMAND_FULL} {row.title}  {' '.join(labels)}"
                lines += _wrapped(text, "demand", width)
        return [EMPTY, Line(((" Demands", "strong"),)), *lines] if lines else []

    def _days(self, width: int) -> list[Line]:
        """Utterances below their days, and first what was not so on the days before."""
        lines: list[Line] = []
        for one in days(self.session, self.who):
            title = long_day(one.when) if one.when else "Day not known"
            said = count(len(one.utterances), "utterance")
            room = max(0, width - len(title) - 2)
            heading = (f" {display.line(title)}", "strong"), (cells.cut(f"  {said}", room), "dim")
            lines += [EMPTY, Line(heading)]
            for glyph, words in one.changes:
                lines += _wrapped(f"{glyph} {words}", CHANGE_STYLES[glyph], width)
            for row in one.utterances:
                lines += self._utterance(row, width)
        return lines

    def _utterance(self, row: Utterance, width: int) -> list[Line]:
        item = row.statement
        review = self.session.review(item.id)
        act = ACT_WORDS[item.act]
        carried = f"  ×{row.carried}" if row.carried > 1 else ""
        text = (
            f"{theme.verdict_glyph(review)} {act + ' ' if act else ''}{quoted(item.text)}{carried}"
        )
        return _wrapped(text, "dim" if row.again else "", width)


def _wrapped(text: str, style: str, width: int) -> list[Line]:
    shown = display.line(text, LONGEST)
    lines = []
    for number, (start, end) in enumerate(cells.wrap(shown, 0, len(shown), max(8, width - 6))):
        lead = "  " if number == 0 else "    "
        lines.append(Line(((lead, ""), (shown[start:end], style))))
    return lines
