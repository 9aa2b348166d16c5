"""Putting a checkpoint in the place of all there was; what a failed sync is called."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from store import files
from store.checkpoints import Documents, Facts, pieces
from store.files import WorkspaceError, said_plainly
from store.frames import header_line, journal_of


def overwrite(path: Path, tables: Mapping[str, Documents], facts: Facts) -> None:
    """Write a checkpoint that replaces everything, then an empty journal.

    The rename of the checkpoint is the moment of the change: an older journal counts no more after
    it.  That is made another file of the same bytes before, so that a process that knows it looks
    again, should the writer die between the renames.  Raises WorkspaceError.
    """
    beside = journal_of(path)
    with said_plainly(path, writing=True):
        if beside.exists():
            files.replace(beside, beside.read_bytes())
        files.replace(path, pieces(tables, facts))
        line = header_line(facts.generation, facts.seq, facts.since)
        files.replace(beside, line)


def unsure(path: Path, error: OSError | None = None) -> WorkspaceError:
    """The error after a sync that failed."""
    why = f" ({(error.strerror or str(error)).lower()})" if error is not None else ""
    reason = f"could not be synced{why}: whether the last act is kept is not known"
    return WorkspaceError("unsure", path, f"{reason}; read-only until opened again")
