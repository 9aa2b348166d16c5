"""A dialog that narrows a list as one types: a speaker, an act, a row to merge with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from tui import display
from tui.screens.prompt import After, Dialog, SafeInput
from tui.screens.sheet import Sheet
from tui.widgets import cells
from tui.widgets.line_view import EMPTY, Line

SHOWN, LOW = 8, 20
"""Choices that are listed at once, and the rows of a screen that has room for fewer."""
WIDEST = 70


class Choice(NamedTuple):
    """What can be chosen: its value, how it is called, and what is said beside it."""

    value: str
    label: str
    note: str = ""


Submit = Callable[[str], Awaitable[After]]


def fitting(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """The choices of whose words some begin as the typed ones do, the closest first."""
    wanted = typed.casefold().split()

    def rank(choice: Choice) -> int | None:
        label = choice.label.casefold()
        words = f"{label} {choice.note.casefold()}".split()
        if not all(any(word.lstrip('“‘"(').startswith(w) for word in words) for w in wanted):
            return None
        return 0 if label.startswith(typed.casefold()) else 1

    ranked = [(place, choice) for choice in choices if (place := rank(choice)) is not None]
    return [choice for _, choice in sorted(ranked, key=lambda item: item[0])]


class ChooseDialog(Dialog):
    """A line to type in and the choices that fit it; enter takes the one that is marked.

    With `free` what was typed can be taken as it is: it stands last in the list.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Up", show=False, priority=True),
        Binding("down", "step(1)", "Down", show=False, priority=True),
        Binding("tab", "complete", "Complete", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        submit: Submit,
        *,
        free: str = "",
        hints: str = "",
    ) -> None:
        """`free` says what the typed text is called: "a name of your own"; "" allows none."""
        keys = "up, down choose; enter takes it, esc closes. Type to narrow the list."
        super().__init__(title, hints or keys, "", submit)
        self.choices, self.free = choices, free
        self.found: list[Choice] = []
        self.at = 0

    def field(self) -> Input:
        """An input line."""
        field = SafeInput("", id="dialog-field")
        field.cursor_blink = False
        return field

    def compose(self) -> ComposeResult:
        """The dialog, the choices below its line."""
        yield from super().compose()

    def on_mount(self) -> None:
        """The list stands between the line and the hints."""
        super().on_mount()
        self.query_one("#dialog").mount(Static(id="dialog-list"), before="#dialog-hints")
        self._narrow("")

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self._narrow(event.value)

    def _narrow(self, text: str) -> None:
        text = text.strip()
        self.found = fitting(self.choices, text)
        if self.free and text and not any(choice.value == text for choice in self.found):
            self.found.append(Choice(text, f"“{text}”", self.free))
        self.at = 0
        self._draw()

    def _draw(self) -> None:
        most = SHOWN if self.app.size.height > LOW else SHOWN // 2
        first = max(0, min(self.at - most + 1, len(self.found) - most))
        width = min(WIDEST, self.app.size.width - 8)
        lines, marks, place = [], [], 0
        for number, choice in enumerate(self.found[first : first + most], first):
            lead = "▸ " if number == self.at else "  "
            label = cells.cut(display.line(choice.label), width - 2)
            room = width - 4 - cell_len(label)
            note = cells.cut(display.line(choice.note), room) if room > 0 else ""
            line = f"{lead}{label}  {note}".rstrip()
            if number == self.at:
                marks.append((place, place + len(lead) + len(label), "bold"))
            marks.append((place + len(lead) + len(label), place + len(line), "dim"))
            lines.append(line)
            place += len(line) + 1
        rest = len(self.found) - most
        if rest > 0:
            lines.append(f"  and {rest} more: type to narrow")
            marks.append((place, place + len(lines[-1]), "dim"))
        if not self.found:
            lines = ["  nothing is called so"]
        self.query_one("#dialog-list", Static).update(
            display.content("\n".join(lines), marks=marks)
        )

    def action_step(self, step: int) -> None:
        """Another choice."""
        if self.found:
            self.at = (self.at + step) % len(self.found)
            self._draw()

    def action_complete(self) -> None:
        """What is marked, into the line."""
        if self.found:
            field = self.query_one(Input)
            field.value = display.line(self.found[self.at].label)
            field.cursor_position = len(field.value)

    @on(Input.Submitted)
    async def take(self, event: Input.Submitted) -> None:
        """Enter."""
        event.stop()
        if self.found:
            await self.finish(self.found[self.at].value)


class AskSheet(Sheet):
    """A question with what it is about below it: y and n answer it, esc does not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes", show=False),
        Binding("n", "answer(False)", "No", show=False),
    ]

    def __init__(
        self, question: str, told: Sequence[str], answer: Callable[[bool], object], keys: str
    ) -> None:
        """`keys` says at the right of the question what y, n and esc do."""
        self.told, self.answer = told, answer
        super().__init__(question, self._lines)
        self.view.closing = keys

    def _lines(self, width: int) -> list[Line]:
        lines = [EMPTY]
        for text in self.told:
            shown = display.line(text, 400)
            for number, (start, end) in enumerate(
                cells.wrap(shown, 0, len(shown), max(8, width - 6))
            ):
                lines.append(Line(((" · " if number == 0 else "   ", ""), (shown[start:end], ""))))
        return lines

    def action_answer(self, yes: bool) -> None:
        """Close, and tell."""
        self.dismiss()
        self.answer(yes)
