"""Pictures of the screen as SVG, for slides: what a terminal would show, fonts of the viewer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from tui import display
from tui.app import WirecopyApp
from tui.arrangement import PANES

if TYPE_CHECKING:
    from textual.app import App

    from store.workspace import Workspace
    from tui.settings import Settings

WHOLE = "workbench"
SHOWN = (WHOLE, *PANES)
SIZE = (120, 40)
SMALLEST, LARGEST = (60, 20), (400, 400)
_WEB_FONTS = re.compile(r"@font-face \{[^}]*\}\s*")
_PADDED = re.compile(r'x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)"([^>]*)>((?:&#160;)+)')
_CELL = 12.2
"""Width of a cell in the units of the picture, as rich draws it."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


class Asked(NamedTuple):
    """What is to be drawn: a pane, or the whole workbench; its size in columns and rows.

    `pair` are the articles of the diff; without it the first article and its closest copy.
    """

    shown: str = WHOLE
    size: tuple[int, int] = SIZE
    theme: str = ""
    query: str = ""
    pair: tuple[str, str] | None = None


def of_screen(app: App[Any], title: str = "wirecopy") -> str:
    """The screen as it is, as SVG; fonts are the viewer's own."""
    drawn = _WEB_FONTS.sub("", app.export_screenshot(title=title))
    return _CONTROLS.sub("", _PADDED.sub(_unpadded, drawn))


def _unpadded(found: re.Match[str]) -> str:
    """Blanks before a text become distance: some programs leave them out."""
    x, y, length, rest, blanks = found.groups()
    width = _CELL * (len(blanks) // len("&#160;"))
    place = f'x="{float(x) + width:g}" y="{y}" textLength="{max(0.0, float(length) - width):g}"'
    return f"{place}{rest}>"


async def draw(workspace: Workspace, settings: Settings, asked: Asked) -> str:
    """The workbench over a workspace, opened out of sight.  Raises QueryError."""
    app = WirecopyApp(workspace, settings)
    if asked.theme:
        app.theme = asked.theme
    async with app.run_test(size=asked.size) as pilot:
        bench = app.bench
        await pilot.pause()
        if asked.query:
            await bench.filter.apply(asked.query)
        if asked.shown == "diff":
            _compare(app, asked.pair)
        elif asked.shown != WHOLE:
            bench.arrange_panes(bench.view._replace(zoomed=True))
            bench.activate(asked.shown)
        await app.workers.wait_for_complete()
        bench.say("")
        await pilot.pause()
        return of_screen(app, display.line(workspace.name, 60))


def _compare(app: WirecopyApp, pair: tuple[str, str] | None) -> None:
    from tui.deeds_diff import show_pair

    bench = app.bench
    pair = pair or (bench.session.diff_pair if bench.diff.choose(again=False) else None)
    if pair is None:
        bench.activate("diff")
    else:
        show_pair(bench, *pair)
