"""Help shows every action of the registry and what every glyph means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tui import actions, theme
from tui.app import WirecopyApp
from tui.screens.help import HelpScreen, lines

if TYPE_CHECKING:
    from tests.tui.conftest import StoryMaker


def text_of(width: int) -> str:
    return "\n".join("".join(text for text, _ in line.pieces) for line in lines(width))


def test_every_action_stands_there_with_its_first_key() -> None:
    shown = [line.split() for line in text_of(80).splitlines()]
    for action in actions.ACTIONS:
        key = actions.key_glyph(action.keys[0])
        first_word = action.title.split()[0]
        assert any(line[:1] == [key] and first_word in line for line in shown), action.id


def test_every_verdict_glyph_is_explained() -> None:
    shown = text_of(77)
    for verdict, glyph in theme.VERDICT_GLYPHS.items():
        words = (verdict or "unreviewed").replace("-", " ")
        assert any(row.split()[:1] == [glyph] and words in row for row in shown.splitlines())


@pytest.mark.parametrize("width", [20, 40, 77, 91, 92, 113])
def test_lines_fit_the_width(width: int) -> None:
    assert max(map(len, text_of(width).splitlines())) <= max(width, 32)


@pytest.mark.parametrize("key", ["question_mark", "escape", "q"])
async def test_it_opens_with_its_key_and_closes(maker: StoryMaker, key: str) -> None:
    app = WirecopyApp(maker.session().workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        sheet = app.screen
        assert isinstance(sheet, HelpScreen)
        before = sheet.view.top
        await pilot.press("j", "space", "G")
        assert sheet.view.top > before
        assert sheet.view.size.width <= 80
        await pilot.press(key)
        assert len(app.screen_stack) == 1
        assert app.is_running
