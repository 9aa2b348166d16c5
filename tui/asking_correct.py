"""A statement corrected, or a missed one added: from the workbench to the screen and back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from store.records import Article, Statement, finding_id
from store.workspace import WorkspaceError
from tui import display
from tui.correcting import Draft, sentence_at
from tui.messages import Loaded
from tui.prose import count
from tui.screens.choose import Choice
from tui.screens.correct import CorrectScreen
from tui.screens.prompt import After, RefusedError

if TYPE_CHECKING:
    from seeds.amending import Alike, Change
    from tui.screens.workbench import Workbench
    from tui.session import Session


def actors(session: Session, present: str) -> list[Choice]:
    """Who may be the speaker: the present one, then the story’s actors by how much they say."""
    spoken: dict[str, int] = {}
    for item in session.statements():
        for name in item.speakers or (item.speaker,):
            spoken[name] = spoken.get(name, 0) + 1
    known = {actor.name: actor for actor in session.story.actors}
    names = sorted(
        {*spoken, *known} - {""}, key=lambda name: (name != present, -spoken.get(name, 0), name)
    )
    choices = []
    for name in names:
        actor = known.get(name)
        facts = (*actor.aliases, *actor.roles) if actor else ()
        once = {fact.casefold(): fact for fact in reversed(facts)}
        once.pop(name.casefold(), None)
        choices.append(Choice(name, name, ", ".join(list(once.values())[::-1][:3])))
    return choices


def correct(bench: Workbench, statement: Statement) -> None:
    """Open the screen on a statement."""
    article = bench.session.article_by_id[statement.article]
    draft = Draft(
        article, statement.start, statement.end, statement, statement.speaker, statement.act
    )
    _open(bench, draft)


def missed(bench: Workbench) -> None:
    """Open the screen on the sentence from which a missed statement is to be taken."""
    article = bench.session.article
    if article is None or not article.text.strip():
        bench.say("no article is open: choose one in Articles (1)", "dim")
        return
    start, end = sentence_at(article, _offset(bench))
    _open(bench, Draft(article, start, end))


def taken(bench: Workbench, article: Article, start: int, end: int) -> None:
    """Open the screen on words that were selected: a statement that has them, or a missed one."""
    for one in bench.session.by_article.get(article.id, []):
        if isinstance(one, Statement) and (one.start, one.end) == (start, end):
            correct(bench, one)
            return
    _open(bench, Draft(article, start, end))


def _offset(bench: Workbench) -> int:
    """Where to look for it: at the hit of a search, after the chosen finding, else at the top."""
    session = bench.session
    finding = session.finding
    if bench.finder.on and bench.finder.pane is bench.panes.get("reader"):
        return bench.reader.offset_of_line(bench.finder.lines[bench.finder.place])
    if finding is not None and finding.article == session.current_article:
        return finding.end
    return bench.reader.offset_at_top() if "reader" in bench.panes else 0


def _open(bench: Workbench, draft: Draft) -> None:
    screen = CorrectScreen(
        draft, actors(bench.session, draft.speaker), Keeper(bench), bench.keymap.actions
    )
    bench.app.push_screen(screen)


class Keeper:
    """Keeps drafts of one workbench."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench

    async def others(self, draft: Draft) -> Sequence[Alike]:
        """The copies of the passage, and other mentions of the speaker, that may be meant too."""
        from seeds import amending

        if draft.statement is None:
            return []
        workspace = self.bench.session.workspace
        return await asyncio.to_thread(amending.alike, workspace, draft.statement, change_of(draft))

    def told(self, other: Alike) -> str:
        """Where another statement stands, and why the correction may be right for it."""
        one = other.statement
        article = self.bench.session.article_by_id[one.article]
        label = self.bench.session.label(article.id)
        words = f"“{display.line(one.text, 60)}”"
        if other.why == "copy" or one.mention_start is None:
            return f"{label}: the same passage in a copy, {words}"
        mention = article.text[one.mention_start : one.mention_end]
        return f"{label}: “{mention}” is {one.speaker or 'nobody'} there, too, {words}"

    async def keep(self, draft: Draft, others: Sequence[Alike]) -> After:
        """Keep it as one act, durable when this returns; then the findings are shown anew."""
        from seeds import amending

        bench, change = self.bench, change_of(draft)
        workspace = bench.session.workspace

        def act() -> None:
            if draft.statement is None:
                value = amending.missed(workspace, draft.article, change)
                workspace.amend({draft.article.id: value})
                return
            values: dict[str, object] = {
                draft.statement.id: amending.told(workspace, draft.statement, change)
            }
            for other in others:
                values[other.statement.id] = amending.told(workspace, other.statement, other.change)
            workspace.amend(values)

        try:
            now = await bench.marking.change(act)
        except (WorkspaceError, OSError) as error:
            raise RefusedError(f"not kept: {error}") from error
        return partial(bench.post_message, _loaded(draft, len(others), now))


def change_of(draft: Draft) -> Change:
    """What a draft says that its statement does not say already."""
    from seeds.amending import Change

    was = draft.statement
    if was is None:
        return Change(draft.speaker, draft.act, draft.span)
    return Change(
        speaker=draft.speaker if draft.speaker != was.speaker else None,
        act=draft.act if draft.act != was.act else None,
        span=draft.span if draft.span != (was.start, was.end) else None,
        drop=draft.drop,
    )


def _loaded(draft: Draft, more: int, now: str) -> Loaded:
    words = f"“{display.line(draft.words, 40)}”"
    did = "added" if draft.statement is None else "dropped" if draft.drop else "corrected"
    also = f" and {count(more, 'other')}" if more else ""
    ident = "" if draft.drop else finding_id(draft.article.id, "s", *draft.span)
    return Loaded(f"{did}: {words}{also}  ·  {now}", ident, "strong")


def kept(bench: Workbench, act: Callable[[], object], told: str) -> Awaitable[After]:
    """An act that changes findings, done and shown; what it raises is told in its dialog."""

    async def run() -> After:
        try:
            await bench.marking.change(act)
        except (WorkspaceError, OSError) as error:
            raise RefusedError(f"not kept: {error}") from error
        return partial(bench.post_message, Loaded(told, style="strong"))

    return run()
