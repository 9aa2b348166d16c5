"""Text from outside to text that a terminal, a mail or a file can show without doing anything.

Every character that would move the cursor, change the order of what is read or leave no trace gets
a visible mark in its place: control pictures for C0 and DEL (␛), ‹U+202E› for the rest.  Joiners
and variation selectors stay where writing needs them: between letters of joining scripts, in emoji.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import NamedTuple

# What is never shown as it is: controls but LF and TAB, surrogates, bidi controls, line separators,
# and Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt) with the interlinear marks.
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
JOINERS = frozenset("\u200c\u200d")
# What a spreadsheet may take for the start of a formula (OWASP, CSV injection).
FORMULA = re.compile(r"[\t\r]|\s*[-=+@＝＋－＠﹢﹣﹦﹫−]")
SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_ASCII = bytes(range(0x80))
_SHOWN = bytes((0x09, 0x0A, *range(0x20, 0x7F)))


class Shown(NamedTuple):
    """Neutral text and where its marks stand, so that spans of the exact text can be drawn on it.

    `ends` are the offsets just past each replaced character of the exact text, `growth` by how
    much the neutral text is longer up to there.
    """

    text: str
    ends: tuple[int, ...]
    growth: tuple[int, ...]

    def at(self, offset: int) -> int:
        """The place in the neutral text of an offset into the exact text."""
        before = bisect_left(self.ends, offset + 1)
        return offset + (self.growth[before - 1] if before else 0)


def mark(character: str) -> str:
    """What stands in the place of an unsafe character."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"‹U+{code:04X}›"


def _joins(character: str) -> bool:
    """Whether a joiner beside this character is writing: a joining script or an emoji."""
    if character < "\u0600":
        return False
    return unicodedata.category(character) in {"Lo", "Mn", "Mc", "So", "Sk"} or bool(
        SELECTORS.match(character)
    )


def _needed(text: str, place: int) -> bool:
    """Whether the invisible character at `place` does what writing needs it for."""
    character, before = text[place], text[place - 1 : place]
    if character in JOINERS:
        after = text[place + 1 : place + 2]
        return bool(before and after) and _joins(before) and _joins(after)
    if SELECTORS.match(character) and before:
        return unicodedata.category(before) in {"So", "Lo", "Sm"} or before in "0123456789#*‼⁉"
    return False


def shown(text: str) -> Shown:
    """The neutral text with its map; linear in the length of `text`.

    A carriage return before a line feed belongs to the line's end and is left out.
    """
    if not UNSAFE.search(text):
        return Shown(text, (), ())
    pieces: list[str] = []
    ends: list[int] = []
    growth: list[int] = []
    position = longer = 0
    for match in UNSAFE.finditer(text):
        place = match.start()
        if _needed(text, place):
            continue
        crlf = text[place] == "\r" and text[place + 1 : place + 2] == "\n"
        instead = "" if crlf else mark(text[place])
        pieces += (text[position:place], instead)
        position = place + 1
        longer += len(instead) - 1
        ends.append(position)
        growth.append(longer)
    pieces.append(text[position:])
    return Shown("".join(pieces), tuple(ends), tuple(growth))


def visible(text: str) -> str:
    """The text with a visible mark for every character that could act or hide; LF and TAB stay."""
    return shown(text).text if UNSAFE.search(text) else text


def harmless(text: str) -> bool:
    """Whether a text is one line in which nothing acts or hides; a quick test, strict with blanks.

    Only the characters beyond ASCII, which are few in most texts, are looked at one by one.
    """
    if not text.isprintable():
        return False
    return text.isascii() or not UNSAFE.search(text.encode().translate(None, _ASCII).decode())


def inert(text: str) -> bool:
    """Whether nothing in a text, of any number of lines, acts or hides: `visible` is the same."""
    beyond = text.encode("utf-8", "surrogatepass").translate(None, _SHOWN)
    return not beyond or not UNSAFE.search(beyond.decode("utf-8", "surrogatepass"))


def single_line(text: str) -> str:
    """The neutral text on one line: line ends and tabs become one blank each."""
    return visible(text).replace("\n", " ").replace("\t", " ")


def cell(text: str) -> str:
    """Neutral text for a cell that no spreadsheet takes for a formula.

    What begins, after blanks, with = + - @ or a full-width form of them, or with a tab or carriage
    return, gets a leading apostrophe.
    """
    if harmless(text):
        return text if text[:1].isalnum() else no_formula(text)
    seen = visible(text)
    return f"'{seen}" if FORMULA.match(text) or FORMULA.match(seen) else seen


def no_formula(text: str) -> str:
    """A text in which nothing acts or hides, as `cell` writes it."""
    return f"'{text}" if FORMULA.match(text) else text


def json_text(document: str) -> str:
    """A JSON document with unsafe characters as \\u escapes: the same values, nothing to obey."""
    return UNSAFE.sub(_escape, document)


def json_line(document: bytes) -> bytes:
    """The same for one line of JSON in UTF-8."""
    beyond = document.translate(None, _ASCII)
    if not beyond or not UNSAFE.search(beyond.decode()):
        return document.replace(b"\x7f", b"\\u007f")
    return json_text(document.decode()).encode()


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
