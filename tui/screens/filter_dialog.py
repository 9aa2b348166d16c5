"""The filter bar: a query with completion, kept ones at the arrow keys, errors at their column."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from store.query import QueryError
from store.workspace import WorkspaceError
from tui import display
from tui.asking import ask
from tui.completing import completed, offered, words_for
from tui.screens.prompt import After, LineDialog, RefusedError

if TYPE_CHECKING:
    from tui.screens.workbench import Workbench

HINTS = (
    'actor:biden (act:reject or act:deny) number>100000 "a phrase"\n'
    "conf<0.6: what is least sure; status:unreviewed; the help (?) lists all\n"
    "enter filters, empty shows all, tab completes; up, down: kept ones; ctrl+s keeps it"
)


class FilterDialog(LineDialog):
    """One line with a query in it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Keep", show=False),
        Binding("up", "kept(-1)", "Kept", show=False),
        Binding("down", "kept(1)", "Kept", show=False),
    ]

    def __init__(self, bench: Workbench) -> None:
        words = words_for(bench.session)
        super().__init__(
            "Filter statements, demands and claims",
            HINTS,
            bench.session.query,
            self._apply,
            lambda text: completed(text, words),
        )
        self.bench, self.words = bench, words
        self.at = -1

    @on(Input.Changed)
    def tell_words(self, event: Input.Changed) -> None:
        """What may be typed where the last word is."""
        self.tell(offered(event.value, self.words))

    async def _apply(self, text: str) -> After:
        try:
            await self.bench.filter.apply(text)
        except QueryError as error:
            raise RefusedError(str(error), error.column) from error
        return lambda: None

    def action_kept(self, step: int) -> None:
        """Another of the kept queries."""
        kept = self.bench.filter.saved()
        if kept:
            self.at = (self.at + step) % len(kept) if self.at >= 0 else (0 if step > 0 else -1)
            self.at %= len(kept)
            field = self.query_one(Input)
            field.value = display.line(kept[self.at].text)
            field.cursor_position = len(field.value)

    async def action_keep(self) -> None:
        """Keep the query, or drop it where it is kept."""
        from store import query

        text = self.query_one(Input).value.strip()
        try:
            if not query.parse(text):
                raise RefusedError("write a query to keep")
            await self.bench.filter.save(text)
        except QueryError as error:
            self.refuse(RefusedError(str(error), error.column))
        except (WorkspaceError, OSError) as error:
            self.refuse(RefusedError(f"not kept: {error}"))
        except RefusedError as refused:
            self.refuse(refused)
        else:
            kept = any(one.text == text for one in self.bench.filter.saved())
            self.tell("kept: it stands below the articles" if kept else "no longer kept")


def ask_filter(bench: Workbench) -> None:
    """Ask for a filter."""
    ask(bench, FilterDialog(bench))


def choose(bench: Workbench, text: str) -> None:
    """Apply a kept query from the sidebar."""

    async def run() -> None:
        try:
            await bench.filter.apply(text)
        except QueryError as error:
            bench.say(display.line(str(error)), "false")

    bench.run_alone(run, "filter")
