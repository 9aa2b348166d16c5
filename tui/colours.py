"""The themes: calm dark, calm light, high contrast, and the terminal's own colours."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="wirecopy-dark",
    dark=True,
    primary="#7aa2c9",
    secondary="#8fb5a5",
    accent="#c08fc4",
    foreground="#d4d4d0",
    background="#16181b",
    surface="#1e2125",
    panel="#26292e",
    warning="#d9a657",
    error="#d9736a",
    success="#87b36f",
)
LIGHT = Theme(
    name="wirecopy-light",
    dark=False,
    primary="#24598c",
    secondary="#2a6a55",
    accent="#7d3c86",
    foreground="#22242a",
    background="#faf9f6",
    surface="#efede7",
    panel="#e5e2da",
    warning="#8a5a00",
    error="#a8332a",
    success="#3a6b22",
)
CONTRAST = Theme(
    name="wirecopy-contrast",
    dark=True,
    primary="#7fd4ff",
    secondary="#7dffc3",
    accent="#ff9cff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    warning="#ffd75f",
    error="#ff8787",
    success="#87ff5f",
)
OWN = (DARK, LIGHT, CONTRAST)
NAMES = (*(theme.name for theme in OWN), "ansi-dark")


def following(name: str) -> str:
    """The theme after this one, in a circle."""
    return NAMES[(NAMES.index(name) + 1) % len(NAMES)] if name in NAMES else NAMES[0]
