"""Small dialogs over the workbench: one line (export, add, find) or a note of several.

What was typed stays on screen until it is done or the reader gives it up: a full disk or a wrong
path is said inside the dialog.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Static, TextArea

from tui import display
from tui.screens.sheet import is_plain

After = Callable[[], object]
Submit = Callable[[str], Awaitable[After]]
"""Does what was asked for; gives what is to be done after closing, or raises `RefusedError`."""


Complete = Callable[[str], str | None]


class RefusedError(Exception):
    """What was asked for could not be done; the text tells the reader why.

    `column`, from 1, is where in the line the mistake is; 0 where that says nothing.
    """

    def __init__(self, reason: str, column: int = 0) -> None:
        super().__init__(reason)
        self.column = column


class Dialog(ModalScreen[After]):
    """A titled box with hints, a field, and a line for what went wrong."""

    CSS_PATH = "prompt.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", "Close", show=False)]

    def __init__(self, title: str, hints: str, text: str, submit: Submit) -> None:
        super().__init__()
        self.heading, self.hints, self.initial, self.submit = title, hints, text, submit

    def field(self) -> Input | TextArea:
        """The widget that is typed into."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Title, field, hints."""
        with Vertical(id="dialog"):
            yield Static(display.one_line(self.heading, "bold"), id="dialog-title")
            yield self.field()
            yield Static(display.content(self.hints), id="dialog-hints")
            yield Static(display.content(""), id="dialog-error")

    def on_mount(self) -> None:
        """No box where the reader wants none."""
        self.set_class(is_plain(self.app), "plain")

    def action_give_up(self) -> None:
        """Close without doing anything."""
        self.dismiss()

    async def finish(self, text: str) -> None:
        """Do it; stay open and say why where it can't be done."""
        try:
            after = await self.submit(text)
        except RefusedError as refused:
            self.refuse(refused)
        else:
            self.dismiss(after)

    def refuse(self, refused: RefusedError) -> None:
        """Say why it was not done, the cursor where the mistake is."""
        self._below(str(refused), told=False)
        field = self.query_one("#dialog-field")
        if refused.column and isinstance(field, Input):
            field.cursor_position = refused.column - 1

    def tell(self, message: str) -> None:
        """Say what was done; the dialog stays."""
        self._below(message, told=True)

    def _below(self, message: str, *, told: bool) -> None:
        line = self.query_one("#dialog-error", Static)
        line.set_class(told, "told")
        line.update(display.content(message))


class SafeInput(Input):
    """An input line into which only harmless text can be pasted."""

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(display.line(event.text))


class SafeArea(TextArea):
    """An editor into which only harmless text can be pasted."""

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.replace(display.plain(event.text), *self.selection)


class Completer(Suggester):
    """Completion by a function from what is typed to the whole line."""

    def __init__(self, complete: Complete) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """The line with its last word completed."""
        found = self.complete(value) if value else None
        return display.line(found) if found else None


class LineDialog(Dialog):
    """One line: enter does it; with `complete`, tab or the right arrow takes what is offered."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Complete", show=False, priority=True)
    ]

    def __init__(
        self, title: str, hints: str, text: str, submit: Submit, complete: Complete | None = None
    ) -> None:
        super().__init__(title, hints, text, submit)
        self.complete = complete

    def action_complete(self) -> None:
        """Take the completion that is offered."""
        field = self.query_one(Input)
        field.cursor_position = len(field.value)
        field.action_cursor_right()

    def field(self) -> Input:
        """An input line."""
        offered = Completer(self.complete) if self.complete else None
        field = SafeInput(display.line(self.initial), id="dialog-field", suggester=offered)
        field.cursor_blink = False
        return field

    @on(Input.Submitted)
    async def take(self, event: Input.Submitted) -> None:
        """Enter."""
        event.stop()
        await self.finish(event.value)


class NoteDialog(Dialog):
    """Several lines: ctrl+s saves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", show=False),
        Binding("escape", "give_up", "Close", show=False),
    ]

    def field(self) -> TextArea:
        """An editor."""
        field = SafeArea(display.plain(self.initial), id="dialog-field", soft_wrap=True)
        field.cursor_blink = False
        return field

    async def action_save(self) -> None:
        """Save the text."""
        await self.finish(self.query_one(TextArea).text)
