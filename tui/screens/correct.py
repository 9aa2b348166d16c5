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

from store.neutral import shown
from store.records import ACTS, Act
from tui import actions, display
from tui.correcting import Draft
from tui.screens.choose import AskSheet, Choice, ChooseDialog
from tui.screens.prompt import After, RefusedError
from tui.screens.sheet import is_plain
from tui.widgets import cells
from tui.widgets.line_view import EMPTY, Line, LineView, Piece
from tui.wording import ACT_WORDS

if TYPE_CHECKING:
    from seeds.amending import Alike

AROUND = 2500
"""Characters of the article that stand before and after the span."""
WIDEST, MARGIN, FIELDS = 92, 2, 9
LEFT_EDGE, RIGHT_EDGE = "▐", "▌"
NOT_SAID = "nobody: the statement goes"


class Keeping(Protocol):
    """What the screen asks of the workbench."""

    def others(self, draft: Draft) -> Awaitable[Sequence[Alike]]:
        """Other statements for which the correction may be right."""

    def told(self, other: Alike) -> str:
        """Why it may be right there."""

    def keep(self, draft: Draft, others: Sequence[Alike]) -> Awaitable[After]:
        """Keep it, for the others too; raises RefusedError."""


class DraftView(LineView):
    """The text around the span, and pinned below it the fields of the draft."""

    has_cursor = False

    def __init__(self, draft: Draft, keys: dict[str, str]) -> None:
        super().__init__()
        self.draft, self.keys = draft, keys
        self.said = ""
        self.text = ""
        self.lines: list[tuple[int, int]] = []
        self.edges = (0, 0)
        new = draft.statement is None
        self.heading = "Add a statement that was missed" if new else "Correct this statement"

    def lay_out(self, width: int) -> None:
        """Wrap the passage with its edges marked."""
        text, draft = self.draft.article.text, self.draft
        first = max(0, draft.start - AROUND)
        parts = (text[first : draft.start], draft.words, text[draft.end : draft.end + AROUND])
        before, words, after = (shown(part).text for part in parts)
        self.text = f"{before}{LEFT_EDGE}{words}{RIGHT_EDGE}{after}"
        self.edges = len(before), len(before) + len(words) + 2
        wrapped = cells.wrap(self.text, 0, len(self.text), max(8, width - 4))
        self.lines = [line for line in wrapped if line[0] < line[1]]

    def draw(self) -> None:
        """The draft has changed: show it, the span in sight."""
        self.content_changed()
        start, end = self.edges
        within = [n for n, (a, b) in enumerate(self.lines) if a < end and b > start]
        if within:
            self.show_lines(within[0], within[-1] + 1, context=2)
        self.repaint()

    def line_count(self) -> int:
        """The lines of the passage."""
        return len(self.lines)

    def line_at(self, number: int) -> Line:
        """A line of the passage, the span marked in it."""
        start, end = self.lines[number]
        first, last = (max(start, min(end, edge)) for edge in self.edges)
        style = "dropped" if self.draft.drop else "current"
        return Line(
            (
                ("  ", ""),
                (self.text[start:first], "dim"),
                (self.text[first:last], style),
                (self.text[last:end], "dim"),
            )
        )

    def position(self) -> str:
        """How to get away."""
        return "enter keeps it  esc gives up"

    @property
    def body_height(self) -> int:
        """Lines of the passage: what the fields leave."""
        return max(1, self.size.height - 1 - len(self._fields()))

    def composed(self, y: int) -> tuple[Line, str]:
        """Title, passage, fields."""
        self._ensure_laid_out()
        fields = self._fields()
        below = y - (self.size.height - len(fields))
        if y and below >= 0:
            return fields[below], ""
        return super().composed(y)

    def _fields(self) -> list[Line]:
        draft, was = self.draft, self.draft.statement
        rule = "─" * max(0, self.text_width - 2)
        speaker = draft.speaker or "not known"
        act = ACT_WORDS[draft.act] or "states"
        said = NOT_SAID if draft.drop else "yes"
        lines = [
            Line(((f" {rule}", "rule"),)),
            self._field("speaker", speaker, was.speaker or "not known" if was else speaker),
            self._field("act", act, ACT_WORDS[was.act] or "states" if was else act),
        ]
        if was is not None:
            lines.append(self._field("drop", said, "yes", "said"))
        lines += [
            self._keys(("end_on", "end_back", "the end"), ("start_on", "start_back", "beginning")),
            self._keys(
                ("sentence_end", "", "to sentence end"), ("sentence_start", "", "its start")
            ),
            self._keys(("next", "previous", "other sentence"), ("reset", "", "as it was")),
            Line(((f" {self.said}", "false"),)) if self.said else EMPTY,
        ]
        return lines

    def _field(self, name: str, now: str, was: str, label: str = "") -> Line:
        """A key, what it changes, how that stands, and how it was."""
        room = max(4, self.text_width - 14)
        shown_now = cells.cut(display.line(now), room)
        before = f"   was {display.line(was)}" if now != was else ""
        return Line(
            (
                (f" {self.keys[name]}", "strong"),
                (f"  {label or name:<9}", "dim"),
                (shown_now, "strong" if now != was else ""),
                (cells.cut(before, room - len(shown_now)), "dim"),
            )
        )

    def _keys(self, *told: tuple[str, str, str]) -> Line:
        """Pairs of keys and what they do."""
        pieces: list[Piece] = []
        for first, second, words in told:
            pair = self.keys[first] + (f" {self.keys[second]}" if second else "")
            pieces += [(f" {pair:<3}", "strong"), (f" {words:<18}", "dim")]
        return Line(tuple(pieces))


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
        size = self.app.size
        self.view.styles.width = max(20, min(WIDEST, size.width - MARGIN))
        self.view.styles.height = max(FIELDS + 4, min(26, size.height - MARGIN))

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
        self.saving = True
        others = await self.keeping.others(self.draft)
        self.saving = False
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
