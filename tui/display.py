"""The one door to the screen: text from outside, made harmless and never parsed as markup.

Widgets get `content` (Textual) or `rich_text` (cells of DataTable and Tree); the command line
prints `plain` and `line`.  textual and rich are imported only when their types are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from store import neutral

if TYPE_CHECKING:
    from rich.text import Text
    from textual.content import Content

Mark = tuple[int, int, str]


def plain(text: str) -> str:
    """The text with visible marks for what could act or hide; line feeds and tabs stay."""
    return neutral.visible(text)


def line(text: str, width: int | None = None) -> str:
    """The text on one line; cut with an ellipsis where it is longer than `width` characters."""
    single = " ".join(neutral.single_line(text).split())
    if width is not None and len(single) > width:
        return single[: max(0, width - 1)].rstrip() + "…"
    return single


def piece(text: str) -> str:
    """A piece of a line as it is drawn: neutral, its blanks kept as they are."""
    if text.isascii() and text.isprintable():
        return text
    return neutral.single_line(text)


def content(text: str, style: str = "", marks: Iterable[Mark] = ()) -> Content:
    """The text for a widget, literal.

    `marks` are (start, end, style) in offsets of the exact `text`; they are carried over to where
    those characters stand on the screen.
    """
    from textual.content import Content, Span

    shown = neutral.shown(text)
    spans = [Span(shown.at(start), shown.at(end), how) for start, end, how in marks]
    drawn = Content(shown.text, spans=spans)
    return drawn.stylize_before(style) if style else drawn


def one_line(text: str, style: str = "", width: int | None = None) -> Content:
    """The text on one line, for titles, list rows, notices and footers."""
    return content(line(text, width), style)


def rich_text(text: str, style: str = "", width: int | None = None) -> Text:
    """The text on one line as rich Text, for cells of DataTable and labels of Tree."""
    from rich.text import Text

    return Text(line(text, width), style=style, no_wrap=True, overflow="ellipsis", end="")
