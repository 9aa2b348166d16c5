"""The frame of the workbench: top line, panes in their places, foot line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Region, Size
from textual.layout import Layout
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from tui import theme
from tui.arrangement import PANES, PaneLayout, View, arrange
from tui.keymap import Keymap
from tui.panes import registry
from tui.session import Session
from tui.settings import Settings
from tui.widgets.line_view import LineView
from tui.widgets.status import FootLine, TopLine

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tui.filtering import SavedQuery
    from tui.panes.articles import ArticlesPane
    from tui.panes.diff import DiffPane
    from tui.panes.reader import ReaderPane

KEPT_LAYOUT = ("active", "right", "first", "second", "height")


class Body(Container):
    """The panes, placed by `arrangement.arrange`."""

    BLANK = True

    def __init__(self, *panes: LineView, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(*panes, id=id)
        self.panes_layout = PaneLayout()

    @property
    def layout(self) -> Layout:
        """The panes' own layout."""
        return self.panes_layout


class Frame(Screen[None]):
    """Where the panes stand, which one is in use, what the first and the last line say."""

    BLANK = True
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    taken = 2
    """Lines of the screen that are not the panes'."""

    def __init__(self, session: Session, settings: Settings, keymap: Keymap) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        self.keymap = keymap
        self.view = kept_view(session.workspace.settings.get("layout"), alone=settings.plain)
        self.panes: dict[str, LineView] = {}

    def compose(self) -> ComposeResult:
        """Top line, panes, foot line."""
        yield TopLine(id="top")
        self.placed = self.regions()
        self.body = Body(*map(self._make, self.placed), id="body")
        self.body.panes_layout.view = self.view
        self._dress_panes()
        yield self.body
        yield FootLine(self.keymap.actions, id="foot")

    def _make(self, name: str) -> LineView:
        pane = self.panes[name] = registry.make(name, self.session)
        return pane

    def on_mount(self) -> None:
        """Show the session; the panes lay themselves out when they are drawn."""
        self.set_class(self.settings.plain, "plain")
        self.foot.scope = self.view.active
        self.foot.stand(alone=len(self.placed) == 1)
        self.active.focus()
        self.refresh_place()

    # The parts of the screen

    @property
    def foot(self) -> FootLine:
        """The line at the foot."""
        return self.query_one(FootLine)

    @property
    def active(self) -> LineView:
        """The pane that the keys go to."""
        return self.pane(self.view.active)

    @property
    def reader(self) -> ReaderPane:
        """The reader, made when it is first needed."""
        return cast("ReaderPane", self.pane("reader"))

    @property
    def diff(self) -> DiffPane:
        """The diff, made when it is first needed."""
        return cast("DiffPane", self.pane("diff"))

    def pane(self, name: str) -> LineView:
        """A pane by name; one that was never shown is made and put on the screen now."""
        if name not in self.panes:
            self.body.mount(self._make(name))
        return self.panes[name]

    def make_all(self) -> None:
        """Make the panes that no view has shown yet, so that their keys find them ready."""
        for name in PANES:
            self.pane(name).away = name not in self.placed

    def run_alone(self, job: Callable[[], Awaitable[None]], group: str) -> None:
        """Run a job in the background; one of its group that is under way is given up.

        It is called when its turn comes: one that is given up before was never begun.
        """
        self.run_worker(cast("Any", job), group=group, exclusive=True)

    def say(self, message: str, style: str = "strong") -> None:
        """A line at the foot, until the next key's own."""
        self.foot.say(message, style)

    def show_work(self, told: str) -> None:
        """What is being done in the background, at the top; "" for nothing."""
        for top in self.query(TopLine):
            top.working = told
            top.refresh()

    def show_queries(self, queries: list[SavedQuery]) -> None:
        """The kept filters, below the articles."""
        pane = cast("ArticlesPane", self.panes.get("articles"))
        if pane is not None:
            pane.queries = queries
            pane.content_changed()

    def refresh_session(self) -> None:
        """Every pane anew: the workspace's content changed."""
        for pane in self.panes.values():
            pane.content_changed()
        self.refresh_place()

    def refresh_place(self) -> None:
        """Every pane follows the session's article and finding; verdicts are drawn anew."""
        self._refresh_top()
        if "reader" in self.placed and self.session.current_article:
            self.session.read.add(self.session.current_article)
        for name, pane in self.panes.items():
            if name in self.placed:
                pane.show()

    def refresh_reviews(self) -> None:
        """Verdicts are drawn anew; no pane moves."""
        self._refresh_top()
        for pane in self.panes.values():
            pane.reviewed()

    def _refresh_top(self) -> None:
        session, top = self.session, self.query_one(TopLine)
        tally = session.tally()
        top.name_shown = session.workspace.name
        articles = len(session.articles)
        top.counts = [
            f"{articles:,} articles, {session.independent():,} independent"
            if articles
            else "no articles",
            f"{session.statement_count:,} statements",
            f"{session.demand_count:,} demands",
        ]
        if session.kept is not None:
            top.counts.insert(0, f"filter: {session.query}")
        top.verdicts = [
            (f"{theme.VERDICT_GLYPHS[verdict]} {tally[verdict]:,}", theme.verdict_style(verdict))
            for verdict in ("verified", "unverified", "disputed", "false", "not-checkable", None)
            if tally[verdict] or verdict is None
        ]
        top.repaint()

    # Arrangement

    def regions(self) -> dict[str, Region]:
        """Where the panes of the present view stand."""
        return arrange(self.app.size.width, max(1, self.app.size.height - self.taken), self.view)

    def arrange_panes(self, view: View) -> None:
        """Show the panes of a view."""
        self.view = view
        self.body.panes_layout.view = view
        placed = self.regions()
        if placed == self.placed:
            return
        before, self.placed = self.placed, placed
        for name in placed:
            self.pane(name)
        self._dress_panes()
        for name in placed.keys() - before:
            self.panes[name].show_again()
        # The body keeps its old layout until one of its children asks.
        self.panes[next(iter(placed))].refresh(layout=True, repaint=False)

    def _dress_panes(self) -> None:
        """A rule left of the panes that have a neighbour; the number of one that stands alone."""
        for foot in self.query(FootLine):
            foot.stand(alone=len(self.placed) == 1)
        for name, pane in self.panes.items():
            region = self.placed.get(name)
            ruled = region is not None and region.x > 0
            if region is not None and pane.has_class("ruled") is not ruled:
                pane.set_class(ruled, "ruled")
            pane.due = Size(region.width - ruled, region.height) if region is not None else None
            pane.away = region is None
            alone = len(self.placed) == 1
            pane.titled = (PANES.index(name) + 1, len(PANES), name.capitalize()) if alone else None

    def on_resize(self) -> None:
        """Another size, perhaps another arrangement."""
        self.arrange_panes(self.view)

    def activate(self, name: str) -> None:
        """Give the keys to a pane and bring it on screen."""
        right = name if name in ("demands", "claims") else self.view.right
        if name == "statements":
            right = "demands"
        self.arrange_panes(self.view._replace(active=name, right=right))
        self.foot.scope = name
        self.foot.say("")
        pane = self.pane(name)
        pane.focus()
        pane.show()

    def on_descendant_focus(self) -> None:
        """A click on a pane makes it the active one."""
        focused = self.focused
        if (
            isinstance(focused, LineView)
            and focused.id in self.panes
            and focused.id != self.view.active
        ):
            self.view = self.view._replace(active=focused.id)
            self.foot.scope = focused.id
            self.foot.refresh()


def kept_view(kept: object, *, alone: bool) -> View:
    """The layout that a workspace remembers, or the first one; nothing in it is trusted."""
    view = View(alone=alone)
    if not isinstance(kept, dict):
        return view
    known = {
        key: kept[key] for key in KEPT_LAYOUT if type(kept.get(key)) is type(getattr(view, key))
    }
    if known.get("active") not in PANES or known.get("active") == "diff":
        known.pop("active", None)
    if known.get("right") not in ("demands", "claims"):
        known.pop("right", None)
    return view._replace(**known)


def layout_of(view: View) -> dict[str, object]:
    """What of a view a workspace remembers."""
    return {key: getattr(view, key) for key in KEPT_LAYOUT}
