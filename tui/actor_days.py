"""What an actor did day by day, and what was new on each day: acts, demands, numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tui import ledger
from tui.feed import Utterance, build
from tui.wording import ACT_WORDS, day, with_unit

if TYPE_CHECKING:
    from store.records import Claim, Demand, Statement
    from tui.session import Session

NEW, AGAIN, OTHER = "+", "=", "~"


@dataclass
class ActorDay:
    """One day of an actor: ISO date ("" where it is not known), utterances, what changed.

    A change is its glyph, of those of the diff, and words; the first day has none.
    """

    when: str
    utterances: list[Utterance] = field(default_factory=list)
    changes: list[tuple[str, str]] = field(default_factory=list)


def days(session: Session, who: str) -> list[ActorDay]:
    """The days on which an actor speaks, in order of time, unknown ones last."""
    found: list[ActorDay] = []
    for when, row in build(session).said_by(who):
        if not found or found[-1].when != when:
            found.append(ActorDay(when))
        found[-1].utterances.append(row)
    _compare(session, who, [one for one in found if one.when])
    return found


def _compare(session: Session, who: str, dated: list[ActorDay]) -> None:
    """What of each day was not so on the days before."""
    demands, values = _demands(session, who), _values(session, who)
    acts: set[str] = set()
    wanted: set[str] = set()
    given: dict[str, tuple[str, str]] = {}
    for number, one in enumerate(dated):
        now = dict.fromkeys(word for row in one.utterances if (word := _act(row.statement)))
        today = demands.get(one.when, {})
        if number:
            one.changes += _told(NEW, "for the first time", [act for act in now if act not in acts])
            one.changes += _told(NEW, "demands now", [d for d in today if d not in wanted])
            one.changes += _told(AGAIN, "demands again", [d for d in today if d in wanted])
        for title, value in values.get(one.when, {}).items():
            before = given.get(title)
            if before and before[0] != value:
                told = f"{title}: {value}, on {day(before[1])} {before[0]}"
                one.changes.append((OTHER, told))
            given[title] = value, one.when
        acts.update(now)
        wanted.update(today)


def _told(glyph: str, words: str, what: list[str]) -> list[tuple[str, str]]:
    return [(glyph, f"{words}: {', '.join(what)}")] if what else []


def _act(statement: Statement) -> str:
    return ACT_WORDS[statement.act]


def _demands(session: Session, who: str) -> dict[str, dict[str, None]]:
    """The titles of the demands that an actor makes, by day."""
    found: dict[str, dict[str, None]] = {}
    for row in ledger.build(session):
        for one in row.demands():
            if one.holder == who and (when := _day_of(session, one)):
                found.setdefault(when, {})[row.title] = None
    return found


def _values(session: Session, who: str) -> dict[str, dict[str, str]]:
    """What an actor answers to each question that several claims answer, by day, in words."""
    found: dict[str, dict[str, list[str]]] = {}
    for claim in session.claims():
        group = session.group_by_claim.get(claim.id)
        if group is None or claim.asserted_by != who or not (when := _day_of(session, claim)):
            continue
        answers = found.setdefault(when, {}).setdefault(group.title, [])
        if (said := with_unit(claim)) and said not in answers:
            answers.append(said)
    return {
        when: {title: " and ".join(answers) for title, answers in sorted(one.items()) if answers}
        for when, one in found.items()
    }


def _day_of(session: Session, one: Demand | Claim) -> str:
    """The day on which a demand was made or a claim asserted, else that of its article."""
    within = session.finding_by_id.get(one.statement or "")
    said = getattr(within, "when", None)
    article = session.article_by_id.get(one.article)
    printed = article.published.date if article and article.published else ""
    return str(said or printed)[:10]
