"""The screen on which a statement is put right, or one that was missed is added.

The passage stands in its article with the span marked; below it who said it and as which act.
Enter keeps all of it as one act.
"""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from store.records import ACTS, Act
from tui import actions, display
from tui.correcting import Draft
from tui.screens.choose import AskSheet, Choice, ChooseDialog
from tui.screens.correct_view import DraftView
from tui.screens.prompt import After, RefusedError
from tui.screens.sheet import is_plain
from tui.wording import ACT_WORDS

if TYPE_CHECKING:
    from seeds.amending import Alike

WIDEST, MARGIN, FIELDS = 92, 2, 9


class Keeping(Protocol):
    """What the screen asks of the workbench."""

    def others(self, draft: Draft) -> Awaitable[Sequence[Alike]]:
        """Other statements for which the correction may be right."""

    def told(self, other: Alike) -> str:
        """Why it may be right there."""

    def keep(self, draft: Draft, others: Sequence[Alike]) -> Awaitable[After]:
        """Keep it, for the others too; raises RefusedError."""


class CorrectScreen(ModalScreen[None]):
    """One draft; keys of the registry's scope "correct" change it."""

    DEFAULT_CSS = """
    CorrectScreen { align: center middle; background: $background 50%; }
    CorrectScreen DraftView { background: $surface; border: round $primary; padding: 0; }
    CorrectScreen.plain DraftView { border: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Close", show=False),
        *(
            Binding(",".join(one.keys), f"change('{one.id}')", one.title, show=False, id=one.id)
            for one in actions.ACTIONS
            if one.scope == "correct"
        ),
    ]

    def __init__(
        self,
        draft: Draft,
        actors: Sequence[Choice],
        keeping: Keeping,
        known: Sequence[actions.Action],
    ) -> None:
        """`actors` may be the speaker; `known` are the actions with the keys in force."""
        super().__init__()
        keys = {
            one.id.removeprefix("correct_"): actions.key_glyph(one.keys[0]) if one.keys else "·"
            for one in known
            if one.scope == "correct"
        }
        self.draft, self.actors, self.keeping = draft, actors, keeping
        self.view = DraftView(draft, keys)
        self.saving = False

    def compose(self) -> ComposeResult:
        """The one view."""
        yield self.view

    def on_mount(self) -> None:
        """Take the room that is pleasant."""
        self.set_class(is_plain(self.app), "plain")
        self._fit()
        self.view.focus()
        self.call_after_refresh(self.view.draw)

    def on_resize(self) -> None:
        """Another terminal size."""
        self._fit()
        self.call_after_refresh(self.view.draw)

    def _fit(self) -> None:
        size, margin = self.app.size, 0 if self.has_class("plain") else MARGIN
        self.view.styles.width = max(20, min(WIDEST, size.width - margin))
        self.view.styles.height = max(FIELDS + 4, min(26, size.height - margin))

    def action_give_up(self) -> None:
        """Nothing is kept."""
        self.dismiss()

    def say(self, reason: str) -> None:
        """Tell why something was not done."""
        self.view.said = display.line(reason, 200)
        self.view.draw()

    async def action_change(self, name: str) -> None:
        """One key of the scope."""
        draft, done = self.draft, True
        self.view.said = ""
        match name.removeprefix("correct_"):
            case "end_on":
                done = draft.step_end(1)
            case "end_back":
                done = draft.step_end(-1)
            case "start_on":
                done = draft.step_start(1)
            case "start_back":
                done = draft.step_start(-1)
            case "sentence_end":
                done = draft.to_sentence_end()
            case "sentence_start":
                done = draft.to_sentence_start()
            case "next":
                done = draft.step_sentence(1)
            case "previous":
                done = draft.step_sentence(-1)
            case other:
                await self._field(other)
                return
        self.view.said = "" if done else "there is no further word"
        self.view.draw()

    async def _field(self, name: str) -> None:
        if name == "speaker":
            self.ask_speaker()
        elif name == "act":
            self._ask_act()
        elif name == "save":
            await self.keep()
        else:
            if name == "drop":
                self.draft.drop = self.draft.statement is not None and not self.draft.drop
            else:
                self.draft.reset()
            self.view.draw()

    def _taken(self, after: After | None) -> None:
        if after is not None:
            after()
        self.view.draw()

    def ask_speaker(self) -> None:
        """Ask who said it."""

        async def take(name: str) -> After:
            self.draft.speaker = " ".join(name.split())
            return lambda: None

        title = f"Who said “{display.line(self.draft.words, 40)}”?"
        self.app.push_screen(
            ChooseDialog(title, self.actors, take, free="a name as you type it"), self._taken
        )

    def _ask_act(self) -> None:
        async def take(name: str) -> After:
            self.draft.act = known(name)
            return lambda: None

        choices = [Choice(act, ACT_WORDS[act] or "states", act) for act in ACTS]
        self.app.push_screen(ChooseDialog("What does the speaker do?", choices, take), self._taken)

    async def keep(self) -> None:
        """Keep the draft; stay and say why where that can't be."""
        if self.saving:
            return
        if not self.draft.changed():
            self.say("nothing is changed yet: a key above changes it, esc gives up")
            return
        self.saving, heading = True, self.view.heading
        self.view.heading = "Looking where else this may be so …"
        self.view.repaint()
        others = await self.keeping.others(self.draft)
        self.saving, self.view.heading = False, heading
        if not others:
            await self.finish(())
            return
        more = f"{len(others)} others" if len(others) > 1 else "another"
        told = [self.keeping.told(other) for other in others]

        def answered(yes: bool) -> None:
            self.run_worker(self.finish(others if yes else ()))

        keys = "y yes  n only this  esc back"
        self.app.push_screen(AskSheet(f"Correct {more} too?", told, answered, keys))

    async def finish(self, others: Sequence[Alike]) -> None:
        """Keep it, for others too; the screen closes when it is on the disk."""
        self.saving = True
        self.view.heading = "Keeping it, and analysing anew …"
        self.view.repaint()
        try:
            after = await self.keeping.keep(self.draft, others)
        except RefusedError as refused:
            self.view.heading = "Not kept yet"
            self.say(str(refused))
        else:
            self.dismiss()
            after()
        finally:
            self.saving = False


def known(name: str) -> Act:
    """An act of the vocabulary by its name; a statement where it is none."""
    return next((act for act in ACTS if act == name), "statement")
