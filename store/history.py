"""Events and what they add up to.

A review is a fold over events that were not undone.  Undo and redo are events too: an undo cancels
the event it names, a redo brings it back, so that undoing one's own act never erases a later act of
somebody else.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple, cast

from store.records import VERDICTS, Anchor, Event, Review, Verdict

EMPTY: dict[str, object] = {"verdict": None, "note": "", "tags": [], "evidence": []}
_NOTHING = Review()
FEW = 12
"""So many events may wait to be folded while others are asked for."""


class Conflict(NamedTuple):
    """Two values that readers gave one field of a finding, neither knowing of the other's.

    `mine` came later and holds until somebody decides; both are events, nothing is lost.
    """

    target: str
    field: str
    theirs: Event
    mine: Event


class Told(NamedTuple):
    """Ids of events that are undone, targets attached by hand, and who overruled whom unseen."""

    cancelled: set[str]
    attached: set[str]
    clashes: dict[tuple[str, str], dict[str, str]]


class History:
    """The events of a workspace in order, and the state of every target.

    What joined `events` is folded into the state when somebody asks for it.  One thread at a time
    may add; any may read.
    """

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self._known: list[Event] = list(events)
        self._guard = threading.Lock()
        self.add, self.join = self._known.append, self._known.extend
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._anchors: dict[str, Anchor] = {}
        self._by_id: dict[str, Event] = {}
        self._fields: dict[str, dict[str, list[Event]]] = {}
        self._cancelled: set[str] = set()
        self._acts: dict[str, list[Event]] = {}
        self._done: dict[str, list[str]] = defaultdict(list)
        self._undone: dict[str, list[str]] = defaultdict(list)
        self._clashes: dict[tuple[str, str], dict[str, str]] = {}
        self._attached: set[str] = set()
        self._regroupings: list[Event] = []
        self._folded = 0

    @property
    def events(self) -> list[Event]:
        """All events in order."""
        return self._known

    @property
    def last(self) -> int:
        """The number of the newest event; 0 where there is none."""
        return self._known[-1].number if self._known else 0

    @property
    def time(self) -> str:
        """When the newest event was, "" where there is none."""
        return self._known[-1].time if self._known else ""

    def since(self, number: int) -> list[Event]:
        """The events after that of this number."""
        return self.events[bisect_right(self.events, number, key=attrgetter("number")) :]

    @property
    def anchors(self) -> dict[str, Anchor]:
        """Where each target stood when it was judged last."""
        self._fold()
        return self._anchors

    @property
    def regroupings(self) -> list[Event]:
        """The events that correct something, in order."""
        self._fold()
        return self._regroupings

    def _fold(self) -> None:
        """Take in the events that joined since."""
        events = self._known
        if self._folded == len(events):
            return
        with self._guard:
            while self._folded < len(events):
                self._take(events[self._folded])
                self._folded += 1

    def _take(self, event: Event) -> None:
        target, field = event.target, event.op
        self._by_id[event.id] = event
        fields = self._fields_of(target)
        if fields is None:
            fields = self._fields[target] = {}
        if event.anchor is not None:
            self._anchors[target] = event.anchor
        if field == "undo" or field == "redo":
            self._turn(event)
            return
        given = fields.get(field)
        if given is None:
            fields[field] = [event]
            if field == "attach":
                self._attached.add(target)
        else:
            self._compare(event)
            given.append(event)
        if field == "correct":
            self._regroupings.append(event)
        self._begin(event)

    def _fields_of(self, target: str) -> dict[str, list[Event]] | None:
        """The events about a target by field, in order; None where there is none."""
        return self._fields.get(target)

    def _compare(self, event: Event) -> None:
        """Note whether the event overrules one that its reader had not seen."""
        known = self._latest(event.target, event.op)
        blind = event.unseen or (known is not None and event.before != known.after)
        if blind and known is not None and known.after != event.after:
            clashes = self._clashes.setdefault((event.target, event.op), {})
            clashes[event.id] = event.unseen or known.id

    def told(self) -> Told:
        """What the events add up to beside the fields of each target."""
        self._fold()
        return Told(self._cancelled, self._attached, self._clashes)

    def until(self, number: int, target: str) -> History:
        """What was known of a target when the event of this number was the newest."""
        seen = (event for event in self.events if event.number <= number)
        return History(event for event in seen if event.target == target)

    def conflicts(self) -> list[Conflict]:
        """Values given by readers who did not know of each other's, and not settled since.

        The next act on the field settles it; undo that act, and the conflict is there again.
        """
        self._fold()
        found = []
        for (target, field), clashes in list(self._clashes.items()):
            mine = self.latest(target, field)
            theirs = self._by_id.get(clashes.get(mine.id, "")) if mine is not None else None
            if mine is not None and theirs is not None and theirs.id not in self._cancelled:
                found.append(Conflict(target, field, theirs, mine))
        return found

    def attached(self) -> dict[str, str]:
        """Targets whose passage a reader has found again, and the finding it is now."""
        self._fold()
        now = ((target, self.value(target, "attach")) for target in self._attached)
        return {target: str(there) for target, there in now if there}

    def about(self, ident: str) -> Event | None:
        """The event with this id."""
        self._fold()
        return self._by_id.get(ident)

    def _begin(self, event: Event) -> None:
        act = event.batch or event.id
        given = self._acts.get(act)
        if given is not None:
            given.append(event)
            return
        self._acts[act] = [event]
        self._done[event.by].append(act)
        undone = self._undone.get(event.by)
        if undone:
            undone.clear()

    def _turn(self, event: Event) -> None:
        about = self._by_id.get(event.of)
        if about is None:
            return
        done, undone = self._done[about.by], self._undone[about.by]
        act = _act(about)
        if event.op == "undo":
            self._cancelled.add(about.id)
            done, undone = undone, done
        else:
            self._cancelled.discard(about.id)
        if undone and undone[-1] == act:
            done.append(undone.pop())
        elif act in undone:
            undone.remove(act)
            done.append(act)

    def undoable(self, by: str) -> list[Event]:
        """The events of this reader's last act that is not undone, newest first."""
        self._fold()
        done = self._done.get(by)
        return self._acts[done[-1]][::-1] if done else []

    def redoable(self, by: str) -> list[Event]:
        """The events of this reader's last undone act, in order; a new act forgets it."""
        self._fold()
        undone = self._undone.get(by)
        return list(self._acts[undone[-1]]) if undone else []

    def cancelled(self, event: Event) -> bool:
        """Whether the event is undone at present."""
        self._fold()
        return event.id in self._cancelled

    def knows(self, target: str) -> bool:
        """Whether an event was ever about this target."""
        self._fold()
        return self._fields_of(target) is not None

    def targets(self) -> list[str]:
        """Everything that an event was ever about, in order of first mention."""
        self._fold()
        return list(self._fields)

    def value(self, target: str, field: str) -> object:
        """What a field of a target holds now, as a JSON value."""
        event = self.latest(target, field)
        return EMPTY.get(field) if event is None else event.after

    def value_without(self, about: Event) -> object:
        """What the event's field would hold if the event were undone."""
        event = self.latest(about.target, about.op, without=about.id)
        return EMPTY.get(about.op) if event is None else event.after

    def value_with(self, about: Event) -> object:
        """What the event's field would hold if the event were brought back."""
        event = self.latest(about.target, about.op)
        return about.after if event is None or event.number < about.number else event.after

    def review(self, target: str) -> Review:
        """The state of one target; an empty Review where nothing holds."""
        return self.standing(target)[0]

    def standing(self, target: str) -> tuple[Review, int]:
        """The state of one target, and the number of the newest event that holds for it, else 0."""
        self._fold()
        held = self._held(target)
        if not held:
            return _NOTHING, 0
        newest = _newest(held)
        if all(event.after == EMPTY[op] for op, event in held.items()):
            return _NOTHING, newest.number
        verdict, note = held.get("verdict"), held.get("note")
        tags, evidence = held.get("tags"), held.get("evidence")
        said = verdict if verdict is not None and verdict.after is not None else newest
        review = Review(
            verdict=cast("Verdict | None", verdict.after) if verdict else None,
            note=cast("str", note.after) if note else "",
            tags=tuple(cast("list[str]", tags.after)) if tags else (),
            evidence=tuple(cast("list[str]", evidence.after)) if evidence else (),
            by=said.by,
            time=said.time,
        )
        return review, newest.number

    def _held(self, target: str) -> dict[str, Event]:
        held = {}
        for field, given in (self._fields_of(target) or {}).items():
            if field in EMPTY:
                event = given[-1]
                if event.id in self._cancelled:
                    before = self._latest(target, field)
                    if before is None:
                        continue
                    event = before
                held[field] = event
        return held

    def latest(self, target: str, field: str, without: str | None = None) -> Event | None:
        """The event that says what a field holds now; `without` the one of this id."""
        events = self._known
        fresh = len(events) - self._folded
        if fresh:
            if fresh > FEW:
                self._fold()
            else:
                for event in events[-fresh:]:
                    if event.target == target or event.of:
                        self._fold()
                        break
        fields = self._fields_of(target)
        if fields is None or field not in fields:
            return None
        event = fields[field][-1]
        if without is None and event.id not in self._cancelled:
            return event
        return self._latest(target, field, without)

    def _latest(self, target: str, field: str, without: str | None = None) -> Event | None:
        fields = self._fields_of(target)
        given = fields.get(field) if fields else None
        for event in reversed(given or ()):
            if event.id not in self._cancelled and event.id != without:
                return event
        return None


def well_formed(event: Event) -> bool:
    """Whether what the event sets is a value of its field."""
    value = event.after
    if event.op == "verdict":
        return value is None or value in VERDICTS
    if event.op == "note":
        return isinstance(value, str)
    if event.op == "attach":
        return value is None or isinstance(value, str)
    if event.op in ("tags", "evidence"):
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return True


def _newest(held: dict[str, Event]) -> Event:
    return max(held.values(), key=attrgetter("number"))


def _act(event: Event) -> str:
    return event.batch or event.id
