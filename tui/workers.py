"""Work outside the event loop.  Workers only post messages; the screen owns the state."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING

from tui import display
from tui.messages import Failed, Loaded, Reviewed

if TYPE_CHECKING:
    from textual.screen import Screen

    from store.workspace import Workspace


async def review(screen: Screen[None], act: Awaitable[str]) -> None:
    """Wait for a mark, note or undo to be durable, then have it shown; or say why it is not."""
    from store.workspace import WorkspaceError

    try:
        notice = await act
    except (WorkspaceError, OSError) as error:
        screen.post_message(Failed(display.line(f"not saved: {error}")))
    else:
        screen.post_message(Reviewed(notice))


def analyse(screen: Screen[None], workspace: Workspace) -> None:
    """Analyse what the workspace holds; runs in a thread."""
    from seeds.intake import renew

    try:
        renew(workspace)
    except OSError as error:
        screen.post_message(Failed(display.line(f"not analysed: {error}")))
    else:
        screen.post_message(Loaded())
