"""Acts that another program tells to events of a workspace: with their time and author, once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from store.records import Event

if TYPE_CHECKING:
    from store.workspace import Workspace


def join(workspace: Workspace, events: Iterable[Event]) -> int:
    """Add the events that the workspace does not have, in order; how many that were.

    Numbers, ids and batches are given anew: what an undo or redo is about follows.  An act that is
    here already (same time, reader, target and value) is not added again.  Raises WorkspaceError.
    """
    known = {_act(event): event.id for event in workspace.events()}
    new_ids: dict[str, str] = {}
    added = 0
    for batch in _batches(events):
        fresh = [event for event in batch if _act(event) not in known]
        for event in batch:
            new_ids[event.id] = known.get(_act(event), "")
        if not fresh:
            continue
        drafts = [
            msgspec.structs.replace(
                event, number=0, id="", batch="", of=new_ids.get(event.of, event.of)
            )
            for event in fresh
        ]
        for event, kept in zip(fresh, workspace.adopt(drafts), strict=True):
            new_ids[event.id] = known[_act(event)] = kept.id
            added += 1
    return added


def _batches(events: Iterable[Event]) -> Iterable[Sequence[Event]]:
    """Neighbouring events of one bulk act together, so that they are undone together."""
    batch: list[Event] = []
    for event in events:
        if batch and not (event.batch and event.batch == batch[0].batch):
            yield batch
            batch = []
        batch.append(event)
    if batch:
        yield batch


def _act(event: Event) -> tuple[str, ...]:
    after = json.dumps(event.after, sort_keys=True)
    return event.time, event.by, event.op, event.target, after, event.reason
