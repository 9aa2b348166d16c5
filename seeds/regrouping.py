"""Keeps the stored findings and groups as readers want them: what they said, applied once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.corrections import mark

if TYPE_CHECKING:
    from store.workspace import Workspace


def due(workspace: Workspace) -> bool:
    """Whether corrections were made, undone or found again since the groups were stored."""
    from seeds import amending

    if workspace.newer() is not None:
        return False
    return amending.due(workspace) or workspace.story().corrected != mark(workspace.corrections())


def keep_up(workspace: Workspace) -> bool:
    """Store the groups with the corrections in force; whether anything changed.

    Raises WorkspaceError.
    """
    from seeds import amending

    if amending.keep_up(workspace):
        return True
    if not due(workspace):
        return False
    import msgspec

    from analysis import regroup

    articles = workspace.articles()
    found, story = regroup.restored(workspace.all_findings(), workspace.story())
    corrections = workspace.corrections()
    if corrections:
        found, story = regroup.apply(articles, found, story, corrections)
    story = msgspec.structs.replace(story, corrected=mark(corrections))
    workspace.put_analysis(articles, found, story)
    return True
