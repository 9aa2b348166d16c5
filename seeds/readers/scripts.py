"""Words that mix scripts: a Cyrillic letter in a Latin name looks the same and is another name."""

from __future__ import annotations

import re

from store.records import Notice

# Latin beside Cyrillic or Greek within one word (Unicode TS 39, mixed-script confusables).
MIXED = re.compile(
    r"[A-Za-z\u00c0-\u024f][\u0370-\u03ff\u0400-\u052f]"
    r"|[\u0370-\u03ff\u0400-\u052f][A-Za-z\u00c0-\u024f]"
)
OTHER = re.compile("[\u0370-\u052f]")
WORD = re.compile(r"\w+")
NAMED, LONGEST = 5, 40


def mixed(text: str) -> tuple[Notice, ...]:
    """A notice that names the first words of mixed script; () where there are none."""
    if text.isascii() or not OTHER.search(text) or not MIXED.search(text):
        return ()
    words = dict.fromkeys(
        word.group()[:LONGEST] for word in WORD.finditer(text) if MIXED.search(word.group())
    )
    if not words:
        return ()
    shown = ", ".join(f"“{word}”" for word in list(words)[:NAMED])
    more = f" and {len(words) - NAMED} more" if len(words) > NAMED else ""
    return (Notice("mixed-script", f"words that mix scripts, perhaps to deceive: {shown}{more}"),)
