"""Text for people outside the app: wrapped paragraphs, counts, at most 78 columns wide."""

from __future__ import annotations

import textwrap

from tui.display import line

WIDTH = 78
DOUBLE = '“”„«»"'


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


def quoted(text: str, first: str = "", below: str | None = None, tail: str = "") -> str:
    """A passage as a paragraph in quotation marks, or as it is where it has marks of its own.

    `tail` stands behind it.
    """
    passage = line(text)
    marked = any(mark in passage for mark in DOUBLE)
    shown = passage if marked else f"“{passage}”"
    return wrapped(f"{shown}  {tail}" if tail else shown, first, below)


def heading(title: str) -> str:
    """A title and a rule below it."""
    shown = line(title, WIDTH)
    return f"{shown}\n{'=' * len(shown)}"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 article", "5 articles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
