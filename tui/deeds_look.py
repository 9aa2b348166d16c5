"""What the actions do that lead somewhere else: jumps, filter, layout, sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import walk
from tui.arrangement import resized
from tui.deeds import deed

if TYPE_CHECKING:
    from tui.screens.workbench import Workbench
    from tui.trail import Place


def _to_unreviewed(bench: Workbench, step: int) -> None:
    found = walk.next_unreviewed(bench.session, step)
    if found is None:
        what = "that the filter keeps is judged" if bench.filter.on else "is judged"
        bench.say(f"every finding {what}", "dim")
        return
    if found.article != bench.session.current_article:
        bench.leave_trail()
    bench.session.choose_finding(found.id)
    bench.refresh_place()


@deed("next_unreviewed")
def _next_unreviewed(bench: Workbench) -> None:
    _to_unreviewed(bench, 1)


@deed("previous_unreviewed")
def _previous_unreviewed(bench: Workbench) -> None:
    _to_unreviewed(bench, -1)


@deed("next_unread")
def _next_unread(bench: Workbench) -> None:
    article = walk.next_unread(bench.session)
    if article is None:
        bench.say("every article was read", "dim")
        return
    bench.leave_trail()
    bench.session.choose_article(article)
    bench.refresh_place()
    bench.activate("reader")


@deed("go_back")
def _go_back(bench: Workbench) -> None:
    _go(bench, bench.trail.back(bench.place()), "nothing lies behind")


@deed("go_forward")
def _go_forward(bench: Workbench) -> None:
    _go(bench, bench.trail.forward(), "nothing lies ahead")


def _go(bench: Workbench, place: Place | None, nothing: str) -> None:
    if place is None:
        bench.say(nothing, "dim")
        return
    bench.session.choose_article(place.article)
    bench.session.choose_finding(place.finding)
    bench.refresh_place()
    bench.activate(place.pane)


@deed("filter")
def _filter(bench: Workbench) -> None:
    from tui.screens import filter_dialog

    filter_dialog.ask_filter(bench)


def _resize(bench: Workbench, dx: int, dy: int) -> None:
    if len(bench.placed) == 1:
        bench.say("one pane has the whole screen: z gives the others room", "dim")
    else:
        bench.arrange_panes(resized(bench.view, dx, dy))


@deed("wider")
def _wider(bench: Workbench) -> None:
    _resize(bench, 1, 0)


@deed("narrower")
def _narrower(bench: Workbench) -> None:
    _resize(bench, -1, 0)


@deed("taller")
def _taller(bench: Workbench) -> None:
    _resize(bench, 0, 1)


@deed("shorter")
def _shorter(bench: Workbench) -> None:
    _resize(bench, 0, -1)


@deed("even")
def _even(bench: Workbench) -> None:
    bench.arrange_panes(bench.view._replace(first=0, second=0, height=0))


@deed("peek")
def _peek(bench: Workbench) -> None:
    from tui.screens.peek import PeekScreen

    finding = bench.session.finding
    if finding is None:
        bench.say("no finding is chosen: n goes to the next one", "dim")
    else:
        bench.app.push_screen(PeekScreen(bench.session, finding))


@deed("actor")
def _actor(bench: Workbench) -> None:
    from tui.screens.actor import ActorScreen, actor_of

    name = actor_of(bench.session)
    if name:
        bench.app.push_screen(ActorScreen(bench.session, name))
    else:
        bench.say("no actor here: choose a statement or a demand", "dim")


@deed("about")
def _about(bench: Workbench) -> None:
    from tui.screens.about import AboutScreen

    bench.app.push_screen(AboutScreen(bench.session))
