"""A reader's acts as events: what an act adds to a history that only the store may extend."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Literal

from store.history import History
from store.records import Anchor, Event

Decide = Callable[[History], list[Event]]
Field = Literal["verdict", "note", "tags", "evidence", "correct", "attach"]


def setting(
    field: Field,
    anchors: Mapping[str, Anchor | None],
    values: Mapping[str, object],
    by: str,
    reason: str = "",
    seen: History | None = None,
) -> Decide:
    """Give a field of every target its value; `anchors` says where each target is.

    What `seen` does not hold at this moment, the reader overrules without knowing.
    """
    time = now()
    known = {target: seen.latest(target, field) for target in anchors} if seen else {}

    def decide(history: History) -> list[Event]:
        events = []
        for target, where in anchors.items():
            latest, after = history.latest(target, field), values[target]
            fresh = latest is not None and seen is not None and latest is not known[target]
            differs = latest is not None and latest.after != after
            event = Event(
                number=0,
                time=time,
                by=by,
                op=field,
                target=target,
                before=history.value(target, field),
                after=after,
                reason=reason,
                anchor=where,
                unseen=latest.id if latest is not None and fresh and differs else "",
            )
            events.append(event)
        return events

    return decide


def turning(op: Literal["undo", "redo"], by: str) -> Decide:
    """Take back the reader's last act, or bring the last one taken back again."""
    time = now()

    def decide(history: History) -> list[Event]:
        undoing = op == "undo"
        return [
            Event(
                number=0,
                time=time,
                by=by,
                op=op,
                target=event.target,
                before=history.value(event.target, event.op),
                after=history.value_without(event) if undoing else history.value_with(event),
                of=event.id,
            )
            for event in (history.undoable(by) if undoing else history.redoable(by))
        ]

    return decide


def distinct(items: Iterable[str]) -> list[str]:
    """Each item once, in order; a lone text is one item."""
    return list(dict.fromkeys([items] if isinstance(items, str) else items))


def now() -> str:
    """The present time in UTC, ISO 8601, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def login() -> str:
    """The login name of whoever runs the program, as far as it is known."""
    names = (os.environ.get(key) for key in ("LOGNAME", "USER", "USERNAME"))
    return next((name for name in names if name), "reader")
