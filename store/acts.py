"""A reader's acts as events: what an act adds to a history that only the store may extend."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal, NamedTuple

from store.history import EMPTY, History
from store.records import Anchor, Event

Decide = Callable[[History], list[Event]]
Field = Literal["verdict", "note", "tags", "evidence", "correct", "attach"]


class Setting(NamedTuple):
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
    known = [seen.latest(target, field) for target, field, _ in wanted] if seen else None

    def decide(history: History) -> list[Event]:
        events = []
        for place, (target, field, after) in enumerate(wanted):
            latest = history.latest(target, field)
            before, unseen = EMPTY.get(field), ""
            if latest is not None:
                before = latest.after
                if known is not None and latest is not known[place] and before != after:
                    unseen = latest.id
            where = anchors[target]
            # number, time, by, op, target, before, after, reason, batch, id, of, anchor, unseen
            events.append(
                Event(0, at, by, field, target, before, after, reason, "", "", "", where, unseen)
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
    second, thousandth = divmod(time.time_ns() // 1_000_000, 1_000)
    return f"{_second(second)}.{thousandth:03}Z"


@lru_cache(maxsize=1)
def _second(number: int) -> str:
    """A second since 1970 as people write it."""
    return f"{datetime.fromtimestamp(number, UTC):%Y-%m-%dT%H:%M:%S}"


def login() -> str:
    """The login name of whoever runs the program, as far as it is known."""
    names = (os.environ.get(key) for key in ("LOGNAME", "USER", "USERNAME"))
    return next((name for name in names if name), "reader")
