"""Where a journal goes on from its checkpoint, and how far it was read."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec

from store.checkpoints import FORMAT, Facts
from store.documents import damaged
from store.files import WorkspaceError, newer, unreadable
from store.frames import FORMAT as LINES
from store.frames import Frame, Header, Tail, journal_of, read_frames, read_header


class Position(msgspec.Struct, frozen=True, gc=False):
    """How far the journal was read: transaction, byte after it, and whether a newline is due."""

    seq: int
    end: int
    open_ended: bool = False
    torn: int = 0
    stale: bool = False


class Begun(NamedTuple):
    """The transactions that a checkpoint lacks, the position after them, and what is too new.

    `newer` is why the files may only be read, if so.
    """

    frames: list[Frame]
    at: Position
    newer: WorkspaceError | None


def begun(journal: bytes | None, facts: Facts, path: Path, checkpoint: bool) -> Begun:
    """Read the journal of the checkpoint at `path` from its first byte.

    `checkpoint`: there is one.  Raises WorkspaceError (damaged).
    """
    beside = journal_of(path)
    later = newer(path, facts.format, FORMAT) if facts.format > FORMAT else None
    if journal is None:
        if facts.format > 1:
            missing = damaged(beside, f"is missing, though {path.name} is there")
            raise unreadable(missing, later)
        return Begun([], Position(facts.seq, 0, stale=True), later)
    header, start = read_header(journal, beside)
    if header.format > LINES:
        later = later or newer(beside, header.format, LINES)
    if header.generation < facts.since:
        return Begun([], Position(facts.seq, 0, stale=True), later)
    if header.seq > facts.seq or header.since > facts.since:
        has = f"ends at transaction {facts.seq}" if checkpoint else "is missing"
        why = f"its journal goes on from {header.seq}"
        raise unreadable(damaged(path, f"{has}, but {why}"), later)
    try:
        tail = read_frames(journal[start:], start, header.seq, beside)
    except WorkspaceError as error:
        raise unreadable(error, later) from error
    fresh = [frame for frame in tail.frames if frame.seq > facts.seq]
    return Begun(fresh, _after(tail, header, facts), later)


def _after(tail: Tail, header: Header, facts: Facts) -> Position:
    last = tail.frames[-1].seq if tail.frames else header.seq
    stale = last < facts.seq
    return Position(max(last, facts.seq), tail.end, tail.open_ended, tail.torn, stale)
