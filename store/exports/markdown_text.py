"""Words for a Markdown page: text from outside stays text, dates and verdicts read as prose."""

from __future__ import annotations

import re
from typing import Any

from store import neutral
from store.records import Verdict

GLYPHS: dict[Verdict | None, str] = {
    "verified": "✓", "unverified": "?", "disputed": "≠", "false": "✗", "not-checkable": "–",
    None: "·",
}  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
# What CommonMark, its common extensions and Obsidian could take for markup anywhere in a line.
_ACTIVE = re.compile(r"[\\`*_\[<#|~$^@]|==|&(?=#?\w+;)|(?<=:)//|(?<=www)\.")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:[/?#][!#-;=?-Z_a-z~%&\[\]]*)?")
_AT_START = re.compile(r"^(\d+(?=[.)])|)([-+:.)>=])")


def plain(text: str) -> str:
    """Text from outside on one line, neutral, with everything escaped that Markdown would obey."""
    line = " ".join(neutral.single_line(text).split())
    line = _ACTIVE.sub(_escape, line)
    return _AT_START.sub(r"\1\\\2", line)


def _escape(found: re.Match[str]) -> str:
    return "/\\/" if found.group() == "//" else "\\" + found.group()


def quoted(text: str) -> str:
    """A passage in quotation marks; a passage that brings its own keeps them."""
    body = plain(text)
    if body[:1] in '"“„«' and body[-1:] in '"”“»':
        return body
    return f"“{nested(body)}”"


def nested(body: str) -> str:
    """A passage for within quotation marks: its own pairs of double marks become single ones."""
    if body.count("“") != body.count("”"):
        return body
    return body.replace("“", "‘").replace("”", "’")


def followed(words: str, rest: str) -> str:
    """A quotation and what follows it behind a comma, which is then not told twice."""
    if rest.startswith(",") and words[-2:-1] == ",":
        words = words[:-2] + words[-1]
    return words + rest


def code(text: str) -> str:
    """Text from outside as a code span."""
    line = " ".join(neutral.single_line(text).split())
    fence = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}" if line else ""


def address(text: str) -> str:
    """A web address as a link that shows where it leads; anything else as text."""
    return f"<{text}>" if _ADDRESS.fullmatch(text) else plain(text)


def day(date: str | None) -> str:
    """An ISO date as prose: "15 February 2022", "February 2022", "15 February"; else the text."""
    found = re.fullmatch(
        r"(\d{4}|-|(?=\d\d-))(?:(?:-|\b)(\d{2})(?:-(\d{2}))?)?(?:T.*)?", date or ""
    )
    if not found or not 1 <= int(found[2] or 1) <= 12:
        return plain(date or "")
    year, month, number = found.groups()
    parts = [str(int(number))] if number else []
    parts += [_MONTHS[int(month) - 1]] if month else []
    parts += [year] if len(year) > 1 else []
    return " ".join(parts) or plain(date or "")


def span(first: str, last: str) -> str:
    """Two ISO dates as prose: "15 to 17 February 2022", "28 January to 3 February 2022"."""
    start, end = day(first), day(last)
    if start == end:
        return start
    if len(first) == len(last):
        left, right = start.split(" "), end.split(" ")
        while len(left) > 1 and left[-1] == right[-1]:
            left.pop()
            right.pop()
        start = " ".join(left)
    return f"{start} to {end}"


def verdict(row: dict[str, Any]) -> str:
    """ "✓ verified", "(✓ verified in a copy)", or "" where nobody looked."""
    held: Verdict | None = row["verdict"]
    if held is None:
        return ""
    words = f"{GLYPHS[held]} {held.replace('-', ' ')}"
    return f"({words} in a copy)" if row["inherited"] else words


def count(number: int, noun: str, plural: str = "") -> str:
    """ "1 claim", "2 claims"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def listed(parts: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + " and " + parts[-1]
