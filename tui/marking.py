"""A reader's acts, one after another in a thread of their own: durable first, then shown.

The lock and the sync of the store can take milliseconds; the event loop never waits for them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from store import corrections
from store.records import Event, Verdict
from tui import display
from tui.glyphs import KIND_NAMES, VERDICT_GLYPHS
from tui.session import Session

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from store.history import Conflict
    from tui.catalogue_saves import CatalogueSaves, Save
    from tui.messages import Loaded

Result = TypeVar("Result")


LARGE = 50
"""Articles from which a new analysis is left to a process of its own."""


class News(NamedTuple):
    """What another process did: whether articles or findings changed, how many acts, by whom."""

    content: bool
    acts: int
    by: str


class Marking:
    """Marks, notes, undo and redo of one session; each returns what to tell the reader."""

    def __init__(self, session: Session, later: Callable[[], object] | None = None) -> None:
        """`later` has all articles analysed outside this process."""
        self.session, self.later = session, later
        self._thread: ThreadPoolExecutor | None = None

    async def _run(self, act: Callable[[], Result]) -> Result:
        if self._thread is None:
            from concurrent.futures import ThreadPoolExecutor

            self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reviews")
        return await asyncio.get_running_loop().run_in_executor(self._thread, act)

    async def mark(self, targets: Sequence[str], verdict: Verdict | None) -> str:
        """Put a verdict on findings; None clears it."""
        workspace = self.session.workspace
        await self._run(partial(workspace.mark, targets, verdict))
        glyph = VERDICT_GLYPHS[verdict]
        return f"{glyph} {verdict or 'verdict cleared'}: {self._said(targets)}  ·  u undoes"

    def _said(self, targets: Sequence[str]) -> str:
        """What was judged, so that the reader sees it was the right thing."""
        finding = self.session.finding_by_id.get(targets[0])
        if len(targets) > 1 or finding is None:
            return f"{len(targets)} findings"
        return f"{KIND_NAMES[finding.id[0]]} “{display.line(finding.text, 40)}”"

    async def note(self, target: str, text: str) -> str:
        """Write the note of a finding; an empty text removes it."""
        await self._run(partial(self.session.workspace.note, target, text))
        return "note saved  ·  u undoes" if text else "note removed  ·  u undoes"

    async def tag(self, target: str, tags: Sequence[str]) -> str:
        """Set the tags of a finding or article to exactly these."""
        await self._run(partial(self.session.workspace.tag, target, tags))
        return (
            f"tags: {display.line(' '.join(tags))}  ·  u undoes" if tags else "no tags  ·  u undoes"
        )

    async def evidence(self, target: str, items: Sequence[str]) -> str:
        """Set the evidence of a finding or article to exactly these."""
        await self._run(partial(self.session.workspace.evidence, target, items))
        noun = "piece" if len(items) == 1 else "pieces"
        return f"{len(items)} {noun} of evidence  ·  u undoes"

    async def news(self) -> News | None:
        """Take in what other processes wrote; None where that is nothing."""
        return await self._run(self._news)

    def _news(self) -> News | None:
        workspace = self.session.workspace
        if not workspace.changed():
            return None
        before = len(workspace.events())
        if not workspace.reload_if_changed():
            return None
        events = workspace.events()[before:]
        content = workspace.library.current() is not self.session.articles or (
            workspace.story() is not self.session.story
        )
        if not events and not content:
            return None
        return News(content, len(events), events[-1].by if events else "")

    async def change(self, act: Callable[[], object], *, anew: bool = False) -> str:
        """Do what changes the findings or their groups, and have the stored ones follow.

        `anew` says that all articles have to be analysed again.  What comes back says what the
        reader can do now: undo it, or wait for the analysis.
        """
        await self._run(act)
        done = await self._follow(anew=anew)
        return "shown when the analysis is done" if done is None else "u undoes"

    async def _follow(self, *, anew: bool = False) -> bool | None:
        """Have the stored findings follow what readers said; whether they are other ones now.

        None: a long analysis is left to a process of its own, which says when it is done.
        """
        from seeds import amending, intake, regrouping

        workspace = self.session.workspace
        anew = anew or await self._run(partial(amending.due, workspace))
        if anew and self.later and len(self.session.article_by_id) >= LARGE:
            self.later()
            return None
        if anew:
            await self._run(partial(intake.renew, workspace))
            return True
        return await self._run(partial(regrouping.keep_up, workspace))

    async def settle(self, clash: Conflict, keep: Event) -> str | Loaded:
        """Decide a conflict: the value of one of its two events holds."""
        from tui import past

        workspace = self.session.workspace
        await self._run(partial(workspace.settle, clash, keep))
        left = len(workspace.conflicts())
        rest = f"  ·  {left} more: *" if left else ""
        told = f"decided: {display.line(past.value(clash.field, keep.after), 60)}{rest}"
        if clash.field != "correct":
            return f"{told}  ·  u undoes"
        await self._follow()
        from tui.messages import Loaded

        return Loaded(f"{told}  ·  u undoes", style="strong")

    async def attach(self, lost: str, target: str) -> str:
        """Say which finding a lost review belongs to."""
        workspace = self.session.workspace
        await self._run(partial(workspace.attach, lost, target))
        left = len(workspace.orphans())
        return f"attached{f', {left} more: ~' if left else ''}  ·  u undoes"

    async def reopen(self) -> str:
        """After a sync that failed: read what the disk holds; whether the act is there."""
        workspace = self.session.workspace
        before = len(workspace.events())
        await self._run(workspace.reopen)
        await self._run(workspace.reload_if_changed)
        kept = "the act was kept" if len(workspace.events()) > before else "the act was not kept"
        return f"the disk failed; state unknown, reopened: {kept}"

    @cached_property
    def saves(self) -> CatalogueSaves:
        """The saves of the catalogue in this sitting."""
        from tui.catalogue_saves import CatalogueSaves

        return CatalogueSaves(self.session.workspace)

    async def save_catalogue(self, text: str) -> str:
        """Replace the workspace's catalogue and analyse with it; what the reader can do now."""
        from seeds import catalogues

        before = self.saves.text()
        now = await self.change(partial(catalogues.write, self.saves.path, text), anew=True)
        self.saves.saved(before, text)
        return now

    async def _turn_catalogue(self, save: Save, *, undo: bool) -> Loaded:
        from tui.messages import Loaded

        now = await self.change(partial(self.saves.turn, save, undo=undo), anew=True)
        verb, back = ("undone", "ctrl+r does it again") if undo else ("done again", "u undoes")
        rest = back if now == "u undoes" else now
        return Loaded(f"{verb}: the catalogue as it was saved  ·  {rest}", style="strong")

    async def undo(self) -> str | Loaded:
        """Take the last act back."""
        if "saves" in self.__dict__ and (save := self.saves.back()):
            return await self._turn_catalogue(save, undo=True)
        return await self._turn("undone", self.session.workspace.undo, "nothing to undo")

    async def redo(self) -> str | Loaded:
        """Do again what was undone last."""
        if "saves" in self.__dict__ and (save := self.saves.again()):
            return await self._turn_catalogue(save, undo=False)
        return await self._turn("done again", self.session.workspace.redo, "nothing to redo")

    async def _turn(self, verb: str, act: Callable[[], list[Event]], nothing: str) -> str | Loaded:
        """Turn an act back or forth; where it was a correction the findings are other ones."""
        events = await self._run(act)
        changed = await self._follow()
        told = _told(verb, events, nothing)
        from tui.messages import Loaded

        return Loaded(told, style="strong") if changed else told

    def close(self) -> None:
        """Wait for acts under way."""
        if self._thread is not None:
            self._thread.shutdown(wait=True)


def _told(verb: str, events: Sequence[Event], nothing: str) -> str:
    if not events:
        return nothing
    event = events[-1] if events[0].op == "undo" else events[0]
    more = f" and {len(events) - 1} more" if len(events) > 1 else ""
    value = event.before if event.op == "undo" else event.after
    if said := corrections.in_words(value) or corrections.in_words(event.after):
        return f"{verb}: {display.line(said, 70)}{more}"
    if len(events) > 1:
        return f"{verb}: what was said of {len(events)} findings"
    state = event.after if isinstance(event.after, str) and event.after else "unreviewed"
    return f"{verb}: {state}"
