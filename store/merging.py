"""Two histories as one: every event of either once, in an order that both sides would choose.

Order is by time, then id, but never against the order in which one side knows its own acts: clocks
go back, and one millisecond holds several acts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from store.records import Event

_TICK = timedelta(microseconds=1)
_DAWN = datetime.min.replace(tzinfo=UTC)


def united(one: Sequence[Event], other: Sequence[Event]) -> list[Event]:
    """Every event of two histories once; the same list whichever comes first.

    Numbers are those of the events' own histories: number them anew.
    """
    if {event.id for event in other} <= {event.id for event in one}:
        return list(one)
    moments: dict[str, datetime] = {}
    events: dict[str, Event] = {}
    for history in (one, other):
        for event, moment in _moments(history):
            moments[event.id] = min(moment, moments.get(event.id, moment))
            events.setdefault(event.id, event)
    order = sorted(events, key=lambda ident: (moments[ident], events[ident].batch, ident))
    return list(_after_what_they_are_about(events[ident] for ident in order))


def _moments(history: Iterable[Event]) -> Iterable[tuple[Event, datetime]]:
    """Each event with a time that is later than that of the act before it."""
    last, batch = _DAWN, None
    for event in history:
        moment = _time(event.time, last)
        if moment <= last:
            same_act = bool(event.batch) and event.batch == batch
            moment = last if same_act else last + _TICK
        yield event, moment
        last, batch = moment, event.batch


def _time(text: str, otherwise: datetime) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return otherwise
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _after_what_they_are_about(events: Iterable[Event]) -> Iterable[Event]:
    """An undo or redo waits until the event that it is about has come."""
    seen: set[str] = set()
    waiting: dict[str, list[Event]] = {}
    for event in events:
        if event.of and event.of not in seen:
            waiting.setdefault(event.of, []).append(event)
            continue
        ready = [event]
        while ready:
            one = ready.pop(0)
            yield one
            seen.add(one.id)
            ready += waiting.pop(one.id, [])
    for left in waiting.values():
        yield from left
