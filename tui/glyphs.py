"""One glyph for each meaning, in the app and in plain text; colour never stands alone."""

from __future__ import annotations

from store.records import Review, Verdict

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
KIND_NAMES = {"s": "statement", "d": "demand", "c": "claim"}
DEMAND_FULL, DEMAND_WEAKER = "●", "◐"


def verdict_glyph(review: Review) -> str:
    """A verdict as it is shown: in brackets when it is inherited from a copy."""
    glyph = VERDICT_GLYPHS[review.verdict]
    return f"({glyph})" if review.inherited and review.verdict else glyph
