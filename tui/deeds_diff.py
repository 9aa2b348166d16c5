"""What the actions do that hold articles against one another: any two, all, who was first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.deeds import deed

if TYPE_CHECKING:
    from tui.screens.origins import Step
    from tui.screens.overview import Aim
    from tui.screens.workbench import Workbench


LONGEST = 2_000_000
"""Letters of all articles that are held against one another at once: some seconds in a thread."""


def _comparable(bench: Workbench, ids: list[str]) -> bool:
    """Whether there are several articles, and not too much of them; else the reader is told."""
    letters = sum(len(bench.session.article_by_id[one].text) for one in ids)
    if len(ids) < 2:
        from analysis.copies import missed_among

        told = "no other article here shares text with this one: B compares any two"
        missed = missed_among(len(bench.session.article_by_id))
        bench.say(f"{told} ({missed})" if missed else told, "dim")
    elif letters > LONGEST:
        bench.say(f"{letters:,} letters are too much to compare at once: d compares two", "dim")
    return len(ids) > 1 and letters <= LONGEST


@deed("overview")
def _overview(bench: Workbench) -> None:
    from tui.screens.overview import OverviewScreen, related

    session = bench.session
    ids = related(session, session.current_article or "")
    if not _comparable(bench, ids):
        return

    def left(aim: Aim | None) -> None:
        if aim is not None:
            show_pair(bench, aim.left, aim.right, (aim.article, aim.offset))

    bench.app.push_screen(OverviewScreen(session, ids, bench.keymap.actions), left)


def show_pair(bench: Workbench, left: str, right: str, aim: tuple[str, int] | None = None) -> None:
    """Compare two articles; `aim` is an article and an offset in it to begin at."""
    session = bench.session
    bench.leave_trail()
    session.diff_pair = (left, right)
    bench.diff.home = aim[0] if aim else left
    bench.diff.aim = aim
    if bench.diff.home in session.article_by_id:
        session.choose_article(bench.diff.home)
    bench.activate("diff")
    bench.compare()


@deed("origins")
def _origins(bench: Workbench) -> None:
    from tui.screens.origins import OriginsScreen
    from tui.screens.overview import related

    session = bench.session
    ids = related(session, session.current_article or "")
    if not _comparable(bench, ids):
        return

    def left(step: Step | None) -> None:
        if step is not None:
            _taken(bench, step)

    bench.app.push_screen(OriginsScreen(session, ids, bench.keymap.actions), left)


def _taken(bench: Workbench, step: Step) -> None:
    """Do what was chosen of an article on the screen of origins."""
    from tui import asking_copies

    if step.act == "diff" and step.other:
        from tui.panes.diff_pairs import in_order

        show_pair(bench, *in_order(bench.session, step.article, step.other))
    elif step.act == "split":
        asking_copies.split(bench, step.article)
    elif step.act == "merge":
        asking_copies.merge(bench, step.article)


@deed("other_side")
def _other_side(bench: Workbench) -> None:
    if bench.view.active == "diff":
        bench.diff.other_side()
    else:
        bench.say("this key is the diff's: d opens it", "dim")


@deed("compare")
def _compare(bench: Workbench) -> None:
    from tui import asking_copies

    asking_copies.compare(bench)
