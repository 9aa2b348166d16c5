"""Events and their numbers: given when they are added, checked when they are read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from store.chain import event_of
from store.documents import damaged
from store.history import well_formed
from store.idents import fresh
from store.records import Event

EVENTS = "events"
"""The table that events are kept in."""


def numbered(drafts: Sequence[Event], last: int) -> list[Event]:
    """The events with their numbers, ids of their own, and one batch if they are several.

    One that has the number after `last` and an id is left as it is.
    """
    if len(drafts) == 1:
        draft = drafts[0]
        if draft.number == last + 1 and draft.id and not draft.batch:
            return [draft]
        return [msgspec.structs.replace(draft, number=last + 1, id=fresh(), batch="")]
    ids = [fresh() for _ in drafts]
    batch = ids[0] if len(drafts) > 1 else ""
    return [
        msgspec.structs.replace(draft, number=last + place, id=own, batch=batch)
        for place, (draft, own) in enumerate(zip(drafts, ids, strict=True), 1)
    ]


def renumbered(events: Sequence[Event]) -> list[Event]:
    """The events with the numbers of their places."""
    return [
        event if event.number == place else msgspec.structs.replace(event, number=place)
        for place, event in enumerate(events, 1)
    ]


def parse_events(rows: dict[str, bytes], path: Path) -> list[Event]:
    """The events of a table, in order.  Raises WorkspaceError (damaged)."""
    events = []
    for key, document in rows.items():
        event = event_of(document, key, path)
        if str(event.number) != key:
            raise damaged(path, f"event {key} says it is number {event.number}")
        refuse_ill_formed(event, key, path)
        events.append(event)
    if len({event.id for event in events}) < len(events):
        raise damaged(path, "holds two events of one id")
    events.sort(key=lambda event: event.number)
    for place, event in enumerate(events, 1):
        if event.number != place:
            raise damaged(path, f"event {place} is missing")
    return events


def refuse_ill_formed(event: Event, key: str, path: Path) -> None:
    """Raise WorkspaceError (damaged) if what an event sets is no value of its field."""
    if not well_formed(event):
        raise damaged(path, f"event {key} sets no {event.op}")
