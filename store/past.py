"""What the events of a large store add up to, kept on disk: opening costs the events since.

`reviews.state` lies beside the reviews, is made from them, and holds for the checkpoint that it
names (by stamp, and by number and hash of the last event folded into it); it can be thrown away
at any time.  What only all events tell, an undo for instance, has them read.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import msgspec

from store.chain import event_of, hash_of
from store.checkpoints import Facts
from store.files import Stamp, WorkspaceError, stamp
from store.history import Conflict, History
from store.journal import Journal
from store.numbering import EVENTS, parse_events, refuse_ill_formed
from store.records import Anchor, Event, Review

FORMAT = 1
WORTH_IT = 5_000
"""Events from which on the state is kept: fewer are read in no time."""
_TAIL = 4096


class Kept(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A history up to the event `number`, whose hash is `hash`.

    `standing` has the review of each target and the number of its newest event, `events` all
    events about it.
    """

    format: int
    stamp: Stamp
    facts: Facts
    number: int
    hash: str
    time: str
    cancelled: list[str]
    attached: list[str]
    clashes: list[tuple[str, str, dict[str, str]]]
    regroupings: list[Event]
    anchors: dict[str, Anchor]
    standing: dict[str, tuple[Review, int]]
    events: dict[str, msgspec.Raw]


def place(path: Path) -> Path:
    """Where the state of the reviews at a path is kept."""
    return path.with_suffix(".state")


def read(path: Path) -> Kept | None:
    """The state of the reviews at a path; None where there is none that holds."""
    try:
        data = place(path).read_bytes()
        if b"%08x" % zlib.crc32(data[8:]) != data[:8]:
            return None
        kept = msgspec.msgpack.decode(data[8:], type=Kept)
        holds = kept.format == FORMAT and kept.stamp == stamp(path) and _ends_so(path, kept)
    except (OSError, msgspec.DecodeError):
        return None
    return kept if holds else None


def _ends_so(path: Path, kept: Kept) -> bool:
    """Whether the last event of the checkpoint is the last one kept, or an earlier one."""
    if kept.facts.last.get(EVENTS, 0) != kept.number:
        return kept.facts.last.get(EVENTS, 0) < kept.number
    with path.open("rb") as file:
        file.seek(max(0, kept.stamp[1] - _TAIL))
        return b'"hash":"%b"}' % kept.hash.encode() in file.read()


def keep(path: Path, least: int = 1) -> None:
    """Keep the state of the reviews at a path as they are now, if there are so many events.

    That it cannot be kept is no error.
    """
    journal = Journal(path)
    with suppress(WorkspaceError):
        rows = journal.load().get(EVENTS, {})
        if len(rows) >= least and journal.newer is None:
            history = History(parse_events(rows, path))
            write(journal, history, hash_of(rows[str(history.last)]))


def write(journal: Journal, history: History, head: str) -> None:
    """Keep a whole history, as it was just read; that it cannot be kept is no error."""
    if journal.checkpoint is None:
        return
    there = place(journal.path)
    fresh = there.with_suffix(f".state.{os.getpid()}")
    with suppress(OSError, UnicodeEncodeError):
        kept = _kept(history, head, journal.checkpoint, journal.facts)
        body = msgspec.msgpack.encode(kept)
        try:
            fresh.write_bytes(b"%08x" % zlib.crc32(body) + body)
            fresh.replace(there)
        finally:
            fresh.unlink(missing_ok=True)


def resumed(path: Path, journal: Journal) -> tuple[History, str] | None:
    """The history of the reviews at a path and the hash of its last event, from the state kept.

    None where that does not hold.  Raises WorkspaceError.
    """
    kept = read(path)
    if kept is None:
        return None

    def unread(data: bytes, _: Path) -> tuple[bool, Facts]:
        return not data, kept.facts

    known, frames = journal.read(unread, kept.stamp)
    history = Recalled(kept, partial(_before, path, kept))
    number, hashes = kept.facts.last.get(EVENTS, 0), {}
    for frame in frames:
        for table, key, document in frame.changes:
            if table != EVENTS:
                continue
            number += 1
            hashes[number] = hash_of(document)
            if number > kept.number:
                event = event_of(document, key, journal.beside)
                refuse_ill_formed(event, key, journal.beside)
                if event.number != number:
                    return None
                history.add(event)
    holds = known and number >= kept.number and hashes.get(kept.number, kept.hash) == kept.hash
    return (history, hashes.get(number, kept.hash)) if holds else None


def _before(path: Path, kept: Kept) -> list[Event]:
    """The events that are in a kept state.  Raises WorkspaceError."""
    rows = Journal(path).load().get(EVENTS, {})
    if hash_of(rows.get(str(kept.number), b"{}")) != kept.hash:
        raise WorkspaceError("locked", path, "was replaced meanwhile; try again")
    return parse_events(rows, path)[: kept.number]


def _kept(history: History, head: str, seen: Stamp, facts: Facts) -> Kept:
    told = history.told()
    about: dict[str, list[Event]] = {}
    for event in history.events:
        about.setdefault(event.target, []).append(event)
    return Kept(
        FORMAT, seen, facts, history.last, head, history.time,
        sorted(told.cancelled), sorted(told.attached),
        [(target, field, clashes) for (target, field), clashes in told.clashes.items()],
        history.regroupings, history.anchors,
        {target: history.standing(target) for target in about},
        {target: msgspec.Raw(msgspec.msgpack.encode(events)) for target, events in about.items()},
    )  # fmt: skip


class Recalled(History):
    """A history that begins with a kept state; `whole` reads the events before, when needed."""

    def __init__(self, kept: Kept, whole: Callable[[], list[Event]]) -> None:
        self._kept: Kept | None = kept
        self._whole = whole
        super().__init__()

    def _begin_anew(self) -> None:
        super()._begin_anew()
        kept = self._kept
        if kept is not None:
            self._anchors = dict(kept.anchors)
            self._cancelled = set(kept.cancelled)
            self._attached = set(kept.attached)
            self._regroupings = list(kept.regroupings)
            self._clashes = {(one, field): dict(told) for one, field, told in kept.clashes}

    def _recall(self) -> None:
        """Go on with all events in memory."""
        if self._kept is None:
            return
        before = self._whole()
        with self._guard:
            if self._kept is not None:
                self._known[:0] = before
                self._kept = None
                self._begin_anew()

    @property
    def events(self) -> list[Event]:
        """All events in order."""
        self._recall()
        return self._known

    @property
    def last(self) -> int:
        """The number of the newest event."""
        known, kept = self._known, self._kept
        return known[-1].number if known or kept is None else kept.number

    @property
    def time(self) -> str:
        """When the newest event was."""
        known, kept = self._known, self._kept
        return known[-1].time if known or kept is None else kept.time

    def since(self, number: int) -> list[Event]:
        """The events after that of this number."""
        kept = self._kept
        if kept is None or number < kept.number:
            return super().since(number)
        return [event for event in self._known if event.number > number]

    def _fold(self) -> None:
        if self._kept is not None and self._folded < len(self._known):
            ids = {event.id for event in self._known}
            if any(event.of and event.of not in ids for event in self._known[self._folded :]):
                self._recall()
        super()._fold()

    def _fields_of(self, target: str) -> dict[str, list[Event]] | None:
        fields, kept = self._fields.get(target), self._kept
        if fields is None and kept is not None and target in kept.events:
            fields = {}
            for event in msgspec.msgpack.decode(kept.events[target], type=list[Event]):
                if event.op not in ("undo", "redo"):
                    fields.setdefault(event.op, []).append(event)
            fields = self._fields.setdefault(target, fields)
        return fields

    def targets(self) -> list[str]:
        """Everything that an event was ever about, in order of first mention."""
        now, kept = super().targets(), self._kept
        return now if kept is None else list(dict.fromkeys((*kept.events, *now)))

    def standing(self, target: str) -> tuple[Review, int]:
        """The state of one target, and the number of the newest event that holds for it, else 0."""
        self._fold()
        kept = self._kept
        if kept is not None and target not in self._fields and target in kept.standing:
            return kept.standing[target]
        return super().standing(target)

    # What only all events tell

    def conflicts(self) -> list[Conflict]:
        """Values given by readers who did not know of each other's, and not settled since."""
        self._fold()
        if self._clashes:
            self._recall()
        return super().conflicts()

    def about(self, ident: str) -> Event | None:
        """The event with this id."""
        self._fold()
        if ident not in self._by_id:
            self._recall()
        return super().about(ident)

    def undoable(self, by: str) -> list[Event]:
        """The events of this reader's last act that is not undone, newest first."""
        self._fold()
        if not self._done.get(by):
            self._recall()
        return super().undoable(by)

    def redoable(self, by: str) -> list[Event]:
        """The events of this reader's last undone act, in order; a new act forgets it."""
        self._fold()
        if not self._undone.get(by) and not self._done.get(by):
            self._recall()
        return super().redoable(by)
