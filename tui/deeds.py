"""What each action of the registry does on the workbench, by action id."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.arrangement import PANES
from tui.walk import next_in_article

if TYPE_CHECKING:
    from tui.screens.workbench import Workbench

Deed = Callable[["Workbench"], None]
DEEDS: dict[str, Deed] = {}


def deed(name: str) -> Callable[[Deed], Deed]:
    """Register what an action does."""

    def register(function: Deed) -> Deed:
        DEEDS[name] = function
        return function

    return register


@deed("down")
def _down(bench: Workbench) -> None:
    bench.active.move(bench.count)


@deed("up")
def _up(bench: Workbench) -> None:
    bench.active.move(-bench.count)


@deed("left")
def _left(bench: Workbench) -> None:
    _sideways(bench, -1)


@deed("right")
def _right(bench: Workbench) -> None:
    _sideways(bench, 1)


def _sideways(bench: Workbench, step: int) -> None:
    from tui.panes.following import FollowingView

    if isinstance(bench.active, FollowingView):
        bench.active.sideways(step)


@deed("page_down")
def _page_down(bench: Workbench) -> None:
    for _ in range(bench.count):
        bench.active.page(1)


@deed("page_up")
def _page_up(bench: Workbench) -> None:
    for _ in range(bench.count):
        bench.active.page(-1)


@deed("top")
def _top(bench: Workbench) -> None:
    bench.active.to_edge(last=False)


@deed("bottom")
def _bottom(bench: Workbench) -> None:
    bench.active.to_edge(last=True)


def _step_finding(bench: Workbench, step: int) -> None:
    session = bench.session
    diffing = bench.view.active == "diff"
    here = bench.diff.offset_here() if diffing else bench.reader.offset_at_top()
    found = next_in_article(session, step, here)
    if found is None:
        there = (
            "no further finding" if session.by_article.get(session.current_article or "") else ""
        )
        bench.say(there or "nothing was found in this article", "dim")
        return
    session.choose_finding(found.id)
    bench.refresh_place()
    bench.say("")


@deed("next_finding")
def _next_finding(bench: Workbench) -> None:
    if bench.finder.on:
        bench.finder.step(1)
    else:
        _step_finding(bench, 1)


@deed("previous_finding")
def _previous_finding(bench: Workbench) -> None:
    _step_finding(bench, -1)


def _step_article(bench: Workbench, step: int) -> None:
    order = [item for family in bench.session.families() for item in family]
    current = bench.session.current_article
    if current in order:
        place = order.index(current) + step
        if 0 <= place < len(order):
            bench.leave_trail()
            bench.session.choose_article(order[place])
            bench.refresh_place()


@deed("next_article")
def _next_article(bench: Workbench) -> None:
    _step_article(bench, 1)


@deed("previous_article")
def _previous_article(bench: Workbench) -> None:
    _step_article(bench, -1)


@deed("open")
def _open(bench: Workbench) -> None:
    bench.active.open_row()


@deed("next_pane")
def _next_pane(bench: Workbench) -> None:
    _step_pane(bench, 1)


@deed("previous_pane")
def _previous_pane(bench: Workbench) -> None:
    _step_pane(bench, -1)


def _step_pane(bench: Workbench, step: int) -> None:
    place = (PANES.index(bench.view.active) + step) % len(PANES)
    bench.activate(PANES[place])


@deed("zoom")
def _zoom(bench: Workbench) -> None:
    bench.arrange_panes(bench.view._replace(zoomed=not bench.view.zoomed))


@deed("back")
def _back(bench: Workbench) -> None:
    if bench.selection.on:
        bench.selection.end()
        bench.say("")
    elif bench.finder.on:
        bench.finder.end()
        bench.say("")
    elif bench.session.gathered:
        bench.session.gathered = []
        bench.refresh_reviews()
        bench.say("")
    elif bench.view.active == "diff":
        bench.activate("reader")
    elif bench.view.zoomed:
        _zoom(bench)
    elif bench.filter.on:
        bench.filter.end()
    else:
        bench.activate("reader")


@deed("diff")
def _diff(bench: Workbench) -> None:
    again = bench.view.active == "diff"
    if not bench.diff.choose(again=again):
        bench.say("no other article to compare with: a adds one", "dim")
    bench.activate("diff")
    bench.compare()


def _in_diff(bench: Workbench) -> bool:
    """Whether the keys go to the diff; else the reader is told how to get there."""
    there = bench.view.active == "diff"
    if not there:
        bench.say("this key is the diff's: d opens it", "dim")
    return there


@deed("next_change")
def _next_change(bench: Workbench) -> None:
    if _in_diff(bench):
        bench.say("" if bench.diff.step_change(1) else "no further change", "dim")


@deed("previous_change")
def _previous_change(bench: Workbench) -> None:
    if _in_diff(bench):
        bench.say("" if bench.diff.step_change(-1) else "no change before this one", "dim")


@deed("other_end")
def _other_end(bench: Workbench) -> None:
    if _in_diff(bench):
        bench.say("" if bench.diff.to_other_end() else "this passage was not moved", "dim")


@deed("fold")
def _fold(bench: Workbench) -> None:
    if _in_diff(bench):
        bench.diff.fold()


@deed("swap")
def _swap(bench: Workbench) -> None:
    if _in_diff(bench):
        bench.diff.swap()
        bench.compare()


@deed("undo")
def _undo(bench: Workbench) -> None:
    bench.run_review(bench.marking.undo())


@deed("redo")
def _redo(bench: Workbench) -> None:
    bench.run_review(bench.marking.redo())


@deed("quit")
def _quit(bench: Workbench) -> None:
    bench.app.exit()


@deed("note")
def _note(bench: Workbench) -> None:
    from tui import asking

    asking.note(bench)


@deed("search")
def _search(bench: Workbench) -> None:
    from tui import asking

    asking.search(bench)


@deed("export")
def _export(bench: Workbench) -> None:
    from tui import asking

    asking.export(bench)


@deed("add")
def _add(bench: Workbench) -> None:
    from tui import asking

    asking.add(bench)


@deed("follow")
def _follow(bench: Workbench) -> None:
    from tui import asking

    asking.follow(bench)


@deed("ask_again")
def _ask_again(bench: Workbench) -> None:
    bench.labour.begin("refresh")


@deed("stop")
def _stop(bench: Workbench) -> None:
    bench.labour.stop()


@deed("next_hit")
def _next_hit(bench: Workbench) -> None:
    bench.finder.step(1)


@deed("previous_hit")
def _previous_hit(bench: Workbench) -> None:
    bench.finder.step(-1)


@deed("theme")
def _theme(bench: Workbench) -> None:
    from tui import colours

    bench.app.theme = colours.following(bench.app.theme)
    bench.say(f"theme: {bench.app.theme}", "dim")


@deed("palette")
def _palette(bench: Workbench) -> None:
    bench.app.action_command_palette()


@deed("why")
def _why(bench: Workbench) -> None:
    if bench.session.finding is None:
        bench.say("no finding is chosen: n goes to the next one", "dim")
        return
    from tui.screens.why import WhyScreen

    bench.app.push_screen(WhyScreen(bench.session, bench.session.finding))


@deed("help")
def _help(bench: Workbench) -> None:
    from tui.screens.help import HelpScreen

    bench.app.push_screen(HelpScreen(bench.keymap.actions, bench.view.active))
