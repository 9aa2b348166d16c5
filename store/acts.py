"""A reader's acts as events: what an act adds to a history that only the store may extend."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from time import time_ns
from typing import Literal

import msgspec

from store.history import EMPTY, History
from store.idents import fresh
from store.records import Anchor, Event

Decide = Callable[[History], list[Event]]
Field = Literal["verdict", "note", "tags", "evidence", "correct", "attach"]


class Setting(msgspec.Struct, frozen=True, gc=False):
    """A field of a target and the JSON value that it shall have."""

    target: str
    field: Field
    value: object


def setting(
    wanted: Sequence[Setting],
    anchors: Mapping[str, Anchor | None],
    by: str,
    reason: str = "",
    seen: History | None = None,
) -> Decide:
    """Give fields of targets their values, as one act; `anchors` says where each target is.

    What `seen` does not hold at this moment, the reader overrules without knowing.
    """
    at = now()
    newest = seen.last if seen is not None else 0

    def decide(history: History) -> list[Event]:
        alone = history is seen and history.last == newest
        events = []
        number, own = (history.last + 1, fresh()) if len(wanted) == 1 else (0, "")
        for one in wanted:
            target, field, after = one.target, one.field, one.value
            latest = history.latest(target, field)
            unseen = ""
            if latest is None:
                before = EMPTY.get(field)
            else:
                before = latest.after
                if not alone and before != after and seen is not None:
                    known = seen.until(newest, target).latest(target, field)
                    unseen = latest.id if known is None or known.id != latest.id else ""
            where = anchors[target]
            # number, time, by, op, target, before, after, reason, batch, id, of, anchor, unseen
            events.append(
                Event(
                    number, at, by, field, target, before, after, reason, "", own, "", where, unseen
                )
            )
        return events

    return decide


def turning(op: Literal["undo", "redo"], by: str) -> Decide:
    """Take back the reader's last act, or bring the last one taken back again."""
    at = now()

    def decide(history: History) -> list[Event]:
        undoing = op == "undo"
        return [
            Event(
                number=0,
                time=at,
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
    global _told
    instant = time_ns() // 1_000_000
    if instant // 1_000 != _told[0]:
        second = instant // 1_000
        _told = second, f"{datetime.fromtimestamp(second, UTC):%Y-%m-%dT%H:%M:%S}."
    return f"{_told[1]}{instant % 1_000:03}Z"


_told = 0, ""
"""The second that was asked for last, and how people write it."""


def login() -> str:
    """The login name of whoever runs the program, as far as it is known."""
    names = (os.environ.get(key) for key in ("LOGNAME", "USER", "USERNAME"))
    return next((name for name in names if name), "reader")
