"""Work outside the event loop.  Workers only post messages; the screen owns the state."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TYPE_CHECKING

from tui import display
from tui.messages import Aligned, Failed, Loaded, Reviewed

if TYPE_CHECKING:
    from textual.screen import Screen

    from store.files import WorkspaceError
    from store.records import Alignment, Article
    from tui.marking import Marking
    from tui.panes.diff import DiffPane

# Characters of both texts, about 20,000 words each, above which aligning goes to a process.
LONG_PAIR = 240_000
SHORT_PAIR = 16_000
"""Characters of both texts up to which aligning costs less (10 ms) than drawing twice."""


async def review(screen: Screen[None], act: Awaitable[str | Loaded], then: str = "") -> None:
    """Wait for a mark, note or undo to be durable, then have it shown; or say why it is not.

    `then` is the action that follows a success.
    """
    from store.workspace import WorkspaceError

    try:
        notice = await act
    except (WorkspaceError, OSError) as error:
        if isinstance(error, WorkspaceError) and error.kind == "unsure":
            await _reopened(screen, error)
        else:
            screen.post_message(Failed(display.line(f"not saved: {error}")))
    else:
        told = notice if isinstance(notice, Loaded) else Reviewed(notice, then)
        screen.post_message(told)


async def _reopened(screen: Screen[None], error: WorkspaceError) -> None:
    """A sync failed: read what the disk holds, and tell whether the act is there."""
    from store.workspace import WorkspaceError

    try:
        told = await screen.marking.reopen()  # type: ignore[attr-defined]
    except (WorkspaceError, OSError) as again:
        screen.post_message(Failed(display.line(f"{error}; {again}")))
    else:
        screen.post_message(Reviewed(told, quiet=False))
        screen.post_message(Failed(display.line(told)))


async def news(screen: Screen[None], marking: Marking) -> None:
    """Take in what another process wrote, and have it shown; a failure is said once it persists."""
    from store.workspace import WorkspaceError

    try:
        found = await marking.news()
    except (WorkspaceError, OSError) as error:
        screen.post_message(Failed(display.line(f"changes elsewhere were not read: {error}")))
        return
    if found is None:
        return
    acts = "1 act" if found.acts == 1 else f"{found.acts:,} acts"
    by = f" by {display.line(found.by, 30)}" if found.by else ""
    told = f"{acts}{by} in another window" if found.acts else "changed in another window"
    if found.content:
        screen.post_message(Loaded(told))
    else:
        screen.post_message(Reviewed(told, quiet=True))


async def align(screen: Screen[None], left: Article, right: Article) -> None:
    """Align two articles: in a thread, or in a process where a thread would slow the keys."""
    from tui.aligning import in_process

    long = len(left.text) + len(right.text) > LONG_PAIR
    try:
        alignment = await (in_process(left, right) if long else _in_thread(left, right))
    except OSError as error:
        screen.post_message(Failed(display.line(f"not compared: {error}")))
    else:
        screen.post_message(Aligned(left, right, alignment))


async def align_ahead(diff: DiffPane, both: tuple[Article, Article]) -> None:
    """Align two articles before anyone asks, and have their diff ready."""
    diff.make_ready(both, await _in_thread(*both))


async def _in_thread(left: Article, right: Article) -> Alignment:
    return await asyncio.to_thread(aligned, left, right)


def is_short(left: Article, right: Article) -> bool:
    """Whether two articles are aligned at once, without a thread."""
    return len(left.text) + len(right.text) <= SHORT_PAIR


def aligned(left: Article, right: Article) -> Alignment:
    """The alignment of two articles."""
    from analysis.align import align

    return align(left, right)
