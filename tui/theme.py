"""The visual language: one glyph and one style for each meaning; colour never stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style

from store.records import Review, Verdict

if TYPE_CHECKING:
    from textual.widget import Widget

VERDICT_GLYPHS: dict[Verdict | None, str] = {
    None: "·",
    "verified": "✓",
    "unverified": "?",
    "disputed": "≠",
    "false": "✗",
    "not-checkable": "–",
}
LABEL_GLYPHS = {
    "same": "=",
    "edited": "~",
    "moved": "↕",
    "moved+edited": "↕~",
    "only_left": "-",
    "only_right": "+",
}
KIND_GLYPHS = {"s": "S", "d": "D", "c": "C"}
DEMAND_FULL, DEMAND_WEAKER = "●", "◐"

# Component classes of every line widget, and what they look like.  Theme variables only.
STYLES = {
    "title": "text-style: bold; color: $foreground;",
    "title-focus": "text-style: bold; color: $background; background: $primary;",
    "dim": "color: $foreground 55%;",
    "strong": "text-style: bold;",
    "statement": "color: $primary;",
    "demand": "color: $warning;",
    "claim": "color: $secondary;",
    "underline": "text-style: underline;",
    "cursor": "background: $primary 22%;",
    "cursor-blur": "background: $foreground 9%;",
    "current": "background: $warning 28%; text-style: bold;",
    "boilerplate": "color: $foreground 40%; text-style: italic;",
    "verified": "color: $success;",
    "unverified": "color: $warning;",
    "disputed": "color: $accent;",
    "false": "color: $error;",
    "not-checkable": "color: $foreground 55%;",
    "unreviewed": "color: $foreground 40%;",
    "kept": "color: $foreground 70%;",
    "edited": "color: $warning;",
    "moved": "color: $secondary;",
    "dropped": "color: $error; background: $error 12%;",
    "added": "color: $success; background: $success 12%;",
    "hit": "background: $accent 45%; text-style: bold;",
    "rule": "color: $foreground 25%;",
}
COMPONENTS = {f"line--{name}" for name in STYLES}


def blended(widget: Widget, names: str) -> Style:
    """The look of style names separated by blanks on a widget, later names on top.

    Colours with transparency are blended over what is below them, as a terminal can't.
    """
    _, _, background, color = widget.colors
    text_style = Style.null()
    for name in names.split():
        rules = widget.get_component_styles(f"line--{name}")
        if rules.has_rule("background"):
            background = background + rules.background
        if rules.has_rule("color"):
            color = rules.color
        if rules.has_rule("text_style"):
            text_style += rules.text_style
    front = (background + color).rich_color
    return Style(color=front, bgcolor=background.rich_color) + text_style


def component_css(widget: str) -> str:
    """The default CSS of the component classes of a widget class."""
    return "\n".join(f"{widget} .line--{name} {{ {rule} }}" for name, rule in STYLES.items())


def verdict_style(verdict: Verdict | None) -> str:
    """The style name of a verdict."""
    return verdict or "unreviewed"


def verdict_glyph(review: Review) -> str:
    """A verdict as it is shown: in brackets when it is inherited from a copy."""
    glyph = VERDICT_GLYPHS[review.verdict]
    return f"({glyph})" if review.inherited and review.verdict else glyph
