"""Text for people outside the app: wrapped paragraphs, days, counts, at most 78 columns wide."""

from __future__ import annotations

import textwrap

from tui.display import line

WIDTH = 78
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
OPENING = "“„«\"'‘"


def day(date: str | None) -> str:
    """An ISO date for people: "15 Feb 2022", "Feb 2022"; what is none stays as it is."""
    parts = (date or "").partition("T")[0].split("-")
    try:
        if len(parts) == 3:
            return f"{int(parts[2])} {MONTHS[int(parts[1]) - 1]} {parts[0]}"
        if len(parts) == 2:
            return f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    except (ValueError, IndexError):
        pass
    return line(date or "")


def wrapped(text: str, first: str = "", below: str | None = None) -> str:
    """Text from outside as a neutral paragraph.

    `first` stands before its first line, `below` before the others (blanks of that width else).
    """
    indent = " " * len(first) if below is None else below
    whole = textwrap.fill(
        line(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )
    return whole or first.rstrip()


def quoted(text: str, first: str = "", below: str | None = None) -> str:
    """A passage as a paragraph in quotation marks, its own where it begins with some."""
    passage = line(text)
    if passage[:1] not in OPENING:
        passage = f"“{passage}”"
    return wrapped(passage, first, below)


def heading(title: str) -> str:
    """A title and a rule below it."""
    shown = line(title, WIDTH)
    return f"{shown}\n{'=' * len(shown)}"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 article", "5 articles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
