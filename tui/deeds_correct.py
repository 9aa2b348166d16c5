"""What the actions do that put findings right: statements, rows of demands and claims, entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.records import Statement
from tui.deeds import deed

if TYPE_CHECKING:
    from tui.screens.workbench import Workbench


@deed("correct")
def _correct(bench: Workbench) -> None:
    from tui import asking_correct, asking_rows

    finding = bench.session.finding
    if isinstance(finding, Statement):
        asking_correct.correct(bench, finding)
    elif finding is not None or bench.view.active == "demands":
        asking_rows.menu(bench)
    else:
        bench.say("no finding is chosen: n goes to the next one, s selects words to add", "dim")


@deed("missed")
def _missed(bench: Workbench) -> None:
    from tui import asking_correct

    asking_correct.missed(bench)


@deed("select")
def _select(bench: Workbench) -> None:
    from tui.screens import words

    words.select(bench)


@deed("pick")
def _pick(bench: Workbench) -> None:
    from tui import asking_rows

    asking_rows.pick(bench)


@deed("merge")
def _merge(bench: Workbench) -> None:
    from tui import asking_rows

    asking_rows.merge(bench)


@deed("split")
def _split(bench: Workbench) -> None:
    from tui import asking_rows

    asking_rows.split(bench)


@deed("rename")
def _rename(bench: Workbench) -> None:
    from tui import asking_rows

    asking_rows.rename(bench)


@deed("entry")
def _entry(bench: Workbench) -> None:
    from tui import asking_entry

    asking_entry.entry(bench)


@deed("proposals")
def _proposals(bench: Workbench) -> None:
    from tui import asking_entry

    asking_entry.proposals(bench)
