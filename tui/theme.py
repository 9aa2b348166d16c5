"""The visual language: one glyph and one style for each meaning; colour never stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style
from textual.color import Color

from store.records import Verdict
from tui.glyphs import DEMAND_FULL as DEMAND_FULL
from tui.glyphs import DEMAND_WEAKER as DEMAND_WEAKER
from tui.glyphs import KIND_GLYPHS as KIND_GLYPHS
from tui.glyphs import LABEL_GLYPHS as LABEL_GLYPHS
from tui.glyphs import VERDICT_GLYPHS as VERDICT_GLYPHS
from tui.glyphs import verdict_glyph as verdict_glyph

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.widget import Widget


class Look(NamedTuple):
    """How a style looks: theme colours by name with their strength in per cent, and type."""

    front: str = ""
    strength: int = 100
    back: str = ""
    back_strength: int = 100
    type: str = ""


STYLES = {
    "title": Look(type="bold"),
    "title-focus": Look("background", back="primary", type="bold"),
    "dim": Look("foreground", 55),
    "strong": Look(type="bold"),
    "statement": Look("primary"),
    "demand": Look("warning"),
    "claim": Look("secondary"),
    "underline": Look(type="underline"),
    "cursor": Look(back="primary", back_strength=22),
    "cursor-blur": Look(back="foreground", back_strength=9),
    "current": Look(back="warning", back_strength=28, type="bold"),
    "boilerplate": Look("foreground", 40, type="italic"),
    "verified": Look("success"),
    "unverified": Look("warning"),
    "disputed": Look("accent"),
    "false": Look("error"),
    "not-checkable": Look("foreground", 55),
    "unreviewed": Look("foreground", 40),
    "kept": Look("foreground", 70),
    "edited": Look("warning"),
    "moved": Look("secondary"),
    "dropped": Look("error", back="error", back_strength=12),
    "added": Look("success", back="success", back_strength=12),
    "hit": Look(back="accent", back_strength=45, type="bold"),
    "picked": Look(back="accent", back_strength=22),
    "unread": Look("primary", type="bold"),
    "rule": Look("foreground", 25),
}


class Ground(NamedTuple):
    """What styles are blended over: the theme and its colours, the widget's own two.

    `variables` are None where the terminal's own colours are used.
    """

    theme: str
    variables: Mapping[str, str] | None
    background: Color
    color: Color


def ground(widget: Widget) -> Ground:
    """The ground of a widget as it is now."""
    app = widget.app
    _, _, background, color = widget.colors
    variables = None if app.native_ansi_color else app.theme_variables
    return Ground(app.theme, variables, background, color)


def blended(below: Ground, names: str) -> Style:
    """The look of style names separated by blanks, later names on top.

    Weak colours are blended over what is below them, as a terminal can't.  Styles are no component
    classes, because matching those took a third of the time to the first frame.
    """
    variables, background, color = below.variables, below.background, below.color
    if variables is None:
        return _unblended(names)
    type_style = Style.null()
    front, strength = color, 100
    for name in names.split():
        look = STYLES[name]
        if look.back:
            back = Color.parse(variables[look.back])
            background = background.blend(back, look.back_strength / 100)
        if look.front:
            front, strength = Color.parse(variables[look.front]), look.strength
        if look.type:
            type_style += Style.parse(look.type)
    if below.theme == "wirecopy-contrast":
        strength = max(strength, STRONG)
    shown = background.blend(front, strength / 100)
    return Style(color=shown.rich_color, bgcolor=background.rich_color) + type_style


# The terminal's own sixteen colours know no strength: weak is dim, a marked place is reversed.
ANSI_FRONTS = {
    "primary": "blue",
    "secondary": "cyan",
    "accent": "magenta",
    "warning": "yellow",
    "error": "red",
    "success": "green",
}
WEAK, STRONG = 60, 85


def _unblended(names: str) -> Style:
    """The look of style names in the terminal's own colours."""
    style = Style.null()
    for name in names.split():
        look = STYLES[name]
        if look.front in ANSI_FRONTS:
            style += Style(color=ANSI_FRONTS[look.front])
        if look.front == "foreground" and look.strength <= WEAK:
            style += Style(dim=True)
        if look.back and name not in UNMARKED:
            style += Style(reverse=True)
        if look.type:
            style += Style.parse(look.type)
    return style


UNMARKED = ("dropped", "added", "cursor-blur")
"""Backgrounds that only soften what a glyph says already."""


def verdict_style(verdict: Verdict | None) -> str:
    """The style name of a verdict."""
    return verdict or "unreviewed"
