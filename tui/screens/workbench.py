"""The workbench: one screen, all panes.  It routes messages and keys; panes do the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.geometry import Region
from textual.layout import Layout
from textual.screen import Screen

from store.records import Verdict
from tui import actions, theme
from tui.arrangement import PANES, PaneLayout, View, arrange
from tui.finder import Finder
from tui.marking import Marking
from tui.messages import Aligned, ArticleChosen, Failed, FindingChosen, Loaded, Reviewed
from tui.panes import registry
from tui.session import Session
from tui.widgets.line_view import LineView
from tui.widgets.status import FootLine, TopLine

if TYPE_CHECKING:
    from tui.panes.diff import DiffPane
    from tui.panes.reader import ReaderPane

VERDICT_OF_ACTION: dict[str, Verdict | None] = {
    "verified": "verified",
    "unverified": "unverified",
    "disputed": "disputed",
    "false": "false",
    "not_checkable": "not-checkable",
    "clear": None,
}


def bindings() -> list[BindingType]:
    """The registry's keys as Textual bindings; ids let a reader's keymap change them."""
    return [
        Binding(
            ",".join(action.keys), f"act('{action.id}')", action.title, show=False, id=action.id
        )
        for action in actions.ACTIONS
    ]


class Body(Container):
    """The panes, placed by `arrangement.arrange`."""

    def __init__(self, *panes: LineView, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(*panes, id=id)
        self.panes_layout = PaneLayout()

    @property
    def layout(self) -> Layout:
        """The panes' own layout."""
        return self.panes_layout


class Workbench(Screen[None]):
    """Articles, reader, demands, statements, diff and claims over one session."""

    AUTO_FOCUS = "#reader"
    BINDINGS: ClassVar[list[BindingType]] = bindings()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.marking = Marking(session)
        self.view = View()
        self.finder = Finder(self)
        self.panes: dict[str, LineView] = {}

    def compose(self) -> ComposeResult:
        """Top line, panes, foot line."""
        yield TopLine(id="top")
        self.placed = self.regions()
        self.body = Body(*map(self._make, self.placed), id="body")
        self._dress_panes()
        yield self.body
        yield FootLine(id="foot")

    def _make(self, name: str) -> LineView:
        pane = self.panes[name] = registry.make(name, self.session)
        return pane

    def on_mount(self) -> None:
        """Show the session; the panes lay themselves out when they are drawn."""
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

    def say(self, message: str, style: str = "strong") -> None:
        """A line at the foot, until the next key's own."""
        self.foot.say(message, style)

    def refresh_session(self) -> None:
        """Every pane anew: the workspace's content changed."""
        for pane in self.panes.values():
            pane.content_changed()
        self.refresh_place()

    def refresh_place(self) -> None:
        """Every pane follows the session's article and finding; verdicts are drawn anew."""
        self._refresh_top()
        for pane in self.panes.values():
            pane.show()

    def _refresh_top(self) -> None:
        session, top = self.session, self.query_one(TopLine)
        tally = session.tally()
        total = sum(1 for _ in session.statements())
        top.name_shown = session.workspace.name
        articles = len(session.articles)
        top.counts = [
            f"{articles} articles, {session.independent()} independent"
            if articles
            else "no articles",
            f"{total} statements",
            f"{sum(1 for _ in session.demands())} demands",
        ]
        top.verdicts = [
            (f"{theme.VERDICT_GLYPHS[verdict]} {tally[verdict]}", theme.verdict_style(verdict))
            for verdict in ("verified", "unverified", "disputed", "false", None)
            if tally[verdict] or verdict is None
        ]
        top.refresh()

    # Arrangement

    def regions(self) -> dict[str, Region]:
        """Where the panes of the present view stand."""
        return arrange(self.app.size.width, max(1, self.app.size.height - 2), self.view)

    def arrange_panes(self, view: View) -> None:
        """Show the panes of a view."""
        self.view = view
        self.body.panes_layout.view = view
        placed = self.regions()
        if placed == self.placed:
            return
        self.placed = placed
        for name in placed:
            self.pane(name)
        self._dress_panes()
        self.body.refresh(layout=True)

    def _dress_panes(self) -> None:
        """A rule left of the panes that have a neighbour; the number of one that stands alone."""
        for name, pane in self.panes.items():
            region = self.placed.get(name)
            pane.set_class(region is not None and region.x > 0, "ruled")
            pane.titled = (PANES.index(name) + 1, len(PANES)) if len(self.placed) == 1 else None

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

    # Messages

    def on_article_chosen(self, message: ArticleChosen) -> None:
        """Follow a pane to an article."""
        self.session.choose_article(message.article)
        self.refresh_place()
        if message.open_it:
            self.activate("reader")

    def on_finding_chosen(self, message: FindingChosen) -> None:
        """Follow a pane to a finding."""
        self.session.choose_finding(message.finding)
        self.refresh_place()
        if message.open_it:
            self.activate("reader")

    def on_loaded(self, message: Loaded) -> None:
        """The workspace has new content."""
        begin = not self.session.finding_by_id
        self.session.load()
        if begin:
            self.session.start()
        self.refresh_session()
        if self.session.diff_pair and self.diff.wanted():
            self.compare()
        self.say(message.notice, "dim")

    def on_aligned(self, message: Aligned) -> None:
        """The alignment that the diff waits for is there."""
        self.diff.take(message.left, message.right, message.alignment)

    def compare(self) -> None:
        """Show the session's pair in the diff, aligned outside the event loop if it is new."""
        self.diff.begin()
        if wanted := self.diff.wanted():
            from tui.workers import align

            self.run_worker(align(self, *wanted), group="diff", exclusive=True)

    def on_reviewed(self, message: Reviewed) -> None:
        """A mark or a note is durable: show it everywhere."""
        self.refresh_place()
        self.say(message.notice)

    def on_failed(self, message: Failed) -> None:
        """Something could not be done: say what, keep everything as it was."""
        self.say(message.reason, "false")

    # Keys

    def action_act(self, name: str) -> None:
        """Do one action of the registry."""
        from tui.deeds import DEEDS

        if name in VERDICT_OF_ACTION:
            self.mark(VERDICT_OF_ACTION[name])
        elif name.startswith("pane_"):
            self.activate(name.removeprefix("pane_"))
        else:
            DEEDS[name](self)

    def mark(self, verdict: Verdict | None) -> None:
        """Put a verdict on the current finding, stored before it is shown."""
        finding = self.session.finding
        if finding is None:
            self.say("no finding is chosen: n goes to the next one", "dim")
            return
        self.run_review(self.marking.mark([finding.id], verdict))

    def run_review(self, act: object) -> None:
        """Run an act of `Marking` and show its outcome."""
        from tui.workers import review

        self.run_worker(review(self, act), group="reviews")  # type: ignore[arg-type]
