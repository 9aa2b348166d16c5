"""Pictures: what is on screen, as SVG that asks for nothing from elsewhere."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from store.query import QueryError
from store.workspace import Workspace
from tests.tui.test_workbench import app_on, settle
from tui.picture import SMALLEST, Asked, draw, of_screen
from tui.settings import Settings


def words(svg: str) -> str:
    """The text of a picture, line by line."""
    lines: dict[str, list[tuple[float, str]]] = {}
    for text in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        spot = lines.setdefault(text.attrib["y"], [])
        spot.append((float(text.attrib["x"]), unescape(text.text or "").replace("\xa0", " ")))
    return "\n".join(" ".join(part for _, part in sorted(line)) for line in lines.values())


async def test_a_pane_a_pair_and_a_query_are_drawn(sample: Path) -> None:
    space = Workspace.open(sample)
    left, right = (article.id for article in space.articles()[:4:3])
    diff = await draw(space, Settings(), Asked("diff", (120, 30), pair=(left, right)))
    assert "[000] → 003" in words(diff)
    ledger = await draw(
        space, Settings(), Asked("demands", SMALLEST, "wirecopy-light", "actor:nato")
    )
    assert "Demands" in words(ledger)
    assert "Reader" not in words(ledger)
    assert "filter: actor:nato" in words(ledger)
    for svg in (diff, ledger):
        assert set(re.findall(r"https?://[^\s\"')]+", svg)) <= {
            "http://www.w3.org/2000/svg",
            "https://www.textualize.io",
        }
        assert "<script" not in svg
        assert "@font-face" not in svg
    with pytest.raises(QueryError):
        await draw(space, Settings(), Asked(query="number>"))


async def test_no_text_of_a_picture_begins_with_blanks_and_none_moves(sample: Path) -> None:
    app = app_on(sample)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = ElementTree.fromstring(app.export_screenshot())
        after = ElementTree.fromstring(of_screen(app))
    name = "{http://www.w3.org/2000/svg}text"
    for old, new in zip(before.iter(name), after.iter(name), strict=True):
        if "textLength" not in old.attrib:
            continue
        ends = [float(one.attrib["x"]) + float(one.attrib["textLength"]) for one in (old, new)]
        assert ends[0] == pytest.approx(ends[1], abs=0.2)
        assert not (new.text or "").startswith("\xa0")
