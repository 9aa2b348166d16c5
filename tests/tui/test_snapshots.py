"""Pictures of the screens in the dark and the light theme, compared with those that are kept.

WIRECOPY_SNAPSHOTS=write pytest tests/tui/test_snapshots.py    keeps the present ones: look at them
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.tui.conftest import StoryMaker
from tests.tui.test_workbench import press, settle
from tui.app import WirecopyApp
from tui.picture import of_screen

KEPT = Path(__file__).parent / "snapshots"
WRITE = os.environ.get("WIRECOPY_SNAPSHOTS") == "write"
MAYOR = (
    "The mayor of Lund, Ana Silva, said on Tuesday that “the bridge is safe”. The guild demanded "
    "an end to night work before the summer. More than 40 ships waited outside the harbour.\n\n"
    "“We heard nothing of the sort,” said the pilot, José Núñez.\n"
)
VIEWS: tuple[tuple[str, tuple[int, int], tuple[str, ...]], ...] = (
    ("reader", (80, 24), ("2", "n")),
    ("articles", (80, 24), ("1",)),
    ("demands", (80, 24), ("3",)),
    ("statements", (80, 24), ("4", "g")),
    ("claims", (80, 24), ("6",)),
    ("small", (60, 20), ("2",)),
    ("workbench", (120, 36), ("2",)),
    ("wide", (170, 40), ("2",)),
    ("filter", (80, 24), ("F",)),
    ("note", (80, 24), ("e",)),
)


def told(maker: StoryMaker) -> WirecopyApp:
    """An app over a story of two prints that never changes."""
    maker.article("001", MAYOR, title="Bridge is safe", outlet="Harbour Post")
    maker.article("002", MAYOR + "More follows.\n", title="Bridge is safe, says mayor")
    maker.copy("001", "002")
    ids = {}
    for label in ("001", "002"):
        ids[label] = maker.say(
            label, "“the bridge is safe”", "Ana Silva", when="2024-05-14", when_source="stated"
        )
        maker.say(label, "“We heard nothing of the sort,”", "José Núñez", when="2024-05-16",
                  when_source="inferred", act="deny")  # fmt: skip
        maker.want(label, "an end to night work before the summer", "night-work", holder="Guild")
        maker.claim(label, "More than 40 ships waited outside the harbour", quantity=40,
                    qualifier="more than", bound="at-least", unit="ships")  # fmt: skip
    maker.same(ids["001"], ids["002"])
    session = maker.session()
    session.workspace.mark([ids["001"]], "verified", by="Ida")
    session.workspace.note(ids["001"], "Ask the harbour office", by="Ida")
    return WirecopyApp(session.workspace)


def normal(svg: str) -> str:
    """The picture without what differs from run to run."""
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    return re.sub(r"\s*\n\s*", "\n", svg).strip() + "\n"


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_the_screens_look_as_they_did(maker: StoryMaker, theme: str) -> None:
    app = told(maker)
    other: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.theme = f"wirecopy-{theme}"
        await press(pilot, "2", "g", "n", "p")
        for name, size, keys in VIEWS:
            await pilot.resize_terminal(*size)
            await settle(pilot)
            await press(pilot, *keys)
            await settle(pilot)
            picture = normal(of_screen(app))
            kept = KEPT / f"{name}-{theme}.svg"
            if WRITE:
                kept.parent.mkdir(exist_ok=True)
                kept.write_text(picture, "utf-8")
            elif not kept.exists() or kept.read_text("utf-8") != picture:
                other.append(kept.name)
            if len(app.screen_stack) > 1:
                await press(pilot, "escape")
    assert not other, f"look at these, then keep them with WIRECOPY_SNAPSHOTS=write: {other}"


def test_a_picture_names_no_address_and_no_run() -> None:
    kept = sorted(KEPT.glob("*.svg"))
    assert len(kept) == 2 * len(VIEWS)
    for picture in kept:
        text = picture.read_text("utf-8")
        assert not re.search(r"terminal-\d|font-face|url\(.?https?:", text), picture.name
