"""What acts, conflicts and lost reviews say, for the lists that show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from store import corrections
from store.anchors import Orphan, everything
from store.history import Conflict
from store.records import Anchor, Article, Event, Review
from tui import display
from tui.glyphs import KIND_GLYPHS, VERDICT_GLYPHS
from tui.screens.choose import Choice
from tui.screens.entries import Entry, Told

if TYPE_CHECKING:
    from tui.session import Session

MOST = 500
"""Acts that are shown at once, the newest."""
FEW = 5
"""Passages of one bulk act that are shown."""
LONG = 240
MARKS = "“”„\"'‘’«» "
NEAREST = 200
"""Passages that are offered for a lost review."""
NOTHING = {"verdict": "unreviewed", "note": "no note", "tags": "no tags", "evidence": "no evidence"}


def value(field: str, held: object) -> str:
    """A field's value in words: "≠ disputed", "no note"."""
    if isinstance(held, dict):
        return corrections.in_words(held)
    if isinstance(held, list | tuple):
        held = ", ".join(map(str, held))
    if held in (None, ""):
        return NOTHING.get(field, "nothing")
    glyph = VERDICT_GLYPHS.get(held) if field == "verdict" else None  # type: ignore[call-overload]
    return f"{glyph} {held}" if glyph else str(held)


def moment(event: Event) -> str:
    """When an act was done (UTC) and by whom."""
    return f"{event.time[:16].replace('T', ' ')} {event.by}"


def passage(session: Session, target: str, where: Anchor | None) -> str:
    """The words that were judged, as they stand now or stood then, cut where they are long."""
    item = session.workspace.present(target)
    if isinstance(item, Article):
        return f"article {session.label(item.id)}"
    if item is not None:
        return f"{KIND_GLYPHS[item.id[0]]} {session.label(item.article)} {quoted(item.text)}"
    return f"{quoted(where.quote) if where else target} (no longer found)"


def quoted(words: str) -> str:
    """Words in quotation marks, those of their own left out."""
    return f"“{display.line(words.strip(MARKS), LONG)}”"


def history(session: Session, target: str | None) -> list[Entry]:
    """The acts about a finding or article, of all with None; the newest first."""
    events = session.workspace.events(target)
    anchors = {event.target: event.anchor for event in events if event.anchor}
    acts: list[list[Event]] = []
    for event in events[: -MOST - 1 : -1]:
        if acts and event.batch and event.batch == acts[-1][0].batch:
            acts[-1].insert(0, event)
        else:
            acts.append([event])
    return [
        Entry(act[0].target, tuple(_act(session, act, anchors, whole=target is None)))
        for act in acts
    ]


def _act(
    session: Session, act: list[Event], anchors: dict[str, Anchor], *, whole: bool
) -> Iterable[Told]:
    """An act: when and by whom, what it changed, why, and of which passages."""
    first = act[0]
    gone = " (undone)" if session.workspace.undone(first) else ""
    yield Told(f"{moment(first)}{gone}", "dim" if gone else "strong", 1)
    for text in dict.fromkeys(_change(session, event) for event in act):
        yield Told(text)
    if first.reason:
        yield Told(f"why: {first.reason}")
    if any(event.unseen for event in act):
        yield Told("overruled what its author had not seen")
    if whole:
        targets = list(dict.fromkeys(event.target for event in act))
        for target in targets[:FEW]:
            yield Told(passage(session, target, anchors.get(target)), "dim")
        if len(targets) > FEW:
            yield Told(f"and {len(targets) - FEW} more", "dim")


def _change(session: Session, event: Event) -> str:
    about = session.workspace.event(event.of) if event.of else None
    if about is not None:
        what = f"{about.op} {value(about.op, about.after)}, given {moment(about)}"
        return f"{event.op}: {what}; now {value(about.op, event.after)}"
    if event.op == "correct":
        return f"corrected: {value(event.op, event.after)}"
    if event.op == "attach":
        return f"attached to {value(event.op, event.after)}"
    return f"{event.op}: {value(event.op, event.before)} → {value(event.op, event.after)}"


def conflicts(session: Session) -> list[Entry]:
    """What two readers said of one thing, neither knowing of the other's word."""
    return [
        Entry(str(number), tuple(_clash(session, one)))
        for number, one in enumerate(session.workspace.conflicts())
    ]


def _clash(session: Session, one: Conflict) -> Iterable[Told]:
    yield Told(passage(session, one.target, one.mine.anchor or one.theirs.anchor), "strong", 1)
    for key, event, holds in (("1", one.theirs, ""), ("2", one.mine, " (holds until you decide)")):
        yield Told(f"{key}: {one.field}: {value(one.field, event.after)}{holds}")
        why = f", because: {event.reason}" if event.reason else ""
        yield Told(f"{moment(event)}{why}", "dim", 6)


def lost(session: Session) -> list[Entry]:
    """Reviews whose passage is not found any more."""
    return [Entry(one.target, tuple(_orphan(session, one))) for one in session.workspace.orphans()]


def _orphan(session: Session, one: Orphan) -> Iterable[Told]:
    where = one.anchor
    words = quoted(where.quote) if where else one.target
    yield Told(f"{KIND_GLYPHS.get(one.target[:1], '')} {words}".strip(), "strong", 1)
    yield Told(judged(one.review))
    if where is not None:
        stood = f"stood between “{where.prefix}” and “{where.suffix}”"
        yield Told(f"{_label(session, where.article)}: {stood}", "dim")


def judged(review: Review) -> str:
    """A review on one line: verdict, note, tags, evidence, by whom."""
    said = [value("verdict", review.verdict)]
    said += [f"note: {review.note}"] if review.note else []
    said += [f"tags: {' '.join(review.tags)}"] if review.tags else []
    said += [f"evidence: {', '.join(review.evidence)}"] if review.evidence else []
    return f"{'; '.join(said)} ({review.by})"


def _label(session: Session, article: str) -> str:
    newest = _newest(session, article)
    return session.label(newest) if newest else article


def _newest(session: Session, article: str) -> str:
    """The present version of an article; "" where it is not there."""
    versions = session.workspace.versions(article)
    return versions[-1].id if versions and versions[-1].id in session.article_by_id else ""


def candidates(session: Session, target: str, where: Anchor | None) -> list[Choice]:
    """Findings of the same kind that a lost review may belong to, the most alike first.

    Those of the article that it was given in are looked at, or of all where that has gone.
    """
    from rapidfuzz import fuzz

    home = _newest(session, where.article) if where else ""
    articles: Sequence[str] = [home] if home else [row.id for row in session.articles]
    found = (one for ident in articles for one in everything(session.workspace.findings(ident)))
    same = [one for one in found if one.id[:1] == target[:1]]
    quote = where.quote if where else ""
    same.sort(key=lambda one: (-fuzz.ratio(quote, one.text), one.start))
    return [Choice(one.id, one.text, session.label(one.article)) for one in same[:NEAREST]]
