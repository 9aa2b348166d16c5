"""What is known around a claim: its day, who relayed it, what it says of others, in few words."""

from __future__ import annotations

from collections.abc import Sequence

from store.contract import subjects
from store.records import Claim, Statement
from tui.session import Session
from tui.wording import OWN_VOICE, day, with_unit

BOUNDS = {
    "exact": "an exact value",
    "at-least": "a lower bound",
    "at-most": "an upper bound",
    "about": "a rough value",
    "range": "a range",
    "reported": "a report that nobody vouches for",
}


def within(session: Session, claim: Claim) -> Statement | None:
    """The statement in which a claim stands."""
    found = session.finding_by_id.get(claim.statement or "")
    return found if isinstance(found, Statement) else None


def when(session: Session, claim: Claim, *, year: bool = True) -> str:
    """The day that a claim is about, else that it was said on, else that its article appeared."""
    said = within(session, claim)
    article = session.article_by_id.get(claim.article)
    if claim.when:
        return day(claim.when, year=year)
    if said is not None and said.when:
        return f"said {day(said.when, year=year)}"
    if article is not None and article.published:
        return f"printed {day(article.published.date, year=year)}"
    return ""


def relay(session: Session, claim: Claim) -> str:
    """Who passes on the words in which a claim stands; "" for nobody."""
    said = within(session, claim)
    return (said.relayed_by or "") if said is not None else ""


def about(session: Session, claim: Claim) -> list[Claim]:
    """The claims that a claim such as "not verified" speaks of; [] for a claim of its own."""
    return _claims(session, subjects(claim, session.group_by_claim.get(claim.id)))


def doubts(session: Session, claim: Claim) -> list[Claim]:
    """The claims of its group that speak of a claim; [] for one that itself speaks of others."""
    group = session.group_by_claim.get(claim.id)
    if group is None or subjects(claim, group):
        return []
    return [one for one in _claims(session, group.ids) if claim.id in subjects(one, group)]


def _claims(session: Session, ids: Sequence[str]) -> list[Claim]:
    found = (session.finding_by_id.get(ident) for ident in ids)
    return [one for one in found if isinstance(one, Claim)]


def listed(session: Session, claims: Sequence[Claim], most: int) -> str:
    """Claims in a row, what several say alike once: "not verified (Joe Biden, 000 001)"."""
    rows: dict[tuple[str, str], list[str]] = {}
    for claim in claims:
        who = "the article" if claim.asserted_by == OWN_VOICE else claim.asserted_by
        labels = rows.setdefault((with_unit(claim) or claim.text, who), [])
        label = session.label(claim.article)
        labels += [] if label in labels else [label]
    said = [f"{value} ({who}, {' '.join(labels)})" for (value, who), labels in rows.items()]
    rest = len(said) - most
    return "; ".join(said[:most]) + (f"; and {rest} more" if rest > 0 else "")


def bound(claim: Claim) -> str:
    """The bound of a number in words: "“over”: a lower bound"; "" where it has none to tell."""
    words = BOUNDS.get(claim.bound, "") if claim.quantity is not None else ""
    return f"“{claim.qualifier}”: {words}" if words and claim.qualifier else words
