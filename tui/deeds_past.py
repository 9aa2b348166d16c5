"""What the actions do that look back: who did what, what two said of one thing, what was lost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui import display
from tui.deeds import deed

if TYPE_CHECKING:
    from tui.screens.entries import Picked
    from tui.screens.prompt import After
    from tui.screens.workbench import Workbench


@deed("history")
def _history(bench: Workbench) -> None:
    from tui.screens.history import HistoryScreen

    def left(picked: Picked | None) -> None:
        if picked is not None:
            go_to(bench, picked.ident)

    bench.app.push_screen(HistoryScreen(bench.session), left)


def go_to(bench: Workbench, target: str) -> None:
    """Show the passage of a judged id, or the article."""
    item = bench.session.workspace.present(target)
    if item is None:
        bench.say("its passage is no longer found: ~ lists what was lost", "dim")
        return
    bench.leave_trail()
    if item.id in bench.session.article_by_id:
        bench.session.choose_article(item.id)
    else:
        bench.session.choose_finding(item.id)
    bench.refresh_place()
    bench.activate("reader")


@deed("conflicts")
def _conflicts(bench: Workbench) -> None:
    from tui.screens.conflicts import ConflictsScreen

    clashes = bench.session.workspace.conflicts()

    def left(picked: Picked | None) -> None:
        if picked is None:
            return
        one = clashes[int(picked.ident)]
        if picked.act == "open":
            go_to(bench, one.target)
            return
        keep = one.theirs if picked.act == "first" else one.mine
        bench.run_review(bench.marking.settle(one, keep))

    bench.app.push_screen(ConflictsScreen(bench.session), left)


@deed("lost")
def _lost(bench: Workbench) -> None:
    from tui.screens.lost import LostScreen

    def left(picked: Picked | None) -> None:
        if picked is not None:
            _attach(bench, picked.ident)

    bench.app.push_screen(LostScreen(bench.session), left)


def _attach(bench: Workbench, lost: str) -> None:
    """Ask which finding a lost review belongs to."""
    from tui import past
    from tui.asking import ask
    from tui.screens.choose import ChooseDialog

    session = bench.session
    where = {one.target: one.anchor for one in session.workspace.orphans()}.get(lost)
    choices = past.candidates(session, lost, where)
    if not choices:
        bench.say("nothing of this kind is found now that it could belong to", "dim")
        return
    words = display.line(where.quote, 50) if where else lost

    async def attach(target: str) -> After:
        return partial(bench.run_review, bench.marking.attach(lost, target))

    ask(bench, ChooseDialog(f"What was judged as “{words}” is now …", choices, attach))
