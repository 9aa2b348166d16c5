"""The questions about copies: which two to compare, what is no copy, what is a copy of what."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from store.records import Article, Correction
from store.workspace import WorkspaceError
from tui import display
from tui.asking import ask
from tui.messages import Failed, Loaded
from tui.panes import diff_pairs
from tui.screens.choose import Choice, ChooseDialog
from tui.screens.prompt import After

if TYPE_CHECKING:
    from tui.screens.workbench import Workbench
    from tui.session import Session


def compare(bench: Workbench) -> None:
    """Ask for the left and then for the right side of a diff."""
    session = bench.session
    choices = list(_choices(session))
    if len(choices) < 2:
        bench.say("no other article to compare with: a adds one", "dim")
        return

    async def second(left: str) -> After:
        return partial(_other_side, bench, left, choices)

    ask(bench, ChooseDialog("Compare which article …", choices, second))


def _other_side(bench: Workbench, left: str, choices: list[Choice]) -> None:
    from tui.deeds_diff import show_pair

    async def show(right: str) -> After:
        return partial(show_pair, bench, left, right)

    links = {
        one: link.why for link in bench.session.copy_links(left) for one in (link.left, link.right)
    }
    near = [choice._replace(note=links.get(choice.value, choice.note)) for choice in choices]
    near.sort(key=lambda choice: choice.value not in links)
    rest = [choice for choice in near if choice.value != left]
    name = next(choice.label for choice in choices if choice.value == left)
    ask(bench, ChooseDialog(f"… {display.line(name, 40)} with which?", rest, show))


def _choices(session: Session) -> Iterator[Choice]:
    """The articles, the one that the reader is in first, each followed by its former versions."""
    current = session.current_article or ""
    order = [one for one in (current,) if one in session.article_by_id]
    order += [one for one in session.article_by_id if one != current]
    for ident in order:
        article: Article | None = session.article_by_id[ident]
        while article is not None:
            title = article.title or article.name
            dated = f"  {article.published.date}" if article.published else ""
            yield Choice(
                article.id, f"{diff_pairs.label(session, article)}  {title}", dated.strip()
            )
            article = session.workspace.article(article.previous) if article.previous else None


def split(bench: Workbench, article: str) -> None:
    """Take an article out of its copy group."""
    name = bench.session.label(article)
    if len(bench.session.group_of(article)) < 2:
        bench.say(f"{name} counts as no copy of another: nothing to split off", "dim")
        return
    how = Correction(act="split", targets=(article,))
    bench.run_worker(_kept(bench, how, f"{name} is no copy now  ·  u undoes"), group="reviews")


def merge(bench: Workbench, article: str) -> None:
    """Ask of which other text an article is a copy."""
    session = bench.session
    group, name = session.group_of(article), session.label(article)
    choices = [one for one in _choices(session) if one.value in session.article_by_id]
    choices = [one for one in choices if one.value not in group]

    async def join(other: str) -> After:
        how = Correction(act="merge", targets=(other, article))
        told = f"{name} counts as a copy of {session.label(other)}  ·  u undoes"
        return partial(bench.run_worker, _kept(bench, how, told), group="reviews")

    ask(bench, ChooseDialog(f"{name} is a copy of which article?", choices, join))


async def _kept(bench: Workbench, how: Correction, told: str) -> None:
    """Keep a correction of the copy groups, and have it shown."""
    from seeds import regrouping

    workspace = bench.session.workspace
    try:
        await asyncio.to_thread(workspace.correct, how)
        await asyncio.to_thread(regrouping.keep_up, workspace)
    except (WorkspaceError, OSError) as error:
        bench.post_message(Failed(display.line(f"not saved: {error}")))
    else:
        bench.post_message(Loaded(told))
