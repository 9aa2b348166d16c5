"""Saves of the catalogue in this sitting, to be taken back in their order among the reader's acts.

The catalogue is a file, not an event: what is undone here is forgotten when the app ends.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from store.workspace import Workspace


class Save(NamedTuple):
    """One save: the act before it, the file's text before and after; None for no file."""

    after_act: str
    before: str | None
    after: str | None


class CatalogueSaves:
    """The saves of one workspace that can be undone, and those that can be done again."""

    def __init__(self, workspace: Workspace) -> None:
        from seeds.catalogues import FILE

        self.workspace = workspace
        self.path: Path = workspace.path / FILE
        self.done: list[Save] = []
        self.undone: list[Save] = []

    def text(self) -> str | None:
        """The text of the file; None where there is none.  Raises OSError."""
        try:
            return self.path.read_bytes().decode("utf-8", "replace")
        except FileNotFoundError:
            return None

    def saved(self, before: str | None, after: str) -> None:
        """Remember a save."""
        self.done.append(Save(self.workspace.last_act(), before, after))
        self.undone = []

    def back(self) -> Save | None:
        """The save that undo is about: nothing was done since, and the file is as it left it."""
        return self._last(self.done, "after")

    def again(self) -> Save | None:
        """The save that redo is about."""
        return self._last(self.undone, "before")

    def _last(self, held: list[Save], side: str) -> Save | None:
        if not held or held[-1].after_act != self.workspace.last_act():
            return None
        return held[-1] if getattr(held[-1], side) == self.text() else None

    def turn(self, save: Save, *, undo: bool) -> None:
        """Put the file as it was before the save, or as it was after it.  Raises WorkspaceError."""
        from seeds import catalogues

        text = save.before if undo else save.after
        if text is None:
            self.path.unlink(missing_ok=True)
        else:
            catalogues.write(self.path, text)
        taken, given = (self.done, self.undone) if undo else (self.undone, self.done)
        given.append(taken.pop())
