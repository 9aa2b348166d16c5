"""Ten steps through the app on the sample; each waits for the right key.

The steps name actions of the registry, so that a reader's own keys are the ones they ask for.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.app import ComposeResult

from tui import actions
from tui.app import WirecopyApp
from tui.screens.workbench import Workbench
from tui.widgets import cells
from tui.widgets.lines import EMPTY, Line
from tui.widgets.painted import PaintedLines

if TYPE_CHECKING:
    from store.workspace import Workspace
    from tui.keymap import Keymap
    from tui.session import Session
    from tui.settings import Settings

HEIGHT = 5


class Step(NamedTuple):
    """One step: the actions of which any leads on, and what to tell; {key} is the first one's."""

    awaits: tuple[str, ...]
    text: str


STEPS = (
    Step(
        ("next_finding",),
        "This is an article. S, D and C at its left say that a statement, a demand or a claim "
        "begins there. Press {key}: it goes to the next one, and the other panes follow.",
    ),
    Step(
        ("verified",),
        "You have checked it, and it is so? Press {key}: the finding is marked verified, and the "
        "mark is safe on the disk before you see it.",
    ),
    Step(("undo",), "Nothing is ever lost. Press {key} to take the mark back; today or next year."),
    Step(
        ("next_unreviewed",),
        "Press {key} to go to the next finding that nobody has judged yet, in whatever article.",
    ),
    Step(
        ("pane_demands",),
        "Press {key}: demands. One row for each demand, one column for each article: ● in its full "
        "meaning, ◐ in a weaker wording, blank where the article leaves it out.",
    ),
    Step(("right",), "Press {key} to see how the next article words the same demand."),
    Step(
        ("pane_statements",),
        "Press {key}: statements, in order of time. ×3 says that three articles carry one.",
    ),
    Step(("actor",), "Press {key}: all that this actor said and wants. esc closes the sheet."),
    Step(
        ("diff",),
        "Close the sheet with esc. Then press {key}: two copies of one wire story side by side, "
        "with what was dropped, added, moved or reworded.",
    ),
    Step(("help",), "Press {key}: all keys, and what the signs mean. That is all you need."),
)
THE_END = (
    "That was all. This copy of the sample goes away when you quit (q). "
    "Begin with your own articles: wirecopy FOLDER, or a in the app."
)


class Lesson(PaintedLines):
    """What the tutor says, at the foot of the screen."""

    DEFAULT_CSS = f"Lesson {{ height: {HEIGHT}; width: 1fr; background: $surface; }}"

    def __init__(self, keymap: Keymap) -> None:
        super().__init__(id="lesson")
        self.keys: Mapping[str, str] = {
            action.id: actions.key_glyph(action.keys[0]) for action in keymap.actions if action.keys
        }
        self.step = 0

    @property
    def told(self) -> str:
        """What is said now."""
        if self.step >= len(STEPS):
            return THE_END
        step = STEPS[self.step]
        return step.text.format(key=self.keys.get(step.awaits[0], "?"))

    def acted(self, action: str) -> None:
        """Go on if that is what was waited for."""
        if self.step < len(STEPS) and action in STEPS[self.step].awaits:
            self.step += 1
            self.repaint()

    def composed(self, y: int) -> tuple[Line, str]:
        """How far one is, and the words, wrapped."""
        if y == 0:
            done = "█" * self.step + "░" * (len(STEPS) - self.step)
            return Line(((f" Tutor {self.step}/{len(STEPS)} ", "title"), (done, "claim"))), ""
        width, told = self.size.width, self.told
        lines = cells.wrap(told, 0, len(told), max(20, width - 2))
        if y - 1 >= len(lines):
            return EMPTY, ""
        start, end = lines[y - 1]
        if y == HEIGHT - 1 and len(lines) > HEIGHT - 1:
            end = lines[-1][1]
        return Line(((" ", ""), (cells.cut(told[start:end], width - 2), ""))), ""


class TutorBench(Workbench):
    """The workbench with a lesson at its foot."""

    taken = Workbench.taken + HEIGHT

    def __init__(self, session: Session, settings: Settings, keymap: Keymap) -> None:
        super().__init__(session, settings, keymap)
        self.lesson = Lesson(keymap)

    def compose(self) -> ComposeResult:
        """The workbench, and the lesson above its last line."""
        *above, foot = super().compose()
        yield from above
        yield self.lesson
        yield foot

    def action_act(self, name: str) -> None:
        """Do it, and see whether it was what the lesson asked for."""
        super().action_act(name)
        self.lesson.acted(name)


class TutorApp(WirecopyApp):
    """The app with a lesson."""

    def get_default_screen(self) -> Workbench:
        """The workbench with a lesson is the only screen."""
        self.bench = TutorBench(self.session, self.settings, self.keymap_in_force)
        return self.bench


def run() -> None:
    """Show the tutor on a copy of the sample that goes away afterwards."""
    from seeds import intake
    from tui import settings

    held = settings.load()
    with tempfile.TemporaryDirectory(prefix="wirecopy-tutor-") as folder:
        workspace: Workspace = intake.first_start(Path(folder) / "sample")
        intake.renew(workspace)
        app = TutorApp(workspace, held)
        app.run()
        if app._exception is not None:
            raise app._exception


def page() -> str:
    """The lesson as text, for where there is no terminal."""
    keys = {action.id: actions.key_glyph(action.keys[0]) for action in actions.ACTIONS}
    told = (step.text.format(key=keys[step.awaits[0]]) for step in STEPS)
    return "\n".join(f"{number:2}. {text}" for number, text in enumerate(told, 1)) + "\n"
