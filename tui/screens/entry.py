"""The editor of one entry of the catalogue: its TOML, and below it how its examples are read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from tui import display
from tui.screens.prompt import After, RefusedError, SafeArea
from tui.screens.sheet import is_plain

PAUSE = 0.3
"""Seconds after the last key before the examples are read again."""
MOST_TOLD = 3
HINTS = (
    "meaning: groups that must all occur, joined by +; after - those that must not.\n"
    "“enlarg*”: any ending. “keep ... out”: words between. positive: wordings that\n"
    "mean it. negative: wordings that look alike and do not.\n"
)
KEYS = "ctrl+s saves  ctrl+t to what is wrong  ctrl+g your own editor  esc closes"
SHORT_KEYS = "^s saves  ^t what is wrong  ^g own editor  esc closes"
ENOUGH = 82
"""Columns of a screen that has room for the hints in full."""


class Wrong(NamedTuple):
    """What is wrong, and on which line of the editor, from 1; 0 where it is in none."""

    line: int
    reason: str
    stops: bool = False


class Checked(NamedTuple):
    """How an entry reads: what is wrong with it, and how many examples there are."""

    wrong: tuple[Wrong, ...]
    examples: int


Check = Callable[[str], Checked]
Save = Callable[[str], Awaitable[After]]
Outside = Callable[[str], str | None]
"""The text after the reader's own editor, None where there is none; raises RefusedError."""


class EntryScreen(ModalScreen[After]):
    """An entry as text; what it holds stays on screen until it is saved or given up twice."""

    DEFAULT_CSS = """
    EntryScreen { align: center middle; background: $background 50%; }
    EntryScreen #entry {
        width: 106; max-width: 98%; height: 96%; padding: 0 1; background: $surface;
        border: round $primary;
    }
    EntryScreen.plain #entry { border: none; }
    EntryScreen #entry-title { height: 1; }
    EntryScreen TextArea {
        border: none; height: 1fr; padding: 0; background: $panel; scrollbar-size-vertical: 1;
    }
    EntryScreen TextArea:focus { border: none; }
    EntryScreen #entry-said { height: auto; max-height: 5; }
    EntryScreen #entry-hints { color: $foreground 60%; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Close", show=False, priority=True),
        Binding("ctrl+s", "save", "Save", show=False, priority=True),
        Binding("ctrl+t", "wrong", "To what is wrong", show=False, priority=True),
        Binding("ctrl+g", "outside", "Your own editor", show=False, priority=True),
    ]

    def __init__(self, title: str, text: str, check: Check, save: Save, outside: Outside) -> None:
        super().__init__()
        self.heading, self.initial = title, text
        self.check, self.save, self.outside = check, save, outside
        self.checked = Checked((), 0)
        self.at = -1
        self.warned = ""

    def compose(self) -> ComposeResult:
        """Title, editor, what is wrong, hints."""
        with Vertical(id="entry"):
            yield Static(display.one_line(self.heading, "bold"), id="entry-title")
            area = SafeArea(display.plain(self.initial), id="entry-field", show_line_numbers=True)
            area.cursor_blink = False
            yield area
            yield Static(display.content(""), id="entry-said")
            yield Static(id="entry-hints")

    def on_mount(self) -> None:
        """Read the examples at once."""
        self.set_class(is_plain(self.app), "plain")
        self._low()
        self.timer = self.set_timer(PAUSE, self.read, pause=True)
        self.area.focus()
        self.read()

    def on_resize(self) -> None:
        """On a low screen the hints give way."""
        self._low()

    def _low(self) -> None:
        size = self.app.size
        shown = KEYS if size.width >= ENOUGH - 4 else SHORT_KEYS
        if size.width >= ENOUGH and size.height >= 24:
            shown = HINTS + shown
        self.query_one("#entry-hints", Static).update(display.content(shown))

    @property
    def area(self) -> TextArea:
        """The editor."""
        return self.query_one(TextArea)

    @on(TextArea.Changed)
    def typed(self) -> None:
        """Read the examples when the keys rest."""
        self.timer.reset()
        self.timer.resume()

    def read(self) -> None:
        """Read the examples, and say what is wrong."""
        self.checked, self.at = self.check(self.area.text), -1
        wrong = self.checked.wrong
        if not wrong:
            number = self.checked.examples
            right = "its only example reads" if number == 1 else f"all {number} examples read"
            self.say(
                f"✓ {right} as they should" if number > 1 else f"✓ {right} as it should", "dim"
            )
            return
        lines = [
            f"✗ line {one.line}: {one.reason}" if one.line else f"✗ {one.reason}" for one in wrong
        ]
        more = len(lines) - MOST_TOLD
        self.say("\n".join([*lines[:MOST_TOLD], *([f"  and {more} more"] if more > 0 else [])]))

    def say(self, message: str, style: str = "$error") -> None:
        """A line below the editor."""
        self.query_one("#entry-said", Static).update(display.content(message, style))

    def action_wrong(self) -> None:
        """Put the cursor on the next line that is wrong."""
        self.read()
        lines = [one.line for one in self.checked.wrong if one.line]
        if lines:
            self.at = (self.at + 1) % len(lines)
            self.area.move_cursor((lines[self.at] - 1, 0))

    def action_give_up(self) -> None:
        """Close; what was typed is given up only at the second time."""
        text = self.area.text
        if text == display.plain(self.initial) or self.warned == "esc" + text:
            self.dismiss()
            return
        self.warned = "esc" + text
        self.say("not saved: ctrl+s saves it, esc again gives it up")

    def action_outside(self) -> None:
        """The reader's own editor on the same text."""
        try:
            text = self.outside(self.area.text)
        except RefusedError as refused:
            self.say(str(refused))
            return
        if text is None:
            self.say("no editor is named: set EDITOR, or write here")
        else:
            self.area.load_text(display.plain(text))
            self.read()

    async def action_save(self) -> None:
        """Save; what stops it is told, and what only fails is saved at the second time."""
        text = self.area.text
        self.read()
        wrong = self.checked.wrong
        if any(one.stops for one in wrong):
            self.action_wrong()
            return
        if wrong and self.warned != text:
            self.warned = text
            told = self.query_one("#entry-said", Static)
            told.update(display.content(self._failing(), "$error"))
            return
        self.say("saving, and analysing anew …", "dim")
        try:
            after = await self.save(text)
        except RefusedError as refused:
            self.say(str(refused))
        else:
            self.dismiss(after)

    def _failing(self) -> str:
        number = len(self.checked.wrong)
        first = self.checked.wrong[0]
        what = "1 example is" if number == 1 else f"{number} examples are"
        return (
            f"✗ {what} not read as written; line {first.line}: {first.reason}\n"
            "ctrl+s again saves all the same, ctrl+t goes there"
        )
