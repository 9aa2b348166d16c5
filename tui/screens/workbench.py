"""The workbench: one screen, all panes.  It routes messages and keys; panes do the rest."""

from __future__ import annotations

from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from store.records import Verdict
from tui import actions
from tui.finder import Finder
from tui.keymap import Keymap
from tui.marking import Marking
from tui.ranges import Selection
from tui.screens.frame import Frame
from tui.session import Session
from tui.settings import Settings
from tui.trail import Place, Trail

if TYPE_CHECKING:
    from tui.ahead import Ahead
    from tui.filtering import Filter
    from tui.labour import Labour
    from tui.messages import (
        Aligned,
        ArticleChosen,
        Failed,
        FindingChosen,
        Loaded,
        QueryChosen,
        Reviewed,
        WordsChosen,
    )

VERDICT_OF_ACTION: dict[str, Verdict | None] = {
    "verified": "verified",
    "unverified": "unverified",
    "disputed": "disputed",
    "false": "false",
    "not_checkable": "not-checkable",
    "clear": None,
}
REPEATED = {
    "next_finding", "previous_finding", "next_unreviewed", "previous_unreviewed", "next_article",
    "previous_article", "next_change", "previous_change", "next_hit", "previous_hit", "left",
    "right", "go_back", "go_forward", "undo", "redo", "wider", "narrower", "taller", "shorter",
}  # fmt: skip
COUNTING = {"down", "up", "page_down", "page_up"}
MOST = 9999
SHARED = ("swap", "select")
"""Actions that have one key: the first is the diff's, the other that of all other panes."""


def bindings() -> list[BindingType]:
    """The registry's keys as Textual bindings; ids let a reader's keymap change them."""
    counts: list[BindingType] = [
        Binding(key, f"count({key[-1]})", "", show=False, id=f"count-{key[-1]}")
        for key in actions.COUNT_KEYS
    ]
    return counts + [
        Binding(
            ",".join(action.keys), f"act('{action.id}')", action.title, show=False, id=action.id
        )
        for action in actions.ACTIONS
        if action.id != "count" and action.scope not in actions.SHEETS
    ]


class Workbench(Frame):
    """Articles, reader, demands, statements, diff and claims over one session."""

    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = bindings()

    def __init__(
        self, session: Session, settings: Settings | None = None, keymap: Keymap | None = None
    ) -> None:
        super().__init__(session, settings or Settings(), keymap or Keymap())
        self.marking = Marking(session, self._analyse_later)
        self.finder = Finder(self)
        self.selection = Selection(self)
        self.trail = Trail()
        self.count = 1
        self.pending = 0
        self.last_verdict: tuple[Verdict | None] | None = None
        self._filter: Filter | None = None
        self._labour: Labour | None = None
        self.ahead: Ahead | None = None

    @property
    def labour(self) -> Labour:
        """Long work in the background, made when it is first needed."""
        if self._labour is None:
            from tui.labour import Labour

            self._labour = Labour(self)
        return self._labour

    @property
    def filter(self) -> Filter:
        """The filter over statements, demands and claims, made when it is first needed."""
        if self._filter is None:
            from tui.filtering import Filter

            self._filter = Filter(self)
        return self._filter

    def look_ahead(self) -> None:
        """From now on have ready what the next key may need."""
        from tui.ahead import Ahead

        self.ahead = Ahead(self)
        self.ahead.follow()

    def refresh_place(self) -> None:
        """Every pane follows; what the next key may need is made ready."""
        super().refresh_place()
        if self.ahead is not None:
            self.ahead.follow()

    def filter_is_wanted(self) -> bool:
        """Whether the workspace keeps queries to be counted."""
        return bool(self.session.workspace.settings.get("queries"))

    # From one sitting to the next

    def left_off(self) -> dict[str, object]:
        """What of the screen the next sitting takes up, beside article, finding and layout."""
        reader = self.panes.get("reader")
        return {
            "filter": self.session.query,
            "pair": self.session.diff_pair if self.view.active == "diff" else None,
            "top": self.reader.offset_at_top() if reader is not None else 0,
        }

    def take_up(self) -> None:
        """Filter and diff as the last sitting left them."""
        settings = self.session.workspace.settings
        if self.filter_is_wanted() or settings.get("filter"):
            self.run_alone(self.filter.begin, "filter")
        pair = settings.get("pair")
        known = self.session.article_by_id
        if isinstance(pair, list) and len(pair) == 2 and all(one in known for one in pair):
            self.session.diff_pair = (pair[0], pair[1])
            self.activate("diff")
            self.compare()

    # Where the reader was

    def place(self) -> Place:
        """Where the reader is."""
        session = self.session
        return Place(session.current_article or "", session.current_finding or "", self.view.active)

    def leave_trail(self) -> None:
        """Remember where the reader is, before a jump."""
        self.trail.leave(self.place())

    # Messages

    def on_article_chosen(self, message: ArticleChosen) -> None:
        """Follow a pane to an article."""
        if message.article != self.session.current_article:
            self.leave_trail()
        self.session.choose_article(message.article)
        self.refresh_place()
        if message.open_it:
            self.activate("reader")

    def on_finding_chosen(self, message: FindingChosen) -> None:
        """Follow a pane to a finding."""
        before = self.place()
        self.session.choose_finding(message.finding)
        if message.open_it or before.article != self.session.current_article:
            self.trail.leave(before)
        self.refresh_place()
        if message.open_it:
            self.activate("reader")

    def on_words_chosen(self, message: WordsChosen) -> None:
        """Words under a drag of the mouse: to be added, or copied."""
        from tui.screens.words import drag

        drag(self, message.begin, message.end)

    def on_query_chosen(self, message: QueryChosen) -> None:
        """Filter by a kept query; the one that is on is ended."""
        from tui.screens.filter_dialog import choose

        choose(self, "" if message.query == self.session.query else message.query)

    def on_loaded(self, message: Loaded) -> None:
        """The workspace has new content."""
        begin = not self.session.finding_by_id
        self.session.load()
        if begin:
            self.session.read.clear()
            self.session.start()
        self.session.choose_finding(message.finding or self.session.current_finding or "")
        self.refresh_session()
        if self.session.diff_pair and self.diff.wanted():
            self.compare()
        if self.session.kept is not None or self.filter_is_wanted():
            self.run_alone(self.filter.again, "filter")
        self.say(message.notice, message.style)

    def on_aligned(self, message: Aligned) -> None:
        """The alignment that the diff waits for is there."""
        self.diff.take(message.left, message.right, message.alignment)

    def compare(self) -> None:
        """Show the session's pair in the diff; long texts are aligned outside the event loop."""
        wanted = self.diff.wanted()
        if wanted is None:
            self.diff.begin()
            return
        from tui import workers

        if workers.is_short(*wanted):
            self.diff.take(*wanted, workers.aligned(*wanted))
        else:
            self.diff.begin()
            self.run_alone(partial(workers.align, self, *wanted), "diff")

    def on_reviewed(self, message: Reviewed) -> None:
        """A mark or a note is durable: show it everywhere."""
        if message.quiet:
            self.refresh_reviews()
        else:
            self.refresh_place()
        self.say(message.notice, "dim" if message.quiet else "strong")
        if message.then:
            self.action_act(message.then)
            if not self.foot.message:
                self.say(message.notice)
        if self.filter_is_wanted():
            self.filter.recount()

    def on_failed(self, message: Failed) -> None:
        """Something could not be done: say what, keep everything as it was."""
        self.say(message.reason, "false")

    async def look_around(self) -> None:
        """Show what another process did, without moving anything."""
        if self._labour is not None and self._labour.on:
            return
        from tui.workers import news

        await news(self, self.marking)

    # Keys

    def action_count(self, digit: int) -> None:
        """One more digit of a count for the next move."""
        self.pending = min(MOST, self.pending * 10 + digit)
        self.say(f"{self.pending} × the next move", "dim")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key that two panes share is the one's or the other's."""
        if action == "act" and parameters and parameters[0] in SHARED:
            return (self.view.active == "diff") is (parameters[0] == SHARED[0])
        return super().check_action(action, parameters)

    def action_act(self, name: str) -> None:
        """Do one action of the registry."""
        begun = perf_counter()
        self.count, self.pending = max(1, self.pending), 0
        said = self.foot.said
        for _ in range(self.count if name in REPEATED else 1):
            self._act(name)
        self.count = 1
        if self.selection.on:
            self.selection.follow()
        elif self.foot.said == said and not self.finder.on:
            self.say("")
        self.app.key_times.append((perf_counter() - begun) * 1000)  # type: ignore[attr-defined]

    def _act(self, name: str) -> None:
        from tui import deeds, deeds_correct, deeds_diff, deeds_look, deeds_marks, deeds_past

        del deeds_correct, deeds_diff, deeds_look, deeds_marks, deeds_past
        if name in VERDICT_OF_ACTION:
            follows = self.settings.after_mark == "next" and name != "clear"
            self.mark(VERDICT_OF_ACTION[name], then="next_unreviewed" if follows else "")
        elif name.startswith("pane_"):
            self.activate(name.removeprefix("pane_"))
        else:
            deeds.DEEDS[name](self)

    def mark(self, verdict: Verdict | None, *, then: str = "") -> None:
        """Put a verdict on the range, else on the current finding, stored before it is shown."""
        finding = self.session.finding
        targets = self.selection.targets if self.selection.on else [finding.id] if finding else []
        if not targets:
            self.say("no finding is chosen: n goes to the next one", "dim")
            return
        self.last_verdict = (verdict,)
        self.selection.end()
        self.run_review(self.marking.mark(targets, verdict), then)

    def _analyse_later(self) -> None:
        """Analyse in a process of its own, after what is under way there."""
        from tui.labour import afterwards

        self.run_alone(partial(afterwards, self, "renew"), "follow-up")

    def run_review(self, act: object, then: str = "") -> None:
        """Run an act of `Marking`, show its outcome, then do another action."""
        from tui.workers import review

        self.run_worker(review(self, act, then), group="reviews")  # type: ignore[arg-type]
